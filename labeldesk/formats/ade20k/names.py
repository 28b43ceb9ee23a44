"""The classes of ADE20K: their numbers, and the list of them that lies with scene parsing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from labeldesk.domain.classes import ClassList
from labeldesk.domain.ids import ClassId
from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.masks.png import Numbers
from labeldesk.formats.report import Report

FORMAT = "ade20k"
LIST = "objectInfo150.txt"
OTHER = 0  # the number of what is of no class
MOST_8_BIT, MOST = 255, 25 * 256 + 255
_HEAD = ("Idx", "Ratio", "Train", "Val", "Stuff", "Name")

SCENE_PARSING = (
    "wall", "building", "sky", "floor", "tree", "ceiling", "road", "bed", "windowpane", "grass",
    "cabinet", "sidewalk", "person", "earth", "door", "table", "mountain", "plant", "curtain",
    "chair", "car", "water", "painting", "sofa", "shelf", "house", "sea", "mirror", "rug", "field",
    "armchair", "seat", "fence", "desk", "rock", "wardrobe", "lamp", "bathtub", "railing",
    "cushion", "base", "box", "column", "signboard", "chest of drawers", "counter", "sand", "sink",
    "skyscraper", "fireplace", "refrigerator", "grandstand", "path", "stairs", "runway", "case",
    "pool table", "pillow", "screen door", "stairway", "river", "bridge", "bookcase", "blind",
    "coffee table", "toilet", "flower", "book", "hill", "bench", "countertop", "stove", "palm",
    "kitchen island", "computer", "swivel chair", "boat", "bar", "arcade machine", "hovel", "bus",
    "towel", "light", "truck", "tower", "chandelier", "awning", "streetlight", "booth",
    "television receiver", "airplane", "dirt track", "apparel", "pole", "land", "bannister",
    "escalator", "ottoman", "bottle", "buffet", "poster", "stage", "van", "ship", "fountain",
    "conveyer belt", "canopy", "washer", "plaything", "swimming pool", "stool", "barrel", "basket",
    "waterfall", "tent", "bag", "minibike", "cradle", "oven", "ball", "food", "step", "tank",
    "trade name", "microwave", "pot", "animal", "bicycle", "lake", "dishwasher", "screen",
    "blanket", "sculpture", "hood", "sconce", "vase", "traffic light", "tray", "ashcan", "fan",
    "pier", "crt screen", "plate", "monitor", "bulletin board", "shower", "radiator", "glass",
    "clock", "flag",
)  # fmt: skip

_FULL = QT_TRANSLATE_NOOP("Ade20k", "There are more classes than ADE20K has numbers")
_TAKEN = QT_TRANSLATE_NOOP("Ade20k", "The mask value {value} of {name} is taken; it gets {other}")


def listed_names(text: str) -> dict[int, str]:
    """The names of the list, by number; lines that are none are passed over."""
    found: dict[int, str] = {}
    for line in text.splitlines():
        words = [word.strip() for word in line.split("\t") if word.strip()]
        if len(words) >= 2 and words[0].isdigit() and words[0].isascii():  # noqa: PLR2004
            found.setdefault(int(words[0]), words[-1])
    return found


def numbers_for(classes: ClassList, most: int, report: Report) -> dict[ClassId, int]:
    """The number of every class: its mask value where it can be, else the next free one."""
    found: dict[ClassId, int] = {}
    owners: set[int] = set()
    for item in classes:
        value = item.mask_value
        if value is not None and OTHER < value <= most and value not in owners:
            owners.add(value)
            found[item.id] = value
    free = (n for n in range(1, most + 1) if n not in owners)
    for item in classes:
        if item.id in found:
            continue
        number = next(free, None)
        if number is None:
            raise UserError(_FULL)
        found[item.id] = number
        if item.mask_value is not None:
            text = _TAKEN.filled(value=item.mask_value, name=item.name, other=number)
            report.warning(text)
    return found


@dataclass
class Tally:
    """How many images of each part have a class, and of how many pixels it is."""

    pixels: dict[int, int] = field(default_factory=dict)
    images: dict[tuple[str, int], int] = field(default_factory=dict)
    total: int = 0

    def add(self, numbers: Numbers, part: str) -> None:
        """One more image."""
        self.total += numbers.size
        for number, count in zip(*np.unique(numbers, return_counts=True), strict=True):
            key = int(number)
            self.pixels[key] = self.pixels.get(key, 0) + int(count)
            self.images[part, key] = self.images.get((part, key), 0) + 1

    def list_bytes(self, classes: ClassList, numbers: Mapping[ClassId, int]) -> bytes:
        """The list in the layout of scene parsing's own."""
        rows = ["\t".join(_HEAD)]
        for item in sorted(classes, key=lambda item: numbers[item.id]):
            own = numbers[item.id]
            ratio = self.pixels.get(own, 0) / self.total if self.total else 0.0
            counts = [self.images.get((part, own), 0) for part in ("training", "validation")]
            name = " ".join(item.name.split())
            rows.append("\t".join([str(own), f"{ratio:.4f}", *map(str, counts), "0", name]))
        return ("\n".join(rows) + "\n").encode()
