"""How many worker threads this machine bears, and how to make them give way to the window."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterable

_NICENESS = 10
_BELOW_NORMAL = -1  # THREAD_PRIORITY_BELOW_NORMAL of the Windows API


def usable_cores() -> int:
    """Cores this process may use; at least 1."""
    if sys.platform == "linux":
        cores = len(os.sched_getaffinity(0))
    else:
        cores = os.cpu_count() or 1
    return max(1, cores)


def allowed_workers(wished: int) -> int:
    """`wished`, but at most cores - 1 and at least 1: painting needs a core of its own."""
    return max(1, min(wished, usable_cores() - 1))


def give_way() -> None:
    """Lower the priority of the calling thread so that the UI thread runs first.

    On Linux a nice value belongs to the thread (its native id); Windows has thread priorities;
    macOS offers neither from Python, and its scheduler favours the foreground thread by itself.
    """
    if sys.platform == "linux":
        thread = threading.get_native_id()
        if os.getpriority(os.PRIO_PROCESS, thread) < _NICENESS:  # going up needs a privilege
            os.setpriority(os.PRIO_PROCESS, thread, _NICENESS)
    elif sys.platform == "win32":
        import ctypes

        kernel = ctypes.windll.kernel32
        kernel.GetCurrentThread.restype = ctypes.c_void_p
        kernel.SetThreadPriority.argtypes = (ctypes.c_void_p, ctypes.c_int)
        kernel.SetThreadPriority(kernel.GetCurrentThread(), _BELOW_NORMAL)


class Ending:
    """Threads that were told to end: whoever told them goes on, the end of the program waits."""

    def __init__(self) -> None:
        self._threads: list[threading.Thread] = []

    def add(self, threads: Iterable[threading.Thread]) -> None:
        """Remember these; the ones that have ended meanwhile are forgotten."""
        self._threads = [one for one in (*self._threads, *threads) if one.is_alive()]

    def wait(self) -> None:
        """Until all of them have ended."""
        for thread in self._threads:
            thread.join()
        self._threads = []
