"""`dev.py shots`, the part inside ``.venv``: one look of the program, scene by scene."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from labeldesk.settings.places import HOME_VARIABLE, Places

if TYPE_CHECKING:
    from PIL import Image
    from PySide6.QtGui import QImage

    from devtools.inside.stage import Stage

SETTINGS = {
    "dark": {"theme": "dark", "language": "en"},
    "light": {"theme": "light", "language": "en"},
    "zh": {"theme": "dark", "language": "zh_CN"},
    "scale-200": {"theme": "dark", "language": "en"},
}
WIDE, HIGH = 1200, 760
SMALL = (900, 620)
"""The window in logical pixels; less where each of them is four."""
MOST_BYTES = 300_000
COLOURS = (236, 192, 128, 96, 64, 48, 32, 24, 16)


def main(arguments: Sequence[str]) -> int:
    """Take the pictures of one look; gives the exit code."""
    given = _parser().parse_args(arguments)
    os.environ[HOME_VARIABLE] = str(given.folder / "home")
    _prepare(given)
    _take(given)
    return 0


def _prepare(given: argparse.Namespace) -> None:
    """A project with drawings and open suggestions, and the settings of the look."""
    from devtools.inside import making
    from labeldesk.settings.store import Settings
    from labeldesk.settings.table import SETTINGS as ROWS

    making.cleared(given.folder)
    pictures = given.folder / "Pictures"
    pictures.mkdir()
    with making.make(pictures, given.photographs) as project:
        making.Proposing(project, given.model).ended()
        making.draw(project, to_do=("astronaut.png", "coffee.png"))
    settings = Settings(Places.of_environment().settings_file)
    for row in ROWS:
        if row.id in SETTINGS[given.look]:
            settings.set(row, SETTINGS[given.look][row.id])


def _take(given: argparse.Namespace) -> None:
    from devtools.inside.making import PROJECT
    from devtools.inside.scenes import SCENES
    from devtools.inside.stage import Stage

    with Stage() as stage:
        stage.resize(*(SMALL if given.look == "scale-200" else (WIDE, HIGH)))
        stage.open(given.folder / "Pictures" / PROJECT)
        stage.go("coffee.png")
        stage.use(given.model)
        for name, scene in SCENES[given.look].items():
            file = given.images / f"{name}-{given.look}.png"
            if scene(stage):
                _save(stage, file)
            else:
                print(f"{file.name}: cannot be shown", flush=True)
            stage.leave_sheet()


def _save(stage: Stage, file: Path) -> None:
    data = small(stage.picture())
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    print(f"{file.name}: {len(data) / 1000:.0f} kB", flush=True)


def small(image: QImage) -> bytes:
    """A PNG with a palette, of as many colours as keep it below `MOST_BYTES`."""
    from io import BytesIO

    from PIL import Image
    from PySide6.QtGui import QImage

    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    size, stride = (plain.width(), plain.height()), plain.bytesPerLine()
    whole = Image.frombytes("RGB", size, bytes(plain.constBits()), "raw", "RGB", stride)
    data = b""
    for colours in COLOURS:
        stream = BytesIO()
        reduced = whole.quantize(palette=_palette(whole, colours), dither=Image.Dither.NONE)
        reduced.save(stream, "PNG", optimize=True)
        data = stream.getvalue()
        if len(data) < MOST_BYTES:
            break
    return data


def _palette(whole: Image.Image, colours: int) -> Image.Image:
    """The colours of classes as they are, and the best `colours` for everything else."""
    from PIL import Image, ImageColor

    from labeldesk.domain.classes import PALETTE

    found = whole.quantize(colours, Image.Quantize.MEDIANCUT).getpalette() or []
    kept = [part for name in PALETTE for part in ImageColor.getrgb(name)]
    made = Image.new("P", (1, 1))
    made.putpalette(kept + found[: 3 * colours])
    return made


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
