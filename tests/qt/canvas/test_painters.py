from __future__ import annotations

from typing import get_args

import numpy as np
import pytest
from PySide6.QtGui import QImage, QPainter

from labeldesk.domain.geometry import Rect, Ring, Size
from labeldesk.domain.ids import ClassId
from labeldesk.domain.mask import Mask
from labeldesk.domain.shapes import (
    SHAPES,
    Box,
    Caption,
    Ellipse,
    Keypoints,
    Point,
    Polygon,
    Polyline,
    RotatedBox,
    Shape,
    Tag,
)
from labeldesk.raster.index import ShapeIndex
from labeldesk.tools.marks import Mark, Over, Painted
from labeldesk.ui.canvas.live import MAKERS
from labeldesk.ui.canvas.masks import Region
from labeldesk.ui.canvas.overlay import Scene, rendered
from labeldesk.ui.canvas.painters import PAINTERS, Ink, paint_shape
from labeldesk.ui.canvas.style import STYLES, ClassStyle, Look
from labeldesk.ui.canvas.view import View, fitted
from tests.unit.tools.hand import annotation

PLACED: list[Shape] = [
    Box(20, 20, 80, 60),
    RotatedBox(50, 50, 40, 20, 0.4),
    Polygon.of([(20, 20), (80, 30), (50, 80)]),
    Mask.of(np.ones((30, 40)), 20, 20),
    Point(50, 50),
    Polyline(Ring([(20, 20), (80, 80)])),
    Ellipse(50, 50, 30, 20),
    Keypoints(Ring([(30, 30), (60, 60)]), (2, 1)),
]
VIEW = View(1.0, 0, 0, 100, 100, 1.0)
BLUE = (0, 0, 255)
STYLED = {ClassId(1): ClassStyle(BLUE)}


def painted(shape: Shape, look: Look, view: View = VIEW) -> np.ndarray:
    image = QImage(view.width, view.height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    with QPainter(image) as p:
        paint_shape(p, shape, view, Ink(BLUE, look, view.dpr))
    return np.frombuffer(image.constBits(), np.uint8).reshape(view.height, view.width, 4).copy()


def test_every_kind_of_shape_has_its_painter() -> None:
    assert set(PAINTERS) == set(SHAPES)


def test_every_kind_of_mark_is_shown() -> None:
    assert set(MAKERS) | {Over, Painted} == set(get_args(Mark))


@pytest.mark.parametrize("look", Look)
@pytest.mark.parametrize("shape", PLACED, ids=lambda s: s.kind)
def test_every_shape_shows_in_every_state(shape: Shape, look: Look) -> None:
    assert painted(shape, look).any()


@pytest.mark.parametrize("shape", [Tag(), Caption("x")], ids=lambda s: s.kind)
def test_what_has_no_place_is_not_painted(shape: Shape) -> None:
    assert not painted(shape, Look.REST).any()


@pytest.mark.parametrize("shape", PLACED, ids=lambda s: s.kind)
def test_the_worker_draws_every_shape_as_well(shape: Shape) -> None:
    scene = Scene(ShapeIndex({1: annotation(1, shape)}).frozen(), STYLED)
    assert rendered(scene, VIEW, Region(0, 0, 100, 100))[..., 0].max() > 200


def test_a_box_is_crisp_and_in_the_same_place_in_both_layers() -> None:
    live = painted(Box(20, 20, 80, 60), Look.REST)
    scene = Scene(ShapeIndex({1: annotation(1, Box(20, 20, 80, 60))}).frozen(), STYLED)
    overlay = rendered(scene, VIEW, Region(0, 0, 100, 100))
    line = (live[..., 0] == 255) & (live[..., 3] == 255)
    assert line[40, 19:21].all()
    assert not line[40, 18]
    assert not line[40, 21]
    assert (((overlay[..., 0] == 255) & (overlay[..., 3] == 255)) == line).all()


def test_a_part_rendered_alone_is_the_part_of_the_whole() -> None:
    document = {i: annotation(i, shape) for i, shape in enumerate(PLACED, 1)}
    scene = Scene(ShapeIndex(document).frozen(), STYLED)
    whole = rendered(scene, VIEW, Region(0, 0, 100, 100)).astype(int)
    part = rendered(scene, VIEW, Region(30, 25, 40, 30)).astype(int)
    assert np.abs(whole[25:55, 30:70] - part).max() <= 16, (
        "clipped lines are smoothed a little differently"
    )


def test_holes_are_not_filled() -> None:
    from labeldesk.domain.shapes import Part

    ring = Polygon((Part(Ring([(10, 10), (90, 10), (90, 90), (10, 90)]),
                         (Ring([(35, 35), (65, 35), (65, 65), (35, 65)]),)),))  # fmt: skip
    for pixels in (
        painted(ring, Look.HOVER),
        rendered(
            Scene(ShapeIndex({1: annotation(1, ring)}).frozen(), STYLED),
            VIEW,
            Region(0, 0, 100, 100),
        ),
    ):
        assert pixels[20, 20].any()
        assert not pixels[50, 50].any()


def test_suggestions_are_dashed_and_nothing_else_that_is_kept() -> None:
    dashed = {look for look, style in STYLES.items() if style.dash}
    assert dashed == {Look.SUGGESTION, Look.IN_TURN, Look.PEEK}


def test_at_twice_the_pixels_strokes_are_twice_as_wide() -> None:
    double = View(2.0, 0, 0, 200, 200, 2.0)
    line = painted(Box(20, 20, 80, 60), Look.REST, double)[80, :60, 0] == 255
    assert line.sum() == 4


def test_the_view_fits_zooms_and_comes_back() -> None:
    view = fitted(View(width=800, height=600), Size(1000, 500))
    assert view.rect_to_device(Rect(0, 0, 1000, 500)).width == pytest.approx(760)
    there = view.zoomed(4, (400, 300), Size(1000, 500))
    assert there.to_image((400, 300)) == pytest.approx(view.to_image((400, 300)), abs=0.5)
    far = there.panned(99999, 99999).clamped(Size(1000, 500))
    assert far.x < 800


@pytest.mark.parametrize("other", [PLACED[3], PLACED[4], PLACED[7]], ids=["mask", "dot", "joints"])
def test_a_box_keeps_its_outline_beside_what_is_antialiased(other: Shape) -> None:
    box = annotation(1, Box(10, 10, 90, 90))
    scene = Scene(ShapeIndex({1: box, 2: annotation(2, other)}).frozen(), STYLED)
    pixels = rendered(scene, VIEW, Region(0, 0, 100, 100))
    edge = pixels[50, 8:13].tolist()
    assert [255, 0, 0, 255] in edge
