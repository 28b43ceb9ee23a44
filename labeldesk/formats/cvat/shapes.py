"""Shapes and the elements that hold them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.geometry import FARTHEST, Rect, Ring, Size
from labeldesk.domain.mask import Mask
from labeldesk.domain.problem import UserError
from labeldesk.domain.shapes import (
    MIN_LINE,
    MIN_RING,
    Box,
    Caption,
    Ellipse,
    Keypoints,
    Point,
    Polygon,
    Polyline,
    RotatedBox,
    Shape,
    Tag,
)
from labeldesk.domain.skeleton import ABSENT, HIDDEN, VISIBLE
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.inverse import degrees_of, turned
from labeldesk.formats.words import number_in
from labeldesk.raster.polygons import polygon_to_mask

if TYPE_CHECKING:
    from lxml.etree import _Element

FORMAT = "cvat"
NUMBERS = (
    "xtl", "ytl", "xbr", "ybr", "points", "cx", "cy", "rx", "ry", "rotation",
    "rle", "left", "top", "width", "height",
)  # fmt: skip
"""The attributes that say where something is."""
TAGS = frozenset(("tag", "box", "ellipse", "mask", "skeleton", "polygon", "polyline", "points"))
"""The elements that are objects."""
AS_POINTS = "points"  # key of what was a row of points and not a skeleton
_LARGEST = 1 << 27  # pixels of a mask's box
_FINE, _FINER = 6, 7  # decimals

_NO_NUMBER = QT_TRANSLATE_NOOP("Formats", "The coordinate {value} is no number")
_TOO_FAR = QT_TRANSLATE_NOOP("Formats", "The coordinate {value} is beyond any image")
_FEW = QT_TRANSLATE_NOOP("Cvat", "A {tag} has too few points")
_RLE = QT_TRANSLATE_NOOP("Cvat", "The run lengths do not fill the box of the mask")
_MASK_BOX = QT_TRANSLATE_NOOP("Cvat", "The box of the mask is no box of whole pixels")
UNKNOWN = QT_TRANSLATE_NOOP("Cvat", "An element {tag} is of no known kind; it is kept as it is")


@dataclass(frozen=True, slots=True)
class Placed:
    """An element's tag, its numbers as texts, and the joints of a skeleton with their marks."""

    tag: str
    numbers: Mapping[str, str] = field(default_factory=dict)
    joints: tuple[tuple[str, int], ...] = ()


def number(text: str | None) -> float:
    """A finite coordinate; `UserError` for anything else."""
    told = text or ""
    try:
        value = number_in(told)
    except ValueError as error:
        raise UserError(_NO_NUMBER.filled(value=ascii(told[:40]))) from error
    if not math.isfinite(value):
        raise UserError(_NO_NUMBER.filled(value=ascii(told[:40])))
    if abs(value) > FARTHEST:
        raise UserError(_TOO_FAR.filled(value=told[:40]))
    return value


def number_text(value: float) -> str:
    """The shortest text that reads back as the same number."""
    return str(int(value)) if value == int(value) else repr(value)


def storable(annotation: Annotation, size: Size | None) -> Shape | None:
    """The shape as CVAT gives it back.

    A polygon is one ring: what has holes or several parts becomes a mask. A rotated box that is
    not turned is a box. Pixels beyond the image and empty masks cannot be held.
    """
    shape = annotation.shape
    if isinstance(shape, Polygon) and (len(shape.parts) > 1 or shape.parts[0].holes):
        shape = polygon_to_mask(shape, size) if size is not None else Mask({})
    match shape:
        case Caption():
            return None
        case Mask():
            mask = shape.clipped(size) if size is not None else shape
            return mask if mask.tiles else None
        case RotatedBox() | Ellipse():
            return shape if annotation.verbatim(FORMAT) else _turned(shape)
        case _:
            return shape


def _turned(shape: RotatedBox | Ellipse) -> Shape:
    numbers = placed(shape).numbers
    return _box(numbers) if isinstance(shape, RotatedBox) else _ellipse(numbers)


def placed(shape: Shape) -> Placed:
    """The element of a shape that `storable` gave."""
    match shape:
        case Polygon():
            return Placed("polygon", {"points": _points_text(shape.parts[0].outer)})
        case Polyline():
            return Placed("polyline", {"points": _points_text(shape.line)})
        case Point():
            return Placed("points", {"points": _points_text(Ring([(shape.x, shape.y)]))})
        case Keypoints():
            rows = (_points_text(Ring([row])) for row in shape.joints.points.tolist())
            return Placed("skeleton", joints=tuple(zip(rows, shape.visibility, strict=True)))
        case Tag():
            return Placed("tag")
        case _:
            return _placed_area(shape)


def _placed_area(shape: Box | RotatedBox | Ellipse | Mask | Caption) -> Placed:
    match shape:
        case Box():
            names = ("xtl", "ytl", "xbr", "ybr")
            return Placed("box", dict(zip(names, map(number_text, shape.bounds), strict=True)))
        case RotatedBox():
            return _placed_box(shape)
        case Ellipse():
            texts = {k: number_text(getattr(shape, k)) for k in ("cx", "cy", "rx", "ry")}
            return Placed("ellipse", texts | _rotation(degrees_of(shape.angle)))
        case Mask():
            return _placed_mask(shape)
        case Caption():
            raise ValueError("CVAT has no captions")


