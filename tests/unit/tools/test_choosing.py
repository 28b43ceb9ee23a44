"""Vertices are chosen within one selection: whatever changes it lets them go."""

from __future__ import annotations

import pytest

from labeldesk.domain.geometry import Ring
from labeldesk.domain.ids import AnnotationId
from labeldesk.domain.shapes import Keypoints
from labeldesk.editing.selection import Selection
from labeldesk.tools.marks import Gripped
from labeldesk.tools.pointer import Key
from tests.unit.tools.hand import Hand, annotation, polygon

A = polygon(1, (100, 100), (200, 100), (200, 200), (100, 200))
B = polygon(2, (300, 100), (400, 100), (400, 200), (300, 200))


def chosen(hand: Hand) -> set[int]:
    hand.move(5, 5)
    return {mark.grip.index for mark in hand.machine.marks() if isinstance(mark, Gripped)}  # type: ignore[union-attr]


def one_chosen() -> Hand:
    hand = Hand(A, B).select(1).click(200, 200)
    assert chosen(hand) == {2}
    return hand


@pytest.mark.parametrize("numbers", [(), (2,), (1, 2)], ids=["nothing", "another", "all"])
def test_another_selection_lets_the_vertices_go_for_good(numbers: tuple[int, ...]) -> None:
    hand = one_chosen().select(*numbers)
    assert not hand.key(Key.DELETE)
    hand.select(1)
    assert chosen(hand) == set()
    assert not hand.key(Key.BACKSPACE)
    assert hand.edits == []


def test_a_selection_made_elsewhere_lets_the_vertices_go_too() -> None:
    hand = one_chosen()
    for number in (2, 1):
        hand.env.take_selection(Selection((AnnotationId(number),)))
    assert not hand.key(Key.DELETE)


def test_a_selection_that_is_the_same_keeps_them() -> None:
    hand = one_chosen().select(1)
    hand.env.take_selection(Selection((AnnotationId(1),)))
    assert hand.key(Key.DELETE)
    assert hand.titles == ["Remove vertex"]


def test_joints_of_keypoints_that_are_no_longer_selected_stay() -> None:
    joints = annotation(3, Keypoints(Ring([(100, 100), (200, 200)]), (2, 2)))
    hand = Hand(joints, B).select(3).click(100, 100).select().select(2)
    assert not hand.key(Key.DELETE)
    assert not hand.key(Key.OCCLUDED)
    assert hand.edits == []


def test_another_tool_lets_the_vertices_go() -> None:
    hand = one_chosen()
    hand.machine.set_tool("box")
    hand.machine.set_tool("select")
    assert chosen(hand) == set()


def test_a_click_on_a_vertex_of_a_shape_just_drawn_selects_it() -> None:
    hand = Hand(B, tool="polygon").clicks([(100, 100), (200, 100), (200, 200)])
    assert hand.key(Key.ENTER)
    drawn = hand.env.fresh
    hand.machine.set_tool("select")
    hand.click(200, 100)
    assert hand.env.selection.ids == (drawn,)
    assert hand.env.fresh is None
    assert chosen(hand) == {1}
    hand.select(2)
    assert not hand.key(Key.DELETE)


def test_a_click_on_a_vertex_keeps_what_else_is_selected() -> None:
    hand = Hand(A, B).select(1, 2).click(200, 200)
    assert hand.env.selection.ids == (1, 2)
    assert chosen(hand) == {2}


def test_a_click_elsewhere_on_the_shape_lets_its_vertices_go() -> None:
    assert chosen(one_chosen().click(150, 150)) == set()
    assert chosen(one_chosen().click(150, 100)) == set()
