"""Where a magnifier looks: at the place that is about to be chosen, whatever the tool."""

from __future__ import annotations

import pytest

from labeldesk.domain.geometry import XY
from labeldesk.tools.exact import exact_point
from labeldesk.tools.machine import TOOLS
from labeldesk.tools.pointer import Key
from tests.unit.tools.hand import Hand, box, polygon

AT = XY(123.456, 78.9)


@pytest.mark.parametrize(
    "tool", ["box", "extreme", "rotated", "ellipse", "polygon", "livewire", "line", "point", "cut"]
)
def test_a_tool_that_sets_places_has_one_at_the_pointer(tool: str) -> None:
    hand = Hand(tool=tool).move(*AT)
    assert exact_point(hand.machine, AT) == XY(123.46, 78.9)


@pytest.mark.parametrize("tool", ["select", "brush", "eraser", "wand", "tag", "pan"])
def test_a_tool_that_sets_none_has_none(tool: str) -> None:
    hand = Hand(tool=tool).move(*AT)
    assert exact_point(hand.machine, AT) is None


def test_the_pointer_has_left_and_so_has_the_place() -> None:
    assert exact_point(Hand(tool="box").machine, None) is None


def test_what_is_moved_by_keyboard_needs_no_pointer() -> None:
    hand = Hand(tool="box").move(50, 50)
    hand.key(Key.RIGHT)
    assert exact_point(hand.machine, None) == XY(51, 50)


def test_a_vertex_that_snaps_is_where_it_snaps_to() -> None:
    hand = Hand(box(1, 100, 100, 200, 200), tool="polygon").holding(ctrl=True).move(103, 102)
    assert exact_point(hand.machine, XY(103, 102)) == XY(100, 100)


def test_with_shift_it_is_where_the_step_of_45_degrees_ends() -> None:
    hand = Hand(tool="polygon").click(100, 100).holding(shift=True).move(150, 103)
    assert exact_point(hand.machine, XY(150, 103)) == XY(150, 100)


def test_a_vertex_in_hand_is_the_vertex_and_not_the_pointer_that_holds_it() -> None:
    hand = Hand(polygon(1, (100, 100), (200, 100), (150, 200))).select(1)
    assert exact_point(hand.machine, XY(300, 300)) is None
    hand.move(102, 101)
    assert exact_point(hand.machine, XY(102, 101)) == XY(100, 100)
    hand.press(102, 101).move(132, 141)
    assert exact_point(hand.machine, XY(132, 141)) == XY(130, 140)


def test_while_the_view_is_panned_no_place_is_chosen() -> None:
    hand = Hand(tool="polygon").click(100, 100).move(150, 100)
    hand.machine.space_down()
    assert exact_point(hand.machine, XY(150, 100)) is None


def test_it_stays_within_the_image_as_what_is_drawn_does() -> None:
    hand = Hand(tool="point").move(-5, 500)
    assert exact_point(hand.machine, XY(-5, 500)) == XY(0, 480)


def test_every_tool_says_soundly_whether_it_has_a_place() -> None:
    for tool in TOOLS:
        exact_point(Hand(tool=tool).move(10, 10).machine, XY(10, 10))
