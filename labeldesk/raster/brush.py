"""What one move of the brush covers, exactly: a pixel is painted when its centre is under it.

The preview may draw the stroke with a line as thick as the brush; these regions are the truth.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.geometry import XY, Size
from labeldesk.domain.mask import Bits, Mask

_Numbers = NDArray[np.float64]
_LEVEL = 1e-9  # pixels; a slope below this is none


class Region(NamedTuple):
    """Pixels (h, w) whose top left one is (x, y); may reach beyond the image."""

    pixels: Bits
    x: int
    y: int

    def clipped(self, size: Size) -> Region:
        """Without what lies beyond an image of that size."""
        height, width = self.pixels.shape
        x0, y0 = max(self.x, 0), max(self.y, 0)
        x1, y1 = min(self.x + width, size.width), min(self.y + height, size.height)
        inside = self.pixels[y0 - self.y : max(y1 - self.y, 0), x0 - self.x : max(x1 - self.x, 0)]
        return Region(inside, x0, y0) if inside.size else Region(np.zeros((0, 0), bool), 0, 0)


def capsule(p: XY, q: XY, radius: float) -> Region:
    """What a round brush covers between two positions (image pixels).

    Pixels whose centres lie within `radius` of the segment.
    """
    y, low, high = _frame(p, q, radius)
    reach = [_disc_row(centre, radius, y) for centre in (p, q)]
    reach.append(_band_row(p, q, radius, y))
    left = np.fmin.reduce([ends[0] for ends in reach])
    right = np.fmax.reduce([ends[1] for ends in reach])
    return _between(left, right, low, high)


def square_capsule(p: XY, q: XY, radius: float) -> Region:
    """What a square brush of half side `radius` covers between two positions."""
    y, low, high = _frame(p, q, radius)
    dx, dy = q[0] - p[0], q[1] - p[1]
    # The brush is over a row for the times in which its centre is within `radius` of it.
    if abs(dy) > _LEVEL:
        enters, leaves = np.sort(((y - radius - p[1]) / dy, (y + radius - p[1]) / dy), axis=0)
    else:
        enters, leaves = np.zeros_like(y), np.ones_like(y)
    enters, leaves = np.clip(enters, 0, 1), np.clip(leaves, 0, 1)
    ends = np.array((p[0] + enters * dx, p[0] + leaves * dx))
    outside = (y < min(p[1], q[1]) - radius) | (y > max(p[1], q[1]) + radius)
    left = np.where(outside, np.nan, ends.min(axis=0) - radius)
    return _between(left, ends.max(axis=0) + radius, low, high)


def painted(mask: Mask, region: Region, size: Size) -> Mask:
    """The mask with the region set, within the image; untouched tiles are shared."""
    pixels, x, y = region.clipped(size)
    if not pixels.size:
        return mask
    height, width = pixels.shape
    return mask.with_pixels(mask.pixels(x, y, x + width, y + height) | pixels, x, y)


def _frame(p: XY, q: XY, radius: float) -> tuple[_Numbers, XY, XY]:
    """The centres of the rows that can be covered, and the corners of the region's frame."""
    low = XY(math.floor(min(p[0], q[0]) - radius), math.floor(min(p[1], q[1]) - radius))
    high = XY(math.ceil(max(p[0], q[0]) + radius), math.ceil(max(p[1], q[1]) + radius))
    return np.arange(low.y, max(high.y, low.y + 1)) + 0.5, low, high


def _disc_row(centre: XY, radius: float, y: _Numbers) -> tuple[_Numbers, _Numbers]:
    """Left and right end of the disc in every row; NaN where it does not reach."""
    squared = radius * radius - (y - centre[1]) ** 2
    half = np.sqrt(np.where(squared < 0, np.nan, squared))
    return centre[0] - half, centre[0] + half


def _band_row(p: XY, q: XY, radius: float, y: _Numbers) -> tuple[_Numbers, _Numbers]:
    """Left and right end of the rectangle along the segment; NaN where it does not reach."""
    length = math.hypot(q[0] - p[0], q[1] - p[1])
    if not length:
        nothing = np.full_like(y, np.nan)
        return nothing, nothing
    nx, ny = -(q[1] - p[1]) / length * radius, (q[0] - p[0]) / length * radius
    corners = [
        (p[0] + nx, p[1] + ny), (q[0] + nx, q[1] + ny),
        (q[0] - nx, q[1] - ny), (p[0] - nx, p[1] - ny),
    ]  # fmt: skip
    crossings = np.array([_side_row(corners[i - 1], corners[i], y) for i in range(4)])
    return np.fmin.reduce(crossings), np.fmax.reduce(crossings)


def _side_row(a: tuple[float, float], b: tuple[float, float], y: _Numbers) -> _Numbers:
    """Where a side crosses every row; NaN where it does not. Level sides follow from the others."""
    if abs(a[1] - b[1]) <= _LEVEL:
        return np.full_like(y, np.nan)
    time = (y - a[1]) / (b[1] - a[1])
    return np.where((time < 0) | (time > 1), np.nan, a[0] + time * (b[0] - a[0]))


def _between(left: _Numbers, right: _Numbers, low: XY, high: XY) -> Region:
    """The pixels whose centres lie between the ends of their row."""
    x = np.arange(low.x, max(high.x, low.x + 1)) + 0.5
    pixels = (x >= left[:, None]) & (x <= right[:, None])
    return Region(pixels, int(low.x), int(low.y))
