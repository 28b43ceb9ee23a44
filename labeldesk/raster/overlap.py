"""How large shapes are and how much two of them share."""

from __future__ import annotations

import math
from typing import assert_never

from labeldesk.domain.geometry import Rect, Size
from labeldesk.domain.mask import Bits, Mask
from labeldesk.domain.shapes import (
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
from labeldesk.raster.booleans import to_plane
from labeldesk.raster.outlines import to_polygon
from labeldesk.raster.polygons import polygon_pixels, polygon_to_mask
from labeldesk.raster.runs import Window


def area(shape: Shape) -> float:
    """Square pixels: shoelace for outlines (parts summed, as COCO does), pixels for masks.

    Shapes without an inside have none.
    """
    match shape:
        case Box() | RotatedBox() | Polygon() | Ellipse():
            return shape.area
        case Mask():
            return float(shape.area)
        case Tag() | Caption() | Point() | Polyline() | Keypoints():
            return 0.0
        case _:
            assert_never(shape)


def has_inside(shape: Shape) -> bool:
    """Whether a shape covers an area, as boxes, polygons, masks and ellipses do."""
    return isinstance(shape, Box | RotatedBox | Polygon | Ellipse | Mask)


def to_mask(shape: Shape, size: Size) -> Mask:
    """The pixels of any shape in an image of that size; empty for one without an inside."""
    if isinstance(shape, Mask):
        return shape.clipped(size)
    polygon = to_polygon(shape)
    return polygon_to_mask(polygon, size) if polygon is not None else Mask({})


def iou(a: Shape, b: Shape) -> float:
    """Intersection over union, 0..1.

    Outlines are compared in the plane; when one of the two is a mask, pixels are counted.
    Shapes without an inside share all with their equal and nothing with anything else.
    """
    if isinstance(a, Box) and isinstance(b, Box):
        return a.bounds.iou(b.bounds)
    if a == b:
        return 1.0
    first, second = a.bounds, b.bounds
    if first is None or second is None or first.intersection(second) is None:
        return 0.0
    if isinstance(a, Mask) or isinstance(b, Mask):
        return _iou_of_pixels(a, b, first, second)
    outlines = to_polygon(a), to_polygon(b)
    if outlines[0] is None or outlines[1] is None:
        return 0.0
    return _iou_in_plane(outlines[0], outlines[1])


def _iou_in_plane(a: Polygon, b: Polygon) -> float:
    first, second = to_plane(a), to_plane(b)
    shared = float(first.intersection(second).area)
    whole = float(first.area) + float(second.area) - shared
    return shared / whole if whole > 0 else 0.0


def _iou_of_pixels(a: Shape, b: Shape, first: Rect, second: Rect) -> float:
    """Only the window that both meet in is looked at pixel by pixel."""
    x0, y0 = (
        max(math.floor(max(first.x0, second.x0)), 0),
        max(math.floor(max(first.y0, second.y0)), 0),
    )
    x1, y1 = math.ceil(min(first.x1, second.x1)), math.ceil(min(first.y1, second.y1))
    if x0 >= x1 or y0 >= y1:
        return 0.0
    frame = Size(math.ceil(max(first.x1, second.x1)), math.ceil(max(first.y1, second.y1)))
    window = (x0, y0, x1, y1)
    shared = int((_pixels(a, frame, window) & _pixels(b, frame, window)).sum())
    whole = to_mask(a, frame).area + to_mask(b, frame).area - shared
    return shared / whole if whole else 0.0


def _pixels(shape: Shape, frame: Size, window: Window) -> Bits:
    if isinstance(shape, Mask):
        return shape.pixels(*window)
    polygon = to_polygon(shape)
    return polygon_pixels(polygon, frame, window) if polygon else Mask({}).pixels(*window)
