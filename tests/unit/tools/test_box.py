from __future__ import annotations

from typing import Any

from labeldesk.domain.geometry import XY
from labeldesk.domain.shapes import Box
from labeldesk.tools.marks import Crosshair, Draft
from labeldesk.tools.pointer import Key
from tests.unit.tools.hand import CAT, DOG, Hand, box


def drawing(*annotations: Any, **more: Any) -> Hand:
    return Hand(*annotations, tool="box", **more)


def test_a_drag_draws_a_box_of_the_current_class() -> None:
    hand = drawing(class_id=DOG).drag((10, 10), (40, 30), (60, 50))
    (made,) = hand.document.values()
    assert (made.shape, made.class_id, made.author) == (Box(10, 10, 60, 50), DOG, "hand")
    assert hand.titles == ["Draw box"]


def test_the_new_box_is_fresh_and_not_selected() -> None:
    hand = drawing(box(1, 0, 0, 9, 9)).select(1).drag((100, 100), (200, 200))
    assert not hand.env.selection
    assert hand.env.fresh in hand.document


def test_the_tool_stays_for_the_next_box() -> None:
    hand = drawing().drag((10, 10), (60, 50)).drag((100, 100), (160, 150))
    assert len(hand.document) == 2
    assert hand.machine.tool == "box"


def test_one_shot_goes_back_to_select() -> None:
    hand = drawing()
    hand.env.settings.one_shot = True
    assert hand.drag((10, 10), (60, 50)).machine.tool == "select"


def test_one_shot_is_for_boxes_only_a_brush_paints_on() -> None:
    hand = Hand(tool="brush")
    hand.env.settings.one_shot = True
    assert hand.drag((100, 100), (200, 200)).machine.tool == "brush"
    hand = Hand(tool="polygon")
    hand.env.settings.one_shot = True
    assert hand.clicks([(10, 10), (90, 10), (90, 90)]).key(Key.ENTER)
    assert hand.machine.tool == "polygon"


def test_one_shot_stays_until_there_is_a_box() -> None:
    hand = drawing()
    hand.env.settings.one_shot = True
    assert hand.click(10, 10).machine.tool == "box"
    hand.key(Key.ESCAPE)
    assert hand.machine.tool == "box"
    assert hand.drag((10, 10), (60, 50)).drag((100, 100), (160, 150)).shapes == [
        Box(10, 10, 60, 50)
    ]


def test_two_clicks_draw_a_box() -> None:
    assert drawing().click(10, 10).move(30, 30).click(60, 50).shapes == [Box(10, 10, 60, 50)]


def test_escape_between_two_clicks_leaves_no_trace() -> None:
    hand = drawing().click(10, 10).move(30, 30)
    assert hand.key(Key.ESCAPE)
    assert hand.edits == []
    assert not hand.machine.busy


def test_a_box_may_begin_on_another_shape() -> None:
    hand = drawing(box(1, 0, 0, 300, 300)).drag((100, 100), (200, 200))
    assert Box(100, 100, 200, 200) in hand.shapes


def test_the_handles_of_the_fresh_box_are_pulled_instead() -> None:
    hand = drawing().drag((10, 10), (60, 50)).drag((60, 50), (80, 90))
    assert hand.shapes == [Box(10, 10, 80, 90)]
    assert hand.machine.tool == "box"


def test_the_handles_of_shapes_at_rest_are_not_in_the_way() -> None:
    hand = drawing(box(1, 10, 10, 60, 50)).drag((60, 50), (80, 90))
    assert hand.shapes == [Box(10, 10, 60, 50), Box(60, 50, 80, 90)]


def test_ctrl_draws_a_square_and_alt_from_the_centre() -> None:
    hand = drawing().holding(ctrl=True).drag((100, 100), (150, 120))
    assert hand.shapes == [Box(100, 100, 150, 150)]
    hand = drawing().holding(alt=True).drag((100, 100), (150, 120))
    assert hand.shapes == [Box(50, 80, 150, 120)]


def test_a_box_stays_within_the_image() -> None:
    assert drawing().drag((600, 400), (900, 900)).shapes == [Box(600, 400, 640, 480)]


def test_a_box_of_no_width_is_not_made_and_says_why() -> None:
    hand = drawing().drag((-50, 10), (-20, 90))
    assert hand.shapes == []
    assert [str(one) for one in hand.said] == ["A box needs a width and a height"]


def test_coordinates_are_rounded_to_what_files_can_show() -> None:
    hand = drawing(scale=3).drag((10.123456, 10), (60.987654, 50))
    assert hand.shapes == [Box(10.12, 10, 60.99, 50)]


def test_a_crosshair_waits_and_a_draft_is_drawn() -> None:
    hand = drawing().move(50, 50)
    assert hand.machine.marks() == (Crosshair(XY(50, 50)),)
    assert Draft(Box(50, 50, 90, 80)) in hand.press(50, 50).move(90, 80).machine.marks()


def test_arrows_and_enter_draw_by_keyboard() -> None:
    hand = drawing().move(100, 100)
    assert hand.key(Key.RIGHT)
    assert hand.key(Key.ENTER)
    hand.holding(shift=True)
    assert all(hand.key(key) for key in (Key.RIGHT, Key.RIGHT, Key.DOWN))
    assert hand.holding().key(Key.ENTER)
    assert hand.shapes == [Box(101, 100, 121, 110)]


def test_backspace_takes_the_keyboards_corner_back_then_ends_it() -> None:
    hand = drawing().move(100, 100)
    for key in (Key.RIGHT, Key.ENTER, Key.BACKSPACE):
        assert hand.key(key)
    assert hand.machine.busy
    assert hand.key(Key.BACKSPACE)
    assert not hand.machine.busy


def test_arrows_belong_to_the_selection_when_there_is_one() -> None:
    assert not drawing(box(1, 0, 0, 9, 9)).select(1).move(100, 100).key(Key.RIGHT)


def test_a_shape_without_a_class_waits_for_one() -> None:
    hand = drawing(class_id=None).drag((10, 10), (60, 50))
    assert hand.edits == []
    assert hand.env.pending is not None
    hand.env.answer(CAT)
    assert hand.shapes == [Box(10, 10, 60, 50)]
    assert hand.env.pending is None


def test_a_dropped_shape_leaves_no_trace() -> None:
    hand = drawing(class_id=None).drag((10, 10), (60, 50))
    hand.env.drop()
    hand.env.answer(CAT)
    assert hand.edits == []
