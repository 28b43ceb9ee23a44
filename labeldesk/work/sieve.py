"""The images that a filter let through when it was chosen: what lists show, what A and D go to."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import zip_longest

import numpy as np
from numpy.typing import NDArray

from labeldesk.work.catalogue import Catalogue

USEFUL, SIMILAR, DOUBTS = "useful", "similar", "doubts"
DIFFERS, BROUGHT, BY_MODEL, CORRECTED = "differs", "brought", "by-model", "corrected"
APART = "apart"
RANKS = (USEFUL, SIMILAR, DOUBTS, DIFFERS, APART, BROUGHT, BY_MODEL, CORRECTED)
"""What is chosen like a filter, but lists images in an order of its own."""


@dataclass(frozen=True, slots=True)
class Sieve:
    """Places in the catalogue (n,), ascending unless it is ranked. What is done with an image takes
    it out of no list: nothing moves under the hand, and one can go back to it.
    """

    chosen: str = "all"
    places: NDArray[np.intp] = field(default_factory=lambda: np.zeros(0, np.intp))
    is_ranked: bool = False

    @staticmethod
    def of(images: Catalogue, chosen: str) -> Sieve:
        """Those that a filter of `FILTERS` lets through now."""
        return Sieve(chosen, np.flatnonzero(images.matching(chosen)))

    @staticmethod
    def ranked(images: Catalogue, chosen: str, ids: NDArray[np.int64]) -> Sieve:
        """These images in this order, those left out that are not in the catalogue."""
        at = origins(images.ids, ids)
        return Sieve(chosen, at[at >= 0], is_ranked=True)

    def grown(self, images: Catalogue) -> Sieve:
        """With those that it would let through now too; the same value if there are no others."""
        if self.chosen == "all" or self.is_ranked:
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
        if self.is_ranked:
            return Sieve.ranked(images, self.chosen, before[self.places])
        stays = np.isin(images.ids, before[self.places])
        fresh = np.isin(images.ids, before, invert=True)
        return Sieve(self.chosen, np.flatnonzero(stays | (fresh & images.matching(self.chosen))))

    def position(self, place: int) -> int:
        """Where the list has the image of that place, -1 for nowhere."""
        if self.is_ranked:
            found = np.flatnonzero(self.places == place)
            return int(found[0]) if len(found) else -1
        at = int(np.searchsorted(self.places, place))
        return at if at < len(self.places) and self.places[at] == place else -1

    def before(self, place: int) -> int | None:
        """The place before that one in the list, which need not hold that one itself."""
        at = int(np.searchsorted(self.places, place))
        return int(self.places[at - 1]) if at else None

    def stepped(self, start: int, by: int) -> int | None:
        """The place `by` images on (or back); `start` need not be in the list itself.

        At the ends it stops at the last of them; None if there is none in that direction. From
        elsewhere a ranked list begins with its first.
        """
        if self.is_ranked:
            return self._ranked_step(start, by)
        way = self.ahead(start) if by > 0 else self.behind(start)
        return int(way[min(abs(by), len(way)) - 1]) if len(way) else None

    def ahead(self, start: int) -> NDArray[np.intp]:
        """The places that come after `start`, the next one first."""
        if self.is_ranked:
            return self.places[self.position(start) + 1 :]
        return self.places[self.places > start]

    def behind(self, start: int) -> NDArray[np.intp]:
        """The places that come before `start`, the nearest one first."""
        if self.is_ranked:
            return self.places[: max(self.position(start), 0)][::-1]
        return self.places[self.places < start][::-1]

    def _ranked_step(self, start: int, by: int) -> int | None:
        at = self.position(start)
        if at < 0:
            return int(self.places[0]) if by > 0 and len(self.places) else None
        to = min(max(at + by, 0), len(self.places) - 1)
        return int(self.places[to]) if to != at else None

    def direction(self, before: int, now: int) -> int:
        """1 if one went forward from `before` to `now`, else -1."""
        if self.is_ranked:
            ends = self.position(before), self.position(now)
            before, now = ends if min(ends) >= 0 else (before, now)
        return 1 if now > before else -1

    def around(self, start: int, forward: int, ahead: int, behind: int) -> list[int]:
        """The next places in the direction `forward` (1 or -1) and in the other, nearest first."""
        most = max(ahead, behind)
        further, before = self.ahead(start)[:most].tolist(), self.behind(start)[:most].tolist()
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
