"""Whose turn it is: the engine's wishes behind one lock, where its two threads wait."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from labeldesk.domain.progress import Cancel
from labeldesk.suggest.backend import Ahead
from labeldesk.suggest.batch import Batch, Wish
from labeldesk.suggest.wishes import Ready, Wishes


class Turns:
    """Thread-safe. `wishes` is changed inside ``with turns.changing()``, read inside
    ``with turns.changed``.
    """

    def __init__(self) -> None:
        self.changed = threading.Condition()
        self.wishes = Wishes()
        self._over = False
        self._asked: tuple[Cancel, Ready] | None = None

    @property
    def is_over(self) -> bool:
        """Whether everything was told to end."""
        return self._over

    @property
    def in_hand(self) -> Wish | None:
        """What the model works on; asked for inside ``with turns.changing()``."""
        return None if self._asked is None else self._asked[1].wish

    @contextmanager
    def changing(self) -> Iterator[Wishes]:
        """The wishes, locked; whoever waits looks again afterwards."""
        with self.changed:
            yield self.wishes
            self.changed.notify_all()

    def end(self) -> None:
        """Nobody gets a turn any more; what the model works on is told to stop."""
        with self.changed:
            self._over = True
            if self._asked is not None:
                self._asked[0].set()
            self.changed.notify_all()

    def interrupt(self) -> None:
        """Tell what the model works on to stop, if it is of a batch."""
        with self.changed:
            if self._asked is not None and self._asked[1].batch is not None:
                self._asked[0].set()

    def to_load(self) -> tuple[Wish, Batch | None] | None:
        """Wait for the next image to load; None at the end."""
        with self.changed:
            while not self._over:
                taken = self.wishes.take()
                if taken is not None:
                    return taken
                self.changed.wait()
            return None

    def to_ask(self, idle_s: float | None) -> tuple[Ready, Cancel] | None:
        """Wait for the next picture for the model; None after `idle_s` seconds or at the end."""
        with self.changed:
            while not self._over:
                item = self.wishes.pop()
                if item is not None:
                    cancel = Cancel()
                    self._asked = (cancel, item)
                    self.changed.notify_all()
                    return item, cancel
                if not self.changed.wait(idle_s):
                    break
            return None

    def following(self, item: Ready) -> Ahead | None:
        """The picture that probably comes after it."""
        with self.changed:
            return self.wishes.following(item)

    def is_overtaken(self, item: Ready) -> bool:
        """Whether something more urgent waits than the next piece of `item`."""
        with self.changed:
            return self.wishes.is_overtaken(item)

    def answered(self) -> None:
        """The model works on nothing."""
        with self.changed:
            self._asked = None
