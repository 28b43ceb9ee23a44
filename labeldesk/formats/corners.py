"""Four corners as a rotated box: the same box for the corners that the box has itself."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.shapes import RotatedBox

QUANTUM = 1e-6
"""Pixels; and about as much of a radian. Corners of a box on this grid give the box again, which
unrounded numbers would miss in their last bits."""
_TURN = math.pi / (1 << 21)
_HALF = 1 << 21  # steps of half a turn
_AWAY = 0.5  # pixels by which a corner may miss the box


def rotated_box_of(points: NDArray[np.float64]) -> RotatedBox | None:
    """The box of four corners (4, 2) in order, beginning at its own top left one; None where
    they are none of a rectangle.
    """
    along = (points[1] - points[0] + points[2] - points[3]) / 2
    across = (points[3] - points[0] + points[2] - points[1]) / 2
    if along[0] * across[1] < along[1] * across[0]:  # the other way round
        points, along, across = points[[0, 3, 2, 1]], across, along
    width, height = math.hypot(*along), math.hypot(*across)
    if width >= height:
        angle = math.atan2(along[1], along[0]) if width else 0.0
    else:
        angle = math.atan2(-across[0], across[1])
    cx, cy = points.mean(axis=0).tolist()
    cx, cy, width, height = (round(v, 6) + 0.0 for v in (cx, cy, width, height))
    box = RotatedBox(cx, cy, width, height, _on_grid(angle))
    return box if np.abs(box.corners - points).max() <= _AWAY else None


def _on_grid(angle: float) -> float:
    steps = round(angle / _TURN)
    return (_HALF if steps == -_HALF else steps) * _TURN


def gridded(box: RotatedBox) -> RotatedBox:
    """The box as its corners give it back."""
    found = rotated_box_of(box.corners)
    assert found is not None
    return found
