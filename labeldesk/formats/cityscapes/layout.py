"""Where Cityscapes has its files: ``gtFine/train/CITY/BASE_gtFine_labelIds.png`` of the image
``leftImg8bit/train/CITY/BASE_leftImg8bit.png``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from labeldesk.formats.folders import folder_of, joined
from labeldesk.formats.naming import LabelNames

IMAGES, LABELS = "leftImg8bit", "gtFine"
POLYGONS, LABEL_IDS, TRAIN_IDS, INSTANCE_IDS, COLOUR = (
    "polygons.json", "labelIds.png", "labelTrainIds.png", "instanceIds.png", "color.png"
)  # fmt: skip
WITHOUT_SPLIT = "train"
_FILE = re.compile(
    r"(?P<base>.+)_(?P<kind>gtFine|gtCoarse)_"
    r"(?P<what>polygons\.json|labelIds\.png|labelTrainIds\.png|instanceIds\.png|color\.png)"
)
_IMAGE = re.compile(r"(?:.*/)?leftImg8bit/([^/]+)/([^/]+)/([^/]+)_leftImg8bit\.[^./]+")
_KINDS = ("gtFine", "gtCoarse")


@dataclass(frozen=True)
class Frame:
    """The files about one image, by what they are."""

    folder: str
    base: str
    files: Mapping[str, str]

    @property
    def place(self) -> str:
        """Below the folder of the labels: ``train/CITY/BASE``."""
        parts = self.folder.split("/")
        at = next((n for n, part in enumerate(parts) if part in _KINDS), None)
        return "/".join([*(parts if at is None else parts[at + 1 :]), self.base])

    @property
    def image(self) -> str:
        """Where the image of a download is."""
        parts = [IMAGES if part in _KINDS else part for part in self.folder.split("/")]
        return joined("/".join(parts), f"{self.base}_{IMAGES}.png")

    @property
    def beside(self) -> str:
        """The name of a file of the image's stem that lies with the labels."""
        return joined(self.folder, f"{self.base}.png")


def frames_of(names: Sequence[str]) -> list[Frame]:
    """The frames that the files are about; what is fine goes before what is coarse."""
    found: dict[tuple[str, str, str], dict[str, str]] = {}
    for name in names:
        match = _FILE.fullmatch(name.rpartition("/")[2])
        if match:
            key = (folder_of(name), match["base"], match["kind"])
            found.setdefault(key, {})[match["what"]] = name
    fine = {base for _, base, kind in found if kind == LABELS}
    return [
        Frame(folder, base, files)
        for (folder, base, kind), files in found.items()
        if (kind == LABELS or base not in fine) and files.keys() != {COLOUR}
    ]


def is_of_cityscapes(name: str) -> bool:
    """Whether a file has one of its names."""
    return _FILE.fullmatch(name.rpartition("/")[2]) is not None


class Places:
    """Where the files of images go in an export."""

    def __init__(self, split: Mapping[str, str]) -> None:
        self._split = split
        self._names = LabelNames()

    def of(self, path: str) -> tuple[str, bool]:
        """``train/CITY/BASE`` for an image; whether its path says just that."""
        match = _IMAGE.fullmatch(path)
        part = self._split.get(path) or (match[1] if match else WITHOUT_SPLIT)
        plain = PurePosixPath(path)
        city = match[2] if match else "-".join(plain.parent.parts) or "images"
        base = match[3] if match else plain.stem
        place = self._names.take_for_both(f"{part}/{city}/{base}.png")
        return place, path == f"{IMAGES}/{place}_{IMAGES}.png"
