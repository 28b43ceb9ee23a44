"""Shapes as Datumaro has them: flat lists of numbers in pixels."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from labeldesk.domain.annotation import Annotation, Json
from labeldesk.domain.geometry import Rect, Ring, Size
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
from labeldesk.domain.skeleton import VISIBLE
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.entries import Object, as_object, is_number, plain_number
from labeldesk.formats.inverse import degrees_of, side, turned
from labeldesk.raster.outlines import to_polygon
from labeldesk.raster.polygons import polygon_to_mask
from labeldesk.raster.rle import RleError, from_rle, to_rle

FORMAT = "datumaro"
OWN = "labeldesk"  # key of what Datumaro has no word for; its reader passes it over
SINGLE = "joints"  # within it: the one point is a set of keypoints
ROTATION = "rotation"  # attribute of a box: degrees about its centre, as CVAT's boxes come with
_PAIR, _SIDES = 2, 4
_FINE, _FINER = 6, 7  # decimals

UNKNOWN = QT_TRANSLATE_NOOP("Datumaro", "An annotation {kind} is of no known kind; it is kept")
_NUMBERS = QT_TRANSLATE_NOOP("Datumaro", "A {kind} lacks numbers; it is left out")
_FEW = QT_TRANSLATE_NOOP("Datumaro", "A {kind} has too few points; it is left out")
_SEEN = QT_TRANSLATE_NOOP("Datumaro", "The points do not say of each how visible it is")
_RLE = QT_TRANSLATE_NOOP("Datumaro", "The run lengths are broken: {reason}")
_OTHER = QT_TRANSLATE_NOOP("Datumaro", "The run lengths are of another size than the image")


class UnknownKindError(UserError):
    """An annotation of a kind that we have no shape for."""


def storable(annotation: Annotation, size: Size | None) -> Shape | None:
    """The shape as Datumaro gives it back: holes and parts make a mask, a turned ellipse a
    polygon.
    """
    shape = annotation.shape
    if isinstance(shape, Ellipse) and shape.angle:
        return to_polygon(shape)
    if isinstance(shape, Polygon) and len(shape.rings) > 1:
        shape = polygon_to_mask(shape, size) if size is not None else Mask({})
    if isinstance(shape, Mask):
        mask = shape.clipped(size) if size is not None else Mask({})
        return mask if mask.tiles else None
    if isinstance(shape, Box | RotatedBox | Ellipse) and not annotation.verbatim(FORMAT):
        told, degrees = told_of(shape, size)
        return shape_of(told, degrees, size)
    return shape


def told_of(shape: Shape, size: Size | None) -> tuple[Object, float]:
    """The members of an annotation that say where it is, and the turn of a box in degrees."""
    match shape:
        case Tag():
            return {"type": "label"}, 0.0
        case Caption():
            return {"type": "caption", "caption": shape.text}, 0.0
        case Box():
            sides = side(shape.x0, shape.x1), side(shape.y0, shape.y1)
            return _told("bbox", "bbox", [shape.x0, shape.y0, *sides]), 0.0
        case RotatedBox():
            return _told_turned(shape)
        case Ellipse():
            low, high = (shape.cx - shape.rx, shape.cy - shape.ry), (shape.cx + shape.rx,)
            numbers = [round(v, _FINE) + 0.0 for v in (*low, *high, shape.cy + shape.ry)]
            return _told("ellipse", "points", numbers), 0.0
        case Polygon():
            numbers = shape.parts[0].outer.points.ravel().tolist()
            return _told("polygon", "points", numbers), 0.0
        case Polyline():
            return _told("polyline", "points", shape.line.points.ravel().tolist()), 0.0
        case _:
            return _told_else(shape, size), 0.0


def _told_else(shape: Point | Keypoints | Mask, size: Size | None) -> Object:
    match shape:
        case Point():
            return _told("points", "points", [shape.x, shape.y]) | {"visibility": [VISIBLE]}
        case Keypoints():
            told = _told("points", "points", shape.joints.points.ravel().tolist())
            return told | {"visibility": [*shape.visibility]}
        case Mask():
            assert size is not None
            rle = to_rle(shape, size, compressed=True)
            return {"type": "mask", "rle": {"counts": rle["counts"], "size": [*rle["size"]]}}


def _told_turned(box: RotatedBox) -> tuple[Object, float]:
    """Its numbers have six decimals, so that they are the same after any number of rounds."""
    w, h = box.width / 2, box.height / 2
    x0, y0, x1, y1 = (
        round(v, _FINE) + 0.0 for v in (box.cx - w, box.cy - h, box.cx + w, box.cy + h)
    )
    sides = round(x1 - x0, _FINE), round(y1 - y0, _FINE)
    return _told("bbox", "bbox", [x0, y0, *sides]), round(degrees_of(box.angle), _FINER) % 360


def _told(kind: str, key: str, numbers: list[float]) -> Object:
    return {"type": kind, key: [*map(plain_number, numbers)]}


def shape_of(told: Mapping[str, Json], degrees: float, size: Size | None) -> Shape:
    """The shape of an annotation; `UserError` where it has none."""
    kind = str(told.get("type"))
    match kind:
        case "label":
            return Tag()
        case "caption":
            return Caption(str(told.get("caption") or ""))
        case "bbox":
            return _box(_numbers(told.get("bbox"), kind, _SIDES), degrees)
        case "ellipse":
            x0, y0, x1, y1 = _numbers(told.get("points"), kind, _SIDES)
            centre = round((x0 + x1) / 2, _FINER), round((y0 + y1) / 2, _FINER)
            return Ellipse(*centre, *(round(abs(v) / 2, _FINER) for v in (x1 - x0, y1 - y0)))
        case "mask":
            return _mask(told.get("rle"), size)
        case _:
            return _line(kind, told)


def _line(kind: str, told: Mapping[str, Json]) -> Shape:
    match kind:
        case "polygon":
            return Polygon.of(_ring(told.get("points"), kind, MIN_RING).points)
        case "polyline":
            return Polyline(_ring(told.get("points"), kind, MIN_LINE))
        case "points":
            return _points(told)
        case _:
            raise UnknownKindError(UNKNOWN.filled(kind=ascii(kind[:60])))


def _numbers(value: Json, kind: str, count: int = 0) -> list[float]:
    listed = value if isinstance(value, list) else []
    found = [float(one) for one in listed if is_number(one)]
    if not found or len(found) != len(listed) or (count and len(found) != count):
        raise UserError(_NUMBERS.filled(kind=kind))
    return found


def _box(numbers: list[float], degrees: float) -> Box | RotatedBox:
    x, y, width, height = numbers
    if not degrees:
        return Box.of(Rect(x, y, x + width, y + height))
    centre = round(x + width / 2, _FINER), round(y + height / 2, _FINER)
    sides = round(abs(width), _FINE), round(abs(height), _FINE)
    return RotatedBox(*centre, *sides, turned(degrees))


def _ring(value: Json, kind: str, least: int) -> Ring:
    numbers = _numbers(value, kind)
    if len(numbers) % _PAIR or len(numbers) < _PAIR * least:
        raise UserError(_FEW.filled(kind=kind))
    return Ring(np.array(numbers).reshape(-1, 2))


def _points(told: Mapping[str, Json]) -> Point | Keypoints:
    ring = _ring(told.get("points"), "points", 1)
    seen = told.get("visibility")
    marks = seen if isinstance(seen, list) and seen else [VISIBLE] * len(ring)
    if len(marks) != len(ring) or not all(type(v) is int and 0 <= v <= VISIBLE for v in marks):
        raise UserError(_SEEN)
    is_set = as_object(told.get(OWN)).get(SINGLE) is True
    if len(ring) == 1 and marks == [VISIBLE] and not is_set:
        x, y = ring.points[0].tolist()
        return Point(x, y)
    return Keypoints(ring, tuple(v for v in marks if isinstance(v, int)))


def _mask(rle: Json, size: Size | None) -> Mask:
    told = rle if isinstance(rle, dict) else {}
    if size is not None and told.get("size") != [size.height, size.width]:
        raise UserError(_OTHER)
    try:
        return from_rle(told)
    except RleError as error:
        raise UserError(_RLE.filled(reason=str(error))) from error
