"""The Select tool: pick, rubber band, move, handles and vertices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from labeldesk.domain.changes import ChangeSet
from labeldesk.domain.geometry import XY, Rect
from labeldesk.domain.ids import AnnotationId
from labeldesk.domain.mask import Mask
from labeldesk.domain.shapes import Keypoints, Polyline
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.editing.operations import kept_within
from labeldesk.editing.selection import Selection
from labeldesk.editing.session import Gesture
from labeldesk.tools.env import Env
from labeldesk.tools.grips import EdgeGrip, Grip, VertexGrip, pulled
from labeldesk.tools.joints import turned
from labeldesk.tools.marks import Band, Gripped, Mark, Over
from labeldesk.tools.pointer import Key, Modifiers, Pointer
from labeldesk.tools.reshape import ADD_VERTEX, Gripping, grip_cursor, grip_under
from labeldesk.tools.state import DRAG_PX, ESC_CANCELS, Cursor, State
from labeldesk.tools.vertices import MOVE as MOVE_VERTICES
from labeldesk.tools.vertices import (
    MovingVertices,
    VertexBand,
    Vertices,
    by_shape,
    chosen_vertices,
    without_vertices,
)

HIT_PX = 5.0
MOVE = QT_TRANSLATE_NOOP("History", "Move")
REMOVE_VERTEX = QT_TRANSLATE_NOOP("History", "Remove vertex")
REMOVE_VERTICES = QT_TRANSLATE_NOOP("History", "Remove vertices")
TOO_FEW = QT_TRANSLATE_NOOP(
    "Tools", "A polygon keeps at least three vertices, a line two, keypoints one joint"
)
ON_JOINT = QT_TRANSLATE_NOOP("Tools", "Drag the joint; right click hides it, then leaves it out")
ON_SIDE = QT_TRANSLATE_NOOP("Tools", "Drag the side for a new vertex, or click it with Alt")
SHIFT_ADDS = ("Shift", QT_TRANSLATE_NOOP("Tools", "Add or take away"))


@dataclass(frozen=True, slots=True)
class SelectReady(State):
    """Nothing is pressed."""

    tool = "select"
    hint = QT_TRANSLATE_NOOP("Tools", "Click an object to select it, drag to move it")
    keys = (SHIFT_ADDS, ("Delete", QT_TRANSLATE_NOOP("Tools", "Delete")))

    over: AnnotationId | None = None
    grip: Grip | None = None

    def said(self, env: Env) -> Text:
        if isinstance(self.grip, EdgeGrip):
            return ON_SIDE
        one = env.annotation(self.grip.id) if isinstance(self.grip, VertexGrip) else None
        is_joint = one is not None and isinstance(one.shape, Keypoints)
        return ON_JOINT if is_joint else self.hint

    def hover(self, env: Env, e: Pointer) -> State:
        grip = _grip(env, e)
        over = None if grip else _top(env, e.at)
        if grip == self.grip and over == self.over:
            return self
        return SelectReady(over, grip)

    def press(self, env: Env, e: Pointer) -> State:
        grip = _grip(env, e)
        if grip is not None:
            return SelectGripping(grip, e.at, SelectReady())
        hits = [hit.id for hit in env.index.at(e.at, env.px(HIT_PX))]
        if e.modifiers.alt and env.selection:
            return VertexBand(e.at, e.at, SelectReady())
        if not hits:
            return OnEmpty(e.at, env.selection)
        held = next((one for one in hits if one in env.selection), None)
        if held is None and not e.modifiers.shift:
            before = env.selection
            env.select(Selection((hits[0],)))
            return OnShape(e.at, hits[0], before)
        return OnShape(e.at, hits[0], env.selection)

    def double(self, env: Env, e: Pointer) -> State:
        return self

    def leave(self, env: Env) -> State:
        return SelectReady() if self.over or self.grip else self

    def key(self, env: Env, key: Key, modifiers: Modifiers) -> State | None:
        chosen = chosen_vertices(env)
        if key in (Key.BACKSPACE, Key.DELETE) and chosen:
            return _remove(env, chosen)
        return SelectReady() if key is Key.OCCLUDED and turned(env, chosen) else None

    def aside(self, env: Env, e: Pointer) -> State | None:
        grip = grip_under(env, e.at)
        if not isinstance(grip, VertexGrip) or not turned(env, (grip,)):
            return None
        return _choosing(env, grip)

    def cancel(self, env: Env) -> State:
        env.chosen = ()
        return SelectReady()

    def marks(self, env: Env) -> Iterator[Mark]:
        if self.over is not None:
            yield Over(self.over)
        if self.grip is not None:
            yield Gripped(self.grip)
        yield from (Gripped(one, is_chosen=True) for one in chosen_vertices(env))

    def cursor(self, env: Env) -> Cursor:
        if self.grip is not None:
            return grip_cursor(self.grip)
        return Cursor.MOVE if self.over is not None and self.over in env.selection else Cursor.ARROW


def _grip(env: Env, e: Pointer) -> Grip | None:
    """The handle under the pointer, or the side of a shape that a drag would bend.

    Shift is about the selection alone. A line has nothing but its sides to be moved by: it takes
    Alt to bend them.
    """
    grip = grip_under(env, e.at, edges=not e.modifiers.shift)
    one = env.annotation(grip.id) if isinstance(grip, EdgeGrip) else None
    is_line = one is not None and isinstance(one.shape, Polyline)
    return None if is_line and not e.modifiers.alt else grip


def _picked(env: Env, annotation_id: AnnotationId) -> State:
    """This object alone is selected, and none of its vertices."""
    env.select(Selection((annotation_id,)))
    env.refresh(None)  # whoever picks an object is done with the one just drawn
    env.chosen = ()
    return SelectReady(over=annotation_id)


def _choosing(env: Env, *vertices: VertexGrip) -> State:
    """These vertices are chosen, and what they belong to is selected."""
    if any(one.id not in env.selection for one in vertices):
        env.select(env.selection.extended(one.id for one in vertices))
        env.refresh(None)
    env.chosen = vertices
    return SelectReady()


def _top(env: Env, p: XY) -> AnnotationId | None:
    hits = env.index.at(p, env.px(HIT_PX))
    return hits[0].id if hits else None


def _remove(env: Env, vertices: Vertices) -> State:
    pairs = []
    for key, mine in by_shape(vertices).items():
        one = env.session.document[key]
        shape = without_vertices(one.shape, mine)
        if shape is None:
            env.ports.say(TOO_FEW)
            return _choosing(env, *vertices)
        pairs.append((one, env.revised(one, shape)))
    env.change(
        REMOVE_VERTEX if len(vertices) == 1 else REMOVE_VERTICES, ChangeSet.replacing(*pairs)
    )
    env.chosen = ()
    return SelectReady()


@dataclass(frozen=True, slots=True)
class SelectGripping(Gripping):
    """A handle is pressed; a click chooses the vertex, or selects the shape; a drag from a side,
    or a click with Alt, puts a vertex there.

    Shift+click adds a vertex to those chosen or takes it away; a drag takes all of them along.
    """

    def drag(self, env: Env, e: Pointer) -> State:
        chosen = chosen_vertices(env)
        several = len(chosen) > 1 and self.grip in chosen
        if not several or not isinstance(self.grip, VertexGrip):
            return Gripping.drag(self, env, e)
        if not env.far(self.start, e.at, DRAG_PX):
            return self
        gesture = env.session.begin(MOVE_VERTICES)
        return MovingVertices(self.grip, self.start, chosen, self.after, gesture).drag(env, e)

    def release(self, env: Env, e: Pointer) -> State:
        match self.grip:
            case VertexGrip() if e.modifiers.alt and turned(env, (self.grip,)):
                return _choosing(env, self.grip)
            case VertexGrip() if e.modifiers.alt:
                return _remove(env, (self.grip,))
            case VertexGrip() if e.modifiers.shift:
                chosen = chosen_vertices(env)
                others = tuple(one for one in chosen if one != self.grip)
                taken = len(others) < len(chosen)
                return _choosing(env, *others) if taken else _choosing(env, *others, self.grip)
            case VertexGrip():
                return _choosing(env, self.grip)
            case EdgeGrip() if e.modifiers.alt:
                return self._added(env, self.grip)
            case EdgeGrip():
                return _picked(env, _top(env, self.start) or self.grip.id)
            case _:
                return self.after if self.grip.id in env.selection else _picked(env, self.grip.id)

    def _added(self, env: Env, grip: EdgeGrip) -> State:
        one = env.annotation(grip.id)
        if one is None:
            return SelectReady()
        shape = pulled(one.shape, grip, env.placed(grip.at))
        env.change(ADD_VERTEX, ChangeSet.replacing((one, env.revised(one, shape))))
        return _choosing(env, VertexGrip(grip.id, grip.ring, grip.index))


@dataclass(frozen=True, slots=True)
class OnShape(State):
    """A shape is pressed: a click picks, a drag moves. `before` was selected until then."""

    tool = "select"
    hint = QT_TRANSLATE_NOOP("Tools", "Drag to move")
    keys = (ESC_CANCELS,)
    busy = True

    start: XY
    id: AnnotationId
    before: Selection

    def drag(self, env: Env, e: Pointer) -> State:
        if not env.far(self.start, e.at, DRAG_PX):
            return self
        if e.modifiers.shift and self.id not in env.selection:
            env.select(env.selection.extended([self.id]))
        moving = tuple(i for i in env.selection if (a := env.annotation(i)) and not a.locked)
        gesture = env.session.begin(MOVE)
        env.chosen = ()
        return Moving(self.start, moving, self.before, gesture).drag(env, e)

    def release(self, env: Env, e: Pointer) -> State:
        if e.modifiers.shift:
            env.select(env.selection.toggled(self.id))
            env.refresh(None)
            return SelectReady(over=self.id)
        return _picked(env, self.id)

    def cancel(self, env: Env) -> State:
        env.select(self.before.within(env.session.document))
        return SelectReady()

    def cursor(self, env: Env) -> Cursor:
        return Cursor.MOVE


@dataclass(frozen=True, slots=True)
class Moving(State):
    """The selected shapes follow the pointer."""

    tool = "select"
    hint = QT_TRANSLATE_NOOP("Tools", "Drag to move")
    keys = (("Shift", QT_TRANSLATE_NOOP("Tools", "Straight")), ESC_CANCELS)
    busy = True

    start: XY
    ids: tuple[AnnotationId, ...]
    before: Selection
    gesture: Gesture[Any]

    def drag(self, env: Env, e: Pointer) -> State:
        dx, dy = e.x - self.start.x, e.y - self.start.y
        if e.modifiers.shift:
            dx, dy = (dx, 0.0) if abs(dx) >= abs(dy) else (0.0, dy)
        moved = [env.session.document[i] for i in self.ids]
        if any(isinstance(one.shape, Mask) for one in moved):
            dx, dy = float(round(dx)), float(round(dy))
        dx, dy = _kept_inside(env, [b for a in moved if (b := a.shape.bounds)], dx, dy)
        pairs = [(one, env.revised(one, one.shape.moved(dx, dy))) for one in moved]
        self.gesture.preview(ChangeSet.replacing(*pairs) if dx or dy else ChangeSet())
        return self

    def release(self, env: Env, e: Pointer) -> State:
        self.drag(env, e)
        self.gesture.commit()
        return SelectReady()

    def cancel(self, env: Env) -> State:
        if self.gesture.is_open:
            self.gesture.cancel()
        env.select(self.before.within(env.session.document))
        return SelectReady()

    def cursor(self, env: Env) -> Cursor:
        return Cursor.MOVE


def _kept_inside(env: Env, bounds: list[Rect], dx: float, dy: float) -> tuple[float, float]:
    """The displacement on the drawing grid, cut short at the edge of the image."""
    grid = env.settings.grid
    if grid:
        dx, dy = round(round(dx / grid) * grid, 6), round(round(dy / grid) * grid, 6)
    around = Rect.enclosing(bounds)
    if around is None or not env.settings.clamp:
        return dx, dy
    return kept_within(around, env.size, dx, dy)


@dataclass(frozen=True, slots=True)
class OnEmpty(State):
    """The ground is pressed: a click lets the selection go, a drag opens the rubber band."""

    tool = "select"
    hint = QT_TRANSLATE_NOOP("Tools", "Drag around objects to select them")
    keys = (SHIFT_ADDS, ESC_CANCELS)
    busy = True

    start: XY
    before: Selection

    def drag(self, env: Env, e: Pointer) -> State:
        if not env.far(self.start, e.at, DRAG_PX):
            return self
        return Banding(self.start, self.before, e.at).drag(env, e)

    def release(self, env: Env, e: Pointer) -> State:
        if not e.modifiers.shift:
            env.select(Selection())
            env.refresh(None)
        return SelectReady()

    def cancel(self, env: Env) -> State:
        return SelectReady()


@dataclass(frozen=True, slots=True)
class Banding(State):
    """The rubber band is open; what lies wholly inside is selected."""

    tool = "select"
    hint = OnEmpty.hint
    keys = OnEmpty.keys
    busy = True

    start: XY
    before: Selection
    corner: XY

    def drag(self, env: Env, e: Pointer) -> State:
        inside = env.index.within(Rect.spanned(self.start, e.at))
        kept = self.before if e.modifiers.shift else Selection()
        env.select(kept.extended(inside))
        return Banding(self.start, self.before, e.at)

    def release(self, env: Env, e: Pointer) -> State:
        self.drag(env, e)
        return SelectReady()

    def cancel(self, env: Env) -> State:
        env.select(self.before.within(env.session.document))
        return SelectReady()

    def marks(self, env: Env) -> Iterator[Mark]:
        yield Band(Rect.spanned(self.start, self.corner))
