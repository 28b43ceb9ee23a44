"""A data set on the disk, made ready for reading: its format, its images, its options."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP, is_text, readable
from labeldesk.formats.book import ClassBook
from labeldesk.formats.port import Codec, ImageProbe, NoImages, Option, Source, chosen
from labeldesk.formats.registry import registry
from labeldesk.formats.report import Report
from labeldesk.imaging.listing import ReportProblem, ignore_problem, is_image_name, list_images
from labeldesk.work.watch import Watch

AUTO = "auto"
_TWINS = ("images", "JPEGImages", "Images", "imgs")

_NO_UTF8 = QT_TRANSLATE_NOOP("Work", "Not read: the name is not UTF-8; rename the file")
_MISSING = QT_TRANSLATE_NOOP("Work", "There is nothing here")
_NO_FOLDER = QT_TRANSLATE_NOOP("Work", "The folder of the images is not there")


@dataclass(frozen=True, slots=True)
class DataSet:
    """What is to be read: a folder or file, its format (``auto``: recognised), its images.

    `images` None: they are looked for in the folder itself, then in its neighbours. `unpack` is
    where the images of a zip go, None: beside it.
    """

    path: Path
    format: str = AUTO
    images: Path | None = None
    options: Mapping[str, Option] = field(default_factory=dict)
    unpack: Path | None = None


@dataclass(frozen=True, slots=True)
class ImagesAt:
    """Images a data set may be about: their root (None: there are none), and paths in it."""

    root: Path | None = None
    paths: tuple[str, ...] = ()

    @property
    def probe(self) -> ImageProbe:
        """What tells sizes."""
        from labeldesk.imaging.probe import FileProbe

        return FileProbe(self.root) if self.root else NoImages()


def images_of(data: DataSet, report: ReportProblem = ignore_problem) -> ImagesAt:
    """The images of a data set, where its user says or where they usually lie; `report` hears
    of those that cannot be listed.
    """
    if data.images is not None:
        if not data.images.is_dir():
            raise UserError(_NO_FOLDER, path=str(data.images))
        return _listed(data.images, report)
    folder = data.path if data.path.is_dir() else data.path.parent
    places = [folder, *(folder / name for name in _TWINS), *(folder.parent / n for n in _TWINS)]
    for place in places:
        found = _listed(place, report) if place.is_dir() else ImagesAt()
        if found.paths:
            return found
    return ImagesAt()


def _listed(root: Path, report: ReportProblem) -> ImagesAt:
    return ImagesAt(root, tuple(list_images(root, recursive=True, report=report)))


def opened(
    data: DataSet, images: ImagesAt, book: ClassBook, watch: Watch, report: Report
) -> tuple[Codec, Source]:
    """The codec and the source to read with; `UserError` when there is nothing to read. Files
    whose names are no text are left out and reported: no image of ours could be theirs.
    """
    if not data.path.exists():
        raise UserError(_MISSING, path=str(data.path))
    root, names = Source.files_of(data.path, watch.cancel)
    files = tuple(name for name in names if is_text(name))
    for name in names if len(files) < len(names) else ():
        if not is_text(name) and not is_image_name(name):  # images were reported as such
            report.warning(_NO_UTF8, readable(name))
    codec = _codec(data, Source(root=root, files=files))
    source = Source(
        root=root,
        files=files,
        images=images.paths,
        images_root=images.root,
        probe=images.probe,
        classes=book,
        options=chosen(codec, data.options),
        cancel=watch.cancel,
        progress=watch.progress,
    )
    return codec, source


def _codec(data: DataSet, plain: Source) -> Codec:
    known = registry()
    return known.recognised(plain) if data.format == AUTO else known.get(data.format)
