"""From 16 bit and float to what a screen can show: a window of values, spread over 0..255."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from labeldesk.imaging.pixels import Array

_SHARE = 0.2
_SAMPLE = 250_000
_ALPHA_BANDS = 4
_CHUNK = 1 << 21


@dataclass(frozen=True, slots=True)
class Window:
    """Values up to `low` are black, from `high` on white, linear between; low < high."""

    low: float
    high: float


def automatic_window(array: Array) -> Window:
    """The percentiles 0.2 and 99.8 of an even sample of all bands (alpha left out) together.

    One window for all bands keeps hues. Not-a-number and infinity do not count. If all values
    are one, that value is white when positive, else black.
    """
    bands = array if array.ndim == 2 else array[:, :, : 3 if array.shape[2] == _ALPHA_BANDS else 8]
    step = max(1, int((bands.size / _SAMPLE) ** 0.5))
    sample = bands[::step, ::step].astype(np.float64).ravel()
    sample = sample[np.isfinite(sample)]
    if sample.size == 0:
        return Window(0.0, 1.0)
    low, high = (float(v) for v in np.percentile(sample, (_SHARE, 100 - _SHARE)))
    if low == high:
        low, high = float(sample.min()), float(sample.max())
    if low < high:
        return Window(low, high)
    return Window(0.0, low) if low > 0 else Window(low, low + 1.0)


def windowed(array: Array, window: Window) -> Array:
    """`array` as uint8 of the same shape; not-a-number is black."""
    scale = 255.0 / (window.high - window.low)
    if array.dtype == np.uint16:
        values = np.arange(65_536, dtype=np.float64)
        table = np.clip((values - window.low) * scale + 0.5, 0, 255).astype(np.uint8)
        return np.take(table, array)
    shown = np.empty(array.shape, np.uint8)
    rows = max(1, _CHUNK // max(1, array[:1].size))
    for top in range(0, array.shape[0], rows):
        part = array[top : top + rows].astype(np.float64)
        part = np.nan_to_num((part - window.low) * scale + 0.5, nan=0.0, posinf=255.0, neginf=0.0)
        shown[top : top + rows] = np.clip(part, 0, 255)
    return shown
