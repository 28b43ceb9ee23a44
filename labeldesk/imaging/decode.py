"""The one door to pixels: any image file in, an upright picture out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.imaging import multiband, pillow
from labeldesk.imaging.containers import jpeg, png
from labeldesk.imaging.header import Header, header_of
from labeldesk.imaging.picture import Picture, Pyramid
from labeldesk.imaging.pixels import Array, Bgrx, Decoded, shrunk, to_bgrx, upright
from labeldesk.imaging.source import fetch_from, read_whole
from labeldesk.imaging.window import Window, automatic_window, windowed

REDUCTIONS = (1, 2, 4, 8)

_ENOUGH_PIXELS, _FEW_PIXELS = 1_500_000, 500_000
_MOST_SHOWN_BANDS = 4
_UNDECODED = QT_TRANSLATE_NOOP(
    "Imaging", "Could not decode the image ({kind}, {width} x {height} pixels): it is damaged"
)

Decoder = Callable[[bytes, Header], Decoded | None]


@dataclass(frozen=True, slots=True, eq=False)
class ImageFile:
    """The bytes of a file, read once, and its header."""

    path: str
    data: bytes
    header: Header

    @staticmethod
    def read(path: Path | str) -> ImageFile:
        """Read; raises UserError for what is no image, too large or not readable."""
        place = Path(path)
        data = read_whole(place)
        return ImageFile(str(path), data, header_of(fetch_from(data), place))

    def decode(self, reduced: int = 1) -> Picture:
        """Decode, at 1/`reduced` of the size; raises UserError when nothing can be shown."""
        header = self.header
        fast = _reduced_jpeg(self.data, header, reduced) if reduced > 1 else None
        decoded = fast or _first(self.data, header)
        if decoded is None:
            text = _UNDECODED.filled(
                kind=header.kind, width=header.stored.width, height=header.stored.height
            )
            raise UserError(text, path=self.path)
        pixels, raw, window = _shown(decoded, header, keeps_raw=reduced == 1)
        if fast is None:
            pixels = shrunk(pixels, reduced)
        return Picture(
            path=self.path,
            header=header,
            pyramid=Pyramid.of(pixels, header.size, step=reduced, halvings=False),
            raw=raw,
            window=window,
            is_truncated=decoded.is_truncated,
        )


def decode(path: Path | str, *, reduced: int = 1) -> Picture:
    """Decode a file, upright, at 1/`reduced` (1, 2, 4, 8) of its size.

    Reduced decoding of a 12 MP JPEG costs half the time at 1/2 and little less below. The pyramid
    has one level; `Picture.with_halvings` adds the others. Raises UserError.
    """
    if reduced not in REDUCTIONS:
        raise ValueError(f"{reduced} is none of {REDUCTIONS}")
    return ImageFile.read(path).decode(reduced)


def quick_reduction(header: Header, *, is_late: bool = False) -> int:
    """How far a JPEG is reduced for a first look: as far as 1.5 million pixels remain.

    Half a million must do when pictures are flown over faster than they can be decoded. Other
    formats gain nothing, as all their pixels are decoded anyway.
    """
    if header.kind != "jpeg" or header.is_cmyk:
        return 1
    pixels = header.size.width * header.size.height
    enough = _FEW_PIXELS if is_late else _ENOUGH_PIXELS
    return next((r for r in (8, 4, 2) if pixels >= enough * r * r), 1)


def quick_picture(path: Path, *, is_late: bool = False) -> Picture:
    """A first look, with all levels of the pyramid. Raises UserError."""
    file = ImageFile.read(path)
    return file.decode(quick_reduction(file.header, is_late=is_late)).with_halvings()


def _shown(
    decoded: Decoded, header: Header, *, keeps_raw: bool
) -> tuple[Bgrx, Array | None, Window | None]:
    """Pixels for the screen, and beside them what 8 bit or four bands cannot hold."""
    array = decoded.array
    orientation = 1 if decoded.is_upright else header.orientation
    bands = 1 if array.ndim == 2 else array.shape[2]
    if array.dtype == np.uint8 and bands <= _MOST_SHOWN_BANDS:
        return to_bgrx(upright(array, orientation), is_bgr=decoded.is_bgr), None, None
    if decoded.is_bgr and bands in {3, 4}:
        array = array[:, :, [2, 1, 0, 3][:bands]]
    raw = upright(np.ascontiguousarray(array), orientation)
    window = None if raw.dtype == np.uint8 else automatic_window(raw)
    eight = raw if window is None else windowed(raw, window)
    return to_bgrx(eight, is_bgr=False), raw if keeps_raw else None, window


def _first(data: bytes, header: Header) -> Decoded | None:
    """What the first decoder that can read it gives."""
    for decoder in _decoders(data, header):
        decoded = decoder(data, header)
        if decoded is not None and _fits(decoded, header):
            return decoded
    return None


def _fits(decoded: Decoded, header: Header) -> bool:
    """Whether the decoder found a picture of the size that the header promised."""
    wanted = header.size if decoded.is_upright else header.stored
    return decoded.array.shape[:2] == (wanted.height, wanted.width)


def _decoders(data: bytes, header: Header) -> tuple[Decoder, ...]:
    """cv2 where it is right; the others for what it gets wrong or cannot read."""
    match header.kind:
        case "jpeg":
            is_plain = not header.is_cmyk and jpeg.is_complete(data)
            return (_cv2_colour, pillow.decode) if is_plain else (pillow.decode,)
        case "png":
            return (_cv2_as_is, pillow.decode) if png.is_complete(data) else (pillow.decode,)
        case "webp" if header.frames == 1:
            return (_cv2_as_is, pillow.decode)
        case "ppm":
            return (_cv2_as_is, pillow.decode)
        case "tiff":
            return _tiff_decoders(header)
        case _:
            return (pillow.decode, _cv2_as_is)


def _tiff_decoders(header: Header) -> tuple[Decoder, ...]:
    if header.is_cmyk:
        return (pillow.decode, multiband.decode)
    if header.channels == 4 and header.bits == 8 and not header.is_planar:
        return (pillow.decode, multiband.decode, _cv2_as_is)  # cv2 multiplies alpha into colours
    is_usual = header.channels in {1, 3, 4} and not (header.is_planar and header.channels > 1)
    if header.is_white_zero and header.bits > 8:
        is_usual = False  # cv2 inverts 8 bit only
    first = (_cv2_as_is, multiband.decode) if is_usual else (multiband.decode, _cv2_as_is)
    return (*first, pillow.decode)


def _cv2_colour(data: bytes, header: Header) -> Decoded | None:
    from labeldesk.imaging.opencv import cv2

    return _cv2(data, cv2.IMREAD_COLOR | cv2.IMREAD_IGNORE_ORIENTATION, header)


def _cv2_as_is(data: bytes, header: Header) -> Decoded | None:
    from labeldesk.imaging.opencv import cv2

    return _cv2(data, cv2.IMREAD_UNCHANGED, header)


def _cv2(data: bytes, flags: int, header: Header) -> Decoded | None:
    """Decode from memory, never by name: cv2 cannot open every name on Windows."""
    from labeldesk.imaging.opencv import cv2

    try:
        array = cv2.imdecode(np.frombuffer(data, np.uint8), flags)
    except cv2.error:
        return None
    if array is None:
        return None
    return Decoded(array, is_bgr=True, is_upright=header.kind == "tiff")


def _reduced_jpeg(data: bytes, header: Header, reduced: int) -> Decoded | None:
    """Let libjpeg leave out the fine coefficients; None for what must be decoded in full."""
    from labeldesk.imaging.opencv import cv2

    if header.kind != "jpeg" or header.is_cmyk or not jpeg.is_complete(data):
        return None
    flags = {
        2: cv2.IMREAD_REDUCED_COLOR_2,
        4: cv2.IMREAD_REDUCED_COLOR_4,
        8: cv2.IMREAD_REDUCED_COLOR_8,
    }[reduced]
    return _cv2(data, flags | cv2.IMREAD_IGNORE_ORIENTATION, header)
