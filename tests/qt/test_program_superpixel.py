"""The Superpixel brush in the program: its keys, and what is remembered."""

from __future__ import annotations

from labeldesk.raster.superpixels import LARGEST, SMALLEST


def size(hand) -> int:
    return hand.program.canvas.env.settings.segment


def test_the_keys_of_the_brush_size_make_segments_larger_and_smaller(start, folder):
    hand = start(folder)
    hand.ready()
    hand.key("Shift+B")
    assert hand.facts.tool == "superpixel"
    before, radius = size(hand), hand.program.canvas.env.settings.radius
    hand.key("]")
    assert size(hand) > before
    assert hand.hints[-1] == f"Segments of about {size(hand)} × {size(hand)} px"
    hand.key("[")
    assert size(hand) == before
    for _ in range(30):
        hand.key("]")
    assert size(hand) == LARGEST
    for _ in range(30):
        hand.key("[")
    assert size(hand) == SMALLEST
    hand.key("]")
    assert size(hand) == SMALLEST + 1
    assert hand.program.canvas.env.settings.radius == radius


def test_other_segments_come_at_once_while_the_pointer_rests(start, folder):
    hand = start(folder)
    hand.ready()
    hand.add_classes("cat")
    hand.key("Shift+B")
    machine = hand.program.canvas.machine
    hand.click(100, 75)
    hand.until(lambda: len(hand.shapes()) == 1)
    hand.until(lambda: machine.state.cells.segments is not None)
    before = machine.state.cells.segments.count
    hand.key("]", "]", "]")
    hand.until(lambda: machine.state.cells.now(hand.program.canvas.env) is not None)
    assert machine.state.cells.segments.count < before


def test_the_size_of_segments_is_remembered(start, folder):
    hand = start(folder)
    hand.ready()
    hand.key("Shift+B", "]", "]")
    chosen = size(hand)
    hand.end()
    assert size(start(folder)) == chosen
