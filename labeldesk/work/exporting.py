"""Export and conversion: images with annotations, out to a folder in some format."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from labeldesk.domain.annotation import Json
from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.book import ClassBook
from labeldesk.formats.folder import export_into, manner_for
from labeldesk.formats.port import Pictures, Target
from labeldesk.formats.report import Report
from labeldesk.work.contents import Content, content_of, wanted_of
from labeldesk.work.export_facts import Tally, Written, facts_of
from labeldesk.work.framing import Reframing
from labeldesk.work.pictures import (
    LINK,
    NONE,
    Copies,
    Links,
    Placing,
)
from labeldesk.work.sources import DataSet, images_of, opened
from labeldesk.work.spool import Spool
from labeldesk.work.unpacking import on_disk
from labeldesk.work.watch import Count, Watch
from labeldesk.work.wishes import Export, codec_of

if TYPE_CHECKING:
    from labeldesk.storage.project import Project

__all__ = ["Done", "Export", "convert", "export_project"]

_NOTHING = QT_TRANSLATE_NOOP("Work", "There is no image to write")
_NO_ANNOTATIONS = QT_TRANSLATE_NOOP("Work", "There are no annotations of the format {format} here")
_UNREAD = QT_TRANSLATE_NOOP("Work", "Nothing here can be read")
_UNWRITTEN = QT_TRANSLATE_NOOP("Work", "Nothing was written")
_ADVICE = QT_TRANSLATE_NOOP("Work", "Label an image or mark one done, then export again")
_STAYS = QT_TRANSLATE_NOOP(
    "Work", "What {name} was before lies here: files in it are not from an export"
)
_NO_FILES = QT_TRANSLATE_NOOP("Work", "No image files were found that could go with the labels")


@dataclass(frozen=True, slots=True)
class Done:
    """What was written, and what could not be kept."""

    out: Path
    format: str
    images: int
    annotations: int
    files: tuple[str, ...]
    report: Report

    @property
    def as_json(self) -> dict[str, Json]:
        """The counts for ``--json``; the report goes beside them."""
        return {
            "out": str(self.out),
            "format": self.format,
            "images": self.images,
            "annotations": self.annotations,
            "files": len(self.files),
        }


def export_project(project: Project, wish: Export, watch: Watch | None = None) -> Done:
    """Writes the project's images; `UserError` when nothing was or may be written."""
    wish.check()
    report = Report()
    with content_of(project, wish, report.add) as content:
        return _write(content, wish, report, watch or Watch())


def convert(data: DataSet, wish: Export, watch: Watch | None = None) -> Done:
    """Reads a data set and writes it in another format; no project is made."""
    watch = watch or Watch()
    wish.check()  # before anything is read
    manner_for(wish.out, overwrite=wish.overwrite)
    with on_disk(data, watch) as there:
        return _converted(there.data, wish, watch)


def _converted(data: DataSet, wish: Export, watch: Watch) -> Done:
    report = Report()
    images = images_of(data, report.add)
    book = ClassBook()
    codec, source = opened(data, images, book, watch, report)
    with Spool() as spool:
        for image in codec.read(source, report):
            spool.add(image)
        if not spool.paths:
            empty = _NO_ANNOTATIONS.filled(format=codec.id)
            text = _UNREAD if report.has_problems else empty
            raise UserError(text, path=str(data.path), kept=_UNWRITTEN, found=report.rows)
        content = Content(
            spool, spool.paths, book.classes, images.probe, images.root, spool.classes_of,
            frozenset(spool.done),
        )  # fmt: skip
        return _write(wanted_of(content, wish, report.add), wish, report, watch)


def _write(content: Content, wish: Export, report: Report, watch: Watch) -> Done:
    codec, options = codec_of(wish)
    if not content.paths:
        raise UserError(_NOTHING, path=str(wish.out), advice=_ADVICE)
    split = wish.division.of(content.paths, content.classes_of, report)
    count, tally = Count(), Tally(split)
    pictures: Pictures = Links(report) if wish.mode == LINK else Copies()
    made = content.images
    if not wish.framing.is_none:
        pictures = framed = Reframing(wish.framing, report, split)
        made = framed.of(content.images)
    if wish.mode != NONE and content.root is None:
        report.error(_NO_FILES)

    def fill(folder: Path) -> dict[str, Json]:
        target = Target(
            root=folder,
            classes=content.classes,
            options=options,
            probe=content.probe,
            images=content.root,
            pictures=pictures,
            place=wish.out,
            split=split,
            cancel=watch.cancel,
            progress=watch.progress,
        )
        placing = Placing(codec, wish.mode, target, report)
        images = tally.of(count.of(made, watch, len(content.paths)))
        codec.write(placing.of(images), target, report)
        placing.finish()
        watch.cancel.check()
        return facts_of(Written(codec.id, options, wish, tally, content.classes, report))

    exported = export_into(wish.out, fill, overwrite=wish.overwrite)
    for folder in exported.kept:
        report.warning(_STAYS.filled(name=wish.out.name), str(folder))
    return Done(wish.out, codec.id, count.images, count.annotations, exported.files, report)
