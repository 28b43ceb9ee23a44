"""Panel History: what was done, newest first; "Go back to here" is a new edit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QStackedLayout, QWidget

from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.ui.paint import BODY, CAPTION, Fit, paint_text, width
from labeldesk.ui.panels.panel import Empty, Panel
from labeldesk.ui.theme import Role, px
from labeldesk.ui.translate import tr
from labeldesk.ui.widgets.rows import RowDelegate, RowModel, RowTable

TITLE = QT_TRANSLATE_NOOP("History", "History")
NONE = QT_TRANSLATE_NOOP("History", "Nothing was changed yet")


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One step: its change id, title, author and time as words (``14:32``); undone or not."""

    id: int
    title: Text
    author: str = ""
    when: str = ""
    undone: bool = False


class HistoryModel(RowModel[HistoryRow]):
    """The steps, newest first."""

    def spoken(self, row: HistoryRow) -> str:
        return ", ".join(part for part in (tr(row.title), row.author, row.when) if part)


class HistoryDelegate(RowDelegate[HistoryRow]):
    """Title, author, time; what was undone is grey."""

    def full(self, row: HistoryRow) -> str:
        return tr(row.title)

    def draw(
        self, p: QPainter, place: QRectF, row: HistoryRow, *, is_hot: bool, is_chosen: bool
    ) -> None:
        inner = place.adjusted(px(8), 0, -px(8), 0)
        caption = " · ".join(part for part in (row.author, row.when) if part)
        wide = min(width(caption, CAPTION), inner.width() / 2)
        place_of_caption = QRectF(inner.right() - wide, inner.top(), wide, inner.height())
        role: Role = "t2" if is_chosen else "t3"
        paint_text(p, place_of_caption, caption, role, CAPTION, Fit.CUT_RIGHT)
        title = inner.adjusted(0, 0, -wide - px(8), 0)
        paint_text(p, title, tr(row.title), "t3" if row.undone else "t1", BODY, Fit.CUT)


class HistoryPanel(Panel):
    """Signal: `step_wanted(change id)` on Enter or a double click."""

    step_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(TITLE, grows=True, parent=parent)
        self._model = HistoryModel()
        self.view = RowTable(TITLE)
        self.view.setObjectName("history-list")
        self.view.use(self._model, HistoryDelegate(self.view))
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.activated.connect(self._wanted)
        inner = QWidget()
        self._stack = QStackedLayout(inner)
        self._stack.addWidget(self.view)
        self._stack.addWidget(Empty(NONE))
        self.fill_with(inner)
        self.view.setMinimumHeight(3 * self.view.row_height())
        self.open(is_open=False)

    def set_steps(self, rows: Sequence[HistoryRow]) -> None:
        """Show these steps, newest first."""
        self._model.set_rows(rows)
        self.header.set_count(len(rows))
        self._stack.setCurrentIndex(0 if rows else 1)

    def _wanted(self, index: QModelIndex) -> None:
        self.step_wanted.emit(self._model.rows[index.row()].id)
