"""Embeddings that were made, in memory and on the disk, the ones used last."""

from __future__ import annotations

import os
import tempfile
import threading
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np

from labeldesk.domain.geometry import Rect, Size
from labeldesk.suggest.prompting.framing import Features

IN_MEMORY = 24
ON_DISK = 2 << 30  # bytes
PREPROCESSING = 1  # counted up when pictures are fed to encoders in another way
_SUFFIX = ".embedding"
_MAGIC = b"LDEM1\n"
_MOST_FEATURES = 16


@dataclass(frozen=True, slots=True)
class Embedding:
    """What an encoder made of an image, or a part of it, of an upright image of `size`."""

    features: Features
    size: Size


def name_of(content: str, orientation: int, model: str, crop: Rect | None, frame: int = 0) -> str:
    """What an embedding is of: the digest of the file's content, how it is turned, the digest of
    the model, the way of preprocessing, the frame and the part that was looked at.
    """
    part = "all" if crop is None else "-".join(f"{side:g}" for side in crop)
    return f"{content}-{orientation}-{model[:32]}-{PREPROCESSING}-{frame}-{part}"


class Embeddings:
    """Thread-safe. What cannot be kept on the disk is kept in memory alone; a file that is not
    sound is as if it were not there.
    """

    def __init__(
        self, folder: Path | None, *, in_memory: int = IN_MEMORY, on_disk: int = ON_DISK
    ) -> None:
        self._folder = folder
        self._most, self._room = in_memory, on_disk
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, Embedding] = OrderedDict()
        self._used: int | None = None  # bytes on the disk, once they were counted

    def get(self, name: str) -> Embedding | None:
        """From memory, else from the disk: a millisecond for each MB."""
        with self._lock:
            found = self._kept.get(name)
            if found is not None:
                self._kept.move_to_end(name)
                return found
        found = self._read(name)
        if found is not None:
            self._keep(name, found)
        return found

    def put(self, name: str, embedding: Embedding) -> None:
        """Keep one; the ones not used for longest go."""
        self._keep(name, embedding)
        if self._folder is not None:
            with suppress(OSError):
                self._write(self._folder, name, embedding)

    def _keep(self, name: str, embedding: Embedding) -> None:
        with self._lock:
            self._kept[name] = embedding
            self._kept.move_to_end(name)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)

    def _read(self, name: str) -> Embedding | None:
        if self._folder is None:
            return None
        path = self._folder / (name + _SUFFIX)
        try:
            with path.open("rb") as file:
                found = _loaded(file)
            os.utime(path)
        except FileNotFoundError:
            return None
        except (OSError, ValueError, EOFError):
            with suppress(OSError):
                path.unlink()
            return None
        return found

    def _write(self, folder: Path, name: str, embedding: Embedding) -> None:
        """Whole or not at all."""
        folder.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=folder, prefix=".making-")
        try:
            with os.fdopen(handle, "wb") as file:
                _save(file, embedding)
                size = file.tell()
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).replace(folder / (name + _SUFFIX))
        except BaseException:
            with suppress(OSError):
                Path(temporary).unlink()
            raise
        self._make_room(folder, size)

    def _make_room(self, folder: Path, added: int) -> None:
        """Delete what was not used for longest until the rest has room."""
        if self._used is not None:
            self._used += added
        if self._used is not None and self._used <= self._room:
            return
        files = []
        for entry in os.scandir(folder):
            with suppress(OSError):
                status = entry.stat()
                files.append((status.st_mtime_ns, status.st_size, entry.path))
        used = sum(size for _, size, _ in files)
        for _, size, path in sorted(files):
            if used <= self._room:
                break
            with suppress(OSError):
                Path(path).unlink()
                used -= size
        self._used = used


def _save(file: BinaryIO, embedding: Embedding) -> None:
    file.write(_MAGIC)
    head = [*embedding.size, len(embedding.features)]
    np.save(file, np.array(head, np.int64), allow_pickle=False)
    for feature in embedding.features:
        np.save(file, feature, allow_pickle=False)


def _loaded(file: BinaryIO) -> Embedding:
    """Raises ValueError for what is no such file."""
    if file.read(len(_MAGIC)) != _MAGIC:
        raise ValueError("not an embedding")
    width, height, count = np.load(file, allow_pickle=False).tolist()
    if not 0 < count <= _MOST_FEATURES:
        raise ValueError(count)
    features = tuple(np.load(file, allow_pickle=False) for _ in range(count))
    return Embedding(features, Size(width, height))
