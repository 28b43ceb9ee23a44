"""What a project tells of its images as a whole, also while they are on their way into it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from labeldesk.domain.ids import ImageId
from labeldesk.domain.image import ImageRecord, LabeledImage
from labeldesk.storage import connection as link
from labeldesk.storage import queries
from labeldesk.storage.reader import Moment, Reader
from labeldesk.storage.records import ImageColumns, ImageFilter, Ticket
from labeldesk.storage.rows import BrokenRowError
from labeldesk.storage.schema import image
from labeldesk.storage.writer import Writer

T = TypeVar("T")


class ImageReads:
    """Questions that those images take part in; how a question is asked."""

    def __init__(self, path: Path, reader: Reader, writer: Writer | None) -> None:
        self.path = path
        self._reader = reader
        self._writer = writer

    def later(self, question: Callable[[Connection], T]) -> Future[T]:
        """Any function of `queries` (its connection comes first) without waiting."""
        return self._reader.ask(question, self._writer)

    def whole(self, question: Callable[[Connection], T]) -> Future[T]:
        """The same where the answer lists images: those on their way into the project too."""
        needed = self._bring_all()
        return self._reader.ask(question, self._writer, needed)

    def _bring_all(self) -> Ticket[None] | None:
        """Nothing is on its way into a project that is only read."""
        return None

    def images(self) -> list[ImageRecord]:
        """Every image, in the order of adding."""
        return self.whole(queries.images).result()

    def image(self, image_id: ImageId) -> ImageRecord | None:
        """One image by id."""
        where = image.c.id == image_id
        return self.whole(partial(queries.image_at, where=where)).result()

    def image_named(self, path: str) -> ImageRecord | None:
        """One image by its path relative to the image root."""
        where = image.c.path == path
        return self.whole(partial(queries.image_at, where=where)).result()

    def image_columns(self) -> ImageColumns:
        """Ids, paths, states and counts of every image at once: 100,000 in 0.2 s."""
        return self.whole(queries.image_columns).result()

    def iter_labeled(self, chosen: ImageFilter | None = None) -> Iterator[LabeledImage]:
        """Images with their annotations, by path, streaming, as they were when it began.

        For the calling thread alone (it gets a connection of its own); close the iterator or
        read it to its end.
        """
        with self.moment() as moment:
            yield from moment.labeled(chosen)

    @contextmanager
    def moment(self) -> Iterator[Moment]:
        """Everything as it is now, however long it is read and whatever is edited meanwhile.

        For the calling thread alone. It knows every edit whose `commit` was called before.
        Raises `UserError` where the file cannot be read, also from within.
        """
        needed = self._bring_all()
        if self._writer is not None:
            self._writer.barrier()()
        if needed is not None:
            needed.result()
        try:
            with closing(self._reader.connect()) as connection, connection.begin():
                yield Moment(connection)
        except (DBAPIError, sqlite3.Error, BrokenRowError) as error:
            raise link.fault(error, self.path, is_reading=True) from error
