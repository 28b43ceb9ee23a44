"""One painter per kind of shape, for the shapes that are drawn one by one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from labeldesk.domain.mask import Mask
from labeldesk.domain.shapes import (
    Box,
    Caption,
    Ellipse,
    Keypoints,
    Point,
    Polygon,
    Polyline,
    RotatedBox,
    Shape,
    Tag,
)
from labeldesk.raster.columns import Course, bones, dots
from labeldesk.raster.outlines import to_polygon
from labeldesk.ui.canvas.ink import FULL, Ink
from labeldesk.ui.canvas.masks import PAD, Region, sampled
from labeldesk.ui.canvas.style import (
    DOT_PX,
    HALO_PX,
    HOLLOW_PX,
    LINE_PX,
    LINED_STROKE,
    MASK_STROKE,
    STYLES,
    Look,
    tinted,
)
from labeldesk.ui.canvas.view import View


def paint_path(p: QPainter, path: QPainterPath, ink: Ink, fill: float, width: float) -> None:
    """Fill, halo, stroke; `width` in px at 100 %."""
    if fill > 0:
        p.fillPath(path, ink.wash(fill))
    p.setBrush(Qt.BrushStyle.NoBrush)
    for pen in ink.pens(width):
        p.setPen(pen)
        p.drawPath(path)


def polygon_f(points: NDArray[np.float64], view: View) -> QPolygonF:
    """Vertices (n, 2) of the image in device pixels."""
    at = points * view.scale + (view.x, view.y)
    return QPolygonF([QPointF(x, y) for x, y in at.tolist()])


def snapped(bounds: tuple[float, float, float, float], view: View, width: float) -> QRectF:
    """A box on whole device pixels, so that a stroke of `width` device px is crisp."""
    off = 0.5 if round(width) % 2 else 0.0
    x0, y0, x1, y1 = bounds
    left, top = round(x0 * view.scale + view.x) + off, round(y0 * view.scale + view.y) + off
    right, bottom = round(x1 * view.scale + view.x) + off, round(y1 * view.scale + view.y) + off
    return QRectF(left, top, right - left, bottom - top)


def paint_box(p: QPainter, shape: Box, view: View, ink: Ink) -> None:
    """Corners stay sharp."""
    path = QPainterPath()
    path.addRect(snapped(shape.bounds, view, ink.width(ink.style.stroke)))
    paint_path(p, path, ink, ink.style.fill, ink.style.stroke)


def paint_area(p: QPainter, shape: Polygon | RotatedBox | Ellipse, view: View, ink: Ink) -> None:
    """Rings with their holes cut out."""
    outline = to_polygon(shape)
    path = QPainterPath()
    for ring in outline.rings if outline else ():
        path.addPolygon(polygon_f(ring.points, view))
        path.closeSubpath()
    fill = ink.style.area_fill if isinstance(shape, Polygon) else ink.style.fill
    paint_path(p, path, ink, fill, ink.style.stroke)


def paint_line(p: QPainter, shape: Polyline, view: View, ink: Ink) -> None:
    """Open, never filled."""
    path = QPainterPath()
    path.addPolygon(polygon_f(shape.line.points, view))
    paint_path(p, path, ink, 0, ink.style.stroke)


def paint_dots(p: QPainter, points: NDArray[np.float64], view: View, ink: Ink) -> None:
    """A disc at each position, larger the more it is in hand."""
    radius = (DOT_PX + (ink.style.stroke - 2) / 2) * ink.k
    p.setPen(Qt.PenStyle.NoPen)
    halo = QColor(0, 0, 0, round(FULL * ink.style.halo)), HALO_PX * ink.k
    for colour, out in (halo, (QColor(*ink.colour), 0.0)):
        p.setBrush(colour)
        for x, y in (points * view.scale + (view.x, view.y)).tolist():
            p.drawEllipse(QPointF(x, y), radius + out, radius + out)
    if ink.lined:
        p.setBrush(QColor(Qt.GlobalColor.black))
        for x, y in (points * view.scale + (view.x, view.y)).tolist():
            p.drawEllipse(QPointF(x, y), LINE_PX * ink.k, LINE_PX * ink.k)


def paint_point(p: QPainter, shape: Point, view: View, ink: Ink) -> None:
    """One disc."""
    paint_dots(p, np.array([[shape.x, shape.y]]), view, ink)


def paint_keypoints(p: QPainter, shape: Keypoints, view: View, ink: Ink) -> None:
    """The joints that are there, hidden ones hollow, and the lines of the template between them."""
    for line in bones(shape, ink.skeleton):
        path = QPainterPath()
        ends = polygon_f(line.points, view)
        for at in range(0, len(line.points), 2):
            path.moveTo(ends.at(at))
            path.lineTo(ends.at(at + 1))
        tinted_ink = replace(ink, colour=tinted(ink.colour, line.tint))
        paint_path(p, path, tinted_ink, 0, ink.style.stroke)
    for line in dots(shape, ink.skeleton):
        shade = replace(ink, colour=tinted(ink.colour, line.tint))
        paint = paint_rings if line.course is Course.RINGS else paint_dots
        paint(p, line.points, view, shade)


INSIDE = 0.8  # opacity of the dark in a hidden joint: the lines below must not shine through


def paint_rings(p: QPainter, points: NDArray[np.float64], view: View, ink: Ink) -> None:
    """A ring at each position, dark inside."""
    outer = (DOT_PX + (ink.style.stroke - 2) / 2) * ink.k
    middle, halo = outer - HOLLOW_PX * ink.k / 2, QColor(0, 0, 0, round(FULL * INSIDE))
    for x, y in (points * view.scale + (view.x, view.y)).tolist():
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(halo)
        p.drawEllipse(QPointF(x, y), outer + HALO_PX * ink.k, outer + HALO_PX * ink.k)
        p.setPen(QPen(QColor(*ink.colour), HOLLOW_PX * ink.k))
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.drawEllipse(QPointF(x, y), middle, middle)


def mask_path(mask: Mask, view: View) -> QPainterPath:
    """The contour of what is in sight, at screen resolution, in device pixels."""
    path = QPainterPath()
    bounds = mask.bounds
    if bounds is None:
        return path
    at = view.rect_to_device(bounds)
    x0, y0 = max(int(at.x0), 0) - PAD, max(int(at.y0), 0) - PAD
    x1, y1 = min(int(at.x1) + 1, view.width) + PAD, min(int(at.y1) + 1, view.height) + PAD
    if x0 >= x1 or y0 >= y1:
        return path
    filled = sampled(mask, view, Region(x0, y0, x1 - x0, y1 - y0))
    if filled is None:
        return path
    # Doubled, contours of pixel centres become contours of pixel corners.
    double = filled.repeat(2, axis=0).repeat(2, axis=1)
    rings, _ = cv2.findContours(double, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    for ring in rings:
        smooth = cv2.approxPolyDP(ring, 1.2, closed=True).reshape(-1, 2)
        if len(smooth) > 2:  # noqa: PLR2004 (an area)
            corners = (smooth + 0.5) / 2 + (x0, y0)
            path.addPolygon(QPolygonF([QPointF(x, y) for x, y in corners.tolist()]))
            path.closeSubpath()
    return path


def paint_mask(p: QPainter, shape: Mask, view: View, ink: Ink) -> None:
    """The contour grows with the state; the fill stays, or painting would be blind."""
    width = MASK_STROKE + max(ink.style.stroke - 2, 0)
    path = mask_path(shape, view)
    if ink.fills:
        p.fillPath(path, ink.brush(ink.style.mask_fill, view))
    paint_path(p, path, ink, 0, width)


def paint_nothing(p: QPainter, shape: Tag | Caption, view: View, ink: Ink) -> None:
    """Tags and captions belong to the whole image; panels show them."""


PAINTERS: Mapping[type[Shape], Callable[[QPainter, Any, View, Ink], None]] = {
    Tag: paint_nothing,
    Caption: paint_nothing,
    Box: paint_box,
    RotatedBox: paint_area,
    Polygon: paint_area,
    Ellipse: paint_area,
    Polyline: paint_line,
    Point: paint_point,
    Keypoints: paint_keypoints,
    Mask: paint_mask,
}
"""The painter of every kind of shape; painters work in device pixels."""


def paint_shape(p: QPainter, shape: Shape, view: View, ink: Ink) -> None:
    """Any shape, in device pixels; boxes lie on whole pixels and need no antialiasing."""
    p.setRenderHint(QPainter.RenderHint.Antialiasing, not isinstance(shape, Box))
    PAINTERS[type(shape)](p, shape, view, ink)


def reach(look: Look, k: float) -> float:
    """Device pixels by which a shape's paint goes beyond its bounds."""
    return (max(STYLES[look].stroke, LINED_STROKE) + 2 * HALO_PX + DOT_PX) * k + 2
