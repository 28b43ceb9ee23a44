"""A click on a handle draws as it would elsewhere; only a drag reshapes."""

from __future__ import annotations

from typing import Any

import pytest

from labeldesk.domain.classes import ClassList, ImageClass
from labeldesk.domain.geometry import Ring
from labeldesk.domain.shapes import Box, Ellipse, Keypoints, Polygon, Polyline
from labeldesk.domain.skeleton import Skeleton
from labeldesk.tools.marks import Gripped, Snapped
from labeldesk.tools.pointer import Key
from tests.unit.tools.hand import CAT, Hand, box, polygon
from tests.unit.tools.test_searching import Seeing

FIRST = [(60, 60), (160, 60), (160, 120), (60, 120)]
NEXT = [(160, 60), (220, 60), (220, 120), (160, 120)]
THREE = Skeleton.of(("a", "b", "c"), ((0, 1), (1, 2)), None, [(0.5, 0), (1, 1), (0, 1)])


def neighbours(hand: Hand, *, ctrl: bool = False) -> list[Any]:
    hand.clicks(FIRST).key(Key.ENTER)
    hand.holding(ctrl=ctrl).clicks(NEXT).holding().key(Key.ENTER)
    return hand.shapes


@pytest.mark.parametrize("ctrl", [False, True])
def test_a_polygon_begins_on_a_vertex_of_the_one_just_drawn(ctrl: bool) -> None:
    assert neighbours(Hand(tool="polygon"), ctrl=ctrl) == [Polygon.of(FIRST), Polygon.of(NEXT)]


def test_a_line_does_as_well() -> None:
    lines = [Polyline(Ring(FIRST)), Polyline(Ring(NEXT))]
    assert neighbours(Hand(tool="line")) == lines


def test_an_outline_along_edges_does_as_well_and_looks_only_then() -> None:
    hand = Seeing(polygon(1, *FIRST), tool="livewire").select(1)
    hand.press(160, 60)
    assert hand.asked == []
    hand.release(160, 60)
    assert len(hand.asked) == 1
    assert hand.machine.busy


def test_with_ctrl_a_vertex_is_snapped_to_and_never_pulled() -> None:
    hand = Hand(polygon(1, *FIRST), tool="polygon").select(1).holding(ctrl=True).move(162, 61)
    (mark,) = hand.machine.marks()
    assert isinstance(mark, Snapped)
    assert mark.at == (160, 60)
    hand.clicks([(162, 61), (222, 60), (222, 120)]).key(Key.ENTER)
    assert hand.shapes == [Polygon.of(FIRST), Polygon.of([(160, 60), (222, 60), (222, 120)])]


def test_a_drag_from_a_vertex_still_reshapes_and_draws_nothing() -> None:
    hand = Hand(polygon(1, *FIRST), tool="polygon").select(1).move(160, 60)
    (mark,) = hand.machine.marks()
    assert isinstance(mark, Gripped)
    hand.drag((160, 60), (170, 50), (180, 40))
    assert hand.shapes == [Polygon.of([(60, 60), (180, 40), (160, 120), (60, 120)])]
    assert not hand.machine.busy


def test_a_ring_closed_by_a_double_click_begins_no_other() -> None:
    hand = Hand(tool="polygon").clicks(FIRST).double(60, 60)
    assert hand.shapes == [Polygon.of(FIRST)]
    assert not hand.machine.busy


@pytest.mark.parametrize(
    ("tool", "drawn"),
    [("box", Box(60, 50, 90, 80)), ("ellipse", Ellipse(75, 65, 15, 15))],
)
def test_two_clicks_begin_on_a_handle_too(tool: str, drawn: Box | Ellipse) -> None:
    hand = Hand(box(1, 10, 10, 60, 50), tool=tool).select(1).click(60, 50).click(90, 80)
    assert hand.shapes == [Box(10, 10, 60, 50), drawn]


def test_a_double_click_on_the_second_corner_begins_no_other_box() -> None:
    hand = Hand(tool="box").click(10, 10).double(60, 50)
    assert hand.shapes == [Box(10, 10, 60, 50)]
    assert not hand.machine.busy


def test_a_turned_box_begins_on_a_handle_too() -> None:
    hand = Hand(box(1, 10, 10, 60, 50), tool="rotated").select(1)
    hand.clicks([(60, 50), (90, 50), (90, 80)])
    assert len(hand.shapes) == 2
    assert hand.shapes[1].bounds == (60, 50, 90, 80)


@pytest.mark.parametrize("ctrl", [False, True])
def test_the_first_joint_is_set_on_a_handle_and_snaps_with_ctrl(ctrl: bool) -> None:
    classes = ClassList((ImageClass(id=CAT, name="cat", colour="#FCB02B", skeleton=THREE),))
    hand = Hand(polygon(1, *FIRST), tool="keypoints", classes=classes).select(1)
    hand.holding(ctrl=ctrl).click(161, 61).holding().clicks([(300, 60), (300, 120)])
    first = (160, 60) if ctrl else (161, 61)
    assert hand.shapes[1] == Keypoints(Ring([first, (300, 60), (300, 120)]), (2, 2, 2))


def test_escape_while_a_handle_is_pressed_draws_nothing() -> None:
    hand = Hand(polygon(1, *FIRST), tool="polygon").select(1).press(160, 60)
    assert hand.key(Key.ESCAPE)
    assert not hand.release(160, 60).machine.busy
