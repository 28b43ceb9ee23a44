"""A round lens beside the pointer: every pixel around the place that is about to be chosen."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from labeldesk.domain.geometry import XY
from labeldesk.raster.columns import Course, Line
from labeldesk.tools.exact import exact_point
from labeldesk.tools.marks import Crosshair, Draft, OpenPath
from labeldesk.ui.canvas.given_hand import GivenHand
from labeldesk.ui.canvas.layer import wrapped
from labeldesk.ui.canvas.sketch import InHand, sketched
from labeldesk.ui.canvas.view import MOST_ZOOM, View
from labeldesk.ui.theme.metrics import px
from labeldesk.ui.theme.metrics import scale as ui_scale
from labeldesk.ui.theme.tokens import WHITE

USUAL = 4.0
ACROSS_PX = 168  # px at 100 %
GAP_PX = 20  # px at 100 % from the pointer, across and down
LEAST_TIMES = 2.0  # more than the canvas itself shows
FREE_PX = 6  # px at 100 % around the place that the cross leaves free
_SHADE = QColor(0, 0, 0, 150)
_EDGE = QColor(0, 0, 0, 190)
_KIND = QImage.Format.Format_ARGB32_Premultiplied


def lens_view(of: View, point: XY, zoom: float, side: int) -> View:
    """A view of `side` device pixels with `point` in its middle and whole device pixels for each
    image pixel, `zoom` logical ones, or more where the canvas itself shows nearly as much.
    """
    wanted = min(max(zoom, of.screen_scale * LEAST_TIMES), MOST_ZOOM)
    scale = float(max(round(wanted * of.dpr), 1))
    middle = XY(side / 2, side / 2)
    lens = View(scale, width=side, height=side, dpr=of.dpr, turn=of.turn)
    return lens.placed(point, middle)


def place_beside(at: QPointF, side: int, gap: int, room: QSize) -> QPoint | None:
    """The corner of a square beside a position: above and to the right, else where it fits; None
    where it would lie over the position. Below and to the right is last, for there stands what is
    said of the size.
    """
    right, left = round(at.x()) + gap, round(at.x()) - gap - side
    above, below = round(at.y()) - gap - side, round(at.y()) + gap
    whole = QRect(QPoint(0, 0), room)
    level = min(max(round(at.y()) - side // 2, 0), room.height() - side)
    for x, y in (
        (right, above), (left, above), (left, below), (right, below), (right, level), (left, level),
    ):  # fmt: skip
        if whole.contains(QRect(x, y, side, side)):
            return QPoint(x, y)
    return None


class Magnifier(QWidget):
    """Shown over a canvas while a place is chosen there; the mouse does not feel it. `is_over` says
    whether the pointer is over the canvas.
    """

    def __init__(self, canvas: GivenHand) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._is_on, self._zoom = False, USUAL
        self.is_over = False
        self._point: XY | None = None
        self.setObjectName("magnifier")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        canvas.followed.connect(self.follow)
        canvas.picture_set.connect(lambda *_: self.follow())

    def set_on(self, on: bool) -> None:
        """Whether it is wanted at all."""
        self._is_on = on
        self.follow()

    def set_zoom(self, zoom: float) -> None:
        """Logical pixels for each image pixel."""
        self._zoom = zoom
        self.follow()

    def follow(self) -> None:
        """Go where the hand is."""
        at = self._looked_at()
        self._point = None if at is None else at[0]
        side = px(ACROSS_PX)
        room = self._canvas.size()
        corner = None if at is None else place_beside(at[1], side, px(GAP_PX), room)
        if corner is None:
            self.hide()
            return
        self.setGeometry(QRect(corner, QSize(side, side)))
        self.show()
        self.update()

    def _looked_at(self) -> tuple[XY, QPointF] | None:
        """The place, and where on the canvas it is chosen: at the pointer, or by the keyboard."""
        canvas = self._canvas
        view = canvas.view
        if not self._is_on or canvas.showing.image_only or view.screen_scale >= MOST_ZOOM:
            return None
        over = canvas.pointer.at if canvas.pointer is not None and self.is_over else None
        point = exact_point(canvas.machine, over)
        if point is None:
            return None
        by_keyboard = any(
            isinstance(mark, Crosshair) and mark.by_keyboard for mark in canvas.machine.marks()
        )
        at = view.to_device(point if by_keyboard or over is None else over)
        return point, QPointF(at.x / view.dpr, at.y / view.dpr)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._point is None:
            return
        view, dpr = self._canvas.view, self._canvas.view.dpr
        lens = lens_view(view, self._point, self._zoom, max(round(self.width() * dpr), 1))
        inside, ring = _rim(lens.width, dpr)
        image = QImage(lens.width, lens.height, _KIND)
        with QPainter(image) as p:
            self._canvas.picture.paint_part(p, lens, image.rect())
            _cross(p, lens, self._point)
            k = dpr * ui_scale()
            pixels = sketched(lens, k, self._canvas.overlay.scene(), self._in_hand())
            p.drawImage(0, 0, wrapped(pixels, _KIND))
            p.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
            p.drawImage(0, 0, inside)
            p.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
            p.drawImage(0, 0, ring)
        image.setDevicePixelRatio(dpr)
        with QPainter(self) as p:
            p.drawImage(0, 0, image)

    def _in_hand(self) -> Iterator[InHand]:
        """What the overlay leaves out, and what is being drawn."""
        canvas, env = self._canvas, self._canvas.env
        for key in canvas.lifted:
            one = env.session.live.get(key)
            if one is not None and key != env.redrawn:
                style = canvas.colours.style_of(one)
                yield one.shape, style.colour, style.skeleton
        drawing = canvas.colours.style(env.next_class)
        for mark in canvas.machine.marks():
            if isinstance(mark, Draft):
                yield mark.shape, drawing.colour, mark.skeleton
            elif isinstance(mark, OpenPath):
                line = Line(Course.OPEN, np.array((*mark.points, mark.cursor), dtype=np.float64))
                yield line, drawing.colour, None


def _cross(p: QPainter, lens: View, point: XY) -> None:
    """Lines that would meet in the place, whose pixels they leave free, and a dot there."""
    x, y = (round(v) for v in lens.to_device(point))
    line, free, end = max(round(lens.dpr), 1), round(px(FREE_PX) * lens.dpr), lens.width
    for colour, out in ((_SHADE, line), (WHITE, 0)):
        wide = line + 2 * out
        p.fillRect(QRect(x - out, y - out, wide, wide), colour)
        for start, length in ((0, x - free), (x + free + line, end)):
            p.fillRect(QRect(start, y - out, length, wide), colour)
        for start, length in ((0, y - free), (y + free + line, end)):
            p.fillRect(QRect(x - out, start, wide, length), colour)


@lru_cache(maxsize=4)
def _rim(side: int, dpr: float) -> tuple[QImage, QImage]:
    """What lies inside the circle, and the ring around it."""
    whole = QRectF(0, 0, side, side)
    inside, ring = QImage(side, side, _KIND), QImage(side, side, _KIND)
    for image in (inside, ring):
        image.fill(Qt.GlobalColor.transparent)
        with QPainter(image) as p:
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            if image is inside:
                p.setPen(Qt.PenStyle.NoPen)
                p.setBrush(WHITE)
                p.drawEllipse(whole.adjusted(1, 1, -1, -1))
                continue
            inset = 2.0 * dpr
            for colour, wide in ((_EDGE, 4.0), (WHITE, 2.0)):
                p.setPen(QPen(colour, wide * dpr))
                p.drawEllipse(whole.adjusted(inset, inset, -inset, -inset))
    return inside, ring
