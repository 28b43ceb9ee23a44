"""The reading half of a project: each question is asked on the reader's thread."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection

from labeldesk.domain.annotation import Json
from labeldesk.domain.changes import Document, SuggestionQuery
from labeldesk.domain.classes import ClassList
from labeldesk.domain.ids import ChangeId, ClassId, ImageId
from labeldesk.domain.image import ImageRecord, LabeledImage
from labeldesk.domain.suggestion import Run, Suggestion, SuggestionState
from labeldesk.storage import connection as link
from labeldesk.storage import queries
from labeldesk.storage.bulk import read_classes
from labeldesk.storage.errors import StorageClosedError
from labeldesk.storage.records import Author, Comment, HistoryStep, ImageColumns, ImageFilter
from labeldesk.storage.revisions import revisions
from labeldesk.storage.schema import image
from labeldesk.storage.writer import Writer

T = TypeVar("T")
OPEN_STATES = (SuggestionState.OPEN,)


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

    def ask(self, question: Callable[[Connection], T], writer: Writer | None) -> Future[T]:
        """The answer, once the disk has everything that `writer` was given before."""
        if self._pool is None:
            raise StorageClosedError("the project is closed")
        wait = writer.barrier() if writer else None
        return self._pool.submit(self._answer, question, wait)

    def close(self) -> None:
        """Answer what was asked, then end."""
        if self._pool is not None:
            if self._connection.exception() is None:
                self._pool.submit(self._connection.result().close).result()
            self._pool.shutdown()
            self._pool = None

    def _answer(self, question: Callable[[Connection], T], wait: Callable[[], None] | None) -> T:
        if wait is not None:
            wait()
        connection = self._connection.result()
        try:
            with connection.begin():
                return question(connection)
        except Exception as error:
            raise link.fault(error, self._path) from error


class ProjectReads:
    """Questions to a project. Each blocks until its answer is there: ask them off the UI thread,
    or through `later`. An answer knows every edit whose `commit` was called before.
    """

    def __init__(self, path: Path, reader: Reader, writer: Writer | None) -> None:
        self.path = path
        self._reader = reader
        self._writer = writer

    def later(self, question: Callable[[Connection], T]) -> Future[T]:
        """Any function of `queries` (its connection comes first) without waiting."""
        return self._reader.ask(question, self._writer)

    def whole(self, question: Callable[[Connection], T]) -> Future[T]:
        """The same where the answer lists images: those on their way into the project too."""
        self._bring_all()
        return self.later(question)

    def _bring_all(self) -> None:
        """Nothing is on its way into a project that is only read."""

    def document(self, image_id: ImageId) -> Document:
        """The annotations of an image by id; empty for an image without any."""
        return self.later(partial(queries.document, image_id=image_id)).result()

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

    def classes(self) -> ClassList:
        """The classes in their order."""
        return self.later(read_classes).result()

    def class_counts(self) -> dict[ClassId, int]:
        """Annotations by class, classes without any left out."""
        return self.later(queries.class_counts).result()

    def suggestions(
        self,
        image_id: ImageId,
        min_score: float = 0.0,
        states: Collection[SuggestionState] = OPEN_STATES,
    ) -> list[Suggestion]:
        """The suggestions of an image in those states, best first."""
        return self.later(lambda c: queries.suggestions(c, image_id, min_score, states)).result()

    def suggestion_counts(self, query: SuggestionQuery) -> dict[str, int]:
        """By class name, what AcceptAll of this query would accept, were all classes known."""
        return self.later(partial(queries.suggestion_counts, query=query)).result()

    def suggestion_images(self, query: SuggestionQuery) -> dict[ImageId, int]:
        """By image, the same: where there is something to review."""
        return self.later(partial(queries.suggestion_images, query=query)).result()

    def runs(self) -> list[Run]:
        """Every run of a model, newest first."""
        return self.later(queries.runs).result()

    def history(self, image_id: ImageId | None = None, limit: int = 1_000) -> list[HistoryStep]:
        """The newest steps of the journal, newest first; those of one image."""
        return self.later(lambda c: queries.history(c, image_id, limit)).result()

    def authors(self) -> list[Author]:
        """Who has opened the project for writing."""
        return self.later(queries.authors).result()

    def comments(self, image_id: ImageId) -> list[Comment]:
        """The remarks on an image, oldest first."""
        return self.later(partial(queries.comments, image_id=image_id)).result()

    def setting(self, name: str) -> Json:
        """A value that changes data and so belongs to the project; None if never set."""
        return self.later(partial(queries.read_setting, name=name)).result()

    def settings(self, prefix: str) -> dict[str, Json]:
        """All values whose names begin so, by the rest of their names."""
        return self.later(partial(queries.read_settings, prefix=prefix)).result()

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
        """
        self._bring_all()
        if self._writer is not None:
            self._writer.barrier()()
        with closing(self._reader.connect()) as connection, connection.begin():
            yield Moment(connection)


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
