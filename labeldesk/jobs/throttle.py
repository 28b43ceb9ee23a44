"""Progress at a pace people and event loops can take."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from labeldesk.domain.progress import Progress, ProgressSink


class Throttle:
    """A progress sink that passes on at most one report per `every` seconds. Thread-safe.

    The first report and the last one (``done >= total > 0``) always pass; `flush` passes on
    what was held back, for jobs whose total is not known.
    """

    def __init__(
        self,
        sink: ProgressSink,
        *,
        every: float = 0.1,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._sink = sink
        self._every = every
        self._clock = clock
        self._lock = threading.Lock()
        self._next = float("-inf")
        self._held: Progress | None = None

    def __call__(self, progress: Progress) -> None:
        """Report; cheap when it is held back."""
        with self._lock:
            now = self._clock()
            is_last = 0 < progress.total <= progress.done
            if now < self._next and not is_last:
                self._held = progress
                return
            self._next = now + self._every
            self._held = None
        self._sink(progress)

    def flush(self) -> None:
        """Pass on the newest report that was held back, if any."""
        with self._lock:
            held, self._held = self._held, None
        if held is not None:
            self._sink(held)
