"""The run lengths of Label Studio's brush: a stream of bits about the bytes of an RGBA picture.

It begins with the number of bytes (32 bits), the bits of a value less one (5) and four sizes less
one (4 bits each). Then come blocks: a bit, 1 for one value that is repeated and 0 for values one by
one; two bits, which of the four sizes the next number has; that number, how many values less one;
the value or the values. What is painted is where alpha is not 0.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.geometry import Size
from labeldesk.domain.mask import Mask
from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP

_SIZES = (3, 4, 8, 16)
_WORD = 8
_LONGEST = 1 << 16
_LARGEST = 1 << 27  # pixels
_CHANNELS, _ALPHA = 4, 3

_NO_BYTES = QT_TRANSLATE_NOOP("LabelStudio", "The run lengths are not a list of bytes")
_CUT = QT_TRANSLATE_NOOP("LabelStudio", "The run lengths end too early")
_OTHER = QT_TRANSLATE_NOOP("LabelStudio", "The run lengths are of another size than the image")


class _Bits:
    """Numbers out of a stream of bits."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def number(self, bits: int) -> int:
        """The next number of so many bits, at most 32."""
        first, within = divmod(self._at, 8)
        window = int.from_bytes(self._data[first : first + 5].ljust(5, b"\0"), "big")
        self._at += bits
        if self._at > 8 * len(self._data):
            raise UserError(_CUT)
        return (window >> (40 - within - bits)) & ((1 << bits) - 1)

    def numbers(self, count: int, bits: int) -> NDArray[np.uint32]:
        """The next `count` numbers."""
        end = self._at + count * bits
        if end > 8 * len(self._data):
            raise UserError(_CUT)
        first = self._at // 8
        block = np.frombuffer(self._data[first : (end + 7) // 8], dtype=np.uint8)
        flat = np.unpackbits(block)[self._at - 8 * first :][: count * bits]
        self._at = end
        weights = 1 << np.arange(bits - 1, -1, -1, dtype=np.uint32)
        numbers: NDArray[np.uint32] = flat.reshape(count, bits).astype(np.uint32) @ weights
        return numbers


def mask_of(rle: object, size: Size) -> Mask:
    """The mask of a list of bytes in an image of that size; `UserError` for a broken one."""
    if not isinstance(rle, list) or not all(type(v) is int and 0 <= v < 256 for v in rle):  # noqa: PLR2004
        raise UserError(_NO_BYTES)
    bits = _Bits(bytes(rle))
    total = bits.number(32)
    word = bits.number(5) + 1
    sizes = [bits.number(4) + 1 for _ in _SIZES]
    if total != _CHANNELS * size.width * size.height or total > _CHANNELS * _LARGEST:
        raise UserError(_OTHER)
    painted = np.zeros(size.width * size.height, dtype=bool)
    at = 0
    while at < total:
        is_repeated = bits.number(1)
        count = bits.number(sizes[bits.number(2)]) + 1
        end = at + count
        if end > total:
            raise UserError(_OTHER)
        first = (at - _ALPHA + _CHANNELS - 1) // _CHANNELS  # the first pixel whose alpha is here
        last = (end - _ALPHA + _CHANNELS - 1) // _CHANNELS
        if is_repeated:
            painted[max(first, 0) : last] = bits.number(word) > 0
        else:
            values = bits.numbers(count, word)
            painted[max(first, 0) : last] = values[(_ALPHA - at) % _CHANNELS :: _CHANNELS] > 0
        at = end
    return Mask.of(painted.reshape(size.height, size.width))


def rle_of(mask: Mask, size: Size) -> list[int]:
    """The list of bytes of a mask, every painted byte 255."""
    flat = mask.whole(size).ravel()
    changes = np.flatnonzero(np.diff(flat, prepend=flat[:1]))
    lengths = np.diff(changes, prepend=0, append=len(flat)) * _CHANNELS
    blocks = [f"{_CHANNELS * len(flat):032b}", f"{_WORD - 1:05b}"]
    blocks += [f"{bits - 1:04b}" for bits in _SIZES]
    value = bool(flat[0])
    for length in lengths.tolist():
        blocks += _blocks(length, 255 if value else 0)
        value = not value
    text = "".join(blocks)
    text += "0" * (-len(text) % 8)
    return list(int(text, 2).to_bytes(len(text) // 8, "big"))


def _blocks(length: int, value: int) -> Sequence[str]:
    """A run as blocks of a repeated value."""
    found = []
    while length:
        count = min(length, _LONGEST)
        index = next(n for n, bits in enumerate(_SIZES) if count <= 1 << bits)
        found.append(f"1{index:02b}{count - 1:0{_SIZES[index]}b}{value:08b}")
        length -= count
    return found
