"""The grid in the real program: one by one in full screen, and several images at once."""

from __future__ import annotations

import pytest

from tests.qt.program import photographs


@pytest.fixture
def hand(start, tmp_path):
    made = start(photographs(tmp_path / "pictures", size=(400, 300)))
    made.ready()
    return made


def test_one_by_one_every_image_is_shown_sharp_whether_it_was_ready_or_comes_late(hand):
    page = hand.program.grid
    hand.do("view.grid")
    hand.do("view.full-screen")
    for index in range(1, 5):
        hand.key("d")
        hand.until(lambda index=index: hand.index == index and page._has_picture)
    hand.add_classes("cat")
    hand.key("Home")
    hand.ready()
    hand.key("1")
    hand.until(lambda: hand.index == 1 and page._has_picture)


def test_one_by_one_the_picture_stays_when_the_lists_are_read_anew(hand):
    page = hand.program.grid
    hand.do("view.grid")
    hand.do("view.full-screen")
    hand.until(lambda: page._has_picture)
    hand.add_classes("cat")  # a change of the project: every list is read anew
    hand.ready()
    hand.settle()
    assert page._has_picture
