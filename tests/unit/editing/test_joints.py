"""Keypoints as a whole: sides swapped, joints turned and brought back."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from labeldesk.domain.annotation import Annotation, Origin
from labeldesk.domain.changes import ChangeSet
from labeldesk.domain.geometry import Rect, Ring, Size
from labeldesk.domain.ids import AnnotationId, ClassId
from labeldesk.domain.shapes import Box, Keypoints
from labeldesk.domain.skeleton import placed, with_visibility
from labeldesk.domain.skeletons import PERSON, line_of
from labeldesk.editing.joints import LAST_JOINT, NO_SIDES, joint_turned, sides_swapped
from labeldesk.editing.operations import By

BY, SIZE = By("ana", 7), Size(640, 480)
PEOPLE, WORMS = ClassId(1), ClassId(2)
TEMPLATES = {PEOPLE: PERSON, WORMS: line_of(3)}
ONE = Annotation(
    id=AnnotationId(1),
    class_id=PEOPLE,
    shape=PERSON.laid(Rect(100, 100, 200, 300)),
    origin=Origin.MODEL,
)


def document(*annotations):
    return {one.id: one for one in annotations}


def turned(one, index, skeleton=PERSON):
    change = joint_turned(document(one), one.id, index, skeleton, BY, SIZE)
    return (
        change.applied_to(document(one))[one.id].shape if isinstance(change, ChangeSet) else change
    )


def test_sides_are_swapped_and_swapped_back():
    change = sides_swapped(document(ONE), [1], TEMPLATES, BY)
    after = change.applied_to(document(ONE))
    assert after[1].shape == PERSON.swapped(ONE.shape)
    assert after[1].origin is Origin.MODEL_EDITED
    again = sides_swapped(after, [1], TEMPLATES, BY)
    assert again.applied_to(after)[1].shape == ONE.shape


def test_nothing_without_sides_is_swapped():
    worm = replace(ONE, class_id=WORMS, shape=line_of(3).laid(Rect(0, 0, 9, 9)))
    box, locked = replace(ONE, shape=Box(0, 0, 9, 9)), replace(ONE, locked=True)
    for one in (worm, box, locked):
        assert sides_swapped(document(one), [1], TEMPLATES, BY) == NO_SIDES


def test_a_joint_goes_round_from_visible_to_hidden_to_absent_and_back_to_its_place():
    shape = ONE.shape
    for expected in (1, 0, 2):
        shape = turned(replace(ONE, shape=shape), 5)
        assert shape.visibility[5] == expected
    assert shape == ONE.shape


def test_a_joint_that_never_had_a_place_comes_where_the_template_has_it():
    shape = placed(ONE.shape, 5, ONE.shape.bounds.centre)
    nowhere = Keypoints(shape.joints.with_point(5, (0, 0)), with_visibility(shape, 5, 0).visibility)
    back = turned(replace(ONE, shape=nowhere), 5)
    assert back.visibility[5] == 2
    assert np.abs(back.joints.points[5] - ONE.shape.joints.points[5]).max() < 1
    plain = turned(replace(ONE, shape=nowhere), 5, None)
    assert plain.joints.points[5].tolist() == list(nowhere.bounds.centre)


def test_the_last_joint_stays():
    shape = Keypoints(Ring([(5, 5), (0, 0), (0, 0)]), (1, 0, 0))
    assert turned(replace(ONE, shape=shape), 0) == LAST_JOINT
