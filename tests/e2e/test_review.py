"""Scenario 8: suggestions are decided by key, and what was decided stays decided."""

from __future__ import annotations

import pytest

from labeldesk.domain.geometry import Size
from labeldesk.suggest.fake import write_detector
from tests.e2e.program import xdotool


@pytest.fixture
def model(tmp_path):
    path = tmp_path / "three.onnx"
    rows = [
        (20.0, 20.0, 60.0, 60.0, 0.9, 0),
        (80.0, 20.0, 120.0, 60.0, 0.6, 0),
        (140.0, 20.0, 180.0, 60.0, 0.3, 0),
    ]
    write_detector(path, rows, ("thing",), image=Size(200, 150))
    return path


def scores(program):
    return sorted(s["score"] for s in program.ask("suggestions"))


def in_turn(program):
    return [s["score"] for s in program.ask("suggestions") if s["in turn"]]


def test_suggestions_are_reviewed_by_key_and_what_was_rejected_does_not_come_back(
    start, folder, model
):
    program = start(folder)
    program.ask("open", path=str(model))
    program.until(lambda: scores(program) == [0.6, 0.9])
    x, y, _, height = program.ask("where", name="confidence-slider")
    xdotool("mousemove", str(x + 30), str(y + height - 8), "click", "1")
    program.until(lambda: scores(program) == [0.3, 0.6, 0.9])
    assert program.objects() == []
    program.click(100, 120)
    program.key("Tab")
    program.until(lambda: in_turn(program) == [0.3])
    program.key("BackSpace")
    program.until(lambda: scores(program) == [0.6, 0.9])
    program.key("Tab")
    program.until(lambda: in_turn(program) == [0.6])
    program.key("Return")
    (one,) = program.until(program.objects)
    assert one["origin"] == "model"
    assert one["class"] == "thing"

    program.click(100, 20)
    program.until(lambda: program.ask("facts")["selected"] == 1)
    program.key("Right")
    program.until(lambda: program.objects()[0]["origin"] == "model_edited")
    edited = program.objects()
    program.until(lambda: program.ask("image")["saved"])
    program.key("ctrl+r")
    program.until(lambda: scores(program) == [0.9])
    assert program.objects() == edited

    program.key("ctrl+z")
    program.until(lambda: program.objects()[0]["origin"] == "model")


def test_a_run_over_the_folder_leaves_the_annotations_alone(start, folder, model):
    program = start(folder)
    program.ask("open", path=str(model))
    program.until(lambda: program.ask("facts")["model"] == "three")
    program.key("ctrl+b")
    program.until(lambda: "suggestions on 3 images" in program.ask("hint"))
    assert program.objects() == []
    program.key("d")
    program.until(lambda: program.ask("image")["index"] == 1)
    program.until(lambda: scores(program) == [0.6, 0.9])
    program.key("shift+Return")
    program.until(lambda: len(program.objects()) == 2)
    program.key("ctrl+z")
    program.until(lambda: program.objects() == [])
    program.until(lambda: scores(program) == [0.6, 0.9])
