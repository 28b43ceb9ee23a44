"""Several images of the grid selected, with keys and pointer as in a file manager."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from labeldesk.ui.panels.grid import GridView
from labeldesk.ui.panels.grid_cells import mount_of
from labeldesk.ui.theme import theme
from tests.qt.test_grid import grid, middle, names, painted

KEYBOARD = Qt.KeyboardModifier
PLAIN, CTRL, SHIFT = KEYBOARD.NoModifier, KEYBOARD.ControlModifier, KEYBOARD.ShiftModifier


@pytest.mark.parametrize(
    ("clicks", "selected", "ringed"),
    [
        ([(2, PLAIN)], [], 2),
        ([(2, PLAIN), (5, SHIFT)], [2, 3, 4, 5], 5),
        ([(5, PLAIN), (2, SHIFT)], [2, 3, 4, 5], 2),
        ([(2, PLAIN), (5, SHIFT), (1, SHIFT)], [1, 2], 1),
        ([(2, PLAIN), (5, CTRL)], [2, 5], 5),
        ([(2, PLAIN), (5, CTRL), (7, CTRL), (5, CTRL)], [2, 7], 5),
        ([(2, PLAIN), (5, CTRL), (7, CTRL | SHIFT)], [2, 5, 6, 7], 7),
        ([(2, PLAIN), (5, CTRL), (2, CTRL)], [5], 2),
        ([(2, PLAIN), (5, SHIFT), (3, PLAIN)], [], 3),
    ],
)
def test_shift_and_ctrl_with_clicks_select_as_in_a_file_manager(
    qtbot: QtBot, clicks: list[tuple[int, KEYBOARD]], selected: list[int], ringed: int
) -> None:
    view = grid(qtbot)
    for at, held in clicks:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, held, middle(view, at))
    assert view.picked().tolist() == selected
    assert view.current() == ringed


def test_shift_and_ctrl_with_arrows_select_as_in_a_file_manager(qtbot: QtBot) -> None:
    view = grid(qtbot)
    view.set_current(5)
    QTest.keyClick(view, Qt.Key.Key_Right, SHIFT)
    QTest.keyClick(view, Qt.Key.Key_Down, SHIFT)
    assert view.picked().tolist() == [5, 6, 7, 8, 9, 10]
    QTest.keyClick(view, Qt.Key.Key_Up, SHIFT)
    assert view.picked().tolist() == [5, 6]
    QTest.keyClick(view, Qt.Key.Key_Right, CTRL)
    QTest.keyClick(view, Qt.Key.Key_Right, CTRL)
    assert (view.picked().tolist(), view.current()) == ([5, 6], 8)
    QTest.keyClick(view, Qt.Key.Key_Space, CTRL)
    assert view.picked().tolist() == [5, 6, 8]
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert (view.picked().tolist(), view.current()) == ([], 7)


def test_a_band_pulled_over_cells_selects_them_and_shift_keeps_the_others(qtbot: QtBot) -> None:
    view = grid(qtbot)
    pull(view, 1, 6, PLAIN)
    assert view.picked().tolist() == [1, 2, 5, 6]
    assert view.current() == 1
    pull(view, 11, 11, SHIFT)
    assert view.picked().tolist() == [1, 2, 5, 6, 11]
    pull(view, 4, 5, PLAIN)
    assert view.picked().tolist() == [4, 5]


def test_a_band_pulled_beyond_the_edge_scrolls_on(qtbot: QtBot) -> None:
    view = grid(qtbot, 1000)
    below = QPoint(middle(view, 0).x(), view.viewport().height() + 30)
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, PLAIN, middle(view, 0))
    QTest.mouseMove(view.viewport(), below)
    qtbot.waitUntil(lambda: view.in_sight()[0] > 40)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, PLAIN, below)
    picked = view.picked().tolist()
    assert picked == list(range(0, picked[-1] + 1, 4))
    assert len(picked) > 10


def test_selected_images_show_a_tick_say_so_and_the_ring_alone_shows_none(qtbot: QtBot) -> None:
    view = grid(qtbot)
    corner = mount_of(view.visualRect(view.tiles.at(1)).toRectF()).toRect().topLeft()
    edge = corner + QPoint(15, 6)
    before = painted(view).pixelColor(edge)
    view.pick_all()
    assert painted(view).pixelColor(edge) == theme().on_fill
    assert view.tiles.at(1).data().endswith(", selected")
    view.pick_current()
    assert painted(view).pixelColor(edge) == before
    assert not view.tiles.at(0).data().endswith(", selected")


def come_before(view: GridView, many: int) -> None:
    """Images come before those that are there; the last one goes."""
    count = len(view.tiles.names)
    before = np.concatenate([np.full(many, -1), np.arange(count - 1)])
    view.set_images(names(count + many - 1), before)


def test_images_that_come_leave_ring_and_selection_on_their_images(qtbot: QtBot) -> None:
    view = grid(qtbot)
    for at, held in ((2, PLAIN), (5, CTRL), (29, CTRL), (6, CTRL)):
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, held, middle(view, at))
    come_before(view, 3)
    assert (view.picked().tolist(), view.current()) == ([5, 8, 9], 9)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, SHIFT, middle(view, 11))
    assert view.picked().tolist() == [9, 10, 11]


def test_images_that_come_leave_what_is_in_sight_where_it_is(qtbot: QtBot) -> None:
    view = grid(qtbot, 1000)
    view.verticalScrollBar().setValue(50 * view.rowHeight(0) + 7)
    assert view.in_sight()[0] == 200
    come_before(view, 8)
    assert view.in_sight()[0] == 208
    assert view.verticalScrollBar().value() == 52 * view.rowHeight(0) + 7
    assert view.current() == 8


@pytest.mark.parametrize("held", [PLAIN, CTRL])
def test_a_band_ends_where_it_is_when_images_come_and_selects_no_others(
    qtbot: QtBot, held: KEYBOARD
) -> None:
    view, left = grid(qtbot), Qt.MouseButton.LeftButton
    QTest.mousePress(view.viewport(), left, held, middle(view, 5))
    for at in (5, 6):
        QTest.mouseMove(view.viewport(), middle(view, at) + QPoint(20, 20))
    chosen = view.picked()
    come_before(view, 3)
    QTest.mouseMove(view.viewport(), middle(view, 11))
    QTest.mouseRelease(view.viewport(), left, held, middle(view, 11))
    assert view.picked().tolist() == (chosen + 3).tolist() == [8, 9]
    pull(view, 1, 2, PLAIN)
    assert view.picked().tolist() == [1, 2]


def test_a_press_whose_image_moved_away_chooses_no_other(qtbot: QtBot) -> None:
    view, left = grid(qtbot), Qt.MouseButton.LeftButton
    QTest.mousePress(view.viewport(), left, PLAIN, middle(view, 5))
    come_before(view, 3)
    QTest.mouseRelease(view.viewport(), left, PLAIN, middle(view, 5))
    assert view.current() == 3


def pull(view: GridView, start: int, end: int, held: KEYBOARD) -> None:
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(view.viewport(), left, held, middle(view, start) + QPoint(20, 20))
    for place in (middle(view, start), middle(view, end)):
        QTest.mouseMove(view.viewport(), place)
    QTest.mouseRelease(view.viewport(), left, held, middle(view, end))
