from __future__ import annotations

import numpy as np
import pytest

from labeldesk.domain.annotation import Origin
from labeldesk.domain.geometry import Ring
from labeldesk.domain.mask import Mask
from labeldesk.domain.shapes import Box, Ellipse, Keypoints, Polygon, Polyline
from labeldesk.tools.machine import hint_of
from labeldesk.tools.pointer import Key
from labeldesk.tools.state import Cursor
from tests.unit.tools.hand import Hand, annotation, box, polygon

NEAR = box(1, 100, 100, 200, 200)
FAR = box(2, 300, 300, 400, 380)
SQUARE = polygon(3, (100, 100), (200, 100), (200, 200), (100, 200))


def test_a_click_selects_what_lies_under_it() -> None:
    assert Hand(NEAR, FAR).click(150, 150).env.selection.ids == (1,)


def test_picking_an_object_is_done_with_the_one_just_drawn() -> None:
    hand = Hand(box(1, 200, 200, 300, 300), tool="box").drag((10, 10), (60, 50))
    assert hand.env.fresh is not None
    hand.machine.set_tool("select")
    hand.click(250, 250)
    assert hand.env.fresh is None
    assert hand.env.selection.ids == (1,)


def test_the_smaller_of_two_nested_shapes_is_meant() -> None:
    hand = Hand(box(1, 0, 0, 400, 400), box(2, 100, 100, 200, 200)).click(150, 150)
    assert hand.env.selection.ids == (2,)


def test_a_click_on_the_edge_means_the_shape_of_the_edge() -> None:
    hand = Hand(box(1, 0, 0, 150, 400), box(2, 100, 100, 200, 200)).click(148, 150)
    assert hand.env.selection.ids == (1,)


def test_a_click_on_the_ground_lets_the_selection_go() -> None:
    assert not Hand(NEAR).select(1).click(500, 20).env.selection


def test_shift_adds_to_the_selection_and_takes_away_from_it() -> None:
    hand = Hand(NEAR, FAR).click(150, 150).holding(shift=True).click(350, 340)
    assert hand.env.selection.ids == (1, 2)
    assert hand.click(150, 150).env.selection.ids == (2,)


def test_hidden_and_locked_shapes_are_not_picked() -> None:
    hand = Hand(box(1, 0, 0, 90, 90, hidden=True), box(2, 0, 0, 90, 90, locked=True))
    assert not hand.click(40, 40).env.selection


def test_the_rubber_band_selects_what_lies_wholly_inside() -> None:
    assert Hand(NEAR, FAR).drag((50, 50), (250, 250)).env.selection.ids == (1,)


def test_shift_and_the_rubber_band_add_to_the_selection() -> None:
    hand = Hand(NEAR, FAR).select(2).holding(shift=True).drag((50, 50), (250, 250))
    assert hand.env.selection.ids == (2, 1)


def test_escape_during_a_rubber_band_brings_the_selection_back() -> None:
    hand = Hand(NEAR, FAR).select(2).press(50, 50).move(250, 250)
    assert hand.key(Key.ESCAPE)
    assert hand.env.selection.ids == (2,)


def test_a_drag_moves_the_shape_in_one_undo_step() -> None:
    hand = Hand(NEAR).drag((150, 150), (160, 155), (180, 160))
    assert hand.shapes == [Box(130, 110, 230, 210)]
    assert hand.titles == ["Move"]


def test_a_press_that_hardly_moves_is_a_click() -> None:
    assert Hand(NEAR).drag((150, 150), (152, 151)).edits == []


def test_a_drag_moves_all_that_is_selected() -> None:
    hand = Hand(NEAR, FAR).select(1, 2).drag((150, 150), (140, 130))
    assert hand.shapes == [Box(90, 80, 190, 180), Box(290, 280, 390, 360)]


def test_a_selected_shape_under_a_smaller_one_is_what_a_drag_moves() -> None:
    hand = Hand(box(1, 0, 0, 400, 400), box(2, 100, 100, 200, 200)).select(1)
    hand.drag((150, 150), (160, 150))
    assert hand.shapes == [Box(10, 0, 410, 400), Box(100, 100, 200, 200)]


