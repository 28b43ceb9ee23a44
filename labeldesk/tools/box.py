"""The Box tool: drag, or click two corners, or use the keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from labeldesk.domain.geometry import XY, Rect
from labeldesk.domain.shapes import Box, Shape
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.tools.beginning import Beginning
from labeldesk.tools.env import Env
from labeldesk.tools.marks import Crosshair, Draft, Mark, ReadOut
from labeldesk.tools.pointer import PLAIN, Key, Modifiers, Pointer
from labeldesk.tools.reshape import size_text
from labeldesk.tools.state import DRAG_PX, ESC_CANCELS, Cursor, KeyHint, State

DRAW = QT_TRANSLATE_NOOP("History", "Draw box")
NO_AREA = QT_TRANSLATE_NOOP("Tools", "A box needs a width and a height")
SQUARE = ("Ctrl", QT_TRANSLATE_NOOP("Tools", "Square"))
FROM_CENTRE = ("Alt", QT_TRANSLATE_NOOP("Tools", "From centre"))
STEPS = {Key.LEFT: (-1, 0), Key.RIGHT: (1, 0), Key.UP: (0, -1), Key.DOWN: (0, 1)}
LONG_STEP = 10


def boxed(env: Env, anchor: XY, to: XY, modifiers: Modifiers) -> Rect:
    """The box from `anchor` to `to`; Ctrl makes it a square, Alt grows it from its centre."""
    dx, dy = to.x - anchor.x, to.y - anchor.y
    if modifiers.ctrl:
        side = max(abs(dx), abs(dy))
        dx, dy = side * (1 if dx >= 0 else -1), side * (1 if dy >= 0 else -1)
    low = XY(anchor.x - dx, anchor.y - dy) if modifiers.alt else anchor
    return Rect.spanned(env.placed(low), env.placed(XY(anchor.x + dx, anchor.y + dy)))


@dataclass(frozen=True, slots=True)
class BoxReady(Beginning):
    """Waiting, with a crosshair once the pointer is over the picture."""

    tool = "box"
    hint = QT_TRANSLATE_NOOP("Tools", "Drag to draw a box")
    keys: ClassVar[tuple[KeyHint, ...]] = (SQUARE, FROM_CENTRE)
    title: ClassVar[Text] = DRAW

    def made(self, rect: Rect) -> Shape:
        """What is drawn within a frame."""
        return Box.of(rect)

    def ended(self, env: Env, rect: Rect) -> State:
        """The frame becomes a shape, or a word says why it does not."""
        if rect.area > 0:
            env.finished(self.made(rect), self.title)
        else:
            env.ports.say(NO_AREA)
        return self.waiting(XY(rect.x1, rect.y1))

    def begun(self, env: Env, e: Pointer) -> State:
        return BoxPressed(self, e.at)

    def key(self, env: Env, key: Key, modifiers: Modifiers) -> State | None:
        if key not in STEPS or env.selection:
            return None
        start = self.at or XY(env.size.width / 2, env.size.height / 2)
        at = env.placed(XY(round(start.x), round(start.y)))
        return ByKeyboard(self, at).key(env, key, modifiers)

    def marks(self, env: Env) -> Iterator[Mark]:
        yield from Beginning.marks(self, env)
        if self.grip is None and self.at is not None:
            yield Crosshair(self.at)


@dataclass(frozen=True, slots=True)
class BoxPressed(State):
    """The first corner is pressed; released where it was, the second is asked for by a click."""

    tool = "box"
    hint = QT_TRANSLATE_NOOP("Tools", "Drag to the opposite corner")
    keys = (SQUARE, FROM_CENTRE, ESC_CANCELS)
    busy = True

    after: BoxReady
    anchor: XY

    def drag(self, env: Env, e: Pointer) -> State:
        if not env.far(self.anchor, e.at, DRAG_PX):
            return self
        return BoxDrawing(self.after, self.anchor, e.at, e.modifiers)

    def release(self, env: Env, e: Pointer) -> State:
        return TwoClicks(self.after, self.anchor, e.at)

    def cancel(self, env: Env) -> State:
        return self.after.waiting()

    def marks(self, env: Env) -> Iterator[Mark]:
        yield Crosshair(self.anchor)

    def cursor(self, env: Env) -> Cursor:
        return Cursor.CROSS


@dataclass(frozen=True, slots=True)
class BoxDrawing(State):
    """The box follows the pointer; letting go finishes it."""

    tool = "box"
    hint = QT_TRANSLATE_NOOP("Tools", "Release to finish")
    keys = (SQUARE, FROM_CENTRE, ESC_CANCELS)
    busy = True

    after: BoxReady
    anchor: XY
    to: XY
    modifiers: Modifiers = PLAIN

    def drag(self, env: Env, e: Pointer) -> State:
        return type(self)(self.after, self.anchor, e.at, e.modifiers)

    def release(self, env: Env, e: Pointer) -> State:
        return self.after.ended(env, boxed(env, self.anchor, e.at, e.modifiers))

    def cancel(self, env: Env) -> State:
        return self.after.waiting(self.to)

    def marks(self, env: Env) -> Iterator[Mark]:
        rect = boxed(env, self.anchor, self.to, self.modifiers)
        yield Draft(self.after.made(rect))
        yield ReadOut(self.to, size_text(rect.width, rect.height))

    def cursor(self, env: Env) -> Cursor:
        return Cursor.CROSS


@dataclass(frozen=True, slots=True)
class TwoClicks(BoxDrawing):
    """The first corner was clicked; the box follows the pointer until the second click."""

    hint = QT_TRANSLATE_NOOP("Tools", "Click the opposite corner")

    def hover(self, env: Env, e: Pointer) -> State:
        return TwoClicks(self.after, self.anchor, e.at, e.modifiers)

    def press(self, env: Env, e: Pointer) -> State:
        return SecondPressed(self.after, self.anchor, e.at, e.modifiers)

    def release(self, env: Env, e: Pointer) -> State:
        return self


@dataclass(frozen=True, slots=True)
class SecondPressed(BoxDrawing):
    """The second corner is pressed, and may still be dragged into place."""

    def double(self, env: Env, e: Pointer) -> State:
        return self


@dataclass(frozen=True, slots=True)
class ByKeyboard(State):
    """The crosshair is moved with the arrow keys; Enter sets the corners."""

    tool = "box"
    hint = QT_TRANSLATE_NOOP("Tools", "Arrow keys move the crosshair, Enter sets a corner")
    keys = (("Shift", QT_TRANSLATE_NOOP("Tools", "10 pixels")), ESC_CANCELS)
    busy = True

    after: BoxReady
    at: XY
    anchor: XY | None = None

    def key(self, env: Env, key: Key, modifiers: Modifiers) -> State | None:
        if key in STEPS:
            step = LONG_STEP if modifiers.shift else 1
            dx, dy = STEPS[key]
            at = env.placed(XY(self.at.x + dx * step, self.at.y + dy * step))
            return ByKeyboard(self.after, at, self.anchor)
        if key is Key.ENTER and self.anchor is None:
            return ByKeyboard(self.after, self.at, self.at)
        if key is Key.ENTER and self.anchor is not None:
            rect = boxed(env, self.anchor, self.at, PLAIN)
            return self.after.ended(env, rect)
        if key in (Key.BACKSPACE, Key.UNDO):
            if self.anchor:
                return ByKeyboard(self.after, self.at)
            return self.after.waiting(self.at)
        return None

    def press(self, env: Env, e: Pointer) -> State:
        return self.after.press(env, e)

    def cancel(self, env: Env) -> State:
        return self.after.waiting(self.at)

    def marks(self, env: Env) -> Iterator[Mark]:
        yield Crosshair(self.at, by_keyboard=True)
        if self.anchor is not None:
            rect = boxed(env, self.anchor, self.at, PLAIN)
            yield Draft(self.after.made(rect))
            yield ReadOut(self.at, size_text(rect.width, rect.height))

    def cursor(self, env: Env) -> Cursor:
        return Cursor.CROSS
