"""Panel Problems: what was found wrong in files, one row each; nothing stops because of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QWidget

from labeldesk.domain.problem import Problem, Severity
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.ui.icons import paint_icon
from labeldesk.ui.paint import BODY, CAPTION, Fit, paint_text, width
from labeldesk.ui.panels.panel import Panel
from labeldesk.ui.theme import Role, px
from labeldesk.ui.translate import tr
from labeldesk.ui.widgets.rows import RowDelegate, RowModel, RowTable

TITLE = QT_TRANSLATE_NOOP("Problems", "Problems")
COPY = QT_TRANSLATE_NOOP("Problems", "Copy all")
CLEAR = QT_TRANSLATE_NOOP("Problems", "Clear the list")
ROLE: dict[Severity, Role] = {
    Severity.INFO: "t2",
    Severity.WARNING: "warning",
    Severity.ERROR: "danger",
}
LEAST_ROWS = 3
ICON = {Severity.INFO: "info", Severity.WARNING: "warning", Severity.ERROR: "error"}


class ProblemModel(RowModel[Problem]):
    """The rows in the order they were found."""

    def spoken(self, row: Problem) -> str:
        where = " ".join(part for part in (row.path, row.place) if part)
        return f"{tr(row.text)} {where}".rstrip()


class ProblemDelegate(RowDelegate[Problem]):
    """Icon of the severity, sentence, file and place."""

    def draw(
        self, p: QPainter, place: QRectF, row: Problem, *, is_hot: bool, is_chosen: bool
    ) -> None:
        mark = QRectF(place.left() + px(8), place.top(), px(16), place.height())
        paint_icon(p, mark, ICON[row.severity], ROLE[row.severity])
        inner = place.adjusted(px(32), 0, -px(8), 0)
        where = " · ".join(part for part in (row.path, row.place) if part)
        wide = min(width(where, CAPTION), round(inner.width() * 0.45))
        end = QRectF(inner.right() - wide, inner.top(), wide, inner.height())
        role: Role = "t2" if is_chosen else "t3"
        paint_text(p, end, where, role, CAPTION, Fit.MIDDLE)
        rest = inner.adjusted(0, 0, -wide - px(12), 0)
        paint_text(p, rest, tr(row.text), "t1", BODY, Fit.CUT)


class ProblemsPanel(Panel):
    """Signals: `problem_opened(Problem)` on Enter or a double click, `copy_wanted`,
    `clear_wanted`.
    """

    problem_opened = Signal(object)
    copy_wanted = Signal()
    clear_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(TITLE, grows=True, parent=parent)
        self.header.add_icon(COPY, "copy").clicked.connect(self.copy_wanted)
        self.header.add_icon(CLEAR, "delete").clicked.connect(self.clear_wanted)
        self._model = ProblemModel()
        self.view = RowTable(TITLE)
        self.view.setObjectName("problem-list")
        self.view.use(self._model, ProblemDelegate(self.view))
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.activated.connect(self._opened)
        self.view.setMinimumHeight(LEAST_ROWS * self.view.row_height())
        self.fill_with(self.view)

    def set_problems(self, rows: Sequence[Problem]) -> None:
        """Show these rows."""
        self._model.set_rows(rows)
        self.header.set_count(len(rows))

    @property
    def unseen_height(self) -> int:
        """How much higher it would have to be for all its rows to be seen, in pixels."""
        return max(len(self._model.rows) - LEAST_ROWS, 0) * self.view.row_height()

    def text(self) -> str:
        """All rows as lines, for the clipboard."""
        return "\n".join(self._model.spoken(row) for row in self._model.rows)

    def _opened(self, index: QModelIndex) -> None:
        self.problem_opened.emit(self._model.rows[index.row()])
