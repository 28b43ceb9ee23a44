"""Places on an outline, and the way along it from one place to another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from labeldesk.domain.geometry import XY
from labeldesk.raster.columns import Points

_TOUCH = 1e-9  # pixels within which two places are one
ON_RING = 0.01


@dataclass(frozen=True, slots=True)
class Place:
    """On side `side` of a row of vertices, `share` (0..1) of the way to the next vertex."""

    side: int
    share: float
    at: XY
    distance: float


def nearest_place(points: Points, p: XY, *, closed: bool) -> Place:
    """The place on the sides of a row (n, 2), n >= 1, that is nearest to `p`."""
    if len(points) == 1:
        x, y = points[0].tolist()
        return Place(0, 0.0, XY(x, y), float(np.hypot(x - p.x, y - p.y)))
    a = points if closed else points[:-1]
    b = np.roll(points, -1, axis=0) if closed else points[1:]
    along, to = b - a, np.asarray(p, dtype=np.float64) - a
    square = (along * along).sum(axis=1)
    share = np.divide((to * along).sum(axis=1), square, out=np.zeros(len(a)), where=square > 0)
    share = np.clip(share, 0.0, 1.0)
    feet = a + along * share[:, None]
    distances = np.hypot(*(feet - p).T)
    side = int(distances.argmin())
    x, y = feet[side].tolist()
    return Place(side, float(share[side]), XY(x, y), float(distances[side]))


def way_between(points: Points, start: Place, end: Place, *, long_way: bool = False) -> Points:
    """From one place on a closed ring (n, 2) to another along it, both ends included, (m, 2).

    Of the two ways the shorter one, or the other with `long_way`.
    """
    forth = _forth(points, start, end)
    back = _forth(points, end, start)[::-1]
    shorter, longer = sorted((forth, back), key=_length)
    return longer if long_way else shorter


def restretched(
    points: Points, start: Place, end: Place, way: Points, *, closed: bool, long_way: bool = False
) -> Points:
    """A row of vertices (n, 2) with the part between two places of it replaced by `way` (m, 2),
    which leads from `start` to `end`.

    On a closed ring the shorter of the two ways between them goes, or the other with
    `long_way`; on an open line what lies between them.
    """
    if not closed:
        is_ahead = (end.side, end.share) >= (start.side, start.share)
        first, last, inner = (start, end, way) if is_ahead else (end, start, way[::-1])
        row = np.concatenate((points[: first.side + 1], inner, points[last.side + 1 :]))
        return _without_repeats(row)
    forth, back = _forth(points, start, end), _forth(points, end, start)
    goes_forth = (_length(forth) <= _length(back)) != long_way
    # What stays leads from the end of the new way to its beginning.
    stays = back if goes_forth else forth[::-1]
    return _without_repeats(np.concatenate((way, stays[1:-1])))


def shared_way(rings: Sequence[Points], a: XY, b: XY, *, long_way: bool = False) -> Points | None:
    """The way along the closed ring that both places lie on, (n, 2); None if there is none.

    Both lie on a ring when they are within a hundredth of a pixel of it.
    """
    for ring in rings:
        start, end = (nearest_place(ring, p, closed=True) for p in (a, b))
        if max(start.distance, end.distance) <= ON_RING and start.at != end.at:
            return way_between(ring, start, end, long_way=long_way)
    return None


def _forth(points: Points, start: Place, end: Place) -> Points:
    """The way in the order of the vertices."""
    n = len(points)
    is_ahead = (end.side, end.share) >= (start.side, start.share)
    steps = end.side - start.side + (0 if is_ahead else n)
    between = points[(start.side + 1 + np.arange(steps)) % n]
    return _without_repeats(np.concatenate([[start.at], between, [end.at]]))


def _without_repeats(row: Points) -> Points:
    moved = np.hypot(*np.diff(row, axis=0).T) > _TOUCH
    kept: Points = row[np.concatenate([[True], moved])]
    return kept


def _length(way: Points) -> float:
    return float(np.hypot(*np.diff(way, axis=0).T).sum()) if len(way) > 1 else 0.0
