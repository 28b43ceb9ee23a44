"""Where ADE20K has its files: ``annotations/training/X.png`` of ``images/training/X.jpg`` for scene
parsing, ``X_seg.png``, ``X_parts_1.png`` and ``X.json`` beside ``X.jpg`` in the full data set.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from labeldesk.formats.naming import LabelNames

LEGEND = "labeldesk-ade20k.json"
PARTS = {"train": "training", "val": "validation"}
_TRAINING = "training"
_SEG = re.compile(r"(?P<base>.+)_seg\.png")
_PARTS = re.compile(r"(?P<base>.+)_parts_(?P<level>[1-9]\d?)\.png")
_SCENE = re.compile(r"(?:.*?/)??annotations/(?P<rest>(?:.+/)?[^/]+)\.png")
_PLACE = re.compile(
    r"(?:.*/)?(?:images/)?(?P<part>training|validation|testing)/(?P<rest>.+)\.[^./]+"
)
_ADE = re.compile(r"(?:.*/)?annotations/(?:.*/)?ADE_(?:train|val|test)_\d+\.png")


@dataclass(frozen=True)
class Frame:
    """The files about one image of the full data set: objects, parts by level, what they are."""

    base: str
    seg: str
    parts: Mapping[int, str]
    about: str

    @property
    def levels(self) -> list[tuple[int, str]]:
        """The PNG files by level; 0 are the objects."""
        return [(0, self.seg), *sorted(self.parts.items())]


def frames_of(names: Sequence[str]) -> list[Frame]:
    """The images of the full data set that have a file of objects."""
    files = frozenset(names)
    parts: dict[str, dict[int, str]] = {}
    for name in names:
        match = _PARTS.fullmatch(name)
        if match:
            parts.setdefault(match["base"], {})[int(match["level"])] = name
    found = []
    for name in names:
        match = _SEG.fullmatch(name)
        if match:
            base = match["base"]
            abouts = [one for one in (f"{base}.json", f"{base}_atr.txt") if one in files]
            about = abouts[0] if abouts else ""
            if about or base in parts:
                found.append(Frame(base, name, parts.get(base, {}), about))
    return found


def scene_files(names: Sequence[str]) -> dict[str, str]:
    """The PNG files of scene parsing, with their place below ``annotations``."""
    found = {name: match["rest"] for name in names if (match := _SCENE.fullmatch(name))}
    return {name: rest for name, rest in found.items() if not _PARTS.fullmatch(name)}


def has_names_of_ade(names: Sequence[str]) -> bool:
    """Whether files are called as in the download of scene parsing."""
    return any(_ADE.fullmatch(name) for name in names)


class Places:
    """Where the files of images go in an export."""

    def __init__(self, split: Mapping[str, str]) -> None:
        self._split = split
        self._names = LabelNames()

    def of(self, path: str) -> tuple[str, str, str]:
        """``training/X`` for an image, its part, and the ending that its copy has."""
        match = _PLACE.fullmatch(path)
        told = self._split.get(path, "")
        plain = PurePosixPath(path).with_suffix("").as_posix()
        part = PARTS.get(told, told) or (match["part"] if match else _TRAINING)
        place = self._names.take_for_both(f"{part}/{match['rest'] if match else plain}.png")
        return place, part, PurePosixPath(path).suffix or ".jpg"
