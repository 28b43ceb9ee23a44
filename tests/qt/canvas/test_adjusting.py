"""What is seen becomes lighter, steeper, another window or other bands; the pixels stay."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtGui import QColor

from labeldesk.domain.geometry import Rect, Size
from labeldesk.imaging.adjustment import NEUTRAL, Adjustment
from labeldesk.imaging.deep import Deep
from labeldesk.imaging.picture import Pyramid
from labeldesk.imaging.pixels import Bgrx, Decoded
from labeldesk.imaging.window import Window
from labeldesk.ui.canvas import picture_layer
from labeldesk.ui.canvas.picture_layer import PictureLayer, ValuesWish
from labeldesk.ui.canvas.view import View, fitted
from tests.qt.canvas.conftest import Desk

SIZE = Size(200, 120)
GROUND = QColor(20, 20, 20)


def levels_of(pixels: Bgrx) -> list[Bgrx]:
    return [pixels, np.ascontiguousarray(pixels[::2, ::2])]


def plain(blue: int, green: int, red: int) -> Bgrx:
    return np.full((SIZE.height, SIZE.width, 4), (blue, green, red, 255), np.uint8)


def layer(pixels: Bgrx, deep: Deep | None = None) -> PictureLayer:
    made = PictureLayer()
    made.set_ground(GROUND)
    made.show_marks(shown=False)
    made.set_picture(levels_of(pixels), SIZE, deep)
    return made


def painted(one: PictureLayer, view: View) -> np.ndarray:
    """RGB of the whole layer."""
    image = one.pixmap(view).toImage()
    image.convertTo(image.Format.Format_RGB32)
    rows = np.frombuffer(image.bits(), np.uint8).reshape(image.height(), image.width(), 4)
    return rows[:, :, 2::-1].copy()


def views() -> list[View]:
    whole = fitted(View(width=300, height=260), SIZE)
    return [
        whole,
        View(scale=0.37, x=11, y=23, width=301, height=203, dpr=1.0),
        View(scale=2.6, x=-71, y=-33, width=300, height=200, dpr=2.0),
        View(scale=9.0, x=-500, y=-320, width=300, height=200),
    ]


@pytest.mark.parametrize("view", views())
def test_only_the_picture_changes_and_not_what_lies_around_it(view: View) -> None:
    one = layer(plain(10, 60, 110))
    before = painted(one, view)
    one.adjust(Adjustment(brightness=0.4))
    after = painted(one, view)
    is_ground = (before == 20).all(axis=2)
    assert (after[is_ground] == 20).all()
    assert (after[~is_ground] == (212, 162, 112)).all()
    one.adjust(NEUTRAL)
    np.testing.assert_array_equal(painted(one, view), before)


def test_panning_shows_the_same_as_painting_anew() -> None:
    rng = np.random.default_rng(3)
    pixels = rng.integers(0, 255, (SIZE.height, SIZE.width, 4), np.uint8)
    pixels[..., 3] = 255
    view = View(scale=3.0, x=-50, y=-40, width=300, height=200)
    one = layer(pixels)
    one.adjust(Adjustment(contrast=0.5, gamma=1.7, bands=(2, 0, 1)))
    painted(one, view)
    moved = painted(one, view.panned(17, -23))
    one.adjust(Adjustment(contrast=0.5, gamma=1.7, bands=(2, 0, 1)))
    fresh = painted(one, view.panned(17, -23))
    assert (moved != fresh).mean() < 0.01  # smoothing begins elsewhere at the edges of strips


def test_one_band_is_grey_and_three_change_places() -> None:
    one = layer(plain(10, 60, 110))
    view = views()[0]
    middle = (130, 150)
    for bands, wanted in (((1,), (60, 60, 60)), ((2, 1, 0), (10, 60, 110)), ((5,), (110, 60, 10))):
        one.adjust(Adjustment(bands=bands))
        assert tuple(painted(one, view)[middle]) == wanted


@pytest.mark.parametrize("view", views())
def test_a_window_shows_values_that_the_levels_had_lost(view: View) -> None:
    values = np.full((SIZE.height, SIZE.width), 1_000, np.uint16)
    values[:, SIZE.width // 2 :] = 1_010
    deep = Deep.of(Decoded(values), 1, has_alpha=False).with_halvings()
    levels = (deep.levels[0], (deep.levels[0][0][::2, ::2],))
    deep = replace(deep, levels=levels, window=Window(0, 65_535))
    one = layer(deep.shown(), deep)
    before = painted(one, view)
    is_ground = (before == 20).all(axis=2)
    assert set(before[~is_ground].ravel()) == {4}
    one.adjust(Adjustment(window=Window(1_000, 1_010)))
    after = painted(one, view)
    assert (after[is_ground] == 20).all()
    edge = view.rect_to_device(Rect(SIZE.width / 2 - 3, 0, SIZE.width / 2 + 3, 1))
    left, right = max(int(edge.x0), 0), max(int(edge.x1) + 1, 0)
    assert set(after[:, :left][~is_ground[:, :left]].ravel()) <= {0}
    assert set(after[:, right:][~is_ground[:, right:]].ravel()) <= {255}


def test_bands_of_many_are_chosen_and_then_lightened() -> None:
    values = np.dstack([np.full((SIZE.height, SIZE.width), 30 * n, np.uint8) for n in range(1, 7)])
    deep = Deep.of(Decoded(values), 1, has_alpha=False)
    one = layer(deep.shown(), replace(deep, levels=deep.levels * 2))
    view = View(scale=1.0, x=0, y=0, width=200, height=120)
    one.adjust(Adjustment(bands=(5, 3, 1), brightness=0.2))
    assert tuple(painted(one, view)[50, 50]) == (231, 171, 111)


def test_where_there_are_too_many_values_a_smaller_level_is_shown_until_a_worker_is_done(
    desk: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(picture_layer, "MOST_AT_ONCE", 40_000)
    one, size = desk(), Size(800, 600)
    canvas = one.canvas
    board = (np.indices((size.height, size.width)).sum(axis=0) % 2 * 100).astype(np.uint16)
    deep = Deep.of(Decoded(board), 1, has_alpha=False).with_halvings()
    levels = [level.pixels for level in Pyramid.of(deep.shown(), size).levels]
    canvas.set_picture(levels, size, deep)
    canvas.set_zoom(1.0)

    def contrast() -> int:
        rows = canvas.picture.pixmap(canvas.view).toImage()
        line = [rows.pixelColor(x, 200).red() for x in range(200, 240)]
        return max(line) - min(line)

    for window in (Window(0, 200), Window(0, 400)):
        canvas.adjust(Adjustment(window=window))
        canvas.repaint()
        assert contrast() < 5, "the board is grey in all smaller levels"
        assert canvas.picture.wish is not None
        wanted = int(255 * 100 / window.high + 0.5)
        one.qtbot.waitUntil(lambda wanted=wanted: contrast() == wanted, timeout=10_000)
    canvas.pan_by(10, 0)
    assert contrast() > 50, "what is sharp stays so when it is moved"


@pytest.mark.parametrize("between", [Window(0, 200), Window(0, 400)])
def test_what_becomes_sharp_between_a_step_of_the_slider_and_its_paint_is_not_lost(
    desk: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch, between: Window
) -> None:
    monkeypatch.setattr(picture_layer, "MOST_AT_ONCE", 40_000)
    one, size = desk(), Size(800, 600)
    canvas, layer = one.canvas, one.canvas.picture
    board = (np.indices((size.height, size.width)).sum(axis=0) % 2 * 100).astype(np.uint16)
    deep = Deep.of(Decoded(board), 1, has_alpha=False).with_halvings()
    canvas.set_picture([p.pixels for p in Pyramid.of(deep.shown(), size).levels], size, deep)
    canvas.set_zoom(1.0)
    came: list[bool] = []
    take = layer.take

    def heard(wish: ValuesWish, pixels: Bgrx) -> bool:
        came.append(take(wish, pixels))
        return came[-1]

    monkeypatch.setattr(layer, "take", heard)
    canvas.adjust(Adjustment(window=Window(0, 200)))
    one.qtbot.waitUntil(lambda: layer.wish is not None, timeout=10_000)
    canvas.setUpdatesEnabled(False)
    canvas.adjust(Adjustment(window=between, brightness=0.1))
    one.qtbot.waitUntil(lambda: bool(came), timeout=10_000)
    assert came == [between == Window(0, 200)], "what is lightened only is still wished for"
    canvas.adjust(Adjustment(window=Window(0, 200), brightness=0.2))
    canvas.setUpdatesEnabled(True)
    canvas.repaint()
    one.qtbot.waitUntil(lambda: came[-1] and layer.wish is None, timeout=10_000)
    assert len(came) == (1 if came[0] else 2)
