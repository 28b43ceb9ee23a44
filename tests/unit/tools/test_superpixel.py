"""The Superpixel brush: whole segments, in one step, whenever the answers come."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from labeldesk.domain.mask import Mask
from labeldesk.raster.superpixels import Segments
from labeldesk.tools.machine import TOOLS
from labeldesk.tools.marks import Draft, Painted, Segmented
from labeldesk.tools.pointer import Key
from labeldesk.tools.superpixel import TOO_SMALL, SegmentsReady
from tests.unit.tools.hand import CAT, DOG, SIZE, annotation
from tests.unit.tools.seeing import DISC, Seeing, disc_iou


def seeing(*annotations: Any, step: int = 16) -> Seeing:
    hand = Seeing(*annotations, tool="superpixel")
    hand.env.settings.segment = step
    return hand


def ready(*annotations: Any, step: int = 16) -> Seeing:
    """Over the disc, its segments known."""
    return seeing(*annotations, step=step).move(320, 240).answer()


def segments(hand: Seeing) -> Segments:
    return next(mark.segments for mark in hand.machine.marks() if isinstance(mark, Segmented))


def covered(hand: Seeing, *places: tuple[float, float]) -> np.ndarray:
    """What the segments at some places cover."""
    known = segments(hand)
    pixels, x, y = known.pixels(sorted({known.at(place) for place in places}))
    return Mask.of(pixels, x, y).whole(SIZE)


def block(number: int, x: int, y: int, side: int = 100, **more: Any) -> Any:
    return annotation(number, Mask.of(np.ones((side, side)), x, y), **more)


def test_a_click_takes_the_segment_under_it_as_one_step() -> None:
    hand = ready()
    wanted = covered(hand, (320, 240))
    hand.click(320, 240)
    assert (hand.shapes[0].whole(SIZE) == wanted).all()
    assert hand.titles == ["Paint mask"]
    assert hand.undone() == {}


def test_a_drag_takes_every_segment_on_its_way() -> None:
    hand = ready()
    wanted = covered(hand, *((x, 240.0) for x in np.arange(260, 380, 0.25)))
    hand.drag((260, 240), (300, 240), (379.9, 240))
    assert (hand.shapes[0].whole(SIZE) == wanted).all()
    assert len(hand.edits) == 1


def test_strokes_within_the_disc_take_the_disc_and_nothing_beside_it() -> None:
    hand = ready()
    hand.press(320, 240)
    for turn in np.linspace(0, 16 * np.pi, 400):
        reach = 92 * turn / (16 * np.pi)
        hand.move(320 + reach * np.cos(turn), 240 + reach * np.sin(turn))
    hand.release(412, 240)
    (mask,) = hand.shapes
    assert disc_iou(mask) > 0.97


def test_the_next_stroke_goes_on_with_the_fresh_mask_or_the_selected_one() -> None:
    hand = ready().click(320, 240).click(360, 240)
    assert len(hand.document) == 1
    hand = ready(block(1, 0, 0)).select(1).click(320, 240)
    assert list(hand.document) == [1]
    assert hand.shapes[0].area > 100 * 100


def test_another_class_begins_another_mask() -> None:
    hand = ready().click(320, 240)
    hand.env.class_id = DOG
    assert [one.class_id for one in hand.click(360, 240).document.values()] == [CAT, DOG]


def test_with_alt_whole_segments_are_taken_away_from_selected_masks_or_from_all() -> None:
    old = block(1, 270, 190)
    hand = ready(old).holding(alt=True)
    gone = covered(hand, (320, 240))
    hand.click(320, 240)
    assert (hand.shapes[0].whole(SIZE) == (old.shape.whole(SIZE) & ~gone)).all()
    assert hand.titles == ["Erase mask"]
    chosen = ready(block(1, 270, 190), block(2, 270, 190)).select(2).holding(alt=True)
    areas = [one.area for one in chosen.click(320, 240).shapes]
    assert areas[0] == 100 * 100
    assert areas[1] < 100 * 100


def test_with_nothing_to_take_from_a_word_says_so() -> None:
    hand = ready().holding(alt=True).click(320, 240)
    assert hand.edits == []
    assert [str(text) for text in hand.said] == ["There is no mask here to erase"]


def test_without_overlap_the_newest_segments_own_their_pixels() -> None:
    hand = ready(block(1, 270, 190, class_id=DOG))
    hand.env.settings.no_overlap = True
    hand.click(320, 240)
    dog, cat = (one.shape.whole(SIZE) for one in hand.document.values())
    assert not (dog & cat).any()
    assert dog.sum() + cat.sum() >= 100 * 100
    assert len(hand.edits) == 1
    assert [one.id for one in hand.undone().values()] == [1]


def test_escape_leaves_no_trace_of_a_stroke_and_keeps_what_is_known() -> None:
    hand = ready().press(320, 240).move(360, 240)
    assert any(isinstance(mark, Painted) for mark in hand.machine.marks())
    assert hand.key(Key.ESCAPE)
    hand.release(360, 240)
    assert hand.edits == []
    assert not hand.machine.busy
    assert segments(hand)


def test_a_press_before_the_segments_are_known_takes_them_when_they_are() -> None:
    hand = seeing().press(320, 240).move(330, 240).release(340, 240)
    assert hand.machine.busy
    assert hand.shapes == []
    hand.answer()
    assert not hand.machine.busy
    (mask,) = hand.shapes
    assert (
        mask.whole(SIZE) == covered(hand, *((x, 240.0) for x in np.arange(320, 340.1, 0.25)))
    ).all()


def test_a_second_stroke_before_the_answer_to_the_first_is_not_lost() -> None:
    hand = seeing().click(320, 240).drag((360, 200), (380, 200))
    hand.answer()
    (mask,) = hand.shapes
    pixels = mask.whole(SIZE)
    assert pixels[240, 320]
    assert pixels[200, 360:381].all()
    assert not (pixels & ~covered(hand, (320, 240), *((x, 200.0) for x in range(360, 381)))).any()


def test_another_tool_in_the_middle_of_a_stroke_leaves_no_trace() -> None:
    hand = ready().press(320, 240).move(360, 240)
    hand.machine.set_tool("box")
    hand.release(360, 240)
    assert hand.edits == []
    late = seeing().click(320, 240)
    late.machine.set_tool("select")
    assert late.answer().shapes == []


def test_escape_while_a_released_stroke_waits_lets_it_go() -> None:
    hand = seeing().click(320, 240)
    assert hand.key(Key.ESCAPE)
    assert hand.answer().shapes == []


def test_a_stroke_out_of_the_window_that_is_known_goes_on_in_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("labeldesk.tools.cells.reach_px", lambda _: 128)
    hand = seeing().move(100, 100).answer().press(100, 100).move(600, 100).release(600, 400)
    assert hand.machine.busy
    for _ in range(40):
        if not hand.machine.busy:
            break
        hand.answer()
    (mask,) = hand.shapes
    pixels = mask.whole(SIZE)
    assert pixels[100, 100:601].all()
    assert pixels[100:401, 600].all()
    assert len(hand.edits) == 1


def test_a_search_that_fails_ends_the_stroke_with_what_was_known() -> None:
    hand = seeing().click(320, 240)
    hand.machine.found(hand.asked[-1], None)
    assert not hand.machine.busy
    assert hand.shapes == []


def test_segments_ahead_are_asked_for_before_the_pointer_is_there() -> None:
    hand = ready()
    asked = len(hand.asked)
    hand.move(330, 240)
    assert len(hand.asked) == asked
    assert segments(hand).region.contains(hand.env.placed(hand.machine.state.at))  # type: ignore[attr-defined]


def test_only_the_newest_answer_counts() -> None:
    hand = seeing().move(320, 240)
    first = hand.asked[-1]
    hand.env.settings.segment = 32
    hand.move(321, 240).answer().answer(first)
    assert segments(hand).count < 640 * 480 / (24 * 24)


def test_segments_of_another_picture_or_size_are_not_shown() -> None:
    hand = ready()
    hand.env.picture += 1
    assert not any(isinstance(mark, Segmented) for mark in hand.machine.marks())
    assert segments(hand.move(321, 240).answer())
    hand.env.settings.segment = 20
    assert not any(isinstance(mark, Segmented) for mark in hand.machine.marks())


def test_the_segment_under_the_pointer_is_shown_until_it_leaves() -> None:
    hand = ready()
    (draft,) = [mark for mark in hand.machine.marks() if isinstance(mark, Draft)]
    assert (draft.shape.whole(SIZE) == covered(hand, (320, 240))).all()  # type: ignore[union-attr]
    hand.machine.leave()
    assert not any(isinstance(mark, Draft) for mark in hand.machine.marks())


def test_segments_too_small_to_see_show_no_borders_and_the_hint_says_what_helps() -> None:
    hand = ready(step=4)
    assert not any(isinstance(mark, Segmented) for mark in hand.machine.marks())
    assert hand.machine.state.said(hand.env) is TOO_SMALL
    hand.env.scale = 4.0
    assert segments(hand)
    assert hand.machine.state.said(hand.env) is SegmentsReady.hint


def test_beside_the_image_nothing_is_taken() -> None:
    hand = ready()
    hand.drag((-30, -30), (-10, 500))
    assert hand.edits == []
    assert hand.drag((-30, 240), (5, 240)).answer().shapes


def test_the_tool_begins_knowing_nothing() -> None:
    assert TOOLS["superpixel"] == SegmentsReady()
    assert not DISC[0, 0]
