"""Pulling a handle: shared by Select and by the drawing tools, which then go on drawing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from labeldesk.domain.changes import ChangeSet
from labeldesk.domain.geometry import XY
from labeldesk.domain.ids import AnnotationId
from labeldesk.domain.shapes import Shape
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.editing.session import Gesture
from labeldesk.tools.env import Env
from labeldesk.tools.frames import frame_of
from labeldesk.tools.grips import (
    EdgeGrip,
    FrameGrip,
    Grip,
    TurnGrip,
    VertexGrip,
    grip_at,
    pulled,
    rings_of,
)
from labeldesk.tools.marks import Gripped, Mark
from labeldesk.tools.pointer import Pointer
from labeldesk.tools.settle import settle
from labeldesk.tools.state import DRAG_PX, ESC_CANCELS, Cursor, State

RESIZE = QT_TRANSLATE_NOOP("History", "Resize")
TURN = QT_TRANSLATE_NOOP("History", "Turn")
MOVE_VERTEX = QT_TRANSLATE_NOOP("History", "Move vertex")
ADD_VERTEX = QT_TRANSLATE_NOOP("History", "Add vertex")
READ_OUT = QT_TRANSLATE_NOOP("Tools", "{width} × {height}")


def size_text(width: float, height: float) -> Text:
    """The size read-out, in whole image pixels."""
    return READ_OUT.filled(width=f"{width:.0f}", height=f"{height:.0f}")


def grip_under(env: Env, p: XY, *, edges: bool = False) -> Grip | None:
    """The handle of a selected or fresh shape within reach of the pointer."""
    for one in env.handled():
        grip = grip_at(one.id, one.shape, p, env.scale, edges=edges)
        if grip is not None:
            return grip
    return None


def grip_cursor(grip: Grip) -> Cursor:
    """The pointer's look over a handle."""
    if isinstance(grip, TurnGrip):
        return Cursor.TURN
    if not isinstance(grip, FrameGrip):
        return Cursor.POINT
    if grip.column and grip.row:
        return Cursor.BACKSLASH if grip.column == grip.row else Cursor.SLASH
    return Cursor.HORIZONTAL if grip.column else Cursor.VERTICAL


def title_of(grip: Grip) -> Text:
    """What the history calls it."""
    match grip:
        case FrameGrip():
            return RESIZE
        case TurnGrip():
            return TURN
        case VertexGrip():
            return MOVE_VERTEX
        case EdgeGrip():
            return ADD_VERTEX


def previewed(env: Env, gesture: Gesture[Any], annotation_id: AnnotationId, shape: Shape) -> None:
    """Show the annotation with another shape."""
    one = env.session.document[annotation_id]
    change = ChangeSet() if shape == one.shape else ChangeSet.replacing(
        (one, env.revised(one, shape))
    )  # fmt: skip
    gesture.preview(change)


@dataclass(frozen=True, slots=True)
class Gripping(State):
    """A handle is pressed; it moves once the drag is a drag.

    `after` is the state to go on with. The offset keeps the handle from jumping to the pointer.
    """

    hint = QT_TRANSLATE_NOOP("Tools", "Drag to reshape")
    keys = (
        ("Ctrl", QT_TRANSLATE_NOOP("Tools", "Keep proportions")),
        ("Alt", QT_TRANSLATE_NOOP("Tools", "From centre")),
        ESC_CANCELS,
    )
    busy = True
    tool = "select"

    grip: Grip
    start: XY
    after: State

    def drag(self, env: Env, e: Pointer) -> State:
        if not env.far(self.start, e.at, DRAG_PX) or env.annotation(self.grip.id) is None:
            return self
        gesture = env.session.begin(title_of(self.grip))
        return Reshaping(self.grip, self.start, self.after, gesture).drag(env, e)

    def release(self, env: Env, e: Pointer) -> State:
        return self.after

    def cancel(self, env: Env) -> State:
        return self.after

    def marks(self, env: Env) -> Iterator[Mark]:
        yield Gripped(self.grip)

    def cursor(self, env: Env) -> Cursor:
        return grip_cursor(self.grip)


@dataclass(frozen=True, slots=True)
class Reshaping(Gripping):
    """A handle is being pulled."""

    gesture: Gesture[Any]

    def drag(self, env: Env, e: Pointer) -> State:
        shape = env.session.document[self.grip.id].shape
        to = self._target(env, shape, e)
        previewed(env, self.gesture, self.grip.id, pulled(shape, self.grip, to, e.modifiers))
        return self

    def release(self, env: Env, e: Pointer) -> State:
        self.drag(env, e)
        settle(env, self.gesture)
        return self.after

    def cancel(self, env: Env) -> State:
        if self.gesture.is_open:
            self.gesture.cancel()
        return self.after

    def _target(self, env: Env, shape: Shape, e: Pointer) -> XY:
        if isinstance(self.grip, EdgeGrip | VertexGrip):
            aim = env.aimed(e, but=(self.grip.id,))
            if aim.snap is not None or isinstance(self.grip, EdgeGrip):
                return aim.at
        home = grip_home(shape, self.grip, env.scale)
        if isinstance(self.grip, TurnGrip):
            return XY(home.x + e.x - self.start.x, home.y + e.y - self.start.y)
        return env.placed(XY(home.x + e.x - self.start.x, home.y + e.y - self.start.y))


def grip_home(shape: Shape, grip: FrameGrip | VertexGrip | TurnGrip, scale: float) -> XY:
    """Where the handle is while nobody pulls it; `scale` is screen px per image pixel."""
    if isinstance(grip, VertexGrip):
        x, y = rings_of(shape)[grip.ring].points[grip.index].tolist()
        return XY(x, y)
    frame = frame_of(shape)
    if frame is None:
        return XY(0.0, 0.0)
    if isinstance(grip, TurnGrip):
        return frame.turn_place(scale)
    return frame.place(grip.column, grip.row)
