"""Ctrl+C: the first one asks a command to stop where nothing is half, the second one insists."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from labeldesk.domain.progress import Cancel


@contextmanager
def asking_first(cancel: Cancel) -> Iterator[None]:
    """Within, an interrupt sets `cancel`; another one is raised as `KeyboardInterrupt`."""
    if threading.current_thread() is not threading.main_thread():
        yield  # signals belong to the main thread
        return

    def ask(number: int, frame: FrameType | None) -> None:
        if cancel.is_set:
            signal.default_int_handler(number, frame)
        cancel.set()

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
