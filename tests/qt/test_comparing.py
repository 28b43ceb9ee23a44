"""Two models against each other, in the real program."""

from __future__ import annotations

import pytest

from labeldesk.domain.geometry import Size
from labeldesk.suggest.fake import write_detector
from labeldesk.ui.dialogs.compare import ALIKE, ALONE, CLASSES, RECALL, RIGHT, SAID
from labeldesk.ui.translate import tr
from labeldesk.work.sieve import APART

CUP, SPOON, FORK = (20.0, 20.0, 60.0, 60.0), (80.0, 20.0, 120.0, 60.0), (20.0, 80.0, 60.0, 120.0)
NAMES = ("cup", "spoon", "fork")
ONE = [(*CUP, 0.9, 0), (*SPOON, 0.8, 1)]
TWO = [(*CUP, 0.7, 0), (*SPOON, 0.6, 2), (*FORK, 0.9, 2)]


@pytest.fixture
def hand(start, folder, tmp_path):
    """One model has looked at all images, the first of which is done with a cup on it; another one
    at the open image only.
    """
    hand = start(folder)
    hand.add_classes("cup")
    hand.box(CUP[:2], CUP[2:])
    hand.do("image.mark-done")
    hand.ready()
    hand.go(1)
    for name, rows in (("one", ONE), ("two", TWO)):
        path = tmp_path / f"{name}.onnx"
        write_detector(path, rows, NAMES, image=Size(200, 150))
        hand.program.wiring.open(path)
        hand.until(lambda name=name: (m := hand.program.models.model) and m.name == name)
        hand.settle()
        hand.until(lambda rows=rows: len(hand.workspace.shown.suggestions) >= len(rows))
        if name == "one":
            images = [
                hand.workspace.catalogue.id_at(at) for at in range(len(hand.workspace.catalogue))
            ]
            hand.program.models.run_over(images)
            hand.until(lambda: hand.program.models.latest is not None)
            hand.until(lambda: not hand.program.models.is_running)
    return hand


def opened(hand):
    hand.do("suggest.compare-models")
    sheet = hand.sheet("compare-sheet")
    hand.until(sheet.list.isEnabled)
    return sheet


def numbers(sheet, words):
    return [label.text() for label in sheet._values[words]]


def looked(hand):
    """The model that has not looked at all of them does so, and the sheet is back."""
    sheet = opened(hand)
    side = next(at for at, button in enumerate(sheet.looks) if button.isVisible())
    hand.window.grab()
    sheet.looks[side].click()
    hand.until(lambda: (again := hand.sheet("compare-sheet")) and again is not sheet)
    sheet = hand.sheet("compare-sheet")
    hand.until(sheet.list.isEnabled)
    hand.window.grab()
    return sheet


def test_what_both_say_and_what_either_says_is_counted_and_measured_on_finished_images(hand):
    sheet = looked(hand)
    n = len(hand.workspace.catalogue)
    # The model in use stands first.
    assert numbers(sheet, SAID) == [str(3 * n), str(2 * n)]
    assert numbers(sheet, ALIKE) == [str(n)] * 2
    assert numbers(sheet, CLASSES) == [str(n)] * 2
    assert numbers(sheet, ALONE) == [str(n), "0"]
    assert numbers(sheet, RIGHT) == ["1", "1"]
    assert numbers(sheet, RECALL) == ["1.00", "1.00"]
    assert not any(button.isVisible() for button in sheet.looks)


def test_the_images_that_differ_are_listed_with_what_either_sees(hand):
    sheet = looked(hand)
    step = hand.workspace.recorder.undo_step
    sheet.list.click()
    hand.until(lambda: hand.workspace.listed.filter == APART)
    assert len(hand.workspace.listed.sieve.places) == len(hand.workspace.catalogue)
    hand.settle()
    said = [tr(words) for words in hand.program.page.column.image.reasons.words]
    assert "Only two: fork 0.90" in said
    assert "fork 0.60, or spoon 0.80?" in said
    assert len(hand.program.canvas._doubts) == 2
    hand.program.page.column.image.reasons.opened.emit(0)
    hand.window.grab()
    assert hand.workspace.recorder.undo_step == step  # nothing was changed
    hand.workspace.listed.choose("all")
    assert hand.program.canvas._doubts == ()


def test_another_threshold_is_counted_at_once_and_the_same_model_twice_says_nothing(hand):
    sheet = opened(hand)
    before = numbers(sheet, SAID)
    for field in sheet.fields:
        field.entered.emit(0.65)
    hand.until(lambda: numbers(sheet, SAID) not in (before, ["", ""]))
    sheet.models[1]._take(sheet.models[0].current())
    hand.until(lambda: tr(sheet._on._words) == "Choose two different models")
    assert not sheet.list.isEnabled()
    sheet.left.emit()


def test_with_one_model_it_is_said_that_two_are_needed(start, folder, tmp_path):
    path = tmp_path / "one.onnx"
    write_detector(path, ONE, NAMES, image=Size(200, 150))
    hand = start(folder)
    hand.program.wiring.open(path)
    hand.until(lambda: len(hand.workspace.shown.suggestions) == len(ONE))
    hand.do("suggest.compare-models")
    hand.until(lambda: any(hint.startswith("Two models are compared") for hint in hand.hints))
