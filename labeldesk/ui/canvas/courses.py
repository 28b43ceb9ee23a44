"""The outlines in sight, projected: what is left of an image's columns for one rendering."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from labeldesk.raster.columns import Course, Kind, Points, ShapeColumns

Rings = list[NDArray[np.int32]]


@dataclass(frozen=True, slots=True, eq=False)
class Courses:
    """The courses of the rows in sight (n,): `owner` is the place of the row among those rows,
    `course` how it is joined, `tint` of which side it is, `kind` and `extent` (the longer side,
    image pixels) are its row's. `vertices` (m, 2) in image pixels hold only these, `start` and
    `length` point into them.
    """

    owner: NDArray[np.int64]
    course: NDArray[np.uint8]
    tint: NDArray[np.int8]
    kind: NDArray[np.uint8]
    extent: NDArray[np.float64]
    start: NDArray[np.int64]
    length: NDArray[np.int64]
    vertices: Points

    @staticmethod
    def of(columns: ShapeColumns, rows: NDArray[np.int64]) -> Courses:
        """Those of some rows, in the order of the columns."""
        place = np.full(len(columns.ids) + 1, -1, np.int64)  # the last for courses that are gone
        place[rows] = np.arange(len(rows))
        owner = place[columns.row]
        which = np.flatnonzero(owner >= 0)
        owner = owner[which]
        length = columns.length[which].astype(np.int64)
        start, vertices = _gathered(columns, which, length)
        boxes = columns.boxes[rows]
        extent = (boxes[:, 2:] - boxes[:, :2]).max(axis=1)[owner]
        kind = columns.kinds[rows][owner]
        course, tint = columns.course[which], columns.tint[which]
        return Courses(owner, course, tint, kind, extent, start, length, vertices)

    @property
    def is_joint(self) -> NDArray[np.bool_]:
        """Points and joints."""
        joints: NDArray[np.bool_] = (self.course == int(Course.DOTS)) | self.is_hollow
        return joints

    @property
    def is_hollow(self) -> NDArray[np.bool_]:
        """Hidden joints."""
        hollow: NDArray[np.bool_] = self.course == int(Course.RINGS)
        return hollow

    @property
    def is_bone(self) -> NDArray[np.bool_]:
        """Lines between joints."""
        bones: NDArray[np.bool_] = self.course == int(Course.BONES)
        return bones

    @property
    def is_filled(self) -> NDArray[np.bool_]:
        """Outlines of boxes and areas; masks are filled by their pixels."""
        filled: NDArray[np.bool_] = (self.course == int(Course.CLOSED)) & (
            self.kind <= int(Kind.AREA)
        )
        return filled

    def rings(self, which: NDArray[np.bool_], points: NDArray[np.int32]) -> Rings:
        """The vertices of some of them, out of projected ones."""
        starts = self.start[which].tolist()
        ends = (self.start[which] + self.length[which]).tolist()
        return [points[a:b] for a, b in zip(starts, ends, strict=True)]

    def lines(self, which: NDArray[np.bool_], points: NDArray[np.int32]) -> Rings:
        """The rows to be joined by lines, bones as rows of two."""
        split = which & self.is_bone
        pairs = [pair for row in self.rings(split, points) for pair in row.reshape(-1, 2, 2)]
        return [*self.rings(which & ~split, points), *pairs]


def _gathered(
    columns: ShapeColumns, which: NDArray[np.int64], length: NDArray[np.int64]
) -> tuple[NDArray[np.int64], Points]:
    """Where each course starts in the vertices, and the vertices: all, or a copy of few."""
    start = columns.start[which]
    total = int(length.sum())
    if total * 2 > len(columns.vertices):
        return start, columns.vertices
    first = np.cumsum(length) - length
    return first, columns.vertices[np.repeat(start - first, length) + np.arange(total)]


def projected(
    vertices: Points, scale: float, offset: tuple[float, float], shift: int
) -> NDArray[np.int32]:
    """`vertices * scale + offset`, rounded to 1 / 2**shift."""
    unit = 1 << shift
    fine = vertices * (scale * unit)
    fine[:, 0] += offset[0] * unit + 0.5
    fine[:, 1] += offset[1] * unit + 0.5
    np.floor(fine, out=fine)
    return fine.astype(np.int32)
