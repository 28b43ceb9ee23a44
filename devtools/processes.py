"""Starting other programs, from the checkout's root."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from devtools.places import ROOT
from devtools.say import DevError


def run(
    command: Sequence[str | Path],
    *,
    environment: Mapping[str, str] | None = None,
    folder: Path = ROOT,
) -> int:
    """The exit code of a program whose output is shown; `environment` is added to ours."""
    sys.stdout.flush()
    done = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env={**os.environ, **(environment or {})},
        check=False,
    )
    return done.returncode


def must_run(command: Sequence[str | Path], *, folder: Path = ROOT) -> None:
    """Run it without stdin and stop our whole command if it does not succeed.

    uv trusts the certificates that the system trusts, as a company's proxy needs it.
    """
    words = [str(part) for part in command]
    environment = {"UV_SYSTEM_CERTS": "true", "UV_NATIVE_TLS": "true", **os.environ}
    done = subprocess.run(words, cwd=folder, env=environment, stdin=subprocess.DEVNULL, check=False)
    if done.returncode != 0:
        raise DevError(f"this stopped with exit code {done.returncode}: {' '.join(words)}")


def program(name: str) -> str | None:
    """The full path of a program on PATH, or None."""
    return shutil.which(name)


def with_display(command: Sequence[str | Path]) -> list[str | Path]:
    """The command under an X server of its own, where there is one to be had.

    Windows the tests open then never take the focus of the person at the machine.
    """
    if not has_own_display():
        return list(command)
    return ["xvfb-run", "-a", "-s", "-screen 0 1920x1080x24", *command]


def has_own_display() -> bool:
    """Whether `with_display` finds what it needs."""
    return sys.platform.startswith("linux") and all(
        program(name) for name in ("xvfb-run", "Xvfb", "xauth")
    )
