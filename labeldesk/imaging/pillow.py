"""What Pillow decodes: CMYK with profiles, animations, old formats, files that end too early."""

from __future__ import annotations

import io
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING

import numpy as np

from labeldesk.imaging.pixels import Array, Decoded

if TYPE_CHECKING:
    from PIL import Image

    from labeldesk.imaging.header import Header

EXOTIC = ("AVIF", "BMP", "DIB", "JPEG2000", "PPM", "TGA", "QOI", "PCX", "SGI", "ICO", "DDS")
"""Formats whose header Pillow reads for us; none of them runs a program or a script."""

HEIF = "HEIF"
"""Known where a plugin for it is installed (`containers.heif`)."""

_KNOWN = ("JPEG", "PNG", "GIF", "WEBP", "TIFF", *EXOTIC)
_MOST_FILLED = 2_000
"""Pixels per byte: a few kilobytes that claim a wall of pixels would be grey, and slow."""

_tolerance = threading.Lock()


def open_lazily(data: bytes, formats: tuple[str, ...] = _KNOWN) -> Image.Image | None:
    """Open without decoding; None if it is none of `formats`, or of a plugin that is missing.

    The limit on pixels is ours (`header.LARGEST_PICTURE`), so Pillow's own is off.
    """
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return Image.open(io.BytesIO(data), formats=formats)
        except Exception:  # noqa: BLE001 (a broken file can raise anything in a decoder)
            return None


def decode(data: bytes, header: Header, frame: int = 0) -> Decoded | None:
    """Decode a frame; what ends too early is filled up and marked. None if hopeless.

    Frames that say only what changes are put together from all before them.
    """
    pixels = header.stored.width * header.stored.height
    is_worth_filling = pixels <= _MOST_FILLED * len(data)
    for is_tolerant in (False, True) if is_worth_filling else (False,):
        array = _decode(data, header, frame, is_tolerant=is_tolerant)
        if array is not None:
            is_upright = header.kind == "tiff"  # Pillow turns TIFF by itself, nothing else
            return Decoded(array, is_truncated=is_tolerant, is_upright=is_upright)
    return None


def _decode(data: bytes, header: Header, frame: int, *, is_tolerant: bool) -> Array | None:
    sizes = {header.stored, header.size}
    picture = open_lazily(data, (HEIF,) if header.kind == "heif" else _KNOWN)
    if picture is None or picture.size not in sizes:
        return None  # a GIF may grow its own canvas to gigabytes after the header was checked
    with picture, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with _tolerating() if is_tolerant else nullcontext():
                if frame:
                    picture.seek(header.page_of(frame))
                if picture.size not in sizes:
                    return None
                picture.load()
            return _array(picture, header)
        except Exception:  # noqa: BLE001 (as above)
            return None


@contextmanager
def _tolerating() -> Iterator[None]:
    """Let Pillow fill up what is missing; its switch is global, so one thread at a time."""
    from PIL import ImageFile

    with _tolerance:
        before = ImageFile.LOAD_TRUNCATED_IMAGES
        ImageFile.LOAD_TRUNCATED_IMAGES = True
        try:
            yield
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = before


def _array(picture: Image.Image, header: Header) -> Array:
    """Pixels as (h, w) or (h, w, 3|4) in RGB order; 16 bit and float kept."""
    mode = picture.mode
    if mode.startswith("I;16"):
        return np.asarray(picture).astype(np.uint16, copy=False)
    if mode in {"I", "F", "L"} and "transparency" not in picture.info:
        return np.array(picture)
    if mode == "CMYK":
        return np.array(_from_ink(picture, header))
    has_alpha = mode in {"LA", "La", "PA", "RGBA", "RGBa"} or "transparency" in picture.info
    return np.array(picture.convert("RGBA" if has_alpha else "RGB"))


def _from_ink(picture: Image.Image, header: Header) -> Image.Image:
    """CMYK to sRGB: by the embedded profile if there is one, else (1-C)(1-K).

    Pillow takes every CMYK JPEG for inverted, as Adobe writes it; without Adobe's mark the
    ink is as the JPEG says and is turned back here.
    """
    from PIL import ImageChops, ImageCms

    if header.kind == "jpeg" and not header.has_adobe_mark:
        picture = ImageChops.invert(picture)
    profile = picture.info.get("icc_profile")
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            target = ImageCms.createProfile("sRGB")
            turned = ImageCms.profileToProfile(picture, source, target, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            turned = None  # a broken profile is no reason not to show the picture
        if turned is not None:
            return turned
    return picture.convert("RGB")
