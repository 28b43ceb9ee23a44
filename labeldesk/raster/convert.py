"""Shapes as boxes, turned boxes and ellipses; `outlines` and `overlap` make polygons and masks."""

from __future__ import annotations

import math
from typing import assert_never

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.geometry import Rect
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
from labeldesk.raster.outlines import to_polygon

_QUARTER = math.pi / 2


def to_box(shape: Shape) -> Box | None:
    """The upright box around a shape; None for what has no place or no extent at all."""
    bounds = shape.bounds
    return None if bounds is None or bounds.width + bounds.height <= 0 else Box.of(bounds)


def to_rotated_box(shape: Shape) -> RotatedBox | None:
    """The smallest turned box around a shape; None where `to_box` gives None.

    Its angle lies in (-45°, 45°], so that an upright box comes back as itself at angle 0.
    """
    if isinstance(shape, RotatedBox):
        return shape
    if to_box(shape) is None:
        return None
    if isinstance(shape, Box):
        return _upright(shape.bounds)
    if isinstance(shape, Ellipse):
        return _level(shape.cx, shape.cy, 2 * shape.rx, 2 * shape.ry, shape.angle)
    return _around(_places(shape))


def to_ellipse(shape: Shape) -> Ellipse | None:
    """The ellipse that touches the sides of the smallest turned box; None where there is none."""
    if isinstance(shape, Ellipse):
        return shape
    box = to_rotated_box(shape)
    if box is None:
        return None
    return Ellipse(box.cx, box.cy, box.width / 2, box.height / 2, box.angle)


def _places(shape: Shape) -> NDArray[np.float64]:
    """The vertices (n, 2) whose hull is that of the shape."""
    match shape:
        case Polyline():
            return shape.line.points
        case Keypoints():
            return shape.joints.points[np.array(shape.visibility, dtype=int) > 0]
        case Point():
            return np.array([[shape.x, shape.y]])
        case Tag() | Caption():
            return np.empty((0, 2))
        case Box() | RotatedBox() | Polygon() | Mask() | Ellipse():
            outline = to_polygon(shape)
            return np.concatenate([part.outer.points for part in outline.parts] if outline else [])
        case _:
            assert_never(shape)


def _around(points: NDArray[np.float64]) -> RotatedBox:
    """The smallest turned box around points that do not all coincide."""
    import shapely

    # About their middle: far from the origin the products of the search would cancel badly.
    middle = points.mean(axis=0)
    frame = shapely.oriented_envelope(shapely.MultiPoint(points - middle))
    corners = shapely.get_coordinates(frame)
    if frame.geom_type != "Polygon" or frame.area <= 0:  # all on one line
        start, end = corners[0], corners[len(corners) // 2]
        along, across = end - start, np.zeros(2)
    else:
        along, across = corners[1] - corners[0], corners[2] - corners[1]
    low, high = corners.min(axis=0), corners.max(axis=0)
    cx, cy = ((low + high) / 2 + middle).tolist()
    width, height = math.hypot(*along), math.hypot(*across)
    return _level(cx, cy, width, height, math.atan2(along[1], along[0]))


def _level(cx: float, cy: float, width: float, height: float, angle: float) -> RotatedBox:
    """The same box with its angle in (-45°, 45°]; an odd quarter turn swaps the sides."""
    quarters = math.ceil(angle / _QUARTER - 0.5)
    angle -= quarters * _QUARTER
    if quarters % 2:
        width, height = height, width
    return RotatedBox(cx, cy, width, height, angle)


def _upright(rect: Rect) -> RotatedBox:
    cx, cy = rect.centre
    return RotatedBox(cx, cy, rect.width, rect.height, 0.0)
