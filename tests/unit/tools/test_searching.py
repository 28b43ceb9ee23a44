"""Tools that look into the pixels: the answer comes later, or never, or too late."""

from __future__ import annotations

import numpy as np
import pytest

from labeldesk.domain.geometry import Rect
from labeldesk.domain.mask import Mask
from labeldesk.domain.shapes import Box, Polygon
from labeldesk.tools.marks import Draft, OpenPath
from labeldesk.tools.pointer import Key
from tests.unit.tools.hand import SIZE, annotation
from tests.unit.tools.seeing import Seeing, disc_iou


def test_the_wand_takes_the_disc() -> None:
    hand = Seeing(tool="wand").press(320, 240).answer().release(320, 240)
    assert disc_iou(hand.shapes[0]) > 0.99
    assert hand.titles == ["Take by colour"]


def test_letting_go_before_the_answer_keeps_it_when_it_comes() -> None:
    hand = Seeing(tool="wand").click(320, 240)
    assert hand.shapes == []
    assert disc_iou(hand.answer().shapes[0]) > 0.99
    assert not hand.machine.busy


def test_a_drag_asks_for_more_and_only_the_newest_answer_counts() -> None:
    hand = Seeing(tool="wand").press(320, 240).move(320 + 3 * 200, 240)
    first, last = hand.asked
    hand.answer(last).answer(first).release(320 + 3 * 200, 240)
    assert hand.shapes[0].area == SIZE.width * SIZE.height
    assert hand.env.settings.tolerance == 224


def test_escape_lets_a_late_answer_fall() -> None:
    hand = Seeing(tool="wand").press(320, 240)
    assert hand.key(Key.ESCAPE)
    assert hand.answer().release(320, 240).shapes == []


def test_shift_adds_to_the_mask_in_hand_and_alt_takes_from_it() -> None:
    mine = annotation(1, Mask.of(np.ones((480, 320)), 0, 0))
    hand = Seeing(mine, tool="wand").select(1).holding(shift=True).press(330, 240).answer()
    hand.release(330, 240)
    (both,) = hand.shapes
    assert both.area > 480 * 320
    hand.holding(alt=True).press(330, 240).answer().release(330, 240)
    assert hand.shapes[0].area < 480 * 320
    assert hand.titles == ["Take by colour", "Erase mask"]


def test_a_press_beside_the_image_asks_nothing() -> None:
    assert Seeing(tool="wand").click(-5, 20).asked == []


def test_what_is_found_is_shown_while_the_button_is_held() -> None:
    hand = Seeing(tool="wand").press(320, 240).answer()
    assert any(isinstance(mark, Draft) for mark in hand.machine.marks())


def test_a_box_around_the_disc_cuts_it_out() -> None:
    hand = Seeing(tool="cutout").drag((180, 100), (460, 380))
    assert hand.machine.busy
    assert disc_iou(hand.answer().shapes[0]) > 0.95
    assert hand.machine.tool == "cutout"


def test_cutting_out_is_given_up_with_escape() -> None:
    hand = Seeing(tool="cutout").drag((180, 100), (460, 380))
    assert hand.key(Key.ESCAPE)
    assert hand.answer().shapes == []


def test_a_box_around_nothing_says_so() -> None:
    hand = Seeing(tool="cutout").drag((5, 5), (40, 40))
    hand.machine.found(hand.asked[0], Mask({}))
    assert hand.shapes == []
    assert [str(text) for text in hand.said] == ["No object stands out in this box"]


def test_the_wire_follows_the_disc_between_clicks() -> None:
    hand = Seeing(tool="livewire").click(320, 140).answer().move(420, 240)
    path = next(mark for mark in hand.machine.marks() if isinstance(mark, OpenPath))
    assert len(path.points) > 3
    for place in ((420, 240), (320, 340), (220, 240)):
        hand.click(*place).answer()
    assert hand.key(Key.ENTER)
    (outline,) = hand.shapes
    assert outline.area == pytest.approx(np.pi * 100 * 100, rel=0.03)


def test_a_click_on_the_first_anchor_closes_along_the_edge() -> None:
    hand = Seeing(tool="livewire")
    for place in ((320, 140), (420, 240), (320, 340), (220, 240)):
        hand.click(*place).answer()
    (outline,) = hand.click(321, 141).shapes
    assert outline.area == pytest.approx(np.pi * 100 * 100, rel=0.03)


def test_without_answers_the_wire_is_straight() -> None:
    hand = Seeing(tool="livewire").clicks([(100, 100), (200, 100), (200, 200)])
    assert hand.key(Key.ENTER)
    assert hand.shapes[0].area == Polygon.of([(100, 100), (200, 100), (200, 200)]).area


def test_an_answer_about_an_older_anchor_is_dropped() -> None:
    hand = Seeing(tool="livewire").click(320, 140).click(420, 240)
    hand.answer(hand.asked[0]).move(320, 340)
    path = next(mark for mark in hand.machine.marks() if isinstance(mark, OpenPath))
    assert path.points == ((320, 140), (420, 240))


def test_an_answer_finds_its_state_while_the_view_is_panned() -> None:
    hand = Seeing(tool="cutout").drag((180, 100), (460, 380))
    hand.machine.space_down()
    hand.answer()
    hand.machine.space_up()
    assert len(hand.shapes) == 1


def test_a_search_looks_at_whole_pixels_of_the_image_only() -> None:
    hand = Seeing(tool="cutout").drag((-50.5, -20), (100.25, 80))
    region = hand.asked[0].region
    assert region == Rect(0, 0, 126, 106)
    assert all(float(v).is_integer() for v in region)
    assert isinstance(hand.machine.marks()[0], Draft)
    assert hand.machine.marks()[0].shape == Box(0, 0, 100.25, 80)  # type: ignore[union-attr]
