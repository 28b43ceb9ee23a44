"""The borders of segments on the canvas, and the brush that takes them, with a real mouse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtTest import QTest

from labeldesk.domain.geometry import XY
from labeldesk.domain.turn import UPRIGHT, Turn
from labeldesk.raster.superpixels import Segments
from labeldesk.tools.pointer import Pointer
from labeldesk.tools.superpixel import SegmentsReady
from labeldesk.ui.canvas.hairlines import hairlines, region_around, spotlit
from labeldesk.ui.canvas.masks import Region
from labeldesk.ui.canvas.view import View
from tests.qt.canvas.conftest import LEFT, SIZE, Desk

Make = Callable[..., Desk]
QUARTERS = np.repeat(np.repeat(np.array([[1, 2], [3, 4]], np.uint16), 3, 0), 4, 1)
"""Four segments of 4 x 3 pixels."""


def bright(view: View, region: Region) -> np.ndarray:
    pixels = hairlines(Segments(QUARTERS, XY(10, 20)), view, region)
    return pixels[..., 0] > 0


@pytest.mark.parametrize("scale", [1.0, 2.0, 5.5, 16.0])
def test_a_border_is_one_device_pixel_wide_where_the_next_segment_begins(scale: float) -> None:
    view = View(scale=scale, x=-7, y=-9, width=2_000, height=2_000)
    region = region_around(XY(14, 23), 500, Segments(QUARTERS, XY(10, 20)), view)
    assert region is not None
    lines = bright(view, region)
    column = round(14 * scale) - 7 - region.x
    row = round(23 * scale) - 9 - region.y
    assert lines.any(axis=0).sum() > 1
    assert np.flatnonzero(lines[0]).tolist() == pytest.approx([column], abs=1)
    assert np.flatnonzero(lines[:, 0]).tolist() == pytest.approx([row], abs=1)
    assert lines.sum() == sum(lines.shape) - 1


@pytest.mark.parametrize("turn", [UPRIGHT.right(), UPRIGHT.left(), UPRIGHT.flipped_across()])
def test_they_lie_as_the_image_lies(turn: Turn) -> None:
    view = View(scale=4.0, x=200, y=200, width=400, height=400, turn=turn)
    segments = Segments(QUARTERS, XY(10, 20))
    region = region_around(XY(14, 23), 500, segments, view)
    assert region is not None
    lines = bright(view, region)
    assert lines.sum() == sum(lines.shape) - 1
    middle = view.to_device(XY(14, 23))
    x, y = middle.x - region.x, middle.y - region.y
    assert np.flatnonzero(lines.all(axis=0)).tolist() == pytest.approx([x], abs=1)
    assert np.flatnonzero(lines.all(axis=1)).tolist() == pytest.approx([y], abs=1)


def test_from_afar_no_border_is_lost_though_pixels_are_left_out() -> None:
    labels = np.repeat(np.repeat(np.arange(1, 101, dtype=np.uint16).reshape(10, 10), 40, 0), 40, 1)
    view = View(scale=0.25, width=200, height=200)
    lines = hairlines(Segments(labels, XY(0, 0)), view, Region(0, 0, 100, 100))[..., 0] > 0
    assert np.flatnonzero(lines[5]).tolist() == list(range(10, 100, 10))


def test_on_a_fine_screen_a_hair_is_as_wide_as_on_any() -> None:
    view = View(scale=16.0, x=-160, y=-320, width=400, height=400, dpr=2.0)
    lines = bright(view, Region(0, 0, 128, 96))
    assert np.flatnonzero(lines[0]).tolist() == [64, 65]
    assert np.flatnonzero(lines[:, 0]).tolist() == [48, 49]


def test_what_is_out_of_sight_has_none() -> None:
    view = View(scale=2.0, x=500, width=400, height=400)
    segments = Segments(QUARTERS, XY(10, 20))
    assert spotlit(segments, XY(14, 23), 500, view) is None
    assert spotlit(segments, XY(90, 23), 20, replace(view, x=0)) is None


@pytest.mark.parametrize("at", [XY(100, 100), XY(2, 3), XY(199, 100)])
def test_they_fade_out_around_the_pointer(at: XY) -> None:
    labels = np.arange(1, 40_001).astype(np.uint16).reshape(200, 200)
    found = spotlit(Segments(labels, XY(0, 0)), at, 50, View(width=400, height=400))
    assert found is not None
    region, pixels = found
    x, y = int(at.x) - region.x, int(at.y) - region.y
    strength = pixels[..., 0].astype(int)
    assert strength[y, x - 1 if x else x + 1] == strength.max() > 60
    far = np.hypot(*np.meshgrid(np.arange(region.width) - x, np.arange(region.height) - y)) > 51
    assert not strength[far].any()


def halves(desk: Make) -> Desk:
    """A picture that is dark on the left and bright on the right."""
    one = desk()
    picture = np.full((SIZE.height, SIZE.width, 4), 30, np.uint8)
    picture[:, 203:] = 220
    one.canvas.set_picture([picture], SIZE)
    one.canvas.set_tool("superpixel")
    return one


def known(one: Desk) -> SegmentsReady:
    state = one.canvas.machine.state
    assert isinstance(state, SegmentsReady)
    return state


def test_a_stroke_along_an_edge_takes_one_side_of_it(desk: Make) -> None:
    one = halves(desk)
    one.canvas.machine.move(Pointer(150, 150))
    one.qtbot.waitUntil(lambda: known(one).under is not None)
    one.drag((200, 100), (200, 150), (200, 200))
    one.qtbot.waitUntil(lambda: len(one.shapes) == 1)
    pixels = one.shapes[0].whole(SIZE)
    assert pixels[100:200, 200].all()
    assert not pixels[:, 203:].any()
    assert len(one.edits) == 1


def test_borders_are_painted_and_go_with_the_tool_and_with_the_picture(desk: Make) -> None:
    one = halves(desk)
    bare = one.canvas.grab().toImage()
    one.canvas.machine.move(Pointer(150, 150))
    one.qtbot.waitUntil(lambda: known(one).under is not None)
    assert one.canvas.grab().toImage() != bare
    state = known(one)
    one.canvas.set_picture([np.full((SIZE.height, SIZE.width, 4), 30, np.uint8)], SIZE)
    assert known(one) is state
    assert not list(one.canvas.machine.marks())
    one.canvas.set_tool("select")
    assert one.canvas.grab().toImage() != bare, "the picture is another"


def test_another_image_is_not_cut_as_the_last_one_was(desk: Make) -> None:
    one = halves(desk)
    one.canvas.machine.move(Pointer(150, 150))
    one.qtbot.waitUntil(lambda: known(one).under is not None)
    one.open()
    one.canvas.set_picture([np.full((SIZE.height, SIZE.width, 4), 30, np.uint8)], SIZE)
    assert not list(one.canvas.machine.marks())
    QTest.mousePress(one.canvas, LEFT, pos=one.at(150, 150))
    QTest.mouseRelease(one.canvas, LEFT, pos=one.at(150, 150))
    one.qtbot.waitUntil(lambda: len(one.shapes) == 1)
    assert one.shapes[0].area < 24 * 24
