"""Shapes as hairlines with a dark edge, crisp and at once: what lies in a lens over few pixels."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.geometry import Rect
from labeldesk.domain.mask import Mask
from labeldesk.domain.shapes import Shape
from labeldesk.domain.skeleton import Skeleton
from labeldesk.raster.columns import Course, Line, courses
from labeldesk.ui.canvas.compose import premultiplied
from labeldesk.ui.canvas.courses import Courses
from labeldesk.ui.canvas.masks import Region, sampled
from labeldesk.ui.canvas.overlay import Scene, rows_in_sight
from labeldesk.ui.canvas.style import DOT_PX, NO_STYLE, OBJECT_STYLES, USUAL_FILL, Colour
from labeldesk.ui.canvas.thinning import MOST_EXACT, seen_of
from labeldesk.ui.canvas.view import View

Pixels = NDArray[np.uint8]
Points = NDArray[np.float64]
InHand: TypeAlias = tuple[Shape | Line, Colour, Skeleton | None]
MOST_DRAWN = 200  # committed shapes in the lens; of more none is told from another
_EDGE = (0, 0, 0, 150)


class Sketch:
    """Premultiplied BGRA (height, width, 4) of a view, in device pixels."""

    def __init__(self, view: View, k: float) -> None:
        self.pixels: Pixels = np.zeros((view.height, view.width, 4), np.uint8)
        self._view = view
        self._wide = max(round(k), 1)
        self._dot = round(DOT_PX * k * 0.75)
        self._rows: dict[tuple[Colour, bool], list[NDArray[np.int32]]] = defaultdict(list)
        self._dots: list[tuple[Colour, tuple[int, int]]] = []

    def commit(self, scene: Scene) -> None:
        """Take in what is committed, unless it is in hand."""
        region = Region(0, 0, self._view.width, self._view.height)
        rows = rows_in_sight(scene, self._view, region)
        if not len(rows) or len(rows) > MOST_DRAWN:
            return
        found = Courses.of(scene.columns, rows)
        colours = _colours(scene, rows)
        masks = scene.columns.masks
        for place, row in enumerate(rows.tolist()):
            if row in masks:
                self._wash(masks[row], colours[place])
        spans = zip(
            found.owner.tolist(),
            found.course.tolist(),
            found.start.tolist(),
            found.length.tolist(),
            strict=True,
        )
        for owner, course, start, length in spans:
            if int(rows[owner]) not in masks:
                vertices = found.vertices[start : start + length]
                self.line(Line(Course(course), vertices), colours[owner])

    def add(self, shape: Shape, colour: Colour, skeleton: Skeleton | None = None) -> None:
        """Take in a shape that is in hand."""
        if isinstance(shape, Mask):
            self._wash(shape, colour)
            return
        found = courses(shape, skeleton)
        for line in found[1] if found is not None else ():
            self.line(line, colour)

    def line(self, line: Line, colour: Colour) -> None:
        """Take in a row of vertices, of many those that can be told apart."""
        points = line.points
        if len(points) > MOST_EXACT:
            size = self._view.width, self._view.height
            at = self._view.points_to_device(points)
            points = seen_of(at, size, closed=line.course is Course.CLOSED)
            self._row(np.floor(points + 0.5).astype(np.int32), line.course, colour)
        else:
            self._row(self._projected(points), line.course, colour)

    def drawn(self) -> Pixels:
        """All edges, then all lines: none darkens another."""
        for edge in (True, False):
            for (colour, closed), rows in self._rows.items():
                ink = _EDGE if edge else premultiplied(colour, 1.0)
                cv2.polylines(self.pixels, rows, closed, ink, self._wide * (3 if edge else 1))
            for colour, at in self._dots:
                ink = _EDGE if edge else premultiplied(colour, 1.0)
                cv2.circle(self.pixels, at, self._dot + (self._wide if edge else 0), ink, -1)
        return self.pixels

    def _row(self, points: NDArray[np.int32], course: Course, colour: Colour) -> None:
        if course in (Course.DOTS, Course.RINGS):
            self._dots += [(colour, (x, y)) for x, y in points.tolist()]
        elif course is Course.BONES:
            self._rows[colour, False] += list(points.reshape(-1, 2, 2))
        else:
            self._rows[colour, course is Course.CLOSED].append(points)

    def _wash(self, mask: Mask, colour: Colour) -> None:
        bounds, view = mask.bounds, self._view
        seen = Rect(0, 0, view.width, view.height)
        if bounds is None or not view.rect_to_device(bounds).meets(seen):
            return
        filled = sampled(mask, view, Region(0, 0, view.width, view.height))
        if filled is None:
            return
        self.pixels[filled > 0] = premultiplied(colour, USUAL_FILL)
        rings, _ = cv2.findContours(filled, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
        self._rows[colour, True] += [ring.reshape(-1, 2) for ring in rings]

    def _projected(self, points: Points) -> NDArray[np.int32]:
        return np.floor(self._view.points_to_device(points) + 0.5).astype(np.int32)


def _colours(scene: Scene, rows: NDArray[np.int64]) -> list[Colour]:
    columns = scene.columns
    styles = OBJECT_STYLES if scene.by_object else scene.styles
    keys = columns.ids[rows] % len(OBJECT_STYLES) if scene.by_object else columns.classes[rows]
    return [styles.get(key, NO_STYLE).colour for key in keys.tolist()]


def sketched(view: View, k: float, scene: Scene, in_hand: Iterable[InHand]) -> Pixels:
    """Committed shapes, and over them what is in hand; `k` is device pixels per px at 100 %."""
    sketch = Sketch(view, k)
    sketch.commit(scene)
    for shape, colour, skeleton in in_hand:
        if isinstance(shape, Line):
            sketch.line(shape, colour)
        else:
            sketch.add(shape, colour, skeleton)
    return sketch.drawn()
