"""Shapes as Label Studio has them: in percent of the image, boxes turned about a corner."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from labeldesk.domain.annotation import Annotation, Json
from labeldesk.domain.geometry import XY, Rect, Ring, Size, rotated
from labeldesk.domain.mask import Mask
from labeldesk.domain.problem import UserError
from labeldesk.domain.shapes import (
    MIN_LINE,
    MIN_RING,
    Box,
    Ellipse,
    Point,
    Polygon,
    Polyline,
    RotatedBox,
    Shape,
    Tag,
)
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.entries import Object, is_number, plain_number
from labeldesk.formats.inverse import degrees_of, turned
from labeldesk.formats.labelstudio.brush import mask_of, rle_of
from labeldesk.raster.polygons import polygon_to_mask

FORMAT = "labelstudio"
RECTANGLE, ELLIPSE, POLYGON = "rectangle", "ellipse", "polygon"
KEYPOINT, BRUSH, CHOICES = "keypoint", "brush", "choices"
KINDS = (RECTANGLE, ELLIPSE, POLYGON, KEYPOINT, BRUSH)
_WHOLE = 100.0
_FINE, _FINER = 6, 7  # decimals
_DOT = 0.5  # percent that a keypoint is wide

UNKNOWN = QT_TRANSLATE_NOOP("LabelStudio", "A result {kind} is of no known kind; it is kept")
_NUMBERS = QT_TRANSLATE_NOOP("LabelStudio", "A {kind} lacks numbers; it is left out")
_FEW = QT_TRANSLATE_NOOP("LabelStudio", "A {kind} has too few points; it is left out")
_FORMAT = QT_TRANSLATE_NOOP("LabelStudio", "A mask of the format {format} is not read")


def storable(annotation: Annotation, size: Size | None) -> Shape | None:
    """The shape as Label Studio gives it back; holes and parts make a mask, and nothing can be
    told in percent of an unknown size.
    """
    shape = annotation.shape
    if isinstance(shape, Tag):
        return shape
    if size is None:
        return None
    if isinstance(shape, Polygon) and len(shape.rings) > 1:
        shape = polygon_to_mask(shape, size)
    if isinstance(shape, Mask):
        mask = shape.clipped(size)
        return mask if mask.tiles else None
    if annotation.verbatim(FORMAT):
        return shape
    made = kind_of(shape)
    return None if made is None else shape_of(made, value_of(shape, size), size)


def kind_of(shape: Shape) -> str | None:
    """The kind of result that holds a shape; None for what Label Studio cannot hold."""
    match shape:
        case Box() | RotatedBox():
            return RECTANGLE
        case Ellipse():
            return ELLIPSE
        case Polygon() | Polyline():
            return POLYGON
        case Point():
            return KEYPOINT
        case Mask():
            return BRUSH
        case Tag():
            return CHOICES
        case _:
            return None


def shape_of(kind: str, told: Object, size: Size) -> Shape:
    """The shape of a result's value; `UserError` where it has none."""
    match kind:
        case "rectangle":
            return _rectangle(told, size)
        case "ellipse":
            x, y, rx, ry = _numbers(told, kind, "x", "y", "radiusX", "radiusY")
            radii = abs(_px(rx, size.width)), abs(_px(ry, size.height))
            return Ellipse(_px(x, size.width), _px(y, size.height), *radii, _angle(told, kind))
        case "polygon":
            return _polygon(told, size)
        case "keypoint":
            x, y = _numbers(told, kind, "x", "y")
            return Point(_px(x, size.width), _px(y, size.height))
        case "brush":
            if told.get("format") != "rle":
                raise UserError(_FORMAT.filled(format=str(told.get("format"))[:40]))
            return mask_of(told.get("rle"), size)
        case _:
            raise UserError(UNKNOWN.filled(kind=kind[:60]))


def _px(percent: float, side: int) -> float:
    """Pixels with six decimals, so that they are the same after any number of rounds."""
    return round(percent * side / _WHOLE, _FINE) + 0.0


def _percent(value: float, side: int) -> float:
    return value * _WHOLE / side


def _numbers(told: Mapping[str, Json], kind: str, *keys: str) -> list[float]:
    found = [float(value) for key in keys if is_number(value := told.get(key))]
    if len(found) != len(keys):
        raise UserError(_NUMBERS.filled(kind=kind))
    return found


