"""`dev.py demo`, the part inside ``.venv``: the whole way, then the window on its result."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from labeldesk.settings.places import HOME_VARIABLE

SCREENSHOT = "screenshot.png"
FIRST = "coffee.png"
"""The image that the window opens on."""


def main(arguments: Sequence[str]) -> int:
    """Make everything in the folder given; gives the exit code."""
    from labeldesk.domain.problem import UserError

    given = _parser().parse_args(arguments)
    os.environ[HOME_VARIABLE] = str(given.folder / "home")  # the demo leaves no trace elsewhere
    try:
        _make(given)
    except UserError as error:
        sys.stderr.write(f"{error}\n")
        return 3
    return show(given.folder, given.model, stay=given.window)


def show(folder: Path, model: Path, *, stay: bool) -> int:
    """Open the window on the demo's project, take its picture, and `stay` or close it."""
    from devtools.inside.making import PROJECT
    from devtools.inside.stage import Stage
    from labeldesk.ui.window import FIRST_SIZE

    with Stage() as stage:
        if not stay:  # the screen that does not exist is a small one
            stage.resize(*FIRST_SIZE)
        stage.open(folder / PROJECT)
        stage.go(FIRST)
        stage.use(model)
        stage.picture().save(str(folder / SCREENSHOT))
        print(f"screenshot: {os.path.relpath(folder / SCREENSHOT)}", flush=True)
        return stage.labeldesk.application.exec() if stay else 0


def _make(given: argparse.Namespace) -> None:
    from devtools.inside import making, summary

    making.cleared(given.folder)
    with making.make(given.folder, given.photographs) as project:
        proposing = making.Proposing(project, given.model)
        proposed = proposing.accepted()
        making.draw(project)
        written = making.export(project, given.folder)
        for line in summary.lines(given.folder, project, proposed, written):
            print(line, flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="demo")
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--window", action="store_true")
    parser.add_argument("photographs", type=Path, nargs="+")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