def test_shapes_stop_at_the_edge_of_the_image() -> None:
    assert Hand(NEAR).drag((150, 150), (-900, 150)).shapes == [Box(0, 100, 100, 200)]


def test_shift_keeps_a_move_straight() -> None:
    hand = Hand(NEAR).select(1).press(150, 150).move(160, 152).holding(shift=True)
    assert hand.move(190, 160).release(190, 160).shapes == [Box(140, 100, 240, 200)]


def test_a_mask_moves_by_whole_pixels() -> None:
    hand = Hand(annotation(1, Mask.of(np.ones((9, 9)), 20, 20))).drag((24, 24), (30.4, 29.6))
    assert hand.shapes[0].bounds == (26, 26, 35, 35)


def test_moving_makes_a_models_answer_a_corrected_one() -> None:
    hand = Hand(box(1, 100, 100, 200, 200, origin=Origin.MODEL)).drag((150, 150), (170, 150))
    assert [one.origin for one in hand.document.values()] == [Origin.MODEL_EDITED]


@pytest.mark.parametrize(
    ("start", "to", "expected"),
    [
        ((100, 100), (80, 90), Box(80, 90, 200, 200)),
        ((200, 200), (230, 220), Box(100, 100, 230, 220)),
        ((150, 100), (150, 70), Box(100, 70, 200, 200)),
        ((200, 150), (240, 190), Box(100, 100, 240, 200)),
        ((100, 200), (60, 210), Box(60, 100, 200, 210)),
        ((100, 150), (300, 150), Box(200, 100, 300, 200)),
    ],
    ids=["top left", "bottom right", "top", "right", "bottom left", "beyond the other side"],
)
def test_a_handle_pulls_its_sides(
    start: tuple[int, int], to: tuple[int, int], expected: Box
) -> None:
    hand = Hand(NEAR).select(1).drag(start, to)
    assert hand.shapes == [expected]
    assert hand.titles == ["Resize"]


def test_alt_resizes_about_the_centre_and_ctrl_keeps_proportions() -> None:
    hand = Hand(NEAR).select(1).holding(alt=True).drag((200, 150), (220, 150))
    assert hand.shapes == [Box(80, 100, 220, 200)]
    wide = Hand(box(1, 100, 100, 300, 200)).select(1).holding(ctrl=True)
    assert wide.drag((300, 200), (400, 400)).shapes == [Box(100, 100, 400, 250)]


def test_a_handle_keeps_its_distance_to_the_pointer() -> None:
    assert Hand(NEAR).select(1).drag((203, 204), (213, 214)).shapes == [Box(100, 100, 210, 210)]


def test_escape_while_a_handle_is_pulled_leaves_no_trace() -> None:
    hand = Hand(NEAR).select(1).press(200, 200).move(300, 300)
    assert [one.shape for one in hand.session.live.values()] == [Box(100, 100, 300, 300)]
    assert hand.key(Key.ESCAPE)
    assert hand.session.live is hand.session.document
    assert hand.edits == []
    assert not hand.key(Key.ESCAPE)


def test_a_vertex_is_dragged() -> None:
    hand = Hand(SQUARE).select(3).drag((200, 200), (220, 230))
    assert hand.shapes == [Polygon.of([(100, 100), (200, 100), (220, 230), (100, 200)])]
    assert hand.titles == ["Move vertex"]


@pytest.mark.parametrize(
    ("at", "place"), [((150, 101), 1), ((99, 150), 4)], ids=["first side", "closing side"]
)
def test_alt_and_a_click_on_a_side_put_a_vertex_there(at: tuple[float, float], place: int) -> None:
    hand = Hand(SQUARE).select(3).holding(alt=True).click(*at)
    points = [(100, 100), (200, 100), (200, 200), (100, 200)]
    assert hand.shapes == [Polygon.of([*points[:place], at, *points[place:]])]
    assert hand.titles == ["Add vertex"]


def test_a_click_on_a_side_selects_and_changes_nothing() -> None:
    hand = Hand(SQUARE, FAR).select(2, 3).click(150, 101)
    assert hand.env.selection.ids == (3,)
    assert hand.edits == []


