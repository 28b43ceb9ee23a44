"""Listing and reading the files of a source: regular files only, bounded, links contained."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from labeldesk.domain.natural import natural_sorted
from labeldesk.domain.problem import UserError
from labeldesk.domain.progress import Cancel
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.paths import safe_path

HEAD = 4096
LIMIT = 64 << 20  # a single XML or txt larger than this is no annotation of one image
_NOT_A_FILE = QT_TRANSLATE_NOOP("Formats", "This is not a regular file")
_TOO_LARGE = QT_TRANSLATE_NOOP("Formats", "The file has {bytes} bytes, more than {limit}")
_UNREADABLE = QT_TRANSLATE_NOOP("Formats", "The file cannot be read: {reason}")
_NOT_UTF8 = QT_TRANSLATE_NOOP("Formats", "The file is not UTF-8 text")


def files_below(root: Path, cancel: Cancel | None = None) -> tuple[str, ...]:
    """Relative POSIX paths of the regular files below `root`, in natural order.

    Hidden files and folders are left out; links to folders are not followed (no loops), links
    to files only when they stay inside.
    """
    return tuple(natural_sorted(_walk(root, "", cancel or Cancel())))


def _walk(root: Path, prefix: str, cancel: Cancel) -> Iterator[str]:
    cancel.check()
    folders = []
    try:
        with os.scandir(root / prefix) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                name = f"{prefix}{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    folders.append(f"{name}/")
                elif _is_contained_file(root, name, entry):
                    yield name
    except OSError:
        return
    for folder in folders:
        yield from _walk(root, folder, cancel)


def _is_contained_file(root: Path, name: str, entry: os.DirEntry[str]) -> bool:
    if not entry.is_symlink():
        return entry.is_file(follow_symlinks=False)
    try:
        return entry.is_file() and safe_path(root, name).is_file()
    except (OSError, UserError):
        return False


def read_bytes(path: Path, *, shown: str = "", limit: int = LIMIT) -> bytes:
    """The whole file; `UserError` (naming it `shown`) for what is no file, too large or gone.

    A FIFO or a device is refused before it is opened for reading, so it never blocks.
    """
    name = shown or str(path)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise UserError(_NOT_A_FILE, path=name)
        if status.st_size > limit:
            raise UserError(_TOO_LARGE.filled(bytes=status.st_size, limit=limit), path=name)
        return path.read_bytes()
    except OSError as error:
        raise UserError(
            _UNREADABLE.filled(reason=error.strerror or str(error)), path=name
        ) from error


def read_text(path: Path, *, shown: str = "", limit: int = LIMIT) -> str:
    """The whole file as UTF-8 (a byte order mark is dropped), or `UserError`."""
    return decoded(read_bytes(path, shown=shown, limit=limit), shown or str(path))


def decoded(data: bytes, name: str) -> str:
    """The content of the file `name` as UTF-8 (a byte order mark is dropped), or `UserError`."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = f"byte {error.start}"
        raise UserError(_NOT_UTF8, path=name, place=place) from error


def read_head(path: Path, size: int = HEAD) -> bytes:
    """The first bytes of a regular file, empty for anything else."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return b""
        with path.open("rb") as stream:
            return stream.read(size)
    except OSError:
        return b""
