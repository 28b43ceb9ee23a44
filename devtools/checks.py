"""The checks that CI, the pre-commit hooks and `dev.py check` share: one list, one order."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from devtools.environment import Environment
from devtools.processes import run
from devtools.say import say

EVERY_TEST = "long or not long"


@dataclass(frozen=True)
class Check:
    """One thing that must hold; `start` says whether it does by an exit code."""

    title: str
    start: Callable[[], int]


def lint_checks(environment: Environment) -> list[Check]:
    """What is seen without running the program: seconds, so hooks run them too."""
    python = environment.python
    commands: dict[str, list[str | Path]] = {
        "ruff check": [python, "-m", "ruff", "check", "."],
        "ruff format": [python, "-m", "ruff", "format", "--check", "."],
        "mypy": [python, "-m", "mypy"],
        "import-linter": [environment.tool("lint-imports"), "--no-logo"],
    }
    return [Check(title, partial(run, command)) for title, command in commands.items()]


def run_checks(checks: Sequence[Check]) -> int:
    """Run all of them, whatever fails; 0 if none did. The outcome is listed at the end."""
    outcome: list[tuple[str, int, float]] = []
    for check in checks:
        say(f"--- {check.title}")
        start = time.monotonic()
        code = check.start()
        outcome.append((check.title, code, time.monotonic() - start))
    for title, code, seconds in outcome:
        say(f"{'passed' if code == 0 else 'FAILED'}  {title}  ({seconds:.0f} s)")
    return 0 if all(code == 0 for _, code, _ in outcome) else 1
