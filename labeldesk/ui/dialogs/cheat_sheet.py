"""The keys, four columns of groups, made from the action table; F1."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.ui.dialogs.sheet import Sheet
from labeldesk.ui.paint import BODY, CAPTION, STRONG, TITLE, Fit, height, paint_text, width
from labeldesk.ui.theme import Role, px
from labeldesk.ui.translate import tr
from labeldesk.ui.widgets.button import Button, Kind
from labeldesk.ui.widgets.field import FilterBox
from labeldesk.ui.widgets.key_cap import CAP_LARGE, caps_width, paint_caps
from labeldesk.ui.widgets.label import Ground, Label, Line
from labeldesk.ui.widgets.scroll_bar import thin

KEYS = QT_TRANSLATE_NOOP("CheatSheet", "Keys")
FIND = QT_TRANSLATE_NOOP("CheatSheet", "Find a key or an action")
HINT = QT_TRANSLATE_NOOP("CheatSheet", "Esc closes.")
CHANGE = QT_TRANSLATE_NOOP("CheatSheet", "Change keys")
OR = QT_TRANSLATE_NOOP("CheatSheet", "or")
_COLUMNS = 4
_NARROW = 180
_ROW, _HEAD, _GAP = 26, 30, 18
_BREADTH = 250


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
        widest = max(
            (width(tr(r.title)) + caps_width(r.keys[0], CAP_LARGE) for r in rows), default=0
        )
        return QSize(max(px(_BREADTH), widest + px(16)), high)

    def minimumSizeHint(self) -> QSize:
        """Titles are cut before keys are lost."""
        return QSize(px(_NARROW), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        row_height = max(px(_ROW), height(BODY) + px(8))
        y = 0.0
        with QPainter(self) as p:
            for group in self._groups:
                role: Role = "accent" if group.now else "t3"
                area = QRectF(0, y, self.width(), px(_HEAD) - px(4))
                paint_text(p, area, tr(group.title), role, STRONG, Fit.CUT)
                y += px(_HEAD)
                for row in group.rows:
                    area = QRectF(0, y, self.width(), row_height)
                    left = paint_caps(p, area.right(), area.center().y(), row.keys[0], CAP_LARGE)
                    area.setRight(left - px(8))
                    paint_text(p, area, tr(row.title), "t1", BODY, Fit.CUT)
                    y += row_height
                y += px(_GAP)


class CheatSheet(Sheet):
    """Signal: `change_wanted` when the user wants to change keys."""

    change_wanted = Signal()
    wide = 1184

    def __init__(
        self, groups: Sequence[KeyGroup], preset: Text | str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(KEYS, parent)
        self.setObjectName("cheat-sheet")
        self._groups = tuple(groups)
        self._high = 0
        head = QHBoxLayout()
        head.setContentsMargins(px(27), px(10), px(24), px(10))
        head.setSpacing(px(16))
        head.addWidget(Label(KEYS, "t1", TITLE))
        head.addWidget(Label(preset, "t2", CAPTION))
        head.addStretch(1)
        self.field = FilterBox(FIND, FIND)
        self.field.setMaximumWidth(px(266))
        self.field.textChanged.connect(self._filter)
        head.addWidget(self.field, 1)
        self.column.addLayout(head)
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
        self._filter("")

    def first_focus(self) -> QWidget:
        return self.field

    def _filter(self, query: str) -> None:
        self._show([kept for group in self._groups if (kept := _kept(group, query)).rows])

    def _show(self, groups: Sequence[KeyGroup]) -> None:
        page = Ground("panel")
        row = QHBoxLayout(page)
        row.setContentsMargins(px(27), px(14), px(27), px(8))
        row.setSpacing(px(32))
        for column in dealt(groups, _COLUMNS):
            made = QVBoxLayout()
            made.addWidget(KeyColumn(column))
            made.addStretch(1)
            row.addLayout(made, 1)
        self._area.setWidget(page)
        self._high = max(self._high, page.sizeHint().height())

    def sizeHint(self) -> QSize:
        return QSize(px(self.wide), self._high + px(120))


def _kept(group: KeyGroup, query: str) -> KeyGroup:
    """The rows whose words or keys hold what was typed."""
    wanted = query.casefold().strip()
    rows = tuple(
        row
        for row in group.rows
        if wanted in tr(row.title).casefold() or any(wanted in k.casefold() for k in row.keys)
    )
    return KeyGroup(group.title, rows, group.now)
