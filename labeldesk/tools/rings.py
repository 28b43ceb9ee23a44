"""What makes a row of clicked vertices a polygon, or why it is none."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from labeldesk.domain.geometry import XY, Ring
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.raster.columns import Points

MIN_VERTICES = 3
TOO_FEW = QT_TRANSLATE_NOOP("Tools", "A polygon needs at least three vertices")
NO_AREA = QT_TRANSLATE_NOOP("Tools", "The vertices lie on one line: add one beside it")
CROSSING = QT_TRANSLATE_NOOP("Tools", "Two sides cross: drop the last vertex with Backspace")


def fault(points: Sequence[XY]) -> Text | None:
    """Why the vertices do not bound an area in one piece; None if they do.

    Training formats count a crossed ring differently (even-odd, non-zero, shoelace), so one
    is not finished here; those that come from files are kept as they are.
    """
    if len(points) < MIN_VERTICES:
        return TOO_FEW
    ring = Ring(points)
    if abs(ring.signed_area) < 1e-6:  # noqa: PLR2004 (square pixels: nothing to see)
        return NO_AREA
    return CROSSING if crosses(ring.points) else None


def crosses(points: Points) -> bool:
    """Whether two sides of the closed ring that are not neighbours share a point."""
    n = len(points)
    if n <= MIN_VERTICES:
        return False
    a, b = points, np.roll(points, -1, axis=0)
    first, second = np.triu_indices(n, k=2)
    apart = ~((first == 0) & (second == n - 1))
    i, j = first[apart], second[apart]

    def side(p: Points, q: Points, r: Points) -> Points:
        left, right = q - p, r - p
        result: Points = left[:, 0] * right[:, 1] - left[:, 1] * right[:, 0]
        return result

    d1, d2 = side(a[i], b[i], a[j]), side(a[i], b[i], b[j])
    d3, d4 = side(a[j], b[j], a[i]), side(a[j], b[j], b[i])
    return bool(((d1 * d2 < 0) & (d3 * d4 < 0)).any())
