"""Looking at a project without changing it: its figures, and what is doubtful in it."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from labeldesk.domain.annotation import Annotation, Json
from labeldesk.domain.geometry import Rect, Size
from labeldesk.domain.geometry_bytes import digest
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.progress import Progress
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.formats.port import ImageProbe
from labeldesk.formats.report import Report
from labeldesk.jobs.threads import usable_cores
from labeldesk.work.watch import IMAGES, Count, Watch

if TYPE_CHECKING:
    from labeldesk.imaging.probe import FileProbe
    from labeldesk.storage.project import Project

_MISSING = QT_TRANSLATE_NOOP("Work", "The image file is missing")
_BROKEN = QT_TRANSLATE_NOOP("Work", "The image file is broken: {reason}")
_AHEAD = 4  # images for each core that wait to be decoded
_SIZE = QT_TRANSLATE_NOOP("Work", "The image is {real}, but was {told} when it was labelled")
_OUTSIDE = QT_TRANSLATE_NOOP("Work", "The object lies outside the image")
_FLAT = QT_TRANSLATE_NOOP("Work", "The object has no area")
_TWIN = QT_TRANSLATE_NOOP("Work", "The object is there twice")
_FLAT_KINDS = frozenset({"tag", "caption", "point", "polyline", "keypoints"})


@dataclass(frozen=True, slots=True)
class Stats:
    """Counts of a project; `classes` in the project's order, `kinds` by shape. `missing` images
    have no file.
    """

    images: int
    missing: int
    labelled: int
    done: int
    excluded: int
    annotations: int
    suggestions: int
    classes: Mapping[str, int]
    kinds: Mapping[str, int]

    @property
    def as_json(self) -> dict[str, Json]:
        """The counts for ``--json``."""
        return {
            "images": self.images,
            "missing": self.missing,
            "labelled": self.labelled,
            "done": self.done,
            "excluded": self.excluded,
            "annotations": self.annotations,
            "open_suggestions": self.suggestions,
            "classes": dict(self.classes),
            "shapes": dict(self.kinds),
        }


def stats(project: Project, watch: Watch | None = None) -> Stats:
    """Counts the project."""
    from labeldesk.domain.changes import SuggestionQuery
    from labeldesk.imaging.probe import FileProbe
    from labeldesk.storage.records import DONE, EXCLUDED, ImageFilter

    kinds: Counter[str] = Counter()
    with project.moment() as moment:
        columns, counts, classes = moment.image_columns(), moment.class_counts(), moment.classes()
        waiting = moment.suggestion_counts(SuggestionQuery())
        everything = moment.labeled(ImageFilter(excluded=None))
        for image in Count().of(everything, watch or Watch(), len(columns)):
            kinds.update(annotation.shape.kind for annotation in image.annotations)
    probe = FileProbe(project.root)
    return Stats(
        images=len(columns),
        missing=sum(not probe.exists(path) for path in columns.paths),
        labelled=int((columns.counts > 0).sum()),
        done=int(((columns.states & DONE) > 0).sum()),
        excluded=int(((columns.states & EXCLUDED) > 0).sum()),
        annotations=int(columns.counts.sum()),
        suggestions=sum(waiting.values()),
        classes={item.name: counts.get(item.id, 0) for item in classes},
        kinds=dict(kinds),
    )


def check(project: Project, watch: Watch | None = None) -> Report:
    """Missing, broken and cut-off files, other sizes, objects outside, without area or there twice.

    Every file is decoded, some at a time.
    """
    from labeldesk.imaging.probe import FileProbe
    from labeldesk.storage.records import ImageFilter

    report, watch = Report(), watch or Watch()
    probe = FileProbe(project.root)
    total = len(project.image_columns())
    everything = project.iter_labeled(ImageFilter(excluded=None))
    for number, (image, fault) in enumerate(_decoded(everything, probe, watch), start=1):
        watch.cancel.check()
        watch.progress(Progress(number, max(total, number), IMAGES))
        if fault is not None:
            report.error(_BROKEN.filled(reason=fault), image.path)
        _check_image(image, probe, report)
    return report


def _decoded(
    images: Iterable[LabeledImage], probe: FileProbe, watch: Watch
) -> Iterator[tuple[LabeledImage, Text | None]]:
    """Each image with what is wrong with its file; the next ones are decoded meanwhile."""
    from labeldesk.imaging.whole import fault_of

    def fault(path: str) -> Text | None:
        place = probe.locate(path)
        return fault_of(place) if place is not None and place.is_file() else None

    workers = usable_cores()
    waiting: deque[tuple[LabeledImage, Future[Text | None]]] = deque()
    with ThreadPoolExecutor(workers, "check") as pool:
        try:
            for image in images:
                watch.cancel.check()
                waiting.append((image, pool.submit(fault, image.path)))
                if len(waiting) > _AHEAD * workers:
                    first, future = waiting.popleft()
                    yield first, future.result()
            for first, future in waiting:
                yield first, future.result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _check_image(image: LabeledImage, probe: ImageProbe, report: Report) -> None:
    real = probe.size(image.path)
    if not probe.exists(image.path):
        report.error(_MISSING, image.path)
    elif real and image.size and real != image.size:
        report.warning(_SIZE.filled(real=_by(real), told=_by(image.size)), image.path)
    size = image.size or real
    seen: set[tuple[int, str]] = set()
    for number, annotation in enumerate(image.annotations, start=1):
        place = f"object {number}"
        _check_shape(annotation, size, report, image.path, place)
        twin = (annotation.class_id, digest(annotation.shape))
        if twin in seen:
            report.warning(_TWIN, image.path, place)
        seen.add(twin)


def _check_shape(
    annotation: Annotation, size: Size | None, report: Report, path: str, place: str
) -> None:
    bounds = annotation.shape.bounds
    if bounds is None:
        return
    if bounds.area == 0 and annotation.shape.kind not in _FLAT_KINDS:
        report.warning(_FLAT, path, place)
    elif size and not bounds.meets(Rect(0, 0, *size)):
        report.warning(_OUTSIDE, path, place)


def _by(size: Size) -> str:
    return f"{size.width} x {size.height}"
