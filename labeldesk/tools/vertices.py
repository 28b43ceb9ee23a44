"""Several vertices at once: chosen with a band, moved together, removed together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from labeldesk.domain.changes import ChangeSet
from labeldesk.domain.geometry import XY, Rect, Ring
from labeldesk.domain.ids import AnnotationId
from labeldesk.domain.shapes import MIN_LINE, MIN_RING, Keypoints, Polygon, Polyline, Shape
from labeldesk.domain.skeleton import ABSENT
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.editing.session import Gesture
from labeldesk.tools.env import Env
from labeldesk.tools.grips import VertexGrip, can_pull, rings_of, with_ring
from labeldesk.tools.marks import Band, Gripped, Mark
from labeldesk.tools.pointer import Pointer
from labeldesk.tools.settle import settle
from labeldesk.tools.state import ESC_CANCELS, Cursor, State

MOVE = QT_TRANSLATE_NOOP("History", "Move vertices")
Vertices: TypeAlias = tuple[VertexGrip, ...]


def vertices_in(env: Env, rect: Rect) -> Vertices:
    """The vertices of the selected shapes that lie in a rectangle."""
    return tuple(
        VertexGrip(one.id, number, index)
        for one in env.handled()
        for number, ring in enumerate(rings_of(one.shape))
        for index, (x, y) in enumerate(ring.points.tolist())
        if rect.contains(XY(x, y)) and can_pull(one.shape, index)
    )


def has_vertex(env: Env, grip: VertexGrip) -> bool:
    """Whether the vertex is there, of a shape that can be changed."""
    one = env.annotation(grip.id)
    if one is None or one.locked or one.hidden:
        return False
    rings = rings_of(one.shape)
    here = grip.ring < len(rings) and grip.index < len(rings[grip.ring])
    return here and can_pull(one.shape, grip.index)


def chosen_vertices(env: Env) -> Vertices:
    """The vertices chosen one by one: of shapes that show handles, and still there."""
    owned = {*env.selection.ids, env.fresh}
    return tuple(one for one in env.chosen if one.id in owned and has_vertex(env, one))


def is_joint_chosen(env: Env) -> bool:
    """Whether joints of keypoints are chosen one by one."""
    owners = (env.annotation(one.id) for one in chosen_vertices(env))
    return any(one is not None and isinstance(one.shape, Keypoints) for one in owners)


def by_shape(vertices: Iterable[VertexGrip]) -> dict[AnnotationId, list[VertexGrip]]:
    """The vertices of each shape."""
    found: dict[AnnotationId, list[VertexGrip]] = {}
    for one in vertices:
        found.setdefault(one.id, []).append(one)
    return found


def moved_vertices(shape: Shape, vertices: Iterable[VertexGrip], dx: float, dy: float) -> Shape:
    """The shape with these of its vertices displaced."""
    for number, ring in enumerate(rings_of(shape)):
        rows = [one.index for one in vertices if one.ring == number]
        if rows:
            points = ring.points.copy()
            points[rows] += (dx, dy)
            shape = with_ring(shape, number, Ring(points))
    return shape


def without_vertices(shape: Shape, vertices: Iterable[VertexGrip]) -> Shape | None:
    """The shape without these of its vertices; None if too few would be left.

    A hole, or a part of several, that would have fewer than three goes as a whole. A joint
    becomes absent.
    """
    rows: dict[int, list[int]] = {}
    for one in vertices:
        rows.setdefault(one.ring, []).append(one.index)
    left: Shape | None = shape
    for number in sorted(rows, reverse=True):  # from the end: the others keep their numbers
        left = _thinned(left, number, rows[number])
    return left


def _thinned(shape: Shape | None, number: int, rows: list[int]) -> Shape | None:
    match shape:
        case Polygon():
            ring = shape.rings[number]
            enough = len(ring) - len(rows) >= MIN_RING
            return shape.with_ring(number, ring.without(rows) if enough else None)
        case Polyline():
            enough = len(shape.line) - len(rows) >= MIN_LINE
            return Polyline(shape.line.without(rows)) if enough else None
        case Keypoints():
            seen = tuple(ABSENT if i in rows else v for i, v in enumerate(shape.visibility))
            return Keypoints(shape.joints, seen) if any(seen) else None
        case _:
            return None


@dataclass(frozen=True, slots=True)
class VertexBand(State):
    """The band is open; the vertices of the selected shapes in it are chosen."""

    tool = "select"
    hint = QT_TRANSLATE_NOOP("Tools", "Drag around vertices to choose them")
    keys = (ESC_CANCELS,)
    busy = True

    start: XY
    corner: XY
    after: State

    def drag(self, env: Env, e: Pointer) -> State:
        return VertexBand(self.start, e.at, self.after)

    def release(self, env: Env, e: Pointer) -> State:
        kept = chosen_vertices(env) if e.modifiers.shift else ()
        found = vertices_in(env, Rect.spanned(self.start, e.at))
        env.chosen = tuple(dict.fromkeys((*kept, *found)))
        return self.after

    def cancel(self, env: Env) -> State:
        return self.after

    def marks(self, env: Env) -> Iterator[Mark]:
        band = Rect.spanned(self.start, self.corner)
        yield Band(band)
        yield from (Gripped(one, is_chosen=True) for one in vertices_in(env, band))


@dataclass(frozen=True, slots=True)
class MovingVertices(State):
    """The chosen vertices follow the one that was taken hold of."""

    tool = "select"
    hint = QT_TRANSLATE_NOOP("Tools", "Drag to reshape")
    keys = (ESC_CANCELS,)
    busy = True

    held: VertexGrip
    start: XY
    chosen: Vertices
    after: State
    gesture: Gesture[Any]

    def drag(self, env: Env, e: Pointer) -> State:
        groups = by_shape(self.chosen)
        aim = env.aimed(e, but=tuple(groups))
        home = XY(*rings_of(env.session.document[self.held.id].shape)[self.held.ring].points[
            self.held.index
        ].tolist())  # fmt: skip
        to = aim.at if aim.snap else env.placed(
            XY(home.x + e.x - self.start.x, home.y + e.y - self.start.y)
        )  # fmt: skip
        pairs = []
        for key, vertices in groups.items():
            one = env.session.document[key]
            shape = moved_vertices(one.shape, vertices, to.x - home.x, to.y - home.y)
            pairs.append((one, env.revised(one, shape)))
        moved = to != home
        self.gesture.preview(ChangeSet.replacing(*pairs) if moved else ChangeSet())
        return self

    def release(self, env: Env, e: Pointer) -> State:
        self.drag(env, e)
        settle(env, self.gesture)
        return self.after

    def cancel(self, env: Env) -> State:
        if self.gesture.is_open:
            self.gesture.cancel()
        return self.after

    def marks(self, env: Env) -> Iterator[Mark]:
        yield from (Gripped(one, is_chosen=True) for one in self.chosen)

    def cursor(self, env: Env) -> Cursor:
        return Cursor.MOVE
