"""Export and conversion: images with annotations, out to a folder in some format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from labeldesk.domain.annotation import Json
from labeldesk.domain.classes import ClassList
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.problem import Problem, Severity, UsageError, UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.book import ClassBook
from labeldesk.formats.folder import export_into, manner_for
from labeldesk.formats.port import Codec, ImageProbe, Option, Target, chosen
from labeldesk.formats.registry import registry
from labeldesk.formats.report import Report
from labeldesk.work.sources import DataSet, images_of, opened
from labeldesk.work.splits import split_of
from labeldesk.work.spool import Spool
from labeldesk.work.unpacking import on_disk
from labeldesk.work.watch import Count, Watch

if TYPE_CHECKING:
    from labeldesk.imaging.probe import FileProbe
    from labeldesk.storage.project import Project
    from labeldesk.storage.records import ImageColumns, ImageFilter

_NOTHING = QT_TRANSLATE_NOOP("Work", "There is no image to write")
_NO_ANNOTATIONS = QT_TRANSLATE_NOOP("Work", "There are no annotations of the format {format} here")
_UNREAD = QT_TRANSLATE_NOOP("Work", "Nothing here can be read")
_UNWRITTEN = QT_TRANSLATE_NOOP("Work", "Nothing was written")
_ADVICE = QT_TRANSLATE_NOOP("Work", "Label an image or mark one done, then export again")
_STATE = QT_TRANSLATE_NOOP("Work", "{state} is no state; there are {states}")
UNREAD = QT_TRANSLATE_NOOP("Work", "The image cannot be read and is left out: {reason}")
GONE = QT_TRANSLATE_NOOP("Work", "The image file is missing; the image is left out")
_STAYS = QT_TRANSLATE_NOOP(
    "Work", "What {name} was before lies here: files in it are not from an export"
)
STATES = ("labelled", "done", "todo", "accepted", "all")


@dataclass(frozen=True, slots=True)
class Export:
    """What is wanted: the format and its options, where to, which images, how split.

    `state` is one of `STATES`: labelled (annotated or done, the default), done, todo,
    accepted by a reviewer, all. Excluded images never go out.
    """

    format: str
    out: Path
    options: Mapping[str, Option] = field(default_factory=dict)
    state: str = "labelled"
    shares: Mapping[str, float] = field(default_factory=dict)
    seed: int = 0
    overwrite: bool = False


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


@dataclass(frozen=True, slots=True)
class Content:
    """What goes out: images (streaming), their paths, their classes, and where they lie."""

    images: Iterable[LabeledImage]
    paths: Sequence[str]
    classes: ClassList
    probe: ImageProbe
    root: Path | None


def export_project(project: Project, wish: Export, watch: Watch | None = None) -> Done:
    """Writes the project's images; `UserError` when nothing was or may be written."""
    report = Report()
    with content_of(project, wish, report.add) as content:
        return _write(content, wish, report, watch or Watch())


def convert(data: DataSet, wish: Export, watch: Watch | None = None) -> Done:
    """Reads a data set and writes it in another format; no project is made."""
    watch = watch or Watch()
    codec_of(wish)  # a wrong wish is refused before anything is read
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
        content = Content(spool, spool.paths, book.classes, images.probe, images.root)
        return _write(content, wish, report, watch)


def codec_of(wish: Export) -> tuple[Codec, dict[str, Option]]:
    """The codec, and its options over their defaults; `UsageError` for a wrong wish."""
    codec = registry().get(wish.format)
    return codec, chosen(codec, wish.options)


@contextmanager
def content_of(
    project: Project, wish: Export, tell: Callable[[Problem], object]
) -> Iterator[Content]:
    """The images of a project that are wanted, all as they are now: edits may go on.

    Those whose file nobody could read are left out, and `tell` is told why.
    """
    from labeldesk.imaging.probe import FileProbe

    wanted = _filter(wish.state)
    root = project.root
    probe = FileProbe(root)
    with project.moment() as moment:
        images = _sized(moment.labeled(wanted), probe, tell)
        paths = _paths(moment.image_columns(), wish.state)
        yield Content(images, paths, moment.classes(), probe, root)


def _sized(
    images: Iterable[LabeledImage], probe: FileProbe, tell: Callable[[Problem], object]
) -> Iterator[LabeledImage]:
    """With the size that the file has, where nobody has looked at it yet. A file that ends too
    early is told, and goes out.
    """
    from labeldesk.imaging.whole import CUT_SHORT, ends_too_early

    for image in images:
        place = probe.locate(image.path)
        if place is not None and ends_too_early(place):
            tell(Problem(Severity.WARNING, CUT_SHORT, image.path))
        size = image.size or probe.size(image.path)
        if size is not None:
            yield image if image.size else replace(image, size=size)
            continue
        fault = probe.fault(image.path)
        text = GONE if fault is None else UNREAD.filled(reason=fault.text)
        tell(Problem(Severity.ERROR, text, image.path))


def _filter(state: str) -> ImageFilter:
    from labeldesk.domain.image import Review
    from labeldesk.storage.records import ImageFilter

    match state:
        case "labelled":
            return ImageFilter(labelled=True)
        case "done":
            return ImageFilter(done=True)
        case "todo":
            return ImageFilter(done=False)
        case "accepted":
            return ImageFilter(review=Review.ACCEPTED)
        case "all":
            return ImageFilter()
        case _:
            states = ", ".join(STATES)
            raise UsageError(_STATE.filled(state=state, states=states))


def _paths(columns: ImageColumns, state: str) -> list[str]:
    """The paths of the images that the filter of `state` lets through."""
    from labeldesk.domain.image import Review
    from labeldesk.storage.records import state_of

    rows = zip(columns.paths, columns.states.tolist(), columns.counts.tolist(), strict=True)
    found: list[str] = []
    for path, byte, count in rows:
        image = state_of(byte)
        is_wanted = {
            "labelled": image.done or count > 0,
            "done": image.done,
            "todo": not image.done,
            "accepted": image.review is Review.ACCEPTED,
        }.get(state, True)
        if is_wanted and not image.excluded:
            found.append(path)
    return found


def _write(content: Content, wish: Export, report: Report, watch: Watch) -> Done:
    codec, options = codec_of(wish)
    if not content.paths:
        raise UserError(_NOTHING, path=str(wish.out), advice=_ADVICE)
    split = split_of(content.paths, wish.shares, wish.seed)
    count = Count()

    def fill(folder: Path) -> dict[str, Json]:
        target = Target(
            root=folder,
            classes=content.classes,
            options=options,
            probe=content.probe,
            images=content.root,
            place=wish.out,
            split=split,
            cancel=watch.cancel,
            progress=watch.progress,
        )
        codec.write(count.of(content.images, watch, len(content.paths)), target, report)
        watch.cancel.check()
        return _facts(codec, options, wish, count, content.classes)

    exported = export_into(wish.out, fill, overwrite=wish.overwrite)
    for folder in exported.kept:
        report.warning(_STAYS.filled(name=wish.out.name), str(folder))
    return Done(wish.out, codec.id, count.images, count.annotations, exported.files, report)


def _facts(
    codec: Codec, options: Mapping[str, Option], wish: Export, count: Count, classes: ClassList
) -> dict[str, Json]:
    facts: dict[str, Json] = {
        "format": codec.id,
        "options": dict(options),
        "counts": {"images": count.images, "annotations": count.annotations},
        "classes": [item.name for item in classes],
    }
    if wish.shares:
        facts |= {"split": dict(wish.shares), "seed": wish.seed}
    return facts
