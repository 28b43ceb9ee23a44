"""Setting vertex after vertex: by clicks, or by drawing them with the button held."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

import cv2
import numpy as np

from labeldesk.domain.geometry import XY
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.tools.env import Env
from labeldesk.tools.grips import Grip, stepped
from labeldesk.tools.marks import Gripped, Mark, OpenPath
from labeldesk.tools.pointer import Key, Modifiers, Pointer
from labeldesk.tools.reshape import Gripping, grip_cursor, grip_under
from labeldesk.tools.state import DRAG_PX, ESC_CANCELS, Cursor, State

CLOSE_PX = 9.0
FREEHAND_PX = 8.0  # a press that moves this far draws freehand: more than a click that slips
TRAIL_PX = 3.0  # between vertices while drawing freehand
THIN_PX = 0.75  # by which a freehand stretch may be simplified at its end
FREEHAND = ("Drag", QT_TRANSLATE_NOOP("Tools", "Freehand"))
STRAIGHT = ("Shift", QT_TRANSLATE_NOOP("Tools", "45° steps"))
DROP = ("Backspace", QT_TRANSLATE_NOOP("Tools", "Drop the last vertex"))


@dataclass(frozen=True, slots=True)
class PathReady(State, ABC):
    """Waiting for the first vertex; the handles of what is selected or fresh can be pulled."""

    keys = (FREEHAND, STRAIGHT)

    at: XY | None = None
    grip: Grip | None = None

    @abstractmethod
    def drawing(self, first: XY, at: XY) -> State:
        """The state in which the other vertices are set."""

    def hover(self, env: Env, e: Pointer) -> State:
        return type(self)(e.at, grip_under(env, e.at))

    def leave(self, env: Env) -> State:
        return type(self)()

    def press(self, env: Env, e: Pointer) -> State:
        grip = grip_under(env, e.at)
        if grip is not None:
            return Gripping(grip, e.at, type(self)(e.at))
        return self.drawing(env.placed(e.at), e.at)

    def cancel(self, env: Env) -> State:
        return type(self)()

    def marks(self, env: Env) -> Iterator[Mark]:
        if self.grip is not None:
            yield Gripped(self.grip)

    def cursor(self, env: Env) -> Cursor:
        return grip_cursor(self.grip) if self.grip is not None else Cursor.CROSS


@dataclass(frozen=True, slots=True)
class PathDrawing(State, ABC):
    """Vertices are being set; `closes` while the pointer is on the first one.

    `trail` is the vertex from which on the stretch in hand is drawn freehand. A tool says with
    `least` how many vertices close, and what `ended` and `ready` are.
    """

    keys = (STRAIGHT, DROP, ESC_CANCELS)
    busy = True
    least: ClassVar[int]

    points: tuple[XY, ...]
    cursor_at: XY
    closes: bool = False
    trail: int | None = None

    @abstractmethod
    def ready(self, at: XY | None = None) -> State:
        """Where the tool begins."""

    @abstractmethod
    def ended(self, env: Env) -> State:
        """The vertices become a shape, or a word says why they do not."""

    def hover(self, env: Env, e: Pointer) -> State:
        closes = self.on_first(env, e.at)
        return replace(self, cursor_at=self._next(env, e), closes=closes)

    def press(self, env: Env, e: Pointer) -> State:
        if self.on_first(env, e.at):
            return self.ended(env)
        at = self._next(env, e)
        if not env.far(self.points[-1], at, DRAG_PX):
            return self
        return replace(self, points=(*self.points, at), cursor_at=at, closes=False)

    def drag(self, env: Env, e: Pointer) -> State:
        if e.modifiers.shift and self.trail is None:
            return self.hover(env, e)
        reach = FREEHAND_PX if self.trail is None else TRAIL_PX
        at = env.placed(e.at)
        if not env.far(self.points[-1], at, reach):
            return replace(self, cursor_at=at, closes=self.on_first(env, e.at))
        trail = len(self.points) - 1 if self.trail is None else self.trail
        grown = replace(self, points=(*self.points, at), cursor_at=at, trail=trail)
        return replace(grown, closes=grown.on_first(env, e.at))

    def release(self, env: Env, e: Pointer) -> State:
        if self.trail is None:
            return self
        head, stretch = self.points[: self.trail], self.points[self.trail :]
        closes = self.on_first(env, e.at)
        if closes:  # the last vertices lie on the first one
            stretch = stretch[:1] + tuple(
                p for p in stretch[1:] if env.far(self.points[0], p, CLOSE_PX)
            )
        points = (*head, *thinned(stretch, env.px(THIN_PX)))
        drawn = replace(self, points=points, trail=None, closes=False)
        return drawn.ended(env) if closes and len(points) >= self.least else drawn

    def double(self, env: Env, e: Pointer) -> State:
        return self.ended(env)

    def key(self, env: Env, key: Key, modifiers: Modifiers) -> State | None:
        if key is Key.ENTER:
            return self.ended(env)
        if key in (Key.BACKSPACE, Key.UNDO):
            rest = self.points[:-1]
            return replace(self, points=rest, closes=False, trail=None) if rest else self.ready()
        return None

    def cancel(self, env: Env) -> State:
        return self.ready()

    def marks(self, env: Env) -> Iterator[Mark]:
        yield OpenPath(self.points, self.points[0] if self.closes else self.cursor_at, self.closes)

    def cursor(self, env: Env) -> Cursor:
        return Cursor.POINT if self.closes else Cursor.CROSS

    def on_first(self, env: Env, p: XY) -> bool:
        """Whether a click at `p` would close the ring."""
        near = not env.far(self.points[0], p, CLOSE_PX)
        return near and len(self.points) >= self.least

    def _next(self, env: Env, e: Pointer) -> XY:
        return env.placed(stepped(self.points[-1], e.at) if e.modifiers.shift else e.at)


def thinned(points: Sequence[XY], tolerance: float) -> tuple[XY, ...]:
    """A stretch without the vertices that lie within `tolerance` image pixels of the rest."""
    if len(points) <= 2:  # noqa: PLR2004 (both ends)
        return tuple(points)
    # About the first vertex, since cv2 takes 32 bits only.
    near = (np.array(points) - points[0]).astype(np.float32)
    kept = cv2.approxPolyDP(near, tolerance, closed=False).reshape(-1, 2)
    found = {tuple(row) for row in kept.tolist()}
    return tuple(p for p, q in zip(points, near.tolist(), strict=True) if tuple(q) in found)
