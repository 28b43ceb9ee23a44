"""The Ruler: how long and at what angle; nothing is drawn into the image."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from labeldesk.domain.geometry import XY
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.tools.env import Env
from labeldesk.tools.grips import stepped
from labeldesk.tools.marks import Crosshair, Mark, OpenPath, ReadOut, Snapped
from labeldesk.tools.path import SNAPS, STRAIGHT
from labeldesk.tools.pointer import Pointer
from labeldesk.tools.state import DRAG_PX, Cursor, State

_READ = QT_TRANSLATE_NOOP("Tools", "{length} px, {width} × {height}, {angle}°")


@dataclass(frozen=True, slots=True)
class RulerReady(State):
    """Waiting for the first end. A measure that was taken stays in sight."""

    tool = "ruler"
    hint = QT_TRANSLATE_NOOP("Tools", "Drag, or click twice, to measure")
    keys = (STRAIGHT, SNAPS)

    at: XY | None = None
    taken: tuple[XY, XY] | None = None

    def hover(self, env: Env, e: Pointer) -> State:
        return replace(self, at=env.aimed(e).at)

    def leave(self, env: Env) -> State:
        return replace(self, at=None)

    def press(self, env: Env, e: Pointer) -> State:
        at = env.aimed(e).at
        return Measuring(at, at, e.at)

    def cancel(self, env: Env) -> State:
        return RulerReady(self.at)

    def marks(self, env: Env) -> Iterator[Mark]:
        if self.taken is not None:
            yield from measured(*self.taken)
        elif self.at is not None:
            yield Crosshair(self.at)

    def cursor(self, env: Env) -> Cursor:
        return Cursor.CROSS


@dataclass(frozen=True, slots=True)
class Measuring(State):
    """One end is set, the other follows the pointer; `pressed` is where the button went down."""

    tool = "ruler"
    hint = RulerReady.hint
    keys = RulerReady.keys
    busy = True

    start: XY
    end: XY
    pressed: XY
    has_snapped: bool = False

    def hover(self, env: Env, e: Pointer) -> State:
        if e.modifiers.shift:
            return replace(self, end=stepped(self.start, e.at), has_snapped=False)
        aim = env.aimed(e)
        return replace(self, end=aim.at, has_snapped=aim.snap is not None)

    def drag(self, env: Env, e: Pointer) -> State:
        return self.hover(env, e)

    def press(self, env: Env, e: Pointer) -> State:
        return self.hover(env, e)

    def release(self, env: Env, e: Pointer) -> State:
        if not env.far(self.pressed, e.at, DRAG_PX):
            return self  # a click: the other end is clicked too
        following = self.hover(env, e)
        assert isinstance(following, Measuring)
        return RulerReady(None, (following.start, following.end))

    def cancel(self, env: Env) -> State:
        return RulerReady(self.end)

    def marks(self, env: Env) -> Iterator[Mark]:
        yield from measured(self.start, self.end)
        if self.has_snapped:
            yield Snapped(self.end, on_vertex=True)

    def cursor(self, env: Env) -> Cursor:
        return Cursor.CROSS


def measured(start: XY, end: XY) -> Iterator[Mark]:
    """The line with its length, extent and angle, image pixels and degrees: 0 to the right,
    counter-clockwise positive as on paper.
    """
    yield OpenPath((start,), end)
    yield ReadOut(end, words(start, end))


def words(start: XY, end: XY) -> Text:
    """What the ruler reads."""
    dx, dy = end.x - start.x, end.y - start.y
    return _READ.filled(
        length=f"{math.hypot(dx, dy):.1f}",
        width=f"{abs(dx):.1f}",
        height=f"{abs(dy):.1f}",
        angle=f"{math.degrees(math.atan2(-dy, dx)) + 0.0:.1f}",
    )
