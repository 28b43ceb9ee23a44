"""COCO's run lengths: column-major counts that begin with the background.

Written from the format's description (cocodataset.org, "format-data", and the comments of
pycocotools): compressed counts are text of 6 bits a character (+48), 5 of them digits, the
sixth "goes on"; from the fourth count on the difference to the count two before is stored.
pycocotools itself never sees counts that were not checked here: it reads beyond its memory.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.geometry import Size
from labeldesk.domain.mask import Mask
from labeldesk.raster.runs import Boundaries, boundaries_of, mask_of

Counts: TypeAlias = NDArray[np.int64]

LARGEST = 2**32  # pixels of an image that run lengths may describe
_OFFSET, _DIGITS, _SIGN, _GOES_ON, _LONGEST = 48, 0x1F, 0x10, 0x20, 7


class RleError(ValueError):
    """Run lengths that describe no mask; the message says why."""


def to_rle(mask: Mask, size: Size, *, compressed: bool = True) -> dict[str, Any]:
    """As COCO's ``{"size": [h, w], "counts": ...}``, pixels beyond `size` left out."""
    counts = counts_of(boundaries_of(mask, size), size)
    written = compress(counts) if compressed else counts.tolist()
    return {"size": [size.height, size.width], "counts": written}


def from_rle(rle: Mapping[str, Any]) -> Mask:
    """The mask; raises `RleError` on anything that does not describe exactly h * w pixels."""
    counts, size = checked(rle)
    return mask_of(_boundaries(counts), size)


def area(rle: Mapping[str, Any]) -> int:
    """Pixels set, without making the mask; raises `RleError`."""
    return int(checked(rle)[0][1::2].sum())


def checked(rle: Mapping[str, Any]) -> tuple[Counts, Size]:
    """The counts and the size of run lengths from a file; raises `RleError`."""
    size = _size(rle.get("size"))
    counts = rle.get("counts")
    if isinstance(counts, bytes):
        counts = counts.decode("ascii", errors="replace")
    numbers = decompress(counts) if isinstance(counts, str) else _listed(counts)
    if (numbers < 0).any():
        raise RleError("a count is negative")
    total = int(numbers.sum())
    if total != size.width * size.height:
        raise RleError(f"the counts make {total} pixels, the size {size.width * size.height}")
    return numbers, size


def counts_of(boundaries: Boundaries, size: Size) -> Counts:
    """The counts between the boundaries of an image."""
    total = size.width * size.height
    counts: Counts = np.diff(boundaries, prepend=0, append=total)
    return counts[:-1] if len(counts) > 1 and counts[-1] == 0 else counts


def compress(counts: Counts) -> str:
    """Counts as COCO's text."""
    values = counts.astype(np.int64)
    values[3:] -= counts[1:-2]
    columns: list[NDArray[np.int64]] = []
    open_ = np.ones(len(values), dtype=bool)
    while open_.any():
        digits = values & _DIGITS
        values >>= 5
        more = np.where(digits & _SIGN, values != -1, values != 0)
        columns.append(np.where(open_, digits + np.where(more, _GOES_ON, 0) + _OFFSET, 0))
        open_ &= more
    letters = np.stack(columns, axis=1).ravel().astype(np.uint8) if columns else values[:0]
    return letters[letters > 0].tobytes().decode("ascii")


def decompress(text: str) -> Counts:
    """Counts from COCO's text; raises `RleError` on letters that are no such text."""
    try:
        letters = np.frombuffer(text.encode("ascii"), dtype=np.uint8).astype(np.int64) - _OFFSET
    except UnicodeEncodeError as error:
        raise RleError("the counts hold a letter beyond ASCII") from error
    if not len(letters):
        return letters
    if letters.min() < 0 or letters.max() > _DIGITS + _GOES_ON:
        raise RleError("the counts hold a letter that stands for nothing")
    ends = np.flatnonzero(letters < _GOES_ON)
    if not len(ends) or ends[-1] != len(letters) - 1:
        raise RleError("the counts are cut short")
    starts = np.concatenate(([0], ends[:-1] + 1))
    lengths = ends - starts + 1
    if lengths.max() > _LONGEST:
        raise RleError("a count is too large")
    position = np.arange(len(letters)) - np.repeat(starts, lengths)
    values = np.add.reduceat((letters & _DIGITS) << (5 * position), starts)
    values -= np.where(letters[ends] & _SIGN, np.int64(1) << (5 * lengths), 0)
    values[1::2] = np.cumsum(values[1::2])
    values[2::2] = np.cumsum(values[2::2])
    return values


def _listed(counts: object) -> Counts:
    """Counts of a list of whole numbers."""
    if not isinstance(counts, Sequence) or not all(type(c) is int for c in counts):
        raise RleError("the counts are neither text nor a list of whole numbers")
    if any(abs(c) > LARGEST for c in counts):
        raise RleError("a count is too large")
    return np.array(counts, dtype=np.int64)


def _size(size: object) -> Size:
    """``[h, w]`` of a file."""
    if not (
        isinstance(size, Sequence)
        and not isinstance(size, str)
        and [type(n) for n in size] == [int, int]
        and min(size) > 0
    ):
        raise RleError(f"the size is not [height, width]: {str(size)[:40]}")
    height, width = size
    if height * width > LARGEST:
        raise RleError(f"an image of {width} x {height} pixels is too large")
    return Size(width, height)


def _boundaries(counts: Counts) -> Boundaries:
    """Where the counts change sides; a count of nothing between two runs joins them."""
    positions: Boundaries = np.cumsum(counts)[:-1]
    if (counts[1:] == 0).any():
        values, times = np.unique(positions, return_counts=True)
        positions = values[times % 2 == 1]
    total = int(counts.sum())
    return positions[positions < total]
