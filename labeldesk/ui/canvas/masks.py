"""Masks at screen resolution: sampled where device pixels lie, with a smooth contour."""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.mask import TILE, Mask
from labeldesk.ui.canvas.view import View

Coverage = NDArray[np.uint8]
SIGMA = 1.5  # device pixels of blur in which the distance to the edge can be read
PAD = 8  # device pixels around a region that blur and strokes reach into


class Region(NamedTuple):
    """A rectangle of device pixels."""

    x: int
    y: int
    width: int
    height: int

    def grown(self, by: int) -> Region:
        """Larger on every side."""
        return Region(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)


def pixel_grid(view: View, region: Region) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The image column under each device column, and the row under each row (may be outside)."""
    xs = np.floor((np.arange(region.x, region.x + region.width) + 0.5 - view.x) / view.scale)
    ys = np.floor((np.arange(region.y, region.y + region.height) + 0.5 - view.y) / view.scale)
    return xs.astype(np.int64), ys.astype(np.int64)


def sampled(mask: Mask, view: View, region: Region) -> Coverage | None:
    """255 where the image pixel under the device pixel is set, (height, width); None: nowhere."""
    xs, ys = pixel_grid(view, region)
    out: Coverage | None = None
    for (column, row), tile in mask.tiles.items():
        a, b = np.searchsorted(xs, (column * TILE, (column + 1) * TILE)).tolist()
        c, d = np.searchsorted(ys, (row * TILE, (row + 1) * TILE)).tolist()
        if a >= b or c >= d:
            continue
        if out is None:
            out = np.zeros((region.height, region.width), np.uint8)
        pixels = tile.pixels.view(np.uint8)
        columns = xs[a:b] - column * TILE
        out[c:d, a:b] = pixels[ys[c:d] - row * TILE].take(columns, axis=1) * 255
    return out


def _distance_table() -> NDArray[np.float64]:
    """Signed distance to a straight edge for each value that blurring by `SIGMA` gives."""
    steps = np.linspace(-4 * SIGMA, 4 * SIGMA, 4001)
    bell = np.exp(-0.5 * (steps / SIGMA) ** 2)
    share = np.cumsum(bell) / bell.sum()
    return np.interp(np.arange(256) / 255, share, steps)


_DISTANCE = _distance_table()


def contour(filled: Coverage, width: float) -> Coverage:
    """Coverage 0..255 of a stroke of `width` device pixels along the edge of a sampled mask."""
    blurred = cv2.GaussianBlur(filled, (0, 0), SIGMA)
    table = np.clip(width / 2 + 0.5 - np.abs(_DISTANCE), 0, 1) * 255
    table[[0, 255]] = 0
    result: Coverage = cv2.LUT(blurred, table.astype(np.uint8))
    return result
