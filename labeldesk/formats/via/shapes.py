"""Shapes as VIA has them: attributes by name in versions 1 and 2, a row of numbers in version 3."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

import numpy as np

from labeldesk.domain.annotation import Annotation, Json
from labeldesk.domain.geometry import Rect, Ring, Size
from labeldesk.domain.problem import UserError
from labeldesk.domain.shapes import (
    MIN_LINE,
    MIN_RING,
    Box,
    Ellipse,
    Part,
    Point,
    Polygon,
    Polyline,
    Shape,
    Tag,
)
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.entries import Object, is_number, plain_number
from labeldesk.formats.inverse import side
from labeldesk.formats.one_ring import one_ring
from labeldesk.raster.outlines import to_polygon

FORMAT = "via"
SHAPE, XY = "shape_attributes", "xy"  # keys of the numbers as they stood
_PAIR = 2

UNKNOWN = QT_TRANSLATE_NOOP("Via", "The shape {name} is of no known kind; it is kept as it is")
_NUMBERS = QT_TRANSLATE_NOOP("Via", "The shape {name} lacks numbers; it is left out")
_LENGTHS = QT_TRANSLATE_NOOP("Via", "The shape {name} has {xs} x and {ys} y; it is left out")
_FEW = QT_TRANSLATE_NOOP("Via", "The shape {name} has too few points; it is left out")


class UnknownShapeError(UserError):
    """A shape of a kind that VIA did not have when this was written."""


def storable(annotation: Annotation, _size: Size | None) -> Shape | None:
    """The shape as VIA 2 gives it back: what has an area and is neither box nor ellipse becomes
    one polygon.
    """
    shape = annotation.shape
    match shape:
        case Box():
            width, height = side(shape.x0, shape.x1), side(shape.y0, shape.y1)
            return Box(shape.x0, shape.y0, shape.x0 + width, shape.y0 + height)
        case Ellipse() | Point() | Polyline():
            return shape
        case _:
            outline = to_polygon(shape)
            return None if outline is None else one_ring(_wound(outline))


def _wound(polygon: Polygon) -> Polygon:
    """With holes the other way round than what they are in: VIA fills by winding."""
    if len(polygon.rings) == 1:
        return polygon
    return Polygon(
        tuple(
            Part(_turned(part.outer, 1), tuple(_turned(hole, -1) for hole in part.holes))
            for part in polygon.parts
        )
    )


def _turned(ring: Ring, sense: int) -> Ring:
    return Ring(ring.points[::-1]) if ring.signed_area * sense < 0 else ring


def storable_in_rows(annotation: Annotation, size: Size | None) -> Shape | None:
    """The shape as VIA 3 gives it back: tags, and no turned ellipses."""
    shape = annotation.shape
    if isinstance(shape, Tag):
        return shape
    if isinstance(shape, Ellipse) and shape.angle:
        return to_polygon(shape)
    return storable(annotation, size)


def shape_of(told: Object) -> Shape:
    """The shape of ``shape_attributes``; `UserError` where it is none."""
    name = str(told.get("name"))
    numbers = _Numbers(name, told)
    match name:
        case "rect":
            x, y, width, height = numbers.of("x", "y", "width", "height")
            return Box.of(Rect(x, y, x + width, y + height))
        case "circle":
            x, y, r = numbers.of("cx", "cy", "r")
            return Ellipse(x, y, abs(r), abs(r))
        case "ellipse":
            x, y, rx, ry = numbers.of("cx", "cy", "rx", "ry")
            angle = numbers.of("theta")[0] if "theta" in told else 0.0
            return Ellipse(x, y, abs(rx), abs(ry), angle)
        case "point":
            return Point(*numbers.of("cx", "cy"))
        case "polygon":
            return Polygon.of(numbers.ring(MIN_RING).points)
        case "polyline":
            return Polyline(numbers.ring(MIN_LINE))
        case _:
            raise UnknownShapeError(UNKNOWN.filled(name=name[:60]))


class _Numbers:
    """The numbers of one shape."""

    def __init__(self, name: str, told: Mapping[str, Json]) -> None:
        self._name = name
        self._told = told

    def of(self, *keys: str) -> list[float]:
        """Numbers by name."""
        found = [value for key in keys if is_number(value := _numeric(self._told.get(key)))]
        if len(found) != len(keys):
            raise UserError(_NUMBERS.filled(name=self._name))
        return [float(value) for value in found]

    def ring(self, least: int) -> Ring:
        """The points of a line."""
        xs, ys = self._told.get("all_points_x"), self._told.get("all_points_y")
        if not isinstance(xs, list) or not isinstance(ys, list):
            raise UserError(_NUMBERS.filled(name=self._name))
        if len(xs) != len(ys):
            raise UserError(_LENGTHS.filled(name=self._name, xs=len(xs), ys=len(ys)))
        return _ring([one for pair in zip(xs, ys, strict=True) for one in pair], self._name, least)


def _numeric(value: Json) -> Json:
    """Some files have their numbers in quotes."""
    if isinstance(value, str) and len(value) < 40 and value.isascii():  # noqa: PLR2004
        try:
            return float(value)
        except ValueError:
            return value
    return value


def _ring(values: list[Json], name: str, least: int) -> Ring:
    found = [float(one) for value in values if is_number(one := _numeric(value))]
    if len(found) != len(values) or len(found) % _PAIR:
        raise UserError(_NUMBERS.filled(name=name))
    if len(found) < _PAIR * least:
        raise UserError(_FEW.filled(name=name))
    return Ring(np.array(found).reshape(-1, 2))


def told_of(shape: Shape) -> Object:
    """``shape_attributes`` of a shape that `storable` gave."""
    match shape:
        case Box():
            sides = (shape.x0, shape.y0, side(shape.x0, shape.x1), side(shape.y0, shape.y1))
            return {"name": "rect"} | _named(("x", "y", "width", "height"), sides)
        case Ellipse():
            told = _named(("cx", "cy", "rx", "ry"), (shape.cx, shape.cy, shape.rx, shape.ry))
            theta: Object = {"theta": plain_number(shape.angle)} if shape.angle else {}
            return {"name": "ellipse"} | told | theta
        case Point():
            return {"name": "point"} | _named(("cx", "cy"), (shape.x, shape.y))
        case Polyline():
            return {"name": "polyline"} | _points(shape.line)
        case Polygon():
            return {"name": "polygon"} | _points(shape.parts[0].outer)
        case _:
            raise ValueError(f"VIA has no {shape.kind}")


def _named(keys: tuple[str, ...], values: tuple[float, ...]) -> Object:
    return {key: plain_number(value) for key, value in zip(keys, values, strict=True)}


def _points(ring: Ring) -> Object:
    xs, ys = ([*map(plain_number, column)] for column in ring.points.T.tolist())
    return {"all_points_x": [*xs], "all_points_y": [*ys]}


def shape_of_row(row: Json) -> Shape:
    """The shape of VIA 3's ``xy``; an empty one is about the whole image."""
    if not isinstance(row, list) or not row:
        return Tag()
    kind, values = row[0], row[1:]
    made = _ROWS.get(kind) if isinstance(kind, int) else None
    if made is None:
        raise UnknownShapeError(UNKNOWN.filled(name=str(kind)[:60]))
    name, count, make = made
    found = [float(value) for value in values if is_number(value)]
    if len(found) != len(values) or (count and len(found) != count):
        raise UserError(_NUMBERS.filled(name=name))
    return make(found)


