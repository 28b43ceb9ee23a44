"""What a store holds about classes: order, names, attributes, tags."""

from __future__ import annotations

from dataclasses import replace

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.changes import (
    ClassChange,
    ClassMerge,
    TagChange,
)
from labeldesk.domain.classes import ClassList
from labeldesk.domain.ids import AnnotationId, new_id
from labeldesk.domain.shapes import Tag
from tests.conformance.store_samples import (
    AGE,
    CAT,
    CLASSES,
    DOG,
    TITLE,
    A,
    B,
    C,
    add,
    box,
)


def test_renaming_reordering_and_removing_classes_is_undone_whole(project):
    cats, dogs = [box(), box(30)], [box(60, DOG)]
    add(project, *cats, *dogs)
    renamed = replace(CLASSES[0], name="Katze")
    change = ClassChange({CAT: (CLASSES[0], renamed)}, order=(DOG, CAT))
    project.apply(change, TITLE).result()
    assert project.classes().items == (CLASSES[1], renamed)
    applied = project.apply(ClassChange({CAT: (renamed, None)}), TITLE).result()
    assert applied.annotations == 2
    assert project.classes().items == (CLASSES[1],)
    assert project.class_counts() == {DOG: 1}
    assert project.undo().result().images == {A}
    assert project.classes().items == (CLASSES[1], renamed)
    assert len(project.document(A)) == 3
    project.undo().result()
    assert project.classes().items == CLASSES


def test_an_attribute_that_is_renamed_takes_its_values_along_on_every_image(project):
    old = box(class_id=DOG, attributes={"age": "old", "note": "é"}, author="ben", edited=4)
    other, free = (
        box(30, attributes={"age": "old"}),
        box(60, DOG, attributes={"age": 3, "years": 4}),
    )
    add(project, old, other, free, box(90, DOG))
    add(project, box(0, DOG, attributes={"age": True}), image=B)
    before = {i: project.document(i) for i in (A, B)}
    renamed = replace(CLASSES[1], attributes=(replace(AGE, name="years"),))
    change = ClassChange({DOG: (CLASSES[1], renamed)}, renamed={DOG: {"age": "years"}})
    assert project.apply(change, TITLE).result().annotations == 2
    after = project.document(A)
    assert after[old.id] == replace(old, attributes={"years": "old", "note": "é"})
    assert [after[one.id] for one in (other, free)] == [other, free]  # another class; taken
    assert [one.attributes for one in project.document(B).values()] == [{"years": True}]
    assert project.undo().result().images == {A, B}
    assert {i: project.document(i) for i in (A, B)} == before
    assert project.classes().items == CLASSES
    assert project.redo().result().has_classes
    assert project.document(A)[old.id].attributes["years"] == "old"


def test_values_of_a_removed_attribute_stay_with_their_objects(project):
    one = box(class_id=DOG, attributes={"age": "old"})
    add(project, one)
    bare = replace(CLASSES[1], attributes=())
    project.apply(ClassChange({DOG: (CLASSES[1], bare)}), TITLE).result()
    assert project.document(A)[one.id] == one
    project.undo().result()
    assert project.classes().items == CLASSES


def test_tags_put_on_many_images_have_what_their_class_gives(project):
    project.apply(TagChange((A, B), DOG), TITLE).result()
    project.apply(TagChange((C,), CAT), TITLE).result()
    found = [[one.attributes for one in project.document(i).values()] for i in (A, B, C)]
    assert found == [[{"age": "old"}], [{"age": "old"}], [{}]]


def test_merging_classes_moves_every_annotation_and_keeps_the_name(project):
    one, other = box(), box(30, DOG)
    tags = [Annotation(id=AnnotationId(new_id()), class_id=c, shape=Tag()) for c in (CAT, DOG)]
    add(project, one, other, *tags)
    add(project, box(), image=B)
    before = {i: project.document(i) for i in (A, B)}
    applied = project.apply(ClassMerge(CAT, DOG), TITLE).result()
    assert applied.annotations == 3
    assert [c.name for c in project.classes()] == ["dog"]
    assert project.classes().named("Kitty").id == DOG
    assert project.classes().named("cat").id == DOG
    assert project.class_counts() == {DOG: 4}
    assert project.document(A)[one.id].class_id == DOG
    assert project.undo().result().images == {A, B}
    assert {i: project.document(i) for i in (A, B)} == before
    assert project.classes() == ClassList(CLASSES)


def test_a_tag_replaces_the_other_or_stands_beside_it(project):
    add(project, box())
    project.apply(TagChange((A, B), CAT), TITLE).result()
    project.apply(TagChange((A, B, C), DOG), TITLE).result()

    def tags(image):
        kinds = [a.class_id for a in project.document(image).values() if a.shape == Tag()]
        return sorted(kinds)

    assert [tags(i) for i in (A, B, C)] == [[DOG]] * 3
    assert len(project.document(A)) == 2
    assert project.apply(TagChange((A,), DOG), TITLE).result().annotations == 0
    project.apply(TagChange((A,), CAT, only=False), TITLE).result()
    assert tags(A) == [CAT, DOG]
    project.apply(TagChange((A,), DOG, present=False), TITLE).result()
    assert tags(A) == [CAT]
    for _ in range(4):
        project.undo().result()
    assert [tags(i) for i in (A, B, C)] == [[CAT], [CAT], []]
