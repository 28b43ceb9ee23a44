"""Faults of the project file and its disk, told in words, each saying what was kept."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text, readable


class ProjectError(UserError):
    """Something about the project file stands in the way."""


class ProjectLocked(ProjectError):  # noqa: N818 (a state of the world, named as in the design)
    """Another program writes to the project; it can be read meanwhile."""


class ProjectUnreadable(ProjectError):  # noqa: N818 (as above)
    """What lies there is no project, or none any more; a backup can take its place."""


class ProjectDamaged(ProjectUnreadable):
    """The file cannot be trusted; it is left as it is, a backup can be restored."""


class UnknownImageError(Exception):
    """Something was to be stored about an image that the project does not have."""


class StorageClosedError(Exception):
    """A project was used after closing: a bug."""


_SAFE = QT_TRANSLATE_NOOP("Storage", "Everything saved before is kept")
_UNTOUCHED = QT_TRANSLATE_NOOP("Storage", "The file was left as it is")
_LAST_ONLY = QT_TRANSLATE_NOOP(
    "Storage", "Everything saved before is kept; the last change is not in the project"
)


def _error(
    text: Text, path: Path, advice: Text | None = None, kept: Text | None = _UNTOUCHED
) -> ProjectError:
    return ProjectError(text, path=str(path), kept=kept, advice=advice)


def missing(path: Path) -> ProjectError:
    """There is no such file."""
    return _error(
        QT_TRANSLATE_NOOP("Storage", "Project not found"),
        path,
        QT_TRANSLATE_NOOP("Storage", "Look for it where it was moved to"),
        QT_TRANSLATE_NOOP("Storage", "Nothing was changed"),
    )


def already_there(path: Path) -> ProjectError:
    """A new project would replace a file."""
    return _error(
        QT_TRANSLATE_NOOP("Storage", "There is already a file of this name"),
        path,
        QT_TRANSLATE_NOOP("Storage", "Open it, or choose another name"),
    )


def empty(path: Path) -> ProjectError:
    """The file has no bytes."""
    return ProjectDamaged(
        QT_TRANSLATE_NOOP("Storage", "The project file is empty: 0 bytes"),
        path=str(path),
        kept=_UNTOUCHED,
        advice=QT_TRANSLATE_NOOP("Storage", "Restore a backup, or remove the file and start anew"),
    )


def foreign(path: Path) -> ProjectError:
    """The file is something else."""
    text = QT_TRANSLATE_NOOP("Storage", "This is not a Labeldesk project")
    return ProjectUnreadable(text, path=str(path), kept=_UNTOUCHED)


def newer(path: Path, version: int, known: int) -> ProjectError:
    """A later program wrote the file."""
    text = QT_TRANSLATE_NOOP(
        "Storage",
        "The project was written by a newer Labeldesk (file version {version}, known: {known})",
    )
    return _error(
        text.filled(version=version, known=known),
        path,
        QT_TRANSLATE_NOOP("Storage", "Update Labeldesk, then open it again"),
    )


def older(path: Path, version: int) -> ProjectError:
    """The file needs an update that reading alone may not make."""
    text = QT_TRANSLATE_NOOP("Storage", "The project is of an older file version ({version})")
    return _error(
        text.filled(version=version),
        path,
        QT_TRANSLATE_NOOP("Storage", "Open it once for writing, which updates a copy"),
    )


def read_only(path: Path) -> ProjectError:
    """The medium or the rights forbid writing."""
    return _error(
        QT_TRANSLATE_NOOP("Storage", "The project cannot be written: it is read-only"),
        path,
        QT_TRANSLATE_NOOP("Storage", "Open it for reading, or move it to a folder of yours"),
        _SAFE,
    )


def lost(path: Path) -> ProjectError:
    """The file was removed or replaced by somebody else while it was open."""
    text = QT_TRANSLATE_NOOP("Storage", "The project file was removed while it was open")
    return _error(text, path, kept=None)


def no_image(path: Path) -> ProjectError:
    """A change is about an image that is not there."""
    return _error(
        QT_TRANSLATE_NOOP("Storage", "The image of this change is not in the project"),
        path,
        QT_TRANSLATE_NOOP("Storage", "Open the folder again, then repeat the last change"),
        _LAST_ONLY,
    )


def no_text(path: Path, name: str) -> ProjectError:
    """A name has bytes that stand for no letters, so no file of ours can hold it."""
    text = QT_TRANSLATE_NOOP("Storage", "“{name}” cannot be kept: the name is not UTF-8")
    return _error(text.filled(name=readable(name)), path, kept=_SAFE)


def no_backup(folder: Path, reason: str) -> ProjectError:
    """A backup could not be written; the project itself is well."""
    text = QT_TRANSLATE_NOOP("Storage", "The backup could not be written: {reason}")
    return _error(text.filled(reason=reason), folder, kept=_SAFE)


def damaged(path: Path, detail: str) -> ProjectDamaged:
    """SQLite found the file broken."""
    text = QT_TRANSLATE_NOOP("Storage", "The project file is damaged ({detail})")
    return ProjectDamaged(
        text.filled(detail=detail),
        path=str(path),
        kept=_UNTOUCHED,
        advice=QT_TRANSLATE_NOOP("Storage", "Restore the last backup; the damaged file is kept"),
    )


def locked(path: Path, author: str, host: str, pid: int, started: str) -> ProjectLocked:
    """Somebody else has the lock."""
    text = QT_TRANSLATE_NOOP(
        "Storage",
        "{author} has this project open (process {pid} on {host}, since {started})",
    )
    return ProjectLocked(
        text.filled(author=author or "?", host=host or "?", pid=str(pid), started=_local(started)),
        path=str(path),
        kept=QT_TRANSLATE_NOOP("Storage", "Nothing was changed"),
        advice=QT_TRANSLATE_NOOP("Storage", "Open it for reading, or close it there"),
    )


def _local(moment: str) -> str:
    """An ISO time as people here read it."""
    try:
        return datetime.fromisoformat(moment).astimezone().strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return moment or "?"


@dataclass(frozen=True, slots=True)
class _Words:
    """What is said of a full disk, a busy file and a faulty disk; what helps; what is kept."""

    full: Text
    busy: Text
    disk: Text
    free: Text
    kept: Text


_AGAIN = QT_TRANSLATE_NOOP("Storage", "Try again")
_OPENING = QT_TRANSLATE_NOOP("Storage", "The project file could not be opened ({detail})")
_SAVING = _Words(
    QT_TRANSLATE_NOOP("Storage", "Could not save: the disk is full"),
    QT_TRANSLATE_NOOP("Storage", "Could not save: another program holds the project file"),
    QT_TRANSLATE_NOOP("Storage", "Could not save: the disk reports a fault ({detail})"),
    QT_TRANSLATE_NOOP("Storage", "Free some space, then repeat the last change"),
    _LAST_ONLY,
)
_READING = _Words(
    QT_TRANSLATE_NOOP("Storage", "The project cannot be read: the disk is full"),
    QT_TRANSLATE_NOOP("Storage", "The project cannot be read: another program holds its file"),
    QT_TRANSLATE_NOOP("Storage", "The project cannot be read: the disk reports a fault ({detail})"),
    QT_TRANSLATE_NOOP("Storage", "Free some space, then try again"),
    _SAFE,
)


def full(path: Path) -> ProjectError:
    """There is no room even for what opening a project needs beside it."""
    return _error(_READING.full, path, _READING.free, _SAFE)


def translated(error: sqlite3.Error, path: Path, *, is_reading: bool = False) -> Exception:
    """SQLite's complaint as a fault of the world, or itself where it is our bug."""
    said = _READING if is_reading else _SAVING
    match _code(error):
        case sqlite3.SQLITE_FULL:
            return _error(said.full, path, said.free, said.kept)
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
            return read_only(path)
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return _error(said.busy, path, _AGAIN, said.kept)
        case sqlite3.SQLITE_IOERR:
            return _error(said.disk.filled(detail=str(error)), path, _AGAIN, said.kept)
        case sqlite3.SQLITE_CORRUPT:
            return damaged(path, str(error))
        case sqlite3.SQLITE_NOTADB:
            return foreign(path)
        case sqlite3.SQLITE_CANTOPEN:
            return _error(_OPENING.filled(detail=str(error)), path)
        case _:
            return error


def _code(error: sqlite3.Error) -> int:
    code: int = getattr(error, "sqlite_errorcode", 0)
    if code == sqlite3.SQLITE_IOERR_SHMSIZE:  # no room for the index of what is not merged yet
        return sqlite3.SQLITE_FULL
    return code & 0xFF
