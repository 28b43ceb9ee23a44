"""The outlines of many shapes as flat arrays: what culling, hit tests and drawing read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple, TypeAlias, assert_never

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
from labeldesk.domain.skeleton import HIDDEN, Skeleton, present
from labeldesk.raster.outlines import to_polygon

Points: TypeAlias = NDArray[np.float64]


class Course(IntEnum):
    """How the vertices of a row are to be joined. `RINGS` are dots left hollow, for hidden joints;
    of `BONES` every two vertices are the ends of one line.
    """

    CLOSED = 0
    OPEN = 1
    DOTS = 2
    RINGS = 3
    BONES = 4


class Kind(IntEnum):
    """What a row is, for styles and for hit tests."""

    BOX = 0
    AREA = 1
    LINE = 2
    DOTS = 3
    MASK = 4


class Line(NamedTuple):
    """A row of vertices (n, 2) of a shape; `tint` is -1 for its left side, 1 for its right."""

    course: Course
    points: Points
    tint: int = 0


Lines: TypeAlias = "tuple[Kind, list[Line]]"


def courses(shape: Shape, skeleton: Skeleton | None = None) -> Lines | None:
    """The vertex rows of a shape in image pixels; None for what has no place on the image.

    A mask gives its bounds as corners, so that it has a frame; None when it is empty. Keypoints
    are joined as the template of their class says.
    """
    if isinstance(shape, Polygon):
        return Kind.AREA, [Line(Course.CLOSED, ring.points) for ring in shape.rings]
    if isinstance(shape, Mask):
        bounds = shape.bounds
        return None if bounds is None else (Kind.MASK, [Line(Course.CLOSED, bounds.corners())])
    if isinstance(shape, Box):
        return Kind.BOX, [Line(Course.CLOSED, shape.bounds.corners())]
    if isinstance(shape, RotatedBox | Ellipse):
        outline = to_polygon(shape)
        rings = outline.rings if outline else ()
        return Kind.AREA, [Line(Course.CLOSED, ring.points) for ring in rings]
    return _marks(shape, skeleton)


def _marks(
    shape: Tag | Caption | Polyline | Point | Keypoints, skeleton: Skeleton | None
) -> Lines | None:
    match shape:
        case Tag() | Caption():
            return None
        case Polyline():
            return Kind.LINE, [Line(Course.OPEN, shape.line.points)]
        case Point():
            return Kind.DOTS, [Line(Course.DOTS, np.array([[shape.x, shape.y]]))]
        case Keypoints():
            lines = [*bones(shape, skeleton), *dots(shape, skeleton)]
            return (Kind.DOTS, lines) if lines else None
        case _:
            assert_never(shape)


class _Plan(NamedTuple):
    """A template as lines: the ends of its edges by tint, and the tint of each joint."""

    ends: dict[int, NDArray[np.intp]]
    tints: tuple[int, ...]


@lru_cache(maxsize=256)
def _plan(skeleton: Skeleton) -> _Plan:
    rows: dict[int, list[tuple[int, int]]] = {}
    sides = skeleton.sides
    for a, b in skeleton.edges:
        low, high = sorted((sides[a], sides[b]))
        rows.setdefault(0 if low == -high else low or high, []).append((a, b))
    return _Plan({tint: np.array(ends) for tint, ends in rows.items()}, sides)


def bones(shape: Keypoints, skeleton: Skeleton | None) -> list[Line]:
    """The lines between joints that are there, one row for each side."""
    if skeleton is None:
        return []
    points, seen = shape.joints.points, np.zeros(max(len(skeleton), len(shape.visibility)), bool)
    seen[: len(shape.visibility)] = present(shape)
    found = []
    for tint, ends in _plan(skeleton).ends.items():
        there = ends[seen[ends].all(axis=1)]
        if len(there):
            found.append(Line(Course.BONES, points[there.ravel()], tint))
    return found


def dots(shape: Keypoints, skeleton: Skeleton | None) -> list[Line]:
    """The joints that are there, those of one side and one visibility in a row."""
    tints = _plan(skeleton).tints if skeleton is not None else ()
    rows: dict[tuple[int, int], list[int]] = {}
    for index, visibility in enumerate(shape.visibility):
        if visibility:
            tint = tints[index] if index < len(tints) else 0
            rows.setdefault((visibility, tint), []).append(index)
    return [
        Line(Course.RINGS if visibility == HIDDEN else Course.DOTS, shape.joints.points[at], tint)
        for (visibility, tint), at in sorted(rows.items())
    ]


@dataclass(frozen=True, slots=True, eq=False)
class ShapeColumns:
    """A snapshot of all placed shapes of an image, safe to read from another thread.

    Per row (one annotation): `ids`, `classes` int64, `boxes` float64 (n, 4) in image pixels,
    `order` float64 (painted upwards), `kinds` uint8 (`Kind`), `shown` and `locked` bool. Per
    course (a ring, a line, dots): `row` int32 (-1: no longer there), `start` and `length` into
    `vertices` float64 (m, 2), `course` uint8, `tint` int8. `masks` by row.
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
    tint: NDArray[np.int8]
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
