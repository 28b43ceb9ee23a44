"""Which image an annotation file is about, when names are all there is to go by.

An image that shares the name but lies where the file does not belong is somebody else's until
the opposite is plain: objects on the wrong image are worse than objects on none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import PurePosixPath
from typing import NamedTuple

from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.formats.folders import (
    agree,
    are_parallel,
    contradict,
    core,
    folded,
    folder_of,
    joined,
    places_of,
    split_words,
    tail,
    way,
    words_of,
)
from labeldesk.formats.paths import last_name, relative_name

_ELSEWHERE = QT_TRANSLATE_NOOP("Formats", "The image is taken from another folder: {path}")
_NOT_TAKEN = QT_TRANSLATE_NOOP(
    "Formats", "{path} has this name but lies in another folder; it is not taken for the image"
)
_EITHER = QT_TRANSLATE_NOOP("Formats", "This may be about {first} or {second}; the first is taken")
_NEITHER = QT_TRANSLATE_NOOP(
    "Formats", "This may be about {first} or {second}; it is taken for neither"
)


class Found(NamedTuple):
    """The image, None for none, and a warning that goes with the answer."""

    path: str | None
    note: Text | None = None


class Pairing:
    """The images of a source, found by file name or by stem. Paths are relative POSIX.

    Names compare exactly first, then without regard to case and Unicode form: NFC and NFD
    are the same name on macOS. `files` are the annotation files that there are: an image that
    another one has as good a claim to is left alone.
    """

    def __init__(self, images: Sequence[str], files: Iterable[str] = ()) -> None:
        self._images = images
        self._files = files

    @cached_property
    def _paths(self) -> frozenset[str]:
        return frozenset(self._images)

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for path in self._images:
            found[folded(path.rpartition("/")[2])].append(path)
        return found

    @cached_property
    def _by_stem(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for path in self._images:
            found[folded(PurePosixPath(path).stem)].append(path)
        return found

    @cached_property
    def _claims(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for file in self._files:
            found[folded(PurePosixPath(file).stem)].append(file)
        return found

    @cached_property
    def _cores(self) -> frozenset[tuple[str, ...]]:
        return frozenset(map(core, {folder_of(path) for path in self._images}))

    def __bool__(self) -> bool:
        return bool(self._images)

    def __contains__(self, path: str) -> bool:
        return path in self._paths

    def by_name(self, told: str, file: str) -> Found:
        """The image that the annotation file says it is about, by a name or a relative path."""
        places = places_of(folder_of(file))
        for name in dict.fromkeys((told, relative_name(told) or told)):
            hits = [path for place in places if (path := joined(place, name)) in self._paths]
            if hits:
                return Found(hits[0], _doubt(hits, file))
        plain = relative_name(told)
        if plain is not None and "/" in plain:
            return self.by_path(plain, file)
        return self._chosen(self._called(told), file, last_name(told))

    def by_path(self, told: str, file: str) -> Found:
        """The image of a path in a list of images (`file`), relative to a folder nobody knows."""
        for name in dict.fromkeys((told, relative_name(told) or told)):
            if name in self._paths:
                beside = joined(folder_of(file), name)
                is_plain = beside == name or beside not in self._paths
                return Found(name, None if is_plain else _doubt([name, beside]))
        found = self._called(told)
        stated = folder_of(told.strip().replace("\\", "/"))
        if not stated:
            return _listed(found, file, last_name(told))
        depth = max((agree(stated, folder_of(path)) for path in found), default=-1)
        if depth >= 0:
            best = [path for path in found if agree(stated, folder_of(path)) == depth]
            return _only(_nearest(best, folder_of(file)))
        if relative_name(told) is None:  # a path on another computer
            return _only(found)
        alike = [path for path in found if not core(stated) or not core(folder_of(path))]
        return self._elsewhere(found, alike, stated, ())

    def by_stem(self, file: str) -> Found:
        """The image that has the annotation file's name but for the extension."""
        stem = PurePosixPath(file).stem
        key = folded(stem)
        return self._chosen([*self._by_name.get(key, ()), *self._by_stem.get(key, ())], file, stem)

    def is_of_stem(self, image: str, annotation: str) -> bool:
        """Whether the two are of one stem."""
        stem = folded(PurePosixPath(annotation).stem)
        name = PurePosixPath(image)
        return stem in (folded(name.stem), folded(name.name))

    def _called(self, told: str) -> list[str]:
        return self._by_name.get(folded(last_name(told)), [])

    def _chosen(self, found: list[str], file: str, wanted: str) -> Found:
        """The one of `found` that lies where the images of the annotation file lie."""
        if len(found) > 1:
            found = [path for path in found if not self._is_meant_by_another(path, file)]
        if not found:
            return Found(None)
        own = folder_of(file)
        groups: dict[str, list[str]] = defaultdict(list)
        for path in found:
            groups[folder_of(path)].append(path)
        hits = [groups[place] for place in places_of(own) if place in groups]
        if not hits:
            alike = [place for place in groups if core(place) == core(own)]
            hits = [groups[place] for place in sorted(alike, key=lambda p: -way(p, own))]
            if len(hits) > 1 and len(_nearest([hits[0][0], hits[1][0]], own)) > 1:
                return _neither(hits[0] + hits[1])
        if hits:
            best = _most_alike(hits[0], wanted)
            firsts = [group[0] for group in hits[1:]]
            return Found(best, _doubt([best, *firsts], file)) if best else _neither(hits[0])
        free = [path for path in found if not self._contradicts(own, path)]
        return self._elsewhere(found, free, own, self._rivals(file))

    def _elsewhere(
        self, found: list[str], free: list[str], own: str, rivals: Sequence[str]
    ) -> Found:
        """The only one of those that may be meant though they lie in other folders."""
        shared = max((tail(own, folder_of(path)) for path in free), default=0)
        best = [path for path in free if tail(own, folder_of(path)) == shared]
        if len(best) > 1:
            return _neither(best)
        if not best or any(self._may_be(rival, best[0]) for rival in rivals):
            return Found(None, _NOT_TAKEN.filled(path=found[0]) if found else None)
        is_plain = are_parallel(own, folder_of(best[0]))
        return Found(best[0], None if is_plain else _ELSEWHERE.filled(path=best[0]))

    def _is_meant_by_another(self, image: str, file: str) -> bool:
        """Whether another annotation file has the whole name of the image for its stem."""
        name = folded(image.rpartition("/")[2])
        return any(
            other != file and self._may_be(other, image) for other in self._claims.get(name, ())
        )

    def _rivals(self, file: str) -> list[str]:
        stem = folded(PurePosixPath(file).stem)
        return [other for other in self._claims.get(stem, ()) if other != file]

    def _may_be(self, file: str, image: str) -> bool:
        own, other = folder_of(file), folder_of(image)
        is_at_place = other in places_of(own) or core(own) == core(other)
        return is_at_place or not self._contradicts(own, image)

    def _contradicts(self, own: str, image: str) -> bool:
        """Whether the folders exclude each other; so they do where there is a folder of images
        that would fit.
        """
        stated = core(own)
        return contradict(own, folder_of(image)) or (bool(stated) and stated in self._cores)


