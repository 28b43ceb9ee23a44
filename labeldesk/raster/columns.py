"""The outlines of many shapes as flat arrays: what culling, hit tests and drawing read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import TypeAlias, assert_never

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

Points: TypeAlias = NDArray[np.float64]


class Course(IntEnum):
    """How the vertices of a row are to be joined."""

    CLOSED = 0
    OPEN = 1
    DOTS = 2


class Kind(IntEnum):
    """What a row is, for styles and for hit tests."""

    BOX = 0
    AREA = 1
    LINE = 2
    DOTS = 3
    MASK = 4


def courses(shape: Shape) -> tuple[Kind, list[tuple[Course, Points]]] | None:
    """The vertex rows of a shape in image pixels; None for what has no place on the image.

    A mask gives its bounds as corners, so that it has a frame; None when it is empty.
    """
    if isinstance(shape, Polygon):
        return Kind.AREA, [(Course.CLOSED, ring.points) for ring in shape.rings]
    if isinstance(shape, Mask):
        bounds = shape.bounds
        return None if bounds is None else (Kind.MASK, [(Course.CLOSED, bounds.corners())])
    if isinstance(shape, Box):
        return Kind.BOX, [(Course.CLOSED, shape.bounds.corners())]
    if isinstance(shape, RotatedBox | Ellipse):
        outline = to_polygon(shape)
        rings = outline.rings if outline else ()
        return Kind.AREA, [(Course.CLOSED, ring.points) for ring in rings]
    return _marks(shape)


def _marks(
    shape: Tag | Caption | Polyline | Point | Keypoints,
) -> tuple[Kind, list[tuple[Course, Points]]] | None:
    match shape:
        case Tag() | Caption():
            return None
        case Polyline():
            return Kind.LINE, [(Course.OPEN, shape.line.points)]
        case Point():
            return Kind.DOTS, [(Course.DOTS, np.array([[shape.x, shape.y]]))]
        case Keypoints():
            present = shape.joints.points[np.array(shape.visibility, dtype=int) > 0]
            return (Kind.DOTS, [(Course.DOTS, present)]) if len(present) else None
        case _:
            assert_never(shape)


@dataclass(frozen=True, slots=True, eq=False)
class ShapeColumns:
    """A snapshot of all placed shapes of an image, safe to read from another thread.

    Per row (one annotation): `ids`, `classes` int64, `boxes` float64 (n, 4) in image pixels,
    `order` float64 (painted upwards), `kinds` uint8 (`Kind`), `shown` and `locked` bool. Per
    course (a ring, a line, dots): `row` int32 (-1: no longer there), `start` and `length` into
    `vertices` float64 (m, 2), `course` uint8. `masks` by row.
    """

    ids: NDArray[np.int64]
    classes: NDArray[np.int64]
    boxes: Points
    order: NDArray[np.float64]
    kinds: NDArray[np.uint8]
    shown: NDArray[np.bool_]
    locked: NDArray[np.bool_]
    row: NDArray[np.int32]
    start: NDArray[np.int64]
    length: NDArray[np.int32]
    course: NDArray[np.uint8]
    vertices: Points
    masks: Mapping[int, Mask]

    def meeting(self, rect: Rect) -> NDArray[np.bool_]:
        """Rows that are there, not hidden, and whose bounds meet `rect`."""
        b = self.boxes
        inside: NDArray[np.bool_] = (
            (b[:, 0] <= rect.x1) & (b[:, 2] >= rect.x0) & (b[:, 1] <= rect.y1)
        )
        inside &= b[:, 3] >= rect.y0
        inside &= self.shown
        return inside
