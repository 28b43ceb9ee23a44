"""The Wand tool: a press takes what has the same colour, a drag says how much alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.changes import ChangeSet
from labeldesk.domain.geometry import XY, Rect
from labeldesk.domain.mask import Mask
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.raster import pixelwise
from labeldesk.raster.wand import Pixels, alike
from labeldesk.tools.brush import ERASE, brush_target, editable_mask
from labeldesk.tools.env import Env
from labeldesk.tools.marks import Draft, Mark, ReadOut
from labeldesk.tools.pointer import PLAIN, Modifiers, Pointer
from labeldesk.tools.search import Search, region_around
from labeldesk.tools.state import ESC_CANCELS, Cursor, State

REACH_PX = 2048  # on every side of the press: 16 MP are flooded in 30 ms
MOST = 255
PX_PER_STEP = 3.0  # screen pixels of a drag by which the tolerance grows by one
TAKE = QT_TRANSLATE_NOOP("History", "Take by colour")
TOLERANCE = QT_TRANSLATE_NOOP("Tools", "Tolerance {tolerance}")
NOTHING_HERE = QT_TRANSLATE_NOOP("Tools", "There is no mask to take this from")
ADD = ("Shift", QT_TRANSLATE_NOOP("Tools", "Add to the mask"))
TAKE_AWAY = ("Alt", QT_TRANSLATE_NOOP("Tools", "Take from the mask"))


def _alike(x: int, y: int, tolerance: int, pixels: Pixels, corner: XY) -> Mask:
    left, top = int(corner.x), int(corner.y)
    return Mask.of(alike(pixels, x - left, y - top, tolerance), left, top)


@dataclass(frozen=True, slots=True)
class WandReady(State):
    """Waiting for a press."""

    tool = "wand"
    hint = QT_TRANSLATE_NOOP("Tools", "Click a colour; drag right for more of it")
    keys = (ADD, TAKE_AWAY)

    def press(self, env: Env, e: Pointer) -> State:
        if not Rect(0, 0, *env.size).contains(e.at):
            return self
        return Wanding(e.at, e.modifiers).looking(env, env.settings.tolerance)

    def cursor(self, env: Env) -> Cursor:
        return Cursor.CROSS


@dataclass(frozen=True, slots=True)
class Wanding(State):
    """The button is held, or was let go before the answer was there."""

    tool = "wand"
    hint = QT_TRANSLATE_NOOP("Tools", "Release to keep what is marked")
    keys = (ESC_CANCELS,)
    busy = True

    start: XY
    modifiers: Modifiers = PLAIN
    tolerance: int = -1
    search: Search | None = None
    mask: Mask | None = None
    is_released: bool = False

    def looking(self, env: Env, tolerance: int) -> State:
        """Ask for what is alike within a tolerance; nothing new if that is being asked."""
        if tolerance == self.tolerance:
            return self
        at = Rect(self.start.x, self.start.y, self.start.x, self.start.y)
        region = region_around(at, REACH_PX, env.size)
        if region is None:
            return WandReady()
        x, y = (min(int(v), side - 1) for v, side in zip(self.start, env.size, strict=True))
        search = Search(region, partial(_alike, x, y, tolerance))
        env.ports.search(search)
        return replace(self, tolerance=tolerance, search=search)

    def drag(self, env: Env, e: Pointer) -> State:
        if self.is_released:
            return self
        steps = env.rightwards(self.start, e.at) * env.scale / PX_PER_STEP
        return self.looking(env, min(max(round(env.settings.tolerance + steps), 0), MOST))

    def hover(self, env: Env, e: Pointer) -> State:
        return self

    def release(self, env: Env, e: Pointer) -> State:
        released = replace(self, is_released=True)
        return released.kept(env) if self.search is None else released

    def found(self, env: Env, search: Search, result: Any) -> State:  # noqa: ANN401 (see State)
        if search is not self.search:
            return self
        answered = replace(self, search=None, mask=result)
        return answered.kept(env) if self.is_released else answered

    def cancel(self, env: Env) -> State:
        return WandReady()

    def marks(self, env: Env) -> Iterator[Mark]:
        if self.mask is not None and self.mask.tiles:
            yield Draft(self.mask)
        yield ReadOut(self.start, TOLERANCE.filled(tolerance=self.tolerance))

    def cursor(self, env: Env) -> Cursor:
        return Cursor.CROSS

    def kept(self, env: Env) -> State:
        """What is marked becomes an object, or changes the mask in hand."""
        env.settings.tolerance = self.tolerance
        target = editable_mask(env, brush_target(env)) if self._changes_mask else None
        if self.mask is None or not self.mask.tiles:
            return WandReady()
        if target is not None:
            self._change(env, *target, self.mask)
        elif self.modifiers.alt:
            env.ports.say(NOTHING_HERE)
        else:
            env.finished(self.mask, TAKE)
        return WandReady()

    @property
    def _changes_mask(self) -> bool:
        return self.modifiers.shift or self.modifiers.alt

    def _change(self, env: Env, one: Annotation, before: Mask, mask: Mask) -> None:
        taken = self.modifiers.alt
        after = pixelwise.minus(before, mask) if taken else pixelwise.union((before, mask))
        if not after.tiles:
            env.change(ERASE, ChangeSet.removing(one))
        elif after != before:
            change = ChangeSet.replacing((one, env.revised(one, after)))
            env.change(ERASE if taken else TAKE, change)
