"""Which file is which image: content hashes are noted, and moved files found again by them."""

from __future__ import annotations

import os
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from labeldesk.domain.ids import ImageId
from labeldesk.domain.problem import Problem, Severity, UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.imaging.digest import content_digest

if TYPE_CHECKING:
    from labeldesk.storage.files import FileFacts, Noted
    from labeldesk.storage.project import Project
    from labeldesk.storage.records import Ticket

Yielding = Callable[[], None]
"""Called often while files are read: waits while the user needs the machine, raises to stop."""

_MISSING = QT_TRANSLATE_NOOP("Tracking", "The image file is missing; its objects are kept")
_OTHER = QT_TRANSLATE_NOOP("Tracking", "The file holds another image than when it was labelled")
_ASIDE = QT_TRANSLATE_NOOP(
    "Tracking", "Another image has taken this name; the objects of the earlier one are kept"
)
_NO_FIT = QT_TRANSLATE_NOOP("Tracking", "No image of this project is in this folder")
_KEPT = QT_TRANSLATE_NOOP("Tracking", "Nothing was changed")
_BATCH_S = 2.0


@dataclass(frozen=True, slots=True)
class Tracks:
    """What a look at the files found.

    `moved` images have another path now, with what was noted of their files; `missing` ones no
    file at all, `lost` those of them that somebody worked on. `unread` are still to be hashed.
    """

    moved: Mapping[ImageId, str]
    noted: tuple[Noted, ...]
    missing: frozenset[ImageId]
    lost: int
    unread: tuple[FileFacts, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Lost:
    """An image that is not at its path any more."""

    id: ImageId
    path: str
    digest: str


def matched(lost: Iterable[Lost], files: Mapping[str, str]) -> dict[ImageId, str]:
    """By image, the path among `files` (path -> content hash) that holds its content.

    Each file goes to one image. Of several with the same content, those whose paths end alike
    belong together.
    """
    of_content: dict[str, list[str]] = defaultdict(list)
    for path, content in files.items():
        of_content[content].append(path)
    pairs = [
        (-_shared_tail(one.path, path), one.path, path, one.id)
        for one in lost
        if one.digest
        for path in of_content.get(one.digest, ())
    ]
    found: dict[ImageId, str] = {}
    taken: set[str] = set()
    for _, _, path, image_id in sorted(pairs):
        if image_id not in found and path not in taken:
            found[image_id] = path
            taken.add(path)
    return found


def look(project: Project, yielding: Yielding) -> Tracks:
    """Look at every file of the project; reads those that may be a moved or a replaced image.

    Changes nothing. Call it off the UI thread, for a project whose image root is there.
    """
    from labeldesk.storage.files import file_facts

    return _Look(project.root, project.whole(file_facts).result(), yielding).tracks()


def store(
    project: Project, moved: Mapping[ImageId, str], noted: Sequence[Noted]
) -> Ticket[frozenset[ImageId]]:
    """Give images their new paths, in one transaction; the answer has those left where they are."""
    from labeldesk.storage.files import move_and_note

    return project.do(lambda connection: move_and_note(connection, moved, noted))


def hash_files(project: Project, unread: Iterable[FileFacts], yielding: Yielding) -> None:
    """Note size, time and content hash of these files, some seconds' worth at a time."""
    from labeldesk.storage.files import note_files

    found: list[Noted] = []
    since = time.monotonic()

    def keep() -> None:
        nonlocal since
        batch = tuple(found)
        project.do(lambda connection: note_files(connection, batch)).result()
        found.clear()
        since = time.monotonic()

    for one in unread:
        seen = _noted(project.root, one.id, one.path, yielding)
        if seen is not None:
            found.append(seen)
        if time.monotonic() - since > _BATCH_S:
            keep()
    keep()


def check_root(paths: Sequence[str], folder: Path) -> None:
    """Raise `UserError` unless some image of the project lies in that folder, or below it."""
    from labeldesk.imaging.listing import list_images

    if any((folder / path).is_file() for path in paths):
        return
    names = {PurePosixPath(path).name for path in paths}
    if not any(PurePosixPath(path).name in names for path in list_images(folder, recursive=True)):
        raise UserError(_NO_FIT, path=str(folder), kept=_KEPT)


class _Look:
    """One look at all files."""

    def __init__(self, root: Path, facts: Sequence[FileFacts], yielding: Yielding) -> None:
        self._root = root
        self._facts = facts
        self._paths = {one.id: one.path for one in facts}
        self._yielding = yielding
        self._stats: dict[ImageId, tuple[int, int]] = {}
        self._noted: dict[str, Noted] = {}

    def tracks(self) -> Tracks:
        """Where everything is."""
        for number, one in enumerate(self._facts):
            if number % 256 == 0:
                self._yielding()
            found = _stat(self._root / one.path)
            if found is not None:
                self._stats[one.id] = found
        gone = [one for one in self._facts if one.id not in self._stats]
        changed = [one for one in self._facts if self._is_changed(one)]
        other = [one for one in changed if self._read(one) not in (one.digest, None)]
        sizes = {one.bytes for one in (*gone, *other) if one.digest}
        fresh = [
            one
            for one in self._facts
            if not one.digest and one.id in self._stats and self._stats[one.id][0] in sizes
        ]
        for one in fresh:
            self._read(one)
        files = {one.path: self._noted[one.path].digest
                 for one in (*fresh, *other) if one.path in self._noted}  # fmt: skip
        moved = matched((Lost(o.id, o.path, o.digest) for o in (*gone, *other)), files)
        moved = {number: path for number, path in moved.items() if path != self._paths[number]}
        aside = self._set_aside(moved, other)
        return self._told({**moved, **aside}, gone, other, aside)

    def _told(
        self,
        moved: dict[ImageId, str],
        gone: list[FileFacts],
        other: list[FileFacts],
        aside: Mapping[ImageId, str],
    ) -> Tracks:
        missing = frozenset({one.id for one in gone if one.id not in moved} | aside.keys())
        stay = {one.path: one.id for one in self._facts if one.id not in moved}
        owners = stay | {path: number for number, path in moved.items()}
        noted = tuple(
            replace(one, id=owners[path]) for path, one in self._noted.items() if path in owners
        )
        lost = [one for one in gone if one.id in missing and one.is_worked]
        problems = [Problem(Severity.WARNING, _MISSING, one.path) for one in lost]
        problems += [Problem(Severity.WARNING, _OTHER, one.path)
                     for one in other if one.is_worked and one.id not in moved]  # fmt: skip
        problems += [Problem(Severity.WARNING, _ASIDE, self._paths[n], p) for n, p in aside.items()]
        unread = [
            one
            for one in self._facts
            if one.id in self._stats and not one.digest and one.path not in self._noted
        ]
        count = len(lost) + len(aside)
        return Tracks(moved, noted, missing, count, tuple(unread), tuple(problems))

    def _set_aside(
        self, moved: Mapping[ImageId, str], other: Iterable[FileFacts]
    ) -> dict[ImageId, str]:
        """New names for images that somebody worked on and whose path another image takes."""
        taken = set(moved.values())
        names = taken | {one.path for one in self._facts}
        aside: dict[ImageId, str] = {}
        for one in other:
            if one.path in taken and one.id not in moved:
                aside[one.id] = next(n for n in _other_names(one.path) if n not in names)
                names.add(aside[one.id])
        return aside

    def _is_changed(self, one: FileFacts) -> bool:
        found = self._stats.get(one.id)
        return bool(one.digest) and found is not None and found != (one.bytes, one.mtime_ns)

    def _read(self, one: FileFacts) -> str | None:
        noted = _noted(self._root, one.id, one.path, self._yielding)
        if noted is None:
            return None
        self._noted[one.path] = noted
        return noted.digest


def _stat(path: Path) -> tuple[int, int] | None:
    try:
        found = os.stat(path)  # noqa: PTH116 (called for each of 100,000)
    except (OSError, ValueError):
        return None
    return found.st_size, found.st_mtime_ns


def _noted(root: Path, image_id: ImageId, path: str, yielding: Yielding) -> Noted | None:
    """What the file holds, or None if it cannot be read or changed while it was."""
    from labeldesk.storage.files import Noted

    place = root / path
    before = _stat(place)
    try:
        digest = content_digest(place, yielding)
    except UserError:
        return None
    if before is None or _stat(place) != before:
        return None
    return Noted(image_id, *before, digest)


def _shared_tail(a: str, b: str) -> int:
    """How many parts at the ends of two paths are the same."""
    pairs = zip(reversed(a.split("/")), reversed(b.split("/")), strict=False)
    return next(
        (n for n, (one, other) in enumerate(pairs) if one != other),
        min(a.count("/"), b.count("/")) + 1,
    )


def _other_names(path: str) -> Iterator[str]:
    pure = PurePosixPath(path)
    number = 0
    while True:
        number += 1
        again = "" if number == 1 else f" {number}"
        yield str(pure.with_name(f"{pure.stem} (earlier{again}){pure.suffix}"))
