"""Run lengths from files that cannot be trusted."""

from __future__ import annotations

import time
from typing import Any

import numpy as np
import pytest

from labeldesk.domain.geometry import Size
from labeldesk.domain.mask import Mask
from labeldesk.raster import rle


@pytest.mark.parametrize(
    ("size", "counts"),
    [
        ([60, 80], [5, 30]),
        ([60, 80], [4801]),
        ([60, 80], [-1, 4801]),
        ([60, 80], [2400.0, 2400.0]),
        ([60, 80], [True, 4799]),
        ([60, 80], None),
        ([60, 80], 4800),
        ([60, 80], [[4800]]),
        ([60, 80], []),
        ([60, 80], ""),
        ([60, 80], "PP"),
        ([60, 80], "PPPPPPPPPPPPPPPPPP1"),
        ([60, 80], "00é"),
        ([60, 80], " "),
        ([60], [60]),
        ([60, -80], [0]),
        (["60", "80"], [4800]),
        (None, [4800]),
        ("60", [4800]),
        ([10**6, 10**6], [10**12]),
        ([60, 80], [10**30]),
    ],
)
def test_counts_that_describe_no_mask_are_refused(size: Any, counts: Any) -> None:
    with pytest.raises(rle.RleError):
        rle.from_rle({"size": size, "counts": counts})


def test_a_count_of_nothing_joins_its_neighbours() -> None:
    mask = rle.from_rle({"size": [4, 1], "counts": [1, 1, 0, 1, 1, 0, 0]})
    assert mask.whole(Size(1, 4))[:, 0].tolist() == [False, True, True, False]


def test_columns_come_before_rows_and_the_background_first() -> None:
    mask = Mask.of(np.array([[1, 0], [1, 1]]))
    assert rle.to_rle(mask, Size(2, 2), compressed=False) == {
        "size": [2, 2],
        "counts": [0, 2, 1, 1],
    }


def test_an_empty_mask_is_one_count() -> None:
    assert rle.to_rle(Mask({}), Size(3, 2), compressed=False)["counts"] == [6]


def test_pixels_beyond_the_image_are_left_out() -> None:
    assert rle.area(rle.to_rle(Mask.of(np.ones((5, 5))), Size(3, 2))) == 6


def test_a_large_mask_is_written_tile_by_tile() -> None:
    """100 megapixels in well under a second, without a copy of the whole."""
    pixels = np.zeros((10_000, 10_000), dtype=bool)
    pixels[3000:7000, 2000:9000] = True
    mask = Mask.of(pixels)
    start = time.perf_counter()
    written = rle.to_rle(mask, Size(10_000, 10_000))
    assert time.perf_counter() - start < 2
    assert rle.area(written) == 28_000_000
    assert rle.from_rle(written) == mask
