"""The template of a class, and the keypoints that follow it, in the project file."""

from __future__ import annotations

from dataclasses import replace

import pytest

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.changes import ClassChange, ClassMerge
from labeldesk.domain.geometry import Ring
from labeldesk.domain.ids import AnnotationId, new_id
from labeldesk.domain.shapes import Box, Keypoints
from labeldesk.domain.skeleton import JointMap, Skeleton
from labeldesk.domain.skeletons import PERSON
from labeldesk.storage import refitting
from tests.conformance.store_samples import AGE, CAT, CLASSES, DOG, TITLE, A, B, add, made, reopened

OLD = Skeleton.of(("a", "b", "c"), ((0, 1), (1, 2)))
NEW = Skeleton.of(("c", "new", "a"), ((0, 2),))
MAP = JointMap(3, (2, None, 0))


@pytest.fixture
def project(tmp_path):
    one = made(tmp_path / "p.labeldesk")
    yield one
    one.close()


def keypoints(class_id=CAT, *, joints=3, **more) -> Annotation:
    rows = [(10.0 * i + 1, 20.0 * i + 2) for i in range(joints)]
    shape = Keypoints(Ring(rows), tuple(2 - i % 3 for i in range(joints)))
    return Annotation(id=AnnotationId(new_id()), class_id=class_id, shape=shape, **more)


def given(project, skeleton) -> None:
    item = project.classes().get(CAT)
    change = ClassChange({CAT: (item, replace(item, skeleton=skeleton))})
    project.apply(change, TITLE).result()


def test_a_template_is_kept_with_its_class_and_undone_with_it(project):
    given(project, PERSON)
    again = reopened(project)
    assert again.classes().get(CAT).skeleton == PERSON
    again.undo().result()
    assert again.classes().get(CAT) == CLASSES[0]
    again.redo().result()
    assert again.classes().get(CAT).skeleton == PERSON
    again.close()


def test_keypoints_of_the_whole_project_follow_their_template_in_one_step(project, monkeypatch):
    monkeypatch.setattr(refitting, "CHUNK", 2)
    given(project, OLD)
    mine = [keypoints(pose="a"), keypoints(z=4), keypoints()]
    others = [
        keypoints(DOG),
        Annotation(id=AnnotationId(new_id()), class_id=CAT, shape=Box(1, 2, 3, 4)),
    ]
    add(project, *mine, *others)
    far = keypoints()
    add(project, far, image=B)
    before = {image: project.document(image) for image in (A, B)}
    item = project.classes().get(CAT)
    change = ClassChange({CAT: (item, replace(item, skeleton=NEW))}, joints={CAT: MAP})
    assert project.apply(change, TITLE).result().annotations == 4
    after = Keypoints(Ring([(21, 42), (0, 0), (1, 2)]), (0, 0, 2))
    for one in mine:
        now = project.document(A)[one.id]
        assert now.shape == after
        assert replace(now, shape=one.shape, author=one.author, edited=one.edited) == one
    assert project.document(B)[far.id].shape == after
    assert all(project.document(A)[one.id] == before[A][one.id] for one in others)
    project.undo().result()
    assert {image: project.document(image) for image in (A, B)} == before
    assert project.classes().get(CAT).skeleton == OLD
    project.redo().result()
    assert project.document(B)[far.id].shape == after


