"""Cutting objects apart."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from labeldesk.domain.geometry import Rect, Ring
from labeldesk.domain.mask import Mask
from labeldesk.domain.shapes import Box, Part, Polygon
from labeldesk.raster.booleans import to_plane
from labeldesk.raster.cuts import split, split_mask
from labeldesk.raster.outlines import to_polygon
from labeldesk.raster.pixelwise import common, union
from tests.strategies import masks, polygons, rings

SQUARE = to_polygon(Box(0, 0, 10, 10))
assert SQUARE is not None
HOLED = Polygon((Part(SQUARE.parts[0].outer, (Ring([(4, 4), (4, 6), (6, 6), (6, 4)]),)),))


def areas(pieces: list[Polygon]) -> list[float]:
    return [piece.area for piece in pieces]


def test_a_line_across_makes_two_pieces_the_larger_first() -> None:
    pieces = split(SQUARE, Ring([(3, -1), (3, 11)]))
    assert areas(pieces) == pytest.approx([70, 30])
    assert pieces[0].bounds == Rect(3, 0, 10, 10)


def test_a_zigzag_makes_as_many_pieces_as_it_cuts_off() -> None:
    zigzag = Ring([(-1, 2), (11, 2), (11, 5), (-1, 5)])
    assert areas(split(SQUARE, zigzag)) == pytest.approx([50, 30, 20])


@pytest.mark.parametrize(
    "line",
    [
        [(20, 0), (20, 10)],  # beside it
        [(5, -1), (5, 8)],  # hangs inside
        [(0, -1), (0, 11)],  # along its edge
        [(5, 5), (5, 5)],  # no line at all
    ],
)
def test_a_line_that_does_not_cross_leaves_the_polygon_alone(line: list) -> None:
    assert split(SQUARE, Ring(line)) == [SQUARE]


def test_a_hole_stays_a_hole_and_is_opened_by_a_cut_through_it() -> None:
    beside = split(HOLED, Ring([(2, -1), (2, 11)]))
    assert areas(beside) == pytest.approx([76, 20])
    assert len(beside[0].rings) == 2
    through = split(HOLED, Ring([(5, -1), (5, 11)]))
    assert areas(through) == pytest.approx([48, 48])
    assert all(len(piece.rings) == 1 for piece in through)


def test_a_part_that_is_not_crossed_stays_with_the_largest_piece() -> None:
    two = Polygon((*SQUARE.parts, Part(Ring([(20, 0), (25, 0), (25, 5), (20, 5)]))))
    pieces = split(two, Ring([(3, -1), (3, 11)]))
    assert areas(pieces) == pytest.approx([95, 30])
    assert len(pieces[0].parts) == 2


def test_a_loop_cuts_out_what_it_surrounds() -> None:
    loop = Ring([(2, 2), (8, 2), (8, 8), (2, 8), (2, 1)])
    assert areas(split(SQUARE, loop)) == pytest.approx([64, 36])


@given(polygons, rings(2, 5))
def test_the_pieces_add_up_to_the_polygon(polygon: Polygon, line: Ring) -> None:
    pieces = split(polygon, line)
    assert pieces
    whole = to_plane(polygon).area
    if len(pieces) > 1:
        assert sum(areas(pieces)) == pytest.approx(whole, rel=1e-6, abs=1e-6)
        assert areas(pieces)[0] > 0


def test_a_mask_is_cut_by_the_centres_of_its_pixels() -> None:
    mask = Mask.of(np.ones((6, 10)), 3, 4)
    left, right = split_mask(mask, Ring([(8.4, 0), (8.4, 20)]))
    assert {left.area, right.area} == {30}
    assert {left.bounds, right.bounds} == {Rect(3, 4, 8, 10), Rect(8, 4, 13, 10)}


@given(masks(), rings(2, 5))
def test_no_pixel_is_lost_or_doubled_by_a_cut(mask: Mask, line: Ring) -> None:
    pieces = split_mask(mask, line)
    assert union(pieces) == mask
    assert sum(piece.area for piece in pieces) == mask.area
    for number, piece in enumerate(pieces):
        assert all(not common(piece, other).tiles for other in pieces[:number])


def test_a_mask_beside_the_line_is_the_same_object() -> None:
    mask = Mask.of(np.ones((3, 3)), 0, 0)
    assert split_mask(mask, Ring([(50, 0), (50, 50)]))[0] is mask
