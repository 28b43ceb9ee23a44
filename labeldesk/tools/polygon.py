"""The Polygon tool: click the vertices, close the ring."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from labeldesk.domain.geometry import XY, Ring
from labeldesk.domain.shapes import Polygon
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.tools.env import Env
from labeldesk.tools.grips import Grip, stepped
from labeldesk.tools.marks import Gripped, Mark, OpenPath, ReadOut
from labeldesk.tools.pointer import Key, Modifiers, Pointer
from labeldesk.tools.reshape import Gripping, grip_cursor, grip_under
from labeldesk.tools.rings import MIN_VERTICES, fault
from labeldesk.tools.state import DRAG_PX, ESC_CANCELS, Cursor, State

CLOSE_PX = 9.0
DRAW = QT_TRANSLATE_NOOP("History", "Draw polygon")
AREA = QT_TRANSLATE_NOOP("Tools", "{area} px²")
STRAIGHT = ("Shift", QT_TRANSLATE_NOOP("Tools", "45° steps"))
DROP = ("Backspace", QT_TRANSLATE_NOOP("Tools", "Drop the last vertex"))


@dataclass(frozen=True, slots=True)
class PolygonReady(State):
    """Waiting for the first vertex."""

    tool = "polygon"
    hint = QT_TRANSLATE_NOOP("Tools", "Click to add points, Enter to finish")
    keys = (STRAIGHT,)

    at: XY | None = None
    grip: Grip | None = None

    def hover(self, env: Env, e: Pointer) -> State:
        return PolygonReady(e.at, grip_under(env, e.at))

    def leave(self, env: Env) -> State:
        return PolygonReady()

    def press(self, env: Env, e: Pointer) -> State:
        grip = grip_under(env, e.at)
        if grip is not None:
            return Gripping(grip, e.at, PolygonReady(e.at))
        return PolygonDrawing((env.placed(e.at),), e.at)

    def cancel(self, env: Env) -> State:
        return PolygonReady()

    def marks(self, env: Env) -> Iterator[Mark]:
        if self.grip is not None:
            yield Gripped(self.grip)

    def cursor(self, env: Env) -> Cursor:
        return grip_cursor(self.grip) if self.grip is not None else Cursor.CROSS


@dataclass(frozen=True, slots=True)
class PolygonDrawing(State):
    """Vertices are being set; `closes` while the pointer is on the first one."""

    tool = "polygon"
    hint = PolygonReady.hint
    keys = (STRAIGHT, DROP, ESC_CANCELS)
    busy = True

    points: tuple[XY, ...]
    cursor_at: XY
    closes: bool = False

    def hover(self, env: Env, e: Pointer) -> State:
        closes = self._on_first(env, e.at)
        return replace(self, cursor_at=self._next(env, e), closes=closes)

    def press(self, env: Env, e: Pointer) -> State:
        if self._on_first(env, e.at):
            return self._end(env)
        at = self._next(env, e)
        if not env.far(self.points[-1], at, DRAG_PX):
            return self
        return PolygonDrawing((*self.points, at), at)

    def drag(self, env: Env, e: Pointer) -> State:
        return self.hover(env, e)

    def double(self, env: Env, e: Pointer) -> State:
        return self._end(env)

    def key(self, env: Env, key: Key, modifiers: Modifiers) -> State | None:
        if key is Key.ENTER:
            return self._end(env)
        if key in (Key.BACKSPACE, Key.UNDO):
            rest = self.points[:-1]
            return replace(self, points=rest, closes=False) if rest else PolygonReady()
        return None

    def cancel(self, env: Env) -> State:
        return PolygonReady()

    def marks(self, env: Env) -> Iterator[Mark]:
        yield OpenPath(self.points, self.points[0] if self.closes else self.cursor_at, self.closes)
        ring = self.points if self.closes else (*self.points, self.cursor_at)
        if len(ring) >= MIN_VERTICES:
            area = abs(Ring(ring).signed_area)
            yield ReadOut(self.cursor_at, AREA.filled(area=f"{area:.0f}"))

    def cursor(self, env: Env) -> Cursor:
        return Cursor.POINT if self.closes else Cursor.CROSS

    def _on_first(self, env: Env, p: XY) -> bool:
        near = not env.far(self.points[0], p, CLOSE_PX)
        return near and len(self.points) >= MIN_VERTICES

    def _next(self, env: Env, e: Pointer) -> XY:
        return env.placed(stepped(self.points[-1], e.at) if e.modifiers.shift else e.at)

    def _end(self, env: Env) -> State:
        reason = fault(self.points)
        if reason is not None:
            env.ports.say(reason)
            return self
        env.finished(Polygon.of(list(self.points)), DRAW)
        return PolygonReady(self.cursor_at)
