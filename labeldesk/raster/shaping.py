"""Suggestions in the shape that is wanted of objects."""

from __future__ import annotations

from labeldesk.domain.geometry import Size
from labeldesk.domain.mask import Mask
from labeldesk.domain.shapes import Box, Ellipse, Polygon, RotatedBox, Shape
from labeldesk.domain.suggestion import Shaping
from labeldesk.raster.convert import to_box, to_rotated_box
from labeldesk.raster.outlines import simplify, to_polygon
from labeldesk.raster.overlap import to_mask

SHAPED = (Box, RotatedBox, Polygon, Mask, Ellipse)
"""What has an area, and so can have another shape."""


def shaped(shape: Shape, shaping: Shaping, size: Size | None) -> Shape:
    """The shape as it is wanted; as it is where that cannot be, e.g. a mask without an image size.

    Outlines of masks are simplified by the tolerance, in pixels.
    """
    if not isinstance(shape, SHAPED):
        return shape
    match shaping.form:
        case "box":
            return to_box(shape) or shape
        case "rotated-box":
            return to_rotated_box(shape) or shape
        case "polygon":
            return _outline(shape, shaping.tolerance) or shape
        case "mask" if size is not None:
            mask = to_mask(shape, size)
            return mask if mask.tiles else shape
        case _:
            return shape


def _outline(shape: Shape, tolerance: float) -> Polygon | None:
    polygon = to_polygon(shape)
    if polygon is None or tolerance <= 0 or not isinstance(shape, Mask | Polygon):
        return polygon
    return simplify(polygon, tolerance)
