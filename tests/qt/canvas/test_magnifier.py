"""The lens beside the pointer: every pixel is there, and it is never in the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, QSize
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from labeldesk.domain.geometry import XY
from labeldesk.domain.mask import Mask
from labeldesk.domain.turn import UPRIGHT
from labeldesk.tools.pointer import Pointer
from labeldesk.ui.canvas.magnifier import lens_view, place_beside
from labeldesk.ui.canvas.view import View
from tests.qt.canvas.conftest import LEFT, SIZE, Desk
from tests.unit.tools.hand import annotation, box, polygon

Make = Callable[..., Desk]


def noisy() -> np.ndarray:
    """Each pixel has a colour of its own."""
    picture = np.random.default_rng(3).integers(0, 256, (SIZE.height, SIZE.width, 4), np.uint8)
    picture[:, :, 3] = 255
    return picture


def looking(desk: Make, *annotations: object, zoom: float = 8.0) -> Desk:
    one = desk(*annotations)
    one.canvas.set_picture([noisy()], SIZE)
    one.canvas.show_marks(shown=False)
    one.canvas.magnifier.set_zoom(zoom)
    one.canvas.magnifier.set_on(on=True)
    return one


def hover(one: Desk, x: float, y: float) -> None:
    one.canvas.pointer = Pointer(x, y)
    one.canvas.magnifier.is_over = True
    one.canvas.machine.move(one.canvas.pointer)


def seen(one: Desk, dx: int, dy: int) -> QColor:
    """What the lens shows so many of its pixels from the middle."""
    lens = one.canvas.magnifier
    image = lens.grab().toImage()
    ratio = image.devicePixelRatio()
    middle = lens.width() / 2
    return image.pixelColor(int((middle + dx) * ratio), int((middle + dy) * ratio))


def test_each_pixel_of_the_image_is_a_square_of_its_own_colour(desk: Make) -> None:
    one = looking(desk)
    one.canvas.set_tool("polygon")
    hover(one, 200, 150)
    picture = noisy()
    for column, row in ((1, 1), (-3, 2), (4, -5), (-6, -2)):
        for dx, dy in ((1, 1), (6, 6)):
            colour = seen(one, column * 8 + dx, row * 8 + dy)
            blue, green, red, _ = picture[150 + row, 200 + column].tolist()
            assert (colour.red(), colour.green(), colour.blue()) == (red, green, blue)


def test_it_is_shown_only_while_a_place_is_chosen(desk: Make) -> None:
    one = looking(desk, polygon(1, (100, 100), (200, 100), (150, 200)))
    lens, canvas = one.canvas.magnifier, one.canvas
    hover(one, 50, 50)
    assert not lens.isVisible()
    canvas.set_tool("box")
    assert lens.isVisible()
    canvas.machine.leave()
    lens.is_over = False
    lens.follow()
    assert not lens.isVisible()
    canvas.set_tool("brush")
    hover(one, 50, 50)
    assert not lens.isVisible()
    canvas.set_tool("select")
    one.click(150, 120)
    hover(one, 100, 100)
    assert lens.isVisible(), "a vertex is under the pointer"
    lens.set_on(on=False)
    assert not lens.isVisible()


def test_the_mouse_does_not_feel_it(desk: Make) -> None:
    one = looking(desk)
    one.canvas.set_tool("polygon")
    for place in ((100, 100), (180, 90), (150, 180)):
        one.click(*place)
        QTest.mouseMove(one.canvas, one.at(place[0] + 20, place[1] - 20))
    lens = one.canvas.magnifier
    assert lens.isVisible()
    QTest.mouseClick(one.canvas, LEFT, pos=lens.geometry().center())
    assert len(one.canvas.machine.state.points) == 4


def test_it_shows_what_is_drawn_and_what_lies_beside(desk: Make) -> None:
    one = looking(desk)
    canvas = one.canvas
    mask = annotation(2, Mask.of(np.ones((20, 20), bool), 190, 140), one.cat)
    one.open(replace(box(1, 20, 20, 198, 148), class_id=one.cat), mask)
    canvas.set_tool("polygon")
    canvas.machine.press(Pointer(100, 200))
    canvas.machine.release(Pointer(100, 200))
    hover(one, 200, 150)
    cat = canvas.colours.colour(one.cat)
    edge = seen(one, -16, -60)  # the right side of the box, two pixels to the left
    assert (edge.red(), edge.green(), edge.blue()) == cat
    inside, picture = seen(one, 20, 20), noisy()[152, 202]
    mixed = 0.7 * picture[2] + 0.3 * cat[0]
    assert inside.red() == pytest.approx(mixed, abs=3)
    path = [seen(one, -40, dy) for dy in range(16, 25)]  # it leads to (100, 200): down and left
    assert cat in [(c.red(), c.green(), c.blue()) for c in path]


def test_it_looks_as_the_view_is_turned(desk: Make) -> None:
    one = looking(desk)
    one.canvas.turn_to(UPRIGHT.right())
    one.canvas.set_tool("polygon")
    hover(one, 200, 150)
    blue, green, red, _ = noisy()[147, 202].tolist()  # right and up in the image
    colour = seen(one, 3 * 8 - 4 - 1, 2 * 8 + 4)  # is down and right on the screen
    assert (colour.red(), colour.green(), colour.blue()) == (red, green, blue)


@pytest.mark.parametrize("dpr", [1.0, 1.25, 2.0])
@pytest.mark.parametrize("zoom", [2.0, 4.0, 16.0])
def test_a_pixel_is_whole_device_pixels_wide_and_the_place_is_in_the_middle(
    dpr: float, zoom: float
) -> None:
    lens = lens_view(View(scale=0.3 * dpr, dpr=dpr), XY(33.25, 20.5), zoom, 168)
    assert lens.scale == round(zoom * dpr)
    assert lens.to_device(XY(33.25, 20.5)) == pytest.approx((84, 84), abs=0.51)


def test_where_the_canvas_shows_as_much_the_lens_shows_twice_that() -> None:
    assert lens_view(View(scale=10.0), XY(0, 0), 4.0, 100).scale == 20.0


@pytest.mark.parametrize("x", [0, 30, 150, 300, 470, 500])
@pytest.mark.parametrize("y", [0, 30, 150, 300, 370, 400])
def test_the_lens_is_within_the_canvas_and_never_over_the_pointer(x: int, y: int) -> None:
    room = QSize(501, 401)
    corner = place_beside(QPointF(x, y), 120, 20, room)
    place = QRect(corner, QSize(120, 120))
    assert corner is not None
    assert QRect(0, 0, 501, 401).contains(place)
    assert not place.adjusted(-15, -15, 15, 15).contains(x, y)


def test_in_a_low_canvas_it_stands_beside_and_in_too_small_a_one_it_is_left_out() -> None:
    assert place_beside(QPointF(200, 90), 120, 20, QSize(400, 180)) == QPoint(220, 30)
    assert place_beside(QPointF(300, 90), 120, 20, QSize(400, 180)) == QPoint(160, 30)
    assert place_beside(QPointF(60, 50), 120, 20, QSize(110, 100)) is None
