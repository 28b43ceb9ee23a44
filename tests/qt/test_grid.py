from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from labeldesk.ui.panels.grid import Grid
from labeldesk.ui.widgets.state_mark import Mark

Key, Shift, Control = Qt.Key, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def grid(qtbot: QtBot) -> Grid:
    made = Grid()
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    made.set_images([f"{n}.jpg" for n in range(100_000)])
    return made


def test_a_click_selects_one_control_adds_and_shift_selects_a_range(
    qtbot: QtBot, grid: Grid
) -> None:
    def click(at: int, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        qtbot.mouseClick(grid.viewport(), LEFT, modifiers, grid.place_of(at).center())

    click(1)
    assert grid.selection() == (1,)
    click(3, Control)
    assert grid.selection() == (1, 3)
    click(5, Shift)
    assert grid.selection() == (3, 4, 5)
    click(2)
    assert grid.selection() == (2,)


def test_the_arrows_move_and_shift_extends(qtbot: QtBot, grid: Grid) -> None:
    grid.select((0,), 0)
    qtbot.keyClick(grid, Key.Key_Right)
    assert grid.selection() == (1,)
    qtbot.keyClick(grid, Key.Key_Right, Shift)
    assert grid.selection() == (1, 2)
    columns = grid.lattice().columns
    grid.select((0,), 0)
    qtbot.keyClick(grid, Key.Key_Down)
    assert grid.current() == columns


def test_enter_opens_the_current_image(qtbot: QtBot, grid: Grid) -> None:
    grid.select((7,), 7)
    with qtbot.waitSignal(grid.image_opened) as told:
        qtbot.keyClick(grid, Key.Key_Return)
    assert told.args == [7]


def test_far_images_come_into_sight_and_only_those_are_painted(qtbot: QtBot, grid: Grid) -> None:
    asked: list[int] = []

    def thumb(at: int) -> QImage | None:
        asked.append(at)
        return None

    grid.set_thumbs(thumb)
    with qtbot.waitSignal(grid.window_changed) as told:
        grid.select((77_777,), 77_777)
    asked.clear()
    grid.grab()
    assert told.args[0] <= 77_777 <= told.args[1]
    assert 77_777 in asked
    assert len(asked) < 60


def test_every_point_of_a_cell_is_that_image(grid: Grid) -> None:
    for at in (0, 1, 5, 11):
        place = grid.place_of(at)
        assert grid.position_at(place.center()) == at
        assert grid.position_at(place.topLeft()) == at
        assert grid.position_at(place.bottomRight()) == at
    assert grid.position_at(grid.rect().topLeft()) == -1


def test_the_current_image_is_spoken(grid: Grid) -> None:
    grid.images.set_one(3, Mark.DONE)
    grid.select((3,), 3)
    assert grid.accessibleDescription() == "3.jpg, Done"
