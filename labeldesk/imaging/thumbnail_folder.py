"""The folder of thumbnail files: bounded in bytes, the ones not used for longest go first."""

from __future__ import annotations

import os
import time
from pathlib import Path

import numpy as np

from labeldesk.imaging.pixels import Bgrx

_QUALITY = 88
_LARGEST_SIDE = 512
_LARGEST_FILE = 1 << 20
_DAY = 86_400.0


class ThumbnailFolder:
    """JPEG files named by key. For one thread at a time; other processes may share the folder.

    A full or read-only disk costs only the keeping: nothing is raised for it.
    """

    def __init__(self, folder: Path, limit: int) -> None:
        self._folder = folder
        self._limit = limit
        self._written = limit  # so that the first write looks how much is there already

    def read(self, key: str) -> Bgrx | None:
        """The pixels, or None if there are none or the file is damaged (it is removed)."""
        from labeldesk.imaging.opencv import cv2

        place = self._place(key)
        try:
            with place.open("rb") as file:
                data = file.read(_LARGEST_FILE)
                age = time.time() - os.fstat(file.fileno()).st_mtime
        except OSError:
            return None
        is_whole = data.startswith(b"\xff\xd8") and data.endswith(b"\xff\xd9")
        pixels = cv2.imdecode(np.frombuffer(data, np.uint8), 1) if is_whole else None
        if pixels is None or max(pixels.shape[:2]) > _LARGEST_SIDE:
            place.unlink(missing_ok=True)
            return None
        if age > _DAY:  # the time of the file is the time of its last use, to a day
            self._touch(place)
        shown: Bgrx = cv2.cvtColor(pixels, cv2.COLOR_BGR2BGRA)
        return shown

    def write(self, key: str, pixels: Bgrx) -> None:
        """Keep the pixels; now and then drop what was not used for longest."""
        from labeldesk.imaging.opencv import cv2

        options = (cv2.IMWRITE_JPEG_QUALITY, _QUALITY)
        fine, data = cv2.imencode(".jpg", np.ascontiguousarray(pixels[..., :3]), options)
        if not fine:
            return
        place = self._place(key)
        sibling = place.with_suffix(f".{os.getpid()}.tmp")
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            sibling.write_bytes(data.tobytes())
            sibling.replace(place)
        except OSError:
            return
        self._written += data.size
        if self._written > self._limit // 8:
            self._written = 0
            self._trim()

    def nbytes(self) -> int:
        """Bytes on disk; looks at every file."""
        return sum(size for _, size, _ in self._files())

    def _place(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key[2:]}.jpg"

    def _touch(self, place: Path) -> None:
        try:
            os.utime(place)
        except OSError:
            return  # only the order of dropping suffers

    def _files(self) -> list[tuple[float, int, str]]:
        found: list[tuple[float, int, str]] = []
        for place in self._folder.glob("??/*"):
            try:
                status = place.stat()
            except OSError:
                continue  # another process dropped it
            found.append((status.st_mtime, status.st_size, str(place)))
        return found

    def _trim(self) -> None:
        files = sorted(self._files())
        surplus = sum(size for _, size, _ in files) - self._limit
        for _, size, place in files:
            if surplus <= 0:
                break
            try:
                Path(place).unlink(missing_ok=True)
            except OSError:
                continue
            surplus -= size
