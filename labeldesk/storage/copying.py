"""A whole copy of a project file, made by SQLite while others write to it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from labeldesk.domain.progress import Cancel, Cancelled
from labeldesk.storage import connection as link
from labeldesk.storage import errors, plain

_PAGES = 1_024  # a few milliseconds; between them one can still think better of it
_OPS = 200_000


def check(database: sqlite3.Connection, path: Path) -> None:
    """Raise `ProjectDamaged` unless SQLite finds the file sound (0.2 s per million rows)."""
    try:
        (found,) = database.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
            raise
        raise errors.damaged(path, str(error)) from error
    if found != "ok":
        raise errors.damaged(path, str(found).splitlines()[0])


def copy(path: Path, to: Path, cancel: Cancel | None = None) -> None:
    """Copy the project at `path` to the new file `to`, and check the copy.

    What is written meanwhile is left out. Takes 0.1 s per million annotations. Raises
    `ProjectDamaged`, `Cancelled`, or SQLite's error.
    """
    # A file that nobody has open is read without SQLite's own files, which would stay behind.
    is_settled = not link.has_wal(path)
    before = _fingerprint(path)
    with closing(plain.raw(path, read_only=True, immutable=is_settled)) as source:
        pour(source, to, path, cancel)
    if is_settled and _fingerprint(path) != before:
        raise Cancelled  # somebody wrote to it meanwhile, and will see to a copy


def pour(source: sqlite3.Connection, to: Path, path: Path, cancel: Cancel | None = None) -> None:
    """Copy what that connection sees of the project at `path`."""
    wish = cancel or Cancel()
    with closing(sqlite3.connect(to, isolation_level=None)) as target:
        target.set_progress_handler(lambda: wish.is_set, _OPS)
        try:
            # One transaction over all steps: else every edit would begin the copy anew.
            source.execute("BEGIN")
            source.execute("SELECT count(*) FROM sqlite_master").fetchone()
            source.backup(target, pages=_PAGES, progress=lambda *_: wish.check())
            source.execute("COMMIT")
            check(target, path)
        except sqlite3.Error as error:
            wish.check()
            raise link.fault(error, path) from error
        target.execute("PRAGMA journal_mode = DELETE")


def _fingerprint(path: Path) -> tuple[int, int, int]:
    found = path.stat()
    return found.st_ino, found.st_size, found.st_mtime_ns
