"""The base layer: the picture, adjusted on its way to the screen, with numbers on large pixels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from labeldesk.domain.geometry import Rect, Size
from labeldesk.imaging.adjustment import NEUTRAL, Adjustment
from labeldesk.imaging.tone import Tone
from labeldesk.ui.canvas.layer import Layer, Level, Seen, wrapped
from labeldesk.ui.canvas.pixel_marks import PixelMarks
from labeldesk.ui.canvas.view import View

if TYPE_CHECKING:
    from labeldesk.imaging.deep import Box, Deep
    from labeldesk.imaging.values import Values
    from labeldesk.imaging.window import Window

MOST_AT_ONCE = 12_000_000  # values that are windowed while painting: 7 ms


@dataclass(frozen=True, slots=True)
class ValuesWish:
    """Part of a level of values, too much to be windowed while one waits for the paint."""

    deep: Deep
    window: Window | None
    bands: tuple[int, ...]
    level: int
    box: Box

    @property
    def cost(self) -> int:
        """Values to look at."""
        x0, y0, x1, y1 = self.box
        return (x1 - x0) * (y1 - y0) * self.deep.planes_of(self.bands)

    def fulfilled(self) -> Level:
        """The pixels; from any thread."""
        return self.deep.shown(self.window, self.bands, level=self.level, box=self.box)


class PictureLayer(Layer):
    """An adjustment is made on what is in sight as it is painted: a window on the values in
    `deep`, the rest on device pixels. Where there are too many values a smaller level is shown,
    and `wish` is what should take its place.
    """

    def __init__(self) -> None:
        super().__init__()
        self.marks = PixelMarks()
        self.wish: ValuesWish | None = None
        self._deep: Deep | None = None
        self.adjustment = NEUTRAL
        self._tone = Tone(NEUTRAL, is_deep=False)
        self._fine: tuple[ValuesWish, Level] | None = None
        self._aside = QImage()
        self.ground = QColor(Qt.GlobalColor.black)

    def set_picture(
        self,
        levels: Sequence[Level],
        size: Size,
        deep: Deep | None = None,
        *,
        values: Values | None = None,
    ) -> None:
        """Show another picture, or a sharper one, as BGRX arrays; none when `levels` is empty.

        `deep` has the values behind each of the levels, where there are more than 8 bit show;
        `values` is what the file says of each pixel.
        """
        self.marks.set_values(levels[0] if levels else None, values)
        self.set_levels(levels, size)
        self._deep = deep
        self._fine = self.wish = None
        self.adjust(self.adjustment)

    def adjust(self, adjustment: Adjustment) -> None:
        """Show this picture, and those to come, otherwise than they are."""
        before, self.adjustment = self.adjustment, adjustment
        self._tone = Tone(adjustment, is_deep=self._deep is not None)
        if (before.window, before.bands) != (adjustment.window, adjustment.bands):
            self._fine = self.wish = None
        self.repaint()

    def take(self, wish: ValuesWish, pixels: Level) -> bool:
        """What was wished for; whether it still is."""
        if wish != self.wish:
            return False
        self._fine = wish, pixels
        self.wish = None
        self.repaint()
        return True

    def show_marks(self, *, shown: bool) -> None:
        """Whether large pixels have lines between them and their values on them."""
        self.marks.is_on = shown
        self.repaint()

    def set_ground(self, colour: QColor) -> None:
        """The colour around the picture."""
        if colour != self.ground:
            self.ground = colour
            self.repaint()

    def begin(self) -> None:
        self.wish = None

    def lay_ground(self, p: QPainter, part: QRect) -> None:
        p.fillRect(part, self.ground)

    def lay_over(self, p: QPainter, part: QRect, view: View) -> None:
        self.marks.paint(p, view, part, self.size)

    def lay(self, p: QPainter, part: QRect, place: Rect) -> None:
        if self._tone.changes:
            self._lay_toned(p, part, place)
        else:
            self._lay_plain(p, part, place)

    def _lay_toned(self, p: QPainter, part: QRect, place: Rect) -> None:
        """Draw aside, and change there what belongs to the picture and not to its ground."""
        part = part.intersected(_covered(place))
        if part.isEmpty():
            return
        if self._aside.size() != part.size():  # else it is used again: new memory is slow
            self._aside = QImage(part.size(), QImage.Format.Format_RGB32)
        with QPainter(self._aside) as q:
            q.setRenderHints(p.renderHints())
            q.translate(-part.topLeft())
            self._lay_plain(q, part, place)
        shape = part.height(), part.width(), 4
        self._tone.apply(np.frombuffer(self._aside.bits(), np.uint8).reshape(shape))
        p.drawImage(part.topLeft(), self._aside)

    def _lay_plain(self, p: QPainter, part: QRect, place: Rect) -> None:
        seen = self.seen(self.level_for(place.x1 - place.x0), part, place)
        if seen is None:
            return
        if self._deep is None or not self._is_seen_deeper():
            p.drawImage(seen.target, self.images[seen.level], seen.source)
            return
        pixels, seen = self._values(self._deep, seen, part, place)
        image = wrapped(pixels)
        p.drawImage(seen.target, image, QRectF(image.rect()))

    def _values(self, deep: Deep, seen: Seen, part: QRect, place: Rect) -> tuple[Level, Seen]:
        """The values in sight, of a smaller level where there would be too many."""
        chosen = self.adjustment
        wish = ValuesWish(deep, chosen.window, chosen.bands, seen.level, seen.box)
        if self._fine is not None and self._fine[0] == wish:
            return self._fine[1], seen
        while wish.cost > MOST_AT_ONCE and seen.level + 1 < len(self.images):
            smaller = self.seen(seen.level + 1, part, place)
            if smaller is None:
                break
            self.wish = self.wish or wish
            seen = smaller
            wish = replace(wish, level=seen.level, box=seen.box)
        return wish.fulfilled(), seen

    def _is_seen_deeper(self) -> bool:
        """Whether the values are asked for, and not what the levels show of them."""
        return self.adjustment.window is not None or bool(self.adjustment.bands)


def _covered(place: Rect) -> QRect:
    """The device pixels whose middles lie in a rectangle."""
    x0, y0 = ceil(place.x0 - 0.5), ceil(place.y0 - 0.5)
    return QRect(x0, y0, ceil(place.x1 - 0.5) - x0, ceil(place.y1 - 0.5) - y0)
