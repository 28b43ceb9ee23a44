"""The Point tool: every click marks a place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from labeldesk.domain.geometry import XY
from labeldesk.domain.shapes import Point
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.tools.env import Env
from labeldesk.tools.marks import Crosshair, Draft, Mark
from labeldesk.tools.path import SNAPS
from labeldesk.tools.pointer import Pointer
from labeldesk.tools.state import ESC_CANCELS, Cursor, State

DRAW = QT_TRANSLATE_NOOP("History", "Set point")


@dataclass(frozen=True, slots=True)
class PointReady(State):
    """Waiting for a click."""

    tool = "point"
    hint = QT_TRANSLATE_NOOP("Tools", "Click to set a point")
    keys = (SNAPS,)

    at: XY | None = None

    def hover(self, env: Env, e: Pointer) -> State:
        return PointReady(e.at)

    def leave(self, env: Env) -> State:
        return PointReady()

    def press(self, env: Env, e: Pointer) -> State:
        return PointPressed(env.aimed(e).at)

    def cancel(self, env: Env) -> State:
        return PointReady(self.at)

    def marks(self, env: Env) -> Iterator[Mark]:
        if self.at is not None:
            yield Crosshair(self.at)

    def cursor(self, env: Env) -> Cursor:
        return Cursor.CROSS


@dataclass(frozen=True, slots=True)
class PointPressed(State):
    """The point follows the pointer until the button is let go."""

    tool = "point"
    hint = QT_TRANSLATE_NOOP("Tools", "Release to set the point")
    keys = (ESC_CANCELS,)
    busy = True

    at: XY

    def drag(self, env: Env, e: Pointer) -> State:
        return PointPressed(env.aimed(e).at)

    def release(self, env: Env, e: Pointer) -> State:
        at = env.aimed(e).at
        env.finished(Point(at.x, at.y), DRAW)
        return PointReady(e.at)

    def cancel(self, env: Env) -> State:
        return PointReady(self.at)

    def marks(self, env: Env) -> Iterator[Mark]:
        yield Draft(Point(self.at.x, self.at.y))

    def cursor(self, env: Env) -> Cursor:
        return Cursor.CROSS
