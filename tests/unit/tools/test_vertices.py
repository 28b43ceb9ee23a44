"""Several vertices at once."""

from __future__ import annotations

import pytest

from labeldesk.domain.geometry import Ring
from labeldesk.domain.shapes import Part, Polygon, Polyline
from labeldesk.tools.grips import VertexGrip
from labeldesk.tools.marks import Gripped
from labeldesk.tools.pointer import Key
from labeldesk.tools.vertices import without_vertices
from tests.unit.tools.hand import Hand, annotation, polygon

HEXAGON = polygon(1, (100, 100), (200, 100), (250, 150), (200, 200), (100, 200), (50, 150))
SMALL = Ring([(120, 120), (120, 140), (140, 140)])
LARGE = Ring([(150, 120), (150, 180), (190, 180), (190, 120)])


def points(hand: Hand) -> list[list[float]]:
    return hand.shapes[0].rings[0].points.tolist()


def test_shift_click_chooses_several_and_a_drag_moves_them_all() -> None:
    hand = Hand(HEXAGON).select(1).click(200, 100).holding(shift=True).click(200, 200)
    hand.holding().drag((200, 200), (210, 220))
    assert points(hand)[1:4] == [[210, 120], [250, 150], [210, 220]]
    assert hand.titles == ["Move vertices"]


def test_shift_click_on_a_chosen_vertex_lets_it_go() -> None:
    hand = Hand(HEXAGON).select(1).click(200, 100).holding(shift=True)
    hand.click(200, 200).click(200, 100)
    hand.key(Key.BACKSPACE)
    assert [200, 100] in points(hand)
    assert [200, 200] not in points(hand)


def test_an_alt_band_chooses_vertices_of_the_selected_shape_only() -> None:
    other = polygon(2, (110, 110), (300, 110), (300, 300))
    hand = Hand(HEXAGON, other).select(1).holding(alt=True).drag((90, 90), (260, 160)).holding()
    chosen = [mark for mark in hand.machine.marks() if isinstance(mark, Gripped)]
    assert {mark.grip.index for mark in chosen} == {0, 1, 2}  # type: ignore[union-attr]
    assert hand.key(Key.DELETE)
    assert len(points(hand)) == 3
    assert hand.titles == ["Remove vertices"]
    assert hand.shapes[1] == other.shape


def test_too_few_left_is_refused_with_a_word() -> None:
    hand = Hand(HEXAGON).select(1).holding(alt=True).drag((40, 90), (260, 160)).holding()
    assert hand.key(Key.BACKSPACE)
    assert hand.edits == []
    assert hand.said


def test_escape_puts_all_vertices_back_and_keeps_them_chosen() -> None:
    hand = Hand(HEXAGON).select(1).click(200, 100).holding(shift=True).click(200, 200).holding()
    hand.press(200, 200).move(300, 300)
    assert hand.session.live != hand.document
    assert hand.key(Key.ESCAPE)
    assert hand.edits == []
    assert len([m for m in hand.machine.marks() if isinstance(m, Gripped)]) == 2


def test_an_escape_during_the_band_leaves_the_choice_as_it_was() -> None:
    hand = Hand(HEXAGON).select(1).click(200, 100).holding(alt=True)
    hand.press(300, 300).move(10, 10)
    assert hand.key(Key.ESCAPE)
    (mark,) = [m for m in hand.machine.marks() if isinstance(m, Gripped)]
    assert mark.grip == VertexGrip(HEXAGON.id, 0, 1)


def test_a_vertex_that_is_gone_is_chosen_no_longer() -> None:
    hand = Hand(HEXAGON).select(1).click(50, 150)
    hand.session.reset({HEXAGON.id: polygon(1, (0, 0), (9, 0), (9, 9))})
    assert not hand.key(Key.DELETE)


@pytest.mark.parametrize(
    ("gone", "rings"),
    [
        ([(1, 0), (1, 1)], [4, 4]),  # the small hole goes, the large one keeps its vertices
        ([(1, 0), (2, 3)], [4, 3]),
        ([(0, 0), (1, 2), (2, 0)], [3, 3]),
    ],
)
def test_holes_go_as_a_whole_and_the_others_keep_theirs(gone, rings) -> None:
    outer = Ring([(100, 100), (200, 100), (200, 200), (100, 200)])
    shape = Polygon((Part(outer, (SMALL, LARGE)),))
    left = without_vertices(shape, [VertexGrip(HEXAGON.id, ring, i) for ring, i in gone])
    assert isinstance(left, Polygon)
    assert [len(ring) for ring in left.rings] == rings


def test_a_line_keeps_its_two_ends() -> None:
    line = Polyline(Ring([(0, 0), (10, 0), (20, 0)]))
    hand = Hand(annotation(1, line))
    two = [VertexGrip(annotation(1, line).id, 0, i) for i in (0, 1)]
    assert without_vertices(line, two[:1]) == Polyline(Ring([(10, 0), (20, 0)]))
    assert without_vertices(line, two) is None
    assert hand.shapes == [line]
