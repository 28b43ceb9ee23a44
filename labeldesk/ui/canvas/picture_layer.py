"""The base layer: the picture in device pixels, kept between paints, scrolled when panned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil, floor
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap

from labeldesk.domain.geometry import Rect, Size
from labeldesk.imaging.adjustment import NEUTRAL, Adjustment
from labeldesk.imaging.tone import Tone
from labeldesk.ui.canvas.view import View

if TYPE_CHECKING:
    from labeldesk.imaging.deep import Box, Deep
    from labeldesk.imaging.window import Window

SHARP_FROM = 2.0  # logical pixels per image pixel from which pixels show as squares
MOST_AT_ONCE = 12_000_000  # values that are windowed while painting: 7 ms
Level = NDArray[np.uint8]


def wrapped(pixels: Level, kind: QImage.Format = QImage.Format.Format_RGB32) -> QImage:
    """A (h, w, 4) uint8 array as a QImage that shares it; keep the array alive."""
    height, width = pixels.shape[:2]
    return QImage(pixels.data, width, height, pixels.strides[0], kind)


def exposed(whole: QRect, dx: int, dy: int) -> list[QRect]:
    """What shows up at the edges when the content of a rectangle is moved."""
    old = whole.intersected(whole.translated(dx, dy))
    if old.isEmpty():
        return [whole]
    strips = [
        QRect(whole.left(), whole.top(), whole.width(), old.top() - whole.top()),
        QRect(whole.left(), old.bottom() + 1, whole.width(), whole.bottom() - old.bottom()),
        QRect(whole.left(), old.top(), old.left() - whole.left(), old.height()),
        QRect(old.right() + 1, old.top(), whole.right() - old.right(), old.height()),
    ]
    return [strip for strip in strips if not strip.isEmpty()]


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


class PictureLayer:
    """Paints the level of the pyramid that fits the zoom into one pixmap of the widget's size.

    `levels` are BGRX arrays (h, w, 4) uint8, each half of the one before; the first may itself
    be smaller than `size` while only a reduced picture is there. An adjustment is made on what is
    in sight as it is painted: a window on the values in `deep`, the rest on device pixels. Where
    there are too many values a smaller level is shown, and `wish` is what should take its place.
    """

    def __init__(self) -> None:
        self._levels: Sequence[Level] = ()
        self._images: list[QImage] = []
        self._deep: Deep | None = None
        self._adjustment = NEUTRAL
        self._tone = Tone(NEUTRAL, is_deep=False)
        self.wish: ValuesWish | None = None
        self._fine: tuple[ValuesWish, Level] | None = None
        self._aside = QImage()
        self._size = Size(1, 1)
        self._pixmap = QPixmap()
        self._view: View | None = None
        self._ground = QColor(Qt.GlobalColor.black)

    @property
    def size(self) -> Size:
        """Width and height of the upright image."""
        return self._size

    @property
    def has_picture(self) -> bool:
        """Whether there is anything to show."""
        return bool(self._images)

    def set_picture(self, levels: Sequence[Level], size: Size, deep: Deep | None = None) -> None:
        """Show another picture, or a sharper one; none when `levels` is empty.

        `deep` has the values behind each of the levels, where there are more than 8 bit show.
        """
        self._levels = [np.ascontiguousarray(level) for level in levels]
        self._images = [wrapped(level) for level in self._levels]
        self._deep = deep
        self._size = size
        self.adjust(self._adjustment)

    def adjust(self, adjustment: Adjustment) -> None:
        """Show this picture, and those to come, otherwise than they are."""
        self._adjustment = adjustment
        self._tone = Tone(adjustment, is_deep=self._deep is not None)
        self._view = self._fine = self.wish = None

    def take(self, wish: ValuesWish, pixels: Level) -> bool:
        """What was wished for; whether it still is."""
        if wish != self.wish:
            return False
        self._fine = wish, pixels
        self._view = self.wish = None
        return True

    def set_ground(self, colour: QColor) -> None:
        """The colour around the picture."""
        if colour != self._ground:
            self._ground = colour
            self._view = None

    def pixmap(self, view: View) -> QPixmap:
        """The layer for a view, as large as the widget."""
        old = self._view
        if old == view:
            return self._pixmap
        self._view = view
        if old is not None and old == replace(view, x=old.x, y=old.y):
            self._scroll(view, view.x - old.x, view.y - old.y)
        else:
            if self._pixmap.width() != view.width or self._pixmap.height() != view.height:
                self._pixmap = QPixmap(view.width, view.height)
            self.wish = None
            self._paint(view, [QRect(0, 0, view.width, view.height)])
        return self._pixmap

    def _scroll(self, view: View, dx: int, dy: int) -> None:
        whole = QRect(0, 0, view.width, view.height)
        self._pixmap.setDevicePixelRatio(1.0)
        self._pixmap.scroll(dx, dy, whole)
        self._paint(view, exposed(whole, dx, dy))

    def _paint(self, view: View, parts: Sequence[QRect]) -> None:
        self._pixmap.setDevicePixelRatio(1.0)
        place = view.rect_to_device(Rect(0, 0, self._size.width, self._size.height))
        is_smooth = view.screen_scale < SHARP_FROM
        with QPainter(self._pixmap) as p:
            p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, is_smooth)
            for part in parts:
                p.setClipRect(part)
                p.fillRect(part, self._ground)
                if self._images and self._tone.changes:
                    self._draw_toned(p, part, place)
                elif self._images:
                    self._draw(p, part, place)
        self._pixmap.setDevicePixelRatio(view.dpr)

    def _draw_toned(self, p: QPainter, part: QRect, place: Rect) -> None:
        """Draw aside, and change there what belongs to the picture and not to its ground."""
        part = part.intersected(_covered(place))
        if part.isEmpty():
            return
        if self._aside.size() != part.size():  # else it is used again: new memory is slow
            self._aside = QImage(part.size(), QImage.Format.Format_RGB32)
        with QPainter(self._aside) as q:
            q.setRenderHints(p.renderHints())
            q.translate(-part.topLeft())
            self._draw(q, part, place)
        shape = part.height(), part.width(), 4
        self._tone.apply(np.frombuffer(self._aside.bits(), np.uint8).reshape(shape))
        p.drawImage(part.topLeft(), self._aside)

    def _draw(self, p: QPainter, part: QRect, place: Rect) -> None:
        wide = place.x1 - place.x0
        level = max(
            (at for at, image in enumerate(self._images) if image.width() >= wide), default=0
        )
        seen = self._seen(level, part, place)
        if seen is None:
            return
        if self._deep is None or not self._is_seen_deeper():
            p.drawImage(seen.target, self._images[level], seen.source)
            return
        pixels, seen = self._values(self._deep, seen, part, place)
        image = wrapped(pixels)
        p.drawImage(seen.target, image, QRectF(image.rect()))

    def _values(self, deep: Deep, seen: _Seen, part: QRect, place: Rect) -> tuple[Level, _Seen]:
        """The values in sight, of a smaller level where there would be too many."""
        chosen = self._adjustment
        wish = ValuesWish(deep, chosen.window, chosen.bands, seen.level, seen.box)
        if self._fine is not None and self._fine[0] == wish:
            return self._fine[1], seen
        while wish.cost > MOST_AT_ONCE and seen.level + 1 < len(self._images):
            smaller = self._seen(seen.level + 1, part, place)
            if smaller is None:
                break
            self.wish = self.wish or wish
            seen = smaller
            wish = replace(wish, level=seen.level, box=seen.box)
        return wish.fulfilled(), seen

    def _seen(self, level: int, part: QRect, place: Rect) -> _Seen | None:
        """Of a level only what is seen, and a pixel more, so that smoothing meets at strips."""
        image = self._images[level]
        fx = image.width() / max(place.x1 - place.x0, 1e-6)
        fy = image.height() / max(place.y1 - place.y0, 1e-6)
        x0 = max(floor((part.left() - place.x0) * fx) - 1, 0)
        y0 = max(floor((part.top() - place.y0) * fy) - 1, 0)
        x1 = min(ceil((part.right() + 1 - place.x0) * fx) + 1, image.width())
        y1 = min(ceil((part.bottom() + 1 - place.y0) * fy) + 1, image.height())
        if x0 >= x1 or y0 >= y1:
            return None
        target = QRectF(place.x0 + x0 / fx, place.y0 + y0 / fy, (x1 - x0) / fx, (y1 - y0) / fy)
        return _Seen(level, (x0, y0, x1, y1), target)

    def _is_seen_deeper(self) -> bool:
        """Whether the values are asked for, and not what the levels show of them."""
        return self._adjustment.window is not None or bool(self._adjustment.bands)


@dataclass(frozen=True, slots=True)
class _Seen:
    """Which part of which level lies where, in device pixels."""

    level: int
    box: Box
    target: QRectF

    @property
    def source(self) -> QRectF:
        x0, y0, x1, y1 = self.box
        return QRectF(x0, y0, x1 - x0, y1 - y0)


def _covered(place: Rect) -> QRect:
    """The device pixels whose middles lie in a rectangle."""
    x0, y0 = ceil(place.x0 - 0.5), ceil(place.y0 - 0.5)
    return QRect(x0, y0, ceil(place.x1 - 0.5) - x0, ceil(place.y1 - 0.5) - y0)
