"""The Keypoints tool: a box that the class's template is laid into, or joint after joint."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from labeldesk.domain.geometry import XY
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.tools.beginning import Beginning
from labeldesk.tools.box import FROM_CENTRE, NO_AREA, boxed
from labeldesk.tools.env import Env
from labeldesk.tools.joints import DRAW, HIDDEN_JOINT, Placing, joint_words
from labeldesk.tools.marks import Band, Crosshair, Draft, Mark, ReadOut
from labeldesk.tools.pointer import PLAIN, Key, Modifiers, Pointer
from labeldesk.tools.reshape import grip_under, size_text
from labeldesk.tools.state import DRAG_PX, ESC_CANCELS, Cursor, State

NO_TEMPLATE = QT_TRANSLATE_NOOP("Tools", "Click to choose a template of keypoints for the class")


@dataclass(frozen=True, slots=True)
class KeypointsReady(Beginning):
    """Waiting, with a crosshair and the name of the first joint at the pointer."""

    tool = "keypoints"
    hint = QT_TRANSLATE_NOOP("Tools", "Drag a box around all joints, or click the first joint")
    keys = (FROM_CENTRE, HIDDEN_JOINT)

    def said(self, env: Env) -> Text:
        return self.hint if env.template is not None else NO_TEMPLATE

    def begun(self, env: Env, e: Pointer) -> State:
        return KeypointsPressed(e.at)

    def aside(self, env: Env, e: Pointer) -> State | None:
        if env.template is None or grip_under(env, e.at) is not None:
            return None
        return _placing(env, env.aimed(e).at, hidden=True)

    def marks(self, env: Env) -> Iterator[Mark]:
        yield from Beginning.marks(self, env)
        if self.grip is None and self.at is not None:
            yield Crosshair(self.at)
            if env.template is not None:
                yield ReadOut(self.at, joint_words(env.template, 0))


@dataclass(frozen=True, slots=True)
class KeypointsPressed(State):
    """A corner of the box is pressed, or the first joint: letting go where it was is a click."""

    tool = "keypoints"
    hint = QT_TRANSLATE_NOOP("Tools", "Drag to the opposite corner")
    keys = (FROM_CENTRE, ESC_CANCELS)
    busy = True

    anchor: XY

    def drag(self, env: Env, e: Pointer) -> State:
        if not env.far(self.anchor, e.at, DRAG_PX):
            return self
        return Laying(self.anchor, e.at, e.modifiers)

    def release(self, env: Env, e: Pointer) -> State:
        if env.template is None:
            return _asking(env, Templateless(self.anchor))
        return _placing(env, env.aimed(replace(e, x=self.anchor.x, y=self.anchor.y)).at)

    def cancel(self, env: Env) -> State:
        return KeypointsReady(self.anchor)

    def marks(self, env: Env) -> Iterator[Mark]:
        yield Crosshair(self.anchor)

    def cursor(self, env: Env) -> Cursor:
        return Cursor.CROSS


@dataclass(frozen=True, slots=True)
class Laying(State):
    """The template is stretched into the box that follows the pointer."""

    tool = "keypoints"
    hint = QT_TRANSLATE_NOOP("Tools", "Release to finish; then drag single joints into place")
    keys = (FROM_CENTRE, ESC_CANCELS)
    busy = True

    anchor: XY
    to: XY
    modifiers: Modifiers = PLAIN

    def drag(self, env: Env, e: Pointer) -> State:
        return Laying(self.anchor, e.at, e.modifiers)

    def release(self, env: Env, e: Pointer) -> State:
        if env.template is None:
            return _asking(env, Templateless(self.anchor, e.at, e.modifiers))
        return self.laid(env, e.at, e.modifiers)

    def laid(self, env: Env, to: XY, modifiers: Modifiers) -> State:
        """The box ends here: the template in it becomes an object."""
        rect = boxed(env, self.anchor, to, modifiers)
        if env.template is not None and rect.area > 0:
            env.finished(env.template.laid(rect, env.turn), DRAW, env.template)
        else:
            env.ports.say(NO_AREA)
        return KeypointsReady(to)

    def cancel(self, env: Env) -> State:
        return KeypointsReady(self.to)

    def marks(self, env: Env) -> Iterator[Mark]:
        rect = boxed(env, self.anchor, self.to, self.modifiers)
        yield Band(rect)
        if env.template is not None:
            yield Draft(env.template.laid(rect, env.turn), env.template)
        yield ReadOut(self.to, size_text(rect.width, rect.height))

    def cursor(self, env: Env) -> Cursor:
        return Cursor.CROSS


@dataclass(frozen=True, slots=True)
class Templateless(State):
    """Drawn before the class had a template: goes on as soon as one is chosen."""

    tool = "keypoints"
    hint = QT_TRANSLATE_NOOP("Tools", "Choose a template of keypoints for the class")
    keys = (("Enter", QT_TRANSLATE_NOOP("Tools", "Show the templates")), ESC_CANCELS)
    busy = True

    anchor: XY
    to: XY | None = None
    modifiers: Modifiers = PLAIN

    def hover(self, env: Env, e: Pointer) -> State:
        if env.template is None:
            return self
        if self.to is None:
            return _placing(env, env.placed(self.anchor))
        return Laying(self.anchor, self.to).laid(env, self.to, self.modifiers)

    def press(self, env: Env, e: Pointer) -> State:
        return KeypointsPressed(e.at)

    def key(self, env: Env, key: Key, modifiers: Modifiers) -> State | None:
        return _asking(env, self) if key is Key.ENTER else None

    def cancel(self, env: Env) -> State:
        return KeypointsReady(self.to or self.anchor)

    def marks(self, env: Env) -> Iterator[Mark]:
        yield Crosshair(self.anchor)
        if self.to is not None:
            yield Band(boxed(env, self.anchor, self.to, self.modifiers))

    def cursor(self, env: Env) -> Cursor:
        return Cursor.CROSS


def _asking(env: Env, state: Templateless) -> State:
    env.ports.template()
    return state


def _placing(env: Env, at: XY, *, hidden: bool = False) -> State:
    """The first joint is set; the others are asked for."""
    assert env.template is not None
    return Placing.fresh(env.template, KeypointsReady(at)).set_at(env, at, hidden=hidden)
