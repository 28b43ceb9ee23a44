"""Files that come into the open folder, or go, while one works."""

from __future__ import annotations

import shutil

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from labeldesk.ui.panels.image_rows import MARKS
from labeldesk.ui.widgets.state_mark import Mark
from tests.qt.test_program_files import marks, project, tracked
from tests.qt.test_program_safety import stored
from tests.qt.test_unseen import blank

__all__ = ["project"]  # a fixture


def names(hand):
    return list(hand.workspace.catalogue.paths)


def come_back(hand):
    """As the system says when the window is active again."""
    hand.program.safety.arriving.activated(Qt.ApplicationState.ApplicationActive)


@pytest.mark.parametrize("how", ["key", "activation"])
def test_a_new_file_stands_at_its_place_and_the_open_image_stays(start, folder, how):
    hand = start(folder)
    hand.ready()
    hand.key("d", "d")
    hand.ready()
    shutil.copy(folder / "1.png", folder / "1b.png")
    if how == "key":
        hand.key("Shift+F5")
    else:
        come_back(hand)
    hand.until(lambda: "1b.png" in names(hand))
    assert names(hand) == ["1.png", "1b.png", "2.png", "3.png", "4.png", "5.png"]
    assert hand.workspace.path.name == "3.png"
    assert hand.workspace.shown.session is not None
    film = hand.program.page.film
    assert (film.current(), list(film.model().names)) == (3, names(hand))
    assert hand.hints[-1] == "1 new image"
    assert not list(folder.glob("*.labeldesk*"))
    hand.key("a", "a")
    hand.until(lambda: hand.program.pictures.current is not None)
    assert hand.workspace.path.name == "1b.png"


def test_where_nothing_is_new_that_is_said_only_if_one_asked(start, folder):
    hand = start(folder)
    hand.ready()
    come_back(hand)
    hand.until(lambda: hand.program.safety.arriving.is_idle)
    hand.settle()
    assert hand.hints == []
    hand.key("Shift+F5")
    hand.until(lambda: hand.hints == ["No new images in the folder"])


@pytest.mark.parametrize("has_project", [False, True])
def test_a_box_on_a_new_image_is_there_after_a_restart(start, folder, has_project):
    hand = start(folder)
    hand.ready()
    if has_project:
        hand.add_classes("cat")
        hand.box((10, 10), (60, 50))
        hand.ready()
        before = folder_bytes(folder)
    for name in ("0.png", "6.png"):
        shutil.copy(folder / "1.png", folder / name)
    hand.key("Shift+F5")
    hand.until(lambda: len(names(hand)) == 7)
    if has_project:
        hand.settle()
        assert folder_bytes(folder) == before
    hand.key("End")
    hand.ready()
    hand.add_classes("cat", "dog")
    hand.box((70, 10), (120, 50))
    hand.end()
    again = start(folder)
    again.ready()
    assert again.workspace.path.name == "6.png"
    assert names(again) == ["0.png", *(f"{n}.png" for n in range(1, 7))]
    assert again.objects() == ["cat"]
    again.end()
    assert sum(stored(folder)) == 1 + has_project


def folder_bytes(folder):
    """The project, but for what reading it leaves in memory that is shared."""
    files = (path for path in folder.glob("*.labeldesk*") if not path.name.endswith("-shm"))
    return {path.name: path.read_bytes() for path in files}


def test_a_drag_under_way_goes_on_while_images_come(start, folder):
    hand = start(folder)
    hand.ready()
    hand.add_classes("cat")
    hand.key("w")
    hand.press(10, 10)
    hand.qtbot.mouseMove(hand.program.canvas, hand.at(40, 40))
    shutil.copy(folder / "1.png", folder / "0.png")
    come_back(hand)
    hand.until(lambda: "0.png" in names(hand))
    hand.qtbot.mouseMove(hand.program.canvas, hand.at(60, 50))
    hand.qtbot.mouseRelease(hand.program.canvas, Qt.MouseButton.LeftButton, pos=hand.at(60, 50))
    hand.settle()
    assert hand.objects() == ["cat"]
    hand.end()
    assert sorted(stored(folder)) == [0, 0, 0, 0, 0, 1]


def arrive(hand, *images):
    root = hand.workspace.source.root
    for name in images:
        shutil.copy(root / "1.png", root / name)
    come_back(hand)
    hand.until(lambda: set(images) <= set(names(hand)))


def listed(hand):
    return list(hand.workspace.listed.names)


