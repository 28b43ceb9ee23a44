"""The one door to pixels: any image file in, an upright picture out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.imaging import dicom, multiband, pillow
from labeldesk.imaging.containers import jpeg, png
from labeldesk.imaging.deep import Deep
from labeldesk.imaging.header import Header, header_of
from labeldesk.imaging.picture import Picture, Pyramid
from labeldesk.imaging.pixels import Bgrx, Decoded, shrunk, to_bgrx, upright
from labeldesk.imaging.source import fetch_from, read_whole

REDUCTIONS = (1, 2, 4, 8)

_ENOUGH_PIXELS, _FEW_PIXELS = 1_500_000, 500_000
_UNDECODED = QT_TRANSLATE_NOOP(
    "Imaging", "Could not decode the image ({kind}, {width} x {height} pixels): it is damaged"
)
_NO_FRAME = QT_TRANSLATE_NOOP("Imaging", "There is no frame {n}: the image has {of}")

Decoder = Callable[[bytes, Header, int], Decoded | None]


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

    def decode(self, reduced: int = 1, frame: int = 0) -> Picture:
        """Decode a frame, at 1/`reduced` of the size; raises UserError if nothing can be shown."""
        header = self.header
        if not 0 <= frame < header.frames:
            raise UserError(_NO_FRAME.filled(n=frame + 1, of=header.frames), path=self.path)
        fast = _reduced_jpeg(self.data, header, reduced) if reduced > 1 else None
        decoded = fast or self._decoded(frame)
        pixels, deep = _shown(decoded, header)
        if fast is None and reduced > 1:
            pixels, deep = shrunk(pixels, reduced), None
        return Picture(
            path=self.path,
            header=header,
            pyramid=Pyramid.of(pixels, header.size, step=reduced, halvings=False),
            deep=deep,
            frame=frame,
            is_truncated=decoded.is_truncated,
        )

    def _decoded(self, frame: int) -> Decoded:
        try:
            decoded = _first(self.data, self.header, frame)
        except UserError as error:  # a decoder knows what is missing, but no path
            raise UserError(error.text, path=self.path, advice=error.advice) from error
        if decoded is None:
            kind, (width, height) = self.header.kind, self.header.stored
            text = _UNDECODED.filled(kind=kind, width=width, height=height)
            raise UserError(text, path=self.path)
        return decoded


def decode(path: Path | str, *, reduced: int = 1, frame: int = 0) -> Picture:
    """Decode a frame of a file, upright, at 1/`reduced` (1, 2, 4, 8) of its size.

    Reduced decoding of a 12 MP JPEG costs half the time at 1/2 and little less below. The pyramid
    has one level; `Picture.with_halvings` adds the others. Raises UserError.
    """
    if reduced not in REDUCTIONS:
        raise ValueError(f"{reduced} is none of {REDUCTIONS}")
    return ImageFile.read(path).decode(reduced, frame)


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


def _shown(decoded: Decoded, header: Header) -> tuple[Bgrx, Deep | None]:
    """Pixels for the screen, and what 8 bit or the bands on the screen cannot hold."""
    array = decoded.array
    orientation = 1 if decoded.is_upright else header.orientation
    bands = 1 if array.ndim == 2 else array.shape[2]
    is_usual = bands in {1, 3} or (bands in {2, 4} and header.has_alpha)
    if array.dtype == np.uint8 and is_usual and not decoded.is_deep:
        return to_bgrx(upright(array, orientation), is_bgr=decoded.is_bgr), None
    deep = Deep.of(decoded, orientation, has_alpha=header.has_alpha)
    return deep.shown(), deep


def _first(data: bytes, header: Header, frame: int) -> Decoded | None:
    """What the first decoder that can read it gives."""
    for decoder in _decoders(data, header, frame):
        decoded = decoder(data, header, frame)
        if decoded is not None and _fits(decoded, header):
            return decoded
    return None


def _fits(decoded: Decoded, header: Header) -> bool:
    """Whether the decoder found a picture of the size that the header promised."""
    wanted = header.size if decoded.is_upright else header.stored
    return decoded.array.shape[:2] == (wanted.height, wanted.width)


def _decoders(data: bytes, header: Header, frame: int) -> tuple[Decoder, ...]:
    """cv2 where it is right; the others for what it gets wrong or cannot read."""
    if header.kind == "tiff":
        return _tiff_decoders(header)
    if header.kind == "dicom":
        return (dicom.decode,)
    if header.frames > 1:  # of animations cv2 reads the first frame only, and not that of all
        return (pillow.decode,) if frame else (pillow.decode, _cv2_as_is)
    match header.kind:
        case "jpeg":
            is_plain = not header.is_cmyk and jpeg.is_complete(data)
            return (_cv2_colour, pillow.decode) if is_plain else (pillow.decode,)
        case "png":
            return (_cv2_as_is, pillow.decode) if png.is_complete(data) else (pillow.decode,)
        case "webp" | "ppm":
            return (_cv2_as_is, pillow.decode)
        case _:
            return (pillow.decode, _cv2_as_is)


def _tiff_decoders(header: Header) -> tuple[Decoder, ...]:
    if header.is_cmyk:
        return (pillow.decode, multiband.decode)
    if header.channels == 4 and not header.has_alpha:
        return (multiband.decode, _cv2_as_is, pillow.decode)
    if header.channels == 4 and header.bits == 8 and not header.is_planar:
        return (pillow.decode, multiband.decode, _cv2_as_is)  # cv2 multiplies alpha into colours
    is_usual = header.channels in {1, 3, 4} and not (header.is_planar and header.channels > 1)
    if header.is_white_zero and header.bits > 8:
        is_usual = False  # cv2 inverts 8 bit only
    first = (_cv2_as_is, multiband.decode) if is_usual else (multiband.decode, _cv2_as_is)
    return (*first, pillow.decode)


def _cv2_colour(data: bytes, header: Header, frame: int) -> Decoded | None:
    from labeldesk.imaging.opencv import cv2

    flags = cv2.IMREAD_COLOR | cv2.IMREAD_IGNORE_ORIENTATION
    return _cv2(data, flags, header, header.page_of(frame))


def _cv2_as_is(data: bytes, header: Header, frame: int) -> Decoded | None:
    from labeldesk.imaging.opencv import cv2

    return _cv2(data, cv2.IMREAD_UNCHANGED, header, header.page_of(frame))


def _cv2(data: bytes, flags: int, header: Header, page: int = 0) -> Decoded | None:
    """Decode from memory, never by name: cv2 cannot open every name on Windows."""
    from labeldesk.imaging.opencv import cv2

    packed = np.frombuffer(data, np.uint8)
    try:
        if page:
            done, arrays = cv2.imdecodemulti(packed, flags, range=(page, page + 1))
            array = arrays[0] if done and arrays else None
        else:
            array = cv2.imdecode(packed, flags)
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
