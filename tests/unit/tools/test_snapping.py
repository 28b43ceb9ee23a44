"""Vertices drawn to other shapes, and borders shared with them."""

from __future__ import annotations

import pytest

from labeldesk.domain.geometry import Ring
from labeldesk.domain.shapes import Point, Polygon, Polyline
from labeldesk.tools.marks import OpenPath, Snapped
from labeldesk.tools.pointer import Key
from tests.unit.tools.hand import SIZE, Hand, box, polygon

NEIGHBOUR = polygon(1, (100, 100), (200, 100), (200, 200), (100, 200))


def test_ctrl_draws_a_vertex_to_the_nearest_vertex() -> None:
    hand = Hand(NEIGHBOUR, tool="line").holding(ctrl=True).click(203, 97).holding().click(300, 50)
    assert hand.key(Key.ENTER)
    assert hand.shapes[1] == Polyline(Ring([(200, 100), (300, 50)]))


def test_the_setting_snaps_always_and_ctrl_then_does_not() -> None:
    hand = Hand(NEIGHBOUR, tool="point")
    hand.env.settings.snap = True
    hand.click(203, 97).holding(ctrl=True).click(203, 97)
    assert hand.shapes[1:] == [Point(200, 100), Point(203, 97)]


def test_a_side_and_the_border_of_the_image_are_snapped_to() -> None:
    hand = Hand(NEIGHBOUR, tool="point").holding(ctrl=True).clicks([(150, 104), (4, 300)])
    hand.click(SIZE.width - 5, SIZE.height - 4)
    assert hand.shapes[1:] == [Point(150, 100), Point(0, 300), Point(*SIZE)]


def test_what_will_be_snapped_to_is_shown_before_the_click() -> None:
    hand = Hand(NEIGHBOUR, tool="polygon").holding(ctrl=True).move(198, 103)
    (mark,) = hand.machine.marks()
    assert mark == Snapped((200, 100), on_vertex=True)  # type: ignore[arg-type]
    assert not list(hand.holding().move(198, 103).machine.marks())


@pytest.mark.parametrize(
    ("alt", "between"),
    [(False, [(200, 100)]), (True, [(100, 100), (100, 200), (200, 200)])],
)
def test_a_border_is_shared_the_short_way_and_with_alt_the_long_way(alt, between) -> None:
    hand = Hand(NEIGHBOUR, tool="polygon").holding(ctrl=True).click(150, 101)
    hand.holding(ctrl=True, alt=alt).click(201, 150)
    hand.holding().click(400, 20)
    assert hand.key(Key.ENTER)
    assert hand.shapes[1] == Polygon.of([(150, 100), *between, (200, 150), (400, 20)])


def test_the_shared_border_is_shown_before_the_click() -> None:
    hand = Hand(NEIGHBOUR, tool="polygon").holding(ctrl=True).click(150, 101).move(201, 150)
    path = next(mark for mark in hand.machine.marks() if isinstance(mark, OpenPath))
    assert path.points == ((150, 100), (200, 100))


def test_two_neighbours_share_no_border_with_each_other() -> None:
    other = box(2, 300, 100, 400, 200)
    hand = Hand(NEIGHBOUR, other, tool="line").holding(ctrl=True).click(200, 150).click(300, 150)
    assert hand.key(Key.ENTER)
    assert hand.shapes[2] == Polyline(Ring([(200, 150), (300, 150)]))


def test_a_vertex_is_dragged_onto_another_shape_but_never_onto_its_own() -> None:
    mine = polygon(2, (300, 100), (400, 100), (400, 200))
    hand = Hand(NEIGHBOUR, mine).select(2).press(300, 100).holding(ctrl=True)
    hand.move(250, 100).move(203, 103).release(203, 103)
    assert hand.shapes[1] == Polygon.of([(200, 100), (400, 100), (400, 200)])
    hand = Hand(mine).select(2).press(300, 100).holding(ctrl=True).move(397, 103)
    assert hand.release(397, 103).shapes == [Polygon.of([(397, 103), (400, 100), (400, 200)])]
