from __future__ import annotations

import pytest

from labeldesk.tools.machine import TOOLS
from labeldesk.tools.pan import PanReady
from labeldesk.tools.pointer import Button, Key
from tests.unit.tools.hand import Hand, box

NEAR = box(1, 100, 100, 200, 200)


def test_changing_the_tool_drops_what_is_in_hand() -> None:
    hand = Hand(NEAR).press(150, 150).move(180, 180)
    hand.machine.set_tool("box")
    assert hand.session.gesture is None
    assert hand.release(180, 180).edits == []


def test_losing_focus_drops_what_is_in_hand() -> None:
    hand = Hand(tool="box").press(10, 10).move(100, 100)
    hand.machine.cancel()
    assert hand.release(100, 100).edits == []


def test_an_unknown_tool_is_refused() -> None:
    with pytest.raises(KeyError):
        Hand().machine.set_tool("hammer")


def test_the_middle_button_pans_and_gives_the_tool_back() -> None:
    hand = Hand(tool="polygon").clicks([(10, 10), (90, 10)])
    hand.press(50, 50, Button.MIDDLE).move(60, 45).release(60, 45, Button.MIDDLE)
    assert hand.panned == [(10, -5)]
    assert hand.machine.tool == "polygon"
    assert hand.machine.busy


def test_holding_space_and_dragging_pans() -> None:
    hand = Hand(tool="box")
    hand.machine.space_down()
    hand.drag((50, 50), (70, 50))
    assert hand.machine.space_up()
    assert hand.panned == [(20, 0)]
    assert hand.edits == []


def test_space_alone_is_a_tap() -> None:
    hand = Hand(tool="box")
    hand.machine.space_down()
    hand.move(50, 50)
    assert not hand.machine.space_up()
    assert hand.machine.state.tool == "box"


def test_space_is_no_tap_while_a_polygon_is_drawn() -> None:
    hand = Hand(tool="polygon").clicks([(10, 10), (90, 10)])
    hand.machine.space_down()
    assert hand.machine.space_up()
    assert hand.machine.busy


def test_space_during_a_drag_changes_nothing() -> None:
    hand = Hand(tool="box").press(10, 10).move(50, 50)
    hand.machine.space_down()
    assert hand.machine.space_up()
    assert len(hand.release(60, 60).document) == 1


def test_borrowing_twice_and_giving_back_once_is_enough() -> None:
    hand = Hand(tool="box")
    hand.machine.give_back()
    hand.machine.borrow(PanReady())
    hand.machine.borrow(PanReady())
    hand.machine.give_back()
    assert hand.machine.state.tool == "box"


def test_the_tag_tool_leaves_pointer_and_keys_alone() -> None:
    hand = Hand(NEAR, tool="tag").drag((150, 150), (300, 300))
    assert not hand.key(Key.ENTER)
    assert hand.edits == []


def test_a_commit_that_fails_leaves_the_tool_ready_and_no_gesture() -> None:
    hand = Hand(NEAR).press(150, 150).move(180, 180)

    def broken(*_: object) -> None:
        raise OSError("full")

    hand.session._commit = broken  # type: ignore[method-assign]
    with pytest.raises(OSError, match="full"):
        hand.release(180, 180)
    assert hand.session.gesture is None
    assert not hand.machine.busy
    assert hand.document == {NEAR.id: NEAR}


@pytest.mark.parametrize("tool", TOOLS)
def test_every_tool_says_what_to_do(tool: str) -> None:
    state = Hand(tool=tool).machine.state
    text, keys = state.hint, state.keys
    assert str(text)
    assert len(keys) <= 3


def test_a_press_drops_a_shape_that_still_waits_for_a_class() -> None:
    hand = Hand(tool="box", class_id=None).drag((10, 10), (60, 50)).press(200, 200)
    assert hand.env.pending is None
