"""How far a job is, and the wish to stop it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from labeldesk.domain.text import Text


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` of `total` `unit`s; `total` is 0 while it is not known."""

    done: int
    total: int
    unit: Text | None = None
    text: Text | None = None


ProgressSink = Callable[[Progress], None]


def ignore_progress(_: Progress) -> None:
    """A sink for callers that do not watch."""


class Cancelled(Exception):  # noqa: N818 (a wish that was met, not an error)
    """Raised by `Cancel.check` in the job that was asked to stop."""


class Cancel:
    """A wish to stop that one thread sets and another looks at. Thread-safe."""

    __slots__ = ("_event",)

    def __init__(self) -> None:
        self._event = threading.Event()

    def set(self) -> None:
        """Ask the job to stop at its next check."""
        self._event.set()

    @property
    def is_set(self) -> bool:
        """Whether stopping was asked for."""
        return self._event.is_set()

    def check(self) -> None:
        """Raise `Cancelled` if stopping was asked for."""
        if self._event.is_set():
            raise Cancelled
