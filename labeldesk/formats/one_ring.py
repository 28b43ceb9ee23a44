"""A polygon as a single ring, for formats that have nothing else."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.geometry import Ring
from labeldesk.domain.shapes import Part, Polygon

_SEARCHED = 4_000_000  # pairs of vertices looked at for the shortest bridge
_Floats = NDArray[np.float64]


def one_ring(polygon: Polygon) -> Polygon:
    """Parts and holes joined by bridges of no width: the ring covers the same pixels and one
    object stays one object. Holes run the other way round, so that its area is theirs too and
    every rule of filling leaves them open.
    """
    if len(polygon.rings) == 1:
        return polygon
    is_clockwise = polygon.parts[0].outer.signed_area >= 0
    rings = [
        _run(ring, clockwise=is_clockwise == (at == 0))
        for part in polygon.parts
        for at, ring in enumerate(part.rings)
    ]
    return Polygon((Part(Ring(_joined(rings))),))


def _run(ring: Ring, *, clockwise: bool) -> _Floats:
    return ring.points if (ring.signed_area >= 0) == clockwise else ring.points[::-1]


def _joined(rings: list[_Floats]) -> _Floats:
    whole = rings[0]
    for ring in rings[1:]:
        at, start = _closest(whole, ring)
        loop = np.concatenate([np.roll(ring, -start, axis=0), ring[start : start + 1]])
        whole = np.concatenate([whole[: at + 1], loop, whole[at:]])
    return whole


def _closest(a: _Floats, b: _Floats) -> tuple[int, int]:
    """The vertices of the shortest bridge; the first ones where looking would take long."""
    if len(a) * len(b) > _SEARCHED:
        return 0, 0
    distances = ((a[:, None, :] - b[None, :, :]) ** 2).sum(axis=2)
    i, j = np.unravel_index(int(distances.argmin()), distances.shape)
    return int(i), int(j)
