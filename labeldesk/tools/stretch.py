"""The Stretch tool: a stretch of an outline drawn anew, from one place on it to another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from labeldesk.domain.changes import ChangeSet
from labeldesk.domain.geometry import XY, Ring
from labeldesk.domain.ids import AnnotationId
from labeldesk.domain.shapes import Polygon, Polyline, Shape
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.raster.along import Place, nearest_place, restretched
from labeldesk.tools.beginning import Beginning
from labeldesk.tools.env import Env
from labeldesk.tools.grips import Grip, rings_of, with_ring
from labeldesk.tools.line import NO_CLOSING
from labeldesk.tools.marks import Mark, OpenPath, Snapped
from labeldesk.tools.path import CLOSE_PX, DROP, FREEHAND, PathDrawing
from labeldesk.tools.pointer import Pointer
from labeldesk.tools.state import ESC_CANCELS, State

STRETCH = QT_TRANSLATE_NOOP("History", "Redraw outline")
BEGIN = QT_TRANSLATE_NOOP("Tools", "Begin on the outline of a polygon or line")
END = QT_TRANSLATE_NOOP("Tools", "End on the outline where you began, at another place of it")
CROSSES = QT_TRANSLATE_NOOP("Tools", "The outline would cross itself there")
_LONG_WAY = ("Alt", QT_TRANSLATE_NOOP("Tools", "Replace the longer way"))
_LEAST_PX = 1.0  # on the screen, between the two ends


@dataclass(frozen=True, slots=True)
class Outline:
    """One ring of one shape, and a place on it."""

    id: AnnotationId
    ring: int
    place: Place


@dataclass(frozen=True, slots=True)
class StretchReady(Beginning):
    """Waiting for the place on an outline where the new stretch begins."""

    tool = "stretch"
    hint = QT_TRANSLATE_NOOP(
        "Tools", "Draw a new stretch of an outline from a place on it to another"
    )
    keys = (FREEHAND, _LONG_WAY)

    def handle(self, env: Env, e: Pointer) -> Grip | None:
        return None  # the outline itself is taken hold of

    def begun(self, env: Env, e: Pointer) -> State:
        found = _outline_at(env, e.at)
        if found is None:
            env.ports.say(BEGIN)
            return self
        return StretchDrawing((found.place.at,), e.at, start=found)

    def marks(self, env: Env) -> Iterator[Mark]:
        found = _outline_at(env, self.at) if self.at is not None else None
        if found is not None:
            yield Snapped(found.place.at, on_vertex=False)


@dataclass(frozen=True, slots=True)
class StretchDrawing(PathDrawing):
    """The stretch is being drawn; it ends on the outline that it began on."""

    tool = "stretch"
    hint = QT_TRANSLATE_NOOP("Tools", "Draw the new outline, and end on the old one")
    keys = (_LONG_WAY, DROP, ESC_CANCELS)
    least = NO_CLOSING

    start: Outline = field(kw_only=True)

    def ready(self, at: XY | None = None) -> State:
        return StretchReady(at)

    def press(self, env: Env, e: Pointer) -> State:
        end = self._end(env, e.at)
        if end is not None:
            return self.replaced_to(env, end, long_way=e.modifiers.alt)
        return PathDrawing.press(self, env, e)

    def release(self, env: Env, e: Pointer) -> State:
        if self.trail is None:
            return self
        end = self._end(env, e.at)
        drawn = PathDrawing.release(self, env, e)
        if end is None or not isinstance(drawn, StretchDrawing):
            return drawn
        return drawn.replaced_to(env, end, long_way=e.modifiers.alt)

    def ended(self, env: Env) -> State:
        """Enter: where the pointer is must be an end."""
        end = self._end(env, self.cursor_at) or self._end(env, self.points[-1])
        if end is None:
            env.ports.say(END)
            return self
        return self.replaced_to(env, end, long_way=False)

    def marks(self, env: Env) -> Iterator[Mark]:
        end = self._end(env, self.cursor_at)
        yield OpenPath(self.points, end.at if end is not None else self.cursor_at)
        if end is not None:
            yield Snapped(end.at, on_vertex=False)

    def _end(self, env: Env, p: XY) -> Place | None:
        """The place near `p` on the outline begun on, far enough from the beginning."""
        shape = _shape(env, self.start.id)
        if shape is None:
            return None
        points = rings_of(shape)[self.start.ring].points
        place = nearest_place(points, p, closed=isinstance(shape, Polygon))
        is_near = place.distance <= env.px(CLOSE_PX)
        return place if is_near and env.far(self.points[0], place.at, _LEAST_PX) else None

    def replaced_to(self, env: Env, end: Place, *, long_way: bool) -> State:
        """The way so far and on to `end` becomes part of the outline unless it would cross."""
        one = env.annotation(self.start.id)
        if one is None:
            return StretchReady(self.cursor_at)
        old = rings_of(one.shape)[self.start.ring]
        way = np.array((*self.points, end.at))
        closed = isinstance(one.shape, Polygon)
        points = restretched(
            old.points, self.start.place, end, way, closed=closed, long_way=long_way
        )
        shape = with_ring(one.shape, self.start.ring, Ring(points))
        if closed and _is_simple(old) and not _is_simple(Ring(points)):
            env.ports.say(CROSSES)
            return self
        env.change(STRETCH, ChangeSet.replacing((one, env.revised(one, shape))))
        return StretchReady(self.cursor_at)


def _outline_at(env: Env, p: XY) -> Outline | None:
    """The nearest outline in reach: of the selected objects while there are any, else of all."""
    chosen = [one for key in env.selection.ids if (one := env.annotation(key)) and not one.locked]
    ids = [one.id for one in chosen] or [h.id for h in env.index.at(p, env.px(CLOSE_PX))]
    found = []
    for key in ids:
        shape = _shape(env, key)
        for ring, line in enumerate(rings_of(shape) if shape is not None else ()):
            place = nearest_place(line.points, p, closed=isinstance(shape, Polygon))
            found.append(Outline(key, ring, place))
    nearest = min(found, key=lambda one: one.place.distance, default=None)
    return nearest if nearest and nearest.place.distance <= env.px(CLOSE_PX) else None


def _shape(env: Env, key: AnnotationId) -> Shape | None:
    one = env.annotation(key)
    return one.shape if one is not None and isinstance(one.shape, Polygon | Polyline) else None


def _is_simple(ring: Ring) -> bool:
    import shapely

    return bool(shapely.Polygon(ring.points).is_valid)
