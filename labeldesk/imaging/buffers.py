"""Memory of pictures that are gone, used for those to come."""

from __future__ import annotations

import weakref
from collections import deque

import numpy as np
from numpy.typing import NDArray

LEAST = 1 << 20
"""Bytes; less than this is cheap to get anew."""
_ROOMIER = 1.25  # how much larger than needed a block may be


class Buffers:
    """Gives arrays whose memory waits for the next one when the last view of it is gone.

    Memory that is new to the process is cleared by the system when it is first written to,
    which can take longer than the decoding. At most `limit` bytes wait, or one block if that
    is larger. Safe from any thread.
    """

    def __init__(self, limit: int = 96 << 20) -> None:
        self._limit = limit
        self._waiting: deque[memoryview] = deque()

    def bgrx(self, height: int, width: int) -> NDArray[np.uint8]:
        """An array (height, width, 4) of uint8 that holds anything."""
        shape, nbytes = (height, width, 4), height * width * 4
        if nbytes < LEAST:
            return np.empty(shape, np.uint8)
        block = self._taken(nbytes)
        # All views refer to this array, never past it: what it is made from is not an array.
        owner = np.frombuffer(block, np.uint8, nbytes)
        weakref.finalize(owner, self._give_back, block).atexit = False
        return owner.reshape(shape)

    @property
    def waiting(self) -> int:
        """Bytes that nobody uses now."""
        return sum(block.nbytes for block in self._waiting.copy())

    def _taken(self, nbytes: int) -> memoryview:
        for _ in range(len(self._waiting)):
            block = self._popped()
            if block is None:
                break
            if nbytes <= block.nbytes <= nbytes * _ROOMIER:
                return block
            self._waiting.append(block)
        return np.empty(nbytes, np.uint8).data

    def _give_back(self, block: memoryview) -> None:
        # No lock: the garbage collector may come here in the middle of anything, even of this.
        self._waiting.append(block)
        while len(self._waiting) > 1 and self.waiting > self._limit:
            self._popped()

    def _popped(self) -> memoryview | None:
        try:
            return self._waiting.popleft()
        except IndexError:  # another thread took the last one
            return None


BUFFERS = Buffers()
"""Of this process: decoders write into it, whichever cache keeps the result."""
