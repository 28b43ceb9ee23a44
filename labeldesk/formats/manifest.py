"""`labeldesk-export.json`: what an export wrote, so that the next one knows its own files."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from labeldesk import __version__
from labeldesk.domain.annotation import Json
from labeldesk.domain.problem import UserError
from labeldesk.domain.progress import Cancel
from labeldesk.formats.paths import is_listed_name
from labeldesk.formats.reading import read_bytes

MANIFEST = "labeldesk-export.json"
MARKER = ".labeldesk-writing"  # names the process that is filling a folder, see swap
_LIMIT = 1 << 30
Stamps: TypeAlias = Mapping[str, tuple[int, int, int]]


@dataclass(frozen=True, slots=True)
class Written:
    """One file as it was written."""

    bytes: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """The files of an export by relative name, and what it was (format, options, counts)."""

    files: Mapping[str, Written]
    facts: Mapping[str, Json] = field(default_factory=dict)

    def is_unchanged(self, root: Path, name: str) -> bool:
        """Whether the file is listed and still holds what was written."""
        listed = self.files.get(name)
        if listed is None:
            return False
        path = root / name
        try:
            return path.stat().st_size == listed.bytes and sha256(path) == listed.sha256
        except OSError:
            return False

    def changed_in(self, root: Path, cancel: Cancel, *, glance: bool) -> str | None:
        """A listed file that is there, but not as it was written; None where all are.

        With a `glance`, a file is read only if it is younger than the list itself.
        """
        written = _written_at(root / MANIFEST) if glance else 0
        for name, listed in self.files.items():
            cancel.check()
            try:
                found = (root / name).lstat()
            except FileNotFoundError:
                continue
            is_older = found.st_size == listed.bytes and found.st_mtime_ns <= written
            if not is_older and not self.is_unchanged(root, name):
                return name
        return None

    def to_bytes(self) -> bytes:
        """The file's content: UTF-8 JSON, one row per file."""
        files = {name: [w.bytes, w.sha256] for name, w in self.files.items()}
        head = {"program": "labeldesk", "version": __version__, **self.facts}
        return json.dumps(
            {**head, "files": files}, ensure_ascii=False, indent=1, sort_keys=False
        ).encode()


def sha256(path: Path) -> str:
    """The hash of a file's content."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def foreign_in(root: Path, listed: Collection[str], cancel: Cancel) -> str | None:
    """The first thing below `root` that is not `listed` and that a replacement of the folder
    would take away, as `files_in` has them; None if there is none.

    Folders without listed files are not gone through: that something is in them is enough.
    """
    ours, waiting = _folders_of(listed), [""]
    while waiting:
        prefix = waiting.pop()
        with os.scandir(root / prefix) as entries:
            for entry in entries:
                cancel.check()
                name = prefix + entry.name
                if not entry.is_dir(follow_symlinks=False):
                    if name not in listed and name not in (MANIFEST, MARKER):
                        return name
                elif name in ours:
                    waiting.append(f"{name}/")
                elif _holds_something(root / name):
                    return name
    return None


def _holds_something(folder: Path) -> bool:
    if (folder / MARKER).exists():
        return False
    with os.scandir(folder) as entries:
        return next(entries, None) is not None


def _folders_of(names: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for name in names:
        folder = name.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found


def _written_at(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def files_in(root: Path) -> Iterator[str]:
    """Everything below `root` that is no folder, hidden ones and links too, except the
    manifest and what an export is writing: what a replacement of the folder would take away.
    """
    for folder, folders, files in os.walk(root):
        if Path(folder, MARKER).exists() and folder != str(root):
            folders.clear()
            continue
        linked = [name for name in folders if Path(folder, name).is_symlink()]
        for name in [*files, *linked]:
            relative = Path(folder, name).relative_to(root).as_posix()
            if relative not in (MANIFEST, MARKER):
                yield relative


def stamps(root: Path) -> Stamps:
    """Size, time and file number of every file: two looks that agree saw the same folder.

    Empty where there is no folder.
    """
    found = {name: (root / name).lstat() for name in files_in(root)}
    return {name: (s.st_size, s.st_mtime_ns, s.st_ino) for name, s in found.items()}


def listing(root: Path, facts: Mapping[str, Json]) -> Manifest:
    """The manifest of a folder just written."""
    names = sorted(files_in(root))
    files = {n: Written((root / n).stat().st_size, sha256(root / n)) for n in names}
    return Manifest(files, facts)


def read_manifest(root: Path) -> Manifest | None:
    """The manifest of a folder, or None if there is none or it is not one of ours."""
    try:
        data = json.loads(read_bytes(root / MANIFEST, limit=_LIMIT))
        if data.pop("program") != "labeldesk":
            return None
        rows = data.pop("files").items()
        files = {
            name: Written(int(size), str(digest))
            for name, (size, digest) in rows
            if is_listed_name(name)
        }
    except (UserError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return Manifest(files, data)
