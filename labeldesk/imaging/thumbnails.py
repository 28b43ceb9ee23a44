"""Small pictures for lists, made once and kept on disk."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from labeldesk.domain.problem import UserError
from labeldesk.imaging.cache import BUG
from labeldesk.imaging.decode import ImageFile, quick_reduction
from labeldesk.imaging.pixels import Bgrx
from labeldesk.imaging.pump import Pump
from labeldesk.imaging.shelf import Shelf
from labeldesk.imaging.source import os_fault
from labeldesk.imaging.thumbnail_folder import ThumbnailFolder
from labeldesk.jobs.runner import Deliver, ErrorSink, Runner, report_to_hook

WIDTH, HEIGHT = 168, 112
"""Pixels a thumbnail fits into: twice the cell of the filmstrip, for screens of 200 %."""

_MEMORY = 32 << 20
_DISK = 256 << 20
_FAULT_BYTES = 1_000
_AGAIN_S = 2.0
"""What could not be read is tried again when it is wished for so much later."""


@dataclass(frozen=True, slots=True)
class _Fault:
    error: UserError
    at: float


class Thumbnails:
    """Thumbnails of one folder, by relative path: `want` a range, hear of each, `get` it.

    On disk they are keyed by the digest of path, size and mtime, so a changed file gets a new
    one and the old one falls out as unused. A damaged cache file is made again.
    """

    def __init__(
        self,
        root: Path | str,
        folder: Path,
        *,
        deliver: Deliver,
        arrived: Callable[[str], object],
        disk_limit: int = _DISK,
        errors: ErrorSink = report_to_hook,
    ) -> None:
        self._root = Path(root)
        self._deliver = deliver
        self._arrived = arrived
        self._folder = ThumbnailFolder(folder, disk_limit)
        self._is_over = False
        self._shelf: Shelf[str, Bgrx | _Fault] = Shelf(_MEMORY)
        self._runner = Runner(deliver, name="thumbnails", errors=errors)
        self._pump: Pump[str] = Pump(self._runner, self._fulfil)

    def get(self, path: str) -> Bgrx | None:
        """BGRX uint8 (h <= 112, w <= 168, 4) from memory, or None; microseconds."""
        found = self._shelf.get(path)
        return None if isinstance(found, _Fault) else found

    def fault(self, path: str) -> UserError | None:
        """Why there is none, if that is known."""
        found = self._shelf.get(path)
        return found.error if isinstance(found, _Fault) else None

    def want(self, paths: Sequence[str]) -> None:
        """Wish for the visible ones, most wanted first; earlier wishes are dropped.

        Each is announced by ``arrived(path)`` through `deliver`, also when it has a fault. What
        had a fault is tried again, at most every two seconds.
        """
        self._pump.replace(path for path in paths if self._is_missing(path))

    def forget(self, paths: Iterable[str]) -> None:
        """The files may have changed: the next `want` looks at them again."""
        for path in paths:
            self._shelf.remove(path)

    def stop(self) -> list[threading.Thread]:
        """Drop all wishes and announce nothing any more; gives the threads, which end soon."""
        self._is_over = True
        return self._runner.stop()

    def close(self) -> None:
        """Drop all wishes and join the thread."""
        self._runner.close()

    def _is_missing(self, path: str) -> bool:
        found = self._shelf.get(path)
        if isinstance(found, _Fault):
            return time.monotonic() - found.at > _AGAIN_S
        return found is None

    def _fulfil(self, path: str) -> None:
        try:
            found: Bgrx | UserError = self._thumbnail(self._root / path)
        except UserError as error:
            found = error
        except Exception:
            self._keep(path, UserError(BUG, path=path))
            raise
        self._keep(path, found)

    def _keep(self, path: str, found: Bgrx | UserError) -> None:
        if isinstance(found, UserError):
            self._shelf.put(path, _Fault(found, time.monotonic()), _FAULT_BYTES)
        else:
            self._shelf.put(path, found, found.nbytes)
        self._deliver(partial(self._announce, path))

    def _announce(self, path: str) -> None:
        if not self._is_over:
            self._arrived(path)

    def _thumbnail(self, place: Path) -> Bgrx:
        key = key_of(place)
        kept = self._folder.read(key)
        if kept is not None:
            return kept
        small = make_thumbnail(place)
        self._folder.write(key, small)
        return small


def key_of(place: Path) -> str:
    """The digest of absolute path, size and mtime. Raises UserError if there is no file."""
    try:
        found = place.stat()
    except (OSError, ValueError) as error:
        fault = error if isinstance(error, OSError) else OSError(str(error))
        raise os_fault(place, fault) from error
    text = f"{place.absolute()}\0{found.st_size}\0{found.st_mtime_ns}"
    return hashlib.blake2b(text.encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


def make_thumbnail(place: Path) -> Bgrx:
    """Decode as small as the format allows and shrink. Raises UserError."""
    from labeldesk.imaging.opencv import cv2

    file = ImageFile.read(place)
    size = file.header.size
    scale = min(WIDTH / size.width, HEIGHT / size.height, 1.0)
    reduced = 1
    if quick_reduction(file.header) > 1:
        reduced = next((r for r in (8, 4, 2) if r * scale <= 1.0), 1)
    pixels = file.decode(reduced).pixels
    target = (max(1, round(size.width * scale)), max(1, round(size.height * scale)))
    small: Bgrx = cv2.resize(pixels, target, interpolation=cv2.INTER_AREA)
    return np.ascontiguousarray(small)
