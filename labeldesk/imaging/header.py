"""What a file says about its picture before a pixel is decoded."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from labeldesk.domain.geometry import Size
from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.imaging.source import Fetch, fetch_from_file, open_regular

LARGEST_PICTURE = 1 << 28
"""Pixels; 1 GiB as BGRX. What claims more is refused before anything is allocated."""

LARGEST_RAW = 2 << 30
"""Bytes of all channels at their depth: 100 MP in four channels of 32 bit fit."""

_TOO_DEEP = QT_TRANSLATE_NOOP(
    "Imaging",
    "The image has {width} x {height} pixels in {channels} channels of {bits} bit "
    "({megabytes} MB); at most {limit} MB are read",
)
_TOO_LARGE = QT_TRANSLATE_NOOP(
    "Imaging",
    "The image has {width} x {height} pixels ({megapixels} MP); at most {limit} MP are read",
)
_NO_PIXELS = QT_TRANSLATE_NOOP("Imaging", "The image says it has {width} x {height} pixels")
_NO_IMAGE = QT_TRANSLATE_NOOP("Imaging", "This is not an image file that Labeldesk can read")


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """`stored` is the size in the file; `size` the upright one (EXIF orientation 5..8 swap it).

    `bits` per channel; `sample` is "uint", "int" or "float". `channels` as stored (palette: 1;
    4 with `is_cmyk`). `frames` counts pages or animation frames. `has_adobe_mark`: a CMYK JPEG
    with inverted ink. `is_white_zero`: a TIFF whose 0 means white. `is_planar`: one plane per band.
    `has_alpha`: the last of 2 or 4 channels is opacity. `pages` are the places of the frames in a
    TIFF that holds more than them; empty if each page is a frame.
    """

    kind: str
    stored: Size
    orientation: int = 1
    channels: int = 3
    bits: int = 8
    sample: str = "uint"
    frames: int = 1
    is_cmyk: bool = False
    has_adobe_mark: bool = False
    is_white_zero: bool = False
    is_planar: bool = False
    has_alpha: bool = True
    pages: tuple[int, ...] = ()

    def page_of(self, frame: int) -> int:
        """Which page of the file a frame is."""
        return self.pages[frame] if self.pages else frame

    @property
    def size(self) -> Size:
        """Upright."""
        width, height = self.stored
        return Size(height, width) if self.orientation >= 5 else self.stored

    def turned(self, orientation: int) -> Header:
        """The same with an EXIF orientation; values out of 1..8 count as 1."""
        return replace(self, orientation=orientation if 1 <= orientation <= 8 else 1)


def header(path: Path) -> Header:
    """Read the header of a file: tens of microseconds for JPEG and PNG. Raises UserError."""
    with open_regular(path) as file:
        return header_of(fetch_from_file(file), path)


def header_of(fetch: Fetch, path: Path) -> Header:
    """The same through a `Fetch`. Raises UserError for what is no image or too large."""
    from labeldesk.imaging.containers import read_header

    found = read_header(fetch, path)
    if found is None:
        raise UserError(_NO_IMAGE, path=str(path))
    width, height = found.stored
    if width <= 0 or height <= 0:
        raise UserError(_NO_PIXELS.filled(width=width, height=height), path=str(path))
    fault = _excess(found)
    if fault is not None:
        raise UserError(fault, path=str(path))
    return found


def _excess(found: Header) -> Text | None:
    """Why it is too large to be decoded, if it is."""
    width, height = found.stored
    if width * height > LARGEST_PICTURE:
        return _TOO_LARGE.filled(
            width=width,
            height=height,
            megapixels=width * height // 1_000_000,
            limit=LARGEST_PICTURE // 1_000_000,
        )
    raw = width * height * found.channels * found.bits // 8
    if raw > LARGEST_RAW:
        return _TOO_DEEP.filled(
            width=width,
            height=height,
            channels=found.channels,
            bits=found.bits,
            megabytes=raw >> 20,
            limit=LARGEST_RAW >> 20,
        )
    return None
