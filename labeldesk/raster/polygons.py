"""Polygons to pixels, by the rule of pycocotools.

The rule (frPyObjects): vertices are rounded to fifths of a pixel, edges are walked there, and a
column of pixels is filled between the places where edges cross its middle, by parity. It is
COCO's truth for areas and IoU, differs from the pure pixel-centre rule by a pixel here and there
on slanted edges, and is exact for rings that run along pixel edges, such as `trace` makes.
Drawing functions (cv2.fillPoly, Pillow) set the pixels under the outline too: up to 29 % more.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.geometry import Rect, Ring, Size
from labeldesk.domain.mask import Bits, Mask
from labeldesk.domain.shapes import MIN_RING, Part, Polygon
from labeldesk.raster.rle import decompress
from labeldesk.raster.runs import Window, filled


def polygon_to_mask(polygon: Polygon, size: Size) -> Mask:
    """The pixels of a polygon in an image of that size: union of its parts, holes cut out."""
    window = window_of(polygon.bounds, size)
    if window is None:
        return Mask({})
    return Mask.of(polygon_pixels(polygon, size, window), window[0], window[1])


def polygon_pixels(polygon: Polygon, size: Size, window: Window) -> Bits:
    """The same as a bool array (y1-y0, x1-x0) of a window of the image."""
    x0, y0, x1, y1 = window
    pixels = np.zeros((y1 - y0, x1 - x0), dtype=bool)
    for part in polygon.parts:
        pixels |= _part_pixels(part, size, window)
    return pixels


def window_of(bounds: Rect, size: Size) -> Window | None:
    """The whole pixels that `bounds` can touch within the image; None for none."""
    x0, y0 = max(math.floor(bounds.x0) - 1, 0), max(math.floor(bounds.y0) - 1, 0)
    x1, y1 = (
        min(math.ceil(bounds.x1) + 1, size.width),
        min(math.ceil(bounds.y1) + 1, size.height),
    )
    return (x0, y0, x1, y1) if x0 < x1 and y0 < y1 else None


def _part_pixels(part: Part, size: Size, window: Window) -> Bits:
    outer, *holes = [_ring_pixels(ring, size, window) for ring in part.rings]
    for hole in holes:
        outer = outer & ~hole
    return outer


def _ring_pixels(ring: Ring, size: Size, window: Window) -> Bits:
    """The pixels inside one ring, by parity."""
    from pycocotools import mask as coco

    points = _near(ring.points, size)
    if len(points) < MIN_RING:
        return np.zeros((window[3] - window[1], window[2] - window[0]), dtype=bool)
    (rle,) = coco.frPyObjects([points.ravel()], size.height, size.width)
    boundaries = np.cumsum(decompress(rle["counts"].decode("ascii")))[:-1]
    return filled(boundaries, size.height, window)


def _near(points: NDArray[np.float64], size: Size) -> NDArray[np.float64]:
    """The ring without what lies far outside the image.

    pycocotools walks every fifth of a pixel of every edge, in 32 bits: a vertex at 1e9 would
    cost gigabytes. Within three images' extent nothing is changed.
    """
    reach = float(max(size))
    low, high = (-reach, -reach), (size.width + reach, size.height + reach)
    for axis in (0, 1):
        points = _cut(points, axis, low[axis], 1.0)
        points = _cut(points, axis, high[axis], -1.0)
    return points


def _cut(points: NDArray[np.float64], axis: int, limit: float, side: float) -> NDArray[np.float64]:
    """The ring on one side of a line across the axis; edges along the line close it."""
    away = (points[:, axis] - limit) * side if len(points) else np.empty(0)
    if not (away < 0).any():
        return points
    kept: list[NDArray[np.float64]] = []
    for a, b, before, after in zip(
        np.roll(points, 1, axis=0), points, np.roll(away, 1), away, strict=True
    ):
        if (before < 0) != (after < 0):
            crossing = a + (b - a) * (before / (before - after))
            crossing[axis] = limit
            kept.append(crossing)
        if after >= 0:
            kept.append(b)
    return np.array(kept).reshape(-1, 2)
