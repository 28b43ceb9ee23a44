"""States that go on from a selection: outlines simplified, boxes drawn to edges."""

from __future__ import annotations

import numpy as np

from labeldesk.domain.geometry import Ring
from labeldesk.domain.ids import AnnotationId
from labeldesk.domain.shapes import Box, Polygon, Polyline
from labeldesk.tools.marks import Draft, ReadOut
from labeldesk.tools.pointer import Key
from labeldesk.tools.simplify import NO_OUTLINE, NOTHING, Simplifying, simplifying
from labeldesk.tools.tighten import TIGHT, tightening
from tests.unit.tools.hand import Hand, annotation, box
from tests.unit.tools.test_searching import Seeing

TURN = np.linspace(0, 2 * np.pi, 200, endpoint=False)
FAR = (100 + np.random.default_rng(2).integers(-9, 10, 200))[:, None]
ROUND = Polygon.of(np.column_stack([np.cos(TURN), np.sin(TURN)]) * FAR + 200)
ONE = AnnotationId(1)


def simplifies(*shapes: Polygon | Polyline) -> Hand:
    hand = Hand(*(annotation(n, shape) for n, shape in enumerate(shapes, 1)))
    hand.select(*range(1, len(shapes) + 1))
    state = simplifying(hand.env, list(hand.env.selection))
    assert state is not None
    hand.machine.set_tool(state)
    return hand


def count(hand: Hand) -> int:
    return len(hand.session.live[ONE].shape.rings[0])  # type: ignore[union-attr]


def test_what_will_be_left_out_is_shown_before_anything_is_changed() -> None:
    hand = simplifies(ROUND)
    assert count(hand) < 200
    assert hand.document[ONE].shape == ROUND
    (mark,) = hand.machine.marks()
    assert isinstance(mark, ReadOut)
    assert str(mark.text) == f"1.0 px: {count(hand)} of 200 vertices"


def test_arrows_and_a_drag_change_the_tolerance() -> None:
    hand = simplifies(ROUND)
    begun = count(hand)
    for key in (Key.RIGHT, Key.UP) * 4:
        assert hand.key(key)
    fewer = count(hand)
    assert fewer < begun
    hand.press(100, 100).move(20, 100).release(20, 100)
    assert count(hand) > fewer
    hand.press(20, 100).move(260, 100).release(260, 100)
    assert count(hand) < fewer


def test_enter_keeps_it_in_one_step_that_undo_takes_back() -> None:
    hand = simplifies(ROUND, Polyline(Ring([(0, 0), (5, 0.1), (10, 0)])))
    assert hand.key(Key.ENTER)
    assert hand.titles == ["Simplify"]
    assert hand.document[AnnotationId(2)].shape == Polyline(Ring([(0, 0), (10, 0)]))
    assert hand.undone()[ONE].shape == ROUND


def test_a_click_keeps_it_as_well_and_escape_does_not() -> None:
    assert simplifies(ROUND).click(400, 400).titles == ["Simplify"]
    hand = simplifies(ROUND)
    assert hand.key(Key.ESCAPE)
    assert hand.document[ONE].shape == ROUND
    assert hand.edits == []


def test_where_nothing_was_left_out_it_says_so() -> None:
    hand = simplifies(Polygon.of([(0, 0), (50, 0), (50, 50)]))
    assert hand.key(Key.ENTER)
    assert hand.said == [NOTHING]


def test_boxes_and_locked_outlines_are_not_simplified() -> None:
    hand = Hand(box(1, 0, 0, 9, 9), annotation(2, ROUND, locked=True)).select(1, 2)
    assert simplifying(hand.env, list(hand.env.selection)) is None
    assert str(NO_OUTLINE)
    assert hand.session.gesture is None


def test_a_tolerance_has_bounds() -> None:
    hand = simplifies(ROUND)
    for _ in range(80):
        hand.key(Key.RIGHT)
    assert count(hand) >= 3
    assert isinstance(hand.machine.state, Simplifying)
    assert hand.machine.state.tolerance == 10_000


def tightens(*boxes: Box) -> Seeing:
    hand = Seeing(*(annotation(n, one) for n, one in enumerate(boxes, 1)), tool="select")
    hand.select(*range(1, len(boxes) + 1))
    state = tightening(hand.env, list(hand.env.selection))
    assert state is not None
    hand.machine.set_tool(state)
    return hand


AROUND = Box(205, 125, 435, 355)
"""Fifteen pixels larger than the disc on each side."""


def test_boxes_are_drawn_to_the_edges_one_after_the_other_and_kept_together() -> None:
    hand = tightens(AROUND, AROUND.moved(3, 0)).answer()
    assert hand.edits == []
    (mark,) = hand.machine.marks()
    assert isinstance(mark, Draft)
    hand.answer()
    assert hand.titles == ["Tighten boxes"]
    for one in hand.document.values():
        assert np.allclose(one.shape.bounds, (220, 140, 420, 340), atol=4)  # type: ignore[arg-type]
    assert not hand.machine.busy


def test_escape_before_the_answer_leaves_the_boxes() -> None:
    hand = tightens(AROUND)
    assert hand.key(Key.ESCAPE)
    assert hand.answer().edits == []


def test_where_no_edge_stands_out_it_says_so() -> None:
    hand = tightens(Box(20, 20, 100, 100)).answer()
    assert hand.edits == []
    assert hand.said == [TIGHT]


def test_what_is_no_box_or_is_locked_is_not_looked_at() -> None:
    hand = Seeing(annotation(1, ROUND), box(2, 0, 0, 9, 9, locked=True), tool="select").select(1, 2)
    assert tightening(hand.env, list(hand.env.selection)) is None
    assert hand.asked == []
