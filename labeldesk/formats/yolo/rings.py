"""Any shape with an area as one ring, which is all that a YOLO segment can be."""

from __future__ import annotations

from labeldesk.domain.geometry import Rect, Size
from labeldesk.domain.shapes import Polygon, Shape
from labeldesk.formats.one_ring import one_ring
from labeldesk.raster.booleans import intersect
from labeldesk.raster.outlines import to_polygon


def single_ring(shape: Shape, size: Size) -> Polygon | None:
    """The outline of a shape within the image; None for a shape without an area there.

    Parts and holes are joined by bridges of no width, as Ultralytics' own converters do.
    """
    polygon = to_polygon(shape)
    if polygon is None:
        return None
    frame = Rect(0, 0, *size)
    # Holes too: one that reaches beyond its part would bring vertices beyond the image.
    bounds = Rect.enclosing(ring.bounds for ring in polygon.rings)
    if bounds is None or frame.intersection(bounds) != bounds:
        polygon = intersect(polygon, Polygon.of(frame.corners()))
    if polygon is None:
        return None
    return one_ring(polygon)
