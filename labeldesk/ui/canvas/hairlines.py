"""The borders of segments: a hair wide at every zoom, bright with a dark side."""

from __future__ import annotations

from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.geometry import XY
from labeldesk.raster.superpixels import Segments
from labeldesk.ui.canvas.compose import Sheet, looked_up
from labeldesk.ui.canvas.masks import Region, as_in_image, pixel_grid
from labeldesk.ui.canvas.turning import turned
from labeldesk.ui.canvas.view import View

_BRIGHT, _DARK = 140, 90
"""Opacities 0..255: on any picture one of the two is seen, and what lies between is the picture."""
_TABLE = np.zeros((256, 4), np.uint8)
_TABLE[1], _TABLE[2] = (0, 0, 0, _DARK), _BRIGHT
_FADES = 0.45  # of the radius, from its end on
Places = NDArray[np.int64]


def region_around(at: XY, radius: int, segments: Segments, view: View) -> Region | None:
    """The device pixels of the widget where there are segments, within a square around a place."""
    whole, (x, y) = view.rect_to_device(segments.region), map(int, view.to_device(at))
    x0, y0 = max(int(whole.x0), 0, x - radius), max(int(whole.y0), 0, y - radius)
    x1 = min(int(whole.x1) + 1, view.width, x + radius)
    y1 = min(int(whole.y1) + 1, view.height, y + radius)
    return Region(x0, y0, x1 - x0, y1 - y0) if x0 < x1 and y0 < y1 else None


def hairlines(segments: Segments, view: View, region: Region) -> Sheet:
    """Premultiplied BGRA (height, width, 4) of a region of the widget, in device pixels."""
    borders = turned(_borders(segments, *as_in_image(view, region)), view.turn)
    hair = max(round(view.dpr), 1)
    if hair > 1:  # to the right and down, as from a border the next segment begins
        borders = cv2.dilate(borders, np.ones((hair, hair), np.uint8), anchor=(hair - 1, hair - 1))
    codes = borders * np.uint8(2)
    np.maximum(codes[hair:, hair:], borders[:-hair, :-hair], out=codes[hair:, hair:])
    return looked_up(codes, _TABLE)


def spotlit(segments: Segments, at: XY, radius: int, view: View) -> tuple[Region, Sheet] | None:
    """The hairlines around a place, fading out towards `radius` device pixels; None: nowhere."""
    region = region_around(at, radius, segments, view)
    if region is None:
        return None
    pixels = hairlines(segments, view, region)
    x, y = map(int, view.to_device(at))
    left, top = region.x - x + radius, region.y - y + radius
    light = _light(radius)[top : top + region.height, left : left + region.width]
    return region, cv2.multiply(pixels, light, pixels, scale=1 / 255)


@lru_cache(maxsize=2)
def _light(radius: int) -> Sheet:
    """(2 r, 2 r, 4), full in the middle and nothing at the rim."""
    across = np.arange(-radius, radius) + 0.5
    away = np.hypot(across, across[:, None]) / radius
    share = np.clip((1 - away) / _FADES, 0, 1)
    return np.repeat(np.rint(share * 255).astype(np.uint8)[..., None], 4, axis=2)


def _borders(segments: Segments, view: View, region: Region) -> Sheet:
    """1 in the device pixels whose left or upper neighbour is of another segment, in an upright
    view. Only where another image pixel begins there can be one.
    """
    xs, ys = pixel_grid(view, region)
    height, width = segments.labels.shape
    xs = np.clip(xs - int(segments.region.x0), 0, width - 1)
    ys = np.clip(ys - int(segments.region.y0), 0, height - 1)
    columns, rows = np.flatnonzero(np.diff(xs)) + 1, np.flatnonzero(np.diff(ys)) + 1
    seen = segments.labels[_begun(ys, rows)][:, _begun(xs, columns)]
    across, down = seen[:, 1:] != seen[:, :-1], seen[1:] != seen[:-1]
    out = np.zeros((len(ys), len(xs)), np.uint8)
    out[:, columns] = np.repeat(across, _lengths(rows, len(ys)), axis=0)
    out[rows] |= np.repeat(down, _lengths(columns, len(xs)), axis=1)
    return out


def _begun(places: Places, changes: Places) -> slice | Places:
    """The rows or columns of the image in sight, each once; a slice where none is left out."""
    each = places[np.concatenate([[0], changes])]
    first, last = int(each[0]), int(each[-1])
    return slice(first, last + 1) if last - first + 1 == len(each) else each


def _lengths(changes: Places, whole: int) -> Places:
    """How many device pixels each of them is long."""
    lengths: Places = np.diff(np.concatenate([[0], changes, [whole]]))
    return lengths
