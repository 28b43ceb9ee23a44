"""The contract of the store: imported objects that meet others stay, or one gives way."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.changes import ImportBatch, Merge
from labeldesk.domain.geometry import Size
from labeldesk.domain.ids import AnnotationId, ClassId, new_id
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.shapes import Box, Point, Shape, Tag
from labeldesk.storage.records import Met
from tests.conformance.store_samples import TITLE, B, add
from tests.conformance.test_store_imports import staged

CAT, DOG = ClassId(1), ClassId(2)
HERE = Box(10, 10, 30, 30)


def made(shape: Shape, class_id: ClassId = CAT, *, locked: bool = False) -> Annotation:
    return Annotation(id=AnnotationId(new_id()), class_id=class_id, shape=shape, locked=locked)


def batch(project, tmp_path: Path, *offered: Annotation) -> int:
    file = staged(tmp_path, LabeledImage("b.jpg", Size(64, 48), offered))
    return project.stage(file).result().batch


def seen(project, number: int) -> Met:
    with project.moment() as moment:
        return moment.met(number)


def apply(project, number: int, merge: Merge) -> int:
    return project.apply(ImportBatch(number, merge=merge), TITLE).result().annotations


@pytest.fixture
def theirs() -> tuple[Annotation, ...]:
    """A twin of what is there, one moved a little, one of another class, one elsewhere."""
    return (
        made(Box(11, 10, 31, 30)), made(Box(41, 10, 61, 30), DOG), made(Box(0, 40, 9, 47)),
        made(HERE), made(Tag()), made(Point(20, 20)),
    )  # fmt: skip


@pytest.fixture
def mine(project) -> tuple[Annotation, ...]:
    found = made(HERE), made(Box(40, 10, 60, 30))
    for one in found:
        add(project, one, image=B)
    return found


def test_what_is_new_changed_and_conflicting_is_counted_before_it_is_done(
    project, tmp_path, mine, theirs
) -> None:
    number = batch(project, tmp_path, *theirs)
    assert seen(project, number) == Met(new=3, changed=1, conflicting=1)
    assert set(project.document(B)) == {one.id for one in mine}
    project.discard(number).result()
    assert seen(project, number) == Met()


@pytest.mark.parametrize("expected", [("both", 2, 5), ("mine", 2, 3), ("theirs", 0, 5)])
def test_each_way_is_one_step_that_undo_and_redo_take_as_a_whole(
    project, tmp_path, mine, theirs, expected
) -> None:
    merge, mine_left, theirs_in = expected
    number = batch(project, tmp_path, *theirs)
    before = project.document(B)
    assert apply(project, number, Merge(merge)) == theirs_in
    after = project.document(B)
    assert len(set(after) & {one.id for one in mine}) == mine_left
    assert len(set(after) & {one.id for one in theirs}) == theirs_in
    project.undo().result()
    assert project.document(B) == before
    project.redo().result()
    assert project.document(B) == after
    project.undo().result()
    assert project.document(B) == before


def test_a_locked_object_never_gives_way(project, tmp_path) -> None:
    locked = made(HERE, locked=True)
    add(project, locked, image=B)
    offered = made(Box(11, 10, 31, 30))
    number = batch(project, tmp_path, offered)
    assert apply(project, number, Merge.THEIRS) == 0
    assert project.document(B) == {locked.id: locked}


def test_an_edit_between_the_look_and_the_step_is_seen(project, tmp_path) -> None:
    offered = made(Box(11, 10, 31, 30))
    number = batch(project, tmp_path, offered)
    assert seen(project, number) == Met(new=1)
    between = made(HERE)
    add(project, between, image=B)
    apply(project, number, Merge.MINE)
    assert set(project.document(B)) == {between.id}


def test_class_ids_stay_what_they_are(project, tmp_path, mine) -> None:
    before = [(one.id, one.name) for one in project.classes()]
    number = batch(project, tmp_path, replace(made(HERE), class_id=DOG))
    apply(project, number, Merge.THEIRS)
    assert [(one.id, one.name) for one in project.classes()] == before
