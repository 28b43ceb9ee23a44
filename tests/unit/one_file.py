"""Reading and writing with a codec that has one file for all images, for tests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.classes import ClassList
from labeldesk.domain.image import LabeledImage
from labeldesk.formats.book import ClassBook
from labeldesk.formats.port import Codec, Source, Target, chosen
from labeldesk.formats.report import Report
from labeldesk.imaging.probe import FileProbe

PICTURES = (".jpg", ".jpeg", ".png")


@dataclass
class Read:
    """What a codec found."""

    images: list[LabeledImage]
    report: Report
    classes: ClassList

    @property
    def annotations(self) -> list[Annotation]:
        return [one for image in self.images for one in image.annotations]

    @property
    def said(self) -> list[str]:
        """Every problem in one line."""
        return [str(row) for row in self.report.rows]

    def named(self, annotation: Annotation) -> str:
        item = self.classes.get(annotation.class_id)
        assert item is not None
        return item.name


def read(
    codec: Codec,
    root: Path,
    *,
    files: Sequence[str] = (),
    images: Sequence[str] | None = None,
    options: Mapping[str, str | bool] | None = None,
) -> Read:
    """Everything of a folder, or of those files of it; its images are those that lie there."""
    listed = Source.files_of(root)[1]
    if images is None:
        images = [name for name in listed if name.lower().endswith(PICTURES)]
    report, book = Report(), ClassBook()
    source = Source(
        root=root,
        files=files or listed,
        images=images,
        probe=FileProbe(root),
        classes=book,
        options=chosen(codec, options or {}),
    )
    found = list(codec.read(source, report))
    return Read(found, report, book.classes)


def write(
    codec: Codec,
    images: Iterable[LabeledImage],
    classes: ClassList,
    out: Path,
    split: Mapping[str, str] | None = None,
    **options: str | bool,
) -> Report:
    """The images in a folder."""
    out.mkdir(parents=True, exist_ok=True)
    report = Report()
    given = chosen(codec, options)
    target = Target(root=out, classes=classes, options=given, split=split or {})
    codec.write(images, target, report)
    return report
