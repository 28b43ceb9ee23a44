"""Objects cut apart along a line that was drawn over them."""

from __future__ import annotations

from typing import Any

import numpy as np

from labeldesk.domain.geometry import Ring, Size
from labeldesk.domain.mask import Bits, Mask
from labeldesk.domain.shapes import Polygon
from labeldesk.raster.booleans import from_plane, to_plane
from labeldesk.raster.polygons import polygon_pixels, window_of
from labeldesk.raster.trace import mask_to_polygon

_SPECK = 1e-6  # square pixels: what rounding leaves is no piece


def split(polygon: Polygon, line: Ring) -> list[Polygon]:
    """The pieces along an open line, the largest first; the polygon alone if it is not cut.

    Only what crosses from edge to edge cuts; an end that hangs inside does nothing. Parts
    that the line does not cross stay with the largest piece.
    """
    import shapely

    knife = shapely.LineString(line.points)
    whole: list[Any] = []
    cut: list[Any] = []
    for piece in shapely.get_parts(to_plane(polygon)):
        pieces = _cut(piece, knife)
        (cut if len(pieces) > 1 else whole).extend(pieces)
    if not cut:
        return [polygon]
    cut.sort(key=lambda piece: piece.area, reverse=True)
    first = shapely.MultiPolygon([cut[0], *whole]) if whole else cut[0]
    return [made for one in (first, *cut[1:]) if (made := from_plane(one)) is not None]


def split_mask(mask: Mask, line: Ring) -> list[Mask]:
    """The same for a mask: every pixel goes to the piece that its centre lies in."""
    outline = mask_to_polygon(mask)
    pieces = split(outline, line) if outline else []
    bounds = mask.bounds
    if bounds is None or len(pieces) <= 1:
        return [mask]
    x0, y0, x1, y1 = map(int, bounds)
    left = mask.pixels(x0, y0, x1, y1)
    found: list[Mask] = []
    for piece in reversed(pieces):
        taken = left if piece is pieces[0] else _pixels(piece, left, x0, y0) & left
        left = left & ~taken
        found.append(Mask.of(taken, x0, y0))
    return [one for one in reversed(found) if one.tiles]


def _cut(area: Any, knife: Any) -> list[Any]:  # noqa: ANN401 (shapely has no types here)
    """The faces that outline and knife make inside the area."""
    import shapely

    if not knife.intersects(area):
        return [area]
    edges = shapely.unary_union([area.boundary, knife])
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(edges)))
    # A face may take in ground beside the area where the line runs along its edge: rounding
    # then tells the two apart here and not there.
    inside = [face if area.covers(face) else face.intersection(area) for face in faces]
    pieces = [piece for piece in inside if piece.area > _SPECK]
    return pieces if len(pieces) > 1 else [area]


def _pixels(piece: Polygon, like: Bits, x0: int, y0: int) -> Bits:
    """The pixels of a piece in the window of `like` at (x0, y0)."""
    height, width = like.shape
    size = Size(x0 + width, y0 + height)
    pixels = np.zeros(like.shape, dtype=bool)
    window = window_of(piece.bounds, size)
    if window is None:
        return pixels
    a, b, c, d = max(window[0], x0), max(window[1], y0), window[2], window[3]
    if a < c and b < d:
        pixels[b - y0 : d - y0, a - x0 : c - x0] = polygon_pixels(piece, size, (a, b, c, d))
    return pixels
