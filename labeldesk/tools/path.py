"""Setting vertex after vertex: by clicks, or by drawing them with the button held."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

import cv2
import numpy as np

from labeldesk.domain.geometry import XY
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.raster.along import shared_way
from labeldesk.raster.outlines import to_polygon
from labeldesk.raster.snaps import Snap, SnapKind
from labeldesk.tools.beginning import Beginning
from labeldesk.tools.env import Env
from labeldesk.tools.grips import Grip, stepped
from labeldesk.tools.ground import Aim
from labeldesk.tools.marks import Mark, OpenPath, Snapped
from labeldesk.tools.pointer import Key, Modifiers, Pointer
from labeldesk.tools.reshape import grip_under
from labeldesk.tools.state import DRAG_PX, UNFINISHED, WORK, Cursor, KeyHint, State

CLOSE_PX = 9.0
FREEHAND_PX = 8.0  # a press that moves this far draws freehand: more than a click that slips
TRAIL_PX = 3.0  # between vertices while drawing freehand
THIN_PX = 0.75  # by which a freehand stretch may be simplified at its end
FREEHAND = ("Drag", QT_TRANSLATE_NOOP("Tools", "Freehand"))
STRAIGHT = ("Shift", QT_TRANSLATE_NOOP("Tools", "45° steps"))
SNAPS = ("Ctrl", QT_TRANSLATE_NOOP("Tools", "Snap to shapes"))
DROP = ("Backspace", QT_TRANSLATE_NOOP("Tools", "Drop the last vertex"))


@dataclass(frozen=True, slots=True)
class PathReady(Beginning, ABC):
    """Waiting for the first vertex. With Ctrl held a vertex is snapped to and never pulled."""

    keys: ClassVar[tuple[KeyHint, ...]] = (FREEHAND, STRAIGHT, SNAPS)

    snap: Snap | None = None

    @abstractmethod
    def drawing(self, first: XY, at: XY) -> State:
        """The state in which the other vertices are set."""

    def handle(self, env: Env, e: Pointer) -> Grip | None:
        return None if e.modifiers.ctrl else grip_under(env, e.at)

    def hover(self, env: Env, e: Pointer) -> State:
        grip = self.handle(env, e)
        return type(self)(e.at, grip, None if grip else env.aimed(e).snap)

    def begun(self, env: Env, e: Pointer) -> State:
        return self.drawing(env.aimed(e).at, e.at)

    def cancel(self, env: Env) -> State:
        return type(self)()

    def marks(self, env: Env) -> Iterator[Mark]:
        yield from Beginning.marks(self, env)
        if self.snap is not None:
            yield Snapped(self.snap.at, self.snap.kind is SnapKind.VERTEX)


@dataclass(frozen=True, slots=True)
class PathDrawing(State, ABC):
    """Vertices are being set; `closes` while the pointer is on the first one.

    `ahead` are vertices that come with the next one: the border shared with a neighbour, while
    both ends of it snap to that. `trail` is the vertex from which on the stretch in hand is drawn
    freehand, `dropped` those taken back, the last first. A tool says with `least` how many
    vertices close, and what `ended` and `ready` are.
    """

    keys = (STRAIGHT, SNAPS, DROP)
    busy = True
    least: ClassVar[int]

    points: tuple[XY, ...]
    cursor_at: XY
    closes: bool = False
    trail: int | None = None
    ahead: tuple[XY, ...] = ()
    snap: Snap | None = None
    dropped: tuple[XY, ...] = ()

    @property
    def unfinished(self) -> Text | None:
        return UNFINISHED if len(self.points) >= WORK else None

    @abstractmethod
    def ready(self, at: XY | None = None) -> State:
        """Where the tool begins."""

    @abstractmethod
    def ended(self, env: Env) -> State:
        """The vertices become a shape, or a word says why they do not."""

    def hover(self, env: Env, e: Pointer) -> State:
        closes = self.on_first(env, e.at)
        aim = self._next(env, e)
        ahead = self._border(env, aim, e) if aim.snap else ()
        return replace(self, cursor_at=aim.at, closes=closes, ahead=ahead, snap=aim.snap)

    def press(self, env: Env, e: Pointer) -> State:
        if self.on_first(env, e.at):
            return self.ended(env)
        aim = self._next(env, e)
        if not env.far(self.points[-1], aim.at, DRAG_PX):
            return self
        ahead = self._border(env, aim, e) if aim.snap else ()
        points = (*self.points, *ahead, aim.at)
        return replace(
            self, points=points, cursor_at=aim.at, closes=False, ahead=(), snap=None, dropped=()
        )

    def drag(self, env: Env, e: Pointer) -> State:
        if e.modifiers.shift and self.trail is None:
            return self.hover(env, e)
        reach = FREEHAND_PX if self.trail is None else TRAIL_PX
        at = env.placed(e.at)
        if not env.far(self.points[-1], at, reach):
            return replace(self, cursor_at=at, closes=self.on_first(env, e.at))
        trail = len(self.points) - 1 if self.trail is None else self.trail
        points = (*self.points, at)
        grown = replace(self, points=points, cursor_at=at, trail=trail, dropped=())
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
        if key in (Key.BACKSPACE, Key.DELETE, Key.UNDO):
            *rest, last = self.points
            if not rest:
                return self.ready()
            dropped = (last, *self.dropped)
            return replace(self, points=tuple(rest), dropped=dropped, closes=False, trail=None)
        if key is Key.REDO and self.dropped:
            first, *others = self.dropped
            return replace(self, points=(*self.points, first), dropped=tuple(others))
        return None

    def cancel(self, env: Env) -> State:
        return self.ready()

    def marks(self, env: Env) -> Iterator[Mark]:
        points = self.points if self.closes else (*self.points, *self.ahead)
        yield OpenPath(points, self.points[0] if self.closes else self.cursor_at, self.closes)
        if self.snap is not None and not self.closes:
            yield Snapped(self.snap.at, self.snap.kind is SnapKind.VERTEX)

    def cursor(self, env: Env) -> Cursor:
        return Cursor.POINT if self.closes else Cursor.CROSS

    def on_first(self, env: Env, p: XY) -> bool:
        """Whether a click at `p` would close the ring."""
        near = not env.far(self.points[0], p, CLOSE_PX)
        return near and len(self.points) >= self.least

    def _next(self, env: Env, e: Pointer) -> Aim:
        if e.modifiers.shift:
            return Aim(env.placed(stepped(self.points[-1], e.at)))
        return env.aimed(e)

    def _border(self, env: Env, aim: Aim, e: Pointer) -> tuple[XY, ...]:
        """The vertices of a neighbour's outline between the last vertex and the next.

        The short way round, with Alt the long one; nothing unless both lie on that outline.
        """
        owner = env.annotation(aim.snap.id if aim.snap else None)
        outline = to_polygon(owner.shape) if owner is not None else None
        if outline is None:
            return ()
        rings = [ring.points for ring in outline.rings]
        way = shared_way(rings, self.points[-1], aim.at, long_way=e.modifiers.alt)
        return () if way is None else tuple(XY(x, y) for x, y in way[1:-1].tolist())


def thinned(points: Sequence[XY], tolerance: float) -> tuple[XY, ...]:
    """A stretch without the vertices that lie within `tolerance` image pixels of the rest."""
    if len(points) <= 2:  # noqa: PLR2004 (both ends)
        return tuple(points)
    # About the first vertex, since cv2 takes 32 bits only.
    near = (np.array(points) - points[0]).astype(np.float32)
    kept = cv2.approxPolyDP(near, tolerance, closed=False).reshape(-1, 2)
    found = {tuple(row) for row in kept.tolist()}
    return tuple(p for p, q in zip(points, near.tolist(), strict=True) if tuple(q) in found)
