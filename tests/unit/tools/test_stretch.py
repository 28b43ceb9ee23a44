"""A stretch of an outline drawn anew, and the ruler."""

from __future__ import annotations

from labeldesk.domain.geometry import XY, Ring
from labeldesk.domain.shapes import Part, Polygon, Polyline
from labeldesk.raster.overlap import area
from labeldesk.tools.marks import OpenPath, ReadOut
from labeldesk.tools.pointer import Key
from labeldesk.tools.ruler import words
from labeldesk.tools.stretch import BEGIN, CROSSES, END
from tests.unit.tools.hand import Hand, annotation, box, polygon

SQUARE = polygon(1, (100, 100), (200, 100), (200, 200), (100, 200))


def stretching(*annotations, **more) -> Hand:
    return Hand(*annotations, tool="stretch", **more)


def test_clicks_from_side_to_side_replace_the_shorter_way_between() -> None:
    hand = stretching(SQUARE).clicks([(120, 100), (150, 60), (180, 100)])
    assert hand.titles == ["Redraw outline"]
    (shape,) = hand.shapes
    assert shape.rings[0].points.tolist() == [
        [120, 100], [150, 60], [180, 100], [200, 100], [200, 200], [100, 200], [100, 100],
    ]  # fmt: skip
    assert area(shape) == 100 * 100 + 60 * 40 / 2
    assert hand.undone() == {SQUARE.id: SQUARE}


def test_alt_at_the_end_replaces_the_longer_way() -> None:
    hand = stretching(SQUARE).clicks([(120, 100), (150, 60)])
    hand.holding(alt=True).click(180, 100)
    assert area(hand.shapes[0]) == 60 * 40 / 2


def test_it_does_not_matter_in_which_direction_one_draws() -> None:
    one = stretching(SQUARE).clicks([(120, 100), (150, 60), (180, 100)])
    other = stretching(SQUARE).clicks([(180, 100), (150, 60), (120, 100)])
    assert area(one.shapes[0]) == area(other.shapes[0])


def test_drawn_freehand_it_ends_where_one_lets_go_on_the_outline() -> None:
    hand = stretching(SQUARE).press(100, 130)
    for k in range(1, 20):
        hand.move(100 - 30 * (1 - abs(k - 10) / 10), 130 + 2 * k)
    hand.move(101, 170).release(101, 170)
    assert hand.titles == ["Redraw outline"]
    assert abs(area(hand.shapes[0]) - (10_000 + 40 * 30 / 2)) < 60


def test_it_begins_on_an_outline_and_ends_on_that_one() -> None:
    hand = stretching(SQUARE, box(2, 300, 300, 350, 350)).click(300, 320)
    assert hand.said == [BEGIN]
    hand.clicks([(120, 100), (150, 60), (170, 40)])
    assert not hand.edits
    hand.key(Key.ENTER)
    assert hand.said[-1] == END
    hand.click(180, 100)
    assert hand.titles == ["Redraw outline"]


def test_an_outline_that_would_cross_itself_is_refused_and_the_stretch_goes_on() -> None:
    hand = stretching(SQUARE).clicks([(120, 100), (150, 220), (180, 100)])
    assert hand.said == [CROSSES]
    assert not hand.edits
    hand.key(Key.BACKSPACE)
    hand.clicks([(150, 150), (180, 100)])
    assert area(hand.shapes[0]) == 10_000 - 60 * 50 / 2


def test_a_hole_is_redrawn_and_stays_a_hole() -> None:
    hole = Ring([(130, 130), (170, 130), (170, 170), (130, 170)])
    holed = annotation(1, Polygon((Part(SQUARE.shape.rings[0], (hole,)),)))
    hand = stretching(holed).clicks([(140, 130), (150, 110), (160, 130)])
    assert area(hand.shapes[0]) == 10_000 - 1_600 - 20 * 20 / 2


def test_a_line_is_redrawn_between_the_two_places_in_either_direction() -> None:
    line = annotation(1, Polyline(Ring([(100, 100), (200, 100), (300, 100)])))
    hand = stretching(line).clicks([(280, 100), (200, 150), (120, 100)])
    assert hand.shapes[0].line.points.tolist() == [
        [100, 100], [120, 100], [200, 150], [280, 100], [300, 100],
    ]  # fmt: skip


def test_the_selected_objects_go_before_those_on_top() -> None:
    other = polygon(2, (110, 100), (190, 100), (150, 90))
    hand = stretching(SQUARE, other).select(1).clicks([(120, 100), (150, 60), (180, 100)])
    assert len(hand.shapes[0].rings[0]) == 7
    assert hand.document[other.id] == other


def test_escape_leaves_the_outline_as_it_was() -> None:
    hand = stretching(SQUARE).clicks([(120, 100), (150, 60)])
    assert hand.key(Key.ESCAPE)
    assert hand.document == {SQUARE.id: SQUARE}
    assert not hand.machine.busy


def marks(hand: Hand, kind):
    return [mark for mark in hand.machine.marks() if isinstance(mark, kind)]


def test_the_ruler_reads_length_extent_and_angle_and_draws_nothing() -> None:
    hand = Hand(tool="ruler").drag((100, 100), (120, 90), (130, 60))
    assert marks(hand, OpenPath) == [OpenPath((XY(100, 100),), XY(130, 60))]
    (read,) = marks(hand, ReadOut)
    assert str(read.text) == "50.0 px, 30.0 × 40.0, 53.1°"
    assert not hand.edits
    hand.move(300, 300)
    assert marks(hand, ReadOut) == [read]


def test_two_clicks_measure_as_a_drag_does_and_shift_keeps_to_45_degrees() -> None:
    hand = Hand(tool="ruler").click(100, 100)
    assert hand.machine.busy
    hand.holding(shift=True).move(200, 110)
    (read,) = marks(hand, ReadOut)
    assert str(read.text).endswith("0.0°")
    hand.holding().press(140, 130).move(150, 130).release(150, 130)
    assert not hand.machine.busy


def test_a_length_of_nothing_has_the_angle_nought() -> None:
    assert str(words(XY(5, 5), XY(5, 5))) == "0.0 px, 0.0 × 0.0, 0.0°"
