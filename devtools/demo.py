"""`dev.py demo`: the main job on real photographs and a real model, then the window on it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from devtools.environment import Environment
from devtools.places import BUILD, ROOT
from devtools.processes import run
from devtools.samples import samples
from devtools.say import DevError, say

FOLDER = BUILD / "demo"
NO_WINDOW = "--no-window"
_SCREEN = "from PySide6.QtGui import QGuiApplication; QGuiApplication([])"


def demo(environment: Environment, arguments: Sequence[str]) -> int:
    """Make everything in ``build/demo`` anew; the window stays open where there is a screen."""
    if set(arguments) - {NO_WINDOW}:
        raise DevError(f"demo knows {NO_WINDOW} and nothing else")
    found = samples(environment)
    command: list[str | Path] = [environment.python, "-m", "devtools.inside.demo"]
    command += ["--folder", FOLDER, "--model", found.model]
    if NO_WINDOW in arguments or not has_screen(environment):
        if NO_WINDOW not in arguments:
            say("no screen here: the window is drawn off-screen, for the screenshot")
        return run([*command, *found.photographs], environment={"QT_QPA_PLATFORM": "offscreen"})
    return run([*command, "--window", *found.photographs])


def has_screen(environment: Environment) -> bool:
    """Whether Qt can open a window here; asked in a process of its own, for a no aborts it."""
    named = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if sys.platform.startswith("linux") and not named:
        return False
    if os.environ.get("QT_QPA_PLATFORM") in {"offscreen", "minimal"}:
        return False
    ask = [str(environment.python), "-c", _SCREEN]
    done = subprocess.run(
        ask, cwd=ROOT, check=False, capture_output=True, stdin=subprocess.DEVNULL, timeout=60
    )
    return done.returncode == 0
