"""What a project is told of its images: that they are there, and what their files are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from labeldesk.domain.annotation import Foreign
from labeldesk.domain.ids import ImageId
from labeldesk.domain.image import ImageRecord
from labeldesk.storage import errors
from labeldesk.storage.coming import Coming
from labeldesk.storage.image_rows import write_files, write_foreign, write_images
from labeldesk.storage.journal import Journal
from labeldesk.storage.reader import Reader
from labeldesk.storage.reading import ProjectReads
from labeldesk.storage.records import ImageColumns, Ticket
from labeldesk.storage.writer import Writer


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
        self._coming: Coming | None = None
        self.author = author

    @property
    def is_writable(self) -> bool:
        """Whether it was opened to write."""
        return self._writing is not None

    def add_images(self, images: Iterable[ImageRecord]) -> Ticket[int]:
        """Add images, 100,000 in less than a second; those of a known path stay what they are.

        Must be called before the first edit of an image is committed. Gives how many were new.
        """
        self._bring_all()
        records = tuple(images)
        return self._opened()[0].submit(lambda c: write_images(c, records))

    def bring_images(self, columns: ImageColumns) -> Ticket[None]:
        """The same little by little, for the many images of a folder, to do and with nothing on
        them: edits and questions pass in between, and take those that they are about with them.
        """
        writer, _ = self._opened()
        self._bring_all()  # those of the call before
        self._coming = coming = Coming(columns)
        return writer.work_off(coming.steps)

    def update_images(self, images: Iterable[ImageRecord]) -> Ticket[None]:
        """Store what was found out about files (path, size, time, digest), not their states."""
        self._bring_all()
        records = tuple(images)
        return self._opened()[0].submit(lambda c: write_files(c, records))

    def set_foreign(self, image_id: ImageId, foreign: Foreign | None) -> Ticket[None]:
        """Store what an image's file says beside our content, after it was read again."""
        return self._opened(image_id)[0].submit(lambda c: write_foreign(c, image_id, foreign))

    def _opened(self, about: ImageId | None = None) -> tuple[Writer, Journal]:
        """What writes; an image that something is to be stored `about` is there before that."""
        if self._writing is None:
            raise errors.read_only(self.path)
        coming = self._coming
        if about is not None and coming is not None and not coming.is_over:
            self._writing.writer.submit(partial(coming.bring, image_id=about))
        return self._writing.writer, self._writing.journal

    def _bring_all(self) -> None:
        coming = self._coming
        if self._writing is not None and coming is not None and not coming.is_over:
            self._writing.writer.submit_then(coming.bring_all, coming.end)
