"""An adjustment made ready for pixels on their way to the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from labeldesk.imaging.adjustment import Adjustment
from labeldesk.imaging.pixels import Array, Bgrx

if TYPE_CHECKING:
    from labeldesk.imaging.picture import Picture

_OPAQUE = np.uint32(0xFF000000)
_COLOURS = 3


class Tone:
    """Brightness, contrast and gamma of an `Adjustment`; for pictures of three bands bands too.

    What `Deep` shows of values has its window and its bands already: `is_deep`.
    """

    def __init__(self, adjustment: Adjustment, *, is_deep: bool) -> None:
        self._pairs = _pairs(adjustment) if adjustment.has_curve else None
        bands = adjustment.bands
        can_mix = bool(bands) and max(bands) < _COLOURS and not is_deep
        self._bands = bands if can_mix and bands != (0, 1, 2) else ()

    @property
    def changes(self) -> bool:
        """Whether any pixel may become another."""
        return self._pairs is not None or bool(self._bands)

    def apply(self, pixels: Bgrx) -> None:
        """In place on (h, w, 4) with whole rows: 1 ms for 1920 x 1080, bands as much again."""
        from labeldesk.imaging.opencv import cv2

        height, width = pixels.shape[:2]
        if self._bands:
            planes = [cv2.extractChannel(pixels, 2 - band) for band in self._bands]
            if len(planes) == 1:
                cv2.cvtColor(planes[0], cv2.COLOR_GRAY2BGRA, dst=pixels)
            else:
                planes = [*planes[::-1], np.full((height, width), 255, np.uint8)]
                cv2.merge(planes, dst=pixels)
        if self._pairs is not None:
            halves = pixels.view(np.uint16).reshape(height, width * 2)
            cv2.LUT(halves, self._pairs, dst=halves)
            whole = pixels.view(np.uint32)
            np.bitwise_or(whole, _OPAQUE, out=whole)


def seen(picture: Picture, scale: float, adjustment: Adjustment) -> Bgrx:
    """The level of a picture for `scale` (device pixels per image pixel), adjusted."""
    level = picture.pyramid.level_for(scale)
    tone = Tone(adjustment, is_deep=picture.deep is not None)
    pixels = level.pixels
    if picture.deep is not None and (adjustment.window is not None or adjustment.bands):
        at = picture.pyramid.levels.index(level)
        pixels = picture.deep.shown(adjustment.window, adjustment.bands, level=at)
    elif tone.changes:
        pixels = pixels.copy()
    if tone.changes:
        tone.apply(pixels)
    return pixels


def _pairs(adjustment: Adjustment) -> Array:
    """What each two neighbouring bytes become: half the look-ups of single ones."""
    curve = adjustment.curve().astype(np.uint16)
    both = np.arange(1 << 16)
    pairs: Array = curve[both & 0xFF] | (curve[both >> 8] << 8)
    return pairs
