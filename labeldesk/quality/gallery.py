"""The vectors of many things at once: one matrix, and which rows are there."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from labeldesk.quality.head import Vectors


class Gallery:
    """`ids` int64 (n,), ascending; what is taken beside them is float32 (n, length).

    For one thread at a time. A vector that is not a number or infinite is none.
    """

    def __init__(self, length: int) -> None:
        self.ids: NDArray[np.int64] = np.zeros(0, np.int64)
        self.has: NDArray[np.bool_] = np.zeros(0, bool)
        self.is_vain: NDArray[np.bool_] = np.zeros(0, bool)
        self._rows: Vectors = np.zeros((0, length), np.float32)

    def follow(self, ids: NDArray[np.int64]) -> None:
        """Hold these and no others, whatever their order; what is there of them stays."""
        wanted = np.unique(ids)
        if np.array_equal(wanted, self.ids):
            return
        at, known = self.places(wanted)
        rows = np.zeros((len(wanted), self._rows.shape[1]), np.float32)
        rows[known] = self._rows[at[known]]
        has, vain = np.zeros(len(wanted), bool), np.zeros(len(wanted), bool)
        has[known], vain[known] = self.has[at[known]], self.is_vain[at[known]]
        self.ids, self._rows, self.has, self.is_vain = wanted, rows, has, vain

    def places(self, ids: NDArray[np.int64]) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
        """Where the ids are, and which are held at all."""
        if not len(self.ids):
            return np.zeros(len(ids), np.intp), np.zeros(len(ids), bool)
        at = np.minimum(np.searchsorted(self.ids, ids), len(self.ids) - 1)
        return at, self.ids[at] == ids

    def put(self, number: int, vector: NDArray[np.float32] | None) -> None:
        """The vector of one that is held; None if it cannot have one, and is not asked for."""
        at = int(np.searchsorted(self.ids, number))
        if at < len(self.ids) and self.ids[at] == number:
            is_fine = vector is not None and bool(np.isfinite(vector).all())
            self.has[at], self.is_vain[at] = is_fine, not is_fine
            if is_fine and vector is not None:
                self._rows[at] = vector

    def forget(self, numbers: Iterable[int]) -> None:
        """They are other ones now: look at them again."""
        at, known = self.places(np.fromiter(numbers, np.int64))
        self.has[at[known]] = self.is_vain[at[known]] = False

    def missing(self) -> NDArray[np.int64]:
        """The ids still to be looked at."""
        return self.ids[~(self.has | self.is_vain)]

    def everything(self) -> tuple[NDArray[np.int64], NDArray[np.bool_], Vectors]:
        """Ids, which of them have a vector, and all rows: the matrix itself, not to be changed.

        Rows of those without one are 0.
        """
        return self.ids, self.has, self._rows

    def of(self, ids: NDArray[np.int64]) -> tuple[NDArray[np.bool_], Vectors]:
        """Which of the ids have a vector (n,), and the vectors of those, in their order."""
        at, is_held = self.places(ids)
        is_there = is_held.copy()
        is_there[is_held] = self.has[at[is_held]]
        return is_there, self._rows[at[is_there]]
