"""The checks that CI, the pre-commit hooks and `dev.py check` share: one list, one order."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from devtools.environment import Environment
from devtools.processes import has_own_display, run, with_display
from devtools.say import say

EVERY_TEST = "long or not long"


@dataclass(frozen=True)
class Check:
    """One thing that must hold, and the command that says whether it does."""

    title: str
    command: list[str | Path]


def lint_checks(environment: Environment) -> list[Check]:
    """What is seen without running the program: seconds, so hooks run them too."""
    python = environment.python
    return [
        Check("ruff check", [python, "-m", "ruff", "check", "."]),
        Check("ruff format", [python, "-m", "ruff", "format", "--check", "."]),
        Check("mypy", [python, "-m", "mypy"]),
        Check("import-linter", [environment.tool("lint-imports"), "--no-logo"]),
    ]


def pytest_command(environment: Environment, arguments: Sequence[str] = ()) -> list[str | Path]:
    """Pytest with `arguments`, under a display of its own where there is one.

    Without one the end-to-end tests are left out, and said to be.
    """
    pytest: list[str | Path] = [environment.python, "-m", "pytest", *arguments]
    if has_own_display():
        return with_display(pytest)
    say("no Xvfb here: the end-to-end tests are left out")
    return [*pytest, "--ignore=tests/e2e"]


def run_checks(checks: Sequence[Check]) -> int:
    """Run all of them, whatever fails; 0 if none did. The outcome is listed at the end."""
    outcome: list[tuple[str, int, float]] = []
    for check in checks:
        say(f"--- {check.title}")
        start = time.monotonic()
        code = run(check.command)
        outcome.append((check.title, code, time.monotonic() - start))
    for title, code, seconds in outcome:
        say(f"{'passed' if code == 0 else 'FAILED'}  {title}  ({seconds:.0f} s)")
    return 0 if all(code == 0 for _, code, _ in outcome) else 1
