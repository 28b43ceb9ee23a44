"""PNG files whose pixels are numbers; Pillow keeps palette indices and 16 bits as they are."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.geometry import Size
from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from PIL.PngImagePlugin import PngImageFile

LARGEST = 1 << 29  # pixels of a mask that is opened
_BYTE = 255
_DEPTH_AT = 24  # the byte of the header that says the bits of a sample
_MOST_PACKED = 1100  # bytes that one byte of zlib can stand for, and a bit more
_PLAIN = ("1", "P", "L", "I;16", "I")

_BROKEN = QT_TRANSLATE_NOOP("Masks", "The PNG cannot be read: {reason}")
_LARGE = QT_TRANSLATE_NOOP("Masks", "A mask of {width} x {height} pixels is too large")
_MODE = QT_TRANSLATE_NOOP("Masks", "A PNG of the kind {mode} holds no numbers")
_COLOURS = QT_TRANSLATE_NOOP("Masks", "The colour {colour} stands for no class")

Colours = NDArray[np.uint8]  # (..., 3)
Numbers = NDArray[np.integer]


class Raster(NamedTuple):
    """The numbers (h, w) of a mask, and the palette (n, 3) it came with, if any."""

    numbers: Numbers
    palette: Colours | None = None

    @property
    def size(self) -> Size:
        """Width and height."""
        return Size(self.numbers.shape[1], self.numbers.shape[0])


def voc_colours() -> Colours:
    """Pascal VOC's 256 colours: the bits of the number, dealt to red, green and blue."""
    numbers = np.arange(256)
    colours = np.zeros((256, 3), dtype=np.uint8)
    for bit in range(8):
        for channel in range(3):
            colours[:, channel] |= (((numbers >> channel) & 1) << (7 - bit)).astype(np.uint8)
        numbers >>= 3
    return colours


@contextmanager
def opened_png(data: bytes, name: str) -> Iterator[PngImageFile]:
    """The PNG, not yet decoded. `UserError`, naming the file, for what is broken, now or when it is
    decoded, and for what is too large, or larger than so few bytes can be.
    """
    from PIL import PngImagePlugin

    try:
        # Not Image.open: it warns of bombs at sizes that photographs have by now.
        with PngImagePlugin.PngImageFile(io.BytesIO(data)) as image:
            pixels = image.width * image.height
            if pixels > LARGEST:
                text = _LARGE.filled(width=image.width, height=image.height)
                raise UserError(text, path=name)
            if pixels * data[_DEPTH_AT] // 8 > len(data) * _MOST_PACKED:
                raise UserError(_BROKEN.filled(reason="it is cut short"), path=name)
            yield image
    except (OSError, SyntaxError, ValueError, EOFError, MemoryError) as error:
        raise UserError(_BROKEN.filled(reason=str(error)), path=name) from error


def colours_in(data: bytes, most: int) -> list[int]:
    """The packed colours of a PNG in RGB by first use in reading order; none for one that is of
    numbers, broken, or has more than `most`.
    """
    try:
        colours = read_colours(data, "")
    except UserError:
        return []
    found, first = np.unique(_packed(colours), return_index=True)
    return [int(one) for one in found[np.argsort(first)]] if len(found) <= most else []


def read_png(data: bytes, name: str, colours: Colours | None = None) -> Raster:
    """The numbers of a PNG; RGB ones are looked up in `colours` (row = number).

    Raises `UserError`, naming the file, for what is broken, too large or no mask.
    """
    with opened_png(data, name) as image:
        mode = image.mode
        if mode in _PLAIN:
            found = image.getpalette("RGB") if mode == "P" else None
            palette = np.array(found, dtype=np.uint8).reshape(-1, 3) if found else None
            kind = np.uint16 if mode.startswith("I") else np.uint8
            return Raster(np.array(image).astype(kind), palette)
        if mode in ("RGB", "RGBA"):
            return Raster(_looked_up(np.array(image.convert("RGB")), colours, name))
    raise UserError(_MODE.filled(mode=mode), path=name)


def read_colours(data: bytes, name: str) -> Colours:
    """The pixels (h, w, 3) of a PNG in RGB; `UserError`, naming the file, for anything else."""
    with opened_png(data, name) as image:
        if image.mode not in ("RGB", "RGBA"):
            raise UserError(_MODE.filled(mode=image.mode), path=name)
        return np.array(image.convert("RGB"))


def _looked_up(pixels: Colours, colours: Colours | None, name: str) -> Numbers:
    keys = _packed(voc_colours() if colours is None else colours)
    order = np.argsort(keys, kind="stable")
    wanted = _packed(pixels)
    numbers = order[np.minimum(np.searchsorted(keys[order], wanted), len(keys) - 1)]
    missed = keys[numbers] != wanted
    if missed.any():
        colour = f"#{int(wanted[missed][0]):06x}"
        raise UserError(_COLOURS.filled(colour=colour), path=name)
    return numbers.astype(np.uint8 if len(keys) <= _BYTE + 1 else np.uint16)


def _packed(colours: Colours) -> NDArray[np.int64]:
    """Colours (..., 3) as one number each."""
    r, g, b = (colours[..., channel].astype(np.int64) for channel in range(3))
    return (r << 16) | (g << 8) | b


def png_bytes(numbers: Numbers, palette: Colours | None = None) -> bytes:
    """A PNG of these numbers: 8 bits, or 16 if `numbers` is uint16; with a palette mode P."""
    from PIL import Image

    image = Image.fromarray(np.ascontiguousarray(numbers))
    if palette is not None and numbers.dtype == np.uint8:
        image.putpalette(palette.ravel().tolist())
    stream = io.BytesIO()
    image.save(stream, "PNG", compress_level=3)
    return stream.getvalue()
