"""A batch: images of 32 x 32 pixels with a class each, as a pickle or in the binary version."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.cifar.pickled import members_of
from labeldesk.formats.paths import last_name
from labeldesk.formats.port import Source

_BATCH = re.compile(r"(data_batch_\d+|test_batch)(\.bin)?\Z")
_SIDE, _CHANNELS = 32, 3
_PIXELS = _SIDE * _SIDE * _CHANNELS
_META = ("batches.meta", "batches.meta.txt")
_MOST = 1000  # classes

_LENGTHS = QT_TRANSLATE_NOOP(
    "Formats", "The batch does not have a class and 3072 bytes of pixels for each image"
)
_LABEL = QT_TRANSLATE_NOOP("Formats", "The batch has a class that is no number of one")


@dataclass(frozen=True)
class Batch:
    """`pixels` (n, 32, 32, 3) of red, green and blue, the number of the class of each, and names
    without an ending.
    """

    pixels: NDArray[np.uint8]
    labels: tuple[int, ...]
    names: tuple[str, ...]


def is_batch(name: str) -> bool:
    """Whether a file is called like a batch."""
    return _BATCH.match(PurePosixPath(name).name) is not None


def part_of(name: str) -> str:
    """The part of the split that a batch belongs to."""
    return "test" if PurePosixPath(name).name.startswith("test") else "train"


def batch_of(data: bytes, name: str) -> Batch:
    """The batch in a file; `UserError` where it is none."""
    if name.endswith(".bin"):
        if not data or len(data) % (_PIXELS + 1):
            raise UserError(_LENGTHS, path=name)
        rows = np.frombuffer(data, np.uint8).reshape(-1, _PIXELS + 1)
        return _checked(rows[:, 1:], rows[:, 0].tolist(), None, name)
    told = members_of(data, name)
    return _checked(told.get("data"), told.get("labels"), told.get("filenames"), name)


def _checked(pixels: object, labels: object, names: object, name: str) -> Batch:
    is_array = isinstance(pixels, np.ndarray) and pixels.ndim == 2  # noqa: PLR2004 (rows of pixels)
    if not isinstance(pixels, np.ndarray) or not is_array or not isinstance(labels, list):
        raise UserError(_LENGTHS, path=name)
    if pixels.shape != (len(labels), _PIXELS):
        raise UserError(_LENGTHS, path=name)
    if not all(type(one) is int and 0 <= one < _MOST for one in labels):
        raise UserError(_LABEL, path=name)
    planes = pixels.reshape(-1, _CHANNELS, _SIDE, _SIDE)
    own = PurePosixPath(name).stem
    told = names if isinstance(names, list) and len(names) == len(labels) else [None] * len(labels)
    called = tuple(_stem(one) or f"{own}_{n:05}" for n, one in enumerate(told))
    return Batch(planes.transpose(0, 2, 3, 1), tuple(labels), called)


def _stem(told: object) -> str:
    text = told.decode("latin-1") if isinstance(told, bytes) else told
    return PurePosixPath(last_name(text)).stem if isinstance(text, str) else ""


def class_names(source: Source) -> tuple[str, ...]:
    """The names of the classes in order, as a file beside the batches says; empty without one."""
    for name in source.files:
        base = PurePosixPath(name).name
        if base == _META[1]:
            return tuple(line.strip() for line in source.text_of(name).splitlines() if line.strip())
        if base == _META[0]:
            return tuple(_texts(members_of(source.bytes_of(name), name).get("label_names")))
    return ()


def _texts(told: object) -> Iterator[str]:
    for one in told if isinstance(told, list) else ():
        yield one.decode("utf-8", "replace") if isinstance(one, bytes) else str(one)
