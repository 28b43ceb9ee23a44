"""The threshold as a number to type."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from labeldesk.domain.text import Text
from labeldesk.ui.widgets.number_field import NumberField


class ScoreField(NumberField):
    """Two decimals, 0.00 to 1.00 unless `set_limits` says otherwise."""

    def __init__(self, words: Text, parent: QWidget | None = None) -> None:
        super().__init__(words, parent=parent)
        self.set_limits(0.0, 1.0)
        self.set_number(0.0)
