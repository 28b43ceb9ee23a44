"""Masks joined, cut and completed, against plain arrays."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from labeldesk.domain.geometry import Size
from labeldesk.domain.mask import Mask
from labeldesk.raster.pixelwise import common, either, minus, rest, union, without_holes
from tests.strategies import masks

SIZE = Size(700, 650)


@given(masks(), masks())
def test_the_operations_are_those_of_sets_of_pixels(a: Mask, b: Mask) -> None:
    x, y = a.whole(SIZE), b.whole(SIZE)
    assert union((a, b)) == Mask.of(x | y)
    assert minus(a, b) == Mask.of(x & ~y)
    assert common(a, b) == Mask.of(x & y)
    assert either(a, b) == Mask.of(x ^ y)


@given(st.lists(masks(), max_size=3))
def test_the_rest_is_what_none_has(found: list[Mask]) -> None:
    left = rest(found, SIZE)
    taken = union(one.clipped(SIZE) for one in found)
    assert left.area + taken.area == SIZE.width * SIZE.height
    assert not common(left, taken).tiles
    assert left.clipped(SIZE) == left


@given(masks(), masks())
def test_tiles_that_stay_are_the_same_objects(a: Mask, b: Mask) -> None:
    left = minus(a, b)
    for key, tile in left.tiles.items():
        assert (tile is a.tiles[key]) == (tile == a.tiles[key])


def test_nothing_joined_is_nothing() -> None:
    assert union(()) == Mask({})
    assert without_holes(Mask({})) == Mask({})


def test_the_rest_of_an_empty_image_is_all_of_it() -> None:
    assert rest((), Size(300, 257)).area == 300 * 257


def test_holes_are_filled_and_bays_are_not() -> None:
    pixels = np.ones((300, 300), dtype=bool)
    pixels[100:110, 50:70] = False  # a hole
    pixels[200:210, 250:] = False  # a bay
    pixels[20, 20], pixels[21, 21] = False, False  # two holes that touch at a corner
    filled = without_holes(Mask.of(pixels, 10, 20))
    pixels[100:110, 50:70] = pixels[20, 20] = pixels[21, 21] = True
    assert filled == Mask.of(pixels, 10, 20)


@given(masks())
def test_filling_holes_twice_changes_nothing_and_keeps_the_frame(mask: Mask) -> None:
    once = without_holes(mask)
    assert without_holes(once) == once
    assert minus(mask, once) == Mask({})
    assert once.bounds == mask.bounds
