"""Keypoints: laid into a box or set joint by joint, and edited joint by joint."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from labeldesk.domain.classes import ClassList, ImageClass
from labeldesk.domain.geometry import Rect, Ring
from labeldesk.domain.ids import ClassId
from labeldesk.domain.shapes import Keypoints
from labeldesk.domain.skeleton import Skeleton
from labeldesk.domain.skeletons import PERSON
from labeldesk.domain.turn import UPRIGHT, Turn
from labeldesk.tools.env import STRANGE
from labeldesk.tools.joints import NO_JOINT, Placing
from labeldesk.tools.machine import hint_of
from labeldesk.tools.marks import Draft, Gripped, ReadOut
from labeldesk.tools.pointer import Key
from labeldesk.tools.select import SelectReady
from labeldesk.tools.state import UNFINISHED
from tests.unit.tools.hand import CAT, DOG, Hand, annotation

THREE = Skeleton.of(("nose", "left", "right"), ((0, 1), (1, 2)), None, [(0.5, 0), (1, 1), (0, 1)])
CLASSES = ClassList(
    (
        ImageClass(id=CAT, name="cat", colour="#FCB02B", skeleton=THREE),
        ImageClass(id=DOG, name="dog", colour="#44A4FF"),
    )
)


def hand(*annotations: Any, tool: str = "keypoints", **more: Any) -> Hand:
    return Hand(*annotations, tool=tool, **{"classes": CLASSES, **more})


def joints(*rows: tuple[float, float, int]) -> Keypoints:
    return Keypoints(Ring([(x, y) for x, y, _ in rows]), tuple(v for _, _, v in rows))


THERE = annotation(1, joints((100, 100, 2), (200, 100, 1), (0, 0, 0)))


def selecting() -> Hand:
    return hand(THERE, tool="select").select(1)


def test_a_drag_lays_the_template_into_the_box():
    one = hand().drag((100, 100), (150, 150), (300, 200))
    assert one.shapes == [THREE.laid(Rect(100, 100, 300, 200))]
    assert one.titles == ["Draw keypoints"]


TURNS = [UPRIGHT, UPRIGHT.right(), UPRIGHT.left(), UPRIGHT.right().right()]
MIRRORED = [turn.flipped_across() for turn in TURNS]


@pytest.mark.parametrize("turn", [*TURNS, *MIRRORED], ids=str)
def test_the_template_stands_upright_on_the_screen_however_the_view_is_turned(turn: Turn):
    one = hand()
    one.env.turn = turn
    one.drag((100, 100), (150, 150), (300, 200))
    (shape,) = one.shapes
    nose, left, right = turn.points(shape.joints.points).tolist()
    assert nose[1] < left[1] == right[1]
    # A mirrored view shows the left hand where the right one is in the image: so does what is laid.
    assert (left[0] > right[0]) == (turn in TURNS)
    assert shape.bounds == Rect(100, 100, 300, 200)
    draft = THREE.laid(Rect(100, 100, 300, 200), turn)
    assert shape == draft


def test_joints_of_what_was_just_drawn_can_be_pulled_with_the_same_tool():
    one = hand().drag((100, 100), (150, 150), (300, 200))
    one.drag((200, 100), (210, 60), (222, 44))
    assert one.shapes == [joints((222, 44, 2), (300, 200, 2), (100, 200, 2))]
    assert len(one.edits) == 2
    assert one.machine.tool == "keypoints"


def test_a_box_without_a_height_says_so_and_is_nothing():
    one = hand().drag((100, 100), (150, 100), (300, 100))
    assert not one.edits
    assert one.said


def test_clicks_set_joint_after_joint_and_the_last_one_finishes():
    one = hand().clicks([(100, 100), (200, 120)])
    assert not one.edits
    one.click(300, 130)
    assert one.shapes == [joints((100, 100, 2), (200, 120, 2), (300, 130, 2))]
    assert not one.machine.busy
    assert len(one.edits) == 1


def test_the_next_joint_is_named_in_the_hint_and_beside_the_pointer():
    one = hand().move(50, 50)
    words = [str(mark.text) for mark in one.machine.marks() if isinstance(mark, ReadOut)]
    assert words == ["nose · 1 of 3"]
    one.click(100, 100).move(120, 120)
    assert str(hint_of(one.machine)[0]) == "Click left, joint 2 of 3"
    words = [str(mark.text) for mark in one.machine.marks() if isinstance(mark, ReadOut)]
    assert words == ["left · 2 of 3"]
    (draft,) = (mark for mark in one.machine.marks() if isinstance(mark, Draft))
    assert draft.shape == joints((100, 100, 2), (120, 120, 2), (0, 0, 0))
    assert draft.skeleton == THREE


def test_a_joint_follows_the_pointer_until_the_button_is_let_go():
    one = hand().click(100, 100).drag((200, 100), (210, 100), (220, 130)).click(300, 130)
    assert one.shapes == [joints((100, 100, 2), (220, 130, 2), (300, 130, 2))]


def test_a_right_click_sets_a_hidden_joint_also_the_first_one():
    one = hand().right(100, 100).right(200, 120).click(300, 130)
    assert one.shapes == [joints((100, 100, 1), (200, 120, 1), (300, 130, 2))]


def test_delete_leaves_a_joint_out_and_enter_all_that_follow():
    one = hand().click(100, 100)
    assert one.key(Key.DELETE)
    one.click(300, 130)
    assert one.shapes == [joints((100, 100, 2), (0, 0, 0), (300, 130, 2))]
    two = hand().click(100, 100)
    assert two.key(Key.ENTER)
    assert two.shapes == [joints((100, 100, 2), (0, 0, 0), (0, 0, 0))]


def test_q_makes_the_joint_set_last_hidden_and_visible_again():
    one = hand().click(100, 100)
    assert one.key(Key.OCCLUDED)
    one.click(200, 100)
    assert one.key(Key.OCCLUDED)
    assert one.key(Key.OCCLUDED)
    assert one.key(Key.ENTER)
    assert one.shapes == [joints((100, 100, 1), (200, 100, 2), (0, 0, 0))]


def test_backspace_takes_the_last_joint_back_and_the_first_one_with_all():
    one = hand().clicks([(100, 100), (200, 100)])
    assert one.key(Key.BACKSPACE)
    one.clicks([(210, 110), (300, 130)])
    assert one.shapes == [joints((100, 100, 2), (210, 110, 2), (300, 130, 2))]
    two = hand().click(100, 100)
    assert two.key(Key.UNDO)
    assert not two.machine.busy
    assert not two.edits


def test_escape_leaves_no_trace():
    for one in (hand().clicks([(100, 100), (200, 100)]), hand().press(10, 10).move(90, 90)):
        one.machine.cancel()
        assert not one.edits
        assert not one.machine.busy
        assert one.machine.tool == "keypoints"


def test_keypoints_without_any_joint_are_not_made():
    one = hand().click(100, 100)
    assert one.key(Key.OCCLUDED)
    state = one.machine.state
    assert isinstance(state, Placing)
    nothing = replace(state, joints=joints((0, 0, 0), (0, 0, 0), (0, 0, 0)))
    one.machine.state = nothing
    assert one.key(Key.ENTER)
    assert one.said == [NO_JOINT]
    assert not one.edits


def test_a_class_without_a_template_asks_for_one_and_goes_on_where_it_was():
    one = hand(class_id=DOG).drag((100, 100), (150, 150), (300, 200))
    assert len(one.asked) == 1
    assert not one.edits
    one.env.offered = PERSON
    one.move(300, 200)
    assert one.shapes == [PERSON.laid(Rect(100, 100, 300, 200))]
    ((edit, _),) = one.edits
    before, after = edit.classes[DOG]
    assert before == CLASSES.get(DOG)
    assert after == replace(before, skeleton=PERSON)


def test_the_click_that_asked_for_a_template_is_the_first_joint():
    one = hand(class_id=DOG).click(100, 100)
    assert len(one.asked) == 1
    one.env.offered = THREE
    one.move(110, 110).clicks([(200, 100), (300, 100)])
    assert one.shapes == [joints((100, 100, 2), (200, 100, 2), (300, 100, 2))]


def test_the_question_for_a_template_can_be_asked_again_and_dropped():
    one = hand(class_id=DOG).click(100, 100)
    assert one.key(Key.ENTER)
    assert len(one.asked) == 2
    one.machine.cancel()
    assert not one.machine.busy
    one.env.offered = THREE
    one.move(5, 5)
    assert not one.edits


def test_a_new_class_gets_the_template_of_its_first_keypoints():
    one = hand(class_id=None, classes=ClassList())
    one.env.offered = THREE
    one.drag((100, 100), (150, 150), (300, 200))
    assert one.env.pending is not None
    made = ImageClass(id=ClassId(9), name="bird", colour="#000000")
    one.env.answer(made.id, {made.id: (None, made)})
    ((edit, _),) = one.edits
    assert edit.classes[made.id] == (None, replace(made, skeleton=THREE))


def test_a_joint_is_dragged_and_an_absent_one_cannot_be_taken_hold_of():
    one = selecting().drag((100, 100), (110, 110), (120, 130))
    assert one.shapes == [joints((120, 130, 2), (200, 100, 1), (0, 0, 0))]
    one.move(0, 0)
    assert not any(isinstance(mark, Gripped) for mark in one.machine.marks())


@pytest.mark.parametrize("how", ["right", "alt"])
def test_a_joint_goes_from_visible_to_hidden_to_absent(how: str):
    one = selecting()

    def turn() -> None:
        if how == "right":
            one.right(100, 100)
        else:
            one.holding(alt=True).click(100, 100).holding()

    turn()
    assert one.shapes == [joints((100, 100, 1), (200, 100, 1), (0, 0, 0))]
    turn()
    assert one.shapes == [joints((100, 100, 0), (200, 100, 1), (0, 0, 0))]
    assert one.titles == ["Change visibility of a joint"] * 2
    turn()
    assert len(one.edits) == 2


def test_the_hint_over_a_joint_says_what_can_be_done_with_it():
    one = selecting().move(100, 100)
    assert "right click" in str(hint_of(one.machine)[0])
    one.move(300, 300)
    assert "right click" not in str(hint_of(one.machine)[0])


def test_the_last_joint_stays():
    one = hand(annotation(1, joints((100, 100, 1), (0, 0, 0), (0, 0, 0))), tool="select").select(1)
    one.right(100, 100)
    assert one.said == [NO_JOINT]
    assert not one.edits


def test_q_turns_the_chosen_joints_together_and_is_nobodys_without_any():
    one = selecting()
    assert not one.key(Key.OCCLUDED)
    one.click(100, 100).holding(shift=True).click(200, 100).holding()
    assert one.key(Key.OCCLUDED)
    assert one.shapes == [joints((100, 100, 1), (200, 100, 1), (0, 0, 0))]
    assert len(one.edits) == 1


def test_backspace_makes_chosen_joints_absent_but_never_all_of_them():
    one = selecting().click(200, 100)
    assert one.key(Key.BACKSPACE)
    assert one.shapes == [joints((100, 100, 2), (200, 100, 0), (0, 0, 0))]
    one.click(100, 100)
    assert one.key(Key.BACKSPACE)
    assert len(one.edits) == 1


def test_a_band_chooses_joints_that_are_there_and_they_move_together():
    one = selecting().holding(alt=True).drag((-5, -5), (100, 100), (250, 150)).holding()
    assert {grip.grip.index for grip in one.machine.marks() if isinstance(grip, Gripped)} == {0, 1}
    one.drag((100, 100), (105, 105), (110, 120))
    assert one.shapes == [joints((110, 120, 2), (210, 120, 1), (0, 0, 0))]


def test_the_whole_set_is_moved_by_its_lines_and_resized_by_its_frame():
    whole = annotation(1, joints((100, 100, 2), (200, 100, 2), (200, 200, 2)))
    one = hand(whole, tool="select")
    one.env.index.join({CAT: THREE})
    one.click(150, 100)
    assert list(one.env.selection) == [1]
    one.drag((160, 101), (170, 110), (170, 111))
    assert one.shapes == [joints((110, 110, 2), (210, 110, 2), (210, 210, 2))]
    one.drag((110, 210), (100, 220), (10, 310))
    assert one.shapes[0].bounds == Rect(10, 110, 210, 310)


def test_absent_joints_are_placed_on_an_object_that_is_there():
    one = selecting()
    one.machine.set_tool(Placing.onto(THERE, THREE, (2,), SelectReady()))
    assert one.machine.tool == "select"
    assert str(hint_of(one.machine)[0]) == "Click right, joint 3 of 3"
    one.click(300, 300)
    assert one.shapes == [joints((100, 100, 2), (200, 100, 1), (300, 300, 2))]
    assert one.titles == ["Place joints"]
    assert isinstance(one.machine.state, SelectReady)


def test_placing_that_is_cancelled_or_places_nothing_leaves_no_trace():
    for key in (Key.ENTER, Key.BACKSPACE, Key.DELETE, Key.ESCAPE):
        one = selecting()
        one.machine.set_tool(Placing.onto(THERE, THREE, (2,), SelectReady()))
        one.key(key)
        assert not one.edits
        assert not one.machine.busy


TURNED = Skeleton.of(("right", "nose"), ((0, 1),))
OTHERS = ClassList(
    (
        ImageClass(id=CAT, name="cat", colour="#FCB02B", skeleton=THREE),
        ImageClass(id=DOG, name="dog", colour="#44A4FF", skeleton=TURNED),
        ImageClass(id=ClassId(3), name="hand", colour="#44A4FF", skeleton=Skeleton.of(("thumb",))),
    )
)


def placing_for(class_id: ClassId) -> Hand:
    """Two joints of a cat are set when another class becomes the current one."""
    one = hand(classes=OTHERS).clicks([(100, 100), (200, 120)])
    one.env.class_id = class_id
    one.click(300, 130)
    return one


def test_a_class_chosen_while_joints_are_set_gets_those_that_its_template_names():
    one = placing_for(DOG)
    assert [(a.class_id, a.shape) for a in one.document.values()] == [
        (DOG, joints((300, 130, 2), (100, 100, 2)))
    ]


def test_a_class_that_names_none_of_the_joints_leaves_them_waiting_for_another():
    one = placing_for(ClassId(3))
    assert not one.edits
    assert one.said == [STRANGE]
    assert one.env.pending is not None
    one.env.answer(CAT)
    assert one.shapes == [joints((100, 100, 2), (200, 120, 2), (300, 130, 2))]


def test_half_set_joints_are_work_that_waits_and_a_single_one_is_not():
    one = hand().click(100, 100)
    assert one.machine.unfinished is None
    one.click(200, 120)
    assert one.machine.unfinished == UNFINISHED
