"""What most people never change, folded away under one line."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from labeldesk.domain.text import Text
from labeldesk.ui.widgets.button import Button, Kind


class Fold(QWidget):
    """A button, and below it `content` while it is open. Signal: `turned` when that changed."""

    turned = Signal()

    def __init__(self, words: Text, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = Button(words, Kind.GHOST, icon="chevron-right", high=24)
        self.button.clicked.connect(self._turn)
        self._content = content
        self._is_open = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(content)
        content.hide()

    @property
    def is_open(self) -> bool:
        """Whether the content is shown."""
        return self._is_open

    def set_words(self, words: Text) -> None:
        """What stands on its line."""
        self.button.set_words(words)

    def show_content(self) -> None:
        """The content was filled anew: it is shown only while the fold is open."""
        self._content.setVisible(self._is_open)

    def _turn(self) -> None:
        self._is_open = not self._is_open
        self.button.set_icon("chevron-down" if self._is_open else "chevron-right")
        self.show_content()
        self.turned.emit()
