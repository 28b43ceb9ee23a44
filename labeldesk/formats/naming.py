"""File names for images: by stem as everybody does it, and never two files of one name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, count
from pathlib import PurePosixPath


class LabelNames:
    """Names already given in one export, compared without case as some disks do. `reserved` are
    stems that other files have, in whatever folder.
    """

    def __init__(self, reserved: Iterable[str] = ()) -> None:
        self._taken: set[str] = set()
        self._reserved = frozenset(reserved)

    def take(self, path: str) -> str:
        """The stem for the image `path`: ``sub/cat`` for ``sub/cat.jpg``; where that is taken
        ``sub/cat.jpg``, and for a second entry of the same image ``sub/cat.jpg.2``.
        """
        plain = PurePosixPath(path).with_suffix("").as_posix()
        return self._free(chain((plain, path), (f"{path}.{number}" for number in count(2))))

    def take_for_both(self, path: str) -> str:
        """The stem for the image `path` and a copy of it, which programs take for a pair by
        their stem alone: ``sub/cat``, else ``sub/cat-2`` and so on.
        """
        plain = PurePosixPath(path).with_suffix("").as_posix()
        return self._free(chain((plain,), (f"{plain}-{number}" for number in count(2))))

    def is_reserved(self, path: str) -> bool:
        """Whether the stem of the image is the name of another file."""
        return PurePosixPath(path).stem.casefold() in self._reserved

    def _free(self, wishes: Iterator[str]) -> str:
        return next(stem for stem in wishes if self._is_free(stem))

    def _is_free(self, stem: str) -> bool:
        key = stem.casefold()
        if key in self._taken or key.rpartition("/")[2] in self._reserved:
            return False
        self._taken.add(key)
        return True
