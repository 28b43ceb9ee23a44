from __future__ import annotations

from typing import get_args

import numpy as np
import pytest
from PySide6.QtGui import QImage, QPainter

from labeldesk.domain.classes import ClassList
from labeldesk.domain.geometry import XY, Rect, Ring, Size
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
from labeldesk.domain.skeleton import Skeleton
from labeldesk.raster.index import ShapeIndex
from labeldesk.tools.marks import Mark, Over, Painted
from labeldesk.ui.canvas.ink import Ink
from labeldesk.ui.canvas.live import MAKERS
from labeldesk.ui.canvas.masks import Region
from labeldesk.ui.canvas.overlay import Scene, rendered
from labeldesk.ui.canvas.painters import PAINTERS, paint_shape
from labeldesk.ui.canvas.style import STYLES, ClassColours, ClassStyle, Look
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


LINED = {ClassId(1): ClassStyle(BLUE, lined=True)}


@pytest.mark.parametrize("k", [1.0, 2.0])
def test_a_class_whose_colour_is_taken_has_a_black_line_in_the_middle_in_both_layers(
    k: float,
) -> None:
    view = View(k, 0, 0, round(100 * k), round(100 * k), k)
    shape = Box(20, 20, 80, 60)
    scene = Scene(ShapeIndex({1: annotation(1, shape)}).frozen(), LINED)
    image = QImage(view.width, view.height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    with QPainter(image) as p:
        paint_shape(p, shape, view, Ink(BLUE, Look.REST, k, lined=True))
    size = view.height, view.width, 4
    live = np.frombuffer(image.constBits(), np.uint8).reshape(size)
    overlay = rendered(scene, view, Region(0, 0, view.width, view.height))
    for pixels in (live, overlay):
        row = pixels[round(40 * k), : round(50 * k)]
        solid = row[(row[:, 3] == 255)][:, 0].tolist()
        one = round(k)
        assert solid == [255] * one + [0] * one + [255] * one


def test_the_black_line_runs_along_smooth_shapes_and_masks_too() -> None:
    for shape in PLACED[1:]:
        scene = Scene(ShapeIndex({1: annotation(1, shape)}).frozen(), LINED)
        pixels = rendered(scene, VIEW, Region(0, 0, 100, 100)).astype(int)
        black = (pixels[..., 3] > 240) & (pixels[..., 0] < 120)
        assert black.sum() > 5, shape.kind


def test_only_the_second_class_of_a_colour_is_lined() -> None:
    classes = ClassList()
    for i in range(21):
        classes = classes.with_class(classes.fresh(f"class {i}"))
    styles = [ClassColours(classes).style(one.id) for one in classes]
    assert [style.lined for style in styles] == [False] * 20 + [True]
    assert [style.order for style in styles] == list(range(21))


def test_masks_with_patterns_differ_by_class_and_move_with_the_picture() -> None:
    mask = Mask.of(np.ones((60, 60)), 20, 20)
    index = ShapeIndex({1: annotation(1, mask)}).frozen()

    def inside(order: int, view: View = VIEW) -> np.ndarray:
        scene = Scene(index, {ClassId(1): ClassStyle(BLUE, order)}, patterns=True)
        return rendered(scene, view, Region(0, 0, 100, 100))[..., 3]

    parts = [inside(order)[30:70, 30:70] for order in range(4)]
    for i, part in enumerate(parts):
        assert {int(part.min()), int(part.max())} == {round(0.16 * 255), round(0.85 * 255)}
        assert all((part != other).any() for other in parts[:i])
        assert (part[:-8] == part[8:]).all()
        assert (part[:, :-8] == part[:, 8:]).all()
    rising = parts[0]
    assert (rising[1:, :-1] == rising[:-1, 1:]).all()
    assert (inside(4)[30:70, 30:70] == rising).all()
    panned = inside(0, VIEW.panned(3, 5))
    assert (panned[35:75, 33:73] == rising).all()


def test_a_mask_in_hand_has_the_pattern_it_had_at_rest() -> None:
    mask = Mask.of(np.ones((60, 60)), 20, 20)
    scene = Scene(
        ShapeIndex({1: annotation(1, mask)}).frozen(), {ClassId(1): ClassStyle(BLUE, 2)},
        patterns=True,
    )  # fmt: skip
    rest = rendered(scene, VIEW, Region(0, 0, 100, 100))
    image = QImage(100, 100, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    with QPainter(image) as p:
        paint_shape(p, mask, VIEW, Ink(BLUE, Look.REST, 1.0, pattern=2))
    live = np.frombuffer(image.constBits(), np.uint8).reshape(100, 100, 4)
    assert np.abs(live[30:70, 30:70].astype(int) - rest[30:70, 30:70]).max() <= 2


def test_locked_shapes_have_a_thinner_stroke_and_a_paler_fill() -> None:
    def row(*, locked: bool) -> np.ndarray:
        one = annotation(1, Box(20, 20, 80, 60), locked=locked)
        scene = Scene(ShapeIndex({1: one}).frozen(), STYLED)
        return rendered(scene, VIEW, Region(0, 0, 100, 100))[40]

    rest, locked = row(locked=False), row(locked=True)
    assert (rest[:50, 3] == 255).sum() == 2
    assert (locked[:50, 3] == 255).sum() == 1
    assert 0 < locked[50, 3] < rest[50, 3]


def test_more_colours_than_usual_keep_their_own() -> None:
    count = 120
    boxes = {i + 1: annotation(i + 1, Box(4 * i, 10, 4 * i + 3, 60), ClassId(i + 1))
             for i in range(count)}  # fmt: skip
    styles = {ClassId(i + 1): ClassStyle((i + 1, 255 - i, 2 * i)) for i in range(count)}
    view = View(1.0, 0, 0, 500, 100, 1.0)
    pixels = rendered(Scene(ShapeIndex(boxes).frozen(), styles), view, Region(0, 0, 500, 100))
    for i in range(count):
        column = pixels[40, 4 * i : 4 * i + 4]
        assert [2 * i, 255 - i, i + 1, 255] in column.tolist()


def test_many_crisp_shapes_are_filled_under_their_edges() -> None:
    """So many vertices that nothing is antialiased, so few shapes that they are filled."""
    turn = np.linspace(0, 2 * np.pi, 200, endpoint=False)
    circle = np.stack([np.cos(turn), np.sin(turn)], axis=1) * 18
    shapes = {
        i + 1: annotation(i + 1, Polygon.of(circle + (20 + 40 * (i % 10), 20 + 40 * (i // 10))))
        for i in range(60)
    }
    scene = Scene(ShapeIndex(shapes).frozen(), STYLED)
    view = View(1.0, 0, 0, 400, 240, 1.0)
    pixels = rendered(scene, view, Region(0, 0, 400, 240))
    assert pixels[20, 20].tolist() == [36, 0, 0, 36]
    assert pixels[20, 1:5, 3].max() == 255
    edge = pixels[20, 3:6, 3]
    assert ((edge > 140) & (edge < 255)).any(), "the edge inside lies over the fill"
    assert not pixels[1, 1].any()


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


JOINED = Skeleton.of(("nose", "left", "right"), ((0, 1), (0, 2)), layout=[(0, 0)] * 3)
JOINTS = Keypoints(Ring([(50, 20), (20, 80), (80, 80)]), (2, 2, 1))


def both_layers(shape: Keypoints) -> list[np.ndarray]:
    """What the worker draws, and what is drawn live."""
    index = ShapeIndex({1: annotation(1, shape)}, {ClassId(1): JOINED})
    scene = Scene(index.frozen(), STYLED)
    image = QImage(100, 100, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    with QPainter(image) as p:
        paint_shape(p, shape, VIEW, Ink(BLUE, Look.REST, 1.0, skeleton=JOINED))
    live = np.frombuffer(image.constBits(), np.uint8).reshape(100, 100, 4).copy()
    return [rendered(scene, VIEW, Region(0, 0, 100, 100)), live]


def test_joints_are_joined_in_both_layers_left_lighter_and_right_darker() -> None:
    for pixels in both_layers(JOINTS):
        left, right = pixels[50, 35], pixels[50, 65]
        assert left[3] > 200
        assert right[3] > 200
        assert left[1] > 80  # towards white
        assert right[0] < 200  # towards black
        assert right[1] < 40


def test_a_hidden_joint_is_hollow_and_an_absent_one_is_not_there_with_its_lines() -> None:
    for pixels in both_layers(JOINTS):
        assert pixels[80, 20, 0] > 200
        assert pixels[80, 80, 0] < 60
        assert pixels[80, 80, 3] > 100
        assert pixels[80, 76:85, 0].max() > 100
    absent = Keypoints(JOINTS.joints, (2, 2, 0))
    for pixels in both_layers(absent):
        assert not pixels[50:90, 60:90].any()


def test_lines_follow_when_the_template_changes_and_can_be_hit() -> None:
    index = ShapeIndex({1: annotation(1, JOINTS)})
    assert not index.at(XY(35, 50), 3)
    assert index.join({ClassId(1): JOINED}) == [Rect(20, 20, 80, 80)]
    assert [hit.id for hit in index.at(XY(35, 50), 3)] == [1]
    assert not index.at(XY(50, 60), 3)
    assert index.join({ClassId(1): JOINED}) == []
    assert index.join({}) == [Rect(20, 20, 80, 80)]
    assert not index.at(XY(35, 50), 3)
