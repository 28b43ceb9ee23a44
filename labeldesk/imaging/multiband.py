"""TIFF files that cameras do not write: many bands, planes, odd depths, BigTIFF; by tifffile."""

from __future__ import annotations

import io
import logging

import numpy as np

from labeldesk.imaging.header import Header
from labeldesk.imaging.pixels import Array, Decoded

_MOST_UNPACKED = 1_100
"""Bytes per byte: deflate, the densest of the codecs, reaches 1,032."""


def decode(data: bytes, header: Header, frame: int = 0) -> Decoded | None:
    """A page as (h, w) or (h, w, bands); None if tifffile cannot."""
    import tifffile

    width, height = header.stored
    if width * height * header.channels * header.bits // 8 > _MOST_UNPACKED * len(data):
        return None  # tifffile would fill gigabytes of missing strips with zeros
    logging.getLogger("tifffile").setLevel(logging.CRITICAL)
    try:
        with tifffile.TiffFile(io.BytesIO(data)) as file:
            page = file.pages[header.page_of(frame)]
            array = _bands_last(np.asarray(page.asarray()), str(page.axes))
    except Exception:  # noqa: BLE001 (a faulty file can raise anything here; others try next)
        return None
    if array is None:
        return None
    if array.dtype == np.bool_:
        array = array.astype(np.uint8) * 255
    if header.is_white_zero and array.dtype.kind == "u":
        array = np.iinfo(array.dtype).max - array
    return Decoded(array)


def _bands_last(array: Array, axes: str) -> Array | None:
    if array.dtype.kind == "c" or array.dtype.itemsize == 0:
        return None
    if axes == "SYX":
        return np.ascontiguousarray(np.moveaxis(array, 0, 2))
    return array if axes in {"YX", "YXS"} else None
