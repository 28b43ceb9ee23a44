"""What a format can hold, and an image cut down to it with every loss reported."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from enum import Enum
from typing import TypeAlias

from labeldesk.domain.annotation import Annotation, Flags, Origin, Value
from labeldesk.domain.geometry import Size
from labeldesk.domain.ids import AnnotationId
from labeldesk.domain.image import ImageState, LabeledImage, Review
from labeldesk.domain.problem import Problem, Severity
from labeldesk.domain.shapes import Keypoints, Polygon, Shape
from labeldesk.domain.skeleton import present
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.formats.report import Report
from labeldesk.formats.words import printable, value_text

_NO_FLAGS = Flags()
FLAGS = frozenset(field.name for field in fields(Flags))
INVISIBLE, HALF = 0.01, 0.5  # pixels
Loss: TypeAlias = tuple[Severity, Text]
ShapeRule = Callable[[Annotation, Size | None], Shape | None]
"""The shape of an annotation as the format gives it back; None where it cannot hold it."""

DROPPED = QT_TRANSLATE_NOOP("Formats", "The format cannot hold a {kind}; it is left out")
CONVERTED = QT_TRANSLATE_NOOP("Formats", "A {before} is written as a {after}")
CHANGED = QT_TRANSLATE_NOOP("Formats", "A {kind} is simplified to what the format can hold")
ROUNDED = QT_TRANSLATE_NOOP("Formats", "Coordinates of a {kind} are rounded by up to {shift} px")
LOST = QT_TRANSLATE_NOOP("Formats", "The format does not hold {what}; it is left out")
AS_TEXT = QT_TRANSLATE_NOOP("Formats", "Numbers and check marks of attributes come back as text")
EMPTIED = QT_TRANSLATE_NOOP(
    "Formats", "Nothing of this image can be written: it will read as empty"
)


_KINDS: dict[str, Text] = {
    "tag": QT_TRANSLATE_NOOP("Formats", "tag"),
    "box": QT_TRANSLATE_NOOP("Formats", "box"),
    "rotated-box": QT_TRANSLATE_NOOP("Formats", "rotated box"),
    "polygon": QT_TRANSLATE_NOOP("Formats", "polygon"),
    "mask": QT_TRANSLATE_NOOP("Formats", "mask"),
    "point": QT_TRANSLATE_NOOP("Formats", "point"),
    "polyline": QT_TRANSLATE_NOOP("Formats", "polyline"),
    "ellipse": QT_TRANSLATE_NOOP("Formats", "ellipse"),
    "keypoints": QT_TRANSLATE_NOOP("Formats", "set of keypoints"),
    "caption": QT_TRANSLATE_NOOP("Formats", "caption"),
}


def kind_words(kind: str) -> Text:
    """What a kind of shape is called."""
    return _KINDS[kind]


class Done(Enum):
    """How a format tells an image that is done from one that is not."""

    NO = "not at all"
    YES = "by a mark of its own"
    EMPTY = "only by an empty file: nothing here"


def same_shape(annotation: Annotation, _size: Size | None) -> Shape:
    """The rule of a format that changes no shape."""
    return annotation.shape


Painting = Callable[[Sequence[Annotation], str, "Report | None"], Sequence[Annotation]]
"""What objects, in painting order, do to each other where pixels have one owner; the path of
the image is for the report."""


@dataclass(frozen=True, slots=True)
class Keeps:
    """What a format holds of an annotation and its image.

    `shapes` names the kinds that come back as their own kind; `shape` is the exact rule, the
    conversion of other kinds and the quantisation included: the writer encodes what it
    returns, and reading gives just that. `attributes_as_text`: values come back as text.
    Class names, paths, sizes and the order of the objects are always kept; `z` says whether
    the painting order is kept as a number of its own. `painted` is for formats in which
    pixels have one owner, or objects something else to do with each other: what is left of them
    once they lie on each other, in painting order unless that is kept as a number.
    """

    shapes: frozenset[str]
    shape: ShapeRule = same_shape
    quantum: float = 0.0
    flags: frozenset[str] = frozenset()
    attributes: bool = False
    attributes_as_text: bool = False
    pose: bool = False
    group: bool = False
    z: bool = False
    score: bool = False
    done: Done = Done.NO
    painted: Painting | None = None

    @property
    def has_all_fields(self) -> bool:
        """Whether nothing beside the shape is lost."""
        kept = (self.attributes, self.pose, self.group, self.z, self.score)
        return all(kept) and self.flags == FLAGS and not self.attributes_as_text


def restricted(image: LabeledImage, keeps: Keeps, report: Report | None = None) -> LabeledImage:
    """`image.restricted_to(keeps)`: what reading gives after writing; losses go to `report`.

    Identity (ids, author, times, origin) belongs to the project, not to formats, and is left
    as it is here: see `essence` for what is compared.
    """
    kept: list[Annotation] = []
    heights: list[int] = []
    for number, annotation in enumerate(image.annotations, start=1):
        shape = keeps.shape(annotation, image.size)
        if report is not None:
            place = f"object {number}"
            for severity, text in _losses(annotation, shape, keeps):
                report.add(Problem(severity, text, image.path, place))
        if shape is not None:
            kept.append(_cut(annotation, shape, keeps))
            heights.append(annotation.z)
    if keeps.painted is not None:
        order = list(range(len(kept)))
        if not keeps.z:
            order.sort(key=heights.__getitem__)
        kept = list(keeps.painted([kept[i] for i in order], image.path, report))
    state = _state(image, keeps, bool(kept))
    if report is not None:
        _report_image(image, kept, state, report)
    return replace(image, annotations=tuple(kept), state=state)


def essence(image: LabeledImage) -> LabeledImage:
    """The image with identity and foreign content blanked: equal when the labels are."""
    plain = tuple(
        replace(
            annotation,
            id=AnnotationId(index),
            origin=Origin.IMPORTED,
            suggestion_id=None,
            author="",
            created=0,
            edited=0,
            foreign=None,
        )
        for index, annotation in enumerate(image.annotations)
    )
    return replace(image, annotations=plain, foreign=None)


def _cut(annotation: Annotation, shape: Shape, keeps: Keeps) -> Annotation:
    if shape is annotation.shape and _is_plain(annotation):
        return annotation
    is_shown = not annotation.locked and not annotation.hidden
    if shape is annotation.shape and is_shown and keeps.has_all_fields:
        return annotation
    flags = Flags(**{name: getattr(annotation.flags, name) for name in keeps.flags})
    return replace(
        annotation,
        shape=shape,
        flags=flags,
        attributes=_attributes(annotation.attributes, keeps),
        pose=annotation.pose if keeps.pose else "",
        group=annotation.group if keeps.group else None,
        score=annotation.score if keeps.score else None,
        z=annotation.z if keeps.z else 0,
        locked=False,
        hidden=False,
    )


def _is_plain(annotation: Annotation) -> bool:
    """Whether there is nothing to lose beside class and shape: most are so, and copying one
    costs as much as writing it.
    """
    return (
        annotation.flags == _NO_FLAGS
        and not (annotation.attributes or annotation.pose or annotation.z)
        and not (annotation.locked or annotation.hidden)
        and annotation.group is None
        and annotation.score is None
    )


def _attributes(values: Mapping[str, Value], keeps: Keeps) -> Mapping[str, Value]:
    if not keeps.attributes:
        return {}
    if not keeps.attributes_as_text:
        return values
    return {printable(name): printable(value_text(value)) for name, value in values.items()}


def _state(image: LabeledImage, keeps: Keeps, has_annotations: bool) -> ImageState:
    match keeps.done:
        case Done.YES:
            return ImageState(done=image.state.done)
        case Done.EMPTY:
            return ImageState(done=not has_annotations)
        case Done.NO:
            return ImageState()


def _losses(annotation: Annotation, shape: Shape | None, keeps: Keeps) -> Iterator[Loss]:
    old = annotation.shape
    if shape is None:
        yield Severity.WARNING, DROPPED.filled(kind=_KINDS[old.kind])
        return
    if shape.kind != old.kind:
        yield (
            Severity.WARNING,
            CONVERTED.filled(before=_KINDS[old.kind], after=_KINDS[shape.kind]),
        )
    elif shape is not old and shape != old and not _show_the_same(old, shape):
        yield _difference(old, shape, keeps)
    values = annotation.attributes.values()
    if keeps.attributes_as_text and not all(isinstance(value, str) for value in values):
        yield Severity.INFO, AS_TEXT
    for what in _fields_lost(annotation, keeps):
        # That a model once proposed it, and how surely, is history and no part of a label.
        is_history = what == "score" and annotation.suggestion_id is not None
        yield Severity.INFO if is_history else Severity.WARNING, LOST.filled(what=what)


def _show_the_same(old: Shape, new: Shape) -> bool:
    """Whether two sets of keypoints differ at most in where absent joints are said to be."""
    if not isinstance(old, Keypoints) or not isinstance(new, Keypoints):
        return False
    there = present(old)
    places = old.joints.points[there], new.joints.points[present(new)]
    return old.visibility == new.visibility and bool((places[0] == places[1]).all())


def _difference(old: Shape, new: Shape, keeps: Keeps) -> Loss:
    """How a shape changed that stayed of its kind: rounding to the numbers that a format has is
    no more than an information.
    """
    a, b = old.bounds, new.bounds
    if a is None or b is None or _has_other_rings(old, new):
        return Severity.WARNING, CHANGED.filled(kind=_KINDS[old.kind])
    shift = max(abs(x - y) for x, y in zip(a, b, strict=True))
    if shift > keeps.quantum:
        return Severity.WARNING, CHANGED.filled(kind=_KINDS[old.kind])
    severity = Severity.INFO if keeps.quantum <= HALF else Severity.WARNING
    return severity, ROUNDED.filled(kind=_KINDS[old.kind], shift=f"{keeps.quantum:g}")


def _has_other_rings(old: Shape, new: Shape) -> bool:
    """Whether holes or parts of a polygon were joined or left out."""
    if not isinstance(old, Polygon) or not isinstance(new, Polygon):
        return False
    return len(old.rings) != len(new.rings)


def _fields_lost(annotation: Annotation, keeps: Keeps) -> Iterator[str]:
    if annotation.flags != _NO_FLAGS:
        yield from (n for n in sorted(FLAGS - keeps.flags) if getattr(annotation.flags, n))
    if annotation.attributes and not keeps.attributes:
        yield "attributes"
    if annotation.pose and not keeps.pose:
        yield "pose"
    if annotation.group is not None and not keeps.group:
        yield "group"
    if annotation.score is not None and not keeps.score:
        yield "score"


def _report_image(
    image: LabeledImage, kept: list[Annotation], state: ImageState, report: Report
) -> None:
    if image.annotations and not kept:
        report.warning(EMPTIED, image.path)
    before = image.state
    if before.done != state.done and before.done:
        report.info(LOST.filled(what="done"), image.path)
    if before.review is not Review.NONE or before.comment:
        report.info(LOST.filled(what="review"), image.path)
    if before.excluded:
        report.info(LOST.filled(what="excluded"), image.path)
