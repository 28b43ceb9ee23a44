"""Objects in line with the one selected last."""

from __future__ import annotations

import numpy as np
import pytest

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.changes import ChangeSet
from labeldesk.domain.geometry import Size
from labeldesk.domain.ids import AnnotationId, ClassId
from labeldesk.domain.mask import Mask
from labeldesk.domain.shapes import Box, Shape, Tag
from labeldesk.editing.aligning import IN_LINE, NO_PLACE, Edge, aligned
from labeldesk.editing.operations import By

BY, SIZE = By("me", 5), Size(200, 100)


def one(number: int, shape: Shape, *, locked: bool = False) -> Annotation:
    return Annotation(id=AnnotationId(number), class_id=ClassId(1), shape=shape, locked=locked)


def after(edge: Edge, *annotations: Annotation) -> list[Shape] | object:
    document = {a.id: a for a in annotations}
    change = aligned(document, tuple(document), edge, BY, SIZE)
    if not isinstance(change, ChangeSet):
        return change
    return [a.shape for a in change.applied_to(document).values()]


@pytest.mark.parametrize(("edge", "moved"), [
    (Edge.LEFT, Box(50, 10, 70, 20)), (Edge.CENTRE, Box(65, 10, 85, 20)),
    (Edge.RIGHT, Box(80, 10, 100, 20)), (Edge.TOP, Box(10, 40, 30, 50)),
    (Edge.MIDDLE, Box(10, 55, 30, 65)), (Edge.BOTTOM, Box(10, 70, 30, 80)),
])  # fmt: skip
def test_the_first_goes_to_the_last_which_stays(edge: Edge, moved: Box):
    to = Box(50, 40, 100, 80)
    assert after(edge, one(1, Box(10, 10, 30, 20)), one(2, to)) == [moved, to]


def test_locked_objects_and_tags_stay():
    shapes = [Box(10, 10, 30, 20), Tag(), Box(50, 40, 100, 80)]
    locked, tag, to = one(1, shapes[0], locked=True), one(2, shapes[1]), one(3, shapes[2])
    assert after(Edge.LEFT, locked, tag, to) == IN_LINE


def test_nothing_is_pushed_out_of_the_image():
    large, small = Box(0, 50, 120, 90), Box(0, 0, 10, 10)
    assert after(Edge.CENTRE, one(1, large), one(2, small)) == IN_LINE


def test_masks_move_by_whole_pixels():
    mask = Mask.of(np.ones((4, 4)), 10, 10)
    shapes = after(Edge.LEFT, one(1, mask), one(2, Box(20.4, 40, 60, 80)))
    assert shapes == [Mask.of(np.ones((4, 4)), 20, 10), Box(20.4, 40, 60, 80)]


def test_a_tag_is_nothing_to_align_with():
    assert after(Edge.TOP, one(1, Box(1, 1, 2, 2)), one(2, Tag())) == NO_PLACE
