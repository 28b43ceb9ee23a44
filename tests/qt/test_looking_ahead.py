"""While a model is chosen, the images that come next are looked at before they are opened."""

from __future__ import annotations

from pathlib import Path

import pytest

from labeldesk.domain.geometry import Size
from labeldesk.suggest.fake import write_detector
from tests.qt.program import photographs

ROWS = [(20.0, 20.0, 60.0, 60.0, 0.9, 0), (80.0, 20.0, 120.0, 60.0, 0.6, 0)]


@pytest.fixture
def model(tmp_path):
    path = tmp_path / "two.onnx"
    write_detector(path, ROWS, ("thing",), image=Size(200, 150))
    return path


@pytest.fixture
def folder(tmp_path):
    return photographs(tmp_path / "photos", 12)


def looked_at(hand) -> list[int]:
    """The places of the images with suggestions."""
    return [n for n, many in enumerate(hand.workspace.catalogue.suggestions.tolist()) if many]


def until_looked_at(hand, *places):
    hand.until(lambda: looked_at(hand) == [*places])
    models = hand.program.models
    hand.until(lambda: models._engine._turns.in_hand is None)
    assert looked_at(hand) == [*places]


def start_in_the_middle(start, folder, model):
    hand = start(folder)
    hand.ready()
    hand.go(5)
    hand.program.wiring.open(model)
    return hand


def test_the_next_two_are_looked_at_in_the_direction_of_travel(start, folder, model):
    hand = start_in_the_middle(start, folder, model)
    until_looked_at(hand, 5, 6, 7)
    hand.key("D")
    hand.until(lambda: len(hand.workspace.shown.suggestions) == len(ROWS))
    until_looked_at(hand, 5, 6, 7, 8)
    hand.key("A")
    until_looked_at(hand, 3, 4, 5, 6, 7, 8)
    hand.end()


def test_done_images_and_those_the_filter_hides_are_passed_over(start, folder, model):
    hand = start(folder)
    hand.ready()
    for place in (1, 3):
        hand.go(place)
        hand.do("image.mark-done")
    hand.go(0)
    hand.program.wiring.open(model)
    until_looked_at(hand, 0, 2, 4)
    hand.end()


def test_an_image_that_fails_ahead_is_told_when_it_is_opened_and_not_before(start, folder, model):
    (folder / "2.png").write_bytes(b"no picture")
    hand = start(folder)
    hand.ready()
    hand.program.wiring.open(model)
    until_looked_at(hand, 0, 2)
    assert [p.path for p in hand.program.voice.problems] == []
    failures: list = []
    hand.program.models.failed_on.connect(failures.append)
    hand.key("D")
    hand.until(lambda: failures)
    assert [Path(failure.problem.path).name for failure in failures] == ["2.png"]
    hand.end()


def test_without_a_model_nothing_is_looked_at_and_without_one_any_more_neither(
    start, folder, model
):
    hand = start_in_the_middle(start, folder, model)
    until_looked_at(hand, 5, 6, 7)
    hand.program.models.use(None)
    hand.key("D", "D", "D")
    hand.ready()
    assert looked_at(hand) == [5, 6, 7]
    hand.end()
