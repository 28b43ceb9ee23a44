"""What floats over the window: the dimming with its sheets, and questions of one line."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.ui.dialogs.sheet import Dim, Sheet
from labeldesk.ui.paint import BODY, Fit
from labeldesk.ui.plain import plain_tip
from labeldesk.ui.theme import px
from labeldesk.ui.widgets.field import Field
from labeldesk.ui.widgets.label import Label

_GO_TO = QT_TRANSLATE_NOOP("Images", "Go to image")
_PROMPT = QT_TRANSLATE_NOOP("Images", "Number or part of a name")


Answer = Callable[[str], Text | None]
"""Takes what was typed, or says why it will not do."""


class Ask(Sheet):
    """One line to type; Enter gives it to `answer`. Why it will not do stands below the field,
    in room that is kept for it, until something else is typed.
    """

    wide = 420

    def __init__(self, words: Text, prompt: Text, answer: Answer, text: str = "") -> None:
        super().__init__(words)
        self.setObjectName("ask")
        self._answer = answer
        self.field = Field(words, prompt)
        self.field.setText(text)
        self.field.selectAll()
        self._reason = Label("", "danger", BODY, Fit.CUT)
        column = QVBoxLayout()
        column.setContentsMargins(px(12), px(12), px(12), px(8))
        column.setSpacing(px(2))
        column.addWidget(self.field)
        beside = QHBoxLayout()
        beside.setContentsMargins(px(6), 0, px(6), 0)
        beside.addWidget(self._reason)
        column.addLayout(beside)
        self.column.addLayout(column)
        self.field.textEdited.connect(lambda _: self._say(""))

    def first_focus(self) -> QWidget:
        return self.field

    def entered(self) -> None:
        """Close if it will do; else the text stays, to be changed."""
        reason = self._answer(self.field.text())
        if reason is None:
            self.left.emit()
        else:
            self._say(reason)
            self.field.selectAll()

    def _say(self, reason: Text | str) -> None:
        self._reason.set_words(reason)
        self._reason.setToolTip(plain_tip(self._reason.text()))
        self.field.setAccessibleDescription(self._reason.text())


class Sheets:
    """The dimming of the window, and the sheets that need nothing else."""

    def __init__(self, window: QWidget) -> None:
        self.dim = Dim(window)
        self.found: Answer = lambda _: None

    def ask_image(self) -> None:
        """Open the field of "Go to image"."""
        self.dim.show_sheet(Ask(_GO_TO, _PROMPT, self.found))

    def ask(self, words: Text, prompt: Text, answer: Answer, text: str) -> None:
        """Ask for one line, beginning with `text`."""
        self.dim.show_sheet(Ask(words, prompt, answer, text))
