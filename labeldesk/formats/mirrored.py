"""What the live mirror asks of a format: file names, content, and whether writing loses nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from labeldesk.domain.classes import ClassList
from labeldesk.domain.geometry import Size
from labeldesk.domain.image import LabeledImage
from labeldesk.formats.book import ClassBook
from labeldesk.formats.port import Options
from labeldesk.formats.report import Report


class FileWriter(Protocol):
    """One format as the mirror needs it. Names of files are relative to the root."""

    def __init__(self, root: Path, options: Options) -> None: ...

    def places_of(self, image: str) -> tuple[str, ...]:
        """The names that the annotation file of an image may have."""

    def name_of(self, image: str) -> str:
        """The one that it has, or will have."""

    def read(
        self, data: bytes, image: LabeledImage, classes: ClassBook, report: Report
    ) -> LabeledImage:
        """What the format's own reader makes of the image's file; `UserError` if nothing."""

    def check(self, data: bytes, image: LabeledImage) -> None:
        """`UserError` when writing would lose or change something of the image's file that the
        project does not know of.
        """

    def content(
        self, image: LabeledImage, classes: ClassList, old: bytes | None, report: Report
    ) -> bytes:
        """The file of an image; `UserError` when it has none."""

    def prepare(self, name: str) -> None:
        """What must be written before the file whose content was asked for last."""


class OneImage:
    """The probe of a source that is about one image only."""

    def __init__(self, path: str, size: Size | None) -> None:
        self._path = path
        self._size = size

    def size(self, path: str) -> Size | None:
        """The size that the project knows."""
        return self._size if path == self._path else None

    def exists(self, path: str) -> bool:
        """Only the one is there."""
        return path == self._path
