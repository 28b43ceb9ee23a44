"""Lines, points, boxes by their extremes, turned boxes."""

from __future__ import annotations

import math

import pytest

from labeldesk.domain.geometry import Ring
from labeldesk.domain.shapes import Box, Ellipse, Point, Polyline, RotatedBox
from labeldesk.tools.pointer import Key
from tests.unit.tools.hand import Hand, annotation, box

CORNERS = [(100.0, 100.0), (200.0, 100.0), (200.0, 200.0)]


def test_a_line_ends_with_enter_and_has_no_area() -> None:
    hand = Hand(tool="line").clicks(CORNERS)
    assert hand.key(Key.ENTER)
    assert hand.shapes == [Polyline(Ring(CORNERS))]
    assert hand.titles == ["Draw line"]


def test_a_line_does_not_close_on_its_first_vertex() -> None:
    hand = Hand(tool="line").clicks([*CORNERS, (100, 100)])
    assert hand.key(Key.ENTER)
    assert len(hand.shapes[0].line) == 4


def test_a_double_click_ends_a_line() -> None:
    assert Hand(tool="line").click(10, 10).double(90, 10).shapes == [
        Polyline(Ring([(10, 10), (90, 10)]))
    ]


def test_a_single_vertex_is_no_line() -> None:
    hand = Hand(tool="line").click(10, 10)
    assert hand.key(Key.ENTER)
    assert hand.shapes == []
    assert [str(text) for text in hand.said] == ["A line needs at least two vertices"]


def test_a_click_sets_a_point_and_a_drag_moves_it_first() -> None:
    assert Hand(tool="point").click(40, 50).shapes == [Point(40, 50)]
    assert Hand(tool="point").drag((40, 50), (60, 70)).shapes == [Point(60, 70)]


def test_escape_takes_the_point_back_before_it_is_let_go() -> None:
    hand = Hand(tool="point").press(40, 50)
    assert hand.key(Key.ESCAPE)
    assert hand.release(40, 50).shapes == []


def test_four_extremes_make_a_box_in_any_order() -> None:
    hand = Hand(tool="extreme").clicks([(150, 20), (90, 80), (140, 130), (210, 70)])
    assert hand.shapes == [Box(90, 20, 210, 130)]


def test_an_extreme_is_dropped_by_backspace_and_all_by_escape() -> None:
    hand = Hand(tool="extreme").clicks([(150, 20), (90, 80), (500, 400)])
    assert hand.key(Key.BACKSPACE)
    hand.clicks([(140, 130), (210, 70)])
    assert hand.shapes == [Box(90, 20, 210, 130)]
    hand.click(5, 5)
    assert hand.key(Key.ESCAPE)
    assert not hand.machine.busy


def test_four_clicks_on_one_line_are_no_box() -> None:
    hand = Hand(tool="extreme").clicks([(10, 10), (20, 10), (30, 10), (40, 10)])
    assert hand.shapes == []
    assert hand.said


@pytest.mark.parametrize("side", [1, -1])
def test_an_edge_and_a_reach_make_a_turned_box_on_either_side(side: int) -> None:
    reach = (100 - side * 30, 100 + side * 40)
    (box,) = Hand(tool="rotated").drag((100, 100), (140, 130)).click(*reach).shapes
    assert (box.width, box.height) == pytest.approx((50, 50))
    assert math.degrees(box.angle) == pytest.approx(math.degrees(math.atan2(30, 40)))
    corners = {tuple(row) for row in box.corners.round(6).tolist()}
    assert {(100, 100), (140, 130), reach} <= corners


def test_the_edge_may_be_clicked_and_shift_steps_its_angle() -> None:
    hand = Hand(tool="rotated").click(100, 100).holding(shift=True).click(200, 104)
    (box,) = hand.holding().click(150, 140).shapes
    assert (box.angle, box.height) == pytest.approx((0, 40))


def test_a_turned_box_without_reach_is_refused_and_goes_on() -> None:
    hand = Hand(tool="rotated").drag((100, 100), (200, 100)).click(150, 100)
    assert hand.shapes == []
    assert hand.click(150, 130).shapes != []


