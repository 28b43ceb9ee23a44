"""A number to type."""

from __future__ import annotations

import math

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from labeldesk.domain.text import Text
from labeldesk.ui.paint import STRONG, height, width
from labeldesk.ui.theme import Role, px
from labeldesk.ui.widgets.field import Field


class NumberField(Field):
    """Shows a number as `form` says; `entered(float)` on Enter or when it is left changed.

    What is typed beyond `low` and `high` becomes the nearer of them, what is no number the number
    before. `sample` is the longest text that has room.
    """

    edge = 2
    low = 20
    line: Role = "line_raised"
    entered = Signal(float)

    def __init__(
        self, words: Text, form: str = ".2f", *, sample: str = "0.00", parent: QWidget | None = None
    ) -> None:
        super().__init__(words, None, parent)
        self._form, self._sample = form, sample
        self._least, self._most = -math.inf, math.inf
        self._number = math.nan
        self.set_face(STRONG)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setTextMargins(0, 0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.editingFinished.connect(self._finished)

    @property
    def number(self) -> float:
        """What is shown, or was entered; not what is being typed."""
        return self._number

    def set_limits(self, least: float, most: float) -> None:
        """The numbers that can be entered."""
        self._least, self._most = least, most

    def set_number(self, number: float) -> None:
        """Show that number; says nothing."""
        if number != self._number:
            self._number = number
            self.setText(self._said(number))

    def _said(self, number: float) -> str:
        return "" if math.isnan(number) else format(number, self._form)

    def _finished(self) -> None:
        before = self._said(self._number)
        if self.text() != before:
            try:
                typed = float(self.text().replace(",", "."))
            except ValueError:
                typed = math.nan
            if math.isfinite(typed):
                typed = min(max(typed, self._least), self._most)
                is_other = self._said(typed) != before
                self._number = typed
                if is_other:
                    self.entered.emit(typed)
        self.setText(self._said(self._number))

    def sizeHint(self) -> QSize:
        wide = width(self._sample, STRONG) + px(22)
        return QSize(wide, max(px(20), height(STRONG)) + px(4))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
