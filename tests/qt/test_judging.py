"""Model against labels in the real program: the list, the reasons, and putting things right."""

from __future__ import annotations

import pytest

from labeldesk.domain.geometry import Size
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.suggest.fake import write_detector
from labeldesk.ui.judging import with_left_out
from labeldesk.ui.translate import tr
from labeldesk.work.judging import Judged
from labeldesk.work.sieve import DIFFERS

ROWS = [(20.0, 20.0, 60.0, 60.0, 0.9, 0), (80.0, 20.0, 120.0, 60.0, 0.8, 1)]


@pytest.fixture
def model(tmp_path):
    path = tmp_path / "two.onnx"
    write_detector(path, ROWS, ("cup", "spoon"), image=Size(200, 150))
    return path


@pytest.fixture
def hand(start, folder, model):
    """Three images are done: all right, one with nothing on it, one with the classes swapped."""
    hand = start(folder)
    hand.add_classes("cup", "spoon")
    cup, spoon = (c.id for c in hand.workspace.classes)
    for index, (first, second) in enumerate(((cup, spoon), (None, None), (spoon, cup))):
        hand.go(index)
        for class_id, (x0, y0, x1, y1, *_) in zip((first, second), ROWS, strict=True):
            if class_id is not None:
                hand.program.choice.class_id = class_id
                hand.box((x0, y0), (x1, y1))
        hand.do("image.mark-done")
        hand.ready()
    hand.program.wiring.open(model)
    hand.until(lambda: hand.program.models.model is not None)
    return hand


def compared(hand):
    hand.do("suggest.compare-labels")
    hand.until(lambda: any("has not looked at" in title for title in hand.notices()))
    hand.window.notices.chosen.emit("compare-labels", "look")
    hand.until(lambda: hand.workspace.listed.filter == DIFFERS)


def reasons(hand):
    return [tr(words) for words in hand.program.page.column.image.reasons.words]


def test_finished_images_that_differ_are_listed_worst_first_with_the_reason(hand):
    compared(hand)
    hand.until(lambda: "2 of 3 images differ from two, the worst first" in hand.hints[-1])
    assert [int(place) for place in hand.workspace.listed.sieve.places] in ([1, 2], [2, 1])
    hand.go(1)
    hand.settle()
    assert reasons(hand) == ["Not labelled: cup 0.90", "Not labelled: spoon 0.80"]
    assert len(hand.program.canvas._doubts) == 2
    hand.window.grab()
    hand.go(2)
    hand.settle()
    assert reasons(hand) == ["spoon, or cup 0.90?", "cup, or spoon 0.80?"]
    hand.workspace.listed.choose("all")
    assert reasons(hand) == []
    assert hand.program.canvas._doubts == ()


def test_what_is_put_right_is_no_reason_any_more_and_the_image_keeps_its_place(hand):
    compared(hand)
    hand.go(2)
    panel = hand.program.page.column.image.reasons
    panel.opened.emit(0)
    (chosen,) = hand.program.canvas.env.selection
    cup = hand.workspace.classes.named("cup")
    assert hand.workspace.shown.session.document[chosen].class_id != cup.id
    places = hand.workspace.listed.sieve.places.tolist()
    hand.program.desk.classes.take(cup.id)
    hand.until(lambda: reasons(hand) == ["cup, or spoon 0.80?"])
    hand.do("edit.undo")
    hand.until(lambda: len(reasons(hand)) == 2)
    assert hand.workspace.listed.sieve.places.tolist() == places


def test_comparing_changes_no_label_and_leaves_nothing_to_review(hand):
    hand.go(2)
    hand.ready()
    before = hand.workspace.shown.session.document
    compared(hand)
    hand.go(2)
    hand.ready()
    assert hand.workspace.shown.session.document == before
    assert not any(hand.workspace.catalogue.suggestions[:3])
    assert not any("suggestions on" in title for title in hand.notices())


def test_without_finished_images_or_a_model_it_is_said(start, folder):
    hand = start(folder)
    hand.add_classes("cup")
    hand.do("suggest.compare-labels")
    hand.until(lambda: any(hint.startswith("No model has looked") for hint in hand.hints))


@pytest.mark.parametrize(
    ("own", "strange", "said"),
    [
        (0, 0, "So"),
        (2, 0, "So. Left out: 2 objects it made itself"),
        (0, 3, "So. Left out: 3 objects of classes it cannot know"),
        (2, 3, "So. Left out: 2 objects it made itself, 3 of classes it cannot know"),
    ],
)
def test_only_what_was_left_out_is_named(own, strange, said):
    found = Judged(own=own, strange=strange)
    assert tr(with_left_out(QT_TRANSLATE_NOOP("Judging", "So"), found)) == said
