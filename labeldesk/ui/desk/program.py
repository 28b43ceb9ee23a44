"""Palette, keys, settings, problems, about, and the end."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication

from labeldesk import __version__
from labeldesk.actions.action import Action
from labeldesk.actions.cheatsheet import sections
from labeldesk.actions.facts import Facts
from labeldesk.actions.keymap import Keymap
from labeldesk.actions.menus import MENUS
from labeldesk.actions.palette import search
from labeldesk.actions.presets import TITLES
from labeldesk.actions.table import ACTIONS
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.settings.store import Settings
from labeldesk.settings.table import KEYMAP, SETTINGS
from labeldesk.tools.state import KeyHint
from labeldesk.ui.dialogs.about import AboutDialog
from labeldesk.ui.dialogs.cheat_sheet import CheatSheet, KeyGroup, KeyRow
from labeldesk.ui.dialogs.palette import Palette, PaletteRow
from labeldesk.ui.dialogs.problems import ProblemsSheet
from labeldesk.ui.dialogs.settings import SettingsDialog
from labeldesk.ui.dialogs.sheet import Dim
from labeldesk.ui.translate import tr
from labeldesk.ui.voice import Voice

_PYTHON = QT_TRANSLATE_NOOP("About", "Python")
_QT = QT_TRANSLATE_NOOP("About", "Qt")
_FOLDER = QT_TRANSLATE_NOOP("About", "Settings and logs")


class Program:
    """The `program` of the desk. `run` carries out an action chosen from the palette."""

    def __init__(
        self, dim: Dim, settings: Settings, voice: Voice, facts: Callable[[], Facts]
    ) -> None:
        self._dim = dim
        self._settings = settings
        self._voice = voice
        self._facts = facts
        self._uses: dict[str, int] = {}
        self.keymap = Keymap(ACTIONS)
        self.run: Callable[[str], None] = lambda _: None
        self.end: Callable[[], None] = lambda: None
        self.folder = ""
        self.hint: Callable[[], tuple[Text, Sequence[KeyHint]]] = lambda: (Text("", ""), ())

    def palette(self) -> None:
        """Search everything that can be done."""
        facts = self._facts()
        sheet = Palette(partial(self._found, facts))
        sheet.chosen.connect(self._chosen)
        self._dim.show_sheet(sheet)

    def cheat_sheet(self) -> None:
        """All keys on one page."""
        words, keys = self.hint()
        now = KeyGroup(words, tuple(KeyRow(said, (key,)) for key, said in keys), now=True)
        groups = [now] if keys else []
        groups += [
            KeyGroup(
                section.title,
                tuple(
                    KeyRow(row.title, tuple("+".join(c) for c in row.caps)) for row in section.rows
                ),
            )
            for section in sections(ACTIONS, self.keymap)
        ]
        sheet = CheatSheet(groups, TITLES[self._settings.get(KEYMAP)])
        sheet.change_wanted.connect(self.settings)
        self._dim.show_sheet(sheet)

    def settings(self) -> None:
        """What can be chosen."""
        values = {row.id: self._settings.get(row) for row in SETTINGS}
        sheet = SettingsDialog(SETTINGS, values)
        rows = {row.id: row for row in SETTINGS}
        sheet.changed.connect(lambda name, value: self._settings.set(rows[name], value))
        sheet.keys_wanted.connect(self.cheat_sheet)
        self._dim.show_sheet(sheet)

    def problems(self) -> None:
        """What was reported since the start."""
        sheet = ProblemsSheet(self._voice.problems)
        sheet.copy_wanted.connect(_copy)
        sheet.clear_wanted.connect(self._forget_problems)
        self._dim.show_sheet(sheet)

    def about(self) -> None:
        """Version and places."""
        facts = (
            (_PYTHON, sys.version.split()[0]),
            (_QT, qVersion()),
            (_FOLDER, self.folder),
        )
        sheet = AboutDialog(__version__, facts)
        sheet.copy_wanted.connect(_copy)
        self._dim.show_sheet(sheet)

    def quit(self) -> None:
        """Close; nothing is asked, everything is saved."""
        self.end()

    def _found(self, facts: Facts, query: str) -> list[PaletteRow]:
        matches = search(query, ACTIONS, self.keymap, facts, shown=tr, uses=self._uses)
        return [
            PaletteRow(
                id=match.action.id,
                title=match.action.title,
                keys=str(match.chord) if match.chord else "",
                icon=match.action.icon,
                place=_place(match.action),
                reason=match.reason,
            )
            for match in matches
        ]

    def _chosen(self, action_id: str) -> None:
        self._uses[action_id] = self._uses.get(action_id, 0) + 1
        self.run(action_id)

    def _forget_problems(self) -> None:
        self._voice.problems.clear()
        self._voice.problems_changed.emit()
        self._dim.close_sheet()


def _place(action: Action) -> Text | str:
    return MENUS[action.menu] if action.menu else ""


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
