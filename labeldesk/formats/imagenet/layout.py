"""Which folder of an image's path is its class: the one below the part of a split, else the first
in which the paths differ.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import PurePosixPath

from labeldesk.formats.folders import folded

Parts = tuple[str, ...]

SPLITS = frozenset(("train", "training", "val", "valid", "validation", "test", "testing"))
KINDS = frozenset(
    ("images", "image", "imgs", "img", "jpegimages", "labels", "masks", "annotations", "pictures")
)
"""Folders that say what is in them and are no classes."""
SYNSET = re.compile(r"n\d{8}\Z")
_NUMBERED = re.compile(r"\D*\d{2,}")
_ODD = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f\ud800-\udfff]')
_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?\Z", re.IGNORECASE)
_LONGEST = 200  # bytes of a folder's name


def is_split(folder: str) -> bool:
    """Whether a folder is called like a part of a split."""
    return folded(folder) in SPLITS


def is_numbered(folder: str) -> bool:
    """Whether a folder is called like a date or one of a sequence rather than like a class."""
    return _NUMBERED.match(folder) is not None


def parts_of(path: str) -> Parts:
    """The folders of a path."""
    return PurePosixPath(path).parts[:-1]


class Layout:
    """The classes of the images `names`, by their folders."""

    def __init__(self, names: Iterable[str]) -> None:
        folders = {parts_of(name) for name in names}
        self.has_splits = any(map(is_split, (one for parts in folders for one in parts)))
        self._depth = 0 if self.has_splits else _shared(folders)

    def class_of(self, name: str) -> str | None:
        """The folder that is the class of an image, None for one that lies in none."""
        folder = self._split_up(parts_of(name))[1]
        return folder if folder and folded(folder) not in KINDS else None

    def by_part(self, names: Iterable[str]) -> dict[str, set[str]]:
        """The classes in each part of the split; one part, "", where there is no split."""
        found: dict[str, set[str]] = defaultdict(set)
        for name in names:
            folder = self.class_of(name)
            if folder is not None:
                found[self._split_up(parts_of(name))[0]].add(folder)
        return dict(found)

    def _split_up(self, parts: Parts) -> tuple[str, str]:
        """The folders down to the part of a split, and the one below."""
        depth = self._depth
        if self.has_splits:
            at = next((n for n, part in enumerate(parts) if is_split(part)), len(parts))
            depth = at + 1
        below = parts[depth : depth + 1]
        return "/".join(parts[:depth]), below[0] if below else ""


def _shared(folders: set[Parts]) -> int:
    """How many folders from the root on lie above those that are classes."""
    if not folders:
        return 0
    first, last = min(folders), max(folders)
    same = next(
        (n for n, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first)
    )
    return max(same - 1, 0) if len(folders) == 1 else same


def folder_for(name: str, taken: set[str]) -> str:
    """A folder for the class of a name that any system can have and that is no part of a split;
    `taken` holds those of the other classes, and then this one.
    """
    plain = _ODD.sub("_", name).strip().rstrip(".").rstrip()
    plain = plain.encode()[:_LONGEST].decode(errors="ignore").rstrip()
    if not plain or plain.startswith(".") or _DEVICE.match(plain):
        plain = f"_{plain}"
    if folded(plain) in SPLITS | KINDS:
        plain = f"{plain}_"
    free, number = plain, 1
    while folded(free) in taken:
        number += 1
        free = f"{plain}-{number}"
    taken.add(folded(free))
    return free