def _angle(told: Object, kind: str) -> float:
    return turned(_numbers(told, kind, "rotation")[0]) if told.get("rotation") else 0.0


def _rectangle(told: Object, size: Size) -> Box | RotatedBox:
    """The corner is the one that is at the top left before turning, and the box turns about it."""
    x, y, width, height = _numbers(told, RECTANGLE, "x", "y", "width", "height")
    angle = _angle(told, RECTANGLE)
    x0, y0 = _px(x, size.width), _px(y, size.height)
    if not angle:
        x1, y1 = _px(x + width, size.width), _px(y + height, size.height)
        return Box.of(Rect(x0, y0, x1, y1))
    w, h = _px(width, size.width), _px(height, size.height)
    ((cx, cy),) = rotated(np.array([[x0 + w / 2, y0 + h / 2]]), XY(x0, y0), angle).tolist()
    sides = round(abs(w), _FINE), round(abs(h), _FINE)
    return RotatedBox(round(cx, _FINE) + 0.0, round(cy, _FINE) + 0.0, *sides, angle)


def _polygon(told: Object, size: Size) -> Polygon | Polyline:
    rows = told.get("points")
    is_open = told.get("closed") is False
    if not isinstance(rows, list) or not all(_is_pair(row) for row in rows):
        raise UserError(_NUMBERS.filled(kind=POLYGON))
    if len(rows) < (MIN_LINE if is_open else MIN_RING):
        raise UserError(_FEW.filled(kind=POLYGON))
    places = np.array(rows, dtype=float) * (size.width, size.height) / _WHOLE
    ring = Ring(places.round(_FINE) + 0.0)
    return Polyline(ring) if is_open else Polygon.of(ring.points)


def _is_pair(row: Json) -> bool:
    return isinstance(row, list) and len(row) == 2 and all(map(is_number, row))  # noqa: PLR2004


def value_of(shape: Shape, size: Size) -> Object:
    """The value of a result without its labels."""
    match shape:
        case Box():
            return _upright(shape, size)
        case RotatedBox():
            return _turned_box(shape, size)
        case Ellipse():
            centre = _percent(shape.cx, size.width), _percent(shape.cy, size.height)
            radii = _percent(shape.rx, size.width), _percent(shape.ry, size.height)
            names = ("x", "y", "radiusX", "radiusY", "rotation")
            return _named(names, (*centre, *radii, degrees_of(shape.angle)))
        case Polygon():
            return {"points": _points(shape.parts[0].outer, size), "closed": True}
        case Polyline():
            return {"points": _points(shape.line, size), "closed": False}
        case Point():
            at = _percent(shape.x, size.width), _percent(shape.y, size.height)
            return _named(("x", "y", "width"), (*at, _DOT))
        case Mask():
            return {"format": "rle", "rle": [*rle_of(shape, size)]}
        case _:
            return {}


def _upright(box: Box, size: Size) -> Object:
    x, y = _percent(box.x0, size.width), _percent(box.y0, size.height)
    width, height = (
        _percent(box.x1 - box.x0, size.width),
        _percent(box.y1 - box.y0, size.height),
    )
    return _named(("x", "y", "width", "height", "rotation"), (x, y, width, height, 0))


def _turned_box(box: RotatedBox, size: Size) -> Object:
    degrees = round(degrees_of(box.angle), _FINER) % 360
    (x, y), *_ = RotatedBox(box.cx, box.cy, box.width, box.height, turned(degrees)).corners.tolist()
    sides = _percent(box.width, size.width), _percent(box.height, size.height)
    if not degrees:
        corners = x, y, x + box.width, y + box.height
        return _upright(Box.of(Rect(*corners)), size)
    at = _percent(x, size.width), _percent(y, size.height)
    return _named(("x", "y", "width", "height", "rotation"), (*at, *sides, degrees))


def _named(keys: tuple[str, ...], values: tuple[float, ...]) -> Object:
    return {key: plain_number(value) for key, value in zip(keys, values, strict=True)}


def _points(ring: Ring, size: Size) -> list[Json]:
    rows: list[Json] = []
    for x, y in ring.points.tolist():
        at = _percent(x, size.width), _percent(y, size.height)
        rows.append([*map(plain_number, at)])
    return rows
