"""Scenario 7: a model over the folder while one draws; accepted and taken back in one step."""

from __future__ import annotations

import json
import subprocess
import sys

import cv2
import numpy as np
import pytest

from labeldesk.domain.geometry import Size
from labeldesk.suggest.fake import write_detector
from tests.e2e.program import ROOT, xdotool

MANY = 30


@pytest.fixture
def folder(tmp_path):
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    for number in range(MANY):
        pixels = np.full((150, 200, 3), 60 + number, np.uint8)
        cv2.imwrite(str(pictures / f"{number:02}.png"), pixels)
    return pictures


@pytest.fixture
def model(tmp_path):
    path = tmp_path / "tonight.onnx"
    rows = [
        (20.0, 20.0, 60.0, 60.0, 0.9, 0),
        (80.0, 20.0, 120.0, 60.0, 0.6, 1),
        (140.0, 20.0, 180.0, 60.0, 0.3, 0),
    ]
    write_detector(path, rows, ("cup", "spoon"), image=Size(200, 150))
    return path


def labeldesk(*arguments):
    done = subprocess.run(
        [sys.executable, "-m", "labeldesk", *map(str, arguments), "--json"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode in (0, 1), done.stderr  # 1: what the format does not hold was told
    return json.loads(done.stdout)


def stats(folder):
    return labeldesk("stats", folder / "pictures.labeldesk")


def click_button(program, words):
    x, y = program.until(lambda: program.ask("button", words=words))
    xdotool("mousemove", "--sync", str(x), str(y), "click", "1")


def classes_of(program):
    return [one["class"] for one in program.objects()]


def run_and_draw(program):
    """Ctrl+B, and a box by hand while the run goes on."""
    program.key("ctrl+b")
    program.key("w")
    program.drag((20, 90), (70, 140))
    program.until(lambda: program.ask("where", name="class-picker"))
    program.type("cat")
    program.key("Return")
    program.until(lambda: classes_of(program) == ["cat"])
    program.until(lambda: sum(program.ask("waiting")) == 2 * MANY)
    assert not program.ask("facts")["run_active"]
    assert not program.ask("above")


def accept_everywhere(program):
    """Gives the number that the preview announced."""
    program.key("Escape", "Escape")
    program.ask("action", name="suggest.accept-everywhere")
    announced = f"Accept {2 * MANY} suggestions"
    program.until(lambda: program.ask("button", words=announced))
    click_button(program, announced)
    program.until(lambda: sum(program.ask("waiting")) == 0)
    program.until(lambda: len(program.objects()) == 3)
    program.until(lambda: program.ask("image")["saved"])
    return 2 * MANY


def exported_lines(folder, out):
    labeldesk("export", folder / "pictures.labeldesk", "--format", "yolo", "--out", out)
    return [line for text in (out / "labels").iterdir() for line in text.read_text().splitlines()]


def test_a_model_tonight_and_everything_back_with_one_undo(start, folder, model, tmp_path):
    program = start(folder)
    program.ask("open", path=str(model))
    program.until(lambda: len(program.ask("suggestions")) == 2)
    assert program.objects() == []
    run_and_draw(program)
    assert stats(folder)["annotations"] == 1

    announced = accept_everywhere(program)
    assert announced == 2 * MANY
    assert stats(folder)["classes"] == {"cat": 1, "cup": MANY, "spoon": MANY}
    assert len(exported_lines(folder, tmp_path / "yolo")) == announced + 1

    program.click(100, 75)
    program.key("Escape", "ctrl+z")
    program.until(lambda: classes_of(program) == ["cat"])
    program.until(lambda: program.ask("image")["saved"])
    assert stats(folder)["annotations"] == 1
    program.until(lambda: sum(program.ask("waiting")) == 2 * MANY)
    assert program.quit() == 0


def test_a_run_that_the_window_was_closed_on_goes_on_when_it_opens(start, folder, model):
    program = start(folder)
    program.ask("open", path=str(model))
    program.until(lambda: len(program.ask("suggestions")) == 2)
    program.key("ctrl+b")
    program.until(lambda: program.ask("where", name="job-strip"))
    program.kill()
    again = start(folder)
    again.until(lambda: sum(again.ask("waiting")) == 2 * MANY)
    assert again.ask("facts")["model"] == "tonight"
    assert again.quit() == 0