def test_images_that_come_change_neither_what_is_listed_nor_what_is_selected(start, folder):
    hand = start(folder)
    hand.ready()
    hand.go(1)
    hand.do("view.grid")
    hand.program.grid.filter_chosen.emit("todo")
    grid = hand.program.grid.grid
    hand.key("Shift+Right", "Space")  # two are done now, and listed still
    hand.ready()
    arrive(hand, "0.png", "2b.png")
    assert listed(hand) == ["0.png", "1.png", "2.png", "2b.png", "3.png", "4.png", "5.png"]
    assert [grid.tiles.names[at] for at in grid.picked()] == ["2.png", "3.png"]
    assert grid.tiles.names[grid.current()] == hand.workspace.path.name == "3.png"
    done = [MARKS[mark] is Mark.DONE for mark in grid.tiles.marks]
    assert done == [False, False, True, False, True, False, False]
    hand.key("x")
    hand.ready()
    states = dict(zip(names(hand), hand.workspace.catalogue.states.tolist(), strict=True))
    assert [name for name, state in states.items() if state] == ["2.png", "3.png"]


def test_images_that_come_turn_nobody_round(start, folder):
    hand = start(folder)
    hand.ready()
    hand.go(3)
    hand.go(2)
    arrive(hand, "0.png", "0b.png")
    models, index = hand.program.models, hand.index
    assert hand.workspace.path.name == "3.png"
    hand.workspace.go(index)  # as whoever shows the same image anew
    assert models._attention._direction == -1
    assert hand.program.pictures._direction == -1
    hand.go(index - 1)
    assert models._attention._direction == -1
    assert hand.program.pictures._direction == -1


def test_a_band_in_the_grid_selects_what_it_touched_though_images_come(start, folder):
    hand = start(folder)
    hand.ready()
    hand.do("view.grid")
    grid, left = hand.program.grid.grid, Qt.MouseButton.LeftButton
    shift = Qt.KeyboardModifier.ShiftModifier

    def middle(at):
        return grid.visualRect(grid.tiles.at(at)).center()

    QTest.mousePress(grid.viewport(), left, shift, middle(1))
    for at in (1, 2):
        QTest.mouseMove(grid.viewport(), middle(at) + QPoint(20, 20))
    arrive(hand, "0.png")
    QTest.mouseMove(grid.viewport(), middle(3))
    QTest.mouseRelease(grid.viewport(), left, shift, middle(3))
    assert [grid.tiles.names[at] for at in grid.picked()] == ["2.png", "3.png"]


def test_a_file_that_goes_is_marked_and_told_and_is_well_again_when_it_is_back(
    project, start, folder
):
    hand = start(folder)
    tracked(hand)
    (folder / "2.png").rename(folder.parent / "2.png")
    (folder / "4.png").rename(folder.parent / "4.png")
    come_back(hand)
    hand.until(hand.notices)
    assert hand.notices() == ["1 image that you worked on is missing"]
    model = hand.program.page.film.model()
    here = [MARKS[mark] is Mark.MISSING for mark in model.marks]
    assert here == [False, True, False, True, False]
    assert hand.index == 0
    for name in ("2.png", "4.png"):
        (folder.parent / name).rename(folder / name)
    come_back(hand)
    hand.until(lambda: not hand.workspace.catalogue.missing.any())
    assert hand.notices() == []
    assert Mark.MISSING not in {MARKS[mark] for mark in model.marks}
    hand.end()
    assert marks(project) == {"1.png": 1, "2.png": 2}


def test_a_file_renamed_while_it_is_open_is_the_same_image(project, start, folder):
    hand = start(folder)
    tracked(hand)
    hand.go(1)
    hand.ready()
    (folder / "2.png").rename(folder / "zebra.png")
    come_back(hand)
    hand.until(lambda: "zebra.png" in names(hand) and "2.png" not in names(hand))
    assert hand.workspace.path.name == "zebra.png"
    hand.until(lambda: hand.objects() == ["cat", "cat"])
    hand.ready()
    hand.end()
    assert marks(project) == {"1.png": 1, "zebra.png": 2}


def test_the_open_image_stays_seen_when_its_file_goes_and_a_new_folder_of_images_is_found(
    start, folder
):
    hand = start(folder)
    hand.ready()
    (folder / "1.png").unlink()
    (folder / "more").mkdir()
    shutil.copy(folder / "2.png", folder / "more" / "a.png")
    hand.key("Shift+F5")
    hand.until(lambda: "more/a.png" in names(hand))
    assert hand.index == 0
    assert not blank(hand).isVisible()
    assert hand.workspace.catalogue.missing.tolist() == [True, *[False] * 5]


def test_a_folder_that_cannot_be_read_is_told_only_if_one_asked(start, folder):
    hand = start(folder)
    hand.ready()
    folder.rename(folder.parent / "elsewhere")
    come_back(hand)
    hand.until(lambda: hand.program.safety.arriving.is_idle)
    hand.settle()
    assert hand.notices() == []
    hand.key("Shift+F5")
    hand.until(hand.notices)
