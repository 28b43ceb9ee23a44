"""Click to segment: a model of two files dropped, an object clicked, corrected and kept."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import cv2
import numpy as np
import pytest

from labeldesk.suggest.fake_pair import write_pair
from tests.e2e.program import xdotool

RED, BLUE = (160, 120, 320, 290), (400, 160, 480, 240)


@pytest.fixture
def folder(tmp_path):
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    for number in range(3):
        pixels = np.full((480, 640, 3), (60, 150 + number, 60), np.uint8)
        for (x0, y0, x1, y1), colour in ((RED, (40, 40, 200)), (BLUE, (200, 60, 30))):
            pixels[y0:y1, x0:x1] = colour
        cv2.imwrite(str(pictures / f"{number}.png"), pixels)
    return pictures


def hint(program):
    return program.ask("hint")


def is_about(found, wanted):
    return all(abs(a - b) <= 2 for a, b in zip(found, wanted, strict=True))


def marks(program, wanted):
    return any(is_about(found, wanted) for found in program.ask("drafts"))


def test_an_object_is_clicked_corrected_kept_and_there_after_a_crash(start, folder, tmp_path):
    encoder, _ = write_pair(tmp_path, by_colour=True, stem="wand")
    program = start(folder)
    program.ask("open", path=str(encoder))
    program.until(lambda: "was added: sam" in hint(program))
    program.key("s")
    program.until(lambda: program.ask("facts")["tool"] == "segment")
    program.until(lambda: "Click an object" in hint(program))
    clicks_and_corrects(program)
    names_it(program)
    program.drag((380, 140), (500, 260))
    program.until(lambda: "Mask 1 of 4" in hint(program))
    program.key("Return")
    program.until(lambda: len(program.objects()) == 2)
    program.until(lambda: program.ask("image")["saved"])
    program.kill()
    again = start(folder)
    again.until(lambda: len(again.objects()) == 2)
    again.key("s")
    again.until(lambda: "Click an object" in hint(again))  # the model and its look are kept
    assert again.quit() == 0


def clicks_and_corrects(program):
    program.click(200, 200)
    program.until(lambda: "Mask 1 of 4" in hint(program) and marks(program, RED))
    program.click(440, 200)
    program.until(lambda: marks(program, (160, 120, 480, 290)))
    program.move(460, 200)
    xdotool("click", "3")
    program.until(lambda: "Mask 1 of 4" in hint(program) and marks(program, RED))
    program.key("Tab")
    program.until(lambda: "Mask 2 of 4" in hint(program))
    program.key("shift+Tab")
    program.until(lambda: "Mask 1 of 4" in hint(program))


def names_it(program):
    program.key("Return")
    program.until(lambda: program.ask("where", name="class-picker"))
    program.type("red")
    program.key("Return")
    program.until(lambda: [one["class"] for one in program.objects()] == ["red"])
    [one] = program.objects()
    assert one["kind"] == "mask"
    assert is_about(one["bounds"], RED)


def test_zoomed_in_after_both_children_were_killed_a_click_is_still_answered(
    start, folder, tmp_path
):
    write_pair(tmp_path, by_colour=True, stem="wand")
    program = start(folder)
    program.ask("open", path=str(tmp_path / "wand.decoder.onnx"))
    program.key("s")
    program.click(200, 200)
    program.until(lambda: marks(program, RED))
    program.key("Escape")
    assert kill_models(program) == 2
    program.move(440, 200)
    for _ in range(8):
        xdotool("click", "4")
    program.until(lambda: "Click an object" in hint(program))
    program.click(440, 200)
    program.until(lambda: marks(program, BLUE))
    program.key("Return")
    program.until(lambda: program.ask("where", name="class-picker"))
    program.type("blue")
    program.key("Return")
    program.until(lambda: [one["class"] for one in program.objects()] == ["blue"])
    [before] = program.objects()
    program.key("b")
    program.drag((440, 230), (440, 250))
    program.until(lambda: program.objects()[0]["area"] > before["area"])
    assert len(program.objects()) == 1
    assert program.quit() == 0


def kill_models(program):
    """kill -9 of what runs the two halves; how many those were."""
    killed = 0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            status = (process / "stat").read_text().rpartition(")")[2].split()
            command = (process / "cmdline").read_bytes()
        except OSError:
            continue
        if int(status[1]) == program.process.pid and b"spawn_main" in command:
            os.kill(int(process.name), signal.SIGKILL)
            killed += 1
    return killed
