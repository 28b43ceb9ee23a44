"""Outlines of shapes as polygons, with fewer vertices where that is asked for."""

from __future__ import annotations

import math
from typing import assert_never

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.geometry import XY, Ring, rotated
from labeldesk.domain.mask import Mask
from labeldesk.domain.shapes import (
    MIN_RING,
    Box,
    Caption,
    Ellipse,
    Keypoints,
    Part,
    Point,
    Polygon,
    Polyline,
    RotatedBox,
    Shape,
    Tag,
)
from labeldesk.raster.trace import mask_to_polygon

SAGITTA = 0.05  # pixels by which a side of an ellipse's polygon may miss the curve
_FEWEST, _MOST = 16, 720  # vertices of an ellipse


def to_polygon(shape: Shape) -> Polygon | None:
    """The outline of a shape that has an area; None for one that has none."""
    match shape:
        case Polygon():
            return shape
        case Box():
            return Polygon.of(shape.bounds.corners())
        case RotatedBox():
            return Polygon.of(shape.corners)
        case Ellipse():
            return ellipse_to_polygon(shape)
        case Mask():
            return mask_to_polygon(shape)
        case Tag() | Caption() | Point() | Polyline() | Keypoints():
            return None
        case _:
            assert_never(shape)


def ellipse_to_polygon(ellipse: Ellipse, vertices: int | None = None) -> Polygon:
    """A polygon with its vertices on the curve, starting at the end of the first half axis.

    By default as many as it takes to stay within `SAGITTA` pixels of the curve.
    """
    count = vertices or _vertices(max(ellipse.rx, ellipse.ry))
    turn = np.arange(count) * (2 * math.pi / count)
    flat = np.stack(
        (ellipse.cx + ellipse.rx * np.cos(turn), ellipse.cy + ellipse.ry * np.sin(turn)), axis=1
    )
    return Polygon.of(rotated(flat, XY(ellipse.cx, ellipse.cy), ellipse.angle))


def _vertices(radius: float) -> int:
    """How many sides keep the sagitta of a circle within bounds, a multiple of four."""
    if radius <= SAGITTA:
        return _FEWEST
    needed = math.pi / math.acos(1 - SAGITTA / radius)
    return min(max(4 * math.ceil(needed / 4), _FEWEST), _MOST)


def simplify(polygon: Polygon, tolerance: float) -> Polygon:
    """Vertices left out that lie within `tolerance` pixels of the remaining outline.

    Douglas and Peucker's rule on every ring. A ring never falls below three vertices, and one
    that would lose its area or cross itself stays as it is.
    """
    if tolerance <= 0:
        return polygon
    return Polygon(
        tuple(
            Part(_thinned(part.outer, tolerance), tuple(_thinned(h, tolerance) for h in part.holes))
            for part in polygon.parts
        )
    )


def straighten(line: Polyline, tolerance: float) -> Polyline:
    """The same for a line, whose ends stay."""
    import shapely

    if tolerance <= 0:
        return line
    whole = shapely.LineString(line.line.points)
    kept = shapely.simplify(whole, tolerance, preserve_topology=True)
    return Polyline(Ring(shapely.get_coordinates(kept)))


def _thinned(ring: Ring, tolerance: float) -> Ring:
    import shapely

    if len(ring) <= MIN_RING:
        return ring
    kept = shapely.simplify(shapely.Polygon(ring.points), tolerance, preserve_topology=True)
    points: NDArray[np.float64] = shapely.get_coordinates(kept.exterior)[:-1]
    return Ring(points) if len(points) >= MIN_RING else ring
