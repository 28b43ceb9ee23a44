"""Outlines of boxes, ellipses and masks, and fewer vertices."""

from __future__ import annotations

import math

import numpy as np
import pytest

from labeldesk.domain.geometry import Size
from labeldesk.domain.mask import Mask
from labeldesk.domain.shapes import (
    Box,
    Caption,
    Ellipse,
    Point,
    Polygon,
    RotatedBox,
    Shape,
    Tag,
)
from labeldesk.raster.outlines import SAGITTA, ellipse_to_polygon, simplify, to_polygon
from labeldesk.raster.overlap import area, iou, to_mask
from labeldesk.raster.trace import pixels_to_polygon


def test_a_box_turned_by_a_quarter_covers_what_the_lying_box_covers() -> None:
    upright = to_polygon(RotatedBox(50, 50, 20, 40, math.pi / 2))
    assert upright is not None
    assert iou(upright, Box(30, 40, 70, 60)) == pytest.approx(1)


@pytest.mark.parametrize("radius", [0.01, 0.3, 5.0, 300.0])
def test_an_ellipse_stays_within_its_sagitta(radius: float) -> None:
    polygon = ellipse_to_polygon(Ellipse(0, 0, radius, radius))
    points = polygon.rings[0].points
    middles = (points + np.roll(points, 1, axis=0)) / 2
    assert np.abs(np.hypot(*middles.T) - radius).max() <= SAGITTA + 1e-9


def test_a_tall_ellipse_turned_lies_on_its_side() -> None:
    bounds = ellipse_to_polygon(Ellipse(50, 50, 10, 30, math.pi / 2)).bounds
    assert bounds == pytest.approx((20, 40, 80, 60), abs=0.1)


@pytest.mark.parametrize("shape", [Tag(), Caption("a"), Point(1, 2)])
def test_shapes_without_an_inside_have_no_outline(shape: Shape) -> None:
    assert to_polygon(shape) is None
    assert area(shape) == 0
    assert to_mask(shape, Size(9, 9)).area == 0


def test_shapes_without_an_inside_share_all_with_their_equal_only() -> None:
    assert iou(Tag(), Tag()) == 1
    assert iou(Point(1, 2), Point(1, 2)) == 1
    assert iou(Point(1, 2), Point(1, 3)) == 0
    assert iou(Tag(), Box(0, 0, 9, 9)) == 0


def test_a_checkerboard_is_parts_that_touch_at_corners() -> None:
    polygon = pixels_to_polygon(np.indices((4, 4)).sum(axis=0) % 2 == 0)
    assert polygon is not None
    assert len(polygon.parts) == 8
    assert all(len(ring) == 4 for ring in polygon.rings)


def test_an_island_in_a_hole_is_a_part_of_its_own() -> None:
    pixels = np.ones((9, 9), dtype=bool)
    pixels[2:7, 2:7] = False
    pixels[4, 4] = True
    polygon = pixels_to_polygon(pixels, 100, 200)
    assert polygon is not None
    assert [len(part.holes) for part in polygon.parts] == [1, 0]
    assert polygon.bounds == (100, 200, 109, 209)


def test_stairs_become_a_slope() -> None:
    stairs = pixels_to_polygon(np.tril(np.ones((30, 30), dtype=bool)))
    assert stairs is not None
    assert len(simplify(stairs, 1.0).rings[0]) <= 5


def test_a_triangle_cannot_lose_a_vertex() -> None:
    triangle = Polygon.of([(0, 0), (1, 0), (0, 1)])
    assert simplify(triangle, 100) == triangle


def test_a_ring_that_crosses_itself_can_be_thinned() -> None:
    bow = Polygon.of([(10, 10), (25, 25), (40, 40), (40, 10), (10, 40)])
    assert len(simplify(bow, 1.0).rings[0]) in (4, 5)


def test_iou_of_a_mask_reaches_beyond_the_common_window() -> None:
    mask = Mask.of(np.ones((10, 10)))
    assert iou(mask, Box(5, 0, 15, 10)) == 50 / 150
    assert iou(mask, Box(-5, 0, 5, 10)) == 50 / 100