def test_a_template_and_an_attribute_that_change_together_are_one_step(project):
    given(project, OLD)
    old, free = keypoints(attributes={"age": "old", "note": 1}), keypoints()
    plain = replace(keypoints(attributes={"age": 3}), shape=Box(1, 2, 3, 4))
    other = keypoints(DOG, attributes={"age": "old"})
    add(project, old, free, plain, other)
    before = project.document(A)
    item = project.classes().get(CAT)
    changed = replace(item, skeleton=NEW, attributes=(replace(AGE, name="years"),))
    change = ClassChange({CAT: (item, changed)}, joints={CAT: MAP}, renamed={CAT: {"age": "years"}})
    assert project.apply(change, TITLE).result().annotations == 3
    after = project.document(A)
    assert after[old.id].shape == after[free.id].shape == MAP.applied_to(old.shape)
    assert after[old.id].attributes == {"years": "old", "note": 1}
    assert after[free.id].attributes == {}
    assert after[plain.id] == replace(plain, attributes={"years": 3})
    assert after[other.id] == other
    for _ in range(2):
        project.undo().result()
        assert project.document(A) == before
        assert project.classes().get(CAT) == item
        project.redo().result()
        assert project.document(A) == after


def test_sets_that_are_not_of_the_template_lose_nothing(project):
    add(project, few := keypoints(joints=2), many := keypoints(joints=5))
    item = project.classes().get(CAT)
    change = ClassChange(
        {CAT: (item, replace(item, skeleton=OLD))}, joints={CAT: JointMap(0, (None,) * 3)}
    )
    project.apply(change, TITLE).result()
    document = project.document(A)
    assert document[few.id].shape == Keypoints(Ring([(1, 2), (11, 22), (0, 0)]), (2, 1, 0))
    assert document[many.id].shape == many.shape


def test_a_class_without_a_template_takes_over_that_of_a_class_merged_into_it(project):
    given(project, PERSON)
    project.apply(ClassMerge(CAT, DOG), TITLE).result()
    assert project.classes().get(DOG).skeleton == PERSON
    project.undo().result()
    assert project.classes().get(DOG).skeleton is None
    assert project.classes().get(CAT).skeleton == PERSON


def both_given(project, ours, theirs):
    items = [project.classes().get(one) for one in (CAT, DOG)]
    pairs = zip(items, (ours, theirs), strict=True)
    steps = {one.id: (one, replace(one, skeleton=skeleton)) for one, skeleton in pairs}
    project.apply(ClassChange(steps), TITLE).result()


def test_merged_keypoints_become_those_of_the_other_template_by_the_names_of_joints(
    project, monkeypatch
):
    monkeypatch.setattr(refitting, "CHUNK", 1)
    both_given(project, OLD, Skeleton.of(("C", "new", "a")))
    mine = [keypoints(pose="a", attributes={"age": 3}), keypoints(z=4)]
    lost = replace(keypoints(), shape=Keypoints(Ring([(1, 2), (3, 4), (5, 6)]), (0, 2, 0)))
    plain = replace(keypoints(), shape=Box(1, 2, 3, 4))
    other = keypoints(DOG)
    add(project, *mine, lost, plain, other)
    before = project.document(A)
    assert project.apply(ClassMerge(CAT, DOG), TITLE).result().annotations == 4
    after = project.document(A)
    assert after.keys() == before.keys()
    assert {one.class_id for one in after.values()} == {DOG}
    for one in mine:
        now = after[one.id]
        assert now.shape == Keypoints(Ring([(21, 42), (0, 0), (1, 2)]), (0, 0, 2))
        assert (now.attributes, now.z, now.pose) == (one.attributes, one.z, one.pose)
    for one in (lost, plain, other):
        assert after[one.id].shape == one.shape
    for _ in range(2):
        project.undo().result()
        assert project.document(A) == before
        project.redo().result()
        assert project.document(A) == after


def test_a_class_that_takes_a_template_over_fits_its_own_keypoints_to_it(project):
    both_given(project, OLD, None)
    add(project, one := keypoints(), own := keypoints(DOG, joints=2))
    before = project.document(A)
    assert project.apply(ClassMerge(CAT, DOG), TITLE).result().annotations == 2
    after = project.document(A)
    assert after[one.id].shape == one.shape
    assert after[own.id].shape == Keypoints(Ring([(1, 2), (11, 22), (0, 0)]), (2, 1, 0))
    assert {a.class_id for a in after.values()} == {DOG}
    project.undo().result()
    assert project.document(A) == before
