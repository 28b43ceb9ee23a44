"""Suggestions become the shape that is wanted of objects."""

from __future__ import annotations

import numpy as np
import pytest

from labeldesk.domain.geometry import Ring, Size
from labeldesk.domain.mask import Mask
from labeldesk.domain.shapes import Box, Keypoints, Polygon, RotatedBox, Tag
from labeldesk.domain.suggestion import Shaping
from labeldesk.raster.overlap import iou
from labeldesk.raster.shaping import shaped

SIZE = Size(641, 427)


def disc(radius=60):
    y, x = np.mgrid[0:427, 0:641]
    return Mask.of((x - 300) ** 2 + (y - 200) ** 2 <= radius**2)


@pytest.mark.parametrize(
    ("form", "kind"),
    [("box", "box"), ("rotated-box", "rotated-box"), ("polygon", "polygon"), ("mask", "mask"),
     ("", "mask")],
)  # fmt: skip
def test_a_mask_becomes_what_is_wanted_in_the_same_place(form, kind):
    mask = disc()
    found = shaped(mask, Shaping(form), SIZE)
    assert found.kind == kind
    assert iou(found, mask) > 0.75  # a disc fills π/4 of a box around it


def test_an_outline_keeps_within_its_tolerance_and_has_fewer_vertices_the_larger_it_is():
    mask = disc()
    counts = []
    for tolerance in (0.0, 1.0, 4.0):
        found = shaped(mask, Shaping("polygon", tolerance), SIZE)
        counts.append(len(found.parts[0].outer))
        assert iou(found, mask) > 1 - 3 * max(tolerance, 0.1) / 60
    assert counts[0] > counts[1] > counts[2]


def test_boxes_and_outlines_are_turned_into_each_other():
    box = Box(10, 20, 40, 50)
    turned = shaped(box, Shaping("rotated-box"), None)
    assert isinstance(turned, RotatedBox)
    assert turned.bounds == box.bounds
    outline = shaped(box, Shaping("polygon"), None)
    assert isinstance(outline, Polygon)
    assert shaped(outline, Shaping("box"), None) == box


@pytest.mark.parametrize(
    "shape", [Tag(), Keypoints(Ring([(1, 2), (3, 4)]), (2, 2)), Box(5, 5, 5, 5)]
)
@pytest.mark.parametrize("form", Shaping.FORMS)
def test_what_cannot_have_the_shape_stays_as_it_is(shape, form):
    found = shaped(shape, Shaping(form), SIZE)
    assert found == shape or found.bounds == shape.bounds


def test_without_a_size_there_is_no_mask():
    box = Box(10, 20, 40, 50)
    assert shaped(box, Shaping("mask"), None) == box
