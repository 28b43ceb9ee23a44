"""A box by four clicks: on the topmost, leftmost, lowest and rightmost point, in any order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from labeldesk.domain.geometry import XY, Rect
from labeldesk.domain.shapes import Box
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.tools.box import DRAW, NO_AREA
from labeldesk.tools.env import Env
from labeldesk.tools.marks import Crosshair, Draft, Mark, OpenPath
from labeldesk.tools.path import DROP
from labeldesk.tools.pointer import Key, Modifiers, Pointer
from labeldesk.tools.state import ESC_CANCELS, WORK, Cursor, State

CLICKS = 4
DROP_FIRST = QT_TRANSLATE_NOOP("Tools", "Click the points that are left; Esc drops the box")


@dataclass(frozen=True, slots=True)
class ExtremeReady(State):
    """Some of the four points are set."""

    tool = "extreme"
    hint = QT_TRANSLATE_NOOP("Tools", "Click the top, left, bottom and right of the object")
    keys = (DROP, ESC_CANCELS)

    points: tuple[XY, ...] = ()
    at: XY | None = None

    def hover(self, env: Env, e: Pointer) -> State:
        return type(self)(self.points, e.at)

    def leave(self, env: Env) -> State:
        return type(self)(self.points)

    def press(self, env: Env, e: Pointer) -> State:
        points = (*self.points, env.placed(e.at))
        if len(points) < CLICKS:
            return ExtremeClicking(points, e.at)
        rect = Rect.around(np.array(points))
        if rect.area <= 0:
            env.ports.say(NO_AREA)
            return self
        env.finished(Box.of(rect), DRAW)
        return ExtremeReady((), e.at)

    def cancel(self, env: Env) -> State:
        return ExtremeReady((), self.at)

    def marks(self, env: Env) -> Iterator[Mark]:
        if self.at is None:
            return
        yield Crosshair(self.at)
        if self.points:
            yield Draft(Box.of(Rect.around(np.array((*self.points, env.placed(self.at))))))
            yield OpenPath(self.points, self.points[-1])

    def cursor(self, env: Env) -> Cursor:
        return Cursor.CROSS


@dataclass(frozen=True, slots=True)
class ExtremeClicking(ExtremeReady):
    """At least one point is set."""

    busy = True

    @property
    def unfinished(self) -> Text | None:
        return DROP_FIRST if len(self.points) >= WORK else None

    def key(self, env: Env, key: Key, modifiers: Modifiers) -> State | None:
        if key not in (Key.BACKSPACE, Key.DELETE, Key.UNDO):
            return None
        rest = self.points[:-1]
        return ExtremeClicking(rest, self.at) if rest else ExtremeReady((), self.at)
