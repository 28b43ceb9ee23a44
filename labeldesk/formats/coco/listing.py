"""Where the images and annotations of a COCO file stand, in numbers and not in objects."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from typing import TypeGuard

import numpy as np
from numpy.typing import NDArray

from labeldesk.formats.coco.decoder import Decoder

Id = int | str
_IMAGE_ID = re.compile(rb'"image_id"\s*:\s*(-?\d{1,18})\s*[,}]')
_ID = re.compile(rb'"id"\s*:\s*(-?\d{1,18})\s*[,}]')
_NONE = 0xFFFFFFFF


def is_id(value: object) -> bool:
    """Whether a value can be an id: a whole number (of 64 bits, as readers want it) or a text."""
    return is_whole(value) or type(value) is str


def shown(value: object) -> str:
    """A value of a stranger's file in a message: not all of it if it is long."""
    return str(value)[:40]


def is_whole(value: object) -> TypeGuard[int]:
    """Whether a value is a whole number of 64 bits; true and false are none."""
    return type(value) is int and -(2**63) <= value < 2**63


def _row_of(data: bytes, decoder: Decoder) -> object:
    """The entry, None if it cannot be read; faults are reported when it is read for good."""
    with decoder.unheard():
        try:
            return decoder.whole(data)
        except ValueError:
            return None


class Images:
    """The images in the order of the file, and their ids."""

    def __init__(self, decoder: Decoder) -> None:
        self._decoder = decoder
        self.clear()

    def clear(self) -> None:
        """Forget all."""
        self.offsets = array("Q")
        self.lengths = array("I")
        self.ids: list[object] = []

    def add(self, offset: int, length: int, data: bytes) -> None:
        """One image."""
        match = _ID.search(data)
        self.offsets.append(offset)
        self.lengths.append(length)
        is_plain = match is not None and data.count(b'"id"') == 1
        self.ids.append(int(match[1]) if match and is_plain else self._decoded(data))

    def _decoded(self, data: bytes) -> object:
        row = _row_of(data, self._decoder)
        return row.get("id") if isinstance(row, dict) else None

    def __len__(self) -> int:
        return len(self.ids)


class Annotations:
    """The annotations in the order of the file, and which image each is of."""

    def __init__(self, decoder: Decoder) -> None:
        self._decoder = decoder
        self.clear()

    def clear(self) -> None:
        """Forget all."""
        self.first: dict[str, object] = {}
        self.offsets = array("Q")
        self.lengths = array("I")
        self._image = array("I")
        self._numbers: dict[Id, int] = {}

    def add(self, offset: int, length: int, data: bytes) -> None:
        """One annotation."""
        match = _IMAGE_ID.search(data)
        if match is not None and self.offsets and data.count(b"image_id") == 1:
            image_id: object = int(match[1])
        else:
            image_id = self._decoded(data)
        self.offsets.append(offset)
        self.lengths.append(length)
        if isinstance(image_id, int | str):
            self._image.append(self._numbers.setdefault(image_id, len(self._numbers)))
        else:
            self._image.append(_NONE)

    def _decoded(self, data: bytes) -> object:
        row = _row_of(data, self._decoder)
        if not isinstance(row, dict):
            return None
        self.first = self.first or row
        return row.get("image_id")

    def __len__(self) -> int:
        return len(self.offsets)

    @property
    def image_ids(self) -> list[Id]:
        """The ids of images that annotations name, in the order of their first naming."""
        return [*self._numbers]

    def grouped(self) -> Groups:
        """The annotations by image."""
        owners = np.frombuffer(self._image, dtype=np.uint32)
        order = np.argsort(owners, kind="stable")
        return Groups(owners[order], order, self._numbers)


class Groups:
    """Indices of annotations by the id of their image, in the order of the file."""

    def __init__(
        self, owners: NDArray[np.uint32], order: NDArray[np.intp], numbers: dict[Id, int]
    ) -> None:
        self._order = order
        self._numbers = numbers
        self._starts = np.searchsorted(owners, np.arange(len(numbers) + 1)).tolist()

    def of(self, image_id: object) -> list[int]:
        """The annotations of that image."""
        number = self._numbers.get(image_id) if isinstance(image_id, int | str) else None
        return [] if number is None else self._numbered(number)

    def _numbered(self, number: int) -> list[int]:
        found: list[int] = self._order[self._starts[number] : self._starts[number + 1]].tolist()
        return found

    def strays(self, image_ids: set[object]) -> Iterator[tuple[int, object]]:
        """Annotations of no image there is, with the id they name."""
        for image_id, number in self._numbers.items():
            if image_id not in image_ids:
                for index in self._numbered(number):
                    yield index, image_id
        for index in self._order[self._starts[-1] :].tolist():  # those that name no image
            yield index, None
