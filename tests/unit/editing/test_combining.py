"""Objects combined, cut, converted and completed: always a change that fits and can be undone."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from labeldesk.domain.annotation import Annotation, Origin
from labeldesk.domain.changes import ChangeSet, Document
from labeldesk.domain.geometry import Rect, Ring, Size
from labeldesk.domain.ids import AnnotationId, ClassId, SuggestionId
from labeldesk.domain.mask import Mask
from labeldesk.domain.shapes import Box, Ellipse, Part, Point, Polygon, Polyline, RotatedBox, Shape
from labeldesk.domain.text import Text
from labeldesk.editing import combining, converting, pixels
from labeldesk.editing.combining import Way, combined, cut, filled, separated
from labeldesk.editing.converting import Form, converted, simplified
from labeldesk.editing.operations import By
from labeldesk.raster.overlap import area
from tests.strategies import a_class, documents, rings

BY = By("ana", 7)
SIZE = Size(700, 650)
LEFT, RIGHT = Box(0, 0, 60, 40), Box(40, 0, 100, 40)
SQUARE = Ring([(0, 0), (30, 0), (30, 30), (0, 30)])
HOLE = Ring([(10, 10), (10, 20), (20, 20), (20, 10)])


def document(*shapes: Shape, **more: object) -> dict[AnnotationId, Annotation]:
    return {
        AnnotationId(n): Annotation(
            id=AnnotationId(n),
            class_id=ClassId(n),
            shape=shape,
            **more,  # type: ignore[arg-type]
        )
        for n, shape in enumerate(shapes, 1)
    }


def ids(*numbers: int) -> list[AnnotationId]:
    return [AnnotationId(n) for n in numbers]


def after(before: Document, change: ChangeSet | Text) -> Document:
    assert isinstance(change, ChangeSet), change
    return change.applied_to(before)


def test_the_first_selected_keeps_its_class_and_takes_in_the_others() -> None:
    found = after(two := document(LEFT, RIGHT), combined(two, ids(2, 1), Way.UNION, BY, SIZE))
    (one,) = found.values()
    assert (one.id, one.class_id) == (2, 2)
    assert one.shape == Box(0, 0, 100, 40)
    assert (one.author, one.edited) == ("ana", 7)


def test_what_is_cut_out_of_the_first_stays_an_object() -> None:
    found = after(two := document(LEFT, RIGHT), combined(two, ids(1, 2), Way.SUBTRACT, BY, SIZE))
    assert found[AnnotationId(1)].shape == Box(0, 0, 40, 40)
    assert found[AnnotationId(2)] is two[AnnotationId(2)]


def test_a_hole_takes_its_cutter_away() -> None:
    inner = Box(10, 10, 20, 20)
    found = after(two := document(LEFT, inner), combined(two, ids(1, 2), Way.HOLE, BY, SIZE))
    (one,) = found.values()
    assert isinstance(one.shape, Polygon)
    assert len(one.shape.rings) == 2
    assert one.shape.area == 60 * 40 - 100


@pytest.mark.parametrize(("way", "expected"), [(Way.INTERSECT, 800), (Way.XOR, 3200)])
def test_the_other_ways_leave_one_object(way: Way, expected: float) -> None:
    found = after(two := document(LEFT, RIGHT), combined(two, ids(1, 2), way, BY, SIZE))
    (one,) = found.values()
    assert area(one.shape) == expected


def test_pixels_count_as_soon_as_a_mask_takes_part() -> None:
    mask = Mask.of(np.ones((10, 10)), 50, 5)
    found = after(two := document(LEFT, mask), combined(two, ids(1, 2), Way.SUBTRACT, BY, SIZE))
    assert isinstance(found[AnnotationId(1)].shape, Mask)
    assert area(found[AnnotationId(1)].shape) == 60 * 40 - 100


@pytest.mark.parametrize(
    ("shapes", "way", "reason"),
    [
        ((LEFT, Point(3, 3)), Way.UNION, combining.NEEDS_TWO),
        ((LEFT, LEFT), Way.SUBTRACT, combining.NOTHING_LEFT),
        ((LEFT, LEFT), Way.XOR, combining.NOTHING_LEFT),
        ((LEFT, Box(200, 0, 210, 10)), Way.INTERSECT, combining.NOTHING_SHARED),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_reason(
    shapes: tuple[Shape, ...], way: Way, reason: Text
) -> None:
    assert combined(document(*shapes), ids(1, 2), way, BY, SIZE) == reason


def test_locked_objects_take_no_part() -> None:
    locked = document(LEFT, RIGHT, locked=True)
    assert combined(locked, ids(1, 2), Way.UNION, BY, SIZE) == combining.NEEDS_TWO
    assert converted(locked, ids(1, 2), Form.MASK, BY, SIZE) == converting.NOT_SO


def test_a_cut_makes_a_new_object_of_the_smaller_piece() -> None:
    before = document(LEFT, origin=Origin.MODEL, suggestion_id=SuggestionId(5))
    found = after(before, cut(before, ids(1), Ring([(20, -5), (20, 50)]), BY))
    kept, made = found.values()
    assert (kept.id, area(kept.shape), area(made.shape)) == (1, 1600, 800)
    assert kept.suggestion_id == 5
    assert (made.suggestion_id, made.class_id, made.created) == (None, 1, 7)
    assert kept.origin is made.origin is Origin.MODEL_EDITED


def test_a_line_that_cuts_nothing_is_refused() -> None:
    beside = Ring([(200, 0), (200, 9)])
    assert cut(document(LEFT), ids(1), beside, BY) == combining.NOT_CUT


def test_parts_become_objects_of_their_own() -> None:
    far = Ring([(100, 0), (110, 0), (110, 10), (100, 10)])
    before = document(Polygon((Part(far), Part(SQUARE, (HOLE,)))))
    kept, made = after(before, separated(before, ids(1), BY)).values()
    assert (area(kept.shape), area(made.shape)) == (800, 100)
    assert separated(document(LEFT), ids(1), BY) == combining.ONE_PART


def test_islands_of_a_mask_become_objects_and_corners_connect() -> None:
    block = np.zeros((20, 300), dtype=bool)
    block[:5, :5] = block[5:10, 5:10] = block[:3, 250:290] = True
    before = document(Mask.of(block, 40, 30))
    kept, made = after(before, separated(before, ids(1), BY)).values()
    assert (area(kept.shape), area(made.shape)) == (120, 50)
    assert kept.shape.bounds == Rect(290, 30, 330, 33)


def test_holes_are_filled_in_polygons_and_masks() -> None:
    ring = np.ones((9, 9), dtype=bool)
    ring[3:6, 3:6] = False
    before = document(Polygon((Part(SQUARE, (HOLE,)),)), Mask.of(ring, 50, 50))
    found = after(before, filled(before, ids(1, 2), BY))
    assert [area(one.shape) for one in found.values()] == [900, 81]
    assert filled(found, ids(1, 2), BY) == combining.NO_HOLES


def test_conversions_go_round_without_loss() -> None:
    box = document(Box(3, 4, 13, 24))
    turned = after(box, converted(box, ids(1), Form.ROTATED_BOX, BY, SIZE))
    polygon = after(turned, converted(turned, ids(1), Form.POLYGON, BY, SIZE))
    mask = after(polygon, converted(polygon, ids(1), Form.MASK, BY, SIZE))
    back = after(mask, converted(mask, ids(1), Form.BOX, BY, SIZE))
    kinds = [d[AnnotationId(1)].shape.kind for d in (turned, polygon, mask)]
    assert kinds == ["rotated-box", "polygon", "mask"]
    assert back[AnnotationId(1)].shape == Box(3, 4, 13, 24)


def test_only_what_can_be_converted_is() -> None:
    before = document(LEFT, Point(5, 5))
    found = after(before, converted(before, ids(1, 2), Form.ELLIPSE, BY, SIZE))
    assert found[AnnotationId(1)].shape == Ellipse(30, 20, 30, 20, 0)
    assert found[AnnotationId(2)].shape == Point(5, 5)
    assert converted(before, ids(2), Form.MASK, BY, SIZE) == converting.NOT_SO


def test_simplifying_leaves_out_vertices_until_there_are_none_to_leave_out() -> None:
    dense = Ring([(0, 0), (5, 0.1), (10, 0), (10, 10), (0, 10)])
    before = document(Polygon((Part(dense),)))
    found = after(before, simplified(before, ids(1), 0.5, BY))
    assert len(found[AnnotationId(1)].shape.rings[0]) == 4  # type: ignore[union-attr]
    assert not simplified(found, ids(1), 0.5, BY)


def test_a_line_keeps_its_ends_when_it_is_simplified() -> None:
    before = document(Polyline(Ring([(0, 0), (5, 0.1), (10, 0)])))
    found = after(before, simplified(before, ids(1), 0.5, BY))
    assert found[AnnotationId(1)].shape == Polyline(Ring([(0, 0), (10, 0)]))


def test_the_rest_becomes_one_object_below_everything() -> None:
    before = document(Box(0, 0, 350, 650))
    found = after(before, pixels.rest_filled(before, a_class(9), BY, SIZE))
    made = list(found.values())[-1]
    assert (made.class_id, area(made.shape), made.z) == (9, 350 * 650, -1)
    assert pixels.rest_filled(found, a_class(9), BY, SIZE) == pixels.ALL_LABELED
    assert not pixels.unlabeled(found, SIZE).tiles


def test_the_newest_stroke_owns_its_pixels() -> None:
    left, right = Mask.of(np.ones((10, 20)), 0, 0), Mask.of(np.ones((10, 5)), 18, 0)
    before = document(left, right, Box(0, 0, 30, 30))
    stroke = Mask.of(np.ones((10, 10)), 15, 0)
    found = after(before, pixels.yielding(before, set(), stroke, BY))
    assert set(found) == {1, 3}
    assert area(found[AnnotationId(1)].shape) == 150
    assert pixels.yielding(before, set(ids(1, 2)), stroke, BY) == ChangeSet()


EVERYTHING: dict[str, Callable[[Document, list[AnnotationId], Ring], ChangeSet | Text]] = {
    **{way.value: lambda d, chosen, _, way=way: combined(d, chosen, way, BY, SIZE) for way in Way},
    **{
        f"as {form}": lambda d, chosen, _, form=form: converted(d, chosen, form, BY, SIZE)
        for form in Form
    },
    "cut": lambda d, chosen, line: cut(d, chosen, line, BY),
    "separate": lambda d, chosen, _: separated(d, chosen, BY),
    "fill": lambda d, chosen, _: filled(d, chosen, BY),
    "simplify": lambda d, chosen, _: simplified(d, chosen, 2, BY),
    "rest": lambda d, _, __: pixels.rest_filled(d, a_class(3), BY, SIZE),
}


@pytest.mark.parametrize("name", EVERYTHING)
@given(before=documents, line=rings(2, 4), data=st.data())
def test_every_change_fits_its_document_and_can_be_taken_back(name, before, line, data) -> None:
    chosen = data.draw(st.lists(st.sampled_from([*before, AnnotationId(1)])))
    change = EVERYTHING[name](before, chosen, line)
    if isinstance(change, ChangeSet):
        assert change or name == "simplify"
        assert change.inverted().applied_to(change.applied_to(before)) == before
        assert all(not old.locked for old, _ in change.steps.values() if old is not None)


def test_a_turned_box_is_combined_by_its_corners() -> None:
    turned = RotatedBox(50, 50, 20, 20, 0.785398163397448)
    found = after(
        two := document(turned, Box(0, 0, 50, 100)),
        combined(two, ids(1, 2), Way.SUBTRACT, BY, SIZE),
    )
    assert area(found[AnnotationId(1)].shape) == pytest.approx(200)
