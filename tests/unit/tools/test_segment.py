"""The Segment tool: questions are asked, answers come later, or never, or too late."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from labeldesk.domain.geometry import XY, Rect
from labeldesk.domain.mask import Mask
from labeldesk.domain.prompt import Prompt, Spot
from labeldesk.domain.shapes import Box, Polygon
from labeldesk.domain.text import Text
from labeldesk.tools.machine import hint_of
from labeldesk.tools.marks import Draft, Shown
from labeldesk.tools.pointer import Button, Key
from labeldesk.tools.question import Looked, Marked, Question
from labeldesk.tools.segment import FAILED, FIRST, HOW, LOOKING, NOTHING, from_box
from labeldesk.tools.state import UNFINISHED
from tests.unit.tools.hand import DOG, Hand, box

MASKS = [Mask.of(np.ones((n * 10, 20), bool), 300, 200) for n in (1, 2, 3)]
SORRY = Text("Model", "sorry")


class Asking(Hand):
    """A hand whose questions are answered when a test says so."""

    def __init__(self, *annotations: Any, looked: Looked = Looked.READY) -> None:
        super().__init__(*annotations, tool="segment")
        self.questions: list[Question | None] = []
        self.env.looked = looked
        self.env.ports = type(self.env.ports)(say=self.said.append, ask=self.questions.append)

    @property
    def newest(self) -> Question:
        found = self.questions[-1]
        assert found is not None
        return found

    def answer(self, result: Marked | Text | None = None, to: Question | None = None) -> Asking:
        question = to or self.newest
        usual = Marked(MASKS[question.choice], 0.9, 3)
        self.machine.found(question, usual if result is None else result)
        return self

    def hit(self, key: Key) -> Asking:
        self.key(key)
        return self

    @property
    def real(self) -> list[Question]:
        """But for those of the pointer that hovers."""
        return [one for one in self.questions if one is not None and not one.is_peek]

    @property
    def drafts(self) -> list[Any]:
        return [mark.shape for mark in self.machine.marks() if isinstance(mark, Draft)]

    @property
    def hint(self) -> str:
        return str(hint_of(self.machine)[0])


def test_a_click_asks_and_enter_makes_an_object_of_the_answer() -> None:
    hand = Asking().click(310, 210).answer()
    assert hand.newest.prompt == Prompt((Spot(XY(310, 210)),))
    assert hand.drafts == [MASKS[0]]
    assert hand.edits == []
    hand.hit(Key.ENTER)
    assert hand.shapes == [MASKS[0]]
    assert hand.titles == ["Segment object"]
    assert not hand.machine.busy
    assert hand.machine.tool == "segment"
    assert hand.env.fresh is not None


def test_enter_before_the_answer_keeps_it_when_it_comes() -> None:
    hand = Asking().click(310, 210).hit(Key.ENTER)
    assert hand.shapes == []
    assert hand.answer().shapes == [MASKS[0]]


def test_a_double_click_finishes() -> None:
    hand = Asking().click(310, 210)
    hand.machine.press(hand._e(310, 210), double=True)
    hand.release(310, 210)
    assert hand.answer().shapes == [MASKS[0]]


@pytest.mark.parametrize("held", ["alt", "shift"])
def test_a_click_with_alt_or_shift_shows_what_is_not_the_object(held: str) -> None:
    hand = Asking().click(310, 210).answer()
    hand.holding(**{held: True}).click(400, 210)
    assert hand.newest.prompt.spots[-1] == Spot(XY(400, 210), is_positive=False)


def test_so_does_the_right_button() -> None:
    hand = Asking().click(310, 210).answer().press(400, 210, Button.RIGHT)
    assert hand.newest.prompt.spots[-1] == Spot(XY(400, 210), is_positive=False)
    shown = next(mark for mark in hand.machine.marks() if isinstance(mark, Shown))
    assert shown.prompt == hand.newest.prompt


def test_what_is_not_the_object_cannot_come_first() -> None:
    hand = Asking().press(400, 210, Button.RIGHT)
    hand.holding(alt=True).click(400, 210)
    assert hand.real == []
    assert hand.said == [FIRST, FIRST]
    assert not hand.machine.busy


def test_a_drag_shows_a_box_within_the_image() -> None:
    hand = Asking().drag((600, 400), (700, 500))
    assert hand.newest.prompt == Prompt(box=Rect(600, 400, 640, 480))
    assert Box(600, 400, 640, 480) in hand.answer().drafts


def test_a_box_and_clicks_are_shown_together() -> None:
    hand = Asking().drag((100, 100), (300, 300)).answer().click(150, 150).answer()
    assert hand.newest.prompt == Prompt((Spot(XY(150, 150)),), Rect(100, 100, 300, 300))


def test_tab_goes_through_the_masks_and_round() -> None:
    hand = Asking().click(310, 210).answer()
    for choice in (1, 2, 0):
        hand.hit(Key.TAB).answer()
        assert hand.drafts == [MASKS[choice]]
    hand.holding(shift=True)
    hand.hit(Key.TAB).answer()
    assert hand.drafts == [MASKS[2]]
    assert "Mask 3 of 3" in hand.hint
    hand.hit(Key.ENTER)
    assert hand.shapes == [MASKS[2]]


@pytest.mark.parametrize("key", [Key.BACKSPACE, Key.UNDO])
def test_clicks_are_taken_back_one_by_one(key: Key) -> None:
    hand = Asking().click(310, 210).answer().click(330, 210).answer()
    first = Prompt((Spot(XY(310, 210)),))
    hand.hit(key)
    assert hand.newest.prompt == first
    hand.answer().hit(key)
    assert not hand.machine.busy
    assert hand.edits == []


def test_esc_drops_everything_and_takes_the_question_back() -> None:
    hand = Asking().click(310, 210).answer().click(330, 210)
    late = hand.newest
    hand.hit(Key.ESCAPE)
    assert hand.questions[-1] is None
    hand.answer(to=late)
    assert hand.drafts == []
    assert not hand.machine.busy


def test_only_the_newest_answer_counts() -> None:
    hand = Asking().click(310, 210)
    first = hand.newest
    hand.click(330, 210)
    assert hand.answer(to=first).drafts == []
    assert hand.answer().drafts == [MASKS[0]]


def test_two_clicks_are_not_thrown_away_by_the_way_one_is() -> None:
    hand = Asking().click(310, 210).answer()
    assert hand.machine.unfinished is None
    hand.click(330, 210)
    assert hand.machine.unfinished == UNFINISHED
    hand.press(340, 210)
    assert hand.machine.unfinished == UNFINISHED


def test_an_answer_during_the_next_press_is_taken() -> None:
    hand = Asking().click(310, 210).press(330, 210).answer()
    assert hand.drafts == [MASKS[0]]
    hand.release(330, 210)
    assert len(hand.newest.prompt.spots) == 2


def test_an_answer_while_panning_is_taken() -> None:
    hand = Asking().click(310, 210)
    hand.machine.space_down()
    hand.answer()
    hand.machine.space_up()
    assert hand.drafts == [MASKS[0]]


def test_nothing_marked_is_said_and_cannot_be_kept() -> None:
    hand = Asking().click(310, 210).answer(Marked(None))
    hand.hit(Key.ENTER)
    assert hand.said == [NOTHING]
    assert hand.shapes == []
    assert hand.machine.busy  # more can be shown


def test_a_failure_is_said_and_the_last_click_gone() -> None:
    hand = Asking().click(310, 210).answer(SORRY)
    assert hand.said == [SORRY]
    assert not hand.machine.busy


def test_what_a_click_would_mark_is_shown_one_question_at_a_time() -> None:
    hand = Asking().move(300, 200).move(310, 210).move(320, 220)
    assert len(hand.questions) == 1
    assert hand.newest.is_peek
    hand.answer()
    assert hand.drafts == [MASKS[0]]
    assert hand.newest.prompt.spots[0].at == XY(320, 220)
    hand.answer().move(321, 221)
    assert len(hand.questions) == 2
    hand.machine.leave()
    assert hand.drafts == []


def test_nothing_is_asked_ahead_before_the_model_has_looked() -> None:
    hand = Asking(looked=Looked.LOOKING).move(300, 200)
    assert hand.questions == []
    assert hand.hint == str(LOOKING)
    hand.click(300, 200)
    assert len(hand.real) == 1
    assert hand.hint == str(LOOKING)


@pytest.mark.parametrize(("looked", "words"), [(Looked.NO_MODEL, HOW), (Looked.FAILED, FAILED)])
def test_without_a_model_or_an_image_a_click_says_what_is_wrong(
    looked: Looked, words: Text
) -> None:
    hand = Asking(looked=looked).click(300, 200)
    assert hand.questions == []
    assert hand.said == [words]
    assert hand.hint == str(words)


def test_outside_the_image_nothing_is_asked() -> None:
    hand = Asking().click(-5, 10).move(700, 10)
    assert hand.questions == []
    hand.click(310, 210).answer().click(-5, 10).press(-5, 10, Button.RIGHT)
    assert len(hand.real) == 1


def test_an_outline_is_kept_as_it_came() -> None:
    outline = Polygon.of([(1, 1), (9, 1), (9, 9)])
    hand = Asking().click(310, 210).answer(Marked(outline, 0.5, 1)).hit(Key.ENTER)
    assert hand.shapes == [outline]


def test_the_mask_of_a_box_takes_its_place_and_keeps_its_class() -> None:
    hand = Asking(box(1, 100, 100, 200, 200, class_id=DOG))
    hand.machine.set_tool(from_box(Rect(100, 100, 200, 200)))
    hand.machine._to(lambda: hand.machine.state.asking(hand.env))
    hand.env.redraw(next(iter(hand.document)))
    hand.answer().hit(Key.ENTER)
    [one] = hand.document.values()
    assert (one.shape, one.class_id) == (MASKS[0], DOG)
    assert hand.machine.tool == "select"
    assert hand.undone()[one.id].shape == Box(100, 100, 200, 200)
