"""Which values are black and which white: presets, a slider for both ends, two numbers."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.imaging.window import Preset, Window
from labeldesk.ui.panels.label_rows import LabelRows
from labeldesk.ui.widgets.drop_down import DropDown, Option
from labeldesk.ui.widgets.number_field import NumberField
from labeldesk.ui.widgets.range_slider import RangeSlider

VALUES = QT_TRANSLATE_NOOP("Display", "Values")
AUTOMATIC = QT_TRANSLATE_NOOP("Display", "Automatic")
OF_FILE = QT_TRANSLATE_NOOP("Display", "As each file says")
WHOLE = QT_TRANSLATE_NOOP("Display", "All values")
CHOSEN = QT_TRANSLATE_NOOP("Display", "Chosen")
BLACK = QT_TRANSLATE_NOOP("Display", "Black at")
WHITE = QT_TRANSLATE_NOOP("Display", "White at")
BETWEEN = QT_TRANSLATE_NOOP("Display", "Values from black to white")
STRETCHED = QT_TRANSLATE_NOOP("Display", "Stretched to this image")
_FROM_TO = QT_TRANSLATE_NOOP("Display", "{low} to {high}")
_UNASKED, _STRETCHED, _WHOLE, _CHOSEN = "unasked", "stretched", "whole", "chosen"


@dataclass(frozen=True, slots=True)
class ValuesRow:
    """Of the image that is shown: its own window, the stretched one, the extent, its presets."""

    window: Window
    stretched: Window
    extent: Window
    presets: tuple[Preset, ...] = ()


_NONE = Window(0.0, 1.0)
_FINE = 512  # values on the track that need parts of one


class ValuesRows(LabelRows):
    """`changed(Window | None)` while the user moves something; None is each image's own."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = ValuesRow(_NONE, _NONE, _NONE)
        self._chosen: Window | None = None
        self.choice = DropDown(VALUES)
        self.slider = RangeSlider(BETWEEN)
        self.black = NumberField(BLACK, ".6g", sample="-00000")
        self.white = NumberField(WHITE, ".6g", sample="-00000")
        self.add(VALUES, self.choice)
        self.add_wide(self.slider)
        for words, field in ((BLACK, self.black), (WHITE, self.white)):
            self.add(words, QWidget(), field)
        self.choice.chosen.connect(self._picked)
        self.slider.range_changed.connect(
            lambda low, high: self._choose(_tidy(low, high, self._row))
        )
        self.black.entered.connect(lambda _: self._typed(is_low=True))
        self.white.entered.connect(lambda _: self._typed(is_low=False))

    def set_row(self, row: ValuesRow) -> None:
        """What the image that is shown has; the choice stays."""
        self._row = row
        self._show()

    def set_window(self, window: Window | None) -> None:
        """Show what was chosen elsewhere; says nothing."""
        self._chosen = window
        self._show()

    def _show(self) -> None:
        seen = self._chosen or self._row.window
        extent = self._row.extent
        self.slider.set_reach(min(extent.low, seen.low), max(extent.high, seen.high))
        self.slider.set_range(seen.low, seen.high)
        self.black.set_number(seen.low)
        self.white.set_number(seen.high)
        self.choice.set_options(self._options(), self._current())

    def _options(self) -> list[Option]:
        presets = self._row.presets
        first = Option(_UNASKED, OF_FILE if presets else AUTOMATIC)
        named = [Option(str(at), _name_of(one)) for at, one in enumerate(presets)]
        ends = [Option(_STRETCHED, STRETCHED), Option(_WHOLE, WHOLE)]
        mine = [Option(_CHOSEN, CHOSEN)] if self._current() == _CHOSEN else []
        return [first, *named, *ends, *mine]

    def _current(self) -> str:
        if self._chosen is None:
            return _UNASKED
        known = {name: window for name, window in self._windows().items() if window is not None}
        return next((name for name, window in known.items() if window == self._chosen), _CHOSEN)

    def _windows(self) -> dict[str, Window | None]:
        """What the choices stand for."""
        presets = {str(at): one.window for at, one in enumerate(self._row.presets)}
        ends = {_STRETCHED: self._row.stretched, _WHOLE: self._row.extent}
        return {_UNASKED: None, **presets, **ends}

    def _picked(self, name: str) -> None:
        if name != _CHOSEN:
            self._choose(self._windows()[name])

    def _typed(self, *, is_low: bool) -> None:
        low, high = self.black.number, self.white.number
        if low >= high:  # the other end gives way
            low, high = (low, low + 1.0) if is_low else (high - 1.0, high)
        self._choose(Window(low, high))

    def _choose(self, window: Window | None) -> None:
        self.set_window(window)
        self.changed.emit(window)


def _name_of(preset: Preset) -> Text | str:
    low, high = (format(value, ".6g") for value in (preset.window.low, preset.window.high))
    return preset.name or _FROM_TO.filled(low=low, high=high)


def _tidy(low: float, high: float, row: ValuesRow) -> Window:
    """To the whole, where a slider's step is more than one."""
    if row.extent.high - row.extent.low < _FINE:
        return Window(low, high)
    return Window(float(round(low)), float(max(round(high), round(low) + 1)))
