"""The machine that leads events to the state of the current tool."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from labeldesk.domain.ids import AnnotationId
from labeldesk.domain.problem import UserError
from labeldesk.domain.text import Text
from labeldesk.editing.selection import Selection
from labeldesk.tools.box import BoxReady
from labeldesk.tools.brush import BrushReady, EraserReady
from labeldesk.tools.cut import CutReady
from labeldesk.tools.cutout import CutOutReady
from labeldesk.tools.ellipse import EllipseReady
from labeldesk.tools.env import Env
from labeldesk.tools.extreme import ExtremeReady
from labeldesk.tools.keypoints import KeypointsReady
from labeldesk.tools.line import LineReady
from labeldesk.tools.livewire import WireReady
from labeldesk.tools.marks import Mark
from labeldesk.tools.pan import PanReady
from labeldesk.tools.point import PointReady
from labeldesk.tools.pointer import Button, Key, Modifiers, Pointer
from labeldesk.tools.polygon import PolygonReady
from labeldesk.tools.question import Question
from labeldesk.tools.rotated import RotatedReady
from labeldesk.tools.ruler import RulerReady
from labeldesk.tools.search import Search
from labeldesk.tools.segment import SegmentReady
from labeldesk.tools.select import SelectReady
from labeldesk.tools.state import REDRAWS, UNFINISHED, KeyHint, State
from labeldesk.tools.stretch import StretchReady
from labeldesk.tools.superpixel import SegmentsReady
from labeldesk.tools.tag import TagReady
from labeldesk.tools.wand import WandReady

TOOLS: dict[str, State] = {
    state.tool: state
    for state in (
        SelectReady(), BoxReady(), ExtremeReady(), RotatedReady(), EllipseReady(),
        PolygonReady(), LineReady(), PointReady(), KeypointsReady(), BrushReady(), EraserReady(),
        CutReady(), WandReady(), CutOutReady(), WireReady(), SegmentReady(), SegmentsReady(),
        StretchReady(), RulerReady(), TagReady(), PanReady(),
    )
}  # fmt: skip
"""Every tool by its id, in the state it begins with."""


class Machine:
    """Leads pointer and keys to the current state; tells `changed` after every event.

    Whatever goes wrong inside a state, the next event finds the tool at its beginning and no
    gesture open.
    """

    def __init__(self, env: Env, changed: Callable[[], None] = lambda: None) -> None:
        self.env = env
        self.state: State = TOOLS["select"]
        self._changed = changed
        self._lent: State | None = None
        self.pressed: Button | None = None  # the button that is held
        self._space = False
        self._space_used = False

    @property
    def tool(self) -> str:
        """The id of the tool that was chosen, also while panning borrows its place."""
        return _tool_of(self._lent or self.state)

    @property
    def busy(self) -> bool:
        """Whether something is in hand that Esc would throw away."""
        lent = self._lent is not None and self._lent.busy
        return lent or self.state.busy or self.env.redrawn is not None

    @property
    def unfinished(self) -> Text | None:
        """Why another image or tool should wait: work is in hand that would be lost."""
        return (self._lent or self.state).unfinished

    def marks(self) -> tuple[Mark, ...]:
        """What the current state shows, and under it what a lent one had."""
        lent = tuple(self._lent.marks(self.env)) if self._lent is not None else ()
        return (*lent, *self.state.marks(self.env))

    def set_tool(self, tool: str | State) -> None:
        """Choose a tool by its id (KeyError if there is none), or go on from a state of one.

        A gesture in hand is dropped.
        """
        ready = TOOLS[tool] if isinstance(tool, str) else tool
        self._dropped()
        self.env.chosen = ()
        self.state = ready
        self._changed()

    def press(self, e: Pointer, *, double: bool = False) -> None:
        """A button goes down; the middle one borrows panning. Others wait until it is up.

        `double`: it is the second press of a double click.
        """
        if self.pressed is not None:
            return
        if e.button is Button.RIGHT:
            self._to(lambda: self.state.aside(self.env, e) or self.state)
            return
        self.pressed = e.button
        if e.button is Button.MIDDLE:
            self.borrow(PanReady())
        elif double:
            self._to(lambda: self.state.double(self.env, e))
            return
        self._space_used = True
        self.env.drop()
        self._to(lambda: self.state.press(self.env, e))

    def move(self, e: Pointer) -> None:
        """The pointer moves: a drag while a button is down, else a hover."""
        if self.pressed is not None:
            self._to(lambda: self.state.drag(self.env, e))
        else:
            self._to(lambda: self.state.hover(self.env, e))

    def release(self, e: Pointer) -> None:
        """A button goes up."""
        if self.pressed is None or e.button is not self.pressed:
            return
        self.pressed = None
        self._to(lambda: self.state.release(self.env, e))
        if e.button is Button.MIDDLE:
            self.give_back()

    def leave(self) -> None:
        """The pointer leaves the canvas."""
        if self.pressed is None:
            self._to(lambda: self.state.leave(self.env))

    def found(self, asked: Search | Question, result: Any) -> None:  # noqa: ANN401
        """The answer to a search in the pixels, or to a question to a model, of a state; whoever
        panned meanwhile gets it none the less.
        """

        def step(state: State) -> State:
            if isinstance(asked, Question):
                return state.told(self.env, asked, result)
            return state.found(self.env, asked, result)

        if self._lent is not None:
            self._lent = step(self._lent)
            self._changed()
        else:
            self._to(lambda: step(self.state))

    def key(self, key: Key, modifiers: Modifiers) -> bool:
        """Offer a key to the state; whether it was taken. Whoever is busy takes Esc and undo."""
        if key is Key.ESCAPE:
            if not self.busy:
                return False
            self.cancel()
            return True
        before = self.env.drawn, self.env.redrawn
        following = self._try(lambda: self.state.key(self.env, key, modifiers))
        if following is None and self.busy and key in (Key.UNDO, Key.REDO):
            if key is Key.UNDO and self._lent is None:  # what is in hand is the last step
                self.cancel()
            return True
        if following is None:
            return False
        self._to(lambda: following, before)
        return True

    def cancel(self) -> None:
        """Esc, focus lost, image changed: whatever is in hand goes, without a trace."""
        self._dropped()
        self._changed()

    def borrow(self, state: State) -> None:
        """Put another state in the place of the current one for a while."""
        if self._lent is None:
            self._lent, self.state = self.state, state
            self._changed()

    def give_back(self) -> None:
        """Go on where `borrow` interrupted."""
        if self._lent is not None:
            self.state.cancel(self.env)
            self.state, self._lent = self._lent, None
            self._changed()

    def space_down(self) -> None:
        """Space is pressed (not repeated): dragging pans from now on."""
        if not self._space and self.pressed is None:
            self._space, self._space_used = True, False
            self.borrow(PanReady())

    def space_up(self, *, tapped: bool = False) -> bool:
        """Space is released; whether it meant more than a tap: a drag, or something in hand, for
        which a tap has to wait and is told so.
        """
        held, self._space = self._space, False
        if not held:
            return True
        if self.pressed is Button.LEFT:
            self.pressed = None
        self.give_back()
        if self.busy and tapped and not self._space_used:
            self.env.ports.say(REDRAWS if self.env.redrawn is not None else UNFINISHED)
        return self._space_used or self.busy

    def _dropped(self) -> None:
        self.pressed = None
        self._space = False
        if self._lent is not None:
            self.state.cancel(self.env)
            self.state, self._lent = self._lent, None
        self.state = self.state.cancel(self.env)
        if self.env.redrawn is not None:  # it stays as it was, to be taken up again
            old = Selection.of((self.env.redrawn,))
            self.env.select(old.within(self.env.session.document))
            self.env.redrawn = None
            self.state = TOOLS["select"]

    def _to(
        self, step: Callable[[], State], before: tuple[int, AnnotationId | None] | None = None
    ) -> None:
        env = self.env
        drawn, redrawn = before or (env.drawn, env.redrawn)
        following = self._try(step)
        if following is not None:
            self.state = following
        is_once = redrawn is not None or (env.settings.one_shot and self.tool == "box")
        if is_once and env.drawn != drawn:
            self.state = TOOLS["select"]
        self._changed()

    def _try(self, step: Callable[[], State | None]) -> State | None:
        try:
            return step()
        except BaseException as error:
            gesture = self.env.session.gesture
            if gesture is not None and gesture.is_open:
                gesture.cancel()
            self.state = TOOLS[_tool_of(self.state)]
            self.pressed = None
            if isinstance(error, UserError):  # the edit cannot be kept, e.g. opened to read
                self.env.ports.say(error.text)
                return None
            raise


def hint_of(machine: Machine) -> tuple[Text, tuple[KeyHint, ...]]:
    """A sentence for the status line, and at most three keys."""
    return machine.state.said(machine.env), machine.state.keys


def _tool_of(state: State) -> str:
    """The chosen tool: reshaping belongs to the tool that it goes back to."""
    after = getattr(state, "after", None)
    return after.tool if isinstance(after, State) else state.tool
