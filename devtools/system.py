"""What the operating system must bring: Qt's libraries, a display for tests, fonts.

On Debian and Ubuntu, and as root, what is missing is installed; anyone else is told the one
line to run. Windows and macOS bring all of it themselves.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from devtools.processes import program, run
from devtools.say import DevError, say


@dataclass(frozen=True)
class Need:
    """A Debian package and the sign by which its content is seen, whoever installed it.

    The sign is a shared library, a program on PATH or a font file (one of the three).
    """

    package: str
    library: str = ""
    program: str = ""
    font: str = ""

    def met(self) -> bool:
        """Whether the sign is there."""
        if self.library:
            return _loads(self.library)
        if self.program:
            return program(self.program) is not None
        return _has_font(self.font)


OFFSCREEN = (
    Need("libgl1", library="libGL.so.1"),
    Need("libegl1", library="libEGL.so.1"),
    Need("libxkbcommon0", library="libxkbcommon.so.0"),
    Need("libfontconfig1", library="libfontconfig.so.1"),
    Need("libglib2.0-0", library="libglib-2.0.so.0"),
    Need("libdbus-1-3", library="libdbus-1.so.3"),
)
"""Enough to import and render Qt without a screen."""

XCB = (
    Need("libxkbcommon-x11-0", library="libxkbcommon-x11.so.0"),
    Need("libxcb-icccm4", library="libxcb-icccm.so.4"),
    Need("libxcb-image0", library="libxcb-image.so.0"),
    Need("libxcb-keysyms1", library="libxcb-keysyms.so.1"),
    Need("libxcb-randr0", library="libxcb-randr.so.0"),
    Need("libxcb-render-util0", library="libxcb-render-util.so.0"),
    Need("libxcb-shape0", library="libxcb-shape.so.0"),
    Need("libxcb-xkb1", library="libxcb-xkb.so.1"),
    Need("libx11-xcb1", library="libX11-xcb.so.1"),
    Need("libxcb-sync1", library="libxcb-sync.so.1"),
    Need("libxcb-xfixes0", library="libxcb-xfixes.so.0"),
    Need("libxcb-cursor0", library="libxcb-cursor.so.0"),
)
"""What a window under X needs beyond `OFFSCREEN`."""

FONTS = (
    Need("fonts-noto-cjk", font="*CJK*"),
    Need("fonts-dejavu-core", font="DejaVuSans*"),
)
"""Letters for both languages of the window; without them Chinese is drawn as boxes."""

DISPLAY = (
    Need("xvfb", program="Xvfb"),
    Need("xauth", program="xauth"),
    Need("xdotool", program="xdotool"),
)
"""A display of their own for the end-to-end tests, and hands to type and click with."""

WINDOW = OFFSCREEN + XCB + FONTS
TESTS = WINDOW + DISPLAY


def prepare(needs: Iterable[Need], *, venv_too: bool) -> None:
    """See that `needs` (and Python's venv if `venv_too`) are met; install or tell.

    Raises `DevError` only where nothing can go on: no environment can be made.
    """
    if not sys.platform.startswith("linux"):
        return
    missing = [need.package for need in needs if not need.met()]
    if venv_too and not can_make_venv():
        missing.insert(0, venv_package())
    if missing and not _install(missing):
        say(f"missing on this system: {' '.join(missing)}")
        say(f"run this once: {apt_line(missing)}")
    if venv_too and not can_make_venv():
        raise DevError(
            f"Python cannot make a virtual environment here; run: {apt_line([venv_package()])}"
        )


def can_make_venv() -> bool:
    """Whether Python brings venv and ensurepip (Debian packages them apart)."""
    importlib.invalidate_caches()
    return all(importlib.util.find_spec(name) for name in ("venv", "ensurepip"))


def venv_package() -> str:
    """The Debian package that makes `can_make_venv` true for this Python."""
    return "python{}.{}-venv".format(*sys.version_info)


def apt_line(packages: Iterable[str]) -> str:
    """What to type on Debian or Ubuntu."""
    return f"sudo apt-get update && sudo apt-get install -y {' '.join(packages)}"


def _install(packages: list[str]) -> bool:
    """Install them if we may; False where we may not or where it did not work."""
    may = hasattr(os, "geteuid") and os.geteuid() == 0
    if not may or program("apt-get") is None:
        return False
    say(f"installing system packages: {' '.join(packages)}")
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    if run(["apt-get", "update", "-qq"], environment=quiet) != 0:
        say("the package lists could not be updated; going on with those that are here")
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    return run(install, environment=quiet) == 0


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _has_font(pattern: str) -> bool:
    roots = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".fonts"]
    return any(next(root.rglob(pattern), None) for root in roots if root.is_dir())
