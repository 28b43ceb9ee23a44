"""Rows on the disk that wait for the end of a file, with places for ids not known before."""

from __future__ import annotations

import shutil
import tempfile
from array import array
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO

_BLOCK = 1 << 20


class Spill:
    """A temporary file of rows, each on a line of its own with a comma between them.

    A row whose head is known is written whole; else the place is remembered and the head put in
    when the rows are copied out. Files read from elsewhere have all their ids, so that copying
    them is all there is to do.
    """

    def __init__(self, folder: Path) -> None:
        self._file: IO[bytes] = tempfile.TemporaryFile(dir=folder, buffering=_BLOCK)  # noqa: SIM115 (closed by __exit__)
        self._places = array("Q")
        self._at = 0

    def __enter__(self) -> Spill:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def add(self, head: bytes | None, rest: bytes) -> None:
        """A row; `head` None: it comes later."""
        start = b",\n" if self._at else b"\n"
        if head is None:
            self._places.append(self._at + len(start))
            self._at += self._file.write(start + rest)
        else:
            self._at += self._file.write(b"".join((start, head, rest)))

    def copy_to(self, out: IO[bytes], heads: Iterator[bytes]) -> None:
        """All rows, the missing heads taken from `heads` in their order."""
        self._file.seek(0)
        at = 0
        for place in self._places:
            out.write(self._file.read(place - at))
            out.write(next(heads))
            at = place
        shutil.copyfileobj(self._file, out, _BLOCK)
