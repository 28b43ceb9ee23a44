"""Vectors on disk, by content: what was looked at once is not looked at again.

A folder for each describer holds shards of records of equal length: a key of 16 bytes, a checksum
and the vector. Every process writes shards of its own, so that two windows never disturb one
another; the shards that were not used for longest go first.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator
from contextlib import suppress
from hashlib import blake2b
from itertools import count
from pathlib import Path
from typing import BinaryIO, NamedTuple

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.geometry import Rect
from labeldesk.quality.describe import Describer

LIMIT = 1 << 30
"""Bytes that all describers together may take: 800,000 images of the built-in one."""

_SHARD_ROWS = 8_192
_FLUSH_ROWS = 64
_MANY_SHARDS = 16
_NUMBERS = count()


class Key(NamedTuple):
    """Two halves of a digest."""

    head: int
    tail: int


def key_of(digest: str, crop: Rect | None = None) -> Key:
    """Of the content of a file and, in upright pixels, the part of it."""
    part = "" if crop is None else ":".join(f"{n:.1f}" for n in crop)
    made = blake2b(f"{digest}|{part}".encode(), digest_size=16).digest()
    return Key(int.from_bytes(made[:8], "little"), int.from_bytes(made[8:], "little"))


class VectorCache:
    """For one thread at a time. A full or read-only disk costs only the keeping.

    What is read is mapped, not loaded: the memory taken is that of the keys, 20 bytes each.
    """

    def __init__(self, folder: Path, describer: Describer, limit: int = LIMIT) -> None:
        name = blake2b(f"{describer.id}|{describer.length}".encode(), digest_size=8).hexdigest()
        self._all, self._folder = folder, folder / name
        self._limit = limit
        self._record = np.dtype(
            [("head", "<u8"), ("tail", "<u8"), ("sum", "<u4"), ("vector", "<f4", describer.length)]
        )
        self._out: BinaryIO | None = None
        self._place: Path | None = None
        self._rows = 0
        self._shards: list[NDArray[np.void]] = []
        self._names: list[Path] = []
        self._used: set[int] = set()
        self._heads = np.zeros(0, np.uint64)
        self._at = np.zeros(0, np.int64)
        self._trim()
        self._merge()
        self._index()

    def get(self, key: Key) -> NDArray[np.float32] | None:
        """The vector, or None if it is not there or damaged."""
        at = int(np.searchsorted(self._heads, np.uint64(key.head)))
        while at < len(self._heads) and self._heads[at] == key.head:
            shard, row = divmod(int(self._at[at]), 1 << 32)
            found = self._shards[shard][row]
            vector: NDArray[np.float32] = np.array(found["vector"], np.float32)
            if int(found["tail"]) == key.tail and int(found["sum"]) == zlib.crc32(vector.tobytes()):
                self._touch(shard)
                return vector
            at += 1
        return None

    def put(self, key: Key, vector: NDArray[np.float32]) -> None:
        """Keep a vector; `get` knows it after the next opening, or some thousands later."""
        row = np.zeros((), self._record)
        row["head"], row["tail"] = key
        row["vector"] = vector
        row["sum"] = zlib.crc32(row["vector"].tobytes())
        try:
            out = self._out or self._begin()
            out.write(row.tobytes())
            self._rows += 1
            if self._rows % _FLUSH_ROWS == 0:
                out.flush()
        except OSError:
            self.close()
            self._place = None  # it may end in the middle of a record
            return
        if self._rows >= _SHARD_ROWS:
            self.close()
            self._place = None
            self._trim()
            self._index()

    def close(self) -> None:
        """Write what is held back; the next `put` goes on."""
        if self._out is not None:
            with suppress(OSError):  # the disk is full: the last ones are described again
                self._out.close()
            self._out = None

    def nbytes(self) -> int:
        """Bytes on disk, of all describers."""
        return sum(size for _, size, _ in self._files())

    def _begin(self) -> BinaryIO:
        if self._place is None or not self._place.exists():
            self._folder.mkdir(parents=True, exist_ok=True)
            self._place = self._fresh_name()
            self._rows = 0
        self._out = self._place.open("ab")
        return self._out

    def _fresh_name(self) -> Path:
        return self._folder / f"{os.getpid()}-{next(_NUMBERS)}-{os.urandom(4).hex()}.vec"

    def _index(self) -> None:
        """Map every shard; a record that was cut off at the end does not count."""
        self._shards, self._names = [], []
        self._used.clear()
        heads, at = [], []
        for place in sorted(self._folder.glob("*.vec")):
            shard = self._mapped(place)
            if shard is not None:
                heads.append(np.array(shard["head"]))
                at.append(np.arange(len(shard)) + (len(self._shards) << 32))
                self._shards.append(shard)
                self._names.append(place)
        both = np.concatenate(heads) if heads else np.zeros(0, np.uint64)
        order = np.argsort(both, kind="stable")
        self._heads = both[order]
        self._at = np.concatenate(at)[order] if at else np.zeros(0, np.int64)

    def _mapped(self, place: Path) -> NDArray[np.void] | None:
        try:
            rows = place.stat().st_size // self._record.itemsize
            return np.memmap(place, self._record, "r", shape=(rows,)) if rows else None
        except OSError:
            return None  # another window merged or dropped it

    def _touch(self, shard: int) -> None:
        """Once in a session: the time of a shard is that of its last use."""
        if shard not in self._used:
            self._used.add(shard)
            try:
                os.utime(self._names[shard])
            except OSError:
                return  # only the order of dropping suffers

    def _merge(self) -> None:
        """Many small shards become one: written aside, put in place, then the small ones go."""
        low = _SHARD_ROWS // 2 * self._record.itemsize
        small = sorted(
            place
            for _, size, place in self._files()
            if place.parent == self._folder and place.suffix == ".vec" and size < low
        )
        if len(small) <= _MANY_SHARDS:
            return
        whole = self._fresh_name()
        aside = whole.with_suffix(".tmp")
        try:
            with aside.open("wb") as out:
                for data in self._bytes_of(small):
                    out.write(data)
                out.flush()
                os.fsync(out.fileno())
            aside.replace(whole)
            for place in small:
                place.unlink(missing_ok=True)
        except OSError:
            return  # there are many shards then, no more

    def _bytes_of(self, places: list[Path]) -> Iterator[bytes]:
        size = self._record.itemsize
        for place in places:
            data = place.read_bytes()
            yield data[: len(data) // size * size]

    def _files(self) -> list[tuple[float, int, Path]]:
        found: list[tuple[float, int, Path]] = []
        for place in self._all.glob("*/*"):
            try:
                status = place.stat()
            except OSError:
                continue  # another window dropped it
            found.append((status.st_mtime, status.st_size, place))
        return found

    def _trim(self) -> None:
        files = sorted(self._files())
        surplus = sum(size for _, size, _ in files) - self._limit
        if surplus > 0:
            self._shards = []  # what is mapped cannot be dropped everywhere
        for _, size, place in files:
            if surplus <= 0:
                break
            try:
                place.unlink(missing_ok=True)
            except OSError:
                continue
            surplus -= size