def _rotation(degrees: float) -> dict[str, str]:
    return {"rotation": number_text(degrees)} if degrees else {}


def _placed_box(box: RotatedBox) -> Placed:
    """Its numbers have six decimals, so that they are the same after any number of rounds."""
    w, h = box.width / 2, box.height / 2
    corners = (box.cx - w, box.cy - h, box.cx + w, box.cy + h)
    names = ("xtl", "ytl", "xbr", "ybr")
    texts = [number_text(round(v, _FINE)) for v in corners]
    rotation = _rotation(round(degrees_of(box.angle), _FINER) % 360)
    return Placed("box", dict(zip(names, texts, strict=True)) | rotation)


def _placed_mask(mask: Mask) -> Placed:
    bounds = mask.bounds
    if bounds is None:
        raise ValueError("CVAT has no empty masks")
    x0, y0, x1, y1 = map(int, bounds)
    flat = mask.pixels(x0, y0, x1, y1).ravel()
    changes = np.flatnonzero(np.diff(flat, prepend=False))
    counts = np.diff(changes, prepend=0, append=len(flat)).tolist()
    texts = {"rle": ", ".join(map(str, counts)), "left": str(x0), "top": str(y0)}
    return Placed("mask", texts | {"width": str(x1 - x0), "height": str(y1 - y0)})


def _points_text(ring: Ring) -> str:
    return ";".join(f"{number_text(x)},{number_text(y)}" for x, y in ring.points.tolist())


def shape_of(element: _Element) -> Shape:
    """The shape of an element; `UserError` for one that has none."""
    told = {str(key): str(value) for key, value in element.attrib.items()}
    match str(element.tag):
        case "tag":
            return Tag()
        case "box":
            return _box(told)
        case "ellipse":
            return _ellipse(told)
        case "mask":
            return _mask(told)
        case "skeleton":
            return _skeleton(element)
        case tag:
            return _line(tag, told.get("points"))


def _line(tag: str, text: str | None) -> Shape:
    match tag:
        case "polygon":
            return Polygon.of(_points(text, tag, MIN_RING).points)
        case "polyline":
            return Polyline(_points(text, tag, MIN_LINE))
        case "points":
            ring = _points(text, tag, 1)
            if len(ring) > 1:
                return Keypoints(ring, (VISIBLE,) * len(ring))
            x, y = ring.points[0].tolist()
            return Point(x, y)
        case _:
            raise UserError(UNKNOWN.filled(tag=tag[:60]))


def _points(text: str | None, tag: str, least: int) -> Ring:
    pairs = [pair.split(",") for pair in (text or "").split(";") if pair.strip()]
    numbers = [[number(part.strip()) for part in pair] for pair in pairs]
    if len(numbers) < least or {len(pair) for pair in numbers} != {2}:
        raise UserError(_FEW.filled(tag=tag))
    return Ring(numbers)


def _box(told: Mapping[str, str]) -> Box | RotatedBox:
    x0, y0, x1, y1 = (number(told.get(name)) for name in ("xtl", "ytl", "xbr", "ybr"))
    if "rotation" not in told or not number(told["rotation"]):
        return Box.of(Rect(x0, y0, x1, y1))
    cx, cy = round((x0 + x1) / 2, _FINER), round((y0 + y1) / 2, _FINER)
    width, height = round(abs(x1 - x0), _FINER), round(abs(y1 - y0), _FINER)
    return RotatedBox(cx, cy, width, height, turned(number(told["rotation"])))


def _ellipse(told: Mapping[str, str]) -> Ellipse:
    cx, cy, rx, ry = (number(told.get(name)) for name in ("cx", "cy", "rx", "ry"))
    return Ellipse(cx, cy, abs(rx), abs(ry), turned(number(told.get("rotation") or "0")))


def _mask(told: Mapping[str, str]) -> Mask:
    """Run lengths row by row in a box of their own, the background first."""
    sides = [number(told.get(name)) for name in ("left", "top", "width", "height")]
    left, top, width, height = map(int, sides)
    if sides != [left, top, width, height] or min(width, height) <= 0:
        raise UserError(_MASK_BOX)
    try:
        counts = np.array([int(n) for n in told.get("rle", "").split(",")], dtype=np.int64)
    except (ValueError, OverflowError) as error:
        raise UserError(_RLE) from error
    if width * height > _LARGEST or counts.min() < 0 or counts.max() > _LARGEST:
        raise UserError(_RLE)
    if int(counts.sum()) != width * height:
        raise UserError(_RLE)
    values = np.arange(len(counts)) % 2 == 1
    pixels = np.repeat(values, counts).reshape(height, width)
    shown = pixels[max(-top, 0) :, max(-left, 0) :]
    return Mask.of(shown, max(left, 0), max(top, 0)) if shown.size else Mask({})


def _skeleton(element: _Element) -> Keypoints:
    """Its points in the order of the file; whoever knows the template puts them in order."""
    rows, marks = [], []
    for point in element.iterchildren("points"):
        rows.append(_points(point.get("points"), "points", 1).points[0].tolist())
        is_hidden = point.get("occluded") == "1"
        marks.append(ABSENT if point.get("outside") == "1" else HIDDEN if is_hidden else VISIBLE)
    if not rows:
        raise UserError(_FEW.filled(tag="skeleton"))
    return Keypoints(Ring(rows), tuple(marks))
