"""Which image an annotation file is about, when names are all there is to go by."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from pathlib import PurePosixPath

from labeldesk.formats.paths import last_name, relative_name

_TWINS = {"labels": ("images",), "Annotations": ("JPEGImages", "Images", "images")}


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


class Pairing:
    """The images of a source, found by file name or by stem. Paths are relative POSIX.

    Names compare exactly first, then without regard to case and Unicode form: NFC and NFD
    are the same name on macOS. Among images of one name the one whose folders agree best with
    those of the annotation file wins.
    """

    def __init__(self, images: Sequence[str]) -> None:
        self._images = images

    @cached_property
    def _paths(self) -> set[str]:
        return set(self._images)

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for path in self._images:
            found[_folded(path.rpartition("/")[2])].append(path)
        return found

    @cached_property
    def _by_stem(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for path in self._images:
            found[_folded(PurePosixPath(path).stem)].append(path)
        return found

    def __bool__(self) -> bool:
        return bool(self._images)

    def by_name(self, name: str, beside: str = "") -> str | None:
        """The image of that file name or relative path; `beside` is the annotation file."""
        relative = relative_name(name)
        if relative is not None:
            places = [(folder / relative).as_posix() for folder in _folders_of(beside)]
            exact = next((p for p in [*places, relative] if p in self._paths), None)
            if exact is not None:
                return exact
        return _nearest(self._by_name.get(_folded(last_name(name)), []), beside)

    def by_stem(self, annotation: str) -> str | None:
        """The image that has the annotation file's name but for the extension."""
        stem = PurePosixPath(annotation).stem
        found = self._by_name.get(_folded(stem)) or self._by_stem.get(_folded(stem), [])
        folders = [folder.as_posix() for folder in _folders_of(annotation)]
        for folder in folders if len(found) > 1 else ():
            beside = [p for p in found if PurePosixPath(p).parent.as_posix() == folder]
            if beside:
                return beside[0]
        return _nearest(found, annotation)

    def is_of_stem(self, image: str, annotation: str) -> bool:
        """Whether the two are of one stem."""
        stem = _folded(PurePosixPath(annotation).stem)
        name = PurePosixPath(image)
        return stem in (_folded(name.stem), _folded(name.name))


def _folders_of(annotation: str) -> list[PurePosixPath]:
    """Where the image of an annotation file may lie, the likeliest first: beside it, in the
    twin of its folder, in that folder without `labels` or `Annotations`, without the part.
    """
    parts = PurePosixPath(annotation).parent.parts
    found = [parts]
    at = next((n for n, part in enumerate(parts) if part in _TWINS), None)
    if at is not None:
        before, after = parts[:at], parts[at + 1 :]
        found += [(*before, twin, *after) for twin in _TWINS[parts[at]]]
        found += [(*before, *after), after, after[1:]]
    return [PurePosixPath(*folder) for folder in found]


def _nearest(found: list[str], annotation: str) -> str | None:
    if len(found) <= 1:
        return found[0] if found else None
    folders = PurePosixPath(annotation).parent.parts

    def nearness(path: str) -> int:
        own = PurePosixPath(path).parent.parts
        shared = sum(1 for a, b in zip(reversed(folders), reversed(own), strict=False) if a == b)
        return shared * 2 - abs(len(folders) - len(own))

    return max(found, key=nearness)
