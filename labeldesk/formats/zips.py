"""Zip files of data sets: looked into without unpacking, and unpacked without trusting them.

Refused as a whole, with the first thing that is wrong: names that lead outside, links, entries that
are encrypted or compressed in a way nobody here knows, more entries or more bytes than any data set
has, and contents that are out of all proportion to the file.
"""

from __future__ import annotations

import lzma
import os
import re
import shutil
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import BinaryIO

from labeldesk.domain.natural import natural_sorted
from labeldesk.domain.problem import UserError
from labeldesk.domain.progress import Cancel, Progress, ProgressSink, ignore_progress
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.formats.atomic import sync_folder, sync_tree
from labeldesk.formats.manifest import MARKER
from labeldesk.formats.paths import is_listed_name, relative_name, safe_path
from labeldesk.formats.reading import HEAD
from labeldesk.formats.swap import discard, new_folder, recover

ENTRIES = 300_000
DIRECTORY = 48 << 20  # bytes of the list of entries, which is read whole
RATIO = 200  # contents of images hardly shrink, JSON at most some thirty times
ALWAYS = 256 << 20  # bytes that are no danger, whatever the file's own size

_NO_ZIP = QT_TRANSLATE_NOOP("Formats", "The zip file cannot be read: {reason}")
_OUTSIDE = QT_TRANSLATE_NOOP("Formats", "The zip file holds the name {name}, which leads outside")
_LINK = QT_TRANSLATE_NOOP("Formats", "The zip file holds a link, {name}; it is not unpacked")
_LOCKED = QT_TRANSLATE_NOOP("Formats", "The zip file is encrypted; unpack it with its password")
_MANY = QT_TRANSLATE_NOOP(
    "Formats", "The zip file has more than {n} entries; unpack it with another program first"
)
_BOMB = QT_TRANSLATE_NOOP(
    "Formats", "The zip file would unpack to {bytes} bytes, out of all proportion to its own size"
)
_TWICE = QT_TRANSLATE_NOOP("Formats", "The zip file holds {name} twice")
_NO_ROOM = QT_TRANSLATE_NOOP(
    "Formats", "There is no room to unpack: {bytes} bytes are needed and {free} are free"
)
_TAKEN = QT_TRANSLATE_NOOP("Formats", "The folder to unpack into is not empty")
_NOT_WRITTEN = QT_TRANSLATE_NOOP("Formats", "The zip file cannot be unpacked: {reason}")
_KEPT = QT_TRANSLATE_NOOP("Formats", "Nothing was unpacked")

_KNOWN = frozenset((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA))
_ENCRYPTED = 0x1
_DRIVE = re.compile(r"[A-Za-z]:")
_END, _END_SIZE = b"PK\x05\x06", 22
_LOCATOR, _LOCATOR_SIZE, _END_64_SIZE = b"PK\x06\x07", 20, 56
_LONGEST_COMMENT = 1 << 16
_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, ValueError, RuntimeError)
_CHUNK = 1 << 20


def is_zip(path: Path) -> bool:
    """Whether a path is a file that is called a zip."""
    return path.suffix.lower() == ".zip" and path.is_file()


