"""Pixels of the image in device pixels, kept between paints, scrolled when panned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil, floor

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QImage, QPainter, QPixmap

from labeldesk.domain.geometry import Rect, Size
from labeldesk.ui.canvas.turning import turned
from labeldesk.ui.canvas.view import View

SHARP_FROM = 2.0  # logical pixels per image pixel from which pixels show as squares
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
class Seen:
    """Which part of which level lies where, in device pixels."""

    level: int
    box: tuple[int, int, int, int]
    target: QRectF

    @property
    def source(self) -> QRectF:
        """The part, in pixels of the level."""
        x0, y0, x1, y1 = self.box
        return QRectF(x0, y0, x1 - x0, y1 - y0)


class Layer:
    """Paints the level of a pyramid that fits the zoom into one pixmap of the widget's size.

    `kind` is the format of the levels, `sheet_kind` that of what is painted of them; below
    `sharp_from` they are smoothed. A subclass lays what it wants under, as and over them.
    """

    kind = QImage.Format.Format_RGB32
    sheet_kind = QImage.Format.Format_RGB32
    sharp_from = SHARP_FROM

    def __init__(self) -> None:
        self.images: list[QImage] = []
        self._levels: Sequence[Level] = ()
        self._size = Size(1, 1)
        self._pixmap = QPixmap()
        self._view: View | None = None

    @property
    def size(self) -> Size:
        """Width and height of the upright image."""
        return self._size

    @property
    def has_picture(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.images)

    def set_levels(self, levels: Sequence[Level], size: Size) -> None:
        """Arrays (h, w, ...) uint8, each half of the one before; the first may itself be smaller
        than `size`. None at all shows nothing.
        """
        self._levels = [np.ascontiguousarray(level) for level in levels]
        self.images = [wrapped(level, self.kind) for level in self._levels]
        self._size = size
        self.repaint()

    def repaint(self) -> None:
        """What was painted is no longer true."""
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
                self._pixmap = self.blank(view)
            self.begin()
            self._paint(view, [QRect(0, 0, view.width, view.height)])
        return self._pixmap

    def begin(self) -> None:
        """For subclasses: everything is painted anew now."""

    def blank(self, view: View) -> QPixmap:
        """A pixmap as large as the widget."""
        return QPixmap(view.width, view.height)

    def level_for(self, wide: float) -> int:
        """The level to show `wide` device pixels wide: the smallest that is not blown up."""
        return max((at for at, one in enumerate(self.images) if one.width() >= wide), default=0)

    def lay_ground(self, p: QPainter, part: QRect) -> None:
        """For subclasses: what lies under and around the picture."""

    def lay(self, p: QPainter, part: QRect, place: Rect) -> None:
        """The picture, of which `place` is the whole, onto a part of the widget."""
        seen = self.seen(self.level_for(place.x1 - place.x0), part, place)
        if seen is not None:
            p.drawImage(seen.target, self.images[seen.level], seen.source)

    def lay_over(self, p: QPainter, part: QRect, view: View) -> None:
        """For subclasses: what comes onto a painted part."""

    def seen(self, level: int, part: QRect, place: Rect) -> Seen | None:
        """Of a level only what is seen, and a pixel more, so that smoothing meets at strips."""
        image = self.images[level]
        fx = image.width() / max(place.x1 - place.x0, 1e-6)
        fy = image.height() / max(place.y1 - place.y0, 1e-6)
        x0 = max(floor((part.left() - place.x0) * fx) - 1, 0)
        y0 = max(floor((part.top() - place.y0) * fy) - 1, 0)
        x1 = min(ceil((part.right() + 1 - place.x0) * fx) + 1, image.width())
        y1 = min(ceil((part.bottom() + 1 - place.y0) * fy) + 1, image.height())
        if x0 >= x1 or y0 >= y1:
            return None
        target = QRectF(place.x0 + x0 / fx, place.y0 + y0 / fy, (x1 - x0) / fx, (y1 - y0) / fy)
        return Seen(level, (x0, y0, x1, y1), target)

    def _scroll(self, view: View, dx: int, dy: int) -> None:
        whole = QRect(0, 0, view.width, view.height)
        self._pixmap.setDevicePixelRatio(1.0)
        self._pixmap.scroll(dx, dy, whole)
        self._paint(view, exposed(whole, dx, dy))

    def paint_part(self, p: QPainter, view: View, part: QRect) -> None:
        """A part of any view, in its device pixels; nothing of it is kept."""
        self._smooth(p, view)
        p.setClipRect(part)
        self.lay_ground(p, part)
        if self.images:
            if view.turn.is_upright:
                self.lay(p, part, self._place(view))
            else:
                self._lay_turned(p, part, view)
            self.lay_over(p, part, view)

    def _paint(self, view: View, parts: Sequence[QRect]) -> None:
        self._pixmap.setDevicePixelRatio(1.0)
        with QPainter(self._pixmap) as p:
            for part in parts:
                self.paint_part(p, view, part)
        self._pixmap.setDevicePixelRatio(view.dpr)

    def _lay_turned(self, p: QPainter, part: QRect, view: View) -> None:
        """Drawn as it lies in the image, then turned: Qt is slow where it draws aslant."""
        device = Rect(part.left(), part.top(), part.right() + 1, part.bottom() + 1)
        x0, y0, x1, y1 = map(round, view.rect_to_upright(device))
        sheet = np.empty((y1 - y0, x1 - x0, 4), np.uint8)
        with QPainter(image := wrapped(sheet, self.sheet_kind)) as q:
            self._smooth(q, view)
            self.lay_ground(q, image.rect())
            q.translate(-x0, -y0)
            self.lay(q, QRect(x0, y0, x1 - x0, y1 - y0), self._place(view.upright))
        lying = np.ascontiguousarray(turned(sheet, view.turn))
        p.drawImage(part.topLeft(), wrapped(lying, self.sheet_kind))

    def _place(self, view: View) -> Rect:
        return view.rect_to_device(Rect(0, 0, self._size.width, self._size.height))

    def _smooth(self, p: QPainter, view: View) -> None:
        is_smooth = view.screen_scale < self.sharp_from
        p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, is_smooth)
