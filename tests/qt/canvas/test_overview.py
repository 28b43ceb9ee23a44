"""The overview map: when it is there, and how it leads the view."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from labeldesk.ui.canvas.overview import COLLAPSED, OFF, OPEN
from tests.qt.canvas.conftest import LEFT, Desk

Make = Callable[..., Desk]


def zoomed(desk: Make) -> Desk:
    one = desk()
    one.canvas.set_zoom(4)
    return one


def place(one: Desk, x: float, y: float) -> QPoint:
    """An image position on the map."""
    scale = one.canvas.overview.map.width() / one.canvas.picture.size.width
    return QPoint(round(x * scale), round(y * scale))


def middle(one: Desk) -> tuple[float, float]:
    return tuple(one.canvas.view.seen.centre)


def test_the_map_is_there_only_while_the_picture_is_larger_than_the_canvas(desk: Make) -> None:
    one = desk()
    overview = one.canvas.overview
    assert not overview.map.isVisible()
    assert not overview.button.isVisible()
    one.canvas.set_zoom(4)
    assert overview.map.isVisible()
    one.canvas.fit()
    assert not overview.map.isVisible()
    one.canvas.set_zoom(0.5)
    assert not overview.map.isVisible()


def test_it_is_small_or_away_as_was_chosen_and_the_button_tells(desk: Make) -> None:
    one = zoomed(desk)
    overview = one.canvas.overview
    with one.qtbot.waitSignal(overview.chosen) as told:
        overview.button.click()
    assert told.args == [COLLAPSED]
    overview.set_mode(COLLAPSED)
    assert overview.button.isVisible()
    assert not overview.map.isVisible()
    with one.qtbot.waitSignal(overview.chosen) as told:
        overview.button.click()
    assert told.args == [OPEN]
    overview.set_mode(OFF)
    assert not overview.button.isVisible()


def test_it_gives_way_to_drawing(desk: Make) -> None:
    one = zoomed(desk)
    overview = one.canvas.overview
    one.canvas.set_tool("box")
    assert not overview.map.isVisible()
    assert overview.button.isVisible(), "a small button while the tool waits"
    overview.button.click()
    assert overview.map.isVisible(), "it was asked for"
    seen = one.canvas.view.seen
    QTest.mousePress(one.canvas, LEFT, pos=one.at(seen.x0 + 5, seen.y0 + 5))
    QTest.mouseMove(one.canvas, one.at(seen.x0 + 30, seen.y0 + 30))
    assert not overview.map.isVisible()
    assert not overview.button.isVisible(), "nothing while it is drawn"
    end = one.canvas.rect().bottomRight() - QPoint(20, 20)
    QTest.mouseMove(one.canvas, end)
    QTest.mouseRelease(one.canvas, LEFT, pos=end)
    assert len(one.shapes) == 1
    one.canvas.set_tool("select")
    assert overview.map.isVisible()


def test_panning_with_the_middle_button_leaves_it_there(desk: Make) -> None:
    one = zoomed(desk)
    QTest.mousePress(one.canvas, Qt.MouseButton.MiddleButton, pos=one.at(200, 150))
    QTest.mouseMove(one.canvas, one.at(190, 150))
    assert one.canvas.overview.map.isVisible()
    QTest.mouseRelease(one.canvas, Qt.MouseButton.MiddleButton, pos=one.at(190, 150))


def test_a_click_jumps_and_a_drag_of_the_frame_pans(desk: Make) -> None:
    one = zoomed(desk)
    inset = one.canvas.overview.map
    QTest.mouseClick(inset, LEFT, pos=place(one, 90, 80))
    assert middle(one) == pytest.approx((90, 80), abs=3)
    start, end = place(one, 100, 90), place(one, 200, 150)
    QTest.mousePress(inset, LEFT, pos=start)
    assert middle(one) == pytest.approx((90, 80), abs=3), "the frame is taken where it is"
    QTest.mouseMove(inset, end)
    QTest.mouseRelease(inset, LEFT, pos=end)
    assert middle(one) == pytest.approx((190, 140), abs=4)
    assert one.edits == []
    QTest.mouseMove(inset, start)
    assert middle(one) == pytest.approx((190, 140), abs=4), "only while the button is down"


def test_arrow_keys_move_the_view_and_it_has_a_name(desk: Make) -> None:
    one = zoomed(desk)
    inset = one.canvas.overview.map
    assert inset.accessibleName()
    assert inset.accessibleDescription()
    assert one.canvas.overview.button.accessibleName()
    x, y = middle(one)
    QTest.keyClick(inset, Qt.Key.Key_Right)
    QTest.keyClick(inset, Qt.Key.Key_Down)
    assert middle(one) == pytest.approx((x + 60 / 4, y + 50 / 4), abs=0.5)


def test_the_frame_is_bright_and_the_rest_is_dim(desk: Make) -> None:
    one = zoomed(desk)
    inset = one.canvas.overview.map
    image = inset.grab().toImage()

    def grey(x: float, y: float) -> int:
        return image.pixelColor(place(one, x, y)).red()

    assert grey(*middle(one)) == 128
    assert grey(10, 280) < 100


def test_over_the_map_the_pointer_is_not_over_the_picture(desk: Make) -> None:
    one = zoomed(desk)
    one.canvas.overview.button.click()
    one.canvas.set_tool("brush")
    one.canvas.overview.button.click()
    QTest.mouseMove(one.canvas, one.at(200, 150))
    assert list(one.canvas.machine.marks())
    with one.qtbot.waitSignal(one.canvas.cursor_left):
        QTest.mouseMove(one.canvas.overview.map, QPoint(20, 20))
    assert not list(one.canvas.machine.marks())
