"""Reading the user's files: regular files only, checked before they are opened."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text

Fetch = Callable[[int, int], bytes]
"""(offset, count) -> bytes, fewer at the end of the file."""

Stamp = tuple[int, int]
"""Size and time of change (ns) of a file: other ones mean other content."""

LARGEST_FILE = 2 << 30
_HEAD = 65_536

_MISSING = QT_TRANSLATE_NOOP("Imaging", "There is no such file")
_DANGLING = QT_TRANSLATE_NOOP("Imaging", "The link leads to nothing")
_FOLDER = QT_TRANSLATE_NOOP("Imaging", "This is a folder, not an image file")
_SPECIAL = QT_TRANSLATE_NOOP("Imaging", "This is a pipe or a device, not an image file")
_EMPTY = QT_TRANSLATE_NOOP("Imaging", "The file is empty (0 bytes)")
_LARGE = QT_TRANSLATE_NOOP("Imaging", "The file has {size} MB; at most {limit} MB are read")
_DENIED = QT_TRANSLATE_NOOP("Imaging", "No permission to read the file")
_UNREADABLE = QT_TRANSLATE_NOOP("Imaging", "Could not read the file: {reason}")


def os_fault(path: Path, error: OSError) -> UserError:
    """What the operating system said, as a sentence."""
    text: Text
    match error:
        case FileNotFoundError():
            text = _DANGLING if path.is_symlink() else _MISSING
        case PermissionError():
            text = _DENIED
        case IsADirectoryError():
            text = _FOLDER
        case _:
            text = _UNREADABLE.filled(reason=error.strerror or str(error))
    return UserError(text, path=str(path))


def stamp_of(path: Path) -> Stamp | None:
    """What the file is like now; None where there is none or it cannot be asked."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_size, found.st_mtime_ns


def open_regular(path: Path) -> BinaryIO:
    """Open a regular file of 1 byte to 2 GiB; never blocks on pipes, never touches devices.

    Raises UserError. Opened without waiting, in case a pipe takes the place after the look.
    """
    try:
        _check(path, path.stat())
        flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
        handle = os.open(path, flags)
        try:
            _check(path, os.fstat(handle))
        except UserError:
            os.close(handle)
            raise
        return os.fdopen(handle, "rb")
    except (OSError, ValueError) as error:  # ValueError: a null byte in the name
        fault = error if isinstance(error, OSError) else OSError(str(error))
        raise os_fault(path, fault) from error


def read_whole(path: Path) -> bytes:
    """All bytes of a regular file. Raises UserError."""
    with open_regular(path) as file:
        try:
            return file.read()
        except OSError as error:
            raise os_fault(path, error) from error


def fetch_from(data: bytes) -> Fetch:
    """Look into bytes. A count below 0, from a file that lies, gives nothing."""
    return lambda offset, count: data[offset : offset + max(0, count)]


def fetch_from_file(file: BinaryIO) -> Fetch:
    """Look into a file, whose first 64 KB are read once."""
    head = file.read(_HEAD)
    size = os.fstat(file.fileno()).st_size

    def fetch(offset: int, count: int) -> bytes:
        count = max(0, min(count, size - offset))  # numbers in broken files can be anything
        if count == 0 or offset + count <= len(head):
            return head[offset : offset + count]
        file.seek(offset)
        return file.read(count)

    return fetch


def _check(path: Path, found: os.stat_result) -> None:
    text: Text | None = None
    if stat.S_ISDIR(found.st_mode):
        text = _FOLDER
    elif not stat.S_ISREG(found.st_mode):
        text = _SPECIAL
    elif found.st_size == 0:
        text = _EMPTY
    elif found.st_size > LARGEST_FILE:
        text = _LARGE.filled(size=found.st_size >> 20, limit=LARGEST_FILE >> 20)
    if text is not None:
        raise UserError(text, path=str(path))
