"""The images that a filter let through when it was chosen: what lists show, what A and D go to."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import zip_longest

import numpy as np
from numpy.typing import NDArray

from labeldesk.work.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Sieve:
    """Places in the catalogue, ascending (n,). What is done with an image takes it out of no list:
    nothing moves under the hand, and one can go back to it.
    """

    chosen: str = "all"
    places: NDArray[np.intp] = field(default_factory=lambda: np.zeros(0, np.intp))

    @staticmethod
    def of(images: Catalogue, chosen: str) -> Sieve:
        """Those that a filter of `FILTERS` lets through now."""
        return Sieve(chosen, np.flatnonzero(images.matching(chosen)))

    def grown(self, images: Catalogue) -> Sieve:
        """With those that it would let through now too; the same value if there are no others."""
        if self.chosen == "all":
            return self
        matching = images.matching(self.chosen)
        matching[self.places] = True
        if np.count_nonzero(matching) == len(self.places):
            return self
        return Sieve(self.chosen, np.flatnonzero(matching))

    def carried(self, before: NDArray[np.int64], images: Catalogue) -> Sieve:
        """The same list after images came or went, `before` being all ids till then: it holds
        the images that it held, and those new ones that it lets through.
        """
        stays = np.isin(images.ids, before[self.places])
        fresh = np.isin(images.ids, before, invert=True)
        return Sieve(self.chosen, np.flatnonzero(stays | (fresh & images.matching(self.chosen))))

    def position(self, place: int) -> int:
        """Where the list has the image of that place, -1 for nowhere."""
        at = int(np.searchsorted(self.places, place))
        return at if at < len(self.places) and self.places[at] == place else -1

    def before(self, place: int) -> int | None:
        """The place before that one in the list, which need not hold that one itself."""
        at = int(np.searchsorted(self.places, place))
        return int(self.places[at - 1]) if at else None

    def stepped(self, start: int, by: int) -> int | None:
        """The place `by` images on (or back); `start` need not be in the list itself.

        At the ends it stops at the last of them; None if there is none in that direction.
        """
        if by > 0:
            ahead = self.places[self.places > start]
            return int(ahead[min(by, len(ahead)) - 1]) if len(ahead) else None
        behind = self.places[self.places < start]
        return int(behind[max(len(behind) + by, 0)]) if len(behind) else None

    def around(self, start: int, forward: int, ahead: int, behind: int) -> list[int]:
        """The next places in the direction `forward` (1 or -1) and in the other, nearest first."""
        further = [int(p) for p in self.places[self.places > start][: max(ahead, behind)]]
        before = [int(p) for p in self.places[self.places < start][: -max(ahead, behind) - 1 : -1]]
        first, second = (further, before) if forward > 0 else (before, further)
        pairs = zip_longest(first[:ahead], second[:behind])
        return [place for pair in pairs for place in pair if place is not None]


def origins(before: NDArray[np.int64], now: NDArray[np.int64]) -> NDArray[np.intp]:
    """Where each of the ids (n,) stood in `before`, -1 for nowhere."""
    if not len(before):
        return np.full(len(now), -1, np.intp)
    order = np.argsort(before)
    found = np.searchsorted(before, now, sorter=order)
    at = order[np.minimum(found, len(order) - 1)]
    return np.where(before[at] == now, at, -1)
