"""A stroke in the making, painted by dirty rectangle, kept until the overlay holds it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage, QPainter, QPixmap

from labeldesk.domain.geometry import Rect
from labeldesk.raster.stroke import Stroke
from labeldesk.ui.canvas.compose import premultiplied
from labeldesk.ui.canvas.ink import Ink
from labeldesk.ui.canvas.layer import wrapped
from labeldesk.ui.canvas.masks import Region, as_in_image, pixel_grid
from labeldesk.ui.canvas.style import USUAL_FILL
from labeldesk.ui.canvas.turning import turned
from labeldesk.ui.canvas.view import View


class StrokeLayer:
    """Pixels (height, width) of the widget in which only what changes is written.

    A brush shows the class colour; an eraser shows the bare picture where a mask was.
    """

    def __init__(self) -> None:
        self._stroke: Stroke | None = None
        self._view: View | None = None
        self._pixels: NDArray[np.uint32] | None = None
        self._image: QImage | None = None
        self._ground: NDArray[np.uint32] | None = None
        self._value = np.uint32(0)

    @property
    def is_empty(self) -> bool:
        """Whether there is no stroke to show."""
        return self._stroke is None

    def clear(self) -> None:
        """Show none."""
        self._stroke = None

    def follow(self, stroke: Stroke, view: View, ink: Ink, base: QPixmap) -> Region | None:
        """Write what was covered since the last call; gives the dirty device pixels."""
        dirty = stroke.take_dirty()
        if stroke is not self._stroke or view != self._view:
            self._begin(stroke, view, ink, base)
            region = Region(0, 0, view.width, view.height)
        elif dirty is None:
            return None
        else:
            region = _device(dirty, view)
        if region.width <= 0 or region.height <= 0 or self._pixels is None:
            return None
        changed = turned(stroke.changed(*pixel_grid(*as_in_image(view, region))), view.turn)
        part = np.s_[region.y : region.y + region.height, region.x : region.x + region.width]
        if stroke.erases and self._ground is not None:
            np.copyto(self._pixels[part], self._ground[part], where=changed)
        else:
            self._pixels[part] = changed * self._value
        return region

    def paint(self, p: QPainter, view: View) -> None:
        """Onto a painter in logical pixels."""
        if self._stroke is not None and self._image is not None and view == self._view:
            p.drawImage(0, 0, self._image)

    def _begin(self, stroke: Stroke, view: View, ink: Ink, base: QPixmap) -> None:
        self._stroke, self._view = stroke, view
        pixels = np.zeros((view.height, view.width), np.uint32)
        self._pixels = pixels
        self._image = wrapped(
            pixels.view(np.uint8).reshape(view.height, view.width, 4),
            QImage.Format.Format_ARGB32_Premultiplied,
        )
        self._image.setDevicePixelRatio(view.dpr)
        blue, green, red, alpha = premultiplied(
            ink.colour,
            max(ink.style.mask_fill, USUAL_FILL),  # painting unseen would be blind
        )
        self._value = np.uint32(alpha << 24 | red << 16 | green << 8 | blue)
        self._ground = _pixels_of(base) if stroke.erases else None


def _pixels_of(base: QPixmap) -> NDArray[np.uint32]:
    image = base.toImage().convertToFormat(QImage.Format.Format_RGB32)
    height, width = image.height(), image.width()
    row = np.frombuffer(image.constBits(), np.uint32).reshape(height, image.bytesPerLine() // 4)
    return row[:, :width] | np.uint32(0xFF000000)


def _device(dirty: Rect, view: View) -> Region:
    """Whole device pixels whose image pixel lies in the rectangle, within the widget."""
    at = view.rect_to_device(dirty)
    x0, y0 = max(int(at.x0) - 1, 0), max(int(at.y0) - 1, 0)
    x1, y1 = min(int(at.x1) + 2, view.width), min(int(at.y1) + 2, view.height)
    return Region(x0, y0, x1 - x0, y1 - y0)
