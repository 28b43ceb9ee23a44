"""`dev.py shots`: the pictures of the documents, taken of the running program."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from devtools.environment import Environment
from devtools.places import ROOT
from devtools.processes import run
from devtools.samples import samples
from devtools.say import DevError

FOLDER = Path(tempfile.gettempdir()) / "labeldesk-shots"
"""A place that says nothing about whose machine it is: paths are to be read in the pictures."""
IMAGES = ROOT / "docs" / "images"
LOOKS = {"dark": 1, "light": 1, "zh": 1, "scale-200": 2, "tools": 1}
"""Each look is a process of its own, with its scale: Qt takes that at the start."""


def shots(environment: Environment, arguments: Sequence[str]) -> int:
    """Take all pictures, or those of the looks named, into ``docs/images``."""
    unknown = set(arguments) - set(LOOKS)
    if unknown:
        raise DevError(f"shots knows {' '.join(LOOKS)}, not {' '.join(sorted(unknown))}")
    found = samples(environment)
    for look in arguments or LOOKS:
        home = str(FOLDER)
        variables = {"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": str(LOOKS[look])}
        command: list[str | Path] = [environment.python, "-m", "devtools.inside.shots"]
        command += ["--folder", FOLDER, "--model", found.model, "--images", IMAGES]
        code = run(
            [*command, "--look", look, *found.photographs],
            environment={**variables, "HOME": home, "USERPROFILE": home},
        )
        if code != 0:
            return code
    return 0
