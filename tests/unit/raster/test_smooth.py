"""Outlines and masks made smooth."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from labeldesk.domain.geometry import Ring, Size
from labeldesk.domain.mask import Mask
from labeldesk.domain.shapes import Box, Polygon, Polyline
from labeldesk.raster.outlines import to_polygon
from labeldesk.raster.overlap import area
from labeldesk.raster.smooth import smoothed

SIZE = Size(400, 300)
ROWS, COLUMNS = np.mgrid[0:300, 0:400]
DISC = Mask.of((COLUMNS - 200) ** 2 + (ROWS - 150) ** 2 < 80**2)


def waves(polygon: Polygon) -> float:
    """The sum of all turns at the vertices, in full turns: 1 for a convex ring."""
    points = polygon.rings[0].points
    steps = np.roll(points, -1, axis=0) - points
    headings = np.arctan2(steps[:, 1], steps[:, 0])
    turns = (np.diff(np.append(headings, headings[0])) + math.pi) % (2 * math.pi) - math.pi
    return float(np.abs(turns).sum() / (2 * math.pi))


def test_the_stairs_of_a_mask_become_a_round_outline_of_nearly_the_same_area():
    stairs = to_polygon(DISC)
    assert stairs is not None
    round_one = smoothed(stairs, 3.0, SIZE)
    assert isinstance(round_one, Polygon)
    assert waves(stairs) > 20
    assert waves(round_one) < 1.6
    assert abs(area(round_one) / area(stairs) - 1) < 0.005
    assert len(round_one.rings[0]) < len(stairs.rings[0])


def test_single_pixels_that_stick_out_of_a_mask_go_and_the_rest_stays():
    rough = DISC.with_pixels(np.ones((1, 1)), 285, 150).with_pixels(np.zeros((2, 2)), 200, 150)
    smooth = smoothed(rough, 2.0, SIZE)
    assert isinstance(smooth, Mask)
    assert not smooth.pixels(285, 150, 286, 151).any()
    assert smooth.pixels(200, 150, 202, 152).all()
    assert abs(area(smooth) / area(DISC) - 1) < 0.005


def test_a_mask_too_small_to_be_smoothed_does_not_vanish():
    dot = Mask.of(np.ones((1, 1)), 10, 10)
    assert smoothed(dot, 5.0, SIZE) == dot


def test_the_ends_of_a_line_stay_where_they_are():
    zigzag = Polyline(Ring([(20 + 10 * k, 100 + 4 * (k % 2)) for k in range(20)]))
    smooth = smoothed(zigzag, 12.0, SIZE)
    assert isinstance(smooth, Polyline)
    points = smooth.line.points
    assert points[0].tolist() == [20, 100]
    assert points[-1].tolist() == [210, 104]
    inner = points[(points[:, 0] > 60) & (points[:, 0] < 170)]
    assert np.abs(inner[:, 1] - 102).max(initial=0) < 0.5


def test_what_has_no_outline_of_its_own_stays():
    assert smoothed(Box(1, 2, 30, 40), 3.0, SIZE) == Box(1, 2, 30, 40)


def test_a_hole_is_smoothed_too_and_stays_a_hole():
    ring = DISC.with_pixels(np.zeros((40, 40)), 180, 130)
    polygon = to_polygon(ring)
    assert polygon is not None
    smooth = smoothed(polygon, 3.0, SIZE)
    assert isinstance(smooth, Polygon)
    assert len(smooth.parts) == 1
    assert len(smooth.parts[0].holes) == 1


@given(
    st.lists(st.tuples(st.floats(0, 400), st.floats(0, 300)), min_size=3, max_size=12, unique=True),
    st.floats(0.5, 50),
)
def test_no_polygon_loses_its_rings_or_becomes_anything_but_finite(points, sigma):
    shape = smoothed(Polygon.of(points), sigma, SIZE)
    assert isinstance(shape, Polygon)
    assert len(shape.rings) == 1
    assert np.isfinite(shape.rings[0].points).all()
