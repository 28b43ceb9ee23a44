"""Faults of the project file and its disk, told in words, each saying what was kept."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from pathlib import Path

from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text


class ProjectError(UserError):
    """Something about the project file stands in the way."""


class ProjectLocked(ProjectError):  # noqa: N818 (a state of the world, named as in the design)
    """Another program writes to the project; it can be read meanwhile."""


class ProjectUnreadable(ProjectError):  # noqa: N818 (as above)
    """What lies there is no project, or none any more; a backup can take its place."""


class ProjectDamaged(ProjectUnreadable):
    """The file cannot be trusted; it is left as it is, a backup can be restored."""


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


_FULL = QT_TRANSLATE_NOOP("Storage", "Could not save: the disk is full")
_BUSY = QT_TRANSLATE_NOOP("Storage", "Could not save: another program holds the project file")
_DISK = QT_TRANSLATE_NOOP("Storage", "Could not save: the disk reports a fault ({detail})")
_OPENING = QT_TRANSLATE_NOOP("Storage", "The project file could not be opened ({detail})")
_FREE = QT_TRANSLATE_NOOP("Storage", "Free some space, then repeat the last change")
_AGAIN = QT_TRANSLATE_NOOP("Storage", "Try again")


def translated(error: sqlite3.Error, path: Path) -> Exception:
    """SQLite's complaint as a fault of the world, or itself where it is our bug."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    match code:
        case sqlite3.SQLITE_FULL:
            return _error(_FULL, path, _FREE, _LAST_ONLY)
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
            return read_only(path)
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return _error(_BUSY, path, _AGAIN, _LAST_ONLY)
        case sqlite3.SQLITE_IOERR:
            return _error(_DISK.filled(detail=str(error)), path, _AGAIN, _LAST_ONLY)
        case sqlite3.SQLITE_CORRUPT:
            return damaged(path, str(error))
        case sqlite3.SQLITE_NOTADB:
            return foreign(path)
        case sqlite3.SQLITE_CANTOPEN:
            return _error(_OPENING.filled(detail=str(error)), path)
        case _:
            return error
