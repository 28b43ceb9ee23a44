"""A head: from a vector to the probabilities of classes, learned from a few labels."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.progress import Cancel

Vectors = NDArray[np.float32]
Labels = NDArray[np.int64]
Scores = NDArray[np.float32]

ENOUGH = 5
"""From so many labels per class on, on the average, a logistic head is better than means."""
MOST = 20_000
"""Labels beyond these teach nothing more; as many are drawn from them, of each class its share."""

_L2 = 0.1
_STEPS = 400
_STILL = 2e-4
_MARGIN = 8.0
_BLOCK = 8192


@dataclass(frozen=True, slots=True, eq=False)
class Head:
    """`labels` int64 (k,), ascending; `weights` float32 (d, k); `bias` float32 (k,)."""

    labels: Labels
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]

    def probabilities(self, vectors: Vectors) -> Scores:
        """Of each vector (n, d), of each class: (n, k), rows sum to 1."""
        made = np.empty((len(vectors), len(self.labels)), np.float32)
        for begin in range(0, len(vectors), _BLOCK):
            part = slice(begin, begin + _BLOCK)
            made[part] = softmax(vectors[part] @ self.weights + self.bias)
        return made


def softmax(logits: Scores) -> Scores:
    """Along the last axis."""
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares: Scores = powers / powers.sum(axis=1, keepdims=True)
    return shares


def nearest_mean(vectors: Vectors, labels: Labels) -> Head:
    """What is nearest to the mean of a class is of it: works from one label per class on.

    One halfway between two means has the same probability for both; one at a mean about 0.98.
    """
    known, which = np.unique(labels, return_inverse=True)
    means = np.stack([vectors[which == n].mean(axis=0) for n in range(len(known))])
    apart = ((means[:, None] - means[None]) ** 2).sum(axis=2)
    pairs = max(len(known) * (len(known) - 1), 1)
    sharp = _MARGIN / max(float(apart.sum()) / pairs, 1e-9)
    return Head(
        known,
        (sharp * means.T).astype(np.float32),
        (-sharp / 2 * (means**2).sum(axis=1)).astype(np.float32),
    )


def fitted(
    vectors: Vectors, labels: Labels, *, before: Head | None = None, cancel: Cancel | None = None
) -> Head:
    """The best head that so many labels can bear; `before` is where to go on from.

    Vectors float32 (n, d) and labels int64 (n,) of at least one class. Raises `Cancelled`.
    """
    vectors, labels = _thinned(vectors, labels)
    means = nearest_mean(vectors, labels)
    if len(means.labels) == 1 or len(labels) < ENOUGH * len(means.labels):
        return means
    same = before is not None and np.array_equal(before.labels, means.labels)
    start = before if same and before is not None else means
    return logistic(vectors, labels, start=start, cancel=cancel)


def logistic(
    vectors: Vectors, labels: Labels, *, start: Head, cancel: Cancel | None = None
) -> Head:
    """A multinomial logistic head, classes weighed alike, the less bent the fewer labels.

    Accelerated gradient descent with restarts from `start`, whose classes are those of `labels`.
    """
    weighed = _Weighed(vectors, np.searchsorted(start.labels, labels), len(start.labels))
    point = weighed.inside(start)
    point = _descend(point, weighed.gradient, 1 / weighed.steepest(), cancel or Cancel())
    weights, bias = weighed.outside(point)
    return Head(start.labels, weights, bias)


class _Weighed:
    """The loss on centred vectors of mean length 1, without a copy of them.

    A point is float32 (d + 1, k): weights and, below them, bias.
    """

    def __init__(self, vectors: Vectors, which: NDArray[np.intp], classes: int) -> None:
        self._vectors, self._which = vectors, which
        self._centre = vectors.mean(axis=0, dtype=np.float64).astype(np.float32)
        square = float(np.einsum("ij,ij->", vectors, vectors, dtype=np.float64)) / len(vectors)
        spread = max(square - float(self._centre @ self._centre), 1e-12)
        self._scale = np.float32(1 / np.sqrt(spread))
        each = np.bincount(which, minlength=classes)
        shares = np.clip(len(which) / (classes * np.maximum(each, 1)), 0.2, 5.0)[which]
        self._weight = (shares / shares.sum()).astype(np.float32)
        self._l2 = np.float32(_L2 / len(vectors))

    def inside(self, head: Head) -> Scores:
        bias = head.bias + self._centre @ head.weights
        weights = head.weights / self._scale
        point: Scores = np.vstack([weights, bias - bias.mean()]).astype(np.float32)
        return point

    def outside(self, point: Scores) -> tuple[Scores, Scores]:
        weights = point[:-1] * self._scale
        return weights, point[-1] - self._centre @ weights

    def gradient(self, point: Scores) -> Scores:
        weights, bias = self.outside(point)
        wrong = softmax(self._vectors @ weights + bias)
        wrong[np.arange(len(wrong)), self._which] -= 1
        wrong *= self._weight[:, None]
        total = wrong.sum(axis=0)
        down = self._scale * (self._vectors.T @ wrong - np.outer(self._centre, total))
        slope: Scores = np.vstack([down + self._l2 * point[:-1], total])
        return slope

    def steepest(self) -> float:
        """A bound of the curvature: half the largest eigenvalue of the weighed vectors."""
        direction = np.ones(self._vectors.shape[1], np.float32)
        size = 1.0
        for _ in range(12):
            direction = direction / max(float(np.linalg.norm(direction)), 1e-12)
            along = self._scale * (self._vectors @ direction - self._centre @ direction)
            pulled = self._weight * along
            direction = self._scale * (self._vectors.T @ pulled - self._centre * pulled.sum())
            size = float(np.linalg.norm(direction))
        return 0.5 * (1.1 * size + 1.0) + float(self._l2)


def _descend(
    point: Scores, gradient: Callable[[Scores], Scores], step: float, cancel: Cancel
) -> Scores:
    ahead, age = point, 1
    for _ in range(_STEPS):
        cancel.check()
        slope = gradient(ahead)
        moved: Scores = ahead - np.float32(step) * slope
        if float(np.abs(slope).max()) < _STILL:
            return moved
        if float(np.vdot(slope, moved - point)) > 0:
            age = 1  # it went uphill: without the swing from here on
        ahead = moved + np.float32((age - 1) / (age + 2)) * (moved - point)
        point, age = moved, age + 1
    return point


def _thinned(vectors: Vectors, labels: Labels) -> tuple[Vectors, Labels]:
    if len(labels) <= MOST:
        return vectors, labels
    drawn = np.random.default_rng(len(labels)).permutation(len(labels))
    order = drawn[np.argsort(labels[drawn], kind="stable")]
    _, begins = np.unique(labels[order], return_index=True)
    chosen = np.union1d(order[:: -(-len(labels) // MOST)], order[begins])
    return vectors[chosen], labels[chosen]
