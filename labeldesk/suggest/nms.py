"""Non-maximum suppression per class, vectorised."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

MOST_CANDIDATES = 10_000  # kept before suppression, best first
_BLOCK = 256
Rows = NDArray[np.intp]


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
    corners = np.asarray(boxes, np.float64)

    def hidden(better: Rows, worse: Rows) -> NDArray[np.bool_]:
        return _overlap(corners[better], corners[worse], iou)

    return greedy(scores, classes, hidden, most)


def greedy(
    scores: NDArray[np.floating],
    classes: NDArray[np.integer],
    hidden: Callable[[Rows, Rows], NDArray[np.bool_]],
    most: int,
) -> Rows:
    """The rows that stay, best first; `hidden` says which rows hide which, class aside."""
    order = np.argsort(-scores, kind="stable")[:MOST_CANDIDATES]
    kinds = np.asarray(classes)
    kept: list[int] = []
    for start in range(0, len(order), _BLOCK):
        block = order[start : start + _BLOCK]

        def by(better: Rows, worse: Rows = block) -> NDArray[np.bool_]:
            same: NDArray[np.bool_] = kinds[better][:, None] == kinds[worse]
            return same & hidden(better, worse)

        alive: NDArray[np.bool_] = np.logical_not(by(np.array(kept, np.intp)).any(axis=0))
        among = by(block)
        for index, row in enumerate(block):
            if alive[index]:
                kept.append(int(row))
                alive &= ~among[index]
                if len(kept) >= most:
                    return np.array(kept, np.intp)
    return np.array(kept, np.intp)


def _overlap(
    better: NDArray[np.float64], worse: NDArray[np.float64], iou: float
) -> NDArray[np.bool_]:
    """Whether each of `better` (rows) overlaps each of `worse` (columns) by more than `iou`."""
    x0, y0, x1, y1 = better.T[:, :, None]
    u0, v0, u1, v1 = worse.T[:, None, :]
    width = np.minimum(x1, u1) - np.maximum(x0, u0)
    height = np.minimum(y1, v1) - np.maximum(y0, v0)
    shared = np.maximum(width, 0) * np.maximum(height, 0)
    union = (x1 - x0) * (y1 - y0) + (u1 - u0) * (v1 - v0) - shared
    large: NDArray[np.bool_] = shared > iou * union
    return large
