"""The captions of the image: texts to type in, each with its class."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from labeldesk.domain.ids import AnnotationId, ClassId
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.ui.theme import px
from labeldesk.ui.widgets.drop_down import DropDown, Option
from labeldesk.ui.widgets.text_box import TextBox
from labeldesk.ui.widgets.tool_button import IconButton

CAPTION = QT_TRANSLATE_NOOP("Image", "Caption")
PROMPT = QT_TRANSLATE_NOOP("Image", "Enter keeps it, Shift+Enter begins a line")
CLASS = QT_TRANSLATE_NOOP("Image", "Class of the caption")
REMOVE = QT_TRANSLATE_NOOP("Image", "Remove caption")


@dataclass(frozen=True, slots=True)
class CaptionRow:
    """One caption: its text and its class; without an id one that is only being typed."""

    id: AnnotationId | None
    text: str
    class_id: ClassId | None = None


class CaptionField(QWidget):
    """One caption: class and cross above the text; only the text of a new one, which Escape or
    leaving it empty takes back. `row` is what it shows.
    """

    def __init__(self, row: CaptionRow) -> None:
        super().__init__()
        self.row = row
        self.box = TextBox(CAPTION, PROMPT, enter_ends=True)
        self.chooser = DropDown(CLASS, fixed=True)
        self.cross = IconButton(REMOVE, "close")
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self.chooser)
        head.addStretch()
        head.addWidget(self.cross)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, px(2))
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.box)
        for part in (self.chooser, self.cross):
            part.setVisible(row.id is not None)

    def show_row(self, row: CaptionRow, classes: Sequence[Option]) -> None:
        """Show it as it is now; what is being typed stays."""
        self.row = row
        self.box.show_text(row.text)
        self.chooser.set_options(classes, str(row.class_id))

    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab stops, in its order."""
        return self.chooser, self.cross, self.box.paper


class Captions(QWidget):
    """Signals: `written(id or None, text)`, `class_chosen(id, class id)`, `removed(id)`, `left()`
    when the keyboard is no longer needed here.
    """

    written = Signal(object, str)
    class_chosen = Signal(object, object)
    removed = Signal(object)
    left = Signal()

    def __init__(self, before: QWidget) -> None:
        super().__init__()
        self._before = before
        self._classes: tuple[Option, ...] = ()
        self.fields: list[CaptionField] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(2))
        self.hide()

    def set_rows(self, rows: Sequence[CaptionRow], classes: Sequence[tuple[ClassId, str]]) -> None:
        """Show these captions; an empty field that was opened for a new one stays below them."""
        self._classes = tuple(Option(str(key), name) for key, name in classes)
        open_field = next((f for f in self.fields if f.row.id is None), None)
        have = {field.row.id: field for field in self.fields}
        have.pop(None, None)
        wanted = {row.id for row in rows}
        for key, field in have.items():
            if key not in wanted:
                self._drop(field)
        fields = [have.get(row.id) or self._made(row) for row in rows]
        self.fields = [*fields, *([open_field] if open_field is not None else [])]
        for at, (field, row) in enumerate(zip(fields, rows, strict=True)):
            field.show_row(row, self._classes)
            self._column.insertWidget(at, field)
        self._order()

    def open(self) -> None:
        """An empty field for a new caption takes the keys."""
        field = next((f for f in self.fields if f.row.id is None), None)
        if field is None:
            field = self._made(CaptionRow(None, ""))
            self.fields.append(field)
            self._column.addWidget(field)
            self._order()
        field.box.paper.setFocus()

    def settle(self) -> None:
        """Take what is being typed; an empty field goes."""
        for field in list(self.fields):
            field.box.settle()
        self._drop_new()

    def _made(self, row: CaptionRow) -> CaptionField:
        field = CaptionField(row)
        field.box.entered.connect(lambda text: self._entered(field, text))
        field.box.left.connect(self.left)
        field.box.paper.exited.connect(lambda: self._emptied(field))
        field.chooser.chosen.connect(
            lambda key: self.class_chosen.emit(field.row.id, ClassId(int(key)))
        )
        field.cross.clicked.connect(lambda: self._cross(field))
        return field

    def _entered(self, field: CaptionField, text: str) -> None:
        self.written.emit(field.row.id, text)
        if field.row.id is None:
            self._drop_new()

    def _emptied(self, field: CaptionField) -> None:
        """The keyboard left a field that nothing was typed in."""
        if field.row.id is None and field in self.fields and not field.box.text().strip():
            self._drop_new()

    def _cross(self, field: CaptionField) -> None:
        field.box.discard()
        self.removed.emit(field.row.id)
        self.left.emit()

    def _drop_new(self) -> None:
        for field in [f for f in self.fields if f.row.id is None]:
            self.fields.remove(field)
            self._drop(field)
        self.setVisible(bool(self.fields))

    def _drop(self, field: CaptionField) -> None:
        self._column.removeWidget(field)
        field.hide()
        field.deleteLater()

    def _order(self) -> None:
        last = self._before
        for field in self.fields:
            for stop in field.stops():
                QWidget.setTabOrder(last, stop)
                last = stop
        self.setVisible(bool(self.fields))
