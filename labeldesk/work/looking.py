"""Looking at a project without changing it: its figures, and what is doubtful in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from labeldesk.domain.annotation import Annotation, Json
from labeldesk.domain.geometry import Rect, Size
from labeldesk.domain.geometry_bytes import digest
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.port import ImageProbe
from labeldesk.formats.report import Report
from labeldesk.work.watch import Count, Watch

if TYPE_CHECKING:
    from labeldesk.storage.project import Project

_MISSING = QT_TRANSLATE_NOOP("Work", "The image file is missing")
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
    """Missing files, other sizes, objects outside, without area or there twice."""
    from labeldesk.imaging.probe import FileProbe
    from labeldesk.storage.records import ImageFilter

    report = Report()
    probe = FileProbe(project.root)
    total = len(project.image_columns())
    everything = project.iter_labeled(ImageFilter(excluded=None))
    for image in Count().of(everything, watch or Watch(), total):
        _check_image(image, probe, report)
    return report


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
