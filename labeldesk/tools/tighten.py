"""Boxes drawn to the edges of what is in them, one after the other, off the window's thread."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.changes import ChangeSet
from labeldesk.domain.geometry import XY, Rect
from labeldesk.domain.ids import AnnotationId
from labeldesk.domain.shapes import Box
from labeldesk.domain.text import QT_TRANSLATE_NOOP, counted
from labeldesk.raster.wand import Pixels, tightened
from labeldesk.tools.cutout import MARGIN
from labeldesk.tools.env import Env
from labeldesk.tools.marks import Draft, Mark
from labeldesk.tools.search import Search, region_around
from labeldesk.tools.select import SelectReady
from labeldesk.tools.state import ESC_CANCELS, State

TIGHTEN = QT_TRANSLATE_NOOP("History", "Tighten boxes")
NO_BOX = QT_TRANSLATE_NOOP("Tools", "Select boxes to draw them to the edges of what is in them")
TIGHT = QT_TRANSLATE_NOOP("Tools", "No edge stands out nearer than the sides are")
ONE_DONE = QT_TRANSLATE_NOOP("Tools", "{n} box drawn to the edges. Ctrl+Z takes it back")
MANY_DONE = QT_TRANSLATE_NOOP("Tools", "{n} boxes drawn to the edges. Ctrl+Z takes it back")


def _tightened(box: Rect, pixels: Pixels, corner: XY) -> Rect:
    return tightened(pixels, box.moved(-corner.x, -corner.y)).moved(corner.x, corner.y)


@dataclass(frozen=True, slots=True)
class Tightening(State):
    """One box is looked at, others wait; those found are shown and committed together."""

    tool = "select"
    hint = QT_TRANSLATE_NOOP("Tools", "Looking for the edges in the boxes")
    keys = (ESC_CANCELS,)
    busy = True

    search: Search
    waiting: tuple[Annotation, ...]
    done: tuple[tuple[Annotation, Box], ...] = ()

    def found(self, env: Env, search: Search, result: Any) -> State:  # noqa: ANN401 (see State)
        if search is not self.search:
            return self
        one, *rest = self.waiting
        done = self.done
        if isinstance(result, Rect) and result.area > 0 and Box.of(result) != one.shape:
            done = (*done, (one, Box.of(result)))
        if rest:
            return replace(self, search=_asked(env, rest[0]), waiting=tuple(rest), done=done)
        return _ended(env, done)

    def cancel(self, env: Env) -> State:
        return SelectReady()

    def marks(self, env: Env) -> Iterator[Mark]:
        yield from (Draft(box) for _, box in self.done)


def tightening(env: Env, ids: Sequence[AnnotationId]) -> State | None:
    """The state that looks at these boxes; None where none of them is one that may change."""
    found = (env.annotation(key) for key in ids)
    boxes = tuple(a for a in found if a and not a.locked and _has_pixels(env, a))
    return Tightening(_asked(env, boxes[0]), boxes) if boxes else None


def _has_pixels(env: Env, one: Annotation) -> bool:
    return isinstance(one.shape, Box) and region_around(one.shape.bounds, 0, env.size) is not None


def _asked(env: Env, one: Annotation) -> Search:
    bounds = one.shape.bounds or Rect(0, 0, 0, 0)
    margin = MARGIN * max(bounds.width, bounds.height)
    region = region_around(bounds, margin, env.size) or bounds
    search = Search(region, partial(_tightened, bounds))
    env.ports.search(search)
    return search


def _ended(env: Env, done: tuple[tuple[Annotation, Box], ...]) -> State:
    steps = [(one, env.revised(one, box)) for one, box in done]
    if steps:
        env.change(TIGHTEN, ChangeSet.replacing(*steps))
        env.ports.say(counted(len(steps), ONE_DONE, MANY_DONE))
    else:
        env.ports.say(TIGHT)
    return SelectReady()
