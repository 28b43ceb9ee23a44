"""The Superpixel brush: a stroke takes whole segments of the picture, as its edges cut it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, TypeAlias

from labeldesk.domain.geometry import XY
from labeldesk.domain.ids import AnnotationId
from labeldesk.domain.mask import Mask
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.raster.stroke import Stroke
from labeldesk.tools.brush import NOTHING_TO_ERASE, brush_target, commit_stroke, eraser_targets
from labeldesk.tools.cells import UNKNOWN, Cells, within
from labeldesk.tools.env import Env
from labeldesk.tools.marks import Draft, Mark, Painted, Segmented
from labeldesk.tools.pointer import Pointer
from labeldesk.tools.search import Search
from labeldesk.tools.state import ESC_CANCELS, Cursor, State
from labeldesk.tools.wand import TAKE_AWAY

Leg: TypeAlias = tuple[XY, XY]
LEG_PX = 64.0  # image pixels
SHOWN = 6.0  # segments around the pointer whose borders are shown,
SHOWN_PX = (120.0, 200.0)  # at least and at most so many screen pixels
LEAST_PX = 5.0  # screen pixels: borders of smaller segments would hide the picture
TOO_SMALL = QT_TRANSLATE_NOOP(
    "Tools", "Zoom in, or ] for larger segments: these are too small to see"
)


@dataclass(frozen=True, slots=True)
class SegmentsReady(State):
    """The segment under the pointer is shown; `under` is its number and what it covers."""

    tool = "superpixel"
    hint = QT_TRANSLATE_NOOP("Tools", "Drag over segments to paint them")
    keys = (TAKE_AWAY, ("[ ]", QT_TRANSLATE_NOOP("Tools", "Size of segments")))

    cells: Cells = UNKNOWN
    at: XY | None = None
    under: tuple[int, Mask] | None = None

    def said(self, env: Env) -> Text:
        return self.hint if _is_seen(env) else TOO_SMALL

    def hover(self, env: Env, e: Pointer) -> State:
        return replace(self, cells=self.cells.around(env, e.at), at=e.at).looked(env)

    def leave(self, env: Env) -> State:
        return SegmentsReady(self.cells)

    def found(self, env: Env, search: Search, result: Any) -> State:  # noqa: ANN401 (see State)
        if search is not self.cells.search:
            return self
        return replace(self, cells=self.cells.answered(result), under=None).looked(env)

    def press(self, env: Env, e: Pointer) -> State:
        targets = _targets(env, erases=e.modifiers.alt)
        if e.modifiers.alt and not targets:
            env.ports.say(NOTHING_TO_ERASE)
            return self
        shapes = (env.session.document[key].shape for key in targets)
        masks = tuple(shape for shape in shapes if isinstance(shape, Mask))
        stroke = Stroke(masks, env.size, erases=e.modifiers.alt)
        return SegmentsTaking(stroke, targets, self.cells, e.at, ((e.at, e.at),)).gone_on(env)

    def marks(self, env: Env) -> Iterator[Mark]:
        segments = self.cells.now(env)
        if segments is None:
            return
        if self.at is not None and _is_seen(env):
            yield Segmented(segments, self.at, _reach(env))
        if self.under is not None:
            yield Draft(self.under[1])

    def cursor(self, env: Env) -> Cursor:
        return Cursor.CROSS

    def looked(self, env: Env) -> State:
        """With the segment that is under the pointer now."""
        segments = self.cells.now(env)
        number = segments.at(self.at) if segments is not None and self.at is not None else 0
        if segments is None or not number:
            return replace(self, under=None)
        if self.under is not None and self.under[0] == number:
            return self
        pixels, x, y = segments.pixels([number])
        return replace(self, under=(number, Mask.of(pixels, x, y)))


@dataclass(frozen=True, slots=True)
class SegmentsTaking(State):
    """The button is held, or was let go before all segments on the way were known.

    `at` is where the pointer was last, `legs` are the parts of the way that are still to be gone.
    """

    tool = "superpixel"
    hint = QT_TRANSLATE_NOOP("Tools", "Release to keep the segments")
    keys = (ESC_CANCELS,)
    busy = True

    stroke: Stroke
    targets: tuple[AnnotationId, ...]
    cells: Cells
    at: XY
    legs: tuple[Leg, ...]
    is_released: bool = False

    def press(self, env: Env, e: Pointer) -> State:
        """The hand goes on before the answer is there: with the same stroke."""
        if not self.is_released or e.modifiers.alt != self.stroke.erases:
            return self
        legs = (*self.legs, (e.at, e.at))
        return replace(self, at=e.at, legs=legs, is_released=False).gone_on(env)

    def drag(self, env: Env, e: Pointer) -> State:
        if self.is_released or e.at == self.at:
            return self
        return replace(self, at=e.at, legs=(*self.legs, *_legs(self.at, e.at))).gone_on(env)

    def release(self, env: Env, e: Pointer) -> State:
        if self.is_released:
            return self
        legs = () if e.at == self.at else _legs(self.at, e.at)
        released = replace(self, at=e.at, legs=(*self.legs, *legs), is_released=True)
        return released.gone_on(env)

    def found(self, env: Env, search: Search, result: Any) -> State:  # noqa: ANN401 (see State)
        if search is not self.cells.search:
            return self
        answered = replace(self, cells=self.cells.answered(result))
        if result is None:  # what is not known cannot be taken
            answered = replace(answered, legs=())
        return answered.gone_on(env)

    def cancel(self, env: Env) -> State:
        return SegmentsReady(self.cells, self.at)

    def marks(self, env: Env) -> Iterator[Mark]:
        yield Painted(self.stroke)
        segments = self.cells.now(env)
        if segments is not None and _is_seen(env):
            yield Segmented(segments, self.at, _reach(env))

    def cursor(self, env: Env) -> Cursor:
        return Cursor.CROSS

    def gone_on(self, env: Env) -> State:
        """Take what is known of the way, ask for what is not; at its end the stroke ends."""
        segments, legs = self.cells.now(env), self.legs
        while segments is not None and legs:
            start, end = legs[0]
            if not (segments.at(within(env, start)) and segments.at(within(env, end))):
                break
            self.stroke.cover(segments.pixels(segments.along(start, end)))
            legs = legs[1:]
        if self.is_released and not legs:
            commit_stroke(env, self.stroke, self.targets)
            return SegmentsReady(self.cells, self.at)
        cells = self.cells.around(env, legs[0][1] if legs else self.at)
        return replace(self, cells=cells, legs=legs)


def _targets(env: Env, *, erases: bool) -> tuple[AnnotationId, ...]:
    """The masks that a stroke changes, chosen as brush and eraser choose theirs."""
    if erases:
        return eraser_targets(env)
    target = brush_target(env)
    return () if target is None else (target,)


def _legs(a: XY, b: XY) -> tuple[Leg, ...]:
    """The way from `a` to `b` in legs so short that a window around the end of one holds it."""
    count = max(math.ceil(max(abs(b.x - a.x), abs(b.y - a.y)) / LEG_PX), 1)
    shares = (i / count for i in range(count + 1))
    return tuple(pairwise(XY(a.x + s * (b.x - a.x), a.y + s * (b.y - a.y)) for s in shares))


def _reach(env: Env) -> float:
    """How far around the pointer borders are shown: everywhere they would hide the picture."""
    low, high = (env.px(side) for side in SHOWN_PX)
    return min(max(SHOWN * env.settings.segment, low), high)


def _is_seen(env: Env) -> bool:
    return env.settings.segment * env.scale >= LEAST_PX
