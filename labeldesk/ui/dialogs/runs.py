"""The runs of models: when, which model, what is left of what each brought, and taking it back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QVBoxLayout, QWidget

from labeldesk.domain.changes import WithdrawRun
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.storage.records import RunTally
from labeldesk.ui.dialogs.sheet import Sheet
from labeldesk.ui.icons import paint_icon
from labeldesk.ui.numbers import Grouped
from labeldesk.ui.paint import BODY, CAPTION, STRONG, Fit, paint_text, width
from labeldesk.ui.theme import px
from labeldesk.ui.translate import tr
from labeldesk.ui.widgets.button import Button, Kind
from labeldesk.ui.widgets.check_box import CheckBox
from labeldesk.ui.widgets.label import Label, Line
from labeldesk.ui.widgets.rows import RowDelegate, RowModel, RowTable

TITLE = QT_TRANSLATE_NOOP("Runs", "Runs of models")
LIST = QT_TRANSLATE_NOOP("Runs", "Runs, the newest first")
NONE = QT_TRANSLATE_NOOP("Runs", "No model has looked at the images of this project yet")
COUNTS = QT_TRANSLATE_NOOP(
    "Runs", "{open} open · {untouched} accepted · {edited} edited · {rejected} rejected"
)
OPEN = QT_TRANSLATE_NOOP("Runs", "Its open suggestions: {n}")
UNTOUCHED = QT_TRANSLATE_NOOP("Runs", "Its objects that nobody has changed: {n}")
FINISHED = QT_TRANSLATE_NOOP("Runs", "Also on finished images: {n}")
WHAT = QT_TRANSLATE_NOOP("Runs", "Take back what it brought")
KEPT = QT_TRANSLATE_NOOP("Runs", "Edited objects stay. One undo brings all of it back")
SHOW = QT_TRANSLATE_NOOP("Runs", "List its images")
NO_IMAGES = QT_TRANSLATE_NOOP("Runs", "Nothing of it is left on any image")
DELETE = QT_TRANSLATE_NOOP("Runs", "Delete {n}")
NOTHING = QT_TRANSLATE_NOOP("Runs", "Nothing to delete")
CLOSE = QT_TRANSLATE_NOOP("Runs", "Close")
_DIGEST = 8
_ROWS = 6


def when(time_ms: int) -> str:
    """A moment as date and time of day."""
    return datetime.fromtimestamp(time_ms / 1000).astimezone().strftime("%Y-%m-%d %H:%M")


def _counts(row: RunTally) -> Text:
    return COUNTS.filled(
        open=Grouped(row.open + row.set_aside),
        untouched=Grouped(row.untouched),
        edited=Grouped(row.edited),
        rejected=Grouped(row.rejected),
    )


class RunModel(RowModel[RunTally]):
    """The newest first."""

    def spoken(self, row: RunTally) -> str:
        return f"{tr(row.run.model_words)}, {when(row.run.started)}, {tr(_counts(row))}"


class RunDelegate(RowDelegate[RunTally]):
    """Model, the beginning of its hash, when, and the counts at the right."""

    def full(self, row: RunTally) -> str:
        name = tr(row.run.model_words)
        return name if row.run.is_learned else f"{name}\n{row.run.model_digest}"

    def tip(self, row: RunTally, across: int) -> str:
        """The whole hash stands nowhere else."""
        return self.full(row)

    def draw(
        self, p: QPainter, place: QRectF, row: RunTally, *, is_hot: bool, is_chosen: bool
    ) -> None:
        mark = QRectF(place.left() + px(8), place.top(), px(16), place.height())
        paint_icon(p, mark, "model", "suggestion")
        inner = place.adjusted(px(32), 0, -px(8), 0)
        said = tr(_counts(row))
        wide = min(width(said, BODY), round(inner.width() * 0.55))
        end = QRectF(inner.right() - wide, inner.top(), wide, inner.height())
        paint_text(p, end, said, "t1" if is_chosen else "t2", BODY, Fit.CUT)
        rest = inner.adjusted(0, 0, -wide - px(12), 0)
        said, about = tr(row.run.model_words), when(row.run.started)
        if not row.run.is_learned:
            about += f" · {row.run.model_digest[:_DIGEST]}"
        beside = width(about, CAPTION) + px(10)
        name = rest.adjusted(0, 0, -min(beside, rest.width() / 2), 0)
        paint_text(p, name, said, "t1", STRONG, Fit.MIDDLE)
        left = min(width(said, STRONG) + px(10), name.width() + px(10))
        paint_text(p, rest.adjusted(left, 0, 0, 0), about, "t3", CAPTION, Fit.CUT)


class RunsSheet(Sheet):
    """Signals: `withdrawn(RunTally, WithdrawRun, how many)`, `images_wanted(RunTally)`."""

    withdrawn = Signal(object, object, int)
    images_wanted = Signal(object)
    light = False
    wide = 860

    def __init__(self, rows: Sequence[RunTally], *, is_writable: bool) -> None:
        super().__init__(TITLE)
        self.setObjectName("runs-sheet")
        self.add_title(TITLE)
        self._model = RunModel()
        self.view = RowTable(LIST)
        self.view.use(self._model, RunDelegate(self.view))
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.setFixedHeight(_ROWS * self.view.row_height() + px(4))
        self._is_writable = is_writable
        self.open, self.untouched, self.finished = (
            CheckBox(words.filled(n=0)) for words in (OPEN, UNTOUCHED, FINISHED)
        )
        self.show_images, self.delete = Button(SHOW, high=32), Button(NOTHING, Kind.MAIN, high=32)
        self._close = Button(CLOSE, high=32)
        self._lay_out(bool(rows))
        self._model.set_rows(rows)
        self.view.selectionModel().selectionChanged.connect(self._chosen)
        for box in (self.open, self.untouched, self.finished):
            box.clicked.connect(self._count)
        self.show_images.clicked.connect(self._show)
        self.delete.clicked.connect(self._delete)
        self._close.clicked.connect(self.left)
        if rows:
            self.view.selectRow(0)

    def _lay_out(self, has_rows: bool) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(px(22), 0, px(22), px(8))
        column.setSpacing(px(4))
        if not has_rows:
            column.addWidget(Label(NONE, "t2", BODY))
        column.addWidget(self.view)
        self.column.addLayout(column)
        self.column.addWidget(Line())
        below = QVBoxLayout()
        below.setContentsMargins(px(24), px(8), px(24), px(8))
        below.setSpacing(px(2))
        what = Label(WHAT, "t1", STRONG)
        what.setContentsMargins(px(3), 0, 0, 0)
        below.addWidget(what)
        self.open.setChecked(True)
        self.untouched.setChecked(True)
        for box in (self.open, self.untouched, self.finished):
            below.addWidget(box)
        self.column.addLayout(below)
        foot = self.add_foot()
        foot.addWidget(Label(KEPT, "t2", BODY, Fit.CUT), 1)
        foot.addWidget(self.show_images)
        foot.addWidget(self._close)
        foot.addWidget(self.delete)
        self._chosen()

    def first_focus(self) -> QWidget:
        return self.view

    def row(self) -> RunTally | None:
        """The run that is chosen."""
        chosen = self.view.selectionModel().selectedRows() if self._model.rows else []
        return self._model.rows[chosen[0].row()] if chosen else None

    def _chosen(self) -> None:
        row = self.row()
        self.show_images.set_reason(None if row is not None and row.images else NO_IMAGES)
        self._count()

    def _count(self) -> None:
        """What the boxes say, and what deleting comes to."""
        row = self.row()
        open_, kept, done = 0, 0, 0
        if row is not None:
            with_done = self.finished.isChecked()
            open_ = row.open + (row.set_aside if with_done else 0)
            kept = row.untouched - (0 if with_done else row.finished)
            done = row.set_aside * self.open.isChecked() + row.finished * self.untouched.isChecked()
        self.open.set_words(OPEN.filled(n=Grouped(open_)))
        self.untouched.set_words(UNTOUCHED.filled(n=Grouped(kept)))
        self.finished.set_words(FINISHED.filled(n=Grouped(done)))
        self._many = open_ * self.open.isChecked() + kept * self.untouched.isChecked()
        usable = self._many and self._is_writable
        self.delete.set_words(DELETE.filled(n=Grouped(self._many)) if self._many else NOTHING)
        self.delete.set_reason(None if usable else NOTHING)

    def _show(self) -> None:
        row = self.row()
        if row is not None:
            self.images_wanted.emit(row)
            self.left.emit()

    def _delete(self) -> None:
        row = self.row()
        if row is not None:
            change = WithdrawRun(
                row.run.id,
                open=self.open.isChecked(),
                accepted=self.untouched.isChecked(),
                finished=self.finished.isChecked(),
            )
            self.withdrawn.emit(row, change, self._many)
            self.left.emit()
