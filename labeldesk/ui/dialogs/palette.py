"""The command palette: type a few letters, Enter runs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent as Event
from PySide6.QtCore import QModelIndex, QObject, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QWidget

from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text, counted
from labeldesk.ui.dialogs.sheet import Sheet
from labeldesk.ui.icons import paint_icon
from labeldesk.ui.paint import BODY, INPUT, NAME, Face, Fit, paint_text, width
from labeldesk.ui.theme import Role, px, theme
from labeldesk.ui.translate import tr
from labeldesk.ui.widgets.field import Field
from labeldesk.ui.widgets.icon_label import IconLabel
from labeldesk.ui.widgets.key_cap import CAP_LARGE, KeyCap, paint_caps
from labeldesk.ui.widgets.label import Label, Line
from labeldesk.ui.widgets.rows import RowDelegate, RowModel, RowTable

TITLE = QT_TRANSLATE_NOOP("Palette", "Search actions")
PROMPT = QT_TRANSLATE_NOOP("Palette", "What do you want to do?")
ONE = QT_TRANSLATE_NOOP("Palette", "{n} action")
MANY = QT_TRANSLATE_NOOP("Palette", "{n} actions")
RUN = QT_TRANSLATE_NOOP("Palette", "run")
CHOOSE = QT_TRANSLATE_NOOP("Palette", "choose")
CLOSE = QT_TRANSLATE_NOOP("Palette", "close")
_PLAIN, _LIT = Face(13, 400), NAME
_SHOWN = 9


@dataclass(frozen=True, slots=True)
class PaletteRow:
    """One action: `place` is its menu, `reason` why it cannot run now."""

    id: str
    title: Text
    keys: str = ""
    icon: str = ""
    place: Text | str = ""
    reason: Text | None = None


Find = Callable[[str], Sequence[PaletteRow]]
"""The rows for what was typed, best first; all for nothing typed."""


def lit(query: str, text: str) -> list[bool]:
    """Which letters of `text` the query means: a whole run of it, else letters in their order."""
    marks = [False] * len(text)
    low, wanted = text.casefold(), query.casefold().strip()
    if len(low) != len(text) or not wanted:
        return marks
    if (at := low.find(wanted)) >= 0:
        marks[at : at + len(wanted)] = [True] * len(wanted)
        return marks
    at = -1
    for letter in wanted.replace(" ", ""):
        at = low.find(letter, at + 1)
        if at < 0:
            return [False] * len(text)
        marks[at] = True
    return marks


def runs(text: str, marks: Sequence[bool]) -> list[tuple[str, bool]]:
    """`text` cut where the marks change."""
    found: list[tuple[str, bool]] = []
    for letter, mark in zip(text, marks, strict=True):
        if found and found[-1][1] == mark:
            found[-1] = (found[-1][0] + letter, mark)
        else:
            found.append((letter, mark))
    return found


class PaletteModel(RowModel[PaletteRow]):
    """The rows found, and for what."""

    query = ""

    def spoken(self, row: PaletteRow) -> str:
        words = [tr(row.title), tr(row.place), row.keys, tr(row.reason or "")]
        return ", ".join(word for word in words if word)


class PaletteDelegate(RowDelegate[PaletteRow]):
    """Icon, title with the letters found in bold, reason, place, keys."""

    tall = 40
    inset = 7

    def draw(
        self, p: QPainter, place: QRectF, row: PaletteRow, *, is_hot: bool, is_chosen: bool
    ) -> None:
        inner = place.adjusted(px(12), 0, -px(11), 0)
        role: Role = "t1" if row.reason is None else ("t2" if is_chosen else "t3")
        mark = QRectF(inner.left(), inner.top(), px(20), inner.height())
        if row.icon:
            paint_icon(p, mark, row.icon, "t2" if row.reason is None else "t3", 20)
        right = inner.right()
        if row.keys:
            right = paint_caps(p, right, inner.center().y(), row.keys, CAP_LARGE) - px(10)
        said = tr(row.place)
        wide = width(said)
        menu = QRectF(right - wide, inner.top(), wide, inner.height())
        paint_text(p, menu, said, "t2", BODY, Fit.RIGHT)
        x = self._title(p, QRectF(mark.right() + px(12), inner.top(), 0, inner.height()), row, role)
        rest = QRectF(x + px(12), inner.top(), menu.left() - x - px(24), inner.height())
        if row.reason is not None and rest.width() > px(40):
            paint_text(p, rest, tr(row.reason), "t2", BODY, Fit.CUT)

    def _title(self, p: QPainter, at: QRectF, row: PaletteRow, role: Role) -> float:
        model = self._view.model()
        query = model.query if isinstance(model, PaletteModel) else ""
        title, x = tr(row.title), at.left()
        for part, is_lit in runs(title, lit(query, title)):
            face = _LIT if is_lit else _PLAIN
            wide = width(part, face)
            paint_text(p, QRectF(x, at.top(), wide + 1, at.height()), part, role, face)
            x += wide
        return x


class Palette(Sheet):
    """Signals: `chosen(action id)` (after it closed; only rows that can run) and
    `refused(row)` (a greyed one).
    """

    chosen = Signal(str)
    refused = Signal(object)
    wide = 640

    def __init__(self, find: Find, parent: QWidget | None = None) -> None:
        super().__init__(TITLE, parent)
        self.setObjectName("palette")
        self._find = find
        self._model = PaletteModel()
        self.field = _Input(TITLE, PROMPT)
        self._count = Label("", "t2", BODY)
        self.view = RowTable(TITLE)
        self.view.use(self._model, PaletteDelegate(self.view))
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.clicked.connect(self._take)
        top = QHBoxLayout()
        top.setContentsMargins(px(18), px(8), px(16), px(8))
        top.addWidget(IconLabel("search", "t2", 20))
        top.addWidget(self.field, 1)
        top.addWidget(self._count)
        self.column.addLayout(top)
        self.column.addWidget(Line())
        self.column.addSpacing(px(6))
        self.column.addWidget(self.view, 1)
        self.column.addSpacing(px(6))
        self._add_keys()
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self._search("")

    def _add_keys(self) -> None:
        foot = self.add_foot()
        foot.setContentsMargins(px(18), px(6), px(18), px(6))
        foot.setSpacing(px(6))
        hints = (("Return", RUN), ("Up+Down", CHOOSE), ("Esc", CLOSE))
        for keys, words in hints:
            foot.addWidget(KeyCap(keys, size=CAP_LARGE))
            foot.addWidget(Label(words, "t2"))
            foot.addSpacing(px(10))
        foot.addStretch()

    def first_focus(self) -> QWidget:
        return self.field

    def place_in(self, window: QRect) -> QRect:
        """In the upper part: the list may get shorter without the field moving."""
        across = min(px(self.wide), window.width() - px(32))
        high = px(52 + 14 + 34) + _SHOWN * self.view.row_height()
        top = min(px(112), window.height() // 8)
        return QRect((window.width() - across) // 2, top, across, min(high, window.height() - top))

    def _search(self, query: str) -> None:
        rows = self._find(query)
        self._model.query = query
        self._model.set_rows(rows)
        self._count.set_words(counted(len(rows), ONE, MANY))
        self.view.scrollToTop()
        if rows:
            self.view.setCurrentIndex(self._model.index(0, 0))
        self.view.viewport().update()

    def _step(self, by: int) -> None:
        count = len(self._model.rows)
        if count:
            at = (self.view.currentIndex().row() + by) % count
            self.view.setCurrentIndex(self._model.index(at, 0))

    def _take(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        row = self._model.rows[index.row()]
        if row.reason is not None:
            self.refused.emit(row)
        else:
            # The focus goes back first: the action must find the window as it was.
            self.left.emit()
            self.chosen.emit(row.id)

    def eventFilter(self, watched: QObject, event: Event) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() is not Event.Type.KeyPress:
            return False
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: _SHOWN,
            Qt.Key.Key_PageUp: -_SHOWN,
        }
        if (key := Qt.Key(event.key())) in steps:
            self._step(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self.view.currentIndex())
        else:
            return False
        return True


class _Input(Field):
    """The line at the top: large and without a frame."""

    edge = 0

    def __init__(self, words: Text, prompt: Text) -> None:
        super().__init__(words, prompt)
        self.set_face(INPUT)

    def draw(self, p: QPainter, body: QRectF) -> None:
        p.fillRect(body, theme().panel)
