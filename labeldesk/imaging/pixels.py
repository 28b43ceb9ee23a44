"""Arrays of pixels on their way from a decoder to the screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from labeldesk.imaging.buffers import BUFFERS

if TYPE_CHECKING:
    from labeldesk.imaging.window import Preset

Array: TypeAlias = NDArray[Any]
Bgrx: TypeAlias = NDArray[np.uint8]
"""uint8 (h, w, 4), contiguous: blue, green, red, 255; what a QImage of Format_RGB32 wraps."""

GROUND = 119
"""Grey (18 % reflectance in sRGB) under transparent pixels: neither black nor white drawings
vanish on it."""

SMALLEST_SIDE = 256
"""Of the longer side so many pixels are left in the smallest level of a pyramid."""


@dataclass(frozen=True, slots=True, eq=False)
class Decoded:
    """What a decoder gave: (h, w) or (h, w, bands), RGB order unless `is_bgr`.

    `is_upright`: the decoder applied the orientation already. `is_deep`: also 8 bit is to be
    looked at through windows, of which the file has some as `presets`; `is_inverted`: high
    values are dark.
    """

    array: Array
    is_bgr: bool = False
    is_upright: bool = False
    is_truncated: bool = False
    is_deep: bool = False
    is_inverted: bool = False
    presets: tuple[Preset, ...] = ()


def to_bgrx(array: Array, *, is_bgr: bool) -> Bgrx:
    """8-bit pixels for the screen.

    1 band is grey and 3 are colours; the last of 2 or 4 is opacity over `GROUND`.
    """
    from labeldesk.imaging.opencv import cv2

    bands = 1 if array.ndim == 2 else array.shape[2]
    if bands == 2:
        array, bands = array[:, :, (0, 0, 0, 1)], 4
    if bands == 4:
        return over_ground(np.ascontiguousarray(array), is_bgr=is_bgr)
    if bands == 3:
        code = cv2.COLOR_BGR2BGRA if is_bgr else cv2.COLOR_RGB2BGRA
    else:
        code = cv2.COLOR_GRAY2BGRA
        array = array if array.ndim == 2 else array[:, :, 0]
    shown = BUFFERS.bgrx(*array.shape[:2])
    cv2.cvtColor(np.ascontiguousarray(array), code, dst=shown)
    return shown


def over_ground(array: Array, *, is_bgr: bool) -> Bgrx:
    """Straight alpha over grey, row block by row block so that memory stays small."""
    from labeldesk.imaging.opencv import cv2

    shown: Bgrx = array.copy() if is_bgr else cv2.cvtColor(array, cv2.COLOR_RGBA2BGRA)
    alpha = array[:, :, 3]
    if int(alpha.min()) < 255:
        rows = max(1, (1 << 20) // max(1, array.shape[1]))
        for top in range(0, array.shape[0], rows):
            part = shown[top : top + rows]
            opacity = alpha[top : top + rows, :, None].astype(np.uint16)
            mixed = part[:, :, :3] * opacity + GROUND * (255 - opacity) + 127
            part[:, :, :3] = mixed // 255
        shown[:, :, 3] = 255
    return shown


def upright(array: Array, orientation: int) -> Array:
    """Apply an EXIF orientation 1..8 (Exif 2.32, tag 0x0112); contiguous unless it is 1."""
    from labeldesk.imaging.opencv import cv2

    if orientation == 1:
        return array
    flip = {2: 1, 3: -1, 4: 0, 6: 1, 7: -1, 8: 0}.get(orientation)
    turned = cv2.transpose(array) if orientation >= 5 else array
    result: Array = turned if flip is None else cv2.flip(turned, flip)
    return result


def shrunk(array: Bgrx, factor: int) -> Bgrx:
    """1/factor of the size, rounded up, as reduced JPEG decoding gives it; area averaged."""
    from labeldesk.imaging.opencv import cv2

    if factor == 1:
        return array
    height, width = array.shape[:2]
    size = (-(-width // factor), -(-height // factor))
    small: Bgrx = cv2.resize(array, size, interpolation=cv2.INTER_AREA)
    return small
