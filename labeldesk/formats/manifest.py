"""`labeldesk-export.json`: what an export wrote, so that the next one knows its own files."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from labeldesk import __version__
from labeldesk.domain.annotation import Json
from labeldesk.domain.problem import UserError
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
