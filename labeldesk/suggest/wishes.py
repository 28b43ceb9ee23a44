"""The order of the engine's work: the open image, then its neighbours, then the batch."""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from labeldesk.domain.geometry import Size
from labeldesk.suggest.backend import Ahead
from labeldesk.suggest.batch import Batch, BatchState, Lane, Wish
from labeldesk.suggest.tiles import Tour

AHEAD = 2  # fitted pictures of one lane waiting for the model


@dataclass(order=True, slots=True)
class Ready:
    """A picture brought to the input's size, or the next piece of it, waiting for its turn."""

    lane: Lane
    number: int
    wish: Wish = field(compare=False)
    tour: Tour = field(compare=False)
    size: Size = field(compare=False)
    batch: Batch | None = field(compare=False, default=None)


class Wishes:
    """What is wanted and what is ready; guarded by the engine's lock."""

    def __init__(self) -> None:
        self.batch: Batch | None = None
        self._open: Wish | None = None
        self._is_waiting = False  # the open image is still to be taken
        self._wanted: tuple[Wish, ...] = ()
        self._near: deque[Wish] = deque()
        self._loading: Wish | None = None
        self._ready: list[Ready] = []
        self._number = 0

    def show(self, wish: Wish | None, in_hand: Wish | None = None) -> None:
        """The open image; one that was not begun yet is forgotten. What was begun ahead of its
        turn, maybe `in_hand` of the model, is not begun again.
        """
        self._open = wish
        # What was opened before and passed by is not worth the model's time any more.
        self._keep(lambda item: item.lane is not Lane.CURRENT)
        begun = [one for one in (in_hand, self._loading) if one is not None]
        begun = [one for one in begun if one.lane is Lane.PREFETCH]
        for item in self._ready:
            if item.lane is Lane.PREFETCH and _is_same(item.wish, wish):
                item.lane = Lane.CURRENT
                begun.append(item.wish)
        heapq.heapify(self._ready)
        self._near = deque(near for near in self._near if not _is_same(near, wish))
        self._is_waiting = wish is not None and not any(_is_same(one, wish) for one in begun)

    def near(self, wishes: Iterable[Wish], in_hand: Wish | None = None) -> None:
        """The images likely to be opened next, in place of those wished before; what is under way
        already is not begun again.
        """
        self._wanted = tuple(wishes)
        self._keep(lambda item: item.lane is not Lane.PREFETCH or item.wish in self._wanted)
        begun = [in_hand, self._loading, *(item.wish for item in self._ready)]
        self._near = deque(
            wish for wish in self._wanted if not any(_is_same(wish, one) for one in begun)
        )

    def take(self) -> tuple[Wish, Batch | None] | None:
        """The next image to load: the open one at once, the others while their row is not full."""
        self._loading, batch = None, None
        if self._is_waiting:
            self._is_waiting, taken = False, self._open
        elif self._near and self._count(Lane.PREFETCH) < AHEAD:
            taken = self._near.popleft()
        elif self.batch is not None and self._count(Lane.BATCH) < AHEAD:
            taken, batch = self.batch.take(), self.batch
        else:
            taken = None
        self._loading = taken
        return None if taken is None else (taken, batch)

    def put(self, item: Ready) -> None:
        """A picture is ready; one that was passed by while it was loaded is dropped."""
        self._loading = None
        if item.lane is Lane.PREFETCH:
            if _is_same(item.wish, self._open):
                item.lane = Lane.CURRENT
            elif item.wish not in self._wanted:
                return
        self._number += 1
        item.number = self._number
        heapq.heappush(self._ready, item)

    def following(self, item: Ready) -> Ahead | None:
        """The picture that comes after `item` if nothing overtakes it, for the same model."""
        after = self._ready[0] if self._ready else None
        if after is None or after.wish.model != item.wish.model:
            return None
        return None if _is_paused(after.batch) or _is_over(after.batch) else _ahead(after)

    def is_overtaken(self, item: Ready) -> bool:
        """Whether something is ready that goes before the next piece of `item`."""
        return bool(self._ready) and self._ready[0] < item

    def put_back(self, item: Ready) -> None:
        """A picture in pieces was broken off; it keeps its turn."""
        heapq.heappush(self._ready, item)

    def _count(self, lane: Lane) -> int:
        return sum(item.lane is lane for item in self._ready)

    def _keep(self, is_wanted: Callable[[Ready], bool]) -> None:
        self._ready = [item for item in self._ready if is_wanted(item)]
        heapq.heapify(self._ready)

    def pop(self) -> Ready | None:
        """The next picture for the model; those of a batch at rest wait, of a dead one go."""
        self._keep(lambda item: not _is_over(item.batch))
        if not self._ready or _is_paused(self._ready[0].batch):
            return None
        return heapq.heappop(self._ready)


def _is_same(one: Wish, other: Wish | None) -> bool:
    return other is not None and (one.image_id, one.model) == (other.image_id, other.model)


def _ahead(item: Ready) -> Ahead:
    _, canvas, at = item.tour.now
    return canvas, at


def _is_over(batch: Batch | None) -> bool:
    return batch is not None and batch.state.is_over


def _is_paused(batch: Batch | None) -> bool:
    return batch is not None and batch.state is BatchState.PAUSED
