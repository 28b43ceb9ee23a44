"""The Rotated box tool: one edge, then how far the box reaches from it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from labeldesk.domain.geometry import XY
from labeldesk.domain.shapes import RotatedBox
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.tools.beginning import Beginning
from labeldesk.tools.box import NO_AREA
from labeldesk.tools.env import Env
from labeldesk.tools.frames import TURN_STEP
from labeldesk.tools.grips import stepped
from labeldesk.tools.marks import Draft, Mark, OpenPath, ReadOut
from labeldesk.tools.pointer import Pointer
from labeldesk.tools.reshape import size_text
from labeldesk.tools.state import DRAG_PX, ESC_CANCELS, Cursor, State

DRAW = QT_TRANSLATE_NOOP("History", "Draw rotated box")
ANGLE = QT_TRANSLATE_NOOP("Tools", "{length} px, {angle}°")
STEPS = ("Shift", QT_TRANSLATE_NOOP("Tools", "15° steps"))


def beside(a: XY, b: XY, to: XY) -> RotatedBox:
    """The box with the edge from `a` to `b` that reaches as far as `to`."""
    dx, dy = b.x - a.x, b.y - a.y
    width, angle = math.hypot(dx, dy), math.atan2(dy, dx)
    reach = ((to.y - a.y) * dx - (to.x - a.x) * dy) / width if width else 0.0
    cx = (a.x + b.x) / 2 - math.sin(angle) * reach / 2
    cy = (a.y + b.y) / 2 + math.cos(angle) * reach / 2
    return RotatedBox(cx, cy, width, abs(reach), angle)


@dataclass(frozen=True, slots=True)
class RotatedReady(Beginning):
    """Waiting for the first corner."""

    tool = "rotated"
    hint = QT_TRANSLATE_NOOP("Tools", "Drag along one edge of the object")
    keys = (STEPS,)

    def begun(self, env: Env, e: Pointer) -> State:
        start = env.placed(e.at)
        return EdgeDrawing(start, start)


@dataclass(frozen=True, slots=True)
class EdgeDrawing(State):
    """The edge follows the pointer: dragged to its end, or clicked there."""

    tool = "rotated"
    hint = QT_TRANSLATE_NOOP("Tools", "Click the other end of the edge")
    keys = (STEPS, ESC_CANCELS)
    busy = True

    a: XY
    b: XY

    def hover(self, env: Env, e: Pointer) -> State:
        return EdgeDrawing(self.a, self._end(env, e))

    def drag(self, env: Env, e: Pointer) -> State:
        return self.hover(env, e)

    def press(self, env: Env, e: Pointer) -> State:
        return self.hover(env, e)

    def release(self, env: Env, e: Pointer) -> State:
        end = self._end(env, e)
        if not env.far(self.a, end, DRAG_PX):
            return self
        return ReachDrawing(self.a, end, end)

    def cancel(self, env: Env) -> State:
        return RotatedReady(self.b)

    def marks(self, env: Env) -> Iterator[Mark]:
        yield OpenPath((self.a,), self.b)
        dx, dy = self.b.x - self.a.x, self.b.y - self.a.y
        length, angle = math.hypot(dx, dy), math.degrees(math.atan2(dy, dx))
        yield ReadOut(self.b, ANGLE.filled(length=f"{length:.0f}", angle=f"{angle:.0f}"))

    def cursor(self, env: Env) -> Cursor:
        return Cursor.CROSS

    def _end(self, env: Env, e: Pointer) -> XY:
        return env.placed(stepped(self.a, e.at, TURN_STEP) if e.modifiers.shift else e.at)


@dataclass(frozen=True, slots=True)
class ReachDrawing(State):
    """The edge is there; the box reaches as far as the pointer, on either side of it."""

    tool = "rotated"
    hint = QT_TRANSLATE_NOOP("Tools", "Click the opposite edge")
    keys = (ESC_CANCELS,)
    busy = True

    a: XY
    b: XY
    to: XY

    def hover(self, env: Env, e: Pointer) -> State:
        return ReachDrawing(self.a, self.b, env.placed(e.at))

    def drag(self, env: Env, e: Pointer) -> State:
        return self.hover(env, e)

    def press(self, env: Env, e: Pointer) -> State:
        return self.hover(env, e)

    def release(self, env: Env, e: Pointer) -> State:
        box = beside(self.a, self.b, env.placed(e.at))
        if box.height * env.scale < 1:
            env.ports.say(NO_AREA)
            return self
        env.finished(box, DRAW)
        return RotatedReady(e.at)

    def double(self, env: Env, e: Pointer) -> State:
        return self

    def cancel(self, env: Env) -> State:
        return RotatedReady(self.to)

    def marks(self, env: Env) -> Iterator[Mark]:
        box = beside(self.a, self.b, self.to)
        yield Draft(box)
        yield ReadOut(self.to, size_text(box.width, box.height))

    def cursor(self, env: Env) -> Cursor:
        return Cursor.CROSS
