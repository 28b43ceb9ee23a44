"""Masks at screen resolution: sampled where device pixels lie, with a smooth contour."""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.geometry import Rect
from labeldesk.domain.mask import TILE, Mask
from labeldesk.ui.canvas.compose import Sheets
from labeldesk.ui.canvas.patterns import laid
from labeldesk.ui.canvas.style import HALO_PX, LINE_PX, LINED_STROKE, MASK_STROKE
from labeldesk.ui.canvas.turning import turned
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


def as_in_image(view: View, region: Region) -> tuple[View, Region]:
    """An upright view, and the region in it that shows the same, though it may lie otherwise."""
    if view.turn.is_upright:
        return view, region
    x, y, width, height = region
    x0, y0, x1, y1 = map(round, view.rect_to_upright(Rect(x, y, x + width, y + height)))
    return view.upright, Region(x0, y0, x1 - x0, y1 - y0)


def pixel_grid(view: View, region: Region) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The image column under each device column, and the row under each row (may be outside), in
    an upright view.
    """
    xs = np.floor((np.arange(region.x, region.x + region.width) + 0.5 - view.x) / view.scale)
    ys = np.floor((np.arange(region.y, region.y + region.height) + 0.5 - view.y) / view.scale)
    return xs.astype(np.int64), ys.astype(np.int64)


def sampled(mask: Mask, view: View, region: Region) -> Coverage | None:
    """255 where the image pixel under the device pixel is set, (height, width); None: nowhere."""
    if not view.turn.is_upright:
        found = sampled(mask, *as_in_image(view, region))
        return None if found is None else turned(found, view.turn)
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


class MaskInk(NamedTuple):
    """How a mask is laid down.

    `slot` is its line number, `fill` its fill number or 0 for none, `pattern` the place of its
    class or None, `k` device pixels per px at 100 %.
    """

    slot: int
    fill: int
    pattern: int | None
    lined: bool
    k: float


def lay_mask(sheets: Sheets, mask: Mask, view: View, region: Region, ink: MaskInk) -> None:
    """Onto sheets that show a region: fill, contour and halo where the mask is."""
    part = _part(mask, view, region)
    filled = sampled(mask, view, part) if part is not None else None
    if part is None or filled is None:
        return
    k = ink.k
    y, x = part.y - region.y, part.x - region.x
    where = np.s_[y : y + part.height, x : x + part.width]
    if ink.fill:
        numbers: Coverage | np.uint8 = np.uint8(ink.fill)
        if ink.pattern is not None:
            corner = part.x - view.x, part.y - view.y
            numbers = ink.fill + laid(ink.pattern, k, corner, (part.width, part.height))
        np.copyto(sheets.fill[where], numbers, where=filled > 127)  # noqa: PLR2004
    width = (LINED_STROKE if ink.lined else MASK_STROKE) * k
    halo = contour(filled, width + 2 * max(round(HALO_PX * k), 1))
    drawn = [(sheets.core, contour(filled, width)), (sheets.halo, halo)]
    if ink.lined:
        drawn.append((sheets.middle(), contour(filled, LINE_PX * k)))
    for sheet, coverage in drawn:
        np.maximum(sheet[where], coverage, out=sheet[where])
    sheets.slot[where][halo > 0] = ink.slot


def _part(mask: Mask, view: View, whole: Region) -> Region | None:
    """The device pixels of a region that a mask and its strokes may reach."""
    bounds = mask.bounds
    if bounds is None:
        return None
    at = view.rect_to_device(bounds).expanded(PAD * view.dpr)
    x0, y0 = max(int(at.x0), whole.x), max(int(at.y0), whole.y)
    x1 = min(int(at.x1) + 1, whole.x + whole.width)
    y1 = min(int(at.y1) + 1, whole.y + whole.height)
    return Region(x0, y0, x1 - x0, y1 - y0) if x0 < x1 and y0 < y1 else None
