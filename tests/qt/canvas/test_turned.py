"""A turned or flipped view: everything looks as if the finished picture had been turned."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtTest import QTest

from labeldesk.actions.keymap import Chord
from labeldesk.domain.geometry import XY, Rect, Size
from labeldesk.domain.ids import AnnotationId
from labeldesk.domain.mask import Mask
from labeldesk.domain.shapes import Box, Ellipse, RotatedBox, Shape
from labeldesk.domain.turn import UPRIGHT, Turn
from labeldesk.editing.selection import Selection
from labeldesk.raster.index import ShapeIndex
from labeldesk.tools.state import Cursor
from labeldesk.ui.canvas.input import cursor_on_screen
from labeldesk.ui.canvas.masks import Region
from labeldesk.ui.canvas.overlay import Scene, rendered
from labeldesk.ui.canvas.picture_layer import PictureLayer
from labeldesk.ui.canvas.style import Look
from labeldesk.ui.canvas.turning import turned
from labeldesk.ui.canvas.view import View
from tests.qt.canvas.conftest import LEFT, SIZE, Desk
from tests.qt.canvas.test_painters import PLACED, STYLED, painted
from tests.turns import TURNS
from tests.unit.tools.hand import annotation

Make = Callable[..., Desk]
AROUND = Size(130, 100)
ASIDE: list[Shape] = [
    *PLACED,
    Box(70, 15, 120, 40),
    Ellipse(90, 30, 30, 12, 0.7),
    RotatedBox(80, 40, 60, 20, 0.3),
    Mask.of(np.tri(40, 60, dtype=bool), 60, 20),
]
by_turn = pytest.mark.parametrize(
    "turn", TURNS, ids=lambda t: f"{'xy'[t.swaps]}{t.across:+}{t.down:+}"
)


def lying(turn: Turn, scale: float = 1.0, dpr: float = 1.0) -> View:
    """All of an image of `AROUND` in a widget of just that size."""
    wide, high = (round(side * scale * dpr) for side in turn.size(AROUND))
    view = View(scale * dpr, 0, 0, wide, high, dpr, turn)
    whole = view.rect_to_device(Rect(0, 0, *AROUND))
    return view.panned(-whole.x0, -whole.y0)


def same(one: np.ndarray, other: np.ndarray) -> None:
    """The same but for a device pixel beside an edge, where an odd stroke has two choices."""
    assert one.shape == other.shape
    grown = np.ones((3, 3), np.uint8)
    low, high = cv2.erode(other, grown).astype(int), cv2.dilate(other, grown).astype(int)
    outside = (one < low - 24) | (one > high + 24)
    assert outside.mean() < 0.001, np.argwhere(outside)[:5]
    assert np.abs(one.astype(int).mean() - other.mean()) < 1.0


@by_turn
@pytest.mark.parametrize("shape", ASIDE, ids=lambda s: s.kind)
@pytest.mark.parametrize("dpr", [1.0, 2.0])
def test_the_worker_draws_every_shape_turned(shape: Shape, turn: Turn, dpr: float) -> None:
    scene = Scene(ShapeIndex({1: annotation(1, shape)}).frozen(), STYLED)

    def drawn(view: View) -> np.ndarray:
        return rendered(scene, view, Region(0, 0, view.width, view.height))

    upright = drawn(lying(UPRIGHT, dpr=dpr))
    assert upright.any()
    same(drawn(lying(turn, dpr=dpr)), turned(upright, turn))


@by_turn
@pytest.mark.parametrize("shape", ASIDE, ids=lambda s: s.kind)
@pytest.mark.parametrize("look", [Look.REST, Look.SELECTED, Look.HOVER])
def test_what_is_in_hand_is_drawn_turned(shape: Shape, turn: Turn, look: Look) -> None:
    upright = painted(shape, look, lying(UPRIGHT))
    same(painted(shape, look, lying(turn)), turned(upright, turn))


@by_turn
@pytest.mark.parametrize("scale", [0.4, 1.0, 4.0])
def test_the_picture_is_exactly_turned_also_where_it_was_scrolled(turn: Turn, scale: float) -> None:
    rng = np.random.default_rng(5)
    large = rng.integers(0, 255, (AROUND.height, AROUND.width, 4), np.uint8)
    levels = [large, np.ascontiguousarray(large[::2, ::2])]

    def seen(*steps: Turn) -> np.ndarray:
        layer = PictureLayer()
        layer.set_picture(levels, AROUND)
        view = lying(steps[0], scale)
        if len(steps) > 1:
            layer.pixmap(view.panned(7, -4))
            layer.pixmap(view.panned(-2, 3))
        return pixels_of(layer.pixmap(view))

    upright = seen(UPRIGHT)
    assert (seen(turn) == turned(upright, turn)).all()
    if scale >= 2:  # smoothing begins anew at a strip
        assert (seen(turn, turn) == seen(turn)).all()


def pixels_of(pixmap: QPixmap) -> np.ndarray:
    image = pixmap.toImage().convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1, 4)
    return rows[:, : image.width()].copy()


def bounds(desk: Desk) -> list[tuple[float, ...]]:
    return [pytest.approx(shape.bounds, abs=1.5) for shape in desk.shapes]


@by_turn
def test_a_box_is_drawn_pulled_and_moved_by_hand(desk: Make, turn: Turn) -> None:
    one = desk()
    one.canvas.turn_to(turn)
    one.canvas.set_tool("box")
    one.drag((60, 40), (100, 90), (160, 140))
    assert bounds(one) == [(60, 40, 160, 140)]
    one.drag((160, 140), (180, 150), (200, 180))
    assert bounds(one) == [(60, 40, 200, 180)], "by its corner"
    one.canvas.set_tool("select")
    one.drag((100, 100), (110, 110), (120, 130))
    assert bounds(one) == [(80, 70, 220, 210)]


@by_turn
def test_a_stroke_is_seen_where_the_pointer_is_before_and_after(desk: Make, turn: Turn) -> None:
    one = desk()
    one.canvas.turn_to(turn)
    one.canvas.set_tool("brush")
    one.canvas.draw_with(radius=15)
    one.settle()
    QTest.mousePress(one.canvas, LEFT, pos=one.at(100, 60))
    QTest.mouseMove(one.canvas, one.at(150, 60))
    grey = (128, 128, 128)

    def seen() -> list[bool]:
        return [one.colour(x, y) != grey for x, y in ((100, 65), (130, 62), (100, 100), (300, 60))]

    assert seen() == [True, True, False, False]
    QTest.mouseRelease(one.canvas, LEFT, pos=one.at(150, 60))
    QTest.mouseMove(one.canvas, one.at(10, 290))
    one.qtbot.waitUntil(lambda: one.canvas.stroke.is_empty)
    assert seen() == [True, True, False, False]
    one.canvas.set_tool("eraser")
    QTest.mousePress(one.canvas, LEFT, pos=one.at(100, 60))
    QTest.mouseMove(one.canvas, one.at(101, 60))
    assert seen() == [False, True, False, False]
    one.canvas.cancel()


@by_turn
def test_dragging_with_space_takes_the_picture_along(desk: Make, turn: Turn) -> None:
    one = desk()
    one.canvas.turn_to(turn)
    one.canvas.set_zoom(4)
    start, end = QPoint(300, 250), QPoint(330, 290)
    fixed = one.canvas.view.to_image(XY(300, 250))
    one.canvas.space_down()
    QTest.mouseMove(one.canvas, start)
    QTest.mousePress(one.canvas, LEFT, pos=start)
    QTest.mouseMove(one.canvas, end)
    QTest.mouseRelease(one.canvas, LEFT, pos=end)
    one.canvas.space_up()
    assert one.canvas.view.to_device(fixed) == pytest.approx((330, 290), abs=4.5)


@by_turn
def test_arrow_keys_lead_where_they_point_on_the_screen(desk: Make, turn: Turn) -> None:
    one = desk()
    one.canvas.turn_to(turn)
    one.canvas.set_tool("box")
    assert one.canvas.tool_key(Chord.of("Right"))
    before = one.canvas.view.to_device(one.canvas.machine.state.at)
    assert one.canvas.tool_key(Chord.of("Shift+Right"))
    assert one.canvas.tool_key(Chord.of("Shift+Right"))
    assert one.canvas.tool_key(Chord.of("Shift+Up"))
    after = one.canvas.view.to_device(one.canvas.machine.state.at)
    scale = one.canvas.view.scale
    moved = after.x - before.x, after.y - before.y
    assert moved == pytest.approx((20 * scale, -10 * scale))
    one.canvas.cancel()


@by_turn
def test_a_brush_grows_when_dragged_to_the_right(desk: Make, turn: Turn) -> None:
    one = desk()
    one.canvas.turn_to(turn)
    one.canvas.set_tool("brush")
    one.canvas.draw_with(radius=20.0)
    at, right = QPoint(300, 250), QPoint(330, 250)
    QTest.mouseMove(one.canvas, at)
    QTest.mousePress(one.canvas, LEFT, Qt.KeyboardModifier.AltModifier, at)
    QTest.mouseMove(one.canvas, right)
    QTest.mouseRelease(one.canvas, LEFT, Qt.KeyboardModifier.AltModifier, right)
    assert one.canvas.env.settings.radius == pytest.approx(20 + 30 / one.canvas.view.scale, abs=1)


@by_turn
def test_the_cursor_shows_the_way_a_handle_goes_on_the_screen(turn: Turn) -> None:
    ways = {
        Cursor.HORIZONTAL: (1, 0), Cursor.VERTICAL: (0, 1),
        Cursor.SLASH: (1, -1), Cursor.BACKSLASH: (1, 1),
    }  # fmt: skip
    for cursor, way in ways.items():
        x, y = turn.out(*way)
        seen = ways[cursor_on_screen(cursor, turn)]
        assert abs(x * seen[1] - y * seen[0]) == 0, "the same line"
    assert cursor_on_screen(Cursor.HAND, turn) is Cursor.HAND


@by_turn
def test_the_map_is_turned_too_and_a_click_in_it_jumps_there(desk: Make, turn: Turn) -> None:
    one = desk()
    pixels = np.full((SIZE.height, SIZE.width, 4), 60, np.uint8)
    pixels[:100, :100] = 250
    one.canvas.set_picture([pixels], SIZE)
    one.canvas.turn_to(turn)
    one.canvas.set_zoom(5)
    inset = one.canvas.overview.map
    assert inset.isVisible()
    scale = inset.width() / turn.size(SIZE).width
    lies = View(scale, width=inset.width(), height=inset.height(), turn=turn)
    corner = lies.rect_to_device(Rect(0, 0, *SIZE))
    place = lies.panned(-corner.x0, -corner.y0).to_device(XY(50, 50))
    QTest.mouseClick(inset, LEFT, pos=QPoint(round(place.x), round(place.y)))
    assert one.canvas.view.seen.centre == pytest.approx((50, 50), abs=4)
    shown = inset.grab().toImage().pixelColor(round(place.x), round(place.y))
    assert shown.red() > 200


def test_what_is_fitted_is_fitted_again_and_told_of(desk: Make) -> None:
    one = desk()
    one.canvas.resize(800, 300)
    with one.qtbot.waitSignal(one.canvas.turn_changed) as told:
        one.canvas.turn_to(UPRIGHT.right())
    assert told.args == [UPRIGHT.right()]
    whole = one.canvas.view.rect_to_device(Rect(0, 0, *SIZE))
    assert whole.height == pytest.approx(260, abs=1)
    with one.qtbot.assertNotEmitted(one.canvas.turn_changed):
        one.canvas.turn_to(UPRIGHT.right())


def test_a_gesture_goes_on_while_the_view_is_turned(desk: Make) -> None:
    one = desk()
    one.canvas.set_tool("polygon")
    one.click(50, 40)
    one.click(150, 40)
    one.canvas.turn_to(UPRIGHT.left())
    one.click(150, 140)
    assert one.canvas.tool_key(Chord.of("Enter"))
    assert bounds(one) == [(50, 40, 150, 140)]


@pytest.mark.parametrize("turn", [UPRIGHT.right(), UPRIGHT.flipped_across()])
@pytest.mark.parametrize("grip", [(150, 100), (100, 70)], ids=["handle", "inside"])
def test_a_drag_is_dropped_when_the_view_is_turned(desk: Make, turn: Turn, grip: tuple) -> None:
    one = desk(annotation(1, Box(50, 40, 150, 100)))
    one.canvas.set_selection(Selection((AnnotationId(1),)))
    QTest.mousePress(one.canvas, LEFT, pos=one.at(*grip))
    end = one.at(190, 130)
    QTest.mouseMove(one.canvas, end)
    assert one.session.live != one.session.document
    one.canvas.turn_to(turn)
    QTest.mouseMove(one.canvas, end + QPoint(3, 0))
    QTest.mouseRelease(one.canvas, LEFT, pos=end)
    assert one.edits == []
    assert one.session.live == one.session.document


def test_old_pixels_are_turned_until_the_worker_has_new_ones(desk: Make) -> None:
    one = desk()
    one.open(annotation(1, Mask.of(np.ones((100, 60)), 50, 50), one.cat))
    one.colour(80, 100)
    one.canvas.turn_to(UPRIGHT.right())
    assert not one.canvas.overlay.is_settled
    at = one.at(80, 140)
    image = one.canvas.grab().toImage()
    assert image.pixelColor(at).getRgb()[:3] != (128, 128, 128)
    outside = one.at(140, 80)
    assert image.pixelColor(outside).getRgb()[:3] == (128, 128, 128)


def test_names_stay_upright_and_inside_the_canvas(desk: Make) -> None:
    one = desk()
    one.open(annotation(1, Box(100, 50, 300, 200), one.cat))
    one.canvas.set_selection(Selection((1,)))

    def chips() -> list[tuple[float, float]]:
        items = [item.rect for item in one.canvas.live.items]
        return sorted((r.width(), r.height()) for r in items if r.height() < 25)

    upright = chips()
    one.canvas.turn_to(UPRIGHT.right())
    assert chips() == upright


@by_turn
def test_fitted_to_the_width_the_picture_is_as_wide_as_the_canvas(desk: Make, turn: Turn) -> None:
    one = desk()
    one.canvas.turn_to(turn)
    one.canvas.set_zoom(3)
    one.canvas.fit_width()
    whole = one.canvas.view.rect_to_device(Rect(0, 0, *SIZE))
    assert (whole.x0, whole.x1) == pytest.approx((20, one.canvas.view.width - 20), abs=1)
