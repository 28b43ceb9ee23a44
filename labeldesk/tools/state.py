"""What every state of every tool has in common."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar

from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.tools.env import Env
from labeldesk.tools.marks import Mark
from labeldesk.tools.pointer import Key, Modifiers, Pointer
from labeldesk.tools.question import Marked, Question
from labeldesk.tools.search import Search

DRAG_PX = 3.0  # a press that moves less is a click
UNFINISHED = QT_TRANSLATE_NOOP("Tools", "Enter finishes what you are drawing, Esc drops it")
REDRAWS = QT_TRANSLATE_NOOP("Tools", "First draw the object anew, or press Esc to bring it back")
WORK = 2  # clicks from which on it would be a pity

ESC_CANCELS = ("Esc", QT_TRANSLATE_NOOP("Tools", "Cancel"))
KeyHint = tuple[str, Text]


class Cursor(StrEnum):
    """What the mouse pointer looks like."""

    ARROW = "arrow"
    CROSS = "cross"
    MOVE = "move"
    HAND = "hand"
    GRABBED = "grabbed"
    POINT = "point"
    NONE = "none"
    SLASH = "slash"
    BACKSLASH = "backslash"
    HORIZONTAL = "horizontal"
    VERTICAL = "vertical"
    TURN = "turn"


@dataclass(frozen=True, slots=True)
class State:
    """One state of one tool. Every event gives the state that follows, often itself.

    `tool` is the id of the tool, `hint` and `keys` are what the status line and the cheat
    sheet say. `busy` states have something in hand that Esc would throw away.
    """

    tool: ClassVar[str]
    hint: ClassVar[Text]
    keys: ClassVar[tuple[KeyHint, ...]] = ()
    busy: ClassVar[bool] = False

    @property
    def unfinished(self) -> Text | None:
        """What to do first, where work in hand must not be lost by the way; None: it may go."""
        return None

    def said(self, env: Env) -> Text:
        """The hint as things are now."""
        return self.hint

    def press(self, env: Env, e: Pointer) -> State:
        """The left button goes down."""
        return self

    def aside(self, env: Env, e: Pointer) -> State | None:
        """The right button goes down; None: not mine."""
        return None

    def drag(self, env: Env, e: Pointer) -> State:
        """The pointer moves with the left button down."""
        return self

    def release(self, env: Env, e: Pointer) -> State:
        """The left button goes up."""
        return self

    def hover(self, env: Env, e: Pointer) -> State:
        """The pointer moves with no button down."""
        return self

    def double(self, env: Env, e: Pointer) -> State:
        """The second press of a double click."""
        return self.press(env, e)

    def leave(self, env: Env) -> State:
        """The pointer leaves the canvas."""
        return self

    def found(self, env: Env, search: Search, result: Any) -> State:  # noqa: ANN401
        """The answer to a search; a state that did not ask for it lets it go."""
        return self

    def told(self, env: Env, question: Question, answer: Marked | Text) -> State:
        """What a model marked, or why it did not; a state that did not ask lets it go."""
        return self

    def key(self, env: Env, key: Key, modifiers: Modifiers) -> State | None:
        """A key goes down; None: not mine."""
        return None

    def cancel(self, env: Env) -> State:
        """Esc, focus lost, image or tool changed: back to the beginning without a trace."""
        return self

    def marks(self, env: Env) -> Iterator[Mark]:
        """What to show over the picture."""
        yield from ()

    def cursor(self, env: Env) -> Cursor:
        """The look of the mouse pointer."""
        return Cursor.ARROW
