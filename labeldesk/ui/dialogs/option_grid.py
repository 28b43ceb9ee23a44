"""What a format leaves to choose: small fields, two in a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.ui.paint import BODY, Fit
from labeldesk.ui.theme import px
from labeldesk.ui.widgets.drop_down import DropDown, Option
from labeldesk.ui.widgets.field import Field
from labeldesk.ui.widgets.label import Label

ALL = QT_TRANSLATE_NOOP("Export", "All")
_COLUMNS = 2


@dataclass(frozen=True, slots=True)
class OptionField:
    """One thing to choose: what it is called, the choices, the chosen one's id; without choices
    a line to type, and what stands in it.
    """

    id: str
    words: Text
    options: tuple[Option, ...]
    current: str


class OptionGrid(QWidget):
    """Signal: `chosen(field id, option id)`. Hidden while there is nothing to choose."""

    chosen = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(px(3), 0, 0, 0)
        self._grid.setHorizontalSpacing(px(8))
        self._grid.setVerticalSpacing(px(4))
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(2 * column + 1, 1)
        self._rows: dict[str, tuple[OptionField, Label, DropDown | Field]] = {}
        self.hide()

    def set_fields(self, fields: Sequence[OptionField]) -> None:
        """Show these fields; says nothing. One that was there stays, and keeps the keyboard."""
        rows = {field.id: self._row(field) for field in fields}
        for name, (_, *parts) in self._rows.items():
            for part in parts:
                self._grid.removeWidget(part)
                if name not in rows or rows[name][1] is not parts[0]:
                    part.hide()
                    part.deleteLater()
        self._rows = rows
        for at, (_, label, choice) in enumerate(rows.values()):
            row, column = divmod(at, _COLUMNS)
            self._grid.addWidget(label, row, 2 * column)
            self._grid.addWidget(choice, row, 2 * column + 1)
        self.setVisible(bool(fields))
        for _, *parts in rows.values():
            for part in parts:
                part.show()  # now, not when the event loop comes to it: it counts in the height
        self._grid.activate()

    def _row(self, field: OptionField) -> tuple[OptionField, Label, DropDown | Field]:
        before = self._rows.get(field.id)
        if before is not None and before[0].words == field.words:
            _, label, choice = before
        else:
            label, choice = Label(field.words, "t2", BODY, Fit.LEFT), self._choice(field)
        if isinstance(choice, DropDown):
            choice.set_options(field.options, field.current)
        elif choice.text() != field.current:
            choice.setText(field.current)
        return field, label, choice

    def _choice(self, field: OptionField) -> DropDown | Field:
        choice = DropDown(field.words) if field.options else Field(field.words, ALL)
        signal = choice.chosen if isinstance(choice, DropDown) else choice.textEdited
        signal.connect(lambda value, name=field.id: self.chosen.emit(name, value))
        return choice
