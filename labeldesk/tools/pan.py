"""The Pan tool, also what holding Space or the middle button borrows."""

from __future__ import annotations

from dataclasses import dataclass

from labeldesk.domain.geometry import XY
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.tools.env import Env
from labeldesk.tools.pointer import Pointer
from labeldesk.tools.state import Cursor, State


@dataclass(frozen=True, slots=True)
class PanReady(State):
    """Waiting with an open hand."""

    tool = "pan"
    hint = QT_TRANSLATE_NOOP("Tools", "Drag to move the view")

    def press(self, env: Env, e: Pointer) -> State:
        return Panning(e.at)

    def cursor(self, env: Env) -> Cursor:
        return Cursor.HAND


@dataclass(frozen=True, slots=True)
class Panning(State):
    """The image pixel that was taken stays under the pointer."""

    tool = "pan"
    hint = PanReady.hint
    busy = True

    anchor: XY

    def drag(self, env: Env, e: Pointer) -> State:
        env.ports.pan(e.x - self.anchor.x, e.y - self.anchor.y)
        return self

    def release(self, env: Env, e: Pointer) -> State:
        return PanReady()

    def cancel(self, env: Env) -> State:
        return PanReady()

    def cursor(self, env: Env) -> Cursor:
        return Cursor.GRABBED
