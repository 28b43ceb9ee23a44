"""A few pictures to try the program on, drawn on the spot."""

from __future__ import annotations

import json
import math
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from labeldesk.domain.ids import new_id
from labeldesk.domain.problem import UserError
from labeldesk.domain.progress import Cancel
from labeldesk.domain.text import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from labeldesk.work.sample_pictures import Thing

Kind = Literal["classify", "detect", "segment"]
"""What the sample is for: one object a picture, many small ones, or a few large ones."""

COUNT = 24
CLASS_FILE = "classes.txt"
_MARKER = ".labeldesk-sample.json"
_QUALITY = 90
_TRIES = 200
_CANNOT = QT_TRANSLATE_NOOP("Work", "The sample could not be written: {why}")
_PLACES: dict[Kind, tuple[range, tuple[int, int], float]] = {
    "classify": (range(1, 2), (150, 200), 0.0),
    "detect": (range(4, 9), (44, 80), 2.1),
    "segment": (range(2, 5), (95, 135), 1.9),
}
"""How many objects, how large (radius, px), how far apart (in mean radii)."""


def make_sample(folder: Path, kind: Kind, *, cancel: Cancel | None = None) -> Path:
    """24 pictures of 800 x 600 and a class list (`classes.txt`) in `folder`; returns where.

    A sample of that kind which lies there already is given back as it is, with all that was
    done in it. Anything else that lies there stays untouched, and the sample gets the next free
    name: `folder 2`. The folder appears whole or not at all. Raises `UserError` when it cannot
    be written, and `Cancelled`.
    """
    place = _free(folder, kind)
    if _is_ours(place, kind):
        return place
    building = place.with_name(f".{place.name}.{new_id():x}.tmp")
    try:
        building.mkdir(parents=True)
        _fill(building, kind, cancel or Cancel())
        if place.is_dir():
            place.rmdir()
        building.rename(place)
    except OSError as error:
        raise UserError(
            _CANNOT.filled(why=error.strerror or str(error)), path=str(place)
        ) from error
    finally:
        shutil.rmtree(building, ignore_errors=True)
    return place


def _free(folder: Path, kind: Kind) -> Path:
    """The first of `folder`, `folder 2`, ... that is ours, empty or not there."""
    number, place = 1, folder
    while not _is_ours(place, kind) and (place.is_file() or _has_content(place)):
        number += 1
        place = folder.with_name(f"{folder.name} {number}")
    return place


def _has_content(place: Path) -> bool:
    return place.is_dir() and any(place.iterdir())


def _is_ours(place: Path, kind: Kind) -> bool:
    try:
        return bool(json.loads((place / _MARKER).read_bytes())["kind"] == kind)
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _fill(folder: Path, kind: Kind, cancel: Cancel) -> None:
    from labeldesk.formats.class_lists import list_text
    from labeldesk.imaging.opencv import cv2
    from labeldesk.work.sample_pictures import CLASSES, picture

    for number in range(COUNT):
        cancel.check()
        drawn = picture(things(kind, number), number + number // 4, number)
        done, data = cv2.imencode(".jpg", drawn, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])
        assert done
        (folder / f"{kind}-{number + 1:02}.jpg").write_bytes(data.tobytes())
    (folder / CLASS_FILE).write_text(list_text(CLASSES), encoding="utf-8")
    (folder / _MARKER).write_text(json.dumps({"kind": kind, "version": 1}), encoding="utf-8")


def things(kind: Kind, number: int) -> list[Thing]:
    """What is on the picture with that number, in pixels; in `classify` the classes take turns."""
    import numpy as np

    from labeldesk.work.sample_pictures import CLASSES, HEIGHT, WIDTH, Thing

    rng = np.random.default_rng([number, *kind.encode()])
    counts, sizes, apart = _PLACES[kind]
    wanted = int(rng.integers(counts.start, counts.stop))
    found: list[Thing] = []
    for _ in range(_TRIES):
        radius = float(rng.uniform(*sizes))
        edge = radius * 1.3
        room = (WIDTH - 2 * edge, HEIGHT - 2 * edge)
        x, y = (edge + float(rng.uniform(0.0, 1.0)) * side for side in room)
        gaps = (math.hypot(x - o.x, y - o.y) * 2 / (radius + o.radius) for o in found)
        if all(gap > apart for gap in gaps):
            chosen = number if not apart else int(rng.integers(len(CLASSES)))
            name = CLASSES[chosen % len(CLASSES)]
            found.append(Thing(name, x, y, radius, float(rng.uniform(0, 2 * math.pi))))
        if len(found) == wanted:
            break
    return found