def test_a_line_just_drawn_is_selected_by_a_click() -> None:
    hand = Hand(FAR, tool="line").clicks([(10, 10), (90, 10)])
    assert hand.key(Key.ENTER)
    drawn = hand.env.fresh
    hand.machine.set_tool("select")
    hand.click(50, 11)
    assert hand.env.selection.ids == (drawn,)
    assert hand.env.fresh is None
    assert len(hand.edits) == 1


def test_a_click_on_a_frame_handle_of_a_box_just_drawn_selects_it() -> None:
    hand = Hand(FAR, tool="box").drag((10, 10), (60, 50))
    drawn = hand.env.fresh
    hand.machine.set_tool("select")
    assert hand.click(60, 50).env.selection.ids == (drawn,)


def test_the_hint_over_a_side_says_how_to_add_a_vertex() -> None:
    hand = Hand(SQUARE).select(3).move(150, 100)
    assert "vertex" in str(hint_of(hand.machine)[0])


def test_a_side_is_dragged_out_into_a_new_vertex() -> None:
    hand = Hand(SQUARE).select(3).drag((150, 100), (150, 60))
    expected = Polygon.of([(100, 100), (150, 60), (200, 100), (200, 200), (100, 200)])
    assert hand.shapes == [expected]


def test_backspace_removes_the_chosen_vertex_and_never_the_shape() -> None:
    hand = Hand(SQUARE).select(3).click(200, 200)
    assert hand.key(Key.BACKSPACE)
    assert hand.shapes == [Polygon.of([(100, 100), (200, 100), (100, 200)])]
    assert not hand.key(Key.BACKSPACE)


def test_a_triangle_keeps_its_vertices_and_says_why() -> None:
    hand = Hand(polygon(1, (100, 100), (200, 100), (100, 200))).select(1).click(100, 100)
    assert hand.key(Key.BACKSPACE)
    assert hand.edits == []
    assert "at least three" in str(hand.said[0])


def test_alt_click_removes_a_vertex() -> None:
    hand = Hand(SQUARE).select(3).holding(alt=True).click(200, 200)
    assert len(hand.shapes[0].parts[0].outer) == 3


def test_lines_and_joints_have_vertices_too() -> None:
    line = annotation(1, Polyline(Ring([(10, 10), (50, 10)])))
    joints = annotation(2, Keypoints(Ring([(100, 100), (200, 200)]), (2, 2)))
    hand = Hand(line, joints).select(1, 2).drag((50, 10), (60, 20)).drag((100, 100), (90, 90))
    line_now, joints_now = hand.shapes
    assert line_now == Polyline(Ring([(10, 10), (60, 20)]))
    assert joints_now == Keypoints(Ring([(90, 90), (200, 200)]), (2, 2))


def test_an_ellipse_is_picked_and_moved_whole() -> None:
    hand = Hand(annotation(1, Ellipse(100, 100, 40, 20))).drag((100, 100), (110, 100))
    assert hand.shapes == [Ellipse(110, 100, 40, 20)]


def test_locked_shapes_stay_where_they_are_when_selected_elsewhere() -> None:
    hand = Hand(box(1, 100, 100, 200, 200, locked=True), FAR).select(1, 2)
    hand.drag((350, 340), (360, 340)).drag((200, 200), (250, 250))
    assert hand.shapes[0] == Box(100, 100, 200, 200)


def test_handles_are_as_near_on_the_screen_at_every_zoom() -> None:
    hand = Hand(NEAR, scale=10).select(1)
    assert hand.move(200.5, 200.5).cursor is Cursor.BACKSLASH
    assert hand.move(201, 201).cursor is Cursor.ARROW


def test_a_selected_line_is_moved_by_its_sides_and_bent_with_alt() -> None:
    line = annotation(1, Polyline(Ring([(10, 10), (50, 10)])))
    hand = Hand(line).select(1).drag((30, 10), (40, 30), (45, 40))
    assert hand.shapes == [Polyline(Ring([(25, 40), (65, 40)]))]
    hand.holding(alt=True).drag((45, 40), (45, 60), (45, 80))
    assert hand.shapes == [Polyline(Ring([(25, 40), (45, 80), (65, 40)]))]
