"""Where copies of CamVid have their masks: ``trainannot/X.png``, ``train_labels/X_L.png``,
``LabeledApproved_full/X_L.png``, ``labels/X_P.png`` with ``codes.txt``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from labeldesk.formats.camvid.names import CODES
from labeldesk.formats.naming import LabelNames

LEGEND = "labeldesk-camvid.json"
WITHOUT_SPLIT = "train"
_ANNOT = re.compile(r"(?P<before>(?:.*/)?)(?P<part>[^/]+)annot/(?P<rest>[^/]+)\.png")
_LABELS = re.compile(r"(?P<before>(?:.*/)?)(?P<part>[^/]+)_labels/(?P<rest>[^/]+)_L\.png")
_FULL = re.compile(r"(?P<before>(?:.*/)?)LabeledApproved_full/(?P<rest>[^/]+)_L\.png")
_CODED = re.compile(r"(?P<before>(?:.*/)?)labels/(?P<rest>[^/]+)_P\.png")
_PLACE = re.compile(r"(?:.*/)?(?P<part>train|val|test)/(?P<rest>[^/]+)\.[^./]+")


def masks_in(names: Sequence[str]) -> dict[str, str]:
    """The masks, with the place of the image of each but for its ending."""
    is_coded = any(name.rpartition("/")[2] == CODES for name in names)
    found: dict[str, str] = {}
    for name in names:
        for pattern in (_ANNOT, _LABELS):
            if match := pattern.fullmatch(name):
                found[name] = f"{match['before']}{match['part']}/{match['rest']}"
        if match := _FULL.fullmatch(name):
            found[name] = f"{match['before']}701_StillsRaw_full/{match['rest']}"
        elif is_coded and (match := _CODED.fullmatch(name)):
            found[name] = f"{match['before']}images/{match['rest']}"
    return found


class Places:
    """Where the files of images go in an export."""

    def __init__(self, split: Mapping[str, str]) -> None:
        self._split = split
        self._names = LabelNames()

    def of(self, path: str) -> tuple[str, str]:
        """The part of an image, and its name there without an ending."""
        match = _PLACE.fullmatch(path)
        part = self._split.get(path) or (match["part"] if match else WITHOUT_SPLIT)
        plain = f"{part}/{PurePosixPath(path).stem}.png"
        return part, self._names.take_for_both(plain).removeprefix(f"{part}/")
