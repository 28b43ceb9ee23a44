"""Which images of the grid are selected, as a file manager has it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


class Picked:
    """Positions in a list as a mask bool (n,). Shift reaches from the one chosen last."""

    def __init__(self) -> None:
        self.mask: NDArray[np.bool_] = np.zeros(0, bool)
        self._from = 0

    def start_over(self, count: int) -> None:
        """Another list of so many; none of it is selected."""
        self.mask = np.zeros(count, bool)
        self._from = 0

    def carry(self, origins: NDArray[np.intp]) -> None:
        """Another list; `origins` (n,) says which position each had before, -1 for new ones."""
        mask, known = np.zeros(len(origins), bool), origins >= 0
        mask[known] = self.mask[origins[known]]
        self.mask = mask
        self._from = max(moved(self._from, origins), 0)

    def only(self, at: int) -> None:
        """This one and no other; -1 is none."""
        self.mask[:] = False
        if 0 <= at < len(self.mask):
            self.mask[at] = True
            self._from = at

    def toggle(self, at: int) -> None:
        """This one too, or no longer."""
        self.mask[at] = not self.mask[at]
        self._from = at

    def reach(self, at: int, *, adding: bool) -> None:
        """All from the one chosen last to this one, beside what is selected or instead of it."""
        first, last = sorted((self._from, at))
        if not adding:
            self.mask[:] = False
        self.mask[first : last + 1] = True

    def every(self) -> None:
        """All there are."""
        self.mask[:] = True

    def take(self, mask: NDArray[np.bool_]) -> None:
        """Just these."""
        self.mask = mask

    def is_more_than(self, at: int) -> bool:
        """Whether something other than just this one is selected."""
        count = int(np.count_nonzero(self.mask))
        return count > 1 or (count == 1 and not (0 <= at < len(self.mask) and bool(self.mask[at])))


def moved(at: int, origins: NDArray[np.intp]) -> int:
    """Where a position is now, -1 for nowhere; `origins` as for `Picked.carry`."""
    found = np.flatnonzero(origins == at) if at >= 0 else origins[:0]
    return int(found[0]) if len(found) else -1
