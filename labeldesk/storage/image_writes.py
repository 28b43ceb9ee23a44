"""What a project is told of its images: that they are there, and what their files are."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from labeldesk.domain.annotation import Foreign
from labeldesk.domain.ids import ImageId
from labeldesk.domain.image import ImageRecord
from labeldesk.domain.text import is_text
from labeldesk.storage import errors
from labeldesk.storage.coming import Coming
from labeldesk.storage.image_rows import write_foreign, write_images
from labeldesk.storage.journal import Journal
from labeldesk.storage.reader import Reader
from labeldesk.storage.reading import ProjectReads
from labeldesk.storage.records import ImageColumns, Ticket
from labeldesk.storage.writer import Work, Writer

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Writing:
    """What a project opened for writing has beside its reader."""

    writer: Writer
    journal: Journal


class ImageWrites(ProjectReads):
    """Deeds that make no step of the history. In a project opened for reading each raises
    `UserError` at once.
    """

    def __init__(self, path: Path, reader: Reader, writing: Writing | None, author: str) -> None:
        super().__init__(path, reader, writing.writer if writing else None)
        self._writing = writing
        self._coming = Coming()
        self.author = author

    @property
    def is_writable(self) -> bool:
        """Whether it was opened to write."""
        return self._writing is not None

    def add_images(self, images: Iterable[ImageRecord]) -> Ticket[int]:
        """Add images, 100,000 in less than a second; those of a known path stay what they are.

        Must be called before the first edit of an image is committed. Gives how many were new.
        """
        records = tuple(images)
        self._check_names(one.path for one in records)
        return self.do(lambda connection: write_images(connection, records))

    def bring_images(self, columns: ImageColumns) -> Ticket[None]:
        """The same little by little, for the many images of a folder, to do and with nothing on
        them: edits and questions pass in between, and take those that they are about with them.
        """
        self._check_names(columns.paths)
        return self._opened()[0].work_off(self._coming.add(columns))

    def set_foreign(self, image_id: ImageId, foreign: Foreign | None) -> Ticket[None]:
        """Store what an image's file says beside our content, after it was read again."""
        work = self._coming.with_one(image_id, lambda c: write_foreign(c, image_id, foreign))
        return self._opened()[0].submit(work)

    def do(self, work: Work[T]) -> Ticket[T]:
        """Anything else this package writes, in one transaction; no step of the history."""
        return self._do(work, lambda result: result)

    def _do(self, work: Work[T], then: Callable[[T], R]) -> Ticket[R]:
        """The same, once all images are there, with `then` making the answer of it."""
        return self._opened()[0].submit_then(*self._coming.with_all(work, then))

    def _opened(self) -> tuple[Writer, Journal]:
        if self._writing is None:
            raise errors.read_only(self.path)
        return self._writing.writer, self._writing.journal

    def _bring_all(self) -> Ticket[None] | None:
        is_idle = self._writing is None or self._coming.is_over
        return None if is_idle else self.do(lambda _: None)

    def _check_names(self, paths: Iterable[str]) -> None:
        """Refuse what SQLite could not hold before anything of it is on its way."""
        name = next((path for path in paths if not is_text(path)), None)
        if name is not None:
            raise errors.no_text(self.path, name)
