"""What a format leaves to choose: small fields, two in a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from labeldesk.domain.text import Text
from labeldesk.ui.paint import BODY, Fit
from labeldesk.ui.theme import px
from labeldesk.ui.widgets.drop_down import DropDown, Option
from labeldesk.ui.widgets.label import Label

_COLUMNS = 2


@dataclass(frozen=True, slots=True)
class OptionField:
    """One thing to choose: what it is called, the choices, the chosen one's id."""

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
        self._parts: list[QWidget] = []
        self.hide()

    def set_fields(self, fields: Sequence[OptionField]) -> None:
        """Show these fields; says nothing."""
        for part in self._parts:
            self._grid.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts = []
        for at, field in enumerate(fields):
            row, column = divmod(at, _COLUMNS)
            label = Label(field.words, "t2", BODY, Fit.LEFT)
            choice = DropDown(field.words)
            choice.set_options(field.options, field.current)
            choice.chosen.connect(lambda value, name=field.id: self.chosen.emit(name, value))
            self._grid.addWidget(label, row, 2 * column)
            self._grid.addWidget(choice, row, 2 * column + 1)
            self._parts += [label, choice]
        self.setVisible(bool(fields))
        for part in self._parts:
            part.show()  # now, not when the event loop comes round to it: it counts in the height
        self._grid.activate()
