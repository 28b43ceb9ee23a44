"""Where a position snaps to: vertices and sides of other shapes, and the border of the image."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from labeldesk.domain.geometry import XY, Rect, Size
from labeldesk.domain.ids import AnnotationId
from labeldesk.raster.along import nearest_place
from labeldesk.raster.columns import Course, Kind, Points, ShapeColumns


class SnapKind(StrEnum):
    """What was met."""

    VERTEX = "vertex"
    EDGE = "edge"
    BORDER = "border"


@dataclass(frozen=True, slots=True)
class Snap:
    """The position to take instead, `distance` image pixels away.

    `id` is the shape it lies on, None for the border of the image.
    """

    distance: float
    at: XY
    kind: SnapKind
    id: AnnotationId | None = None


@dataclass(frozen=True, slots=True, eq=False)
class _Near:
    id: AnnotationId
    course: Course
    points: Points


def snap(
    outlines: ShapeColumns, size: Size, p: XY, reach: float, *, but: Collection[AnnotationId] = ()
) -> Snap | None:
    """What lies within `reach` image pixels of `p`; None for nothing.

    A vertex goes before a side, and that before the border of the image, however near those
    are; the corners of the image are vertices. Shapes in `but`, hidden ones and masks do not
    count.
    """
    near = list(_near(outlines, p, reach, but))
    frame = Rect(0, 0, size.width, size.height).corners()
    for found in (
        [*_vertices(near, p), _vertex(frame, p, None)],
        [*_edges(near, p)],
        [_edge(frame, p, None, SnapKind.BORDER)],
    ):
        best = min(found, key=lambda one: one.distance, default=None)
        if best is not None and best.distance <= reach:
            return best
    return None


def _near(
    outlines: ShapeColumns, p: XY, reach: float, but: Collection[AnnotationId]
) -> Iterator[_Near]:
    around = Rect(p.x, p.y, p.x, p.y).expanded(reach)
    rows = outlines.meeting(around) & (outlines.kinds != Kind.MASK)
    if but:
        rows &= ~np.isin(outlines.ids, list(but))
    if not rows.any():
        return
    there = (outlines.row >= 0) & rows[outlines.row]
    for course in np.flatnonzero(there).tolist():
        start, length = int(outlines.start[course]), int(outlines.length[course])
        yield _Near(
            AnnotationId(int(outlines.ids[outlines.row[course]])),
            Course(outlines.course[course]),
            outlines.vertices[start : start + length],
        )


def _vertices(near: list[_Near], p: XY) -> Iterator[Snap]:
    return (_vertex(one.points, p, one.id) for one in near)


def _edges(near: list[_Near], p: XY) -> Iterator[Snap]:
    for one in near:
        if one.course in (Course.CLOSED, Course.OPEN):
            closed = one.course is Course.CLOSED
            yield _edge(one.points, p, one.id, SnapKind.EDGE, closed=closed)


def _vertex(points: Points, p: XY, owner: AnnotationId | None) -> Snap:
    distances = np.hypot(*(points - p).T)
    index = int(distances.argmin())
    x, y = points[index].tolist()
    return Snap(float(distances[index]), XY(x, y), SnapKind.VERTEX, owner)


def _edge(
    points: Points, p: XY, owner: AnnotationId | None, kind: SnapKind, *, closed: bool = True
) -> Snap:
    place = nearest_place(points, p, closed=closed)
    return Snap(place.distance, place.at, kind, owner)
