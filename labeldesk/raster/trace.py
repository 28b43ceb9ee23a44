"""Pixels to polygons along the pixel edges, so that rasterising gives back the same pixels.

Contours through pixel centres (cv2.findContours) lose half a pixel on every side. Here a vertex
is a corner of the pixel grid where the outline turns. Along a grid line the turns pair up into
edges, first with second, third with fourth: so horizontal and vertical partners of every turn
come from two sorts, and following them in alternation gives the rings. Pixels that touch only
at a corner belong to different parts.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.geometry import Ring
from labeldesk.domain.mask import TILE, Bits, Mask
from labeldesk.domain.shapes import Part, Polygon

Ints = NDArray[np.int64]

# The four pixels around a corner: 8 above left, 4 above right, 2 below left, 1 below right.
_FALLING, _RISING = 0b1001, 0b0110  # two pixels that touch at the corner only
_TURNS = np.array([code not in (0, 15, 0b0011, 0b1100, 0b0101, 0b1010) for code in range(16)])
_OUTER_START = 0b0001  # the topmost, then leftmost corner of an outer ring


class _Turns(NamedTuple):
    """Corners in reading order; a corner that two parts share is there twice."""

    x: Ints
    y: Ints
    across: Ints  # index of the other end of the horizontal edge
    down: Ints  # index of the other end of the vertical edge
    opens: NDArray[np.bool_]  # the pixel below right is set, the other three may not be


class _Rings(NamedTuple):
    """Every ring as indices of its turns in order, and which ring a turn is in."""

    turns: list[list[int]]
    of: Ints


def mask_to_polygon(mask: Mask, tolerance: float = 0.0) -> Polygon | None:
    """The outline of a mask; None when it is empty.

    With tolerance 0 the polygon rasterises to exactly the mask. With more, vertices that lie
    within `tolerance` pixels of the simplified outline are left out. Outer rings run clockwise
    on the screen, holes the other way.
    """
    bounds = mask.bounds
    if bounds is None:
        return None
    x0, y0, x1, y1 = map(int, bounds)
    polygon = pixels_to_polygon(mask.pixels(x0, y0, x1, y1), x0, y0)
    if polygon is not None and tolerance > 0:
        from labeldesk.raster.outlines import simplify

        return simplify(polygon, tolerance)
    return polygon


def pixels_to_polygon(pixels: Bits, x: int = 0, y: int = 0) -> Polygon | None:
    """The outline of a bool array (h, w) whose top left pixel is (x, y), exact."""
    turns = _turns(pixels)
    if not len(turns.x):
        return None
    rings = _rings(turns)
    parents = _parents(turns, rings)
    holes: dict[int, list[Ring]] = {}
    outers: dict[int, Ring] = {}
    for number, (ring, parent) in enumerate(zip(rings.turns, parents, strict=True)):
        points = np.stack((turns.x[ring] + x, turns.y[ring] + y), axis=1).astype(np.float64)
        if parent == number:
            outers[number] = Ring(points)
        else:
            holes.setdefault(parent, []).append(Ring(points[::-1]))
    return Polygon(
        tuple(Part(outer, tuple(holes.get(number, ()))) for number, outer in outers.items())
    )


def _turns(pixels: Bits) -> _Turns:
    places, codes = _corners(pixels)
    width = pixels.shape[1] + 1
    shared = (codes == _FALLING) | (codes == _RISING)
    times = np.where(shared, 2, 1)
    y, x = np.divmod(np.repeat(places, times), width)
    code = np.repeat(codes, times)
    second = np.zeros(len(x), dtype=bool)
    second[np.cumsum(times)[shared] - 1] = True
    # Left edges end before right ones begin; the same from top to bottom. At a falling corner
    # the left edge goes with the upper one, at a rising corner with the lower one.
    lower = np.where(code == _RISING, ~second, second)
    across = np.arange(len(x)) ^ 1
    order = np.lexsort((lower, y, x))
    down = np.empty_like(order)
    down[order] = order[np.arange(len(x)) ^ 1]
    opens = (code == _OUTER_START) | ((code == _FALLING) & second)
    return _Turns(x, y, across, down, opens)


def _corners(pixels: Bits) -> tuple[Ints, Ints]:
    """The places (y * (w+1) + x) of the corners where the outline turns, and their codes."""
    height, width = pixels.shape
    places: list[Ints] = []
    codes: list[Ints] = []
    for top in range(0, height + 1, TILE):
        bottom = min(top + TILE, height + 1)
        padded = np.zeros((bottom - top + 1, width + 2), dtype=np.uint8)
        first, last = max(top - 1, 0), min(bottom, height)
        padded[first - top + 1 : last - top + 1, 1:-1] = pixels[first:last]
        code = padded[:-1, :-1] << 3
        code |= padded[:-1, 1:] << 2
        code |= padded[1:, :-1] << 1
        code |= padded[1:, 1:]
        flat = code.ravel()
        found = np.flatnonzero(_TURNS[flat])
        places.append(found + top * (width + 1))
        codes.append(flat[found].astype(np.int64))
    return np.concatenate(places), np.concatenate(codes)


def _rings(turns: _Turns) -> _Rings:
    """Rings in reading order of their first turns, each starting with its topmost edge."""
    across, down = turns.across.tolist(), turns.down.tolist()
    seen = [-1] * len(across)
    rings: list[list[int]] = []
    for start in range(len(across)):
        if seen[start] >= 0:
            continue
        ring: list[int] = []
        at = start
        while seen[at] < 0:
            other = across[at]
            seen[at] = seen[other] = len(rings)
            ring += (at, other)
            at = down[other]
        rings.append(ring)
    return _Rings(rings, np.array(seen, dtype=np.int64))


def _parents(turns: _Turns, rings: _Rings) -> list[int]:
    """For every ring the outer ring it belongs to: itself, or the one around the hole.

    Left of a hole's first corner, in the row of pixels below it, the nearest vertical edge is
    either of the outer ring or of a hole that began earlier.
    """
    first = np.array([ring[0] for ring in rings.turns])
    parents = list(range(len(rings.turns)))
    holes = np.flatnonzero(~turns.opens[first])
    if not len(holes):
        return parents
    places, owners = _crossings(turns, rings)
    width = int(turns.x.max()) + 1
    wanted = turns.y[first[holes]] * width + turns.x[first[holes]]
    lefts = owners[np.searchsorted(places, wanted) - 1]
    for hole, left in zip(holes.tolist(), lefts.tolist(), strict=True):
        parents[hole] = parents[left]
    return parents


def _crossings(turns: _Turns, rings: _Rings) -> tuple[Ints, Ints]:
    """Every vertical edge in every row of pixels it passes, in reading order, with its ring."""
    upper = np.flatnonzero(turns.y[turns.down] > turns.y)
    lengths = turns.y[turns.down[upper]] - turns.y[upper]
    starts = np.cumsum(lengths) - lengths
    rows = np.arange(int(lengths.sum())) - np.repeat(starts - turns.y[upper], lengths)
    places = rows * (int(turns.x.max()) + 1) + np.repeat(turns.x[upper], lengths)
    order = np.argsort(places, kind="stable")
    return places[order], np.repeat(rings.of[upper], lengths)[order]
