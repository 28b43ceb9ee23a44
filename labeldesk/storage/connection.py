"""Connections to the project file: how they begin, how sure they write, what is checked first."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Dialect, Engine, Table, create_engine, delete, event, insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool
from sqlalchemy.schema import CreateTable

from labeldesk.storage import errors, schema
from labeldesk.storage.plain import raw
from labeldesk.storage.rows import BrokenRowError

_WRITER_CACHE_KIB = 32_000


def engine(path: Path, *, read_only: bool, immutable: bool = False) -> Engine:
    """An engine whose connections each have a file handle of their own."""

    def connect() -> sqlite3.Connection:
        link = raw(path, read_only=read_only, immutable=immutable)
        link.execute("PRAGMA synchronous = FULL")
        link.execute("PRAGMA temp_store = MEMORY")
        if not read_only:
            link.execute(f"PRAGMA cache_size = -{_WRITER_CACHE_KIB}")
        return link

    made = create_engine("sqlite://", creator=connect, poolclass=NullPool)
    begin = "BEGIN" if read_only else "BEGIN IMMEDIATE"

    @event.listens_for(made, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return made


def opened(path: Path, *, read_only: bool, immutable: bool = False) -> Connection:
    """A connection with its temporary tables."""
    connection = engine(path, read_only=read_only, immutable=immutable).connect()
    for table in schema.temporary.sorted_tables:
        driver(connection).execute(str(CreateTable(table).compile(connection)))
    return connection


def driver(connection: Connection) -> sqlite3.Connection:
    """SQLite's own connection, for what must happen outside a transaction."""
    link = connection.connection.driver_connection
    assert isinstance(link, sqlite3.Connection)
    return link


@cache
def _insert_sql(table: Table, columns: tuple[str, ...], dialect: Dialect) -> str:
    return str(insert(table).compile(dialect=dialect, column_keys=list(columns)))


def insert_rows(
    connection: Connection, table: Table, columns: tuple[str, ...], rows: list[tuple[Any, ...]]
) -> None:
    """Many rows at once, `columns` name the values of each.

    By position: tuples go to the driver at a third of the cost of dicts.
    """
    if rows:
        connection.exec_driver_sql(_insert_sql(table, columns, connection.dialect), rows)


def pick(connection: Connection, ids: Iterable[int], others: Iterable[int] | None = None) -> None:
    """Fill the connection's table of picked ids: too many for a list of parameters."""
    connection.execute(delete(schema.picked))
    numbers = list(dict.fromkeys(ids))
    beside = numbers if others is None else others
    insert_rows(connection, schema.picked, ("id", "other"), list(zip(numbers, beside, strict=True)))


def fault(error: BaseException, path: Path, *, is_reading: bool = False) -> BaseException:
    """What a failed statement means for the user; other errors as they are."""
    original = error.orig if isinstance(error, DBAPIError) else error
    match original:
        case sqlite3.OperationalError() if not hasattr(original, "sqlite_errorcode"):
            return errors.damaged(path, str(original))  # the driver: a text is none
        case sqlite3.Error():
            return errors.translated(original, path, is_reading=is_reading)
        case BrokenRowError() | UnicodeDecodeError():
            return errors.damaged(path, str(original))
        case errors.UnknownImageError():
            return errors.no_image(path)
        case UnicodeEncodeError():
            return errors.no_text(path, original.object)
        case _:
            return error


def has_wal(path: Path) -> bool:
    """Whether something written lies beside the file: it is open, or was not closed."""
    try:
        return path.with_name(f"{path.name}-wal").stat().st_size > 0
    except OSError:
        return False


def checked_version(path: Path, *, immutable: bool = False) -> int:
    """The file's version; raises `UserError` for what is no readable project.

    Opens read-only through SQLite: whatever it is, it stays as it is.
    """
    if not path.is_file():
        raise errors.missing(path)
    size = path.stat().st_size
    if size == 0:
        raise errors.empty(path)
    is_pending = has_wal(path)
    try:
        link = raw(path, read_only=True, immutable=immutable)
        try:
            application, version, page = (
                link.execute(f"PRAGMA {name}").fetchone()[0]
                for name in ("application_id", "user_version", "page_size")
            )
        finally:
            link.close()
    except sqlite3.Error as error:
        raise errors.translated(error, path, is_reading=True) from error
    if application != schema.APPLICATION_ID:
        raise errors.foreign(path)
    if version > schema.VERSION:
        raise errors.newer(path, version, schema.VERSION)
    if size % page and not is_pending:
        raise errors.damaged(path, f"cut off at {size:,} bytes")
    return int(version)
