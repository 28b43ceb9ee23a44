"""The receipt for a piece of work that was handed to a `Runner`."""

from __future__ import annotations

import threading

from labeldesk.domain.progress import Cancel


class Ticket:
    """Lets the giver of the work stop it or wait for it. Thread-safe.

    After `cancel` returned on the thread that `deliver` calls back on, neither `done` nor
    `failed` of this work is called any more.
    """

    __slots__ = ("_over", "cancel_wish")

    def __init__(self) -> None:
        self.cancel_wish = Cancel()
        self._over = threading.Event()

    def cancel(self) -> None:
        """Drop the work if it waits, ask it to stop if it runs, forget its result."""
        self.cancel_wish.set()

    @property
    def is_cancelled(self) -> bool:
        """Whether stopping was asked for."""
        return self.cancel_wish.is_set

    @property
    def is_over(self) -> bool:
        """Whether the worker is finished with it: result handed to `deliver`, or dropped."""
        return self._over.is_set()

    def wait(self, seconds: float | None = None) -> bool:
        """Block until it is over; False when the time ran out. Never call it on the UI thread."""
        return self._over.wait(seconds)

    def close(self) -> None:
        """Mark it as over. For the runner."""
        self._over.set()
