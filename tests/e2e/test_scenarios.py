"""Scenarios 1, 2, 4 and 5 of how the program behaves, with real keys and a real pointer."""

from __future__ import annotations

import pytest


def near(bounds, wanted):
    assert bounds == pytest.approx(wanted, abs=2.0)


def test_first_box_and_everything_is_there_after_a_kill(start, folder):
    program = start(folder)
    program.key("w")
    program.drag((10, 10), (60, 50))
    program.until(lambda: program.ask("where", name="class-picker"))
    program.type("cat")
    program.key("Return")
    program.until(lambda: len(program.objects()) == 1)
    program.drag((80, 20), (120, 70))
    program.until(lambda: len(program.objects()) == 2)
    assert not program.ask("above")
    program.until(lambda: program.ask("image")["saved"])
    program.key("d")
    program.until(lambda: program.ask("image")["index"] == 1)
    program.kill()

    again = start(folder)
    again.until(lambda: again.ask("facts")["has_project"])
    if again.ask("image")["index"] != 0:
        again.key("Home")
    found = again.until(lambda: len(again.objects()) == 2 and again.objects())
    assert [o["class"] for o in found] == ["cat", "cat"]
    near(found[0]["bounds"], [10, 10, 60, 50])
    assert again.quit() == 0


def test_digits_choose_the_class_and_relabel_the_selection(start, folder):
    program = start(folder)
    for name in ("cat", "dog"):
        program.ask("action", name="class.add")
        program.until(lambda: program.ask("where", name="class-picker"))
        program.type(name)
        program.key("Return")
        program.until(lambda: not program.ask("where", name="class-picker"))
    program.until(lambda: program.ask("facts")["classes"] == 2)
    program.key("w", "1")
    program.drag((10, 10), (60, 50))
    program.key("2")
    program.drag((80, 20), (120, 70))
    program.until(lambda: len(program.objects()) == 2)
    assert [o["class"] for o in program.objects()] == ["cat", "dog"]
    program.key("Escape")
    program.until(lambda: program.ask("facts")["tool"] == "select")
    program.click(30, 10)
    program.until(lambda: program.ask("facts")["selected"] == 1)
    program.key("2")
    program.until(lambda: [o["class"] for o in program.objects()] == ["dog", "dog"])
    program.key("ctrl+z")
    program.until(lambda: [o["class"] for o in program.objects()] == ["cat", "dog"])


def test_space_taps_mark_done_and_space_held_moves_the_view(start, folder):
    program = start(folder)
    program.move(100, 75)
    program.key("space")
    program.until(lambda: program.ask("image")["done"])
    assert "nothing here" in program.ask("hint")
    program.key("space")
    program.until(lambda: not program.ask("image")["done"])
    before = program.ask("screen", x=0, y=0)
    program.hold_and_drag("space", (100, 75), (60, 75))
    program.until(lambda: program.ask("screen", x=0, y=0) != before)
    assert not program.ask("image")["done"]


def test_triage_tags_and_goes_on_and_undo_comes_back(start, folder):
    program = start(folder)
    for name in ("cat", "dog"):
        program.ask("action", name="class.add")
        program.until(lambda: program.ask("where", name="class-picker"))
        program.type(name)
        program.key("Return")
        program.until(lambda: not program.ask("where", name="class-picker"))
    program.until(lambda: program.ask("facts")["classes"] == 2)
    program.key("F6")
    program.until(lambda: program.ask("facts")["view"] == "grid")
    program.key("F11")
    program.until(lambda: program.ask("facts")["full_screen"])
    program.key("1")
    program.until(lambda: program.ask("image")["index"] == 1)
    program.key("2")
    program.until(lambda: program.ask("image")["index"] == 2)
    program.key("ctrl+z")
    program.until(lambda: program.ask("image")["index"] == 1 and program.objects() == [])
    program.key("a")
    program.until(lambda: [o["class"] for o in program.objects()] == ["cat"])
    assert program.ask("image")["index"] == 0


def test_escape_leaves_no_trace_of_a_polygon(start, folder):
    program = start(folder)
    program.key("p")
    for at in ((20, 20), (80, 20), (80, 80), (20, 80)):
        program.click(*at)
    program.until(lambda: program.ask("facts")["drawing"])
    program.key("BackSpace", "ctrl+z", "Escape")
    program.until(lambda: not program.ask("facts")["drawing"])
    assert program.objects() == []
    assert program.ask("facts")["undo"] == ""
    assert program.ask("facts")["tool"] == "polygon"
    program.key("Escape")
    program.until(lambda: program.ask("facts")["tool"] == "select")
