"""Menus made from the action table; a QAction only shows its key, it never binds it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from labeldesk.actions.action import Action
from labeldesk.actions.facts import Facts
from labeldesk.actions.keymap import Keymap
from labeldesk.actions.menus import MENUS, SUBMENUS
from labeldesk.domain.text import Text
from labeldesk.ui.widgets.menu import Menu

Translate = Callable[[Text], str]


class Menus:
    """The menu bar, and context menus of the same rows.

    Rows are greyed by `Action.when` each time a menu opens, and tell why in their tooltip.
    Triggering asks again, so that a script can trigger any QAction by its object name.
    """

    def __init__(
        self,
        owner: QWidget,
        actions: Iterable[Action],
        facts: Callable[[], Facts],
        run: Callable[[Action], None],
        translate: Translate,
    ) -> None:
        self._facts = facts
        self._run = run
        self._translate = translate
        self._rows = {row.id: (row, QAction(owner)) for row in actions}
        self._titles: list[tuple[QMenu, Text]] = []
        self._known: Facts | None = None
        self._reasons: dict[str, Text | None] = {}
        for row, made in self._rows.values():
            made.setObjectName(row.id)
            made.setCheckable(row.checked is not None)
            made.triggered.connect(lambda _=False, row=row: self._triggered(row))
            owner.addAction(made)

    def fill(self, bar: QMenuBar) -> None:
        """Hang the menus into the bar, with a line between groups."""
        for menu_id, title in MENUS.items():
            menu = bar.addMenu(self._translate(title))
            menu.setObjectName(f"menu.{menu_id}")
            self._titles.append((menu, title))
            self._fill(menu, [row for row, _ in self._rows.values() if row.menu == menu_id])

    def context(self, parent: QWidget, ids: Iterable[str]) -> QMenu:
        """A context menu of the given rows."""
        menu = Menu(parent=parent)
        self._fill(menu, [self._rows[action_id][0] for action_id in ids])
        return menu

    def retitle(self, keymap: Keymap) -> None:
        """Titles and keys again, after the language or the keymap changed."""
        for menu, title in self._titles:
            menu.setTitle(self._translate(title))
        for row, made in self._rows.values():
            chords = keymap.chords(row.id)
            text = self._translate(row.title).replace("&", "&&")
            made.setText(f"{text}\t{chords[0]}" if chords else text)
        self._known = None
        self._reasons.clear()
        self.refresh()

    def refresh(self) -> None:
        """Grey and tick every row by what is so now; only what changed is touched."""
        facts = self._facts()
        same, self._known = facts == self._known, facts
        for row, made in self._rows.values():
            if row.checked is not None:  # a click ticks the row whatever came of it
                made.setChecked(row.checked(facts))
            if not same:
                self._give(row, made, row.when(facts))

    def _give(self, row: Action, made: QAction, reason: Text | None) -> None:
        """Grey a row with a reason, or wake it."""
        if row.id in self._reasons and self._reasons[row.id] == reason:
            return
        self._reasons[row.id] = reason
        made.setEnabled(reason is None)
        made.setToolTip(self._translate(reason or row.title))
        made.setStatusTip(self._translate(reason) if reason else "")

    def _fill(self, menu: QMenu, rows: list[Action]) -> None:
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(self.refresh)
        group = None
        inner: dict[str, QMenu] = {}
        for row in rows:
            if group is not None and row.group != group and row.submenu not in inner:
                menu.addSeparator()
            group = row.group
            if row.submenu and row.submenu not in inner:
                inner[row.submenu] = self._inner(menu, row.submenu)
            inner.get(row.submenu, menu).addAction(self._rows[row.id][1])

    def _inner(self, menu: QMenu, name: str) -> QMenu:
        title = SUBMENUS[name]
        made = Menu(self._translate(title), menu)
        made.setObjectName(f"menu.{name}")
        made.setToolTipsVisible(True)
        self._titles.append((made, title))
        menu.addMenu(made)
        return made

    def _triggered(self, row: Action) -> None:
        if row.when(self._facts()) is None:
            self._run(row)
        self.refresh()
