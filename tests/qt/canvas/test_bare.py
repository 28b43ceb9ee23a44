"""Pixels without an object: hatched, counted, in step with every edit."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.geometry import Size
from labeldesk.domain.ids import AnnotationId, ClassId
from labeldesk.domain.mask import Mask
from labeldesk.domain.progress import Cancel
from labeldesk.domain.shapes import Box
from labeldesk.editing.pixels import Covered
from labeldesk.ui.binding.objects import percent
from labeldesk.ui.canvas.bare_layer import found_in, halved
from labeldesk.ui.widgets.label import Label


def document(*shapes):
    return {
        AnnotationId(n): Annotation(id=AnnotationId(n), class_id=ClassId(1), shape=shape)
        for n, shape in enumerate(shapes, 1)
    }


def about(panel):
    return " ".join(label.text() for label in panel.findChildren(Label))


def test_the_share_is_that_of_the_pixels_nothing_covers():
    left = Mask.of(np.ones((100, 50)), 0, 0)
    found = found_in(document(left, Box(50, 0, 100, 50)), Covered(Size(100, 100)), Cancel())
    assert found.share == pytest.approx(0.25)
    assert (found.levels[0] > 0).sum() == 2500


def test_a_single_bare_pixel_is_seen_in_the_coarsest_level():
    everything = np.ones((1500, 1100), bool)
    everything[801, 407] = False
    found = found_in(document(Mask.of(everything, 0, 0)), Covered(Size(1100, 1500)), Cancel())
    assert len(found.levels) == 3
    assert found.levels[-1].shape == (375, 275)
    assert [int((level > 0).sum()) for level in found.levels] == [1, 1, 1]


def test_odd_sides_are_rounded_up():
    assert halved(np.zeros((5, 3), np.uint8)).shape == (3, 2)


def test_a_share_is_never_rounded_to_none_or_all():
    assert [percent(s) for s in (0.0, 1e-6, 0.25, 0.9999, 1.0)] == ["0", "0.1", "25", "99.9", "100"]


def test_painting_fills_the_gap_and_the_panel_says_how_much_is_left(start, folder):
    hand = start(folder)
    hand.ready()
    hand.add_classes("road", "ground")
    hand.do("view.unlabeled")
    said = partial(about, hand.program.page.column.image)
    hand.until(lambda: "100 %" in said())
    hand.key("w")
    hand.key("1")
    hand.drag((0, 0), (100, 150))
    hand.until(lambda: "50 %" in said())
    hand.key("Escape")
    hand.key("2")
    hand.do("object.fill-rest")
    hand.until(lambda: "· 0 %" in said())
    hand.do("view.unlabeled")
    hand.until(lambda: "%" not in said())


def test_the_hatch_is_on_the_bare_half_only(start, folder):
    hand = start(folder)
    hand.ready()
    hand.add_classes("road")
    hand.key("w")
    hand.drag((0, 0), (100, 150))
    hand.until(lambda: len(hand.objects()) == 1)
    canvas = hand.program.canvas

    def colours(x):
        at = hand.at(x, 75)
        shown = canvas.grab().toImage()
        k = canvas.devicePixelRatioF()
        row = [shown.pixelColor(round(at.x() * k) + d, round(at.y() * k)) for d in range(-20, 20)]
        return np.array([[c.red(), c.green(), c.blue()] for c in row])

    hand.until(lambda: canvas.overlay.is_settled)
    before = colours(150), colours(50)
    hand.do("view.unlabeled")
    hand.until(lambda: "%" in about(hand.program.page.column.image))
    after = colours(150), colours(50)
    assert np.abs(after[0] - before[0]).mean() > 2
    assert np.abs(after[1] - before[1]).mean() < 1
