"""Union, difference, intersection and symmetric difference of polygons in the plane.

Crossing outlines are read by parity, as when they are rasterised. Vertices of results lie on a
grid of `GRID` pixels: without one, GEOS now and then gives a difference of negative area where an
outline nearly touches itself.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from labeldesk.domain.geometry import Ring
from labeldesk.domain.shapes import MIN_RING, Part, Polygon

GRID = 1e-8


def union(*polygons: Polygon) -> Polygon | None:
    """What any of them covers."""
    import shapely

    return from_plane(shapely.union_all([to_plane(p) for p in polygons], grid_size=GRID))


def subtract(a: Polygon, b: Polygon) -> Polygon | None:
    """What `a` covers and `b` does not; None when nothing is left."""
    return from_plane(to_plane(a).difference(to_plane(b), grid_size=GRID))


def intersect(a: Polygon, b: Polygon) -> Polygon | None:
    """What both cover; None when they share no area."""
    return from_plane(to_plane(a).intersection(to_plane(b), grid_size=GRID))


def xor(a: Polygon, b: Polygon) -> Polygon | None:
    """What exactly one of them covers; None when they are the same."""
    return from_plane(to_plane(a).symmetric_difference(to_plane(b), grid_size=GRID))


def to_plane(polygon: Polygon) -> Any:  # noqa: ANN401 (shapely has no types here)
    """As a valid shapely geometry: the union of the parts, each less its holes."""
    import shapely

    made = [_part_in_plane(part) for part in polygon.parts]
    return made[0] if len(made) == 1 else shapely.union_all(made, grid_size=GRID)


def _part_in_plane(part: Part) -> Any:  # noqa: ANN401 (shapely has no types here)
    import shapely

    plain = shapely.Polygon(part.outer.points, [hole.points for hole in part.holes])
    if plain.is_valid:
        return plain
    outer, *holes = [_areas(shapely.make_valid(shapely.Polygon(r.points))) for r in part.rings]
    return outer.difference(shapely.union_all(holes), grid_size=GRID) if holes else outer


def _areas(geometry: Any) -> Any:  # noqa: ANN401 (shapely has no types here)
    """Without lines and points, which a repaired ring may bring: GEOS overlays do not take them."""
    import shapely

    pieces = shapely.get_parts(shapely.get_parts(geometry))
    areas = [piece for piece in pieces if piece.geom_type == "Polygon"]
    return shapely.union_all(areas, grid_size=GRID)


def from_plane(geometry: Any) -> Polygon | None:  # noqa: ANN401 (shapely has no types here)
    """The areas of a shapely geometry; lines and points in it are left out."""
    import shapely

    parts = []
    for piece in shapely.get_parts(shapely.get_parts(geometry)):
        if piece.geom_type == "Polygon" and piece.area > 0:
            shown = shapely.normalize(piece)
            holes = [_ring(hole)[::-1] for hole in shown.interiors]
            parts.append(Part(Ring(_ring(shown.exterior)), tuple(Ring(h) for h in holes)))
    return Polygon(tuple(parts)) if parts else None


def _ring(line: Any) -> np.ndarray[Any, np.dtype[np.float64]]:  # noqa: ANN401 (shapely)
    """Vertices of a closed line without the repeated last one, clockwise on the screen."""
    import shapely

    points: np.ndarray[Any, np.dtype[np.float64]] = shapely.get_coordinates(line)[:-1]
    return points if Ring(points).signed_area >= 0 or len(points) < MIN_RING else points[::-1]
