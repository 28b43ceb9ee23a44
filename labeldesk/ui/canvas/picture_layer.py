"""The base layer: the picture in device pixels, kept between paints, scrolled when panned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap

from labeldesk.domain.geometry import Rect, Size
from labeldesk.ui.canvas.pixel_marks import PixelMarks, Values
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


class PictureLayer:
    """Paints the level of the pyramid that fits the zoom into one pixmap of the widget's size.

    `levels` are BGRX arrays (h, w, 4) uint8, each half of the one before; the first may itself
    be smaller than `size` while only a reduced picture is there. A subclass may give another
    `kind` of level, and lay more over what was painted of it.
    """

    kind = QImage.Format.Format_RGB32
    sheet_kind = QImage.Format.Format_RGB32
    sharp_from = SHARP_FROM

    def __init__(self) -> None:
        self.marks = PixelMarks()
        self._levels: Sequence[Level] = ()
        self._images: list[QImage] = []
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

    def set_picture(
        self, levels: Sequence[Level], size: Size, values: Values | None = None
    ) -> None:
        """Show another picture, or a sharper one; none when `levels` is empty. `values` is what
        its file says of each pixel.
        """
        self.marks.set_values(levels[0] if levels else None, values)
        self._levels = [np.ascontiguousarray(level) for level in levels]
        self._images = [wrapped(level, self.kind) for level in self._levels]
        self._size = size
        self._view = None

    def show_marks(self, *, shown: bool) -> None:
        """Whether large pixels have lines between them and their values on them."""
        self.marks.is_on = shown
        self._view = None

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
                self._pixmap = self.blank(view)
            self._paint(view, [QRect(0, 0, view.width, view.height)])
        return self._pixmap

    def blank(self, view: View) -> QPixmap:
        """A pixmap as large as the widget."""
        return QPixmap(view.width, view.height)

    def level_for(self, levels: Sequence[QImage], wide: float) -> QImage:
        """The level to show `wide` device pixels wide: the smallest that is not blown up."""
        return next((one for one in reversed(levels) if one.width() >= wide), levels[0])

    def lay_ground(self, p: QPainter, part: QRect) -> None:
        """What lies under and around the picture."""
        p.fillRect(part, self._ground)

    def lay_over(self, p: QPainter, part: QRect, view: View) -> None:
        """What comes onto a painted part."""
        self.marks.paint(p, view, part, self._size)

    def is_smooth(self, view: View) -> bool:
        """Whether pixels run into one another, instead of showing as squares."""
        return view.screen_scale < self.sharp_from

    def _scroll(self, view: View, dx: int, dy: int) -> None:
        whole = QRect(0, 0, view.width, view.height)
        self._pixmap.setDevicePixelRatio(1.0)
        self._pixmap.scroll(dx, dy, whole)
        self._paint(view, exposed(whole, dx, dy))

    def _paint(self, view: View, parts: Sequence[QRect]) -> None:
        self._pixmap.setDevicePixelRatio(1.0)
        place = view.rect_to_device(Rect(0, 0, self._size.width, self._size.height))
        with QPainter(self._pixmap) as p:
            p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, self.is_smooth(view))
            for part in parts:
                p.setClipRect(part)
                self.lay_ground(p, part)
                if self._images:
                    if view.turn.is_upright:
                        self._draw(p, part, place)
                    else:
                        self._draw_turned(p, part, view)
                    self.lay_over(p, part, view)
        self._pixmap.setDevicePixelRatio(view.dpr)

    def _draw_turned(self, p: QPainter, part: QRect, view: View) -> None:
        """Drawn as it lies in the image, then turned: Qt is slow where it draws aslant."""
        device = Rect(part.left(), part.top(), part.right() + 1, part.bottom() + 1)
        x0, y0, x1, y1 = map(round, view.rect_to_upright(device))
        sheet = np.empty((y1 - y0, x1 - x0, 4), np.uint8)
        with QPainter(image := wrapped(sheet, self.sheet_kind)) as q:
            q.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, self.is_smooth(view))
            self.lay_ground(q, image.rect())
            q.translate(-x0, -y0)
            size = self._size
            place = view.upright.rect_to_device(Rect(0, 0, size.width, size.height))
            self._draw(q, QRect(x0, y0, x1 - x0, y1 - y0), place)
        lying = np.ascontiguousarray(turned(sheet, view.turn))
        p.drawImage(part.topLeft(), wrapped(lying, self.sheet_kind))

    def _draw(self, p: QPainter, part: QRect, place: Rect) -> None:
        wide = max(place.x1 - place.x0, 1e-6)
        image = self.level_for(self._images, wide)
        fx, fy = image.width() / wide, image.height() / max(place.y1 - place.y0, 1e-6)
        # Only what is seen, and a pixel more, so that smoothing meets at strips.
        x0 = max(np.floor((part.left() - place.x0) * fx) - 1, 0)
        y0 = max(np.floor((part.top() - place.y0) * fy) - 1, 0)
        x1 = min(np.ceil((part.right() + 1 - place.x0) * fx) + 1, image.width())
        y1 = min(np.ceil((part.bottom() + 1 - place.y0) * fy) + 1, image.height())
        if x0 >= x1 or y0 >= y1:
            return
        target = QRectF(place.x0 + x0 / fx, place.y0 + y0 / fy, (x1 - x0) / fx, (y1 - y0) / fy)
        p.drawImage(target, image, QRectF(x0, y0, x1 - x0, y1 - y0))
