"""The Live-wire tool: click here and there, the outline follows the edges in between."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from labeldesk.domain.geometry import XY, Rect
from labeldesk.domain.shapes import Polygon
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.raster.booleans import from_plane, to_plane
from labeldesk.raster.scissors import REACH_PX, LiveWire
from labeldesk.raster.wand import Pixels
from labeldesk.tools.env import Env
from labeldesk.tools.marks import Mark
from labeldesk.tools.path import DROP, SNAPS, STRAIGHT, PathDrawing, PathReady
from labeldesk.tools.pointer import Pointer
from labeldesk.tools.rings import MIN_VERTICES, NO_AREA, TOO_FEW
from labeldesk.tools.search import Search, region_around
from labeldesk.tools.state import State

DRAW = QT_TRANSLATE_NOOP("History", "Draw outline along edges")


def _wire(anchor: XY, pixels: Pixels, corner: XY) -> LiveWire:
    return LiveWire(pixels, corner, anchor)


@dataclass(frozen=True, slots=True)
class WireReady(PathReady):
    """Waiting for the first anchor."""

    tool = "livewire"
    hint = QT_TRANSLATE_NOOP("Tools", "Click along an edge, Enter to finish")
    keys = (STRAIGHT, SNAPS)

    def begun(self, env: Env, e: Pointer) -> State:
        return WireDrawing((env.aimed(e).at,), e.at).looking(env)

    def drawing(self, first: XY, at: XY) -> State:
        return WireDrawing((first,), at)


@dataclass(frozen=True, slots=True)
class WireDrawing(PathDrawing):
    """Anchors are being set; until the edges around one are known the way is straight."""

    tool = "livewire"
    hint = WireReady.hint
    keys = (STRAIGHT, SNAPS, DROP)
    least = MIN_VERTICES

    search: Search | None = None
    wire: LiveWire | None = None

    def ready(self, at: XY | None = None) -> State:
        return WireReady(at)

    def looking(self, env: Env) -> State:
        """Ask for the edges around the last anchor."""
        anchor = self.points[-1]
        region = region_around(Rect(*anchor, *anchor), REACH_PX, env.size)
        if region is None:
            return replace(self, search=None, wire=None)
        search = Search(region, partial(_wire, anchor))
        env.ports.search(search)
        return replace(self, search=search, wire=None)

    def found(self, env: Env, search: Search, result: Any) -> State:  # noqa: ANN401 (see State)
        if search is not self.search:
            return self
        wired = replace(self, search=None, wire=result)
        return replace(wired, ahead=wired.way(self.cursor_at, env))

    def way(self, to: XY, env: Env) -> tuple[XY, ...]:
        """The vertices between the last anchor and `to`."""
        if self.wire is None:
            return ()
        way = self.wire.way(to, max(env.px(1.0), 0.5))
        return tuple(XY(x, y) for x, y in way[1:-1].tolist())

    def hover(self, env: Env, e: Pointer) -> State:
        after = PathDrawing.hover(self, env, e)
        if not isinstance(after, WireDrawing) or after.snap or e.modifiers.shift:
            return after
        to = self.points[0] if after.closes else after.cursor_at
        return replace(after, ahead=self.way(to, env))

    def drag(self, env: Env, e: Pointer) -> State:
        return self.hover(env, e)

    def press(self, env: Env, e: Pointer) -> State:
        seen = self.hover(env, e)
        after = PathDrawing.press(self, env, e)
        if not isinstance(after, WireDrawing) or not isinstance(seen, WireDrawing):
            return after
        if after is self:
            return self
        points = (*self.points, *seen.ahead, after.points[-1])
        return replace(after, points=points).looking(env)

    def ended(self, env: Env) -> State:
        """Back to the first anchor along the edges; loops that the way made are left out."""
        points = (*self.points, *self.way(self.points[0], env))
        if len(points) < MIN_VERTICES:
            env.ports.say(TOO_FEW)
            return self
        outline = from_plane(to_plane(Polygon.of(list(points))))
        if outline is None:
            env.ports.say(NO_AREA)
            return self
        largest = max(outline.parts, key=lambda part: part.area)
        env.finished(Polygon((largest,)), DRAW)
        return WireReady(self.cursor_at)

    def marks(self, env: Env) -> Iterator[Mark]:
        if self.closes:
            shown = replace(self, points=(*self.points, *self.ahead))
            yield from PathDrawing.marks(shown, env)
        else:
            yield from PathDrawing.marks(self, env)
