"""Which of many maps is the largest at each pixel, without enlarging all of them.

Between four cells an interpolated value lies within theirs: a class whose largest of the four
is below the smallest of another class cannot win there. What is left is enlarged and compared
block by block, so that memory stays small at any number of classes and pixels.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

import numpy as np
from numpy.typing import NDArray

from labeldesk.suggest.decode.grid import Axis, Floats, Span, enlarged

_BLOCK = 256  # pixels on each side that are compared at once


class Largest:
    """Maps (classes, h, w), and `chance`, which gives the probability (h, w) of one of them."""

    def __init__(self, values: Floats, chance: Callable[[int], Floats]) -> None:
        self._values, self._chance = values, cache(chance)
        self.nothing = len(values)
        """The label of pixels without a class."""

    def over(self, y: Axis, x: Axis) -> tuple[NDArray[np.uint16], dict[int, float]]:
        """The winner of every pixel that was seen, and the mean probability of each winner."""
        height, width = (axis.pixels[1] - axis.pixels[0] for axis in (y, x))
        labels = np.zeros((max(height, 0), max(width, 0)), np.uint16)
        sums, counts = np.zeros(len(self._values)), np.zeros(len(self._values))
        able = self._able()
        for rows in _spans(y.pixels):
            for columns in _spans(x.pixels):
                slots = _present(able, y, x, rows, columns)
                part = self._winners(slots, y, x, rows, columns)
                top, left = rows[0] - y.pixels[0], columns[0] - x.pixels[0]
                labels[top : top + part.shape[0], left : left + part.shape[1]] = part
                for slot in slots if len(slots) == 1 else np.unique(part):
                    inside = part == slot
                    chance = enlarged(self._chance(int(slot)), y, x, rows, columns)
                    sums[slot] += chance[inside].sum(dtype=np.float64)
                    counts[slot] += np.count_nonzero(inside)
        scores = {int(s): float(sums[s] / counts[s]) for s in np.flatnonzero(counts)}
        return labels, scores

    def present(self, labels: NDArray[np.uint16]) -> list[int]:
        """The classes that won somewhere."""
        return [int(slot) for slot in np.unique(labels) if slot != self.nothing]

    def _able(self) -> NDArray[np.bool_]:
        """Whether a class (classes, h - 1, w - 1) can win anywhere between four cells."""
        floor = _pairs(self._values[0], np.minimum)
        for plane in self._values[1:]:
            np.maximum(floor, _pairs(plane, np.minimum), out=floor)
        return np.array([_pairs(plane, np.maximum) >= floor for plane in self._values])

    def _winners(
        self, slots: NDArray[np.intp], y: Axis, x: Axis, rows: Span, columns: Span
    ) -> NDArray[np.uint16]:
        shape = rows[1] - rows[0], columns[1] - columns[0]
        labels = np.full(shape, slots[0], np.uint16)
        if len(slots) == 1:
            return labels
        best = enlarged(self._values[slots[0]], y, x, rows, columns)
        for slot in slots[1:]:
            other = enlarged(self._values[slot], y, x, rows, columns)
            labels[other > best] = slot
            np.maximum(best, other, out=best)
        return labels


def _present(
    able: NDArray[np.bool_], y: Axis, x: Axis, rows: Span, columns: Span
) -> NDArray[np.intp]:
    """The classes that can win in a block of pixels."""
    spans = []
    for axis, span, size in ((y, rows, able.shape[1]), (x, columns, able.shape[2])):
        low, _ = axis.between(span)
        # Cells are compared in pairs; the last pair also serves the last cell.
        spans.append(slice(min(int(low[0]), size - 1), int(low[-1]) + 1))
    return np.flatnonzero(able[:, spans[0], spans[1]].any(axis=(1, 2)))


def _pairs(plane: Floats, of: np.ufunc) -> Floats:
    """The smallest or largest of each cell and its neighbours to the right and below."""
    tall = of(plane[:-1], plane[1:]) if len(plane) > 1 else plane.copy()
    wide: Floats = of(tall[:, :-1], tall[:, 1:]) if tall.shape[1] > 1 else tall
    return wide


def _spans(pixels: Span) -> Iterator[Span]:
    for first in range(*pixels, _BLOCK):
        yield first, min(first + _BLOCK, pixels[1])
