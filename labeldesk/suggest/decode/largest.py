"""Which of many maps is the largest at each pixel, without enlarging all of them.

Between four cells an interpolated value lies within theirs: a class whose largest of the four
is below the smallest of another class cannot win there. What is left is enlarged and compared
band by band, so that memory stays small at any number of classes and pixels.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

import numpy as np
from numpy.typing import NDArray

from labeldesk.suggest.decode.grid import Axis, Floats, Span, enlarged

_BAND = 1 << 18  # pixels that are compared at once


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
        for rows in _bands(y.pixels, width):
            low, _ = y.between(rows)
            # Cells are compared in pairs; the last pair also serves the last cell.
            pairs = able[:, min(low[0], able.shape[1] - 1) : low[-1] + 1].any(axis=1)
            part = self._winners(np.flatnonzero(pairs), y, x, rows)
            labels[rows[0] - y.pixels[0] : rows[1] - y.pixels[0]] = part
            for slot in np.unique(part):
                inside = part == slot
                chance = enlarged(self._chance(int(slot)), y, x, rows, x.pixels)
                sums[slot] += chance[inside].sum(dtype=np.float64)
                counts[slot] += np.count_nonzero(inside)
        scores = {int(s): float(sums[s] / counts[s]) for s in np.flatnonzero(counts)}
        return labels, scores

    def present(self, labels: NDArray[np.uint16]) -> list[int]:
        """The classes that won somewhere."""
        return [int(slot) for slot in np.unique(labels) if slot != self.nothing]

    def _able(self) -> NDArray[np.bool_]:
        """Whether a class (classes, h - 1) can win anywhere between two rows of cells."""
        floor = np.full(_pairs(self._values[0], np.minimum).shape, -np.inf, np.float32)
        for plane in self._values:
            np.maximum(floor, _pairs(plane, np.minimum), out=floor)
        rows = [(_pairs(plane, np.maximum) >= floor).any(axis=1) for plane in self._values]
        return np.array(rows)

    def _winners(self, slots: NDArray[np.intp], y: Axis, x: Axis, rows: Span) -> NDArray[np.uint16]:
        best = enlarged(self._values[slots[0]], y, x, rows, x.pixels)
        labels = np.full(best.shape, slots[0], np.uint16)
        for slot in slots[1:]:
            other = enlarged(self._values[slot], y, x, rows, x.pixels)
            above = other > best
            labels[above] = slot
            np.maximum(best, other, out=best)
        return labels


def _pairs(plane: Floats, of: np.ufunc) -> Floats:
    """The smallest or largest of each cell and its neighbours to the right and below."""
    tall = of(plane[:-1], plane[1:]) if len(plane) > 1 else plane
    wide: Floats = of(tall[:, :-1], tall[:, 1:]) if tall.shape[1] > 1 else tall
    return wide


def _bands(pixels: Span, width: int) -> Iterator[Span]:
    step = max(_BAND // max(width, 1), 1)
    if width > 0:
        for row in range(*pixels, step):
            yield row, min(row + step, pixels[1])
