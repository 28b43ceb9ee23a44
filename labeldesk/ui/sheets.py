"""What floats over the window: the dimming with its sheets, and questions of one line."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.ui.dialogs.sheet import Dim, Sheet
from labeldesk.ui.theme import px
from labeldesk.ui.widgets.field import Field

_GO_TO = QT_TRANSLATE_NOOP("Images", "Go to image")
_PROMPT = QT_TRANSLATE_NOOP("Images", "Number or part of a name")


class Ask(Sheet):
    """One line to type; Enter gives it to `answer`, which says whether that will do."""

    wide = 420

    def __init__(
        self, words: Text, prompt: Text, answer: Callable[[str], bool], text: str = ""
    ) -> None:
        super().__init__(words)
        self.setObjectName("ask")
        self._answer = answer
        self.field = Field(words, prompt)
        self.field.setText(text)
        self.field.selectAll()
        row = QHBoxLayout()
        row.setContentsMargins(px(12), px(12), px(12), px(12))
        row.addWidget(self.field)
        self.column.addLayout(row)
        self.field.returnPressed.connect(self.entered)

    def first_focus(self) -> QWidget:
        return self.field

    def entered(self) -> None:
        """Close if it will do; else the text stays, to be changed."""
        if self._answer(self.field.text()):
            self.left.emit()
        else:
            self.field.selectAll()


class Sheets:
    """The dimming of the window, and the sheets that need nothing else."""

    def __init__(self, window: QWidget) -> None:
        self.dim = Dim(window)
        self.found: Callable[[str], bool] = lambda _: False

    def ask_image(self) -> None:
        """Open the field of "Go to image"."""
        self.dim.show_sheet(Ask(_GO_TO, _PROMPT, self.found))

    def ask(self, words: Text, prompt: Text, answer: Callable[[str], bool], text: str) -> None:
        """Ask for one line, beginning with `text`."""
        self.dim.show_sheet(Ask(words, prompt, answer, text))
