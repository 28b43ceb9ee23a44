"""Where a drawing tool begins: a press on a handle may become a drag, which reshapes, or a click,
which draws as it would anywhere else.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Self

from labeldesk.domain.geometry import XY
from labeldesk.tools.env import Env
from labeldesk.tools.grips import Grip
from labeldesk.tools.marks import Gripped, Mark
from labeldesk.tools.pointer import Pointer
from labeldesk.tools.reshape import Gripping, grip_cursor, grip_under
from labeldesk.tools.state import Cursor, State


@dataclass(frozen=True, slots=True)
class Beginning(State, ABC):
    """Nothing is drawn yet; the handles of what is selected or fresh can be pulled."""

    at: XY | None = None
    grip: Grip | None = None

    @abstractmethod
    def begun(self, env: Env, e: Pointer) -> State:
        """The button goes down where there is no handle."""

    def handle(self, env: Env, e: Pointer) -> Grip | None:
        """The handle that a press would take hold of."""
        return grip_under(env, e.at)

    def waiting(self, at: XY | None = None) -> Self:
        """The beginning, with the pointer somewhere."""
        return type(self)(at)

    def hover(self, env: Env, e: Pointer) -> State:
        return type(self)(e.at, self.handle(env, e))

    def leave(self, env: Env) -> State:
        return self.waiting()

    def press(self, env: Env, e: Pointer) -> State:
        grip = self.handle(env, e)
        if grip is None:
            return self.begun(env, e)
        return OnHandle(grip, e.at, self.waiting(e.at), e, self.begun)

    def double(self, env: Env, e: Pointer) -> State:
        """On a handle it ended what was drawn: its second press begins nothing."""
        grip = self.handle(env, e)
        return self.begun(env, e) if grip is None else Gripping(grip, e.at, self.waiting(e.at))

    def cancel(self, env: Env) -> State:
        return self.waiting(self.at)

    def marks(self, env: Env) -> Iterator[Mark]:
        if self.grip is not None:
            yield Gripped(self.grip)

    def cursor(self, env: Env) -> Cursor:
        return grip_cursor(self.grip) if self.grip is not None else Cursor.CROSS


@dataclass(frozen=True, slots=True)
class OnHandle(Gripping):
    """A handle is pressed while a drawing tool is in the hand; `pressed` is where and how."""

    pressed: Pointer
    begun: Callable[[Env, Pointer], State]

    def release(self, env: Env, e: Pointer) -> State:
        return self.begun(env, self.pressed).release(env, self.pressed)
