from __future__ import annotations

import numpy as np
import pytest

from labeldesk.domain.shapes import Polygon
from labeldesk.tools.marks import OpenPath
from labeldesk.tools.pointer import Key
from labeldesk.tools.rings import crosses
from tests.unit.tools.hand import Hand

TRIANGLE = [(100.0, 100.0), (200.0, 100.0), (200.0, 200.0)]


def drawing() -> Hand:
    return Hand(tool="polygon")


def test_clicks_and_enter_draw_a_polygon() -> None:
    hand = drawing().clicks(TRIANGLE)
    assert hand.key(Key.ENTER)
    assert hand.shapes == [Polygon.of(TRIANGLE)]
    assert hand.titles == ["Draw polygon"]


def test_a_click_on_the_first_vertex_closes() -> None:
    assert drawing().clicks([*TRIANGLE, (103, 98)]).shapes == [Polygon.of(TRIANGLE)]


def test_a_double_click_sets_the_last_vertex_and_closes() -> None:
    assert drawing().clicks(TRIANGLE[:2]).double(200, 200).shapes == [Polygon.of(TRIANGLE)]


def test_hovering_the_first_vertex_shows_that_a_click_closes() -> None:
    (path, *_) = drawing().clicks(TRIANGLE).move(101, 101).machine.marks()
    assert isinstance(path, OpenPath)
    assert path.closes


@pytest.mark.parametrize("key", [Key.BACKSPACE, Key.UNDO])
def test_the_last_vertex_is_dropped(key: Key) -> None:
    hand = drawing().clicks([*TRIANGLE, (10, 300)])
    assert hand.key(key)
    assert hand.key(Key.ENTER)
    assert hand.shapes == [Polygon.of(TRIANGLE)]


def test_dropping_the_only_vertex_ends_the_drawing() -> None:
    hand = drawing().click(100, 100)
    assert hand.key(Key.BACKSPACE)
    assert not hand.machine.busy
    assert not hand.key(Key.BACKSPACE)


def test_escape_leaves_no_trace() -> None:
    hand = drawing().clicks([*TRIANGLE, (10, 300)])
    assert hand.key(Key.BACKSPACE)
    assert hand.key(Key.UNDO)
    assert hand.key(Key.ESCAPE)
    assert hand.edits == []
    assert hand.phases == []
    assert not hand.key(Key.ESCAPE)


@pytest.mark.parametrize(
    ("points", "reason"),
    [
        ([(10, 10), (90, 10)], "at least three"),
        ([(10, 10), (50, 50), (90, 90)], "on one line"),
        ([(10, 10), (90, 90), (90, 10), (10, 70)], "cross"),
    ],
    ids=["two vertices", "no area", "sides cross"],
)
def test_what_is_no_polygon_goes_on_being_drawn_and_says_why(
    points: list[tuple[float, float]], reason: str
) -> None:
    hand = drawing().clicks(points)
    assert hand.key(Key.ENTER)
    assert hand.edits == []
    assert reason in str(hand.said[-1])
    assert hand.machine.busy


def test_shift_sets_vertices_in_steps_of_45_degrees() -> None:
    hand = drawing().click(100, 100).holding(shift=True).clicks([(200, 104), (260, 170)])
    hand.holding().click(100, 300).key(Key.ENTER)
    points = hand.shapes[0].parts[0].outer.points
    assert points[1].tolist() == [200, 100]
    assert points[2][0] - 200 == pytest.approx(points[2][1] - 100, abs=0.02)


def test_the_area_is_shown_live() -> None:
    marks = drawing().clicks(TRIANGLE[:2]).move(200, 200).machine.marks()
    assert [str(m.text) for m in marks if hasattr(m, "text")] == ["5000 px²"]


def test_a_click_that_slips_sets_one_vertex() -> None:
    hand = drawing().drag((100, 100), (105, 104))
    assert hand.key(Key.BACKSPACE)
    assert not hand.machine.busy


def test_a_drag_draws_freehand_and_clicks_go_on_from_its_end() -> None:
    way = [(100 + x, 100 + (x % 2) * 0.2) for x in range(0, 101, 5)]
    hand = drawing().drag(*way).click(200, 200)
    assert hand.key(Key.ENTER)
    assert hand.shapes == [Polygon.of([(100, 100), (200, 100), (200, 200)])]


def test_a_freehand_ring_that_comes_back_to_its_start_is_finished_by_letting_go() -> None:
    turn = np.linspace(0, 2 * np.pi, 60)
    way = [(200 + 80 * np.cos(t), 200 + 80 * np.sin(t)) for t in turn]
    (ring,) = drawing().drag(*way).shapes
    assert ring.area == pytest.approx(np.pi * 80 * 80, rel=0.01)
    assert 12 < len(ring.rings[0]) < 50


def test_escape_in_the_middle_of_freehand_leaves_no_trace() -> None:
    hand = drawing().press(100, 100).move(130, 100).move(160, 120)
    assert hand.key(Key.ESCAPE)
    assert hand.release(160, 120).shapes == []
    assert not hand.machine.busy


def test_sides_that_cut_through_each_other_are_told_from_sides_that_touch() -> None:
    bow = np.array([(0.0, 0.0), (10.0, 10.0), (10.0, 0.0), (0.0, 10.0)])
    pinched = np.array([(0.0, 0.0), (10.0, 0.0), (5.0, 5.0), (10.0, 10.0), (0.0, 10.0), (5.0, 5.0)])
    assert crosses(bow)
    assert not crosses(pinched)


def test_an_outline_of_thousands_of_vertices_is_looked_at_side_by_side() -> None:
    turn = np.linspace(0, 2 * np.pi, 20_000, endpoint=False)
    round_ = np.column_stack([np.cos(turn), np.sin(turn)]) * 300
    assert not crosses(round_)
    round_[[70, 71]] = round_[[71, 70]]
    assert crosses(round_)
