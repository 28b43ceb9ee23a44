"""Which bands are seen: as they come, one as grey, or three as red, green and blue."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.ui.panels.label_rows import LabelRows
from labeldesk.ui.widgets.drop_down import DropDown, Option

BANDS = QT_TRANSLATE_NOOP("Display", "Bands")
AS_THEY_COME = QT_TRANSLATE_NOOP("Display", "As they come")
AS_GREY = QT_TRANSLATE_NOOP("Display", "One as grey")
AS_COLOURS = QT_TRANSLATE_NOOP("Display", "Three as colours")
SHOWN = QT_TRANSLATE_NOOP("Display", "Shown")
COLOURS = (
    QT_TRANSLATE_NOOP("Display", "Red"),
    QT_TRANSLATE_NOOP("Display", "Green"),
    QT_TRANSLATE_NOOP("Display", "Blue"),
)
_BAND = QT_TRANSLATE_NOOP("Display", "Band {n}")
_USUAL = "usual"


class BandsRows(LabelRows):
    """`changed(bands)` with none, one or three numbers from 0."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = 0
        self._bands: tuple[int, ...] = ()
        self.way = DropDown(BANDS)
        self.add(BANDS, self.way)
        self.fields = tuple(DropDown(words) for words in (SHOWN, *COLOURS))
        self._labels = [
            self.add(words, field)
            for words, field in zip((SHOWN, *COLOURS), self.fields, strict=True)
        ]
        self.way.chosen.connect(self._turned)
        for field in self.fields:
            field.chosen.connect(lambda _: self._chosen())
        self.set_count(1)

    def set_count(self, count: int) -> None:
        """How many bands the image that is shown has; the choice stays."""
        if count != self._count:
            self._count = count
            self._show()

    def set_bands(self, bands: tuple[int, ...]) -> None:
        """Show what was chosen elsewhere; says nothing."""
        if bands != self._bands:
            self._bands = bands
            self._show()

    def _show(self) -> None:
        bands = self._bands if self._bands and max(self._bands) < self._count else ()
        ways = [Option(_USUAL, AS_THEY_COME), Option("1", AS_GREY)]
        if self._count >= len(COLOURS):
            ways.append(Option("3", AS_COLOURS))
        self.way.set_options(ways, str(len(bands)) if bands else _USUAL)
        options = [Option(str(band), self._name(band)) for band in range(self._count)]
        wanted: list[int | None] = [None] * len(self.fields)
        if len(bands) == 1:
            wanted[0] = bands[0]
        elif bands:
            wanted[1:] = bands
        for field, label, band in zip(self.fields, self._labels, wanted, strict=True):
            field.setVisible(band is not None)
            label.setVisible(band is not None)
            field.set_options(options, str(band or 0))

    def _name(self, band: int) -> Text:
        return COLOURS[band] if self._count == len(COLOURS) else _BAND.filled(n=band + 1)

    def _turned(self, way: str) -> None:
        self._choose({"1": (0,), "3": (0, 1, 2)}.get(way, ()))

    def _chosen(self) -> None:
        fields = self.fields[:1] if len(self._bands) == 1 else self.fields[1:]
        self._choose(tuple(int(field.current()) for field in fields))

    def _choose(self, bands: tuple[int, ...]) -> None:
        self.set_bands(bands)
        self.changed.emit(bands)
