"""A picture cut into segments along its edges: a watershed from seeds on a grid.

Seeds lie at the same places of the image whatever window is looked at, so that the segments of
two windows that overlap agree but for those at their rims.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.geometry import XY, Rect
from labeldesk.raster.brush import Region
from labeldesk.raster.wand import Pixels

Labels: TypeAlias = NDArray[np.uint16]
_Places: TypeAlias = NDArray[np.intp]
SMALLEST, LARGEST = 4, 64
"""Pixels from seed to seed: more than 65,535 segments or a second of work lie beyond these."""
_LEAST_REACH = 384
_ACROSS = 12  # segments from the middle of a window to its rim
_SIDES = ((0, 1), (1, 0), (0, -1), (-1, 0))
_STEEPER = 8  # a seed goes as many pixels for one step of a colour less
_FINE = 2  # samples along a way for each pixel


def reach_px(step: int) -> int:
    """From the middle of a window to its rim: 768 x 768 pixels take 0.1 s, 1536 x 1536 half a
    second.
    """
    return max(_LEAST_REACH, _ACROSS * step)


class Segments:
    """The segments of one window of an image. Made off the thread of the window.

    `labels` (h, w) are numbers from 1 on; `region` is where the window lies, whole image pixels.
    """

    def __init__(self, labels: Labels, corner: XY) -> None:
        self.labels = labels
        height, width = labels.shape
        left, top = int(corner[0]), int(corner[1])
        self.region = Rect(left, top, left + width, top + height)
        flat = labels.ravel()
        self._order: _Places = np.argsort(flat, kind="stable")
        self._start = np.searchsorted(flat[self._order], np.arange(int(flat.max()) + 2))

    @property
    def count(self) -> int:
        """How many there are."""
        return int(np.count_nonzero(np.diff(self._start)))

    def at(self, p: XY) -> int:
        """The number of the segment there, 0 beyond the window."""
        x, y = math.floor(p[0]) - int(self.region.x0), math.floor(p[1]) - int(self.region.y0)
        height, width = self.labels.shape
        return int(self.labels[y, x]) if 0 <= x < width and 0 <= y < height else 0

    def along(self, a: XY, b: XY) -> list[int]:
        """The numbers of those that a straight way crosses within the window, rising."""
        far = max(abs(b[0] - a[0]), abs(b[1] - a[1]))
        share = np.linspace(0, 1, math.ceil(far * _FINE) + 1)
        x = np.floor(a[0] + share * (b[0] - a[0]) - self.region.x0).astype(np.intp)
        y = np.floor(a[1] + share * (b[1] - a[1]) - self.region.y0).astype(np.intp)
        height, width = self.labels.shape
        inside = (x >= 0) & (x < width) & (y >= 0) & (y < height)
        found: list[int] = np.unique(self.labels[y[inside], x[inside]]).tolist()
        return found

    def pixels(self, numbers: Iterable[int]) -> Region:
        """What some of them cover together, in the pixels of the image."""
        parts = [self._order[self._start[n] : self._start[n + 1]] for n in numbers]
        places: _Places = np.concatenate(parts) if parts else np.zeros(0, np.intp)
        if not len(places):
            return Region(np.zeros((0, 0), bool), 0, 0)
        y, x = np.divmod(places, self.labels.shape[1])
        left, top = int(x.min()), int(y.min())
        block = np.zeros((int(y.max()) - top + 1, int(x.max()) - left + 1), bool)
        block[y - top, x - left] = True
        return Region(block, left + int(self.region.x0), top + int(self.region.y0))


def segmented(picture: Pixels, corner: XY, step: int) -> Segments:
    """The segments of a window (h, w, 3 or 4) or (h, w) whose top left pixel is `corner`.

    `step` is the distance of the seeds, pixels: segments are about as large.
    """
    colours = picture[:, :, :3] if picture.ndim == 3 else np.repeat(picture[..., None], 3, 2)  # noqa: PLR2004
    # A rim of one pixel, as cv2 leaves the outermost ones out; blurred, or noise would be edges.
    smooth = cv2.GaussianBlur(
        cv2.copyMakeBorder(colours, 1, 1, 1, 1, cv2.BORDER_REPLICATE), (3, 3), 0
    )
    found = np.zeros(smooth.shape[:2], np.int32)
    y, x = _seeds(smooth, corner, step)
    found[y, x] = np.arange(1, len(y) + 1)
    cv2.watershed(smooth, found)
    return Segments(_filled(found, smooth)[1:-1, 1:-1].astype(np.uint16), corner)


def _seeds(smooth: Pixels, corner: XY, step: int) -> tuple[_Places, _Places]:
    """The middles of the cells of a grid over the image, moved off the edges nearby, as rows and
    columns of `smooth`, which has a rim of one pixel.
    """
    height, width = smooth.shape[0] - 2, smooth.shape[1] - 2
    rows, columns = (
        _middles(at, side, step) for at, side in ((corner[1], height), (corner[0], width))
    )
    y, x = (grid.ravel() for grid in np.meshgrid(rows, columns, indexing="ij"))
    steep = _steepness(smooth)
    best = np.full(len(y), np.iinfo(np.int32).max, np.int32)
    found = y.copy(), x.copy()
    most = max(step // 4, 1)
    for dy in range(-most, most + 1):
        for dx in range(-most, most + 1):
            at = np.clip(y + dy, 0, height - 1), np.clip(x + dx, 0, width - 1)
            cost = steep[at[0] + 1, at[1] + 1] * _STEEPER + abs(dy) + abs(dx)
            better = cost < best
            best[better] = cost[better]
            for mine, other in zip(found, at, strict=True):
                mine[better] = other[better]
    return found[0] + 1, found[1] + 1


def _middles(corner: float, side: int, step: int) -> _Places:
    """Where the cells of the grid that meet a side have their middles, within the side."""
    first = int(corner) // step
    last = (int(corner) + side - 1) // step
    middles = (np.arange(first, last + 1) * step + step // 2 - int(corner)).astype(np.intp)
    return np.unique(np.clip(middles, 0, side - 1))


def _steepness(smooth: Pixels) -> NDArray[np.int32]:
    grey = cv2.cvtColor(smooth, cv2.COLOR_BGR2GRAY)
    across, down = cv2.Sobel(grey, cv2.CV_16S, 1, 0), cv2.Sobel(grey, cv2.CV_16S, 0, 1)
    steep: NDArray[np.int32] = np.abs(across).astype(np.int32) + np.abs(down)
    return steep


def _filled(found: NDArray[np.int32], smooth: Pixels) -> NDArray[np.int32]:
    """With the lines between segments given to the neighbour that is most alike."""
    colours = smooth.astype(np.int16)
    height, width = found.shape
    y, x = np.nonzero(found <= 0)
    while len(y):
        least = np.full(len(y), np.iinfo(np.int16).max, np.int16)
        number = np.full(len(y), -1, np.int32)
        for dy, dx in _SIDES:
            at = np.clip(y + dy, 0, height - 1), np.clip(x + dx, 0, width - 1)
            other = found[at]
            apart = np.abs(colours[at] - colours[y, x]).max(axis=1)
            better = (other > 0) & (apart < least)
            least[better], number[better] = apart[better], other[better]
        found[y, x] = number
        left = number <= 0
        y, x = y[left], x[left]
    return found
