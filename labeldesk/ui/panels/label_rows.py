"""Rows of a panel: label, control, number, under each other in all its parts."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from labeldesk.domain.text import Text
from labeldesk.ui.theme import px
from labeldesk.ui.widgets.label import Label

_LABEL = 78


class LabelRows(QWidget):
    """Grows by `add`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(8))
        self._grid.setVerticalSpacing(px(2))
        self._grid.setColumnMinimumWidth(0, px(_LABEL))
        self._grid.setColumnStretch(1, 1)

    def add(self, words: Text | str, control: QWidget, number: QWidget | None = None) -> Label:
        """One more row; the control takes the place of a number that is not there."""
        row, label = self._grid.rowCount(), Label(words, "t2")
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(control, row, 1, 1, 1 if number is not None else 2)
        if number is not None:
            self._grid.addWidget(number, row, 2)
        return label

    def add_wide(self, part: QWidget) -> None:
        """One more row without a label."""
        self._grid.addWidget(part, self._grid.rowCount(), 0, 1, 3)
