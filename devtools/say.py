"""One line for the person who waits, before the output of what is started next."""

from __future__ import annotations

import sys


class DevError(Exception):
    """What stops a command, said in one message; no traceback is shown for it."""


def say(line: str) -> None:
    """Print to stderr at once: stdout belongs to what a command is asked for."""
    print(f"dev.py: {line}", file=sys.stderr, flush=True)
