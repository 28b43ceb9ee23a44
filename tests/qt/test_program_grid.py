"""The grid in the real program: one by one in full screen, and several images at once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.qt.program import photographs

LEFT = Qt.MouseButton.LeftButton


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


def names_on(hand, place):
    """What the grid shows that an image is tagged with."""
    return [name for name, _ in hand.program.grid.grid.tiles.tags(place)]


def status(hand):
    return hand.window.status._selected.text()


@pytest.fixture
def grid(hand):
    hand.add_classes("cat", "dog")
    hand.do("view.grid")
    return hand.program.grid.grid


def test_a_digit_tags_all_selected_images_in_one_step_and_again_takes_the_tag_off(hand, grid):
    hand.key("Shift+Right", "Shift+Right")
    assert status(hand) == "3 of 5 selected"
    hand.key("1")
    hand.ready()
    hand.until(lambda: hand.objects() == ["cat"])
    hand.until(lambda: [names_on(hand, at) for at in range(5)] == [["cat"]] * 3 + [[]] * 2)
    assert hand.workspace.catalogue.counts.tolist() == [1, 1, 1, 0, 0]
    hand.key("2")
    hand.ready()
    hand.until(lambda: hand.objects() == ["dog"])
    assert [names_on(hand, at) for at in range(5)] == [["dog"]] * 3 + [[]] * 2
    hand.key("2")
    hand.ready()
    hand.until(lambda: hand.objects() == [])
    assert hand.index == 2  # no going on while several are tagged
    assert grid.picked().tolist() == [0, 1, 2]
    hand.key("Ctrl+Z", "Ctrl+Z", "Ctrl+Z")
    hand.until(lambda: hand.facts.undo == "New class cat")
    hand.until(lambda: not any(names_on(hand, at) for at in range(5)))


def test_a_digit_completes_the_tag_before_it_takes_it_off(hand, grid):
    hand.key("1")
    hand.ready()
    hand.key("Ctrl+A")
    assert status(hand) == "5 of 5 selected"
    hand.key("1")
    hand.ready()
    hand.until(lambda: hand.workspace.catalogue.counts.tolist() == [1] * 5)
    hand.key("1", "1")
    hand.ready()
    hand.until(lambda: hand.workspace.catalogue.counts.tolist() == [1] * 5)


@pytest.mark.parametrize(
    ("key", "title"), [("Space", "Mark 3 images done"), ("X", "Exclude 3 images")]
)
def test_space_and_x_are_for_all_selected_images_in_one_step(hand, grid, key, title):
    states = hand.workspace.catalogue.states
    hand.key("Shift+Right", "Shift+Right", "Shift+Right", key)
    assert states.astype(bool).tolist() == [True] * 4 + [False]
    hand.ready()
    hand.key(key)
    assert not states.any()
    hand.ready()
    grid.set_current(0)
    hand.key("Shift+Right", "Shift+Right", key)
    hand.ready()
    assert hand.facts.undo == title
    hand.key("Ctrl+Z")
    hand.until(lambda: not hand.workspace.catalogue.states.any())
    hand.until(lambda: not grid.tiles.marks.any())


def test_what_is_marked_done_stays_in_the_grid_until_the_filter_is_chosen_again(hand, grid):
    hand.program.grid.filter_chosen.emit("todo")
    hand.key("Ctrl+A", "Space")
    hand.ready()
    hand.settle()
    assert len(grid.tiles.names) == 5
    assert grid.picked().tolist() == [0, 1, 2, 3, 4]
    hand.program.grid.filter_chosen.emit("done")
    assert grid.picked().tolist() == []


def test_escape_goes_back_to_the_current_image_and_full_screen_tags_only_what_it_shows(hand, grid):
    hand.key("Ctrl+A", "Escape")
    assert status(hand) == ""
    hand.key("Ctrl+A")
    hand.do("view.full-screen")
    hand.key("1")
    hand.ready()
    hand.until(lambda: hand.workspace.catalogue.counts.tolist() == [1, 0, 0, 0, 0])


def test_in_annotate_a_selection_of_the_grid_says_nothing_and_does_nothing(hand, grid):
    hand.key("Ctrl+A")
    hand.do("view.annotate")
    assert status(hand) == ""
    hand.key("Space")
    hand.ready()
    assert hand.workspace.catalogue.done == 1
    hand.do("view.grid")
    assert status(hand) == "5 of 5 selected"


def test_several_images_of_a_project_that_is_only_read_are_left_as_they_are(start, hand, grid):
    root = hand.workspace.source.root
    hand.ready()
    other = start(root)
    other.until(lambda: other.workspace.is_open)
    other.do("view.grid")
    other.key("Ctrl+A", "1", "Space")
    assert other.hints[-1] == "The project is open read-only"
    assert not other.workspace.catalogue.states.any()


@pytest.mark.parametrize("key", ["Right", "Shift+Right", "Ctrl+Right"])
def test_the_ring_stays_on_the_image_that_half_an_outline_keeps_open(hand, key):
    hand.add_classes("cat")
    hand.key("p")
    for at in ((20, 20), (80, 20), (80, 80)):
        hand.click(*at)
    hand.do("view.grid")
    grid = hand.program.grid.grid
    chosen = grid.picked().tolist()
    hand.key(key)
    QTest.mouseClick(grid.viewport(), LEFT, pos=grid.visualRect(grid.tiles.at(2)).center())
    assert (grid.current(), hand.index, grid.picked().tolist()) == (0, 0, chosen)
    assert hand.program.canvas.machine.unfinished
