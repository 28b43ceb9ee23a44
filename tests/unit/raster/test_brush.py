"""Strokes on masks."""

from __future__ import annotations

import numpy as np

from labeldesk.domain.geometry import XY, Size
from labeldesk.domain.mask import Mask
from labeldesk.raster.brush import capsule, painted, square_capsule

SIZE = Size(1000, 700)


def test_a_dab_on_a_pixel_centre_is_round_and_symmetric() -> None:
    region = capsule(XY(50.5, 40.5), XY(50.5, 40.5), 5)
    xs = np.flatnonzero(region.pixels.any(axis=0))
    assert xs.min() + region.x == 45
    assert xs.max() + region.x == 55
    assert (region.pixels == region.pixels[::-1, ::-1]).all()
    assert region.pixels.sum() == 81


def test_the_smallest_brush_paints_the_pixel_under_it() -> None:
    assert square_capsule(XY(7.2, 9.9), XY(7.2, 9.9), 0.5).pixels.sum() == 1


def test_a_level_stroke_is_a_bar_with_round_ends() -> None:
    region = capsule(XY(10, 10), XY(30, 10), 4)
    assert region.pixels.sum() == 20 * 8 + capsule(XY(10, 10), XY(10, 10), 4).pixels.sum()


def test_painting_touches_only_its_tiles() -> None:
    whole = np.ones((600, 600))
    holed = whole.copy()
    holed[296:305, 296:315] = 0
    mask = Mask.of(holed)
    after = painted(mask, capsule(XY(300, 300), XY(310, 300), 12), SIZE)
    same = [key for key, tile in mask.tiles.items() if after.tiles[key] is tile]
    assert len(same) == len(mask.tiles) - 1
    assert after == Mask.of(whole)


def test_strokes_across_the_border_stay_in_the_image() -> None:
    mask = painted(Mask({}), capsule(XY(-5, -5), XY(1005, 705), 20), SIZE)
    assert mask.clipped(SIZE) == mask
    assert mask.area > 0
    assert painted(mask, capsule(XY(-90, -90), XY(-80, -90), 5), SIZE) is mask
    assert painted(mask, capsule(XY(2000, 0), XY(2000, 5), 5), SIZE) is mask
