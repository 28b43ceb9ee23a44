"""The tests, in parts that run side by side: as many at once as there are cores."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from devtools.environment import Environment
from devtools.places import ROOT
from devtools.processes import has_own_display, run, with_display
from devtools.say import say

TESTS = ROOT / "tests"
ON_A_DISPLAY = "e2e"
_NOTHING_COLLECTED = 5  # pytest's exit code, as for a part that a -k leaves out


@dataclass(frozen=True)
class Outcome:
    """What a part of the suite said: its exit code, all its output, and how long it took."""

    part: str
    code: int
    output: str
    seconds: float


def run_tests(environment: Environment, arguments: Sequence[str] = ()) -> int:
    """The exit code of pytest with `arguments`. Without a path among them the folders of tests
    run side by side, each said as a whole when it is through; the suite keeps two cores busy.

    Without a display of its own the end-to-end tests are left out, and said to be.
    """
    pytest: list[str | Path] = [environment.python, "-m", "pytest", *arguments]
    if not has_own_display():
        say("no Xvfb here: the end-to-end tests are left out")
        pytest.append(f"--ignore=tests/{ON_A_DISPLAY}")
    if any((ROOT / one.partition("::")[0]).exists() for one in arguments):
        return run(_shown(pytest, ON_A_DISPLAY))
    outcomes: list[Outcome] = []
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        waiting = [pool.submit(_run_part, pytest, part) for part in parts(TESTS)]
        for one in as_completed(waiting):
            outcomes.append(one.result())
            say(f"--- tests/{outcomes[-1].part}")
            print(outcomes[-1].output, flush=True)
    return told(outcomes)


def parts(tests: Path) -> list[str]:
    """The folders that hold tests, the largest first, so that none is waited for at the end."""
    sizes = {
        folder.name: sum(file.stat().st_size for file in folder.rglob("test_*.py"))
        for folder in tests.iterdir()
        if folder.is_dir()
    }
    if not has_own_display():
        sizes.pop(ON_A_DISPLAY, None)
    return sorted((name for name in sizes if sizes[name]), key=lambda name: -sizes[name])


def told(outcomes: Sequence[Outcome]) -> int:
    """Say how each part went; 0 if none failed and at least one test was run."""
    for one in outcomes:
        word = {0: "passed", _NOTHING_COLLECTED: "empty "}.get(one.code, "FAILED")
        say(f"{word}  tests/{one.part}  ({one.seconds:.0f} s)")
    failed = [one.code for one in outcomes if one.code not in (0, _NOTHING_COLLECTED)]
    if failed:
        return max(*failed, 1)  # a signal is told as a number below 0
    return 0 if any(one.code == 0 for one in outcomes) else _NOTHING_COLLECTED


def _run_part(pytest: Sequence[str | Path], part: str) -> Outcome:
    start = time.monotonic()
    command = _shown([*pytest, f"tests/{part}"], part)
    done = subprocess.run(
        [str(word) for word in command],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    output = done.stdout.decode(sys.stdout.encoding or "utf-8", "replace")
    return Outcome(part, done.returncode, output, time.monotonic() - start)


def _shown(command: Sequence[str | Path], part: str) -> list[str | Path]:
    """On an X server of its own, so that no window takes the focus of the person at the machine."""
    return with_display(command) if part == ON_A_DISPLAY else list(command)
