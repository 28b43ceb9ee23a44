"""The Cut out tool: a box around an object, and the object in it is found by its colours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from labeldesk.domain.geometry import XY, Rect
from labeldesk.domain.mask import Mask
from labeldesk.domain.shapes import Box
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.raster.wand import Pixels, cut_out
from labeldesk.tools.box import NO_AREA, BoxReady
from labeldesk.tools.env import Env
from labeldesk.tools.marks import Draft, Mark
from labeldesk.tools.search import Search, region_around
from labeldesk.tools.state import ESC_CANCELS, Cursor, State

DRAW = QT_TRANSLATE_NOOP("History", "Cut out object")
NOTHING = QT_TRANSLATE_NOOP("Tools", "No object stands out in this box")
MARGIN = 0.25  # of the longer side: what is around the box tells what is not the object


def _cut_out(box: Rect, pixels: Pixels, corner: XY) -> Mask:
    found = cut_out(pixels, box.moved(-corner.x, -corner.y))
    return Mask.of(found, int(corner.x), int(corner.y))


@dataclass(frozen=True, slots=True)
class CutOutReady(BoxReady):
    """Waiting, with a crosshair once the pointer is over the picture."""

    tool = "cutout"
    hint = QT_TRANSLATE_NOOP("Tools", "Drag a box around an object to cut it out")
    keys = ()
    title = DRAW

    def ended(self, env: Env, rect: Rect) -> State:
        region = region_around(rect, MARGIN * max(rect.width, rect.height), env.size)
        if rect.area <= 0 or region is None:
            env.ports.say(NO_AREA)
            return self.waiting(XY(rect.x1, rect.y1))
        search = Search(region, partial(_cut_out, rect))
        env.ports.search(search)
        return Looking(self.waiting(XY(rect.x1, rect.y1)), search, rect)


@dataclass(frozen=True, slots=True)
class Looking(State):
    """The box is drawn; the object in it is being looked for."""

    tool = "cutout"
    hint = QT_TRANSLATE_NOOP("Tools", "Looking for the object in the box")
    keys = (ESC_CANCELS,)
    busy = True

    after: State
    search: Search
    rect: Rect

    def found(self, env: Env, search: Search, result: Any) -> State:  # noqa: ANN401 (see State)
        if search is not self.search:
            return self
        if isinstance(result, Mask) and result.tiles:
            env.finished(result, DRAW)
        else:
            env.ports.say(NOTHING)
        return self.after

    def cancel(self, env: Env) -> State:
        return self.after

    def marks(self, env: Env) -> Iterator[Mark]:
        yield Draft(Box.of(self.rect))

    def cursor(self, env: Env) -> Cursor:
        return Cursor.CROSS
