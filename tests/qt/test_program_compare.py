"""The previous image in the place of the current one: seen, never edited, gone without a trace."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from labeldesk.imaging.cache import PictureCache

KEY = Qt.Key
GREYS = (40, 120, 200)


@pytest.fixture
def sequence(tmp_path):
    """Three plain images of one size, each of another grey."""
    folder = tmp_path / "sequence"
    folder.mkdir()
    for n, grey in enumerate(GREYS, 1):
        cv2.imwrite(str(folder / f"{n}.png"), np.full((150, 200, 3), grey, np.uint8))
    return folder


@pytest.fixture
def hand(start, sequence):
    """On the second image, with a box drawn on the first."""
    hand = start(sequence)
    hand.add_classes("cat")
    hand.box((20, 20), (90, 90))
    hand.ready()
    hand.go(1)
    hand.key("v")
    hand.until(lambda: grey(hand) == GREYS[1])
    return hand


def grey(hand, x=150, y=120):
    """What is seen at an image position."""
    hand.settle()
    image = hand.program.canvas.grab().toImage()
    ratio, at = image.devicePixelRatio(), hand.at(x, y)
    return image.pixelColor(int(at.x() * ratio), int(at.y() * ratio)).red()


def hold(hand):
    QTest.keyPress(hand.program.canvas, KEY.Key_Y)
    hand.settle()


def let_go(hand):
    QTest.keyRelease(hand.program.canvas, KEY.Key_Y)
    hand.settle()


def trace(hand):
    """Everything that must be afterwards as it was before."""
    canvas = hand.program.canvas
    return (
        canvas.grab().toImage(), canvas.view, canvas.env.selection, canvas.machine.state,
        dict(canvas.session.document), hand.facts.undo, hand.index,
    )  # fmt: skip


def test_the_previous_image_is_seen_while_the_key_is_held_and_leaves_no_trace(hand):
    before = trace(hand)
    hold(hand)
    assert grey(hand) == GREYS[0]
    assert hand.facts.compares
    let_go(hand)
    assert grey(hand) == GREYS[1]
    assert trace(hand) == before


def test_it_lies_where_the_current_image_lies_and_follows_zoom_and_turn(hand):
    canvas = hand.program.canvas
    hold(hand)
    canvas.zoom_by(3.0)
    hand.do("view.turn-right")
    assert canvas.earlier.view == canvas.view
    assert canvas.earlier.geometry() == canvas.rect()
    assert grey(hand, 100, 75) == GREYS[0]


def test_its_objects_are_outlines(hand):
    earlier = hand.program.canvas.earlier
    hold(hand)
    hand.until(lambda: earlier.session.document and earlier.overlay.is_settled)
    assert grey(hand, 50, 50) == GREYS[0]
    hand.until(lambda: grey(hand, 20, 50) != GREYS[0])


def test_nothing_is_drawn_or_selected_on_what_is_only_seen(hand):
    hold(hand)
    hand.key("w")
    hand.drag((30, 30), (80, 80))
    assert hand.shapes() == []
    assert hand.hints[-1] == "This is the previous image: Esc leads back to draw"
    hand.key("v")
    hand.click(20, 50)
    assert not hand.program.canvas.env.selection
    let_go(hand)


def test_escape_leads_back_and_takes_nothing_else(hand):
    hand.box((30, 30), (80, 80))
    hand.key("w")
    hold(hand)
    hand.key("Escape")
    assert grey(hand) == GREYS[1]
    assert hand.program.canvas.machine.tool == "box"


def test_an_edit_shows_the_image_that_it_is_made_on(hand):
    hand.do("view.compare")
    assert grey(hand) == GREYS[0]
    hand.key("Ctrl+Shift+V")
    hand.until(lambda: len(hand.shapes()) == 1)
    assert not hand.facts.compares


def test_half_an_outline_waits_and_a_drag_has_to_end_first(hand):
    hand.key("p")
    for place in ((20, 20), (100, 20)):
        hand.click(*place)
    hold(hand)
    let_go(hand)
    hand.click(100, 90)
    hand.key("Return")
    assert len(hand.shapes()) == 1
    hand.key("w")
    hand.press(10, 10)
    hold(hand)
    assert not hand.facts.compares
    assert hand.hints[-1] == "First let go of what you are dragging"
    let_go(hand)
    hand.program.canvas.cancel()


def test_chosen_in_the_menu_it_stays_until_it_is_chosen_again(hand):
    hand.do("view.compare")
    assert grey(hand) == GREYS[0]
    hand.do("view.compare")
    assert grey(hand) == GREYS[1]


def test_the_two_blink_in_turns(hand):
    earlier = hand.program.canvas.earlier
    hand.do("view.blink")
    assert hand.facts.blinks
    assert earlier.isVisible()
    hand.until(earlier.isHidden)
    hand.until(earlier.isVisible)
    hand.do("view.blink")
    assert not hand.facts.blinks
    assert earlier.isHidden()


def test_another_image_or_view_ends_it(hand):
    hand.do("view.compare")
    hand.key("d")
    hand.until(lambda: grey(hand) == GREYS[2])
    hand.do("view.blink")
    hand.do("view.grid")
    assert not hand.facts.blinks
    hand.do("view.annotate")
    assert grey(hand) == GREYS[2]


def test_the_first_image_has_none_before_it(hand):
    hand.go(0)
    hand.key("y")
    assert hand.hints[-1] == "There is no image before this one in the list"
    assert not hand.facts.compares


def test_the_image_before_this_one_is_that_of_the_list(hand):
    hand.go(0)
    hand.do("image.mark-done")
    hand.go(2)
    hand.program.workspace.listed.choose("done")
    hand.go(2)
    assert hand.program.desk.compare.previous == 0


def test_a_picture_that_is_not_decoded_yet_is_said_and_comes_when_it_is(hand, monkeypatch):
    get = PictureCache.get
    missing = {"1.png"}
    monkeypatch.setattr(
        PictureCache, "get", lambda self, path: None if path in missing else get(self, path)
    )
    hold(hand)
    assert hand.hints[-1] == "The previous image is still being decoded"
    assert grey(hand) == GREYS[1]
    missing.clear()
    hand.program.pictures.arrived.emit("1.png")
    assert grey(hand) == GREYS[0]
    let_go(hand)


def test_a_picture_that_cannot_be_shown_is_said(start, sequence):
    (sequence / "1.png").write_bytes(b"no picture")
    hand = start(sequence)
    hand.go(1)
    hand.until(lambda: hand.program.pictures.of("1.png") is not None)
    hand.key("y")
    assert hand.hints[-1] == "The previous image, 1.png, cannot be shown"
    assert not hand.facts.compares


def test_what_is_lighter_is_lighter_in_both(hand):
    hold(hand)
    hand.do("display.brighter")
    assert grey(hand) > GREYS[0]
