"""The order of the engine's work: the open image, then its neighbours, then the batch."""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from labeldesk.domain.geometry import Size
from labeldesk.suggest.backend import Ahead
from labeldesk.suggest.batch import Batch, BatchState, Lane, Wish
from labeldesk.suggest.frames import Frame
from labeldesk.suggest.preprocess import Pixels

AHEAD = 2  # fitted pictures waiting for the model


@dataclass(order=True, slots=True)
class Ready:
    """A picture brought to the input's size, waiting for its turn."""

    lane: Lane
    number: int
    wish: Wish = field(compare=False)
    canvas: Pixels = field(compare=False)
    at: Frame = field(compare=False)
    size: Size = field(compare=False)
    batch: Batch | None = field(compare=False, default=None)


class Wishes:
    """What is wanted and what is ready; guarded by the engine's lock."""

    def __init__(self) -> None:
        self.batch: Batch | None = None
        self._current: Wish | None = None
        self._near: deque[Wish] = deque()
        self._ready: list[Ready] = []
        self._number = 0

    def show(self, wish: Wish | None) -> None:
        """The open image; one that was not begun yet is forgotten."""
        self._current = wish
        # What was opened before and passed by is not worth the model's time any more.
        self._ready = [item for item in self._ready if item.lane is not Lane.CURRENT]
        heapq.heapify(self._ready)
        if wish is not None:
            self._near = deque(near for near in self._near if near.image_id != wish.image_id)

    def near(self, wishes: Iterable[Wish]) -> None:
        """The images likely to be opened next, in place of those wished before."""
        self._near = deque(wishes)
        self._ready = [item for item in self._ready if item.lane is not Lane.PREFETCH]
        heapq.heapify(self._ready)

    def take(self) -> tuple[Wish, Batch | None] | None:
        """The next image to load. Only the open one may go ahead of a full row of ready ones."""
        if self._current is not None:
            wish, self._current = self._current, None
            return wish, None
        if len(self._ready) >= AHEAD:
            return None
        if self._near:
            return self._near.popleft(), None
        taken = self.batch.take() if self.batch is not None else None
        return (taken, self.batch) if taken is not None else None

    def put(self, item: Ready) -> None:
        """A picture is ready."""
        self._number += 1
        item.number = self._number
        heapq.heappush(self._ready, item)

    def following(self, item: Ready) -> Ahead | None:
        """The picture that comes after `item` if nothing overtakes it, for the same model."""
        after = self._ready[0] if self._ready else None
        if after is None or after.wish.model != item.wish.model:
            return None
        return None if _is_paused(after.batch) or _is_over(after.batch) else _ahead(after)

    def pop(self) -> Ready | None:
        """The next picture for the model; those of a batch at rest wait, of a dead one go."""
        self._ready = [item for item in self._ready if not _is_over(item.batch)]
        heapq.heapify(self._ready)
        if not self._ready or _is_paused(self._ready[0].batch):
            return None
        return heapq.heappop(self._ready)


def _ahead(item: Ready) -> Ahead:
    return item.canvas, item.at


def _is_over(batch: Batch | None) -> bool:
    return batch is not None and batch.state.is_over


def _is_paused(batch: Batch | None) -> bool:
    return batch is not None and batch.state is BatchState.PAUSED
