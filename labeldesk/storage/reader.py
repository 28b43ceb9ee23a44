"""Who answers questions to a project: one connection on one thread, and one held at a moment."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection

from labeldesk.domain.changes import SuggestionQuery
from labeldesk.domain.classes import ClassList
from labeldesk.domain.ids import ChangeId, ClassId, ImageId
from labeldesk.domain.image import LabeledImage
from labeldesk.storage import connection as link
from labeldesk.storage import merging, queries
from labeldesk.storage.bulk import read_classes
from labeldesk.storage.errors import StorageClosedError
from labeldesk.storage.records import ImageColumns, ImageFilter, Met
from labeldesk.storage.revisions import revisions
from labeldesk.storage.writer import Writer

T = TypeVar("T")


class Reader:
    """One connection on one thread, in the order of asking."""

    def __init__(self, path: Path, *, immutable: bool) -> None:
        self._path = path
        self._immutable = immutable
        self._pool: ThreadPoolExecutor | None = ThreadPoolExecutor(1, "labeldesk-reader")
        self._connection = self._pool.submit(self.connect)

    def connect(self) -> Connection:
        """A connection of its own, for the calling thread."""
        return link.opened(self._path, read_only=True, immutable=self._immutable)

    def ask(
        self,
        question: Callable[[Connection], T],
        writer: Writer | None,
        needed: Future[None] | None = None,
    ) -> Future[T]:
        """The answer, once the disk has everything that `writer` was given before; what failed
        of it fails no question, but what is `needed` does.
        """
        if self._pool is None:
            raise StorageClosedError("the project is closed")
        wait = writer.barrier() if writer else None
        return self._pool.submit(self._answer, question, wait, needed)

    def close(self) -> None:
        """Answer what was asked, then end."""
        if self._pool is not None:
            if self._connection.exception() is None:
                self._pool.submit(self._connection.result().close).result()
            self._pool.shutdown()
            self._pool = None

    def _answer(
        self,
        question: Callable[[Connection], T],
        wait: Callable[[], None] | None,
        needed: Future[None] | None,
    ) -> T:
        if wait is not None:
            wait()
        if needed is not None:
            needed.result()
        try:
            connection = self._connection.result()
            with connection.begin():
                return question(connection)
        except Exception as error:
            raise link.fault(error, self._path, is_reading=True) from error


class Moment:
    """Questions that are all answered as of the same moment."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        queries.read_setting(connection, "")  # SQLite holds fast what the first question saw

    def image_columns(self) -> ImageColumns:
        """Ids, paths, states and counts of every image at once."""
        return queries.image_columns(self._connection)

    def classes(self) -> ClassList:
        """The classes in their order."""
        return read_classes(self._connection)

    def class_counts(self) -> dict[ClassId, int]:
        """Annotations by class, classes without any left out."""
        return queries.class_counts(self._connection)

    def class_sets(self) -> dict[str, set[ClassId]]:
        """By path, the classes of what is on an image; images without anything are left out."""
        return queries.class_sets(self._connection)

    def met(self, batch: int) -> Met:
        """What a staged import meets of what is there."""
        return merging.met(self._connection, batch)

    def suggestion_counts(self, query: SuggestionQuery) -> dict[str, int]:
        """By class name, what AcceptAll of this query would accept, were all classes known."""
        return queries.suggestion_counts(self._connection, query=query)

    def revisions(self, images: Collection[ImageId] | None = None) -> dict[str, int]:
        """By path, whether an image is still what it was: see `storage.revisions`."""
        return revisions(self._connection, images)

    def is_applied(self, change_id: ChangeId) -> bool:
        """Whether a change holds: it was made and is not undone."""
        return queries.is_applied(self._connection, change_id)

    def labeled(self, chosen: ImageFilter | None = None) -> Iterator[LabeledImage]:
        """Images with their annotations, by path, streaming."""
        return queries.labeled(self._connection, chosen or ImageFilter())