@pytest.mark.parametrize(
    "shape", [RotatedBox(200, 200, 100, 60, 0.5), Ellipse(200, 200, 50, 30, 0.5)]
)
def test_a_turned_frame_is_pulled_along_its_own_sides(shape: RotatedBox | Ellipse) -> None:
    hand = Hand(annotation(1, shape)).select(1)
    c, s = math.cos(0.5), math.sin(0.5)
    right = (200 + 50 * c, 200 + 50 * s)
    hand.drag(right, (right[0] + 20 * c, right[1] + 20 * s))
    (after,) = hand.shapes
    assert hand.titles == ["Resize"]
    assert after.angle == 0.5
    assert after.area == pytest.approx(shape.area * 120 / 100, rel=1e-3)
    assert (after.cx, after.cy) == pytest.approx((200 + 10 * c, 200 + 10 * s), abs=0.02)


def test_the_handle_above_turns_a_box_and_shift_steps() -> None:
    hand = Hand(annotation(1, RotatedBox(200, 200, 100, 60, 0))).select(1)
    hand.drag((200, 148), (260, 200))
    assert hand.shapes[0].angle == pytest.approx(math.pi / 2)
    assert hand.titles == ["Turn"]
    hand = Hand(annotation(1, RotatedBox(200, 200, 100, 60, 0))).select(1)
    hand.holding(shift=True).drag((200, 148), (225, 150))
    assert math.degrees(hand.shapes[0].angle) == pytest.approx(30)


def test_turning_is_cancelled_without_a_trace() -> None:
    box = RotatedBox(200, 200, 100, 60, 0)
    hand = Hand(annotation(1, box)).select(1).press(200, 148).move(260, 200)
    assert hand.session.live[annotation(1, box).id].shape != box
    assert hand.key(Key.ESCAPE)
    assert hand.shapes == [box]
    assert hand.edits == []


def test_an_ellipse_fills_the_box_that_is_dragged_and_ctrl_makes_a_circle() -> None:
    hand = Hand(tool="ellipse").drag((100, 100), (200, 160))
    assert hand.shapes == [Ellipse(150, 130, 50, 30)]
    assert hand.machine.tool == "ellipse"
    assert hand.titles == ["Draw ellipse"]
    (circle,) = Hand(tool="ellipse").holding(ctrl=True).drag((100, 100), (180, 130)).shapes
    assert circle == Ellipse(140, 140, 40, 40)


def test_an_ellipse_can_be_clicked_and_drawn_from_the_keyboard() -> None:
    assert Hand(tool="ellipse").click(10, 10).click(30, 50).shapes == [Ellipse(20, 30, 10, 20)]
    hand = Hand(tool="ellipse").move(100, 100)
    for key in (Key.RIGHT, Key.ENTER, Key.RIGHT, Key.RIGHT, Key.DOWN, Key.DOWN, Key.ENTER):
        assert hand.key(key)
    assert hand.shapes == [Ellipse(102, 101, 1, 1)]
    assert hand.machine.tool == "ellipse"


def test_a_line_across_cuts_what_it_crosses_and_nothing_else() -> None:
    hand = Hand(box(1, 100, 100, 200, 200), box(2, 300, 100, 400, 200), tool="cut")
    hand.clicks([(150, 50), (150, 250)])
    assert hand.key(Key.ENTER)
    assert sorted(shape.bounds for shape in hand.shapes) == [
        (100, 100, 150, 200), (150, 100, 200, 200), (300, 100, 400, 200),
    ]  # fmt: skip
    assert hand.titles == ["Cut"]


def test_with_a_selection_only_that_is_cut_and_a_drag_cuts_at_once() -> None:
    hand = Hand(box(1, 100, 100, 200, 200), box(2, 300, 100, 400, 200), tool="cut").select(2)
    hand.drag((50, 150), (250, 150), (450, 150))
    assert len(hand.shapes) == 3
    assert hand.shapes[0] == Box(100, 100, 200, 200)


def test_a_line_beside_everything_says_so() -> None:
    hand = Hand(box(1, 100, 100, 200, 200), tool="cut").drag((5, 5), (50, 50), (5, 60))
    assert hand.edits == []
    assert "edge to edge" in str(hand.said[0])
