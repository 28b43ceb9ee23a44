"""Why this suggestion, in the real program."""

from __future__ import annotations

import pytest

from labeldesk.domain.geometry import Size
from labeldesk.suggest.fake import write_detector
from labeldesk.ui.translate import tr
from labeldesk.work.explaining import BECAUSE, SAID, STATE

ROWS = [(20.0, 20.0, 60.0, 60.0, 0.9, 0), (80.0, 20.0, 120.0, 60.0, 0.8, 0)]


@pytest.fixture
def hand(start, folder, tmp_path):
    path = tmp_path / "two.onnx"
    write_detector(path, ROWS, ("cup",), image=Size(200, 150))
    hand = start(folder)
    hand.ready()
    hand.program.wiring.open(path)
    hand.until(lambda: len(hand.workspace.shown.suggestions) == len(ROWS))
    return hand


def why(hand):
    hand.do("suggest.why")
    sheet = hand.sheet("why-sheet")
    hand.window.grab()
    rows = {row.words: [tr(value) for value in row.values] for row in sheet.reasons}
    sheet.left.emit()
    return rows


def test_the_suggestion_in_turn_is_explained_with_what_its_model_was_recognised_by(hand):
    rows = why(hand)
    assert rows[SAID] == [
        "cup, score 0.8000; accepting it makes the class"
    ]  # the first that Tab goes to
    assert len(rows[BECAUSE]) >= 2
    assert rows[BECAUSE][-1].endswith("% sure")


def test_an_object_says_what_it_was_before_it_was_edited(hand):
    hand.do("suggest.next")
    hand.do("suggest.accept")
    hand.until(lambda: len(hand.objects()) == 1)
    hand.ready()
    hand.click(100, 20)
    assert why(hand)[STATE] == ["Accepted as it was"]
    hand.key("Right")
    hand.ready()
    assert why(hand)[STATE] == ["Accepted, and edited"]


def test_suggestions_of_a_done_image_are_explained_too(hand):
    hand.do("image.mark-done")
    hand.until(hand.program.desk.suggest.aside)
    assert why(hand)[STATE] == ["Set aside, as the image is done"]
