"""Shape types and points of the files, to and from our shapes."""

from __future__ import annotations

import math
from itertools import chain
from typing import NamedTuple, TypeAlias, assert_never

import numpy as np

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.geometry import Rect, Ring
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
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.corners import gridded, rotated_box_of
from labeldesk.formats.json_text import is_number
from labeldesk.formats.labelme.dialect import Dialect
from labeldesk.formats.labelme.pixels import mask_bits, mask_text
from labeldesk.formats.one_ring import one_ring
from labeldesk.raster.outlines import to_polygon

Points: TypeAlias = list[list[float]]
VISIBLE = 2
_PAIR, _CORNERS = 2, 4
_RING_TYPES = ("polygon", "quadrilateral")
_TURNED = ("oriented_rectangle", "rotation")
_LINES = ("line", "linestrip")

_POINTS = QT_TRANSLATE_NOOP("Formats", "The points are no list of pairs of finite numbers")
_COUNT = QT_TRANSLATE_NOOP("Formats", "A shape of the type {type} does not have {n} points")
_EMPTY = QT_TRANSLATE_NOOP("Formats", "The mask has no pixel within the image")


class UnknownTypeError(UserError):
    """A type of shape that we have nothing for."""


_UNKNOWN = QT_TRANSLATE_NOOP("Formats", "The shape type {type} is not known; the shape is kept")


def points_in(value: object) -> Points:
    """The points of a shape; `UserError` for anything but finite pairs."""
    if not isinstance(value, list) or set(map(type, value)) != {list}:
        raise UserError(_POINTS)
    if set(map(len, value)) != {_PAIR} or not all(map(is_number, chain.from_iterable(value))):
        raise UserError(_POINTS)
    return value


def shape_of(kind: str, points: Points, mask: object, visibility: object) -> Shape:  # noqa: C901 (one per type)
    """The shape of a type; `UnknownTypeError`, or `UserError` where the points do not make one."""
    n = len(points)
    if kind in _RING_TYPES and n >= MIN_RING:
        return Polygon.of(np.array(points, dtype=np.float64))
    if kind == "rectangle" and n in (_PAIR, _CORNERS):
        return _rectangle(points)
    if kind in _TURNED and n == _CORNERS:
        return _turned(points)
    if kind == "circle" and n == _PAIR:
        (cx, cy), (x, y) = points
        radius = math.hypot(x - cx, y - cy)
        return Ellipse(float(cx), float(cy), radius, radius)
    if kind in _LINES and n >= MIN_LINE:
        return Polyline(Ring(points))
    if kind == "point" and n == 1:
        return Point(float(points[0][0]), float(points[0][1]))
    if kind == "points":
        return Keypoints(Ring(points), _visibility(visibility, n))
    if kind == "mask" and n == _PAIR:
        return _mask(points, mask)
    if kind in (*_RING_TYPES, "rectangle", *_TURNED, "circle", *_LINES, "point", "mask"):
        raise UserError(_COUNT.filled(type=kind, n=n))
    raise UnknownTypeError(_UNKNOWN.filled(type=ascii(kind[:40])))


def _rectangle(points: Points) -> Shape:
    rect = Rect.around(np.array(points, dtype=np.float64))
    if len(points) == _PAIR or sorted(points) == sorted(rect.corners().tolist()):
        return Box.of(rect)
    return _turned(points)


def _turned(points: Points) -> Shape:
    """Four corners that are none of a rectangle are a polygon."""
    corners = np.array(points, dtype=np.float64)
    return rotated_box_of(corners) or Polygon.of(corners)


def _visibility(value: object, count: int) -> tuple[int, ...]:
    if isinstance(value, list) and len(value) == count and all(v in (0, 1, 2) for v in value):
        return tuple(map(int, value))
    return (VISIBLE,) * count


def _mask(points: Points, text: object) -> Mask:
    """Whole corners cut the PNG to what is between them, as labelme does."""
    bits = mask_bits(text)
    (x0, y0), (x1, y1) = points
    x, y = round(x0), round(y0)
    if all(float(v).is_integer() for v in (x0, y0, x1, y1)):
        bits = bits[: max(round(y1) - y + 1, 0), : max(round(x1) - x + 1, 0)]
    bits = bits[max(-y, 0) :, max(-x, 0) :]
    mask = Mask.of(bits, max(x, 0), max(y, 0)) if bits.size else Mask({})
    if mask.bounds is None:
        raise UserError(_EMPTY)
    return mask


def held_shape(annotation: Annotation, dialect: Dialect) -> Shape | None:  # noqa: C901 (per shape)
    """The shape as the files give it back.

    Holes and several parts become one ring, ellipses that are no circles and (where there are
    no masks) masks become polygons; captions cannot be held.
    """
    shape = annotation.shape
    match shape:
        case Tag() | Box() | Point() | Polyline():
            return shape
        case RotatedBox():
            return gridded(shape)
        case Polygon():
            return one_ring(shape)
        case Mask():
            if shape.bounds is None:
                return None
            return shape if dialect.has_masks else _outline(shape)
        case Ellipse():
            if shape.rx != shape.ry:
                return _outline(shape)
            if annotation.verbatim(dialect.id):
                return shape
            return shape_of("circle", _circle(shape), None, None)
        case Keypoints():
            return shape if "points" in dialect.points and len(shape.joints) else None
        case Caption():
            return None
        case _:
            assert_never(shape)


def _outline(shape: Shape) -> Polygon | None:
    polygon = to_polygon(shape)
    return one_ring(polygon) if polygon else None


class Encoded(NamedTuple):
    """A shape as it stands in a file."""

    kind: str
    points: Points
    mask: str | None = None


def encoded(shape: Shape, dialect: Dialect, kind: object = None) -> Encoded:  # noqa: C901 (per shape)
    """A shape as `held_shape` gave it; of the type `kind` where that will do as well."""
    mask = None
    match shape:
        case Box():
            points = _box(shape, dialect)
            kinds: tuple[str, ...] = ("rectangle",)
        case RotatedBox():
            points, kinds = shape.corners.tolist(), (dialect.rotated,)
        case Polygon():
            points = shape.parts[0].outer.points.tolist()
            kinds = ("polygon", "quadrilateral")
        case Mask():
            points, mask = mask_text(shape)
            kinds = ("mask",)
        case Ellipse():
            points, kinds = _circle(shape), ("circle",)
        case Polyline():
            points = shape.line.points.tolist()
            kinds = ("line", "linestrip") if len(points) == _PAIR else ("linestrip",)
        case Point():
            points, kinds = [[shape.x, shape.y]], ("point",)
        case Keypoints():
            points, kinds = shape.joints.points.tolist(), ("points",)
        case _:
            raise ValueError(f"a {shape.kind} has no place here")
    fits = kind in kinds and dialect.opens(kind, len(points))
    return Encoded(str(kind) if fits else kinds[0], points, mask)


def _box(box: Box, dialect: Dialect) -> Points:
    points: Points = [[box.x0, box.y0], [box.x1, box.y1]]
    if dialect.opens("rectangle", _PAIR) and not dialect.opens("rectangle", _CORNERS):
        return points
    return [[box.x0, box.y0], [box.x1, box.y0], [box.x1, box.y1], [box.x0, box.y1]]


def _circle(circle: Ellipse) -> Points:
    return [[circle.cx, circle.cy], [circle.cx + circle.rx, circle.cy]]
