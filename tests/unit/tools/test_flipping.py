"""Handles pulled beyond the opposite side, and shapes that would lose their area."""

from __future__ import annotations

import math

import pytest

from labeldesk.domain.ids import AnnotationId
from labeldesk.domain.shapes import Box, Ellipse, Polygon, RotatedBox
from labeldesk.tools.settle import CROSSED, FLAT
from tests.unit.tools.hand import Hand, annotation, box, polygon

ONE = AnnotationId(1)


def holding_box(tool: str = "select") -> Hand:
    return Hand(box(1, 200, 100, 300, 200), tool=tool).select(1)


@pytest.mark.parametrize(
    ("grip", "to", "wanted"),
    [
        ((300, 200), (120, 60), Box(120, 60, 200, 100)),
        ((200, 100), (340, 260), Box(300, 200, 340, 260)),
        ((300, 100), (150, 280), Box(150, 200, 200, 280)),
        ((300, 150), (120, 150), Box(120, 100, 200, 200)),
        ((250, 100), (250, 240), Box(200, 200, 300, 240)),
    ],
)
@pytest.mark.parametrize("tool", ["select", "box"])
def test_a_box_flips_over_when_a_handle_goes_beyond_the_opposite_side(
    tool: str, grip: tuple[float, float], to: tuple[float, float], wanted: Box
) -> None:
    hand = holding_box(tool).drag(grip, to)
    assert hand.shapes == [wanted]


def test_proportions_hold_beyond_the_opposite_side_too() -> None:
    hand = holding_box().holding(ctrl=True).drag((300, 200), (150, 0))
    assert hand.shapes == [Box(150, 50, 200, 100)]


def test_about_its_centre_a_box_comes_back_from_the_other_side() -> None:
    hand = holding_box().holding(alt=True).drag((300, 200), (190, 90))
    assert hand.shapes == [Box(190, 90, 310, 210)]


def test_an_ellipse_and_a_turned_box_flip_as_well() -> None:
    hand = Hand(annotation(1, Ellipse(250, 150, 50, 50))).select(1).drag((300, 200), (120, 60))
    (flipped,) = hand.shapes
    assert flipped.bounds == pytest.approx((120, 60, 200, 100))
    turned = RotatedBox(250, 150, 100, 100, math.pi / 2)
    hand = Hand(annotation(1, turned)).select(1).drag((300, 200), (120, 60))
    (flipped,) = hand.shapes
    assert flipped.bounds == pytest.approx((120, 60, 200, 100))


def test_a_box_without_a_width_is_given_back_as_it_was() -> None:
    hand = holding_box().drag((300, 150), (250, 150), (200, 150))
    assert hand.shapes == [Box(200, 100, 300, 200)]
    assert hand.edits == []
    assert hand.said == [FLAT]


def test_a_vertex_that_would_take_the_area_away_goes_back() -> None:
    hand = Hand(polygon(1, (100, 100), (200, 100), (150, 180))).select(1)
    hand.drag((150, 180), (150, 140), (150, 100))
    assert hand.shapes == [Polygon.of([(100, 100), (200, 100), (150, 180)])]
    assert hand.said == [FLAT]


def test_sides_that_cross_after_an_edit_are_kept_and_told_once() -> None:
    hand = Hand(polygon(1, (100, 100), (200, 100), (200, 200), (100, 200))).select(1)
    hand.drag((200, 200), (120, 150), (60, 120))
    assert len(hand.edits) == 1
    assert hand.said == [CROSSED]
    hand.drag((60, 120), (62, 125), (64, 128))
    assert hand.said == [CROSSED]
