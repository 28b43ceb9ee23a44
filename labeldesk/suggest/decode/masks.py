"""Masks that come as small grids of numbers, made pixels of the image."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.mask import Mask
from labeldesk.suggest.frames import Frame

Region = tuple[int, int, int, int]  # x0 y0 x1 y1, pixels of the image
Pair = NDArray[np.float64]
_EMPTY: Region = (0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Grid:
    """Where image pixels lie in a grid of values: the centre of cell i is at i.

    `first` is the place of the centre of the region's first pixel, `step` the way from one
    pixel to the next, both (x, y).
    """

    region: Region
    first: Pair
    step: Pair

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the region."""
        x0, y0, x1, y1 = self.region
        return x1 - x0, y1 - y0

    def window(self, width: int, height: int) -> tuple[slice, slice]:
        """Rows and columns of a grid of that size that the region needs."""
        last = self.first + self.step * (np.array(self.size) - 1)
        low = np.clip(np.floor(self.first).astype(int), 0, (width - 1, height - 1))
        high = np.clip(np.ceil(last).astype(int) + 1, low + 1, (width, height))
        return slice(low[1], high[1]), slice(low[0], high[0])


def inner(box: NDArray[np.floating]) -> Region:
    """The pixels whose centres lie in a box; empty if there are none."""
    x0, y0, x1, y1 = (math.ceil(v - 0.5) for v in box)
    return (x0, y0, x1, y1) if x0 < x1 and y0 < y1 else _EMPTY


def over_input(at: Frame, region: Region, width: int, height: int) -> Grid:
    """A grid of that size that covers the whole network input."""
    cells = np.array([width, height]) / np.array(at.net, np.float64)
    centre = np.array(region[:2], np.float64) + 0.5
    return Grid(region, at.to_net(centre) * cells - 0.5, cells * at.scale)


def over_box(box: NDArray[np.floating], region: Region, width: int, height: int) -> Grid:
    """A grid of that size that covers one box of the image."""
    low, high = np.asarray(box[:2], np.float64), np.asarray(box[2:], np.float64)
    step = np.array([width, height]) / np.maximum(high - low, 1e-6)
    return Grid(region, (np.array(region[:2]) + 0.5 - low) * step - 0.5, step)


def cut(
    part: NDArray[np.float32], window: tuple[slice, slice], grid: Grid, level: float
) -> Mask | None:
    """The region's pixels above `level`, None if none is; `part` are the window's values."""
    import cv2

    x, y = grid.first - (window[1].start, window[0].start)
    inverse = np.array([[grid.step[0], 0, x], [0, grid.step[1], y]])
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    border = cv2.BORDER_REPLICATE
    large = cv2.warpAffine(part, inverse, grid.size, flags=flags, borderMode=border)
    above = large.view() > level
    return Mask.of(above, *grid.region[:2]) if above.any() else None


def sampled(values: NDArray[np.generic], grid: Grid, level: float) -> Mask | None:
    """The pixels of the region whose value (h, w), between cells by lines, is above `level`."""
    if grid.region == _EMPTY or not values.size:
        return None
    height, width = values.shape
    window = grid.window(width, height)
    part = np.ascontiguousarray(values[window], dtype=np.float32)
    if not np.isfinite(part).all():
        return None
    return cut(part, window, grid, level)


def extent(values: NDArray[np.generic], level: float, at: Frame) -> Region:
    """The pixels of the image that can be above `level` in a grid over the whole input."""
    above = np.asarray(values) > level
    rows, columns = np.flatnonzero(above.any(axis=1)), np.flatnonzero(above.any(axis=0))
    if not rows.size:
        return _EMPTY
    height, width = above.shape
    cells = np.array(at.net, np.float64) / (width, height)
    corners = np.array([[columns[0] - 1, rows[0] - 1], [columns[-1] + 2, rows[-1] + 2]]) * cells
    box = np.clip(at.to_image(corners), 0.0, np.array(at.image, np.float64)).ravel()
    return inner(box)
