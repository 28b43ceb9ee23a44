"""An adjustment made ready for pixels on their way to the screen."""

from __future__ import annotations

import numpy as np

from labeldesk.imaging.adjustment import Adjustment
from labeldesk.imaging.pixels import Array, Bgrx

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
        """In place on (h, w, 4) with whole rows: 1 ms for 1920 x 1080, bands 2 ms more."""
        from labeldesk.imaging.opencv import cv2

        height, width = pixels.shape[:2]
        if self._bands:
            red, green, blue = (2 - band for band in (*self._bands, *self._bands * 2)[:3])
            order = [blue, 0, green, 1, red, 2, 3, 3]
            cv2.mixChannels([pixels.copy()], [pixels], order)
        if self._pairs is not None:
            halves = pixels.view(np.uint16).reshape(height, width * 2)
            cv2.LUT(halves, self._pairs, dst=halves)
            whole = pixels.view(np.uint32)
            np.bitwise_or(whole, _OPAQUE, out=whole)


def _pairs(adjustment: Adjustment) -> Array:
    """What each two neighbouring bytes become: half the look-ups of single ones."""
    curve = adjustment.curve().astype(np.uint16)
    both = np.arange(1 << 16)
    pairs: Array = curve[both & 0xFF] | (curve[both >> 8] << 8)
    return pairs
