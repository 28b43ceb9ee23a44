"""Brightness, contrast and gamma: three sliders, each with its number."""

from __future__ import annotations

import math
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.imaging.adjustment import FLATTEST, STEEPEST
from labeldesk.ui.panels.label_rows import LabelRows
from labeldesk.ui.widgets.number_field import NumberField
from labeldesk.ui.widgets.slider import BalanceSlider

BRIGHTNESS = QT_TRANSLATE_NOOP("Display", "Brightness")
CONTRAST = QT_TRANSLATE_NOOP("Display", "Contrast")
GAMMA = QT_TRANSLATE_NOOP("Display", "Gamma")
_PERCENT = 100


class _Row(NamedTuple):
    slider: BalanceSlider
    field: NumberField


class CurveRows(LabelRows):
    """`changed(brightness, contrast, gamma)` while the user moves one of them."""

    changed = Signal(float, float, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.brightness = self._add(BRIGHTNESS, ".0f", _PERCENT)
        self.contrast = self._add(CONTRAST, ".0f", _PERCENT)
        self.gamma = self._add(GAMMA, ".2f", None)
        self.gamma.field.set_limits(FLATTEST, STEEPEST)

    def _add(self, words: Text, form: str, reach: int | None) -> _Row:
        row = _Row(BalanceSlider(words), NumberField(words, form, sample="-100"))
        self.add(words, row.slider, row.field)
        if reach is not None:
            row.field.set_limits(-reach, reach)
        row.slider.balance_changed.connect(lambda _: self._slid())
        row.field.entered.connect(lambda _: self._typed())
        return row

    def set_curve(self, brightness: float, contrast: float, gamma: float) -> None:
        """Show these; says nothing."""
        for row, value in ((self.brightness, brightness), (self.contrast, contrast)):
            row.slider.set_balance(value)
            row.field.set_number(round(value * _PERCENT))
        self.gamma.slider.set_balance(math.log(gamma, STEEPEST))
        self.gamma.field.set_number(gamma)

    def _slid(self) -> None:
        light, steep, gamma = (
            row.slider.value() / _PERCENT for row in (self.brightness, self.contrast, self.gamma)
        )
        self._say(light, steep, round(STEEPEST**gamma, 2))

    def _typed(self) -> None:
        light, steep, gamma = (
            row.field.number for row in (self.brightness, self.contrast, self.gamma)
        )
        self._say(light / _PERCENT, steep / _PERCENT, gamma)

    def _say(self, brightness: float, contrast: float, gamma: float) -> None:
        self.set_curve(brightness, contrast, gamma)
        self.changed.emit(brightness, contrast, gamma)
