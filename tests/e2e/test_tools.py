"""Every creating tool and every way of combining, with real keys and a real pointer."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest

from tests.e2e.program import ROOT, xdotool


def has_class(program, *names):
    for name in names:
        program.ask("action", name="class.add")
        program.until(lambda: program.ask("where", name="class-picker"))
        program.type(name)
        program.key("Return")
        program.until(lambda: not program.ask("where", name="class-picker"))
    program.until(lambda: program.ask("facts")["classes"] == len(names))
    program.key("1")


def takes(program, key, tool):
    program.key(key)
    program.until(lambda: program.ask("facts")["tool"] == tool)


def clicks(program, *places):
    for x, y in places:
        program.click(x, y)


def lays_keypoints(program):
    """Into a box; a class without a template is asked for one in a menu."""
    program.drag((60, 60), (180, 140))
    program.until(lambda: program.ask("above") == "popup")
    program.key("Down", "Return")


def draws(program):
    """The tools in turn: key, id, kind of the shape, what the hand does, where it then is."""
    return [
        ("w", "box", "box", lambda: program.drag((10, 10), (60, 50)), (10, 10, 60, 50)),
        ("w", "box", "box", lambda: clicks(program, (70, 60), (110, 90)), (70, 60, 110, 90)),
        (
            "alt+w", "extreme", "box",
            lambda: clicks(program, (50, 60), (30, 80), (60, 100), (90, 75)), (30, 60, 90, 100),
        ),
        ("shift+c", "ellipse", "ellipse", lambda: program.drag((20, 80), (90, 120)),
         (20, 80, 90, 120)),
        (
            "o", "rotated", "rotated-box",
            lambda: (program.drag((100, 100), (160, 100)), program.click(130, 130)),
            (100, 100, 160, 130),
        ),
        (
            "p", "polygon", "polygon",
            lambda: (clicks(program, (20, 20), (100, 20), (100, 90)), program.key("Return")),
            (20, 20, 100, 90),
        ),
        (
            "shift+l", "line", "polyline",
            lambda: (clicks(program, (20, 120), (80, 60), (150, 130)), program.key("Return")),
            (20, 60, 150, 130),
        ),
        ("k", "point", "point", lambda: program.click(150, 40), (150, 40, 150, 40)),
        ("b", "brush", "mask", lambda: program.drag((60, 75), (120, 75)), (40, 55, 140, 95)),
        ("shift+w", "wand", "mask", lambda: program.click(30, 30), (20, 20, 40, 40)),
        ("shift+o", "cutout", "mask", lambda: program.drag((10, 10), (52, 52)), (20, 20, 40, 40)),
        (
            "shift+p", "livewire", "polygon",
            lambda: (clicks(program, (20, 20), (40, 20), (40, 40), (20, 40)),
                     program.key("Return")),
            (20, 20, 40, 40),
        ),
        ("shift+b", "superpixel", "mask", lambda: program.drag((26, 26), (34, 34)),
         (20, 20, 40, 40)),
        ("c", "keypoints", "keypoints", lambda: lays_keypoints(program), (60, 60, 180, 140)),
    ]  # fmt: skip


def test_every_creating_tool_draws_and_every_undo_takes_back(start, folder):
    program = start(folder)
    has_class(program, "cat")
    kinds = []
    for key, tool, kind, hand, bounds in draws(program):
        takes(program, key, tool)
        hand()
        kinds.append(kind)
        program.until(lambda: len(program.objects()) == len(kinds))
        made = program.objects()[-1]
        assert made["kind"] == kind, tool
        if kind == "keypoints":  # its template leaves room at the edges of the box
            x0, y0, x1, y1 = made["bounds"]
            assert bounds[0] <= x0 < x1 <= bounds[2]
            assert bounds[1] <= y0 < y1 <= bounds[3]
        else:
            assert made["bounds"] == pytest.approx(bounds, abs=4), tool
    for left in range(len(kinds) - 1, -1, -1):
        program.key("ctrl+z")
        program.until(lambda left=left: len(program.objects()) == left)
    for n, kind in enumerate(kinds, 1):
        program.key("ctrl+shift+z")
        program.until(lambda n=n: len(program.objects()) == n)
        assert program.objects()[-1]["kind"] == kind
    assert program.quit() == 0


def test_the_superpixel_brush_takes_whole_segments_and_gives_them_back(start, folder):
    program = start(folder)
    has_class(program, "cat")
    takes(program, "shift+b", "superpixel")
    program.drag((26, 26), (34, 34))
    program.until(lambda: len(program.objects()) == 1)
    assert program.objects()[0]["area"] == pytest.approx(400, abs=40)
    program.drag((80, 80), (160, 80))
    program.until(lambda: program.objects()[0]["area"] > 1_500)
    program.hold_and_drag("Alt_L", (20, 80), (180, 80))
    program.until(lambda: program.objects()[0]["area"] == pytest.approx(400, abs=40))
    program.key("ctrl+z")
    program.until(lambda: program.objects()[0]["area"] > 1_500)
    program.move(100, 100)
    xdotool("mousedown", "1")
    program.move(150, 120)
    program.until(lambda: program.ask("facts")["drawing"])
    xdotool("key", "Escape")  # not `program.key`, which would let go of the mouse first
    program.until(lambda: not program.ask("facts")["drawing"])
    xdotool("mouseup", "1")
    before = program.objects()
    program.key("ctrl+z")
    program.until(lambda: program.objects() != before)
    assert program.objects()[0]["area"] == pytest.approx(400, abs=40)


def test_a_box_is_drawn_with_the_keyboard_alone(start, folder):
    program = start(folder)
    has_class(program, "cat")
    takes(program, "w", "box")
    program.move(50, 50)
    program.key("Right", "Return", *["shift+Right"] * 3, *["shift+Down"] * 2, "Return")
    (made,) = program.until(program.objects)
    x0, y0, x1, y1 = made["bounds"]
    assert (x1 - x0, y1 - y0) == (30, 20)
    assert (x0, y0) == pytest.approx((51, 50), abs=1)


def two_boxes(program):
    takes(program, "w", "box")
    program.drag((20, 20), (100, 100))
    program.until(lambda: len(program.objects()) == 1)
    program.drag((60, 60), (140, 120))
    program.until(lambda: len(program.objects()) == 2)
    program.key("Escape")
    program.until(lambda: program.ask("facts")["tool"] == "select")
    program.key("ctrl+a")
    program.until(lambda: program.ask("facts")["selected"] == 2)


def areas(program):
    return sorted(round(one["area"], -2) for one in program.objects())


COMBINED = {
    "object.union": [9_600],
    "object.subtract": [4_800, 4_800],
    "object.hole": [4_800],
    "object.intersect": [1_600],
    "object.xor": [8_000],
}


def test_every_boolean_operation_gives_its_area_and_undo_gives_both_boxes_back(start, folder):
    program = start(folder)
    has_class(program, "cat")
    two_boxes(program)
    before = areas(program)
    for action, wanted in COMBINED.items():
        program.ask("action", name=action)
        program.until(lambda: areas(program) != before)
        assert areas(program) == pytest.approx(wanted, rel=0.08), action
        program.key("ctrl+z")
        program.until(lambda: areas(program) == before)
        program.key("ctrl+a")
        program.until(lambda: program.ask("facts")["selected"] == 2)


def test_a_line_cuts_apart_what_it_crosses(start, folder):
    program = start(folder)
    has_class(program, "cat")
    takes(program, "w", "box")
    program.drag((20, 20), (120, 100))
    program.until(lambda: len(program.objects()) == 1)
    takes(program, "alt+j", "cut")
    clicks(program, (70, 5), (70, 130))
    program.key("Return")
    program.until(lambda: len(program.objects()) == 2)
    assert areas(program) == pytest.approx([4_000, 4_000], rel=0.1)


def test_every_pixel_has_a_class_and_comes_back_from_the_files(start, folder, tmp_path):
    """Scenario 9."""
    program = start(folder)
    has_class(program, "road", "background")
    takes(program, "b", "brush")
    program.drag((30, 60), (170, 60))
    program.until(lambda: len(program.objects()) == 1)
    program.ask("action", name="view.unlabeled")
    program.until(lambda: "% unlabeled" in program.ask("about"))
    program.key("Escape", "2")
    program.ask("action", name="object.fill-rest")
    program.until(lambda: "· 0 % unlabeled" in program.ask("about"))
    assert [one["class"] for one in program.objects()] == ["road", "background"]
    program.until(lambda: program.ask("image")["saved"])
    assert program.quit() == 0

    out = tmp_path / "masks"
    labeldesk("export", folder / "pictures.labeldesk", "--format", "masks", "--out", out)
    (png,) = out.rglob("1.png")
    pixels = cv2.imread(str(png), cv2.IMREAD_UNCHANGED)
    assert pixels.shape == (150, 200)
    values = set(np.unique(pixels).tolist())
    assert len(values) == 2
    assert not values & {0, 255}

    labeldesk("convert", "--from", out, "--images", folder, "--format", "masks", "--out",
              tmp_path / "again")  # fmt: skip
    (same,) = (tmp_path / "again").rglob("1.png")
    assert np.array_equal(cv2.imread(str(same), cv2.IMREAD_UNCHANGED), pixels)


def labeldesk(*arguments: str | Path) -> None:
    command = [sys.executable, "-m", "labeldesk", *map(str, arguments)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)


def test_focus_lost_in_the_middle_of_a_drag_leaves_no_trace(start, folder):
    program = start(folder)
    has_class(program, "cat")
    takes(program, "w", "box")
    program.move(20, 20)
    xdotool("mousedown", "1")
    program.move(90, 90)
    xdotool("key", "d")  # `Program.key` would let go of the button too
    program.until(lambda: program.ask("image")["index"] == 1)
    xdotool("mouseup", "1")
    program.key("a")
    program.until(lambda: program.ask("image")["index"] == 0)
    assert program.objects() == []
