"""The segments of the picture around the pointer: asked for ahead, there before they are needed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from labeldesk.domain.geometry import XY, Rect
from labeldesk.raster.superpixels import Segments, reach_px, segmented
from labeldesk.raster.wand import Pixels
from labeldesk.tools.env import Env
from labeldesk.tools.search import Search, region_around

AHEAD = 0.5  # of the way from the middle of a window to its rim, beyond which the next is asked for


def _segmented(step: int, pixels: Pixels, corner: XY) -> Segments:
    return segmented(pixels, corner, step)


@dataclass(frozen=True, slots=True)
class Cells:
    """What is known, and what was asked for; both of one picture and one size of segments."""

    segments: Segments | None = None
    search: Search | None = None
    of: tuple[int, int] = (-1, 0)

    def now(self, env: Env) -> Segments | None:
        """The segments, if they are those of the picture and the size of now."""
        return self.segments if self.of == _of(env) else None

    def around(self, env: Env, p: XY) -> Cells:
        """Those around a position: asked for unless they are there or on their way."""
        of, reach = _of(env), reach_px(env.settings.segment)
        known = self if self.of == of else Cells(of=of)
        at = Rect(*within(env, p), *within(env, p))
        needed = region_around(at, reach * AHEAD, env.size)
        region = region_around(at, reach, env.size)
        if needed is None or region is None:
            return known
        had = (one.region for one in (known.search, known.segments) if one is not None)
        if any(_holds(one, needed) for one in had):
            return known
        search = Search(region, partial(_segmented, env.settings.segment))
        env.ports.search(search)
        return replace(known, search=search)

    def answered(self, result: object) -> Cells:
        """With the answer to what was asked for; as before where that failed."""
        found = result if isinstance(result, Segments) else self.segments
        return replace(self, segments=found, search=None)


UNKNOWN = Cells()


def within(env: Env, p: XY) -> XY:
    """The nearest position that lies in a pixel of the image."""
    width, height = env.size
    return XY(min(max(p.x, 0.0), width - 0.5), min(max(p.y, 0.0), height - 0.5))


def _of(env: Env) -> tuple[int, int]:
    return env.picture, env.settings.segment


def _holds(outer: Rect, inner: Rect) -> bool:
    return outer.contains(XY(inner.x0, inner.y0)) and outer.contains(XY(inner.x1, inner.y1))
