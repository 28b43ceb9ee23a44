"""The images of a project that an export is about, as they go out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from labeldesk.domain.classes import ClassList
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.problem import Problem, Severity, UsageError
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.port import ImageProbe
from labeldesk.work.dividing import ClassesOf
from labeldesk.work.recasting import Recasting
from labeldesk.work.wishes import STATES, Export, codec_of

if TYPE_CHECKING:
    from labeldesk.imaging.probe import FileProbe
    from labeldesk.storage.project import Project
    from labeldesk.storage.records import ImageColumns, ImageFilter

_STATE = QT_TRANSLATE_NOOP("Work", "{state} is no state; there are {states}")
UNREAD = QT_TRANSLATE_NOOP("Work", "The image cannot be read and is left out: {reason}")
GONE = QT_TRANSLATE_NOOP("Work", "The image file is missing; the image is left out")


@dataclass(frozen=True, slots=True)
class Content:
    """What goes out: images (streaming), their paths, their classes, where they lie, and which
    classes are on each. `done` are the paths of those that are; `altered` counts the objects so
    far that go out otherwise than they are here.
    """

    images: Iterable[LabeledImage]
    paths: Sequence[str]
    classes: ClassList
    probe: ImageProbe
    root: Path | None
    classes_of: ClassesOf
    done: frozenset[str] = frozenset()
    altered: Callable[[], int] = lambda: 0


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
        paths, done = _paths(moment.image_columns(), wish.state)
        classes = moment.classes()
        content = Content(images, paths, classes, probe, root, moment.class_sets, done)
        yield wanted_of(content, wish, tell)


def wanted_of(content: Content, wish: Export, tell: Callable[[Problem], object]) -> Content:
    """The content as it is wanted: of some classes, in other shapes."""
    wish.recast.check()
    codec, options = codec_of(wish)
    before, of = content.classes, content.classes_of
    recasting = Recasting(wish.recast, codec.keeps(options), before, tell)
    return replace(
        content,
        images=recasting.of(content.images),
        paths=recasting.paths(content.paths, of, content.done),
        classes=wish.recast.picked(before),
        classes_of=lambda: recasting.sets(of()),
        altered=lambda: recasting.changed,
    )


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


def _paths(columns: ImageColumns, state: str) -> tuple[list[str], frozenset[str]]:
    """The paths of the images that the filter of `state` lets through, and of those done."""
    from labeldesk.domain.image import Review
    from labeldesk.storage.records import state_of

    rows = zip(columns.paths, columns.states.tolist(), columns.counts.tolist(), strict=True)
    found: list[str] = []
    done: list[str] = []
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
            done += [path] if image.done else []
    return found, frozenset(done)
