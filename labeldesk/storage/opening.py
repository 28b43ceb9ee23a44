"""Opening and making project files: the checks, the lock, the update, in their order."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import DBAPIError

from labeldesk.domain.classes import ImageClass
from labeldesk.domain.ids import new_id, now_ms
from labeldesk.storage import connection as link
from labeldesk.storage import errors, plain, schema
from labeldesk.storage.copying import check
from labeldesk.storage.edits import write_classes
from labeldesk.storage.lock import ProjectLock
from labeldesk.storage.migrations import companions, make, migrate
from labeldesk.storage.plain import ROOT
from labeldesk.storage.rows import to_json

PROJECT_ID = "project.id"


class Mode(StrEnum):
    """How to open: to write, to read, or to read where somebody else writes."""

    WRITE = "write"
    READ = "read"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Access:
    """What opening found: the lock if the project may be written, and how the file lies there."""

    lock: ProjectLock | None
    immutable: bool


def gain_access(path: Path, mode: Mode, author: str) -> Access:
    """Check and lock the file; raises a `UserError` saying what stands in the way."""
    immutable = plain.is_on_read_only_media(path)
    if mode is not Mode.READ and not immutable:
        link.checked_version(path)
        try:
            return Access(_locked(path, author), immutable=False)
        except errors.ProjectLocked:
            if mode is Mode.WRITE:
                raise
    elif mode is Mode.WRITE:
        raise errors.read_only(path)
    version = link.checked_version(path, immutable=immutable)
    if version < schema.VERSION:
        raise errors.older(path, version)
    return Access(None, immutable)


def _locked(path: Path, author: str) -> ProjectLock:
    if not os.access(path, os.W_OK):
        raise errors.read_only(path)
    lock = ProjectLock.take(path, author)
    try:
        if lock.was_left:
            _check(path)
        migrate(path, link.checked_version(path))
    except BaseException:
        lock.release(is_clean=not lock.was_left)
        raise
    return lock


def _check(path: Path) -> None:
    database = plain.raw(path, read_only=False)
    try:
        check(database, path)
    finally:
        database.close()


def make_project(path: Path, root: Path, author: str, classes: Iterable[ImageClass]) -> None:
    """Write a new project file that appears at `path` only when it is complete."""
    if path.exists():
        raise errors.already_there(path)
    fresh = path.with_name(f"{path.name}.new")
    _remove(fresh)
    try:
        make(fresh)
        with link.opened(fresh, read_only=False) as connection, connection.begin():
            write_classes(connection, ((None, item) for item in classes), None)
            note_author(connection, author)
            write_setting(connection, PROJECT_ID, f"{new_id():016x}")
            write_setting(connection, ROOT, stored_root(path, root))
        fresh.rename(path)
    except BaseException as error:
        with suppress(OSError):
            _remove(fresh)
        if isinstance(error, DBAPIError | OSError):
            raise _refused(error, path) from error
        raise link.fault(error, path) from error


def _refused(error: BaseException, path: Path) -> BaseException:
    if isinstance(error, PermissionError | FileNotFoundError):
        return errors.read_only(path)
    return link.fault(error, path)


def _remove(path: Path) -> None:
    for one in (path, *companions(path)):
        one.unlink(missing_ok=True)


def stored_root(path: Path, root: Path) -> str:
    """The image root as it is kept: relative to the project file where that is possible."""
    try:
        return Path(os.path.relpath(root.absolute(), path.absolute().parent)).as_posix()
    except ValueError:  # another drive
        return root.absolute().as_posix()


def note_author(connection: Connection, name: str) -> None:
    """Remember who writes, once."""
    known = select(schema.author.c.name).where(schema.author.c.name == name)
    if name and connection.execute(known).scalar() is None:
        connection.execute(insert(schema.author).values(name=name, since=now_ms()))


def write_setting(connection: Connection, name: str, value: object) -> None:
    """Set a value of the project."""
    table = schema.setting
    connection.execute(table.delete().where(table.c.name == name))
    connection.execute(insert(table).values(name=name, value=to_json(value)))
