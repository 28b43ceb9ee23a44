"""Thresholds by class and the shape that is wanted, in the real program, remembered by model."""

from __future__ import annotations

import pytest

from labeldesk.domain.geometry import Size
from labeldesk.domain.suggestion import Shaping, Thresholds
from labeldesk.suggest.fake import write_detector
from labeldesk.ui.tuning import PREFIX

ROWS = [
    (20.0, 20.0, 60.0, 60.0, 0.9, 0),
    (80.0, 20.0, 120.0, 60.0, 0.6, 1),
    (140.0, 20.0, 180.0, 60.0, 0.3, 1),
]


@pytest.fixture
def model(tmp_path):
    path = tmp_path / "two.onnx"
    write_detector(path, ROWS, ("cup", "spoon"), image=Size(200, 150))
    return path


@pytest.fixture
def hand(start, folder, model):
    hand = start(folder)
    hand.add_classes("cup")
    hand.program.wiring.open(model)
    hand.until(lambda: len(hand.workspace.shown.suggestions) == len(ROWS))
    return hand


def scores(hand):
    return sorted(s.score for s in hand.program.desk.suggest.shown())


def own(hand):
    return hand.program.page.column.suggestions.classes


def written(hand):
    project = hand.workspace.project
    return lambda: project.settings(PREFIX)


def test_a_class_has_a_row_of_its_own_which_moves_it_alone_and_gives_it_back(hand):
    panel = own(hand)
    hand.until(lambda: list(panel.rows) == ["cup", "spoon"])  # the surest first
    panel.button.click()
    hand.window.grab()
    panel.rows["spoon"].slider.setValue(20)
    hand.until(lambda: [round(s, 1) for s in scores(hand)] == [0.3, 0.6, 0.9])
    hand.program.choice.score = 0.95
    hand.until(lambda: [round(s, 1) for s in scores(hand)] == [0.3, 0.6])
    hand.until(lambda: hand.workspace.catalogue.suggestions[0] == 2)  # what is seen is counted
    hand.settle()
    assert not panel.rows["spoon"].reset.isHidden()
    panel.rows["spoon"].reset.click()
    hand.until(lambda: scores(hand) == [])
    assert hand.program.choice.thresholds == Thresholds(0.95)


def test_what_was_chosen_for_a_model_is_there_again_with_the_project(hand, folder, model, tmp_path):
    choice = hand.program.choice
    choice.thresholds = Thresholds(0.4, {"spoon": 0.2})
    choice.shaping = Shaping("polygon", 2.0)
    hand.until(written(hand))
    other = tmp_path / "other.onnx"
    write_detector(other, ROWS, ("plate",), image=Size(200, 150))
    used = hand.program.models.model
    hand.program.wiring.open(other)
    hand.until(lambda: hand.program.models.model != used)
    assert choice.thresholds == Thresholds(0.4)  # another model: no class of the first one's
    assert choice.shaping == Shaping()
    choice.score = 0.7
    hand.program.models.use(used)
    assert (choice.thresholds, choice.shaping) == (
        Thresholds(0.4, {"spoon": 0.2}),
        Shaping("polygon", 2.0),
    )
    hand.workspace.close()
    choice.take(Thresholds(0.5), Shaping())
    hand.open(folder)
    hand.until(lambda: choice.thresholds == Thresholds(0.4, {"spoon": 0.2}))


def test_what_is_accepted_has_the_shape_that_is_wanted(hand):
    hand.program.choice.shaping = Shaping("polygon")
    hand.do("suggest.next")
    hand.do("suggest.accept")
    hand.until(lambda: [a.shape.kind for a in hand.shapes()] == ["polygon"])
    assert hand.shapes()[0].origin.value == "model"
