"""Few vectors that stand for many: centres of clusters, and points far from one another."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.progress import Cancel
from labeldesk.quality.head import Vectors

_ROUNDS = 8
_SAMPLE = 20_000
_BLOCK = 8192


def summed(vectors: Vectors, which: NDArray[np.intp], count: int) -> Vectors:
    """The sums of the vectors (n, d) of each of `count` groups: (count, d)."""
    member = np.zeros((count, len(vectors)), np.float32)
    member[which, np.arange(len(vectors))] = 1
    sums: Vectors = member @ vectors
    return sums


def squared(vectors: Vectors, points: Vectors) -> NDArray[np.float32]:
    """Squared distances of each vector (n, d) to each point (m, d): (n, m)."""
    lengths = np.einsum("ij,ij->i", vectors, vectors)[:, None]
    others = np.einsum("ij,ij->i", points, points)[None, :]
    apart: NDArray[np.float32] = np.maximum(lengths + others - 2 * (vectors @ points.T), 0)
    return apart


def typical(
    vectors: Vectors, most: int, *, seed: int, cancel: Cancel | None = None
) -> NDArray[np.intp]:
    """Places of the vectors nearest to the centres of k-means, those of large clusters first.

    At most `most`, each once; fewer where vectors are the same.
    """
    cancel = cancel or Cancel()
    rng = np.random.default_rng(seed)
    some = vectors
    if len(vectors) > _SAMPLE:
        some = vectors[np.sort(rng.choice(len(vectors), _SAMPLE, replace=False))]
    means = some[far_apart(some, min(most, len(some)), first=int(rng.integers(len(some))))]
    for _ in range(_ROUNDS):
        cancel.check()
        which, _ = _assigned(some, means)
        sizes = np.bincount(which, minlength=len(means))
        sums = summed(some, which, len(means))
        means = np.where(sizes[:, None] > 0, sums / np.maximum(sizes, 1)[:, None], means).astype(
            np.float32
        )
    cancel.check()
    which, distances = _assigned(vectors, means)
    order = np.lexsort((distances, which))
    firsts = order[np.unique(which[order], return_index=True)[1]]
    sizes = np.bincount(which, minlength=len(means))
    places: NDArray[np.intp] = firsts[np.lexsort((firsts, -sizes[which[firsts]]))]
    return places


def far_apart(
    vectors: Vectors,
    most: int,
    *,
    first: int = 0,
    worth: NDArray[np.float32] | None = None,
    known: Vectors | None = None,
) -> NDArray[np.intp]:
    """Places of at most `most` vectors, each the farthest (k-centre) from those before it.

    `worth` (n,) weighs the distances; `known` are points to keep away from too. Without either
    it begins with `first`.
    """
    if known is not None and len(known):
        gaps = _assigned(vectors, known)[1]
    else:
        gaps = np.full(len(vectors), np.inf, np.float32)
    weight = np.ones(len(vectors), np.float32) if worth is None else worth.astype(np.float32)
    is_free = np.ones(len(vectors), bool)
    lengths = np.einsum("ij,ij->i", vectors, vectors)
    chosen: list[int] = []
    for _ in range(min(most, len(vectors))):
        if np.isinf(gaps[0]):
            at = first if worth is None else int(np.argmax(weight))
        else:
            at = int(np.argmax(np.where(is_free, weight * np.sqrt(gaps), -1)))
        chosen.append(at)
        is_free[at] = False
        apart = lengths + lengths[at] - 2 * (vectors @ vectors[at])
        gaps = np.minimum(gaps, np.maximum(apart, 0))
    return np.array(chosen, np.intp)


def _assigned(vectors: Vectors, points: Vectors) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
    """The nearest point of each vector, and the squared distance to it."""
    which = np.empty(len(vectors), np.intp)
    gaps = np.empty(len(vectors), np.float32)
    for begin in range(0, len(vectors), _BLOCK):
        apart = squared(vectors[begin : begin + _BLOCK], points)
        nearest = apart.argmin(axis=1)
        which[begin : begin + _BLOCK] = nearest
        gaps[begin : begin + _BLOCK] = apart[np.arange(len(apart)), nearest]
    return which, gaps
