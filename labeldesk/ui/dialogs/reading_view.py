"""The open image with what a model finds on it, in small: the preview of a reading."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from labeldesk.domain.classes import PALETTE
from labeldesk.domain.shapes import Tag
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.imaging.pixels import shrunk, to_bgrx
from labeldesk.suggest.found import Found
from labeldesk.suggest.preprocess import Pixels
from labeldesk.ui.canvas.adorn import paint_read_out
from labeldesk.ui.canvas.ink import Ink
from labeldesk.ui.canvas.painters import paint_shape
from labeldesk.ui.canvas.style import Look, rgb
from labeldesk.ui.canvas.view import View
from labeldesk.ui.paint import CHIP, height, paint_box, width
from labeldesk.ui.theme import px, theme
from labeldesk.ui.theme.metrics import scale as ui_scale
from labeldesk.ui.translate import tr

NAME = QT_TRANSLATE_NOOP("Reading", "The open image with what is found on it")
_SIDE = 1600  # pixels of the preview, at most
_NAMED = 12
_MOST = 500
_BGRX = 4  # bands


class ReadingView(QWidget):
    """Shows a picture and findings, best first; only they change while one chooses."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr(NAME))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._image = QImage()
        self._pixels: Pixels | None = None
        self._ratio = 1.0
        self._founds: tuple[Found, ...] = ()
        self._colours: dict[str, str] = {}
        self._is_old = False

    def sizeHint(self) -> QSize:
        return QSize(px(460), px(400))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(240), px(180))

    def set_picture(self, pixels: Pixels) -> None:
        """The image, upright: grey, BGR or BGRX."""
        if pixels is self._pixels:
            return
        self._pixels = pixels
        is_shown = pixels.shape[2:] == (_BGRX,)
        plain = pixels if is_shown else to_bgrx(pixels, is_bgr=True)
        factor = max(max(plain.shape[:2]) // _SIDE, 1)
        small = np.ascontiguousarray(shrunk(plain, factor) if factor > 1 else plain)
        self._ratio = small.shape[1] / plain.shape[1]
        high, wide = small.shape[:2]
        self._image = QImage(small.data, wide, high, small.strides[0], QImage.Format.Format_RGB32)
        self._image = self._image.copy()
        self.update()

    def set_founds(self, founds: Sequence[Found]) -> None:
        """What was found, best first."""
        self._founds, self._is_old = tuple(founds[:_MOST]), False
        for found in self._founds:
            turn = len(self._colours) % len(PALETTE)
            self._colours.setdefault(found.class_name, PALETTE[turn])
        self.update()

    def age(self) -> None:
        """Something else is being tried: what is shown is dimmed until its answer is there."""
        self._is_old = True
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as p:
            frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            paint_box(p, frame, theme().canvas, theme().line_raised, px(6))
            if self._image.isNull():
                return
            place = self._place()
            p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            p.drawImage(place, self._image)
            p.setClipRect(place)
            p.setOpacity(0.35 if self._is_old else 1.0)
            self._paint_founds(p, place)

    def _place(self) -> QRectF:
        room = QRectF(self.rect()).adjusted(px(6), px(6), -px(6), -px(6))
        size = self._image.size().scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        left = room.left() + (room.width() - size.width()) / 2
        top = room.top() + (room.height() - size.height()) / 2
        return QRectF(round(left), round(top), size.width(), size.height())

    def _paint_founds(self, p: QPainter, place: QRectF) -> None:
        dpr = self.devicePixelRatioF()
        scale = place.width() / self._image.width() * self._ratio * dpr
        size = round(self.width() * dpr), round(self.height() * dpr)
        view = View(scale, round(place.x() * dpr), round(place.y() * dpr), *size, dpr)
        p.save()
        p.scale(1 / dpr, 1 / dpr)
        for found in reversed(self._founds):
            colour = rgb(self._colours[found.class_name])
            if not isinstance(found.shape, Tag):
                paint_shape(p, found.shape, view, Ink(colour, Look.SUGGESTION, dpr * ui_scale()))
        p.restore()
        row = 0
        taken: list[QRectF] = []
        for found in self._founds[:_NAMED]:
            words = f"{found.class_name} {found.score:.2f}"
            bounds = found.shape.bounds
            x, y = place.left() + px(4), place.top() + px(4) + row * (height(CHIP) + px(4))
            if bounds is None:
                row += 1
            else:
                at = view.to_device((bounds.x0, bounds.y0))  # type: ignore[arg-type]
                x, y = at.x / dpr, at.y / dpr
            chip = _chip(place, (x, y), words)
            if not any(chip.intersects(other) for other in taken):
                paint_read_out(p, chip, words)
                taken.append(chip)


def _chip(place: QRectF, at: tuple[float, float], words: str) -> QRectF:
    """Where a name stands, inside the picture."""
    wide, high = width(words, CHIP) + px(10), height(CHIP) + px(2)
    left = min(max(at[0], place.left()), place.right() - wide)
    top = min(max(at[1], place.top()), place.bottom() - high)
    return QRectF(round(left), round(top), wide, high)
