"""Which label and which prediction are about the same thing: greedy, by how much they overlap."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Marked:
    """Things on one image: boxes float64 (n, 4) as x0, y0, x1, y1, classes int64 (n,)."""

    boxes: NDArray[np.float64]
    classes: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.classes)

    def where(self, chosen: NDArray[np.bool_]) -> Marked:
        """Those for which the mask (n,) is set."""
        return Marked(self.boxes[chosen], self.classes[chosen])


def nothing() -> Marked:
    """Of an image with nothing on it."""
    return Marked(np.zeros((0, 4)), np.zeros(0, np.int64))


@dataclass(frozen=True, slots=True)
class Pair:
    """A place in the one list and one in the other, and their overlap."""

    first: int
    second: int
    iou: float


def overlaps(first: NDArray[np.float64], second: NDArray[np.float64]) -> NDArray[np.float64]:
    """The IoU (n, m) of boxes (n, 4) with boxes (m, 4); 0 where one of them has no area."""
    low = np.maximum(first[:, None, :2], second[None, :, :2])
    high = np.minimum(first[:, None, 2:], second[None, :, 2:])
    sides = np.maximum(high - low, 0.0)
    shared = sides[..., 0] * sides[..., 1]
    both = _areas(first)[:, None] + _areas(second)[None, :] - shared
    found: NDArray[np.float64] = np.divide(shared, both, out=np.zeros_like(shared), where=both > 0)
    return found


def _areas(boxes: NDArray[np.float64]) -> NDArray[np.float64]:
    sides = np.maximum(boxes[:, 2:] - boxes[:, :2], 0.0)
    areas: NDArray[np.float64] = sides[:, 0] * sides[:, 1]
    return areas


def matched(
    first: Marked, second: Marked, iou: NDArray[np.float64], least: float, *, any_class: bool
) -> list[Pair]:
    """Pairs that overlap by at least `least`, the best first, each thing in one pair at most.

    Which pairs they are does not depend on the order of the lists, nor on which of them is the
    first: of equal overlaps the one further up and left goes first.
    """
    fits = iou >= least
    if not any_class:
        fits = fits & (first.classes[:, None] == second.classes[None, :])
    ones, others = np.nonzero(fits)
    if not len(ones):
        return []
    ranks = _ranks(first, second)
    mine, theirs = ranks[: len(first)][ones], ranks[len(first) :][others]
    values = iou[ones, others]
    order = np.lexsort((np.maximum(mine, theirs), np.minimum(mine, theirs), -values))
    pairs: list[Pair] = []
    taken: tuple[set[int], set[int]] = (set(), set())
    for at in order.tolist():
        one, other = int(ones[at]), int(others[at])
        if one not in taken[0] and other not in taken[1]:
            taken[0].add(one)
            taken[1].add(other)
            pairs.append(Pair(one, other, float(values[at])))
    return pairs


def _ranks(first: Marked, second: Marked) -> NDArray[np.intp]:
    """A number (n + m,) for what each thing is, whatever list it is in and wherever there."""
    boxes = np.concatenate([first.boxes, second.boxes])
    classes = np.concatenate([first.classes, second.classes]).astype(np.float64)
    rows = np.column_stack([boxes[:, 1], boxes[:, 0], boxes[:, 3], boxes[:, 2], classes])
    ranks: NDArray[np.intp] = np.unique(rows, axis=0, return_inverse=True)[1].reshape(-1)
    return ranks


class Free:
    """What of two lists is in no pair yet: `first` bool (n,), `second` bool (m,), with the IoU
    (n, m) of both.
    """

    def __init__(self, ones: Marked, others: Marked, iou: NDArray[np.float64]) -> None:
        self._ones, self._others, self._iou = ones, others, iou
        self.first = np.ones(len(ones), bool)
        self.second = np.ones(len(others), bool)

    def take(self, least: float, *, any_class: bool) -> list[tuple[int, int, float]]:
        """The pairs among what is free; they are not free any more."""
        rows, columns = np.flatnonzero(self.first), np.flatnonzero(self.second)
        pairs = matched(
            self._ones.where(self.first),
            self._others.where(self.second),
            self._iou[np.ix_(rows, columns)],
            least,
            any_class=any_class,
        )
        found = [(int(rows[p.first]), int(columns[p.second]), p.iou) for p in pairs]
        for one, other, _ in found:
            self.first[one] = self.second[other] = False
        return found