def _extreme_circle(values: list[float]) -> Shape:
    """The circle through three points."""
    (ax, ay), (bx, by), (cx, cy) = np.array(values).reshape(3, 2).tolist()
    twice = 2 * (ax * (by - cy) + bx * (cy - ay) + cx * (ay - by))
    if not twice:
        raise UserError(_NUMBERS.filled(name="extreme circle"))
    a, b, c = ax * ax + ay * ay, bx * bx + by * by, cx * cx + cy * cy
    x = (a * (by - cy) + b * (cy - ay) + c * (ay - by)) / twice
    y = (a * (cx - bx) + b * (ax - cx) + c * (bx - ax)) / twice
    radius = math.hypot(ax - x, ay - y)
    return Ellipse(x, y, radius, radius)


def _extreme_box(values: list[float]) -> Shape:
    return Box.of(Rect.around(np.array(values).reshape(-1, 2)))


def _box(values: list[float]) -> Shape:
    x, y, width, height = values
    return Box.of(Rect(x, y, x + width, y + height))


def _circle(values: list[float]) -> Shape:
    x, y, r = values
    return Ellipse(x, y, abs(r), abs(r))


def _ellipse(values: list[float]) -> Shape:
    x, y, rx, ry = values
    return Ellipse(x, y, abs(rx), abs(ry))


def _polyline(values: list[float]) -> Shape:
    return Polyline(_ring([*values], "polyline", MIN_LINE))


def _polygon(values: list[float]) -> Shape:
    return Polygon.of(_ring([*values], "polygon", MIN_RING).points)


_POINT, _RECT, _CIRCLE, _ELLIPSE, _LINE, _POLYLINE, _POLYGON, _RECT4, _CIRCLE3 = range(1, 10)
_ROWS: Mapping[int, tuple[str, int, Callable[[list[float]], Shape]]] = {
    _POINT: ("point", 2, lambda values: Point(*values)),
    _RECT: ("rectangle", 4, _box),
    _CIRCLE: ("circle", 3, _circle),
    _ELLIPSE: ("ellipse", 4, _ellipse),
    _LINE: ("line", 4, _polyline),
    _POLYLINE: ("polyline", 0, _polyline),
    _POLYGON: ("polygon", 0, _polygon),
    _RECT4: ("extreme rectangle", 8, _extreme_box),
    _CIRCLE3: ("extreme circle", 6, _extreme_circle),
}


def row_of(shape: Shape) -> list[Json]:
    """VIA 3's ``xy`` of a shape that `storable_in_rows` gave."""
    match shape:
        case Tag():
            return []
        case Box():
            width, height = side(shape.x0, shape.x1), side(shape.y0, shape.y1)
            values: list[float] = [_RECT, shape.x0, shape.y0, width, height]
        case Ellipse():
            values = [_ELLIPSE, shape.cx, shape.cy, shape.rx, shape.ry]
        case Point():
            values = [_POINT, shape.x, shape.y]
        case Polyline():
            values = [_POLYLINE, *shape.line.points.ravel().tolist()]
        case Polygon():
            values = [_POLYGON, *shape.parts[0].outer.points.ravel().tolist()]
        case _:
            raise ValueError(f"VIA has no {shape.kind}")
    return list(map(plain_number, values))
