"""The keys, four columns of groups, made from the action table; F1."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from time import monotonic

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.ui.dialogs.sheet import Sheet
from labeldesk.ui.paint import BODY, CAPTION, STRONG, TITLE, height, paint_text, width
from labeldesk.ui.theme import Role, px, scale
from labeldesk.ui.translate import tr
from labeldesk.ui.widgets.button import Button, Kind
from labeldesk.ui.widgets.field import FilterBox
from labeldesk.ui.widgets.key_cap import CAP_LARGE, caps_width, paint_caps
from labeldesk.ui.widgets.label import Ground, Label, Line
from labeldesk.ui.widgets.scroll_bar import thin

KEYS = QT_TRANSLATE_NOOP("CheatSheet", "Keys")
FIND = QT_TRANSLATE_NOOP("CheatSheet", "Find a key or an action")
HINT = QT_TRANSLATE_NOOP("CheatSheet", "Esc closes. Hold F1 to look, let go to carry on.")
CHANGE = QT_TRANSLATE_NOOP("CheatSheet", "Change keys")
OR = QT_TRANSLATE_NOOP("CheatSheet", "or")
_COLUMNS = 4
_HELD_MS = 400
"""A key that was down for so long was held, not tapped."""
_ROW, _HEAD, _GAP = 26, 30, 18
_BREADTH = 240
_EDGE, _BETWEEN = 27, 32


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One line: what it does and its key sequences (``Ctrl+K``), the first one is shown."""

    title: Text
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """The rows of one menu; `now` marks what holds for the tool in the hand."""

    title: Text
    rows: tuple[KeyRow, ...]
    now: bool = False


def dealt(groups: Sequence[KeyGroup], columns: int) -> list[list[KeyGroup]]:
    """Groups in their order over columns of nearly equal height."""
    sizes = [len(group.rows) * _ROW + _HEAD + _GAP for group in groups]
    for limit in sorted({sum(sizes[a:b]) for b in range(len(sizes) + 1) for a in range(b)}):
        made = _filled(groups, sizes, limit)
        if len(made) <= columns:
            return made
    return [list(groups)]


def _filled(groups: Sequence[KeyGroup], sizes: Sequence[int], limit: int) -> list[list[KeyGroup]]:
    """Groups in their order, a new column wherever one would become higher than `limit`."""
    made: list[list[KeyGroup]] = []
    used = limit + 1
    for group, size in zip(groups, sizes, strict=True):
        if used + size > limit:
            made.append([])
            used = 0
        made[-1].append(group)
        used += size
    return made


