"""`dev.py shots`, the part inside ``.venv``: one look of the program, scene by scene."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from labeldesk.settings.places import HOME_VARIABLE, Places

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from devtools.inside.stage import Stage

SETTINGS = {
    "dark": {"theme": "dark", "language": "en"},
    "light": {"theme": "light", "language": "en"},
    "zh": {"theme": "dark", "language": "zh_CN"},
    "scale-200": {"theme": "dark", "language": "en"},
    "tools": {"theme": "dark", "language": "en"},
}
WIDE, HIGH = 1280, 780
SMALL = (780, 560)
ALL_KEYS = (1440, 880)
"""The window in logical pixels; less where each of them is four, more for all keys on one page."""
MOST_BYTES = 900_000
"""A repository keeps every version of every picture."""


def main(arguments: Sequence[str]) -> int:
    """Take the pictures of one look; gives the exit code."""
    given = _parser().parse_args(arguments)
    os.environ[HOME_VARIABLE] = str(given.folder / "home")
    from devtools.inside import making

    making.cleared(given.folder)
    pictures = given.folder / "Pictures"
    pictures.mkdir()
    _choose(given.look)
    if given.look == "tools":
        for photograph in given.photographs:
            shutil.copy(photograph, pictures)
        _take_tools(given)
    else:
        _prepare(given, pictures)
        _take(given)
    return 0


def _prepare(given: argparse.Namespace, pictures: Path) -> None:
    """A project with drawings and open suggestions."""
    from devtools.inside import making

    with making.make(pictures, given.photographs) as project:
        making.Proposing(project, given.model).ended()
        making.draw(project, to_do=("astronaut.png", "coffee.png"))


def _choose(look: str) -> None:
    """The settings of the look."""
    from labeldesk.settings.store import Settings
    from labeldesk.settings.table import SETTINGS as ROWS

    settings = Settings(Places.of_environment().settings_file)
    for row in ROWS:
        if row.id in SETTINGS[look]:
            settings.set(row, SETTINGS[look][row.id])


def _take(given: argparse.Namespace) -> None:
    from devtools.inside.making import PROJECT
    from devtools.inside.scenes import SCENES
    from devtools.inside.stage import Stage

    with Stage() as stage:
        stage.resize(*_size(given.look))
        stage.open(given.folder / "Pictures" / PROJECT)
        stage.go("coffee.png")
        stage.use(given.model)
        for name, scene in SCENES[given.look].items():
            stage.resize(*_size(given.look, name))
            file = given.images / f"{name}-{given.look}.png"
            if scene(stage):
                _save(stage, file)
            else:
                print(f"{file.name}: cannot be shown", flush=True)
            stage.leave_sheet()


def _take_tools(given: argparse.Namespace) -> None:
    """The canvas alone, small, as there is one picture for every tool."""
    from devtools.inside.stage import Stage
    from devtools.inside.tool_scenes import PHOTOGRAPH, TOOLS, begin, shown
    from labeldesk.suggest.fake_pair import write_pair

    with Stage() as stage:
        stage.resize(*SMALL)
        stage.open(given.folder / "Pictures" / PHOTOGRAPH)
        begin(stage, write_pair(given.folder, by_hue=True))
        for tool in TOOLS:
            _write(given.images / f"tool-{tool}.jpg", packed(shown(stage, tool), "JPEG"))


def _size(look: str, name: str = "") -> tuple[int, int]:
    if look == "scale-200":
        return SMALL
    return ALL_KEYS if name == "keys" else (WIDE, HIGH)


def _save(stage: Stage, file: Path) -> None:
    _write(file, packed(stage.picture()))


def _write(file: Path, data: bytes) -> None:
    if len(data) > MOST_BYTES:
        raise ValueError(f"{file.name} has {len(data)} bytes, more than {MOST_BYTES}")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    print(f"{file.name}: {len(data) / 1000:.0f} kB", flush=True)


def packed(image: QImage, kind: str = "PNG") -> bytes:
    """A PNG in true colour: a palette would show bands in every sky and shift the blues.

    A JPEG for what is a photograph for the most part.
    """
    from io import BytesIO

    from PIL import Image
    from PySide6.QtGui import QImage

    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    size, stride = (plain.width(), plain.height()), plain.bytesPerLine()
    whole = Image.frombytes("RGB", size, bytes(plain.constBits()), "raw", "RGB", stride)
    stream = BytesIO()
    whole.save(stream, kind, optimize=True, quality=88, subsampling=0)
    return stream.getvalue()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="shots")
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--images", type=Path, required=True)
    parser.add_argument("--look", choices=list(SETTINGS), required=True)
    parser.add_argument("photographs", type=Path, nargs="+")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
