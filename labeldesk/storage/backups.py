"""Backups of project files: made, found again also without the project, put in its place."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection

from labeldesk.domain.progress import Cancel
from labeldesk.storage import connection as link
from labeldesk.storage import errors, plain
from labeldesk.storage.copying import check, copy, pour
from labeldesk.storage.lock import ProjectLock
from labeldesk.storage.migrations import companions
from labeldesk.storage.thinning import kept
from labeldesk.storage.writer import Steps, Writer

_NAME = re.compile(r"^.+-(\d{8}-\d{6}-\d{6})\.labeldesk$", re.DOTALL)
_STAMP = "%Y%m%d-%H%M%S-%f"
_OF = "backup.of"  # in the copy: where the project lay that it was made of
_COUNT = "SELECT count(*) FROM annotation WHERE live = 1"
_PART, _OLD_PART_S = ".partial", 86_400
_MOST_BYTES, _AT_LEAST = 2 << 30, 2


@dataclass(frozen=True, slots=True)
class Backup:
    """One copy: its file, when it was made (UTC), of which project (None: not even that can
    be read).
    """

    file: Path
    made: datetime
    of: Path | None

    def check(self) -> int:
        """How many annotations it holds; raises a `UserError` unless it is a sound project."""
        link.checked_version(self.file, immutable=True)
        with closing(plain.raw(self.file, read_only=True, immutable=True)) as database:
            check(database, self.file)
            (count,) = database.execute(_COUNT).fetchone()
        return int(count)


def back_up(path: Path, folder: Path, cancel: Cancel | None = None) -> Path:
    """Copy the project, also while it is written to, into its folder of backups; thin those out.

    The copy is checked and appears under its name only then. Raises `UserError`, `Cancelled`.
    """
    target = folder / f"{path.stem}-{_now()}.labeldesk"
    partial = target.with_name(f"{target.name}{_PART}")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        copy(path, partial, cancel)
        with closing(sqlite3.connect(partial)) as made, made:
            made.execute(
                "INSERT OR REPLACE INTO setting VALUES (?, json_quote(?))", (_OF, _at(path))
            )
        partial.replace(target)
    except BaseException as error:
        with suppress(OSError):
            partial.unlink()
        if isinstance(error, OSError):
            raise errors.no_backup(folder, error.strerror or str(error)) from error
        raise link.fault(error, target) from error
    _thin_out(path, folder)
    return target


def newest_of(path: Path, folder: Path) -> datetime | None:
    """When the newest backup of the project at `path` was made."""
    return next((backup.made for backup in _in(folder) if backup.of == Path(_at(path))), None)


def changed_at(path: Path) -> float:
    """When the project was written to last, in seconds since 1970."""
    files = (path, *companions(path)) if link.has_wal(path) else (path,)
    return max((one.stat().st_mtime for one in files if one.exists()), default=0.0)


def backups_of(path: Path, home: Path) -> list[Backup]:
    """The backups of the project at `path`, newest first, whatever is left of its file.

    `home` has a folder for each project. Where the project was moved and all backups were made
    before, its own id tells them, if that can be read.
    """
    number = project_id(path)
    own: list[Backup] = []
    for folder in sorted(home.iterdir()) if home.is_dir() else ():
        found = [*_in(folder)]
        mine = [b for b in found if b.of in (Path(_at(path)), None)]
        if any(b.of is not None for b in mine):
            return mine
        if folder.name == number:
            own = found
    return own


def restore(backup: Path, path: Path, *, author: str = "") -> Path | None:
    """Put a checked copy of `backup` at `path`; what was there is kept beside it and named.

    Raises `ProjectLocked` while somebody writes to it, `ProjectDamaged` if the backup is.
    """
    link.checked_version(backup, immutable=True)
    lock = ProjectLock.take(path, author)
    partial = path.with_name(f"{path.name}.restoring")
    try:
        partial.unlink(missing_ok=True)
        copy(backup, partial)
        with closing(sqlite3.connect(partial)) as made, made:
            made.execute("DELETE FROM setting WHERE name = ?", (_OF,))
        aside = _set_aside(path)
        partial.replace(path)
    except (sqlite3.Error, OSError) as error:
        raise link.fault(error, path) from error
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        lock.release()
    return aside


def rescue(writer: Writer, path: Path) -> Path:
    """Write what the writer has open to `path`, whose file is gone; beside it, if another file
    took its place. Gives where it is. Raises `UserError`.
    """
    is_free = not path.exists()
    target = path if is_free else path.with_name(f"{path.stem}.rescued-{_now()}{path.suffix}")
    partial = target.with_name(f"{target.name}{_PART}")

    def begin(connection: Connection) -> Steps[Path]:
        try:
            pour(link.driver(connection), partial, path)
            partial.replace(target)
        except OSError as error:
            raise link.fault(error, path) from error
        finally:
            partial.unlink(missing_ok=True)
        yield from ()  # one deed, but outside of a transaction
        return target

    return writer.work_off(begin).result()


def _in(folder: Path) -> Iterator[Backup]:
    """The backups in a folder, newest first."""
    names = [(m[1], m[0]) for m in map(_NAME.match, _listed(folder)) if m]
    for stamp, name in sorted(names, reverse=True):
        made = datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)
        of = _setting(folder / name, _OF)
        yield Backup(folder / name, made, None if of is None else Path(of))


def _thin_out(path: Path, folder: Path) -> None:
    """Of this project's backups: those of `kept`, and no more than `_MOST_BYTES`."""
    mine = [b for b in _in(folder) if b.of == Path(_at(path))]
    chosen, size = set(kept([b.made for b in mine])), 0
    for number, backup in enumerate(mine):
        size += backup.file.stat().st_size
        if backup.made not in chosen or (number >= _AT_LEAST and size > _MOST_BYTES):
            backup.file.unlink(missing_ok=True)
    for name in _listed(folder):  # of a program that was ended in the middle
        if name.endswith(_PART):
            with suppress(OSError):
                age = datetime.now(UTC).timestamp() - (folder / name).stat().st_mtime
                if age > _OLD_PART_S:
                    (folder / name).unlink()


def _listed(folder: Path) -> list[str]:
    try:
        return [one.name for one in folder.iterdir()]
    except OSError:
        return []


def project_id(path: Path) -> str | None:
    """What names the project for ever, also while it is open; None if the file does not say."""
    return _setting(path, "project.id")


def _setting(file: Path, name: str) -> str | None:
    """A text of the settings, or None if the file does not give it."""
    try:
        link.checked_version(file, immutable=True)
        with closing(plain.raw(file, read_only=True, immutable=True)) as database:
            read = "SELECT json_extract(value, '$') FROM setting WHERE name = ?"
            row = database.execute(read, (name,)).fetchone()
    except (sqlite3.Error, errors.ProjectError):
        return None
    return None if row is None else str(row[0])


def _at(path: Path) -> str:
    return os.path.realpath(path)


def _set_aside(path: Path) -> Path | None:
    if not path.exists():
        return None
    aside = path.with_name(f"{path.name}.damaged-{_now()}")  # no project's name: none is opened
    (wal, index), kept_wal = companions(path), companions(aside)[0]
    if link.has_wal(path):
        wal.replace(kept_wal)
    for one in (wal, index):
        one.unlink(missing_ok=True)
    try:
        os.link(path, aside)  # so that there is a file at `path` at every moment
    except OSError:
        path.replace(aside)
    return aside


def _now() -> str:
    return datetime.now(UTC).strftime(_STAMP)
