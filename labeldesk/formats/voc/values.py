"""One VOC file as values, texts as they stand in it; and objects to and from annotations."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from labeldesk.domain.annotation import Annotation, Flags, Foreign, Json, Origin
from labeldesk.domain.geometry import FARTHEST, Rect, Ring, Size
from labeldesk.domain.geometry_bytes import digest
from labeldesk.domain.ids import AnnotationId, ClassId, new_id
from labeldesk.domain.mask import Mask
from labeldesk.domain.problem import UserError
from labeldesk.domain.shapes import (
    MIN_RING,
    Box,
    Ellipse,
    Part,
    Polygon,
    RotatedBox,
    Shape,
)
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.words import number_in, printable, value_text

FORMAT = "voc"
UNSPECIFIED = "Unspecified"
PLAIN = Flags()
BoxTexts: TypeAlias = tuple[str, str, str, str]

_NO_NUMBER = QT_TRANSLATE_NOOP("Formats", "The coordinate {value} is no number")
_TOO_FAR = QT_TRANSLATE_NOOP("Formats", "The coordinate {value} is beyond any image")
_NO_BOX = QT_TRANSLATE_NOOP("Formats", "The object has neither a box nor a polygon")


@dataclass(frozen=True, slots=True)
class Frame:
    """How numbers stand for places: `base` 0 is raw (LabelImg), 1 the VOC devkit's pixel
    numbers counted from 1, both ends included; `is_float` keeps fractions.
    """

    base: int = 0
    is_float: bool = False


@dataclass(frozen=True, slots=True)
class VocObject:
    """One `<object>`: box as (xmin, ymin, xmax, ymax), polygon as x1, y1, x2, ..., as texts."""

    name: str
    box: BoxTexts | None = None
    polygon: tuple[str, ...] = ()
    pose: str = ""
    flags: Flags = PLAIN
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wrapping:
    """What stands around the root element, and how lines end."""

    head: str = ""
    tail: str = "\n"
    newline: str = "\n"


@dataclass(frozen=True, slots=True)
class VocHeader:
    """What a file says about its image; names as they stand in it, blanks at their ends too."""

    filename: str
    folder: str = ""
    path: str = ""
    size: Size | None = None
    is_verified: bool = False


def number(text: str) -> float:
    """A finite coordinate; `UserError` for anything else (a decimal comma too)."""
    try:
        value = number_in(text)
    except ValueError as error:
        raise UserError(_NO_NUMBER.filled(value=ascii(text[:40]))) from error
    if not math.isfinite(value):
        raise UserError(_NO_NUMBER.filled(value=ascii(text[:40])))
    if abs(value) > FARTHEST:
        raise UserError(_TOO_FAR.filled(value=text[:40]))
    return value


def number_text(value: float) -> str:
    """The shortest text that reads back as the same number."""
    return str(int(value)) if value == int(value) else repr(value)


def box_texts(rect: Rect, frame: Frame) -> BoxTexts:
    """The four numbers of a box. Rounded, a box never loses its extent: one that would
    collapse takes the pixels it touches.
    """
    x0, x1 = _side(rect.x0, rect.x1, frame)
    y0, y1 = _side(rect.y0, rect.y1, frame)
    return (
        number_text(x0 + frame.base),
        number_text(y0 + frame.base),
        number_text(x1),
        number_text(y1),
    )


def _side(low: float, high: float, frame: Frame) -> tuple[float, float]:
    a, b = (low, high) if frame.is_float else (round(low), round(high))
    if a == b and low < high:
        a, b = math.floor(low), math.ceil(high)
    return a, max(b, a + frame.base)  # counted from 1, both ends included, one pixel is the least


def box_of(texts: BoxTexts, frame: Frame) -> Box:
    """The box that the four numbers mean."""
    x0, y0, x1, y1 = map(number, texts)
    low_x, low_y = min(x0, x1) - frame.base, min(y0, y1) - frame.base
    return Box(low_x, low_y, max(x0, x1), max(y0, y1))


def kept_box(annotation: Annotation, frame: Frame) -> BoxTexts | None:
    """The numbers of the file the annotation came from, while its shape is still theirs."""
    texts = annotation.verbatim(FORMAT)
    box = texts.get("box")
    if not isinstance(box, list) or texts.get("base", 0) != frame.base:
        return None
    a, b, c, d = map(str, box)
    return a, b, c, d


def voc_shape(annotation: Annotation, frame: Frame) -> Shape | None:
    """The shape as VOC gives it back.

    Boxes and polygons of one ring stay; what else covers an area becomes its bounding box;
    tags, points, lines, keypoints and captions cannot be held.
    """
    shape = annotation.shape
    if isinstance(shape, Polygon) and is_single_ring(shape):
        return shape
    if not isinstance(shape, (Box, Polygon, RotatedBox, Ellipse, Mask)) or shape.bounds is None:
        return None
    if isinstance(shape, Box) and kept_box(annotation, frame):
        return shape
    return box_of(box_texts(shape.bounds, frame), frame)


def is_single_ring(polygon: Polygon) -> bool:
    """One part and no hole."""
    return len(polygon.parts) == 1 and not polygon.parts[0].holes


def object_of(annotation: Annotation, name: str, frame: Frame) -> VocObject:
    """The `<object>` of an annotation already cut down by `voc_shape`."""
    shape = annotation.shape
    polygon: tuple[str, ...] = ()
    if isinstance(shape, Polygon):
        flat = shape.parts[0].outer.points.ravel().tolist()
        polygon = tuple(map(number_text, flat))
    bounds = shape.bounds
    if bounds is None:
        raise ValueError(f"a {shape.kind} has no place in VOC")
    return VocObject(
        name=printable(name),
        box=kept_box(annotation, frame) or box_texts(bounds, frame),
        polygon=polygon,
        pose=printable(annotation.pose),
        flags=annotation.flags,
        attributes={
            printable(k): printable(value_text(v)) for k, v in annotation.attributes.items()
        },
    )


def annotation_of(
    item: VocObject, shape: Box | Polygon, class_id: ClassId, frame: Frame, xml: str
) -> Annotation:
    """The annotation of an `<object>`; `xml` is its source where ours would differ."""
    verbatim: dict[str, Json] = {}
    bounds = shape.bounds
    if item.box and box_texts(bounds, Frame(frame.base)) != item.box:
        verbatim = {"box": list(item.box), "base": frame.base}
    foreign = None
    if xml or verbatim:
        extra: dict[str, Json] = {"xml": xml} if xml else {}
        foreign = Foreign(FORMAT, extra, verbatim, digest(shape) if verbatim else "")
    return Annotation(
        id=AnnotationId(new_id()),
        class_id=class_id,
        shape=shape,
        attributes=item.attributes,
        origin=Origin.IMPORTED,
        flags=item.flags,
        pose=item.pose,
        foreign=foreign,
    )


def shape_of(item: VocObject, frame: Frame) -> Box | Polygon:
    """The shape of an `<object>`; `UserError` for one without a usable place."""
    if len(item.polygon) >= 2 * MIN_RING:
        flat = list(map(number, item.polygon))
        return Polygon((Part(Ring(list(zip(flat[::2], flat[1::2], strict=True)))),))
    if item.box is None:
        raise UserError(_NO_BOX)
    return box_of(item.box, frame)
