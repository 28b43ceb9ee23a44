"""What the engine says, and to whom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from labeldesk.domain.problem import Problem
from labeldesk.jobs.runner import Deliver
from labeldesk.suggest.batch import Clock, ImageAnswer, ImageFailure, RunProgress
from labeldesk.suggest.recipe import ModelFile

_EVERY_S = 0.1


class ModelState(StrEnum):
    """Whether the model is in memory."""

    LOADING = "loading"
    READY = "ready"
    UNLOADED = "unloaded"
    FAILED = "failed"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class ModelStatus:
    """What to show about the model: its true device, and what is odd."""

    model: ModelFile
    state: ModelState
    providers: tuple[str, ...] = ()
    notes: tuple[Problem, ...] = ()


class Listener(Protocol):
    """Hears of everything, through the engine's `deliver`."""

    def answered(self, answer: ImageAnswer) -> None:
        """One image was looked at."""
        ...

    def failed(self, failure: ImageFailure) -> None:
        """One image has no answer."""
        ...

    def progressed(self, progress: RunProgress) -> None:
        """The batch went on; at most 10 times a second, and once at its end."""
        ...

    def status(self, status: ModelStatus) -> None:
        """The model was loaded, unloaded or lost."""
        ...


class Voice:
    """Tells the listener, through `deliver`; progress at most ten times a second.

    After `fall_silent`, called on the thread that `deliver` calls back on, nothing is heard any
    more, not even what was said before and is still on its way.
    """

    def __init__(self, listener: Listener, deliver: Deliver, clock: Clock) -> None:
        self._listener, self._deliver, self._clock = listener, deliver, clock
        self._told = float("-inf")
        self._silent = False

    def fall_silent(self) -> None:
        """Say nothing any more."""
        self._silent = True

    def answered(self, answer: ImageAnswer) -> None:
        """One image was looked at."""
        self._say(lambda: self._listener.answered(answer))

    def failed(self, failure: ImageFailure) -> None:
        """One image has no answer."""
        self._say(lambda: self._listener.failed(failure))

    def status(self, status: ModelStatus) -> None:
        """The model changed its state."""
        self._say(lambda: self._listener.status(status))

    def progressed(self, progress: RunProgress, *, last: bool) -> None:
        """The batch went on; `last` is always told."""
        now = self._clock()
        if last or now - self._told >= _EVERY_S:
            self._told = now
            self._say(lambda: self._listener.progressed(progress))

    def _say(self, what: Callable[[], None]) -> None:
        def call() -> None:
            if not self._silent:
                what()

        if not self._silent:
            self._deliver(call)
