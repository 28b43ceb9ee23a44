"""Shapes as boxes, turned boxes and ellipses."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given

from labeldesk.domain.geometry import Rect, Ring
from labeldesk.domain.mask import Mask
from labeldesk.domain.shapes import (
    Box,
    Caption,
    Ellipse,
    Keypoints,
    Point,
    Polygon,
    Polyline,
    RotatedBox,
    Shape,
    Tag,
)
from labeldesk.raster.convert import to_box, to_ellipse, to_rotated_box
from tests.strategies import boxes, points, rotated_boxes, shapes


@given(shapes)
def test_the_box_around_a_shape_is_its_bounds(shape: Shape) -> None:
    box, bounds = to_box(shape), shape.bounds
    if box is None:
        assert bounds is None or bounds.width == bounds.height == 0
    else:
        assert box.bounds == bounds


@given(boxes)
def test_a_box_comes_back_from_its_turned_box(box: Box) -> None:
    turned = to_rotated_box(box)
    if turned is None:
        assert box.bounds.width == box.bounds.height == 0
        return
    assert turned.angle == 0
    assert to_box(turned) is not None
    assert turned.bounds == pytest.approx(box.bounds, abs=1e-9)


@given(rotated_boxes)
def test_a_turned_box_is_found_again_from_its_corners(box: RotatedBox) -> None:
    found = to_rotated_box(Polygon.of(box.corners))
    if found is None:
        assert box.width == box.height == 0
        return
    assert -math.pi / 4 - 1e-9 < found.angle <= math.pi / 4 + 1e-9
    assert found.area <= box.area + 1e-6 * (1 + box.area)
    assert (found.cx, found.cy) == pytest.approx((box.cx, box.cy), abs=1e-6)


@given(shapes)
def test_a_turned_box_holds_the_shape_and_is_no_larger_than_the_upright_one(shape: Shape) -> None:
    turned, box = to_rotated_box(shape), to_box(shape)
    if isinstance(shape, RotatedBox | Ellipse):  # these are what they are
        return
    assert (turned is None) == (box is None)
    if turned is None or box is None:
        return
    assert turned.area <= box.area * (1 + 1e-9) + 1e-6
    assert shape.bounds is not None
    around = turned.bounds.expanded(1e-6)
    bounds = shape.bounds
    assert around.contains((bounds.x0, bounds.y0)) or around.meets(bounds)


@pytest.mark.parametrize("shape", [Tag(), Caption("a"), Point(3, 4), Mask({})])
def test_what_has_no_extent_has_no_box(shape: Shape) -> None:
    assert to_box(shape) is None
    assert to_rotated_box(shape) is None
    assert to_ellipse(shape) is None


@given(points)
def test_a_point_has_no_box(point: Point) -> None:
    assert to_rotated_box(point) is None


def test_a_slanted_line_has_a_turned_box_without_width() -> None:
    found = to_rotated_box(Polyline(Ring([(0, 0), (3, 4), (6, 8)])))
    assert found is not None
    assert sorted((found.width, found.height)) == pytest.approx([0, 10], abs=1e-6)
    assert (found.cx, found.cy) == pytest.approx((3, 4))


def test_absent_joints_do_not_count() -> None:
    joints = Keypoints(Ring([(10, 10), (20, 10), (500, 500)]), (2, 1, 0))
    found = to_rotated_box(joints)
    assert found is not None
    assert found.bounds == pytest.approx(Rect(10, 10, 20, 10), abs=1e-6)


def test_a_mask_is_framed_along_its_pixels() -> None:
    mask = Mask.of(np.ones((4, 9)), 5, 6)
    found = to_rotated_box(mask)
    assert found is not None
    assert (found.width, found.height, found.angle) == pytest.approx((9, 4, 0))


def test_the_ellipse_of_a_square_is_its_inner_circle() -> None:
    assert to_ellipse(Box(0, 0, 10, 10)) == Ellipse(5, 5, 5, 5, 0)


def test_an_ellipse_is_an_ellipse_already_and_its_box_touches_it() -> None:
    ellipse = Ellipse(50, 60, 30, 10, math.radians(100))
    assert to_ellipse(ellipse) is ellipse
    box = to_rotated_box(ellipse)
    assert box is not None
    assert (box.width, box.height) == pytest.approx((20, 60))
    assert math.degrees(box.angle) == pytest.approx(10)