class Zip:
    """An open zip; `names` are its files as relative POSIX paths, in natural order.

    Raises `UserError` where it is none or should not be unpacked.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            _check_directory(path)
            self._file = zipfile.ZipFile(path)
        except OSError as error:
            raise self._fault(_NO_ZIP.filled(reason=error.strerror or str(error))) from error
        except (*_BROKEN, NotImplementedError, struct.error) as error:
            raise self._fault(_NO_ZIP.filled(reason=str(error))) from error
        try:
            self._entries = self._checked()
        except BaseException:
            self._file.close()
            raise
        self.names = tuple(natural_sorted(self._entries))

    def __enter__(self) -> Zip:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def _fault(self, text: Text) -> UserError:
        return UserError(text, path=str(self.path), kept=_KEPT)

    def _checked(self) -> dict[str, zipfile.ZipInfo]:
        found: dict[str, zipfile.ZipInfo] = {}
        entries = self._file.infolist()
        if len(entries) > ENTRIES:  # more than the end of the file says
            raise self._fault(_MANY.filled(n=ENTRIES))
        for entry in entries:
            if entry.is_dir() or entry.filename.endswith("\\"):
                continue
            name = _name_of(entry.filename)
            fault = _fault_of(entry, name)
            if fault is not None:
                raise self._fault(fault)
            if name is not None and name in found:
                raise self._fault(_TWICE.filled(name=name))
            if name is not None and not _is_hidden(name):
                found[name] = entry
        total = sum(entry.file_size for entry in found.values())
        if total > max(ALWAYS, RATIO * self.path.stat().st_size):
            raise self._fault(_BOMB.filled(bytes=total))
        return found

    def head(self, name: str, size: int = HEAD) -> bytes:
        """The first bytes of a file, empty when there is nothing to read."""
        entry = self._entries.get(name)
        if entry is None:
            return b""
        try:
            with self._file.open(entry) as stream:
                return stream.read(size)
        except (*_BROKEN, OSError, NotImplementedError):
            return b""

    def unpack(
        self,
        into: Path,
        names: Iterable[str],
        cancel: Cancel | None = None,
        progress: ProgressSink = ignore_progress,
    ) -> None:
        """Those files into a folder that is there and empty; raises `UserError`."""
        cancel, wanted = cancel or Cancel(), list(names)
        self._check_room(into, sum(self._entries[name].file_size for name in wanted))
        for number, name in enumerate(wanted):
            cancel.check()
            progress(Progress(number, len(wanted)))
            try:
                path = safe_path(into, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                with self._file.open(self._entries[name]) as source, path.open("xb") as target:
                    _copied(source, target, cancel.check)
            except OSError as error:
                reason = error.strerror or str(error)
                text = _NOT_WRITTEN.filled(reason=reason)
                raise UserError(text, path=str(self.path), place=name, kept=_KEPT) from error
            except (*_BROKEN, NotImplementedError) as error:
                text = _NO_ZIP.filled(reason=str(error))
                raise UserError(text, path=str(self.path), place=name, kept=_KEPT) from error

    def unpack_as(
        self, folder: Path, cancel: Cancel | None = None, progress: ProgressSink = ignore_progress
    ) -> None:
        """All of it as a new folder, whole or not at all; one that is there must be empty."""
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise UserError(_TAKEN, path=str(folder), kept=_KEPT)
        try:
            recover(folder)
            new = new_folder(folder)
        except OSError as error:
            raise self._fault(_NOT_WRITTEN.filled(reason=error.strerror or str(error))) from error
        try:
            self.unpack(new, self.names, cancel, progress)
            (new / MARKER).unlink()
            sync_tree(new)
            with suppress(FileNotFoundError):
                folder.rmdir()
            new.rename(folder)
            sync_folder(folder.parent)
        except OSError as error:
            raise self._fault(_NOT_WRITTEN.filled(reason=error.strerror or str(error))) from error
        finally:
            discard(new)  # gone already when it was put in place

    def _check_room(self, into: Path, needed: int) -> None:
        free = shutil.disk_usage(into).free
        if needed > free:
            raise self._fault(_NO_ROOM.filled(bytes=needed, free=free))


def _name_of(told: str) -> str | None:
    """The name as a normal relative path; None if it leads outside."""
    is_of_windows = "\\" in told or _DRIVE.match(told)
    return told if is_listed_name(told) and not is_of_windows else relative_name(told)


def _fault_of(entry: zipfile.ZipInfo, name: str | None) -> Text | None:
    """Why an entry is not unpacked."""
    shown = ascii(entry.filename[:200])
    if stat.S_ISLNK(entry.external_attr >> 16):
        return _LINK.filled(name=shown)
    if name is None:
        return _OUTSIDE.filled(name=shown)
    if entry.flag_bits & _ENCRYPTED:
        return _LOCKED
    if entry.compress_type not in _KNOWN:
        return _NO_ZIP.filled(reason=f"method {entry.compress_type}")
    return None


def _is_hidden(name: str) -> bool:
    """What is no data: hidden files, and what macOS puts beside files."""
    parts = PurePosixPath(name).parts
    return parts[0] == "__MACOSX" or any(part.startswith(".") for part in parts)


def _copied(source: object, target: BinaryIO, check: Callable[[], None]) -> None:
    """All of a stream; the zip's reader stops at the size that was stated."""
    while chunk := source.read(_CHUNK):  # type: ignore[attr-defined]
        check()
        target.write(chunk)


def _check_directory(path: Path) -> None:
    """Refuse a list of entries too long to be read, before anything reads it."""
    with path.open("rb") as stream:
        size = stream.seek(0, os.SEEK_END)
        begin = max(0, size - _LONGEST_COMMENT - _END_SIZE - _LOCATOR_SIZE)
        stream.seek(begin)
        tail = stream.read()
        at = tail.rfind(_END)
        if at < 0 or len(tail) - at < _END_SIZE:
            return  # no zip, which its reader says
        entries, length = struct.unpack_from("<HL", tail, at + 10)
        locator = at - _LOCATOR_SIZE
        if locator >= 0 and tail.startswith(_LOCATOR, locator):
            (place,) = struct.unpack_from("<Q", tail, locator + 8)
            if place > size:
                raise zipfile.BadZipFile("the end is damaged")
            stream.seek(place)
            entries, length = struct.unpack_from("<QQ", stream.read(_END_64_SIZE), 32)
    if entries > ENTRIES or length > DIRECTORY:
        raise UserError(_MANY.filled(n=ENTRIES), path=str(path), kept=_KEPT)
