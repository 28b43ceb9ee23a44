"""Rows of a dialog: label at the left (104 px), field at the right."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.ui.paint import BODY, Fit
from labeldesk.ui.theme import px
from labeldesk.ui.widgets.button import Button
from labeldesk.ui.widgets.field import Field
from labeldesk.ui.widgets.label import Label

CHOOSE = QT_TRANSLATE_NOOP("Form", "Choose…")
LABEL = 104


class Form(QGridLayout):
    """Grows by `add`; labels are never cut, the column is as wide as the widest."""

    def __init__(self) -> None:
        super().__init__()
        self.setContentsMargins(px(27), 0, px(24), 0)
        self.setHorizontalSpacing(px(8))
        self.setVerticalSpacing(px(6))
        self.setColumnMinimumWidth(0, px(LABEL))
        self.setColumnStretch(1, 1)

    def add(self, words: Text, field: QWidget) -> Label:
        """One more row; returns its label."""
        row = self.rowCount()
        label = Label(words, "t1", BODY, Fit.LEFT)
        self.addWidget(label, row, 0)
        self.addWidget(field, row, 1)
        return label


class FolderField(QWidget):
    """A path to type, and a button to choose it."""

    def __init__(self, words: Text, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = Field(words)
        self.button = Button(CHOOSE, high=32)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(2))
        row.addWidget(self.field, 1)
        row.addWidget(self.button)
