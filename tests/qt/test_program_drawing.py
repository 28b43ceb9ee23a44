"""The switches of drawing: snapping, a square brush, masks that do not overlap."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from PySide6.QtWidgets import QLineEdit

from labeldesk.domain.geometry import Size
from labeldesk.settings.table import KEEP_INSIDE, SNAP, SQUARE_BRUSH
from labeldesk.tools.tighten import ONE_DONE, TIGHT
from labeldesk.ui.desk.shapes import NOT_TURNED

SIZE = Size(200, 150)


def pixels(hand: Any) -> list[np.ndarray]:
    """The masks of the open image, in the order of painting."""
    return [annotation.shape.whole(SIZE) for annotation in hand.shapes()]


def two_strokes(hand: Any) -> None:
    """A cat across the image and a dog across the cat."""
    hand.add_classes("cat", "dog")
    for digit, start, end in (("1", (40, 75), (160, 75)), ("2", (100, 30), (100, 120))):
        hand.key("b")
        hand.key(digit)
        before = len(hand.objects())
        hand.drag(start, end)
        hand.until(lambda many=before: len(hand.objects()) == many + 1)
        hand.key("Escape")


def test_masks_overlap_until_the_project_says_no_and_undo_gives_the_pixels_back(start, folder):
    hand = start(folder)
    hand.ready()
    hand.do("tool.no-overlap")
    assert hand.facts.no_overlap
    two_strokes(hand)
    cat, dog = pixels(hand)
    assert not (cat & dog).any()
    assert dog[75, 100]
    hand.key("Ctrl+Z")
    hand.until(lambda: len(hand.objects()) == 1)
    assert pixels(hand)[0][75, 100]


def test_shift_n_draws_the_selected_box_anew_and_escape_gives_it_back(start, folder):
    hand = start(folder)
    hand.ready()
    hand.add_classes("cat")
    hand.key("w")
    hand.drag((20, 20), (80, 70))
    hand.until(lambda: len(hand.objects()) == 1)
    (old,) = hand.shapes()
    hand.key("Escape")
    hand.key("Ctrl+A")
    hand.key("Shift+N")
    assert hand.facts.tool == "box"
    hand.key("Escape")
    assert hand.facts.tool == "select"
    hand.key("Shift+N")
    hand.drag((100, 60), (160, 120))
    hand.until(lambda: hand.shapes()[0].shape != old.shape)
    (one,) = hand.shapes()
    assert (one.id, one.class_id) == (old.id, old.class_id)
    assert hand.facts.tool == "select"
    hand.key("Ctrl+Z")
    hand.until(lambda: hand.shapes()[0].shape == old.shape)


def test_simplifying_follows_the_arrow_keys_and_enter_keeps_it(start, folder):
    hand = start(folder)
    hand.ready()
    hand.add_classes("cat")
    hand.do("tool.polygon")
    hand.drag(*((30 + 4 * (k % 2) + 6 * k, 20 + 3 * k) for k in range(16)), (30, 110), (30, 20))
    hand.until(lambda: len(hand.objects()) == 1)
    before = len(hand.shapes()[0].shape.rings[0])
    hand.key("Escape")
    hand.key("Ctrl+A")
    hand.do("object.simplify")
    assert hand.facts.drawing
    for _ in range(12):
        hand.key("Right")
    hand.key("Enter")
    hand.until(lambda: len(hand.shapes()[0].shape.rings[0]) < before)
    assert not hand.facts.drawing


def test_a_box_is_drawn_to_the_edges_of_what_is_in_it(start, folder):
    hand = start(folder)
    hand.ready()
    hand.add_classes("cat")
    hand.key("w")
    hand.drag((20, 20), (80, 70))
    hand.until(lambda: len(hand.objects()) == 1)
    hand.key("Escape")
    hand.key("Ctrl+A")
    hand.do("object.tighten")
    hand.until(lambda: not hand.facts.drawing)
    assert hand.hints[-1] in (str(TIGHT), str(ONE_DONE.filled(n=1)))


def test_without_the_switch_the_masks_share_pixels(start, folder):
    hand = start(folder)
    hand.ready()
    two_strokes(hand)
    cat, dog = pixels(hand)
    assert (cat & dog)[75, 100]


def test_the_switch_belongs_to_the_project_and_is_there_when_it_is_opened_again(
    start, folder, tmp_path
):
    from tests.qt.program import photographs

    hand = start(folder)
    hand.ready()
    hand.do("tool.no-overlap")
    hand.until(lambda: hand.workspace.project is not None)
    hand.ready()
    hand.open(photographs(tmp_path / "other"))
    hand.ready()
    assert not hand.facts.no_overlap
    hand.open(folder)
    hand.ready()
    assert hand.facts.no_overlap


@pytest.mark.parametrize(
    ("action", "setting"), [("tool.snap", SNAP), ("tool.square-brush", SQUARE_BRUSH)]
)
def test_a_switch_of_drawing_is_a_setting_that_holds_at_once(start, folder, action, setting):
    hand = start(folder)
    hand.ready()
    name = {SNAP: "snap", SQUARE_BRUSH: "square_brush"}[setting]
    hand.do(action)
    assert getattr(hand.facts, name)
    assert hand.program.settings.get(setting) is True
    hand.do(action)
    assert not getattr(hand.facts, name)


def test_with_snapping_on_a_vertex_takes_the_corner_of_a_box(start, folder):
    hand = start(folder)
    hand.ready()
    hand.add_classes("cat")
    hand.box((40, 40), (90, 90))
    hand.do("tool.snap")
    hand.key("Escape", "p")
    hand.click(150, 60)
    hand.click(150, 120)
    hand.click(91, 91)
    hand.key("Return")
    hand.until(lambda: len(hand.objects()) == 2)
    box, polygon = hand.shapes()
    corner = box.shape.bounds
    assert tuple(polygon.shape.parts[0].outer.points[2]) == (corner.x1, corner.y1)


def test_the_angle_of_a_rotated_box_is_typed_in_degrees(start, folder):
    hand = start(folder)
    hand.ready()
    hand.add_classes("cat")
    hand.key("w")
    hand.drag((60, 60), (120, 90))
    hand.until(lambda: len(hand.objects()) == 1)
    hand.key("Escape")
    hand.key("Ctrl+A")
    hand.do("object.angle")
    assert hand.hints[-1] == str(NOT_TURNED)
    hand.do("object.to-rotated-box")
    hand.until(lambda: hand.shapes()[0].shape.kind == "rotated-box")
    hand.do("object.angle")
    field = hand.focus(QLineEdit)
    assert field.text() == "0"
    field.setText("thirty")
    hand.key("Enter")
    assert field.isVisible()
    field.setText("30,5°")
    hand.key("Enter")
    hand.until(lambda: hand.shapes()[0].shape.angle == pytest.approx(math.radians(30.5)))
    hand.key("Ctrl+Z")
    hand.until(lambda: hand.shapes()[0].shape.angle == 0)


@pytest.mark.parametrize(("inside", "right"), [(True, 200.0), (False, 215.0)])
def test_shapes_stay_within_the_image_unless_they_may_leave_it(start, folder, inside, right):
    hand = start(folder)
    hand.ready()
    hand.add_classes("cat")
    hand.program.settings.set(KEEP_INSIDE, inside)
    hand.key("w")
    hand.drag((100, 60), (215, 90))
    hand.until(lambda: len(hand.objects()) == 1)
    assert hand.shapes()[0].shape.x1 == pytest.approx(right, abs=0.5)
    hand.key("Escape")
    hand.key("Ctrl+A")
    before = hand.shapes()[0].shape.x1
    hand.key("Right")
    hand.settle()
    assert hand.shapes()[0].shape.x1 - before == (0 if inside else 1)


def test_selected_objects_come_into_line_with_the_last_and_outlines_become_smooth(start, folder):
    hand = start(folder)
    hand.ready()
    hand.add_classes("cat")
    for corners in (((10, 10), (40, 30)), ((60, 50), (120, 90))):
        hand.key("w")
        hand.drag(*corners)
        before = len(hand.objects())
        hand.until(lambda many=before: len(hand.objects()) == many or hand.objects())
        hand.ready()
    hand.until(lambda: len(hand.objects()) == 2)
    hand.key("Escape")
    hand.key("Ctrl+A")
    last = hand.shapes()[1].shape
    hand.do("object.align-left")
    hand.until(lambda: hand.shapes()[0].shape.x0 == last.x0)
    assert hand.shapes()[1].shape == last
    hand.do("object.to-mask")
    hand.until(lambda: hand.shapes()[0].shape.kind == "mask")
    hand.do("object.to-polygon")
    hand.until(lambda: hand.shapes()[0].shape.kind == "polygon")
    sharp = hand.shapes()[0].shape
    hand.do("object.smooth")
    hand.until(lambda: len(hand.shapes()[0].shape.rings[0]) > len(sharp.rings[0]))
