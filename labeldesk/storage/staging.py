"""The temporary file into which an import is parsed, usually by a child process.

It needs no project, no lock and no SQLAlchemy; the writer takes it in later by ATTACH.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from labeldesk.domain.annotation import Origin
from labeldesk.domain.ids import ImageId, new_id
from labeldesk.domain.image import ImageRecord, LabeledImage
from labeldesk.storage.rows import ANNOTATION_COLUMNS, IMAGE_COLUMNS, annotation_row, image_row

_BATCH = 5_000
_PAGE = 32_768  # bytes: fewer calls of the system than with SQLite's own 4,096
# What nearly every imported annotation has. A column that is not given costs the driver nothing,
# and half of its time goes into the giving.
_USUAL: dict[str, str | int | None] = {
    "attributes": None, "origin": Origin.IMPORTED.value, "score": None, "suggestion_id": None,
    "flags": 0, "pose": "", "grouping": None, "z": 0, "locked": 0, "hidden": 0, "author": "",
    "created": 0, "edited": 0,
}  # fmt: skip
_FIRST, _LAST = (ANNOTATION_COLUMNS.index(name) for name in ("attributes", "edited"))
_AUTHOR_AT = ANNOTATION_COLUMNS.index("author")
_USUAL_VALUES = tuple(_USUAL[name] for name in ANNOTATION_COLUMNS[_FIRST : _LAST + 1])
_SHORT_COLUMNS = (*ANNOTATION_COLUMNS[:_FIRST], "author", *ANNOTATION_COLUMNS[_LAST + 1 :])


def _column(name: str) -> str:
    value = _USUAL.get(name)
    return name if value is None else f"{name} DEFAULT {value!r}"


_TABLES = {
    "image": ", ".join(IMAGE_COLUMNS),
    "annotation": ", ".join(map(_column, ANNOTATION_COLUMNS)),
}


def _insert(table: str, columns: tuple[str, ...]) -> str:
    marks = ", ".join("?" * (len(columns) + 1))
    return f"INSERT INTO {table} (n, {', '.join(columns)}) VALUES ({marks})"


_IMAGE = _insert("image", IMAGE_COLUMNS)
_WHOLE = _insert("annotation", ANNOTATION_COLUMNS)
_SHORT = _insert("annotation", _SHORT_COLUMNS)


class Staging:
    """Write `LabeledImage` values; `annotation.image_id` is the number of the staged image.

    Annotations without an author get `author`. Class ids are those that the reader's ClassBook
    gave; the classes themselves travel in `ImportBatch.classes`.
    """

    def __init__(self, file: Path, *, author: str = "") -> None:
        self.file = file
        self.images = 0
        self.annotations = 0
        self._author = author
        self._written = 0
        self._rows: dict[str, list[tuple[Any, ...]]] = {_IMAGE: [], _WHOLE: [], _SHORT: []}
        self._link = sqlite3.connect(file, isolation_level=None)
        for pragma in (
            f"page_size = {_PAGE}",
            "journal_mode = OFF",
            "synchronous = OFF",
            "locking_mode = EXCLUSIVE",
        ):
            self._link.execute(f"PRAGMA {pragma}")
        self._link.execute("BEGIN")
        for table, columns in _TABLES.items():
            self._link.execute(f"CREATE TABLE {table} (n INTEGER PRIMARY KEY, {columns})")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def add(self, labeled: LabeledImage) -> None:
        """One image with its annotations."""
        self.images += 1
        record = ImageRecord(
            id=ImageId(new_id()),
            path=labeled.path,
            size=labeled.size,
            state=labeled.state,
            foreign=labeled.foreign,
        )
        self._rows[_IMAGE].append((self.images, *image_row(record)))
        for one in labeled.annotations:
            self.annotations += 1
            self._add(annotation_row(one, ImageId(self.images)))
        if self.images % _BATCH == 0 or self.annotations - self._written >= _BATCH:
            self._write()

    def _add(self, row: tuple[Any, ...]) -> None:
        if row[_FIRST : _LAST + 1] == _USUAL_VALUES:
            short = (self.annotations, *row[:_FIRST], self._author, *row[_LAST + 1 :])
            self._rows[_SHORT].append(short)
        else:
            author = row[_AUTHOR_AT] or self._author
            whole = (self.annotations, *row[:_AUTHOR_AT], author, *row[_AUTHOR_AT + 1 :])
            self._rows[_WHOLE].append(whole)

    def close(self) -> None:
        """Write the rest; afterwards the file can be taken in."""
        self._write()
        self._link.execute("COMMIT")
        self._link.close()

    def _write(self) -> None:
        for statement, rows in self._rows.items():
            if rows:
                self._link.executemany(statement, rows)
                rows.clear()
        self._written = self.annotations
