"""The previous image under a key that is really held, and repeated by the system."""

from __future__ import annotations

from tests.e2e.program import xdotool


def test_holding_a_key_shows_the_previous_image_and_nothing_can_be_drawn_on_it(start, folder):
    program = start(folder)
    program.key("d", "w")
    program.until(lambda: program.ask("image")["index"] == 1)
    program.until(lambda: program.ask("facts")["tool"] == "box")
    xdotool("keydown", "y")
    program.until(lambda: program.ask("where", name="earlier"))
    program.drag((60, 60), (120, 120))
    for _ in range(20):  # repeats of the key do not let it flicker
        assert program.ask("where", name="earlier") == program.ask("where", name="canvas")
    xdotool("keyup", "y")
    program.until(lambda: not program.ask("where", name="earlier"))
    assert not program.ask("facts")["compares"]
    assert program.objects() == []
    program.drag((60, 60), (120, 120))
    program.until(lambda: program.ask("where", name="class-picker"))


def test_a_key_let_go_over_the_palette_is_heard(start, folder):
    program = start(folder)
    program.key("d")
    program.until(lambda: program.ask("image")["index"] == 1)
    xdotool("keydown", "y")
    program.until(lambda: program.ask("facts")["compares"])
    xdotool("keydown", "ctrl", "key", "k", "keyup", "ctrl")
    program.until(lambda: program.ask("where", name="palette"))
    xdotool("keyup", "y")
    program.until(lambda: not program.ask("facts")["compares"])
    assert program.ask("where", name="palette")
