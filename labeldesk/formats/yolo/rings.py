"""Any shape with an area as one ring, which is all that a YOLO segment can be."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.geometry import Rect, Ring, Size
from labeldesk.domain.shapes import Part, Polygon, Shape
from labeldesk.raster.booleans import intersect
from labeldesk.raster.outlines import to_polygon

Floats = NDArray[np.float64]
_SEARCHED = 4_000_000  # pairs of vertices looked at for the shortest bridge


def single_ring(shape: Shape, size: Size) -> Polygon | None:
    """The outline of a shape within the image; None for a shape without an area there.

    Parts and holes are joined by bridges of no width, as Ultralytics' own converters do: the
    ring covers the same pixels and one object stays one object.
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
    rings = [ring.points for ring in polygon.rings]
    return polygon if len(rings) == 1 else Polygon((Part(Ring(_joined(rings))),))


def _joined(rings: list[Floats]) -> Floats:
    whole = rings[0]
    for ring in rings[1:]:
        at, start = _closest(whole, ring)
        loop = np.concatenate([np.roll(ring, -start, axis=0), ring[start : start + 1]])
        whole = np.concatenate([whole[: at + 1], loop, whole[at:]])
    return whole


def _closest(a: Floats, b: Floats) -> tuple[int, int]:
    """The vertices of the shortest bridge; the first ones where looking would take long."""
    if len(a) * len(b) > _SEARCHED:
        return 0, 0
    distances = ((a[:, None, :] - b[None, :, :]) ** 2).sum(axis=2)
    i, j = np.unravel_index(int(distances.argmin()), distances.shape)
    return int(i), int(j)
