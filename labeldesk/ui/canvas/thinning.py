"""Outlines of very many vertices, left with those that make a difference on the screen."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
MOST_EXACT = 1_000  # vertices that are painted as they are
MARGIN = 64.0  # device px around the widget that a stroke may reach into
FINE_PX = 0.25  # device px by which the outline may then differ,
COARSE_PX = 2.0  # and the most it may where it is all noise


def seen_of(at: Points, size: tuple[int, int], *, closed: bool) -> Points:
    """The outline (n, 2) in device pixels of a widget of that size, with few vertices.

    What is inside the widget differs by less than `FINE_PX`, fill included; by more where that
    leaves more than `MOST_EXACT` vertices in sight. A painter takes a second for 100,000.
    """
    for side in range(4):
        aside = _aside(at, side, size, closed=closed)
        if aside.all():
            return at[:1]
        at = at[~aside]
    low = at.min(axis=0)
    near: NDArray[np.float32] = (at - low).astype(np.float32)
    tolerance = FINE_PX
    while len(near) > MOST_EXACT and tolerance <= COARSE_PX:
        near = cv2.approxPolyDP(near, tolerance, closed).reshape(-1, 2)
        tolerance *= 2
    few: Points = near + low
    return few


def _aside(at: Points, side: int, size: tuple[int, int], *, closed: bool) -> NDArray[np.bool_]:
    """The vertices in the midst of a stretch that lies wholly on one side of the widget.

    The straight line that remains of the stretch lies there as well, so nothing changes in sight.
    """
    across = at[:, side % 2]
    out = across < -MARGIN if side < 2 else across > size[side % 2] + MARGIN  # noqa: PLR2004
    aside: NDArray[np.bool_] = out & np.roll(out, 1) & np.roll(out, -1)
    if not closed:
        aside[[0, -1]] = False
    return aside
