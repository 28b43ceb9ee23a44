"""Which image goes into which part of a split: by itself, with its neighbours, by its classes."""

from __future__ import annotations

import hashlib
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from labeldesk.domain.problem import UsageError
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.folders import folder_of
from labeldesk.formats.report import Report
from labeldesk.work.splits import quotas, split_of

IMAGE, CLASS, FOLDER, SEQUENCE, PATTERN = "image", "class", "folder", "sequence", "pattern"
WAYS = (IMAGE, CLASS, FOLDER, SEQUENCE)
ClassesOf = Callable[[], Mapping[str, Collection[Hashable]]]
"""The classes on every image, by its path; images without any may be left out."""

_WAY = QT_TRANSLATE_NOOP("Work", "{text} is no way to split; there are {ways}")
_PATTERN = QT_TRANSLATE_NOOP("Work", "{text} is no pattern: {reason}")
_UNSTABLE = QT_TRANSLATE_NOOP(
    "Work", "Where every part gets its share of each class, images cannot keep their part"
)
_EMPTY = QT_TRANSLATE_NOOP(
    "Work", "No image is in {part}: groups stay together, and there are {n} of them"
)
_NONE_STAYED = QT_TRANSLATE_NOOP(
    "Work", "No image is in {part}: it has too small a share of so few"
)
_LAST_NUMBER = re.compile(r"\d+(?!.*\d)")
_WHOLE = 1 << 64


@dataclass(frozen=True, slots=True)
class Grouping:
    """What stays together in one part.

    `by` is one of `WAYS`, or "pattern": then images stay together whose paths have the same text
    where `pattern` fits (that of its first group, if it has one). `is_stable`: an image keeps its
    part whatever others come, and the parts have their shares about, not exactly.
    """

    by: str = IMAGE
    is_stable: bool = False
    pattern: str = ""

    def check(self) -> None:
        """`UsageError` for what cannot be."""
        if self.by not in (*WAYS, PATTERN):
            raise UsageError(_WAY.filled(text=self.by, ways=", ".join(WAYS)))
        if self.by == CLASS and self.is_stable:
            raise UsageError(_UNSTABLE)
        try:
            re.compile(self.pattern)
        except re.error as error:
            raise UsageError(_PATTERN.filled(text=self.pattern, reason=str(error))) from error


@dataclass(frozen=True, slots=True)
class Division:
    """The parts and their shares, the seed of chance, and what stays together."""

    shares: Mapping[str, float]
    seed: int = 0
    grouping: Grouping = field(default_factory=Grouping)

    def of(
        self, paths: Sequence[str], classes: ClassesOf, report: Report | None = None
    ) -> dict[str, str]:
        """The part of every path. The same paths, classes and seed give the same parts in
        whatever order; a part that stays empty is reported.
        """
        self.grouping.check()
        if not self.shares:
            return {}
        split = self._split(sorted(set(paths)), classes)
        if report is not None:
            self._look_at(split, report)
        return split

    def _split(self, paths: list[str], classes: ClassesOf) -> dict[str, str]:
        if self.grouping.by == CLASS:
            return _by_class(paths, self.shares, self.seed, classes())
        keys = {path: _key(path, self.grouping) for path in paths}
        if self.grouping.is_stable:
            part = {key: _kept(key, self.shares, self.seed) for key in set(keys.values())}
            return {path: part[key] for path, key in keys.items()}
        if self.grouping.by == IMAGE:
            return split_of(paths, self.shares, self.seed)
        return _by_group(keys, self.shares, self.seed)

    def _look_at(self, split: Mapping[str, str], report: Report) -> None:
        is_grouped = self.grouping.by not in (IMAGE, CLASS)
        groups = len({_key(path, self.grouping) for path in split}) if is_grouped else 0
        used = set(split.values())
        for part in (p for p in self.shares if split and p not in used):
            text = _EMPTY.filled(part=part, n=groups)
            report.warning(text if is_grouped else _NONE_STAYED.filled(part=part))


def _key(path: str, grouping: Grouping) -> str:
    """Images of one key stay together."""
    match grouping.by:
        case "folder":
            return folder_of(path)
        case "sequence":
            folder, name = folder_of(path), path.rpartition("/")[2]
            return f"{folder}/{_LAST_NUMBER.sub('#', name.rpartition('.')[0] or name)}"
        case "pattern":
            found = re.search(grouping.pattern, path)
            if found is None:
                return path
            return found[1] or found[0] if found.re.groups else found[0]
        case _:
            return path


def _kept(key: str, shares: Mapping[str, float], seed: int) -> str:
    """The part that depends on nothing but the key: its hash as a place between 0 and 1."""
    digest = hashlib.sha256(f"{seed}\0{key}".encode("utf-8", "surrogatepass")).digest()
    place = int.from_bytes(digest[:8]) / _WHOLE
    ends = accumulate(shares.values())
    *names, last = shares
    return next((name for name, end in zip(names, ends, strict=False) if place < end), last)


def _by_group(keys: Mapping[str, str], shares: Mapping[str, float], seed: int) -> dict[str, str]:
    """Large groups first, each to the part that lacks most."""
    sizes = Counter(keys.values())
    groups = sorted(sizes)
    random.Random(seed).shuffle(groups)
    groups.sort(key=lambda group: -sizes[group])
    lacks = {name: share * len(keys) for name, share in shares.items()}
    part: dict[str, str] = {}
    for group in groups:
        part[group] = max(lacks, key=lacks.__getitem__)
        lacks[part[group]] -= sizes[group]
    return {path: part[key] for path, key in keys.items()}


def _by_class(
    paths: list[str],
    shares: Mapping[str, float],
    seed: int,
    classes: Mapping[str, Collection[Hashable]],
) -> dict[str, str]:
    """Every part gets its share of the images of each class, the rarest class first: each of its
    images goes to the part that lacks that class most, of those that are not full.
    """
    random.Random(seed).shuffle(paths)
    sharing = _Sharing({path: frozenset(classes.get(path, ())) for path in paths}, shares)
    waiting = sharing.by_class()
    order = {one: at for at, one in enumerate(waiting)}
    while waiting:
        rarest = min(waiting, key=lambda one: (sharing.left[one], order[one]))
        for path in waiting.pop(rarest):
            sharing.put(path, rarest)
    for path in paths:
        sharing.put(path)
    return sharing.part


class _Sharing:
    """What every part lacks still, of images and of images of each class."""

    def __init__(self, of: Mapping[str, frozenset[Hashable]], shares: Mapping[str, float]) -> None:
        self.part: dict[str, str] = {}
        self.left = Counter(one for classes in of.values() for one in classes)
        self._of = of
        self._room = quotas(shares, len(of))
        self._lacks = {
            name: {one: share * count for one, count in self.left.items()}
            for name, share in shares.items()
        }

    def by_class(self) -> dict[Hashable, list[str]]:
        """The images of each class."""
        found: dict[Hashable, list[str]] = defaultdict(list)
        for path, classes in self._of.items():
            for one in sorted(classes, key=repr):
                found[one].append(path)
        return found

    def put(self, path: str, wanted: Hashable = None) -> None:
        """An image, if it is nowhere yet, where the class that is `wanted` lacks most."""
        if path in self.part:
            return
        lacks, room = self._lacks, self._room
        free = [part for part, places in room.items() if places > 0]
        name = max(free, key=lambda part: (lacks[part].get(wanted, 0.0), room[part]))
        self.part[path] = name
        room[name] -= 1
        for one in self._of[path]:
            lacks[name][one] -= 1
            self.left[one] -= 1
