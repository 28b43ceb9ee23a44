"""Non-maximum suppression per class, vectorised."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

MOST_CANDIDATES = 10_000  # kept before suppression, best first
_BLOCK = 256


def suppressed(
    boxes: NDArray[np.floating],
    scores: NDArray[np.floating],
    classes: NDArray[np.integer],
    iou: float,
    most: int,
) -> NDArray[np.intp]:
    """The boxes (n, 4) x0 y0 x1 y1 that stay, best first, at most `most`.

    A box goes when it overlaps a better one of its class by more than `iou`. Of equal scores
    the earlier one is better. Works in blocks, best first, and stops at `most`: thousands of
    candidates cost a few milliseconds.
    """
    order = np.argsort(-scores, kind="stable")[:MOST_CANDIDATES]
    corners = np.asarray(boxes, np.float64)[order]
    kinds = np.asarray(classes)[order]
    kept: list[int] = []
    for start in range(0, len(order), _BLOCK):
        block = np.arange(start, min(start + _BLOCK, len(order)))
        old = _hidden(corners, kinds, np.array(kept, np.intp), block, iou)
        alive: NDArray[np.bool_] = np.logical_not(old.any(axis=0))
        among = _hidden(corners, kinds, block, block, iou)
        for index in range(len(block)):
            if alive[index]:
                kept.append(start + index)
                alive &= ~among[index]
                if len(kept) >= most:
                    return _chosen(order, kept)
    return _chosen(order, kept)


def _chosen(order: NDArray[np.intp], kept: list[int]) -> NDArray[np.intp]:
    chosen: NDArray[np.intp] = order[np.array(kept, np.intp)]
    return chosen


def _hidden(
    corners: NDArray[np.float64],
    kinds: NDArray[np.integer],
    better: NDArray[np.intp],
    worse: NDArray[np.intp],
    iou: float,
) -> NDArray[np.bool_]:
    """Whether each of `better` (rows) hides each of `worse` (columns)."""
    x0, y0, x1, y1 = corners[better].T[:, :, None]
    u0, v0, u1, v1 = corners[worse].T[:, None, :]
    width = np.minimum(x1, u1) - np.maximum(x0, u0)
    height = np.minimum(y1, v1) - np.maximum(y0, v0)
    shared = np.maximum(width, 0) * np.maximum(height, 0)
    union = (x1 - x0) * (y1 - y0) + (u1 - u0) * (v1 - v0) - shared
    hidden: NDArray[np.bool_] = (kinds[better][:, None] == kinds[worse]) & (shared > iou * union)
    return hidden
