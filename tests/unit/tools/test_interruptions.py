"""Whatever interrupts a gesture, in the middle of any, leaves no trace of it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from labeldesk.domain.mask import Mask
from labeldesk.domain.shapes import Box
from labeldesk.tools.pointer import Button, Key
from tests.unit.tools.hand import Hand, annotation, box, polygon

Gesture = Callable[[], Hand]


def _hand(tool: str) -> Hand:
    """Shapes of three kinds; the first is selected where a tool reshapes."""
    mask = annotation(3, Mask.of(np.ones((60, 60)), 400, 300))
    hand = Hand(
        box(1, 50, 50, 150, 150), polygon(2, (200, 50), (300, 50), (250, 150)), mask, tool=tool
    )
    return hand.select(1, 2) if tool == "select" else hand


def drawing_a_box() -> Hand:
    return _hand("box").press(320, 20).move(380, 90)


def between_two_clicks() -> Hand:
    return _hand("box").click(320, 20).move(380, 90)


def pressing_the_second_corner() -> Hand:
    return _hand("box").click(320, 20).move(380, 90).press(380, 90).move(390, 95)


def a_corner_set_by_keyboard() -> Hand:
    hand = _hand("box").move(320, 20)
    assert hand.key(Key.RIGHT)
    assert hand.key(Key.ENTER)
    assert hand.key(Key.DOWN)
    return hand


def half_a_polygon() -> Hand:
    return _hand("polygon").clicks([(320, 20), (380, 20), (380, 90)]).move(330, 80)


def a_stroke() -> Hand:
    return _hand("brush").press(320, 20).move(380, 90)


def a_stroke_that_erases() -> Hand:
    return _hand("eraser").press(410, 310).move(440, 340)


def moving() -> Hand:
    return _hand("select").press(100, 100).move(140, 130)


def moving_another() -> Hand:
    return _hand("select").press(430, 330).move(440, 350)


def pressing_a_shape() -> Hand:
    return _hand("select").press(430, 330)


def pulling_a_handle() -> Hand:
    return _hand("select").press(150, 150).move(180, 170)


def dragging_a_vertex() -> Hand:
    return _hand("select").press(250, 150).move(260, 180)


def dragging_a_side_out() -> Hand:
    return _hand("select").press(250, 50).move(250, 20)


def a_rubber_band() -> Hand:
    return _hand("select").press(20, 200).move(500, 470)


def panning_with_the_middle_button() -> Hand:
    return _hand("select").press(320, 20, Button.MIDDLE).move(380, 90)


def panning_over_half_a_polygon() -> Hand:
    hand = _hand("polygon").clicks([(320, 20), (380, 20)])
    hand.machine.space_down()
    return hand.press(330, 80).move(350, 90)


GESTURES: list[Gesture] = [
    drawing_a_box, between_two_clicks, pressing_the_second_corner, a_corner_set_by_keyboard,
    half_a_polygon, a_stroke, a_stroke_that_erases, moving, moving_another, pressing_a_shape,
    pulling_a_handle, dragging_a_vertex, dragging_a_side_out, a_rubber_band,
    panning_with_the_middle_button, panning_over_half_a_polygon,
]  # fmt: skip
INTERRUPTIONS: dict[str, Callable[[Hand], object]] = {
    "focus lost or image changed": lambda hand: hand.machine.cancel(),
    "another tool": lambda hand: hand.machine.set_tool("box"),
    "another tool that looks": lambda hand: hand.machine.set_tool("select"),
    "Escape": lambda hand: hand.key(Key.ESCAPE),
}


@pytest.mark.parametrize("interruption", INTERRUPTIONS)
@pytest.mark.parametrize("gesture", GESTURES, ids=lambda g: g.__name__)
def test_an_interrupted_gesture_leaves_no_trace(gesture: Gesture, interruption: str) -> None:
    hand = gesture()
    before = _hand(hand.machine.tool)
    INTERRUPTIONS[interruption](hand)
    if interruption == "Escape" and hand.machine.busy:  # what panning had interrupted comes next
        hand.key(Key.ESCAPE)
    assert not hand.machine.busy
    assert hand.session.gesture is None or not hand.session.gesture.is_open
    hand.release(390, 95)
    hand.release(390, 95, Button.MIDDLE)
    hand.machine.space_up()
    assert hand.edits == []
    assert hand.document == before.document
    assert hand.env.selection == before.env.selection
    assert hand.env.fresh is None
    hand.machine.set_tool("box")
    hand.select()
    hand.drag((500, 20), (560, 90))
    assert hand.shapes[-1] == Box(500, 20, 560, 90)
    assert len(hand.edits) == 1
