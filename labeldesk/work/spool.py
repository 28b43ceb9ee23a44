"""Images that were read and wait to be written, on the disk instead of in memory."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterator
from types import TracebackType
from typing import Self

from labeldesk.domain.ids import ClassId
from labeldesk.domain.image import LabeledImage

_IN_MEMORY = 32 << 20


class Spool:
    """A file of images in order. Writing a data set needs all its class names beforehand, and
    reading must be through for that.
    """

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 (closed by __exit__)
        self.paths: list[str] = []
        self.done: set[str] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def add(self, image: LabeledImage) -> None:
        """One more."""
        self.paths.append(image.path)
        if image.state.done:
            self.done.add(image.path)
        pickle.dump(image, self._file, protocol=pickle.HIGHEST_PROTOCOL)

    def __iter__(self) -> Iterator[LabeledImage]:
        self._file.seek(0)
        for _ in self.paths:
            image = pickle.load(self._file)
            assert isinstance(image, LabeledImage)
            yield image

    def classes_of(self) -> dict[str, frozenset[ClassId]]:
        """The classes on every image, by its path."""
        return {image.path: frozenset(one.class_id for one in image.annotations) for image in self}