class KeyColumn(QWidget):
    """One column of groups, painted."""

    def __init__(self, groups: Sequence[KeyGroup], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._groups = tuple(groups)
        spoken = [
            f"{tr(row.title)}: {' '.join(row.keys)}" for group in groups for row in group.rows
        ]
        self.setAccessibleName("\n".join(spoken))

    def sizeHint(self) -> QSize:
        row = max(px(_ROW), height(BODY) + px(8))
        high = sum(len(g.rows) * row + px(_HEAD + _GAP) for g in self._groups)
        rows = [r for g in self._groups for r in g.rows]
        widest = [width(tr(r.title)) + px(24) + caps_width(r.keys[0], CAP_LARGE) for r in rows] + [
            width(tr(g.title), STRONG) for g in self._groups
        ]
        return QSize(max(px(_BREADTH), *widest), high)

    def minimumSizeHint(self) -> QSize:
        """Nothing is cut: where columns find no room there are fewer of them."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        row_height = max(px(_ROW), height(BODY) + px(8))
        y = 0.0
        with QPainter(self) as p:
            for group in self._groups:
                role: Role = "accent" if group.now else "t3"
                area = QRectF(0, y, self.width(), px(_HEAD) - px(4))
                paint_text(p, area, tr(group.title), role, STRONG)
                y += px(_HEAD)
                for row in group.rows:
                    area = QRectF(0, y, self.width(), row_height)
                    left = paint_caps(p, area.right(), area.center().y(), row.keys[0], CAP_LARGE)
                    area.setRight(left - px(8))
                    paint_text(p, area, tr(row.title))
                    y += row_height
                y += px(_GAP)


class CheatSheet(Sheet):
    """Signal: `change_wanted` when the user wants to change keys."""

    change_wanted = Signal()
    wide = 560

    def __init__(
        self, groups: Sequence[KeyGroup], preset: Text | str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(KEYS, parent)
        self.setObjectName("cheat-sheet")
        self._groups = tuple(groups)
        self._high, self._query, self._columns = 0, "", _COLUMNS
        self.opened = monotonic()
        self.field = FilterBox(FIND, FIND)
        self.field.textChanged.connect(self._filter)
        self.column.addLayout(self._head(preset))
        self.column.addWidget(Line())
        self._area = QScrollArea()
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        thin(self._area)
        self.column.addWidget(self._area, 1)
        foot = self.add_foot()
        foot.addWidget(Label(HINT, "t2"))
        foot.addStretch(1)
        change = Button(CHANGE, Kind.LINK)
        change.clicked.connect(self.change_wanted)
        foot.addWidget(change)
        self.wide = max(self.wide, round(self._needs(_COLUMNS) / scale()))
        self._filter("")

    def _head(self, preset: Text | str) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(px(_EDGE), px(10), px(24), px(10))
        head.setSpacing(px(16))
        head.addWidget(Label(KEYS, "t1", TITLE))
        head.addWidget(Label(preset, "t2", CAPTION))
        head.addStretch(1)
        self.field.setMaximumWidth(px(266))
        head.addWidget(self.field, 1)
        return head

    def first_focus(self) -> QWidget:
        return self.field

    def _filter(self, query: str) -> None:
        self._query = query
        self._show([kept for group in self._groups if (kept := _kept(group, query)).rows])

    def _needs(self, columns: int) -> int:
        """How wide the sheet is with all groups in so many columns."""
        made = [KeyColumn(groups).sizeHint().width() for groups in dealt(self._groups, columns)]
        return sum(made) + px(2 * _EDGE) + px(_BETWEEN) * (len(made) - 1) + px(16)

    def _show(self, groups: Sequence[KeyGroup]) -> None:
        page = Ground("panel")
        row = QHBoxLayout(page)
        row.setContentsMargins(px(_EDGE), px(14), px(_EDGE), px(8))
        row.setSpacing(px(_BETWEEN))
        for column in dealt(groups, self._columns):
            made = QVBoxLayout()
            made.addWidget(KeyColumn(column))
            made.addStretch(1)
            row.addLayout(made, 1)
        self._area.setWidget(page)
        self._high = max(self._high, page.sizeHint().height())

    def sizeHint(self) -> QSize:
        return QSize(px(self.wide), self._high + px(120))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many columns as there is room for."""
        super().resizeEvent(event)
        fitting = [n for n in range(_COLUMNS, 1, -1) if self._needs(n) <= self.width()]
        columns = fitting[0] if fitting else 1
        if columns != self._columns:
            self._columns = columns
            self._filter(self._query)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """F1 that was held shows the keys for as long."""
        held = (monotonic() - self.opened) * 1000 >= _HELD_MS
        if event.key() == Qt.Key.Key_F1 and not event.isAutoRepeat():
            if held:
                self.left.emit()
            self.opened = inf  # pressed again it is not held
        else:
            super().keyReleaseEvent(event)


def _kept(group: KeyGroup, query: str) -> KeyGroup:
    """The rows whose words or keys hold what was typed."""
    wanted = query.casefold().strip()
    rows = tuple(
        row
        for row in group.rows
        if wanted in tr(row.title).casefold() or any(wanted in k.casefold() for k in row.keys)
    )
    return KeyGroup(group.title, rows, group.now)
