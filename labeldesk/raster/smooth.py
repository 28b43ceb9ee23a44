"""Outlines and masks without their jaggedness."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.geometry import Ring, Size
from labeldesk.domain.mask import Mask
from labeldesk.domain.shapes import MIN_RING, Part, Polygon, Polyline, Shape
from labeldesk.raster.outlines import simplify, straighten

Points = NDArray[np.float64]
_PER_SIGMA = 2.0  # samples along the outline
_MOST = 20_000  # samples of one ring
_KEPT = 0.1  # of the strength: what the samples may be thinned by afterwards


def smoothed(shape: Shape, sigma: float, size: Size) -> Shape:
    """Bends shorter than about `sigma` image pixels are gone; larger ones hardly shrink.

    A Gaussian along the outline, with what it takes away given back once (2g - g², the
    remedy of Taubin 1995 against shrinking). The ends of lines stay; a ring that would lose its
    area stays as it is. Masks: the same blur over the pixels, cut at one half.
    """
    match shape:
        case Polygon():
            parts = (
                Part(_ring(part.outer, sigma), tuple(_ring(hole, sigma) for hole in part.holes))
                for part in shape.parts
            )
            return simplify(Polygon(tuple(parts)), sigma * _KEPT)
        case Polyline():
            points = _filtered(_mirrored(_sampled(shape.line.points, sigma)), sigma)
            count = (len(points) + 2) // 2
            kept = points[:count]
            kept[0], kept[-1] = shape.line.points[0], shape.line.points[-1]
            return straighten(Polyline(Ring(kept)), sigma * _KEPT)
        case Mask():
            return _mask(shape, sigma, size)
        case _:
            return shape


def _ring(ring: Ring, sigma: float) -> Ring:
    import shapely

    closed = np.concatenate((ring.points, ring.points[:1]))
    points = _filtered(_sampled(closed, sigma)[:-1], sigma)
    if len(points) < MIN_RING or not shapely.Polygon(points).is_valid:
        return ring
    return Ring(points)


def _sampled(points: Points, sigma: float) -> Points:
    """The line at equal distances along it, both ends included."""
    along = np.concatenate(([0.0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))))
    count = int(np.clip(np.ceil(along[-1] / sigma * _PER_SIGMA), MIN_RING, _MOST))
    at = np.linspace(0.0, along[-1], count + 1)
    return np.stack([np.interp(at, along, points[:, axis]) for axis in (0, 1)], axis=1)


def _mirrored(points: Points) -> Points:
    """A line there and back, so that it can be filtered as a ring."""
    return np.concatenate((points, points[-2:0:-1]))


def _filtered(points: Points, sigma: float) -> Points:
    """Equally spaced points of a ring under 2g - g²."""
    around = np.concatenate((points, points[:1]))
    spacing = float(np.hypot(*np.diff(around, axis=0).T).mean()) or 1.0
    turns = np.fft.fftfreq(len(points)) / spacing
    gauss = np.exp(-2 * (np.pi * turns * sigma) ** 2)
    spectrum = np.fft.fft(points[:, 0] + 1j * points[:, 1])
    back = np.fft.ifft(spectrum * (2 * gauss - gauss**2))
    return np.stack((back.real, back.imag), axis=1)


def _mask(mask: Mask, sigma: float, size: Size) -> Mask:
    import cv2

    bounds = mask.bounds
    if bounds is None:
        return mask
    margin = int(np.ceil(3 * sigma))
    x0, y0 = max(0, int(bounds.x0) - margin), max(0, int(bounds.y0) - margin)
    x1, y1 = min(size.width, int(bounds.x1) + margin), min(size.height, int(bounds.y1) + margin)
    pixels = mask.pixels(x0, y0, x1, y1).astype(np.float32)
    blurred = cv2.GaussianBlur(pixels, (0, 0), sigma, borderType=cv2.BORDER_REPLICATE)
    kept = blurred > 0.5  # noqa: PLR2004 (half of it)
    return mask.with_pixels(kept, x0, y0) if kept.any() else mask
