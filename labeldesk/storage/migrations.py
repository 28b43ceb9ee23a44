"""Numbered steps from one file version to the next, always made on a copy first."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Connection

from labeldesk.storage import connection as link
from labeldesk.storage import errors, plain, schema

Migration = Callable[[Connection], None]


def _first(connection: Connection) -> None:
    """Version 1: every table."""
    schema.metadata.create_all(connection)
    connection.exec_driver_sql(f"PRAGMA application_id = {schema.APPLICATION_ID}")


def _templates(connection: Connection) -> None:
    """Version 2: the template of a class's keypoints."""
    columns = connection.exec_driver_sql("PRAGMA table_info(class)").all()
    if all(name != "skeleton" for _, name, *_ in columns):  # a new file has every table as it is
        connection.exec_driver_sql("ALTER TABLE class ADD COLUMN skeleton TEXT")


MIGRATIONS: tuple[Migration, ...] = (_first, _templates)
"""The step at index n leads from version n to n + 1."""


def make(path: Path) -> None:
    """A new empty project file at `path`, which must not exist."""
    with sqlite3.connect(path) as fresh:  # SQLite makes the file
        fresh.execute("PRAGMA journal_mode = WAL")
    fresh.close()
    _run(path, 0, MIGRATIONS)


def migrate(path: Path, version: int, steps: Sequence[Migration] = MIGRATIONS) -> Path | None:
    """Bring the file at `path` from `version` to the newest; gives where the old one is kept.

    The steps run on a copy that takes the file's place only when all of them succeeded and the
    copy was checked; there is a whole project at `path` at every moment. The caller holds the
    lock and has no connection open. None: nothing to do.
    """
    if version >= len(steps):
        return None
    kept = path.with_name(f"{path.name}.v{version}")
    fresh = path.with_name(f"{path.name}.migrating")
    aside = path.with_name(f"{path.name}.keeping")
    try:
        _copy(path, fresh)
        _run(fresh, version, steps)
        _settle(fresh)
        _settle(path)
        _sync(fresh)
        _keep(path, aside, kept)
        fresh.replace(path)
    except BaseException as error:
        for leftover in (fresh, *companions(fresh), aside):
            leftover.unlink(missing_ok=True)
        raise link.fault(error, path) from error
    _sync_folder(path.parent)
    return kept


def companions(path: Path) -> tuple[Path, Path]:
    """The files that SQLite keeps beside a database."""
    return path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")


def _copy(path: Path, to: Path) -> None:
    for leftover in (to, *companions(to)):
        leftover.unlink(missing_ok=True)
    source, target = plain.raw(path, read_only=False), sqlite3.connect(to)
    try:
        source.backup(target)
    finally:
        target.close()
        source.close()


def _settle(path: Path) -> None:
    """Move everything into the one file, so that it can be renamed alone."""
    settled = plain.raw(path, read_only=False)
    try:
        (found,) = settled.execute("PRAGMA quick_check").fetchone()
        if found != "ok":
            raise errors.damaged(path, found)
        settled.execute("PRAGMA journal_mode = DELETE")
    finally:
        settled.close()


def _keep(path: Path, aside: Path, kept: Path) -> None:
    """Give the file a second name, or a copy where files have only one; it stays where it is."""
    aside.unlink(missing_ok=True)
    try:
        os.link(path, aside)
    except OSError:
        shutil.copy2(path, aside)
        _sync(aside)
    aside.replace(kept)
    aside.unlink(missing_ok=True)  # two names of one file are not replaced by each other
    _sync_folder(path.parent)


def _sync(path: Path) -> None:
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def _sync_folder(path: Path) -> None:
    with suppress(OSError):  # Windows has no descriptor for a folder
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _run(path: Path, version: int, steps: Sequence[Migration]) -> None:
    engine = link.engine(path, read_only=False)
    with engine.connect() as connection:
        for number, step in enumerate(steps[version:], version + 1):
            with connection.begin():
                step(connection)
                connection.exec_driver_sql(f"PRAGMA user_version = {number}")
        link.driver(connection).execute("PRAGMA journal_mode = WAL")
