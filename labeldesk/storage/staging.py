"""The temporary file into which an import is parsed, usually by a child process.

It needs no project, no lock and no SQLAlchemy; the writer takes it in later by ATTACH.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from labeldesk.domain.ids import ImageId, new_id
from labeldesk.domain.image import ImageRecord, LabeledImage
from labeldesk.storage.rows import ANNOTATION_COLUMNS, IMAGE_COLUMNS, annotation_row, image_row

_BATCH = 5_000
_TABLES = (
    f"CREATE TABLE image (n INTEGER PRIMARY KEY, {', '.join(IMAGE_COLUMNS)})",
    f"CREATE TABLE annotation (n INTEGER PRIMARY KEY, {', '.join(ANNOTATION_COLUMNS)})",
)


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
        self._rows: dict[str, list[tuple[Any, ...]]] = {"image": [], "annotation": []}
        self._link = sqlite3.connect(file, isolation_level=None)
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE"):
            self._link.execute(f"PRAGMA {pragma}")
        self._link.execute("BEGIN")
        for table in _TABLES:
            self._link.execute(table)

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
        self._rows["image"].append((self.images, *image_row(record)))
        for one in labeled.annotations:
            self.annotations += 1
            row = annotation_row(one, ImageId(self.images))
            if not one.author:
                row = (*row[:_AUTHOR_AT], self._author, *row[_AUTHOR_AT + 1 :])
            self._rows["annotation"].append((self.annotations, *row))
        if len(self._rows["annotation"]) >= _BATCH or len(self._rows["image"]) >= _BATCH:
            self._write()

    def add_all(self, images: Iterable[LabeledImage]) -> None:
        """Many."""
        for labeled in images:
            self.add(labeled)

    def close(self) -> None:
        """Write the rest; afterwards the file can be taken in."""
        self._write()
        self._link.execute("COMMIT")
        self._link.close()

    def _write(self) -> None:
        for table, rows in self._rows.items():
            if rows:
                marks = ",".join("?" * len(rows[0]))
                self._link.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
                rows.clear()


_AUTHOR_AT = ANNOTATION_COLUMNS.index("author")
