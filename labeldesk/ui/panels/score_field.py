"""The threshold as a number to type."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDoubleValidator
from PySide6.QtWidgets import QSizePolicy, QWidget

from labeldesk.domain.text import Text
from labeldesk.ui.paint import STRONG, height, width
from labeldesk.ui.theme import Role, px
from labeldesk.ui.widgets.field import Field

_HALF_DIGIT = 0.005


class ScoreField(Field):
    """Two decimals, 0.00 to 1.00. `entered(float)` on Enter or when it is left changed."""

    edge = 2
    low = 20
    line: Role = "line_raised"
    entered = Signal(float)

    def __init__(self, words: Text, parent: QWidget | None = None) -> None:
        super().__init__(words, None, parent)
        self.set_face(STRONG)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setTextMargins(0, 0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setValidator(QDoubleValidator(0.0, 1.0, 2, self))
        self.editingFinished.connect(self._finished)
        self._score = -1.0
        self.set_score(0.0)

    def set_score(self, score: float) -> None:
        """Show that score; says nothing."""
        if score != self._score:
            self._score = score
            self.setText(f"{score:.2f}")

    def _finished(self) -> None:
        try:
            typed = float(self.text().replace(",", "."))
        except ValueError:
            typed = self._score
        if abs(typed - self._score) >= _HALF_DIGIT:
            self._score = typed
            self.entered.emit(typed)
        self.setText(f"{self._score:.2f}")

    def sizeHint(self) -> QSize:
        return QSize(width("0.00", STRONG) + px(22), max(px(20), height(STRONG)) + px(4))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
