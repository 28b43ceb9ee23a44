"""Drawing an object anew: another shape, everything else stays."""

from __future__ import annotations

import numpy as np

from labeldesk.domain.annotation import Flags
from labeldesk.domain.classes import ClassList, ImageClass
from labeldesk.domain.ids import AnnotationId
from labeldesk.domain.mask import Mask
from labeldesk.domain.shapes import Box, Polygon
from labeldesk.tools.pointer import Key
from labeldesk.tools.state import REDRAWS
from tests.unit.tools.hand import CAT, DOG, Hand, annotation, box, polygon

ONE = AnnotationId(1)
OLD = box(1, 50, 50, 150, 150, class_id=DOG, flags=Flags(occluded=True), attributes={"age": 3})


def redrawing(hand: Hand, tool: str) -> Hand:
    hand.machine.set_tool(tool)
    hand.env.redraw(ONE)
    return hand


def test_the_new_box_takes_the_place_of_the_old_one_and_the_rest_of_it_stays() -> None:
    hand = redrawing(Hand(OLD, class_id=CAT), "box").drag((200, 200), (300, 260))
    one = hand.document[ONE]
    assert one.shape == Box(200, 200, 300, 260)
    assert (one.class_id, one.flags, one.attributes) == (DOG, OLD.flags, OLD.attributes)
    assert hand.titles == ["Redraw"]
    assert len(hand.document) == 1


def test_afterwards_the_object_is_selected_and_nothing_more_is_drawn() -> None:
    hand = redrawing(Hand(OLD), "box").drag((200, 200), (300, 260))
    assert hand.machine.tool == "select"
    assert tuple(hand.env.selection) == (ONE,)
    assert not hand.machine.busy


def test_a_shape_of_another_kind_will_do_as_well() -> None:
    hand = redrawing(Hand(OLD), "polygon").clicks([(200, 200), (300, 200), (300, 300)])
    assert hand.key(Key.ENTER)
    assert isinstance(hand.document[ONE].shape, Polygon)


def test_a_redrawn_mask_is_what_the_stroke_covers_and_nothing_of_what_it_was() -> None:
    old = annotation(1, Mask.of(np.ones((60, 60)), 400, 300))
    hand = redrawing(Hand(old), "brush").drag((100, 100), (140, 100))
    shape = hand.document[ONE].shape
    assert isinstance(shape, Mask)
    assert not shape.pixels(400, 300, 460, 360).any()
    assert shape.pixels(120, 100, 121, 101).all()


def test_no_class_is_asked_for() -> None:
    hand = redrawing(Hand(OLD, class_id=None), "box").drag((200, 200), (300, 260))
    assert hand.env.pending is None
    assert hand.document[ONE].class_id == DOG


def test_escape_leaves_the_object_as_it_was_and_selects_it_again() -> None:
    hand = redrawing(Hand(OLD), "box").press(200, 200).move(240, 240)
    assert hand.key(Key.ESCAPE)
    assert hand.edits == []
    assert tuple(hand.env.selection) == (ONE,)
    assert hand.machine.tool == "select"


def test_another_tool_ends_it() -> None:
    hand = redrawing(Hand(OLD), "box")
    hand.machine.set_tool("polygon")
    assert hand.machine.tool == "polygon"
    hand.clicks([(200, 200), (300, 200), (300, 300)])
    assert hand.key(Key.ENTER)
    assert hand.document[ONE] == OLD
    assert len(hand.document) == 2


def test_the_handles_of_the_old_shape_are_not_in_the_way() -> None:
    hand = redrawing(Hand(OLD), "box").drag((50, 50), (90, 90))
    assert hand.document[ONE].shape == Box(50, 50, 90, 90)


def test_an_object_that_is_gone_meanwhile_is_not_redrawn() -> None:
    hand = redrawing(Hand(polygon(2, (200, 50), (300, 50), (250, 150))), "box")
    hand.drag((200, 200), (300, 260))
    assert len(hand.document) == 2


def test_a_shape_redrawn_with_enter_goes_back_to_select_too() -> None:
    hand = Hand(polygon(1, (10, 10), (90, 10), (90, 90)), tool="polygon")
    hand.env.redraw(AnnotationId(1))
    hand.clicks([(100, 100), (200, 100), (200, 200)])
    hand.key(Key.ENTER)
    assert hand.machine.tool == "select"
    assert len(hand.document) == 1


def test_a_class_chosen_meanwhile_is_what_the_redrawn_object_becomes_in_the_same_step() -> None:
    cats = ClassList((ImageClass(id=CAT, name="cat", colour="#FFFFFF"),))
    hand = redrawing(Hand(OLD, class_id=CAT, classes=cats), "box")
    assert hand.env.next_class == DOG
    hand.env.recast = CAT
    assert hand.env.next_class == CAT
    hand.drag((200, 200), (300, 260))
    assert hand.document[ONE].class_id == CAT
    assert hand.document[ONE].attributes == OLD.attributes
    assert hand.titles == ["Redraw"]


def test_esc_forgets_the_class_that_was_chosen_meanwhile() -> None:
    hand = redrawing(Hand(OLD, class_id=DOG), "box")
    hand.env.recast = CAT
    hand.key(Key.ESCAPE)
    redrawing(hand, "box").drag((200, 200), (300, 260))
    assert hand.document[ONE].class_id == DOG


def test_a_tap_of_space_meanwhile_says_what_it_waits_for() -> None:
    hand = redrawing(Hand(OLD), "box")
    hand.machine.space_down()
    assert hand.machine.space_up(tapped=True)
    assert hand.said == [REDRAWS]
    hand.machine.space_down()
    hand.drag((50, 50), (70, 50))
    assert hand.machine.space_up(tapped=True)
    assert hand.said == [REDRAWS]
