"""How far the user gets while one picture is decoded."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")

_NEW_SHARE = 0.3
_PAUSE = 0.5


class Pace:
    """Compares the time between steps of a held key with the time a first look takes.

    Where decoding is slower than stepping, the picture on the screen would be ready only when it
    is behind: nothing would be seen at all. So the one that will be current by then comes first,
    and as many are shown as can be decoded. Written by one thread each: `step` by the UI thread,
    `decoded` by the workers (a lost update does no harm).
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._last = float("-inf")
        self._step = 0.0
        self._decoding = 0.0

    def step(self) -> None:
        """The user went on to another picture with the key held."""
        now = self._clock()
        passed, self._last = now - self._last, now
        if passed > _PAUSE:
            self._step = 0.0  # a new press: the time before it says nothing
        else:
            self._step = _blended(self._step, passed)

    def decoded(self, seconds: float) -> None:
        """A first look took this long."""
        self._decoding = _blended(self._decoding, seconds)

    @property
    def is_late(self) -> bool:
        """Whether the user is faster than first looks can be had."""
        return 0.0 < self._step < self._decoding

    def ordered(self, pictures: Sequence[T]) -> list[T]:
        """`pictures` (current first, then those ahead) in the order to decode them."""
        ahead = 0 if self._step <= 0.0 else int(self._decoding / self._step)
        ahead = min(ahead, len(pictures) - 1)
        return [*pictures[ahead:], *reversed(pictures[:ahead])]


def _blended(before: float, now: float) -> float:
    return now if before <= 0.0 else before + _NEW_SHARE * (now - before)
