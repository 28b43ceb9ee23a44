"""A pen on a tablet: how hard it is pressed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.qt.canvas.conftest import LEFT, Desk

Make = Callable[..., Desk]
KINDS = {
    "press": QEvent.Type.TabletPress,
    "move": QEvent.Type.TabletMove,
    "release": QEvent.Type.TabletRelease,
}


def touch(desk: Desk, kind: str, pressure: float) -> None:
    """What a tablet says before Qt says it again as a mouse."""
    at = QPointF(desk.at(100, 100))
    held = Qt.MouseButton.NoButton if kind == "release" else LEFT
    event = QTabletEvent(
        KINDS[kind], QPointingDevice.primaryPointingDevice(), at, at, pressure, 0.0, 0.0, 0.0, 0.0,
        0.0, Qt.KeyboardModifier.NoModifier, LEFT, held,
    )  # fmt: skip
    QApplication.sendEvent(desk.canvas, event)
    assert not event.isAccepted()


def stroke(desk: Desk, pressure: float) -> float:
    """The width of what a pen paints that is pressed so hard."""
    touch(desk, "press", pressure)
    QTest.mousePress(desk.canvas, LEFT, pos=desk.at(100, 100))
    touch(desk, "move", pressure)
    QTest.mouseMove(desk.canvas, desk.at(200, 100))
    touch(desk, "release", 0.0)
    QTest.mouseRelease(desk.canvas, LEFT, pos=desk.at(200, 100))
    bounds = desk.shapes[-1].bounds
    return float(bounds.y1 - bounds.y0)


def brush(make: Make) -> Desk:
    one = make()
    one.canvas.set_tool("brush")
    one.canvas.draw_with(radius=20.0)
    return one


def test_a_light_touch_paints_a_narrow_stroke(desk: Make) -> None:
    one = brush(desk)
    assert stroke(one, 0.25) == pytest.approx(10, abs=1.01)


def test_the_setting_makes_every_touch_alike(desk: Make) -> None:
    one = brush(desk)
    one.canvas.draw_with(pressure=False)
    assert stroke(one, 0.25) == pytest.approx(40, abs=1.01)


def test_a_mouse_that_follows_the_pen_paints_as_ever(desk: Make) -> None:
    one = brush(desk)
    stroke(one, 0.25)
    one.drag((100, 200), (150, 200), (200, 200))
    bounds = one.shapes[-1].bounds
    assert bounds.y1 - 200 == pytest.approx(20, abs=1.01)
