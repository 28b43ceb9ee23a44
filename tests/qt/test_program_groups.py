"""Objects that belong together, by keys and pointer."""

from __future__ import annotations

import pytest

from labeldesk.ui.canvas.groups import OUT_PX
from tests.qt.program import photographs


@pytest.fixture
def hand(start, tmp_path):
    """Three boxes, nothing selected, the Select tool in the hand."""
    made = start(photographs(tmp_path / "pictures"))
    made.until(lambda: made.workspace.shown.session)
    made.window.resize(1440, 900)
    made.add_classes("cat")
    for x in (10, 60, 110):
        made.box((x, 10), (x + 30, 50))
    made.key("Escape", "Escape")
    return made


def groups(hand):
    return [one.group for one in hand.shapes()]


def selected(hand):
    return len(hand.program.canvas.env.selection)


def frames(hand):
    return [key for key in hand.program.canvas.live._kept if key[0] == "group"]


def test_g_groups_what_is_selected_and_a_click_on_a_member_selects_it_alone(hand):
    hand.key("Ctrl+A", "G")
    assert groups(hand) == [1, 1, 1]
    assert hand.hints[-1] == "3 objects are a group now"
    hand.key("Escape")
    hand.click(10, 30)
    assert selected(hand) == 1
    hand.do("object.select-group")
    assert selected(hand) == 3
    hand.ready()
    hand.do("edit.undo")
    hand.until(lambda: groups(hand) == [None, None, None])


def test_one_object_is_no_group_and_that_is_said(hand):
    hand.click(10, 30)
    hand.key("G")
    assert groups(hand) == [None, None, None]
    assert hand.hints[-1] == "Select two or more objects"
    hand.key("Shift+G")
    assert hand.hints[-1] == "Select an object of a group"


def test_shift_g_takes_out_of_the_group(hand):
    hand.key("Ctrl+A", "G", "Escape")
    hand.click(10, 30)
    hand.key("Shift+G")
    assert groups(hand) == [None, 1, 1]
    hand.click(60, 30)
    hand.key("Shift+G")
    assert groups(hand) == [None, None, None]
    assert hand.hints[-1] == "2 objects are in no group any more"


def test_copies_of_a_group_are_another_group(hand):
    hand.key("Ctrl+A", "G", "Ctrl+D")
    assert groups(hand) == [1, 1, 1, 2, 2, 2]
    hand.key("Ctrl+C", "Ctrl+V")
    assert groups(hand)[-3:] == [3, 3, 3]
    hand.go(1)
    hand.key("Ctrl+V")
    assert groups(hand) == [1, 1, 1]


def test_a_frame_is_around_the_group_while_a_member_is_selected(hand):
    hand.key("Ctrl+A", "G")
    assert len(frames(hand)) == 1
    hand.key("Escape")
    assert not frames(hand)
    hand.click(10, 30)
    canvas = hand.program.canvas
    around = canvas.groups.around(
        canvas.session.document, canvas.session.live, canvas.env.selection
    )[0]
    assert (round(around.x0), round(around.x1)) == (10, 140)
    place = hand.at(around.x1, (around.y0 + around.y1) / 2)
    spot = canvas.grab().toImage()
    dpr = spot.devicePixelRatio()
    seen = [
        spot.pixelColor(round((place.x() + OUT_PX + d) * dpr), round(place.y() * dpr)).lightness()
        for d in (-1, 0, 1)
    ]
    assert max(seen) > 200  # white between dark edges
    hand.drag((20, 30), (20, 90))
    moved = canvas.groups.around(
        canvas.session.document, canvas.session.live, canvas.env.selection
    )[0]
    assert moved.y1 > around.y1 + 50
