"""What a decoded picture shows and holds, for tests."""

from __future__ import annotations

import io

import numpy as np
import tifffile

from labeldesk.imaging.picture import Picture
from tests.pictures import BLUE, GREEN, RED, WHITE

CORNERS = (RED, GREEN, BLUE, WHITE)


def seen(picture: Picture) -> list[tuple[int, ...]]:
    """RGB at the four corners, in the order of CORNERS."""
    pixels = picture.pixels
    assert pixels.dtype == np.uint8
    assert pixels.flags.c_contiguous
    assert (pixels[..., 3] == 255).all()
    places = ((0.2, 0.2), (0.2, 0.8), (0.8, 0.2), (0.8, 0.8))
    height, width = pixels.shape[:2]
    return [
        tuple(int(v) for v in pixels[int(y * height), int(x * width), 2::-1]) for y, x in places
    ]


def assert_colours(picture: Picture, wanted: tuple = CORNERS, tolerance: int = 12) -> None:
    assert np.abs(np.array(seen(picture)) - np.array(wanted)).max() <= tolerance


def tiff(array: np.ndarray, **options: object) -> bytes:
    out = io.BytesIO()
    tifffile.imwrite(out, array, **options)
    return out.getvalue()


def values_of(picture: Picture) -> np.ndarray:
    """The values behind the pixels, (h, w) or (h, w, bands)."""
    assert picture.deep is not None
    planes = picture.deep.levels[0]
    return planes[0] if len(planes) == 1 else np.dstack(planes)
