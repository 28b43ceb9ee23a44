"""File names for images: by stem as everybody does it, and never two files of one name."""

from __future__ import annotations

from itertools import chain, count
from pathlib import PurePosixPath


class LabelNames:
    """Names already given in one export, compared without case as some disks do."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, path: str) -> str:
        """The stem for the image `path`: ``sub/cat`` for ``sub/cat.jpg``; where that is taken
        ``sub/cat.jpg``, and for a second entry of the same image ``sub/cat.jpg.2``.
        """
        plain = PurePosixPath(path).with_suffix("").as_posix()
        wishes = chain((plain, path), (f"{path}.{number}" for number in count(2)))
        return next(stem for stem in wishes if self._is_free(stem))

    def _is_free(self, stem: str) -> bool:
        key = stem.casefold()
        if key in self._taken:
            return False
        self._taken.add(key)
        return True
