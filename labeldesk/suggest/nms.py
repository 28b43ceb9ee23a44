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
    one, two = corners[better][:, None], corners[worse][None]
    low, high = np.maximum(one[..., :2], two[..., :2]), np.minimum(one[..., 2:], two[..., 2:])
    shared = np.clip(high - low, 0, None).prod(axis=2)
    union = _areas(one) + _areas(two) - shared
    hidden: NDArray[np.bool_] = (kinds[better][:, None] == kinds[worse]) & (shared > iou * union)
    return hidden


def _areas(boxes: NDArray[np.float64]) -> NDArray[np.float64]:
    areas: NDArray[np.float64] = (boxes[..., 2] - boxes[..., 0]) * (boxes[..., 3] - boxes[..., 1])
    return areas
