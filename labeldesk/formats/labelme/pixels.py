"""The PNG in base64 that a mask is in these files."""

from __future__ import annotations

import base64
import binascii
import io

import numpy as np

from labeldesk.domain.mask import Bits, Mask
from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.masks.png import png_bytes

_LARGEST = 1 << 26  # pixels of one object
_NO_PNG = QT_TRANSLATE_NOOP("Formats", "The mask is no PNG in base64")
_LARGE = QT_TRANSLATE_NOOP("Formats", "A mask of {width} x {height} pixels is too large")
_BROKEN = QT_TRANSLATE_NOOP("Masks", "The PNG cannot be read: {reason}")
_MODE = QT_TRANSLATE_NOOP("Masks", "A PNG of the kind {mode} holds no numbers")
_PLAIN = ("1", "L", "P", "I;16", "I")
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_HEADER = 24  # bytes up to the height


def mask_bits(text: object) -> Bits:
    """The pixels of a mask; `UserError` for what is none or too large."""
    from PIL import PngImagePlugin

    if not isinstance(text, str):
        raise UserError(_NO_PNG)
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise UserError(_NO_PNG) from error
    if not data.startswith(_SIGNATURE) or len(data) < _HEADER:
        raise UserError(_NO_PNG)
    width, height = int.from_bytes(data[16:20]), int.from_bytes(data[20:24])
    if width * height > _LARGEST:
        raise UserError(_LARGE.filled(width=width, height=height))
    try:
        with PngImagePlugin.PngImageFile(io.BytesIO(data)) as image:
            if image.mode not in _PLAIN:
                raise UserError(_MODE.filled(mode=image.mode))
            bits: Bits = np.asarray(image) != 0
            return bits
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise UserError(_BROKEN.filled(reason=str(error))) from error


def mask_text(mask: Mask) -> tuple[list[list[float]], str]:
    """The corner pixels of a mask that is not empty, both within, and its PNG of 0 and 1."""
    bounds = mask.bounds
    assert bounds is not None
    x0, y0, x1, y1 = map(int, bounds)
    pixels = mask.pixels(x0, y0, x1, y1).astype(np.uint8)
    corners = [[float(x0), float(y0)], [float(x1 - 1), float(y1 - 1)]]
    return corners, base64.b64encode(png_bytes(pixels)).decode()
