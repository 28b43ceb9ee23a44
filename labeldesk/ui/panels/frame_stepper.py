"""Which frame of an image is seen: a number to type between two buttons."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.ui.numbers import grouped
from labeldesk.ui.theme import px
from labeldesk.ui.translate import tr
from labeldesk.ui.widgets.label import Label
from labeldesk.ui.widgets.number_field import NumberField
from labeldesk.ui.widgets.tool_button import IconButton

FRAME = QT_TRANSLATE_NOOP("ImageBar", "Frame")
PREVIOUS = QT_TRANSLATE_NOOP("ImageBar", "Previous frame")
NEXT = QT_TRANSLATE_NOOP("ImageBar", "Next frame")


class FrameStepper(QWidget):
    """Signals: `frame_wanted(int)` from 0, `step_wanted(int)` by how many."""

    frame_wanted = Signal(int)
    step_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.frames = 1
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._field = NumberField(FRAME, ".0f", sample="0000")
        self._of = Label("", "t2")
        self._words = Label(FRAME, "t2")
        previous, following = (
            IconButton(PREVIOUS, "chevron-left"),
            IconButton(NEXT, "chevron-right"),
        )
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(3))
        for part in (self._words, previous, self._field, self._of, following):
            row.addWidget(part)
        previous.clicked.connect(lambda: self.step_wanted.emit(-1))
        following.clicked.connect(lambda: self.step_wanted.emit(1))
        self._field.entered.connect(lambda number: self.frame_wanted.emit(round(number) - 1))

    def set_frame(self, frame: int, frames: int) -> None:
        """Show the `frame`, from 0, of so many; says nothing."""
        self.frames = frames
        self._field.set_limits(1, frames)
        self._field.set_number(frame + 1)
        self._of.set_words(f"/ {grouped(frames)}")

    def show_words(self, *, shown: bool) -> None:
        """Without words the numbers stay; what they count is spoken, and the tooltip."""
        self._words.setVisible(shown)
        self._field.setToolTip("" if shown else tr(FRAME))
        self._row.activate()
