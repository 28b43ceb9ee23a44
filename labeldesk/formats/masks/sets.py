"""Pascal VOC's lists of the images of each part: ``ImageSets/Segmentation/PART.txt``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP, counted
from labeldesk.formats.folders import folded
from labeldesk.formats.port import Source
from labeldesk.formats.report import Report

FOLDER = "ImageSets/Segmentation"
_MISSING_ONE = QT_TRANSLATE_NOOP("Masks", "The list names {n} image that has no mask: {name}")
_MISSING = QT_TRANSLATE_NOOP("Masks", "The list names {n} images that have no mask, e.g. {name}")


class ImageSets:
    """Which parts list an image, by the name of its mask without the ending."""

    def __init__(self, source: Source, report: Report) -> None:
        self._lists: dict[str, tuple[str, dict[str, str]]] = {}
        self._parts: dict[str, list[str]] = {}
        for name in source.files:
            place = PurePosixPath(name)
            if place.suffix != ".txt" or not place.parent.as_posix().endswith(FOLDER):
                continue
            try:
                stems = source.text_of(name).split("\n")
            except UserError as error:
                report.failure(error)
                continue
            listed = {folded(stem.strip()): stem.strip() for stem in stems if stem.strip()}
            self._lists[place.stem] = (name, listed)
            for stem in listed:
                self._parts.setdefault(stem, []).append(place.stem)

    def of(self, stem: str) -> list[str]:
        """The parts that an image is in, by the names of their lists."""
        return self._parts.get(folded(stem), [])

    def say_missing(self, stems: Mapping[str, str], report: Report) -> None:
        """A word on the lists that name what has no mask; `stems` are the masks there are."""
        for name, listed in self._lists.values():
            missing = [stem for key, stem in listed.items() if key not in stems]
            if missing:
                text = counted(len(missing), _MISSING_ONE, _MISSING)
                report.warning(text.filled(name=missing[0]), name)


def list_texts(rows: Mapping[str, list[str]]) -> dict[str, str]:
    """The files of the lists; what is in train or val is in trainval as well."""
    lists = dict(rows)
    if "train" in lists and "val" in lists and "trainval" not in lists:
        lists["trainval"] = lists["train"] + lists["val"]
    return {f"{FOLDER}/{part}.txt": "".join(f"{s}\n" for s in v) for part, v in lists.items()}