def _most_alike(found: Sequence[str], wanted: str) -> str | None:
    """The one whose name or stem is `wanted`, the more exactly the better; None for a tie."""
    if len(found) == 1:
        return found[0]
    names = [(path, PurePosixPath(path)) for path in found]
    key = folded(wanted)
    for hits in (
        [path for path, name in names if name.name == wanted],
        [path for path, name in names if folded(name.name) == key],
        [path for path, name in names if name.stem == wanted],
        [path for path, name in names if folded(name.stem) == key],
    ):
        if hits:
            return hits[0] if len(hits) == 1 else None
    return None


def _nearest(found: Sequence[str], folder: str) -> list[str]:
    """Those with the most folders from the root on in common with a folder."""
    most = max((way(folder, folder_of(path)) for path in found), default=0)
    return [path for path in found if way(folder, folder_of(path)) == most]


def _only(found: Sequence[str]) -> Found:
    if len(found) > 1:
        return _neither(found)
    return Found(found[0] if found else None)


def _neither(found: Sequence[str]) -> Found:
    return Found(None, _NEITHER.filled(first=found[0], second=found[1]))


def _listed(found: list[str], file: str, wanted: str) -> Found:
    """The image of a list that names no folders: in the list's own folder, or in one that
    the list is called after.
    """
    split = split_words(file)
    free = [
        path
        for path in found
        if not split or split & split_words(folder_of(path)) or not split_words(folder_of(path))
    ]
    if not free:
        return Found(None, _NOT_TAKEN.filled(path=found[0]) if found else None)
    words = words_of(PurePosixPath(file).stem)
    beside = [path for path in free if folder_of(path) == folder_of(file)]
    named = [path for path in free if words & set(core(folder_of(path)))]
    best = beside or _nearest(named or free, folder_of(file))
    alike = _most_alike(best, wanted)
    return Found(alike) if alike else _neither(best)


def _doubt(hits: Sequence[str], file: str | None = None) -> Text | None:
    """A word on the second of two that could be meant; none where the first lies beside."""
    if len(hits) < 2 or (file is not None and folder_of(hits[0]) == folder_of(file)):  # noqa: PLR2004
        return None
    return _EITHER.filled(first=hits[0], second=hits[1])
