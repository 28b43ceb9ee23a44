"""Works off the newest list of wishes, first wish first; older lists are forgotten."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Hashable, Iterable
from typing import Generic, TypeVar

from labeldesk.domain.progress import Cancel
from labeldesk.jobs.runner import Runner

W = TypeVar("W", bound=Hashable)


class Pump(Generic[W]):
    """Fulfils wishes on the threads of a runner that serves nothing else.

    What waits is one list, replaced as a whole, so that a user who moves fast never waits for
    pictures that are behind them. Each wish is tried once per list; a wish that is being
    fulfilled is not begun again.
    """

    def __init__(self, runner: Runner, fulfil: Callable[[W], None]) -> None:
        self._runner = runner
        self._fulfil = fulfil
        self._lock = threading.Lock()
        self._waiting: deque[W] = deque()
        self._running: set[W] = set()
        self._pumping = 0

    def replace(self, wishes: Iterable[W]) -> None:
        """Forget what waits and wish for these, most wanted first."""
        with self._lock:
            self._waiting = deque(wish for wish in wishes if wish not in self._running)
            missing = min(self._runner.workers, len(self._waiting)) - self._pumping
            self._pumping += max(0, missing)
        for _ in range(missing):
            self._runner.submit(self._pump)

    def _pump(self, cancel: Cancel) -> None:
        while (wish := self._take()) is not None:
            try:
                self._fulfil(wish)
            except Exception:
                with self._lock:
                    self._running.discard(wish)
                    self._pumping -= 1
                raise
            with self._lock:
                self._running.discard(wish)
            cancel.check()

    def _take(self) -> W | None:
        with self._lock:
            while self._waiting:
                wish = self._waiting.popleft()
                if wish not in self._running:
                    self._running.add(wish)
                    return wish
            self._pumping -= 1  # under the same lock, so that no wish slips in between
            return None
