"""The contract of the store: what goes in comes out, in one order, and can be taken back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from labeldesk.domain.annotation import Flags, Foreign, Origin
from labeldesk.domain.changes import (
    ChangeSet,
    Edit,
    StaleChangeError,
    StateChange,
    TagChange,
)
from labeldesk.domain.classes import ClassList, ImageClass
from labeldesk.domain.geometry import Size
from labeldesk.domain.ids import ClassId, ImageId, new_id
from labeldesk.domain.image import ImageRecord, ImageState, LabeledImage, Review
from labeldesk.domain.problem import UserError
from labeldesk.storage.records import ImageFilter, Kind, state_of
from labeldesk.work.catalogue import columns_of
from tests.conformance.store_samples import (
    CAT,
    CLASSES,
    DOG,
    IMAGES,
    TITLE,
    A,
    B,
    C,
    add,
    box,
    made,
    reopened,
)
from tests.strategies import documents


def test_a_new_project_knows_its_classes_images_author_and_root(project):
    assert project.classes() == ClassList(CLASSES)
    assert project.images() == list(IMAGES)
    assert [author.name for author in project.authors()] == ["ana"]
    assert project.root.resolve() == project.path.parent.resolve()
    assert (project.peek_undo(), project.peek_redo()) == (None, None)
    assert len(project.id) == 16


def test_every_field_of_an_annotation_survives(project):
    one = box(
        attributes={"age": "old", "tame": True, "weight": 4.5},
        origin=Origin.MODEL_EDITED,
        score=0.25,
        flags=Flags(difficult=True, crowd=True),
        pose="Left",
        group=9,
        z=-2,
        locked=True,
        hidden=True,
        author="甲",
        created=5,
        edited=6,
        foreign=Foreign("voc", {"part": [{"n": 1}]}, {"xmin": "3"}, "abc"),
    )
    add(project, one)
    assert project.document(A) == {one.id: one}
    again = reopened(project)
    assert again.document(A) == {one.id: one}
    again.close()


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(st.tuples(st.sampled_from([A, B]), documents), max_size=5),
    st.lists(st.tuples(st.booleans(), st.integers(0, 3)), max_size=8),
)
def test_any_edits_can_be_taken_back_and_brought_back_across_restarts(tmp_path, moves, turns):
    path = tmp_path / f"{new_id()}.labeldesk"
    project = made(path)
    states = [{A: {}, B: {}}]
    for image, target in moves:
        before = states[-1][image]
        stamped = {key: replace(a, edited=len(states)) for key, a in target.items()}
        project.commit(Edit(image, ChangeSet.between(before, stamped)), TITLE)
        states.append({**states[-1], image: stamped})
    for image in (A, B):
        assert project.document(image) == states[-1][image]
    at = len(states) - 1
    for back, chance in turns:
        if chance == 0:
            project = reopened(project)
        reverted = (project.undo() if back else project.redo()).result()
        to = at + (-1 if back else 1)
        if not 0 <= to < len(states):
            assert reverted is None
            continue
        image = reverted.edit.image_id
        assert reverted.edit.changes.applied_to(states[at][image]) == states[to][image]
        at = to
        assert {i: project.document(i) for i in (A, B)} == states[at]
    project.close()


def test_a_read_knows_every_edit_committed_before(project):
    made = [box(x) for x in range(30)]
    for one in made:
        project.commit(Edit(A, ChangeSet.adding(one)), TITLE)
    assert len(project.document(A)) == 30


def test_the_journal_keeps_title_author_time_and_order(project):
    add(project, box())
    add(project, box(), image=B)
    again = reopened(project)
    newest, oldest = again.history()
    assert (newest.image_id, oldest.image_id) == (B, A)
    assert newest.title == TITLE
    assert str(newest.title.args["what"]) == "boxes"
    assert (newest.author, newest.kind) == ("ana", Kind.EDIT)
    assert again.peek_undo() == newest
    assert again.history(A) == [oldest]
    assert {author.name for author in again.authors()} == {"ana", "ben"}
    again.close()


def test_a_new_edit_drops_what_was_undone(project):
    first, second = box(), box(50)
    add(project, first)
    add(project, second)
    project.undo().result()
    assert project.peek_redo().image_id == A
    assert project.history()[0].is_undone
    third = box(90)
    add(project, third)
    assert project.peek_redo() is None
    assert project.redo().result() is None
    assert set(project.document(A)) == {first.id, third.id}
    again = reopened(project)
    assert set(again.document(A)) == {first.id, third.id}
    assert len(again.history()) == 2
    again.undo().result()
    again.undo().result()
    assert again.undo().result() is None
    assert again.document(A) == {}
    again.close()


def test_undo_goes_further_back_than_memory(project, monkeypatch):
    monkeypatch.setattr("labeldesk.storage.journal.PAGE", 3)
    for x in range(10):
        add(project, box(x))
    again = reopened(project)
    for left in range(9, -1, -1):
        assert again.peek_undo() is not None
        assert again.undo().result() is not None
        assert len(again.document(A)) == left
    assert again.peek_undo() is None
    for there in range(1, 11):
        again.redo().result()
        assert len(again.document(A)) == there
    again.close()


def test_a_stale_edit_is_refused_and_the_history_does_not_know_it(project):
    one = box()
    add(project, one)
    step = project.peek_undo()
    ticket = project.commit(Edit(A, ChangeSet.removing(replace(one, class_id=DOG))), TITLE)
    assert isinstance(ticket.exception(), StaleChangeError)
    assert isinstance(
        project.commit(Edit(B, ChangeSet.removing(one)), TITLE).exception(), StaleChangeError
    )
    assert project.peek_undo() == step
    assert project.document(A) == {one.id: one}
    assert len(project.history()) == 1


def test_a_class_made_on_the_way_comes_and_goes_with_its_edit(project):
    fish = ImageClass(id=ClassId(3), name="fish", colour="#E32762")
    one = box(class_id=fish.id)
    edit = Edit(A, ChangeSet.adding(one), {fish.id: (None, fish)})
    project.commit(edit, TITLE).result()
    assert project.classes().items == (*CLASSES, fish)
    undone = project.undo().result()
    assert undone.has_classes
    assert undone.edit.classes == {fish.id: (fish, None)}
    assert project.classes().items == CLASSES
    redone = project.redo().result()
    assert redone.edit == edit
    assert project.classes().items == (*CLASSES, fish)


def test_the_state_of_an_image_is_part_of_an_edit_and_of_the_history(project):
    state = ImageState(done=True, review=Review.REJECTED, comment="脚が違う", excluded=True)
    project.commit(Edit(A, state=(ImageState(), state)), TITLE).result()
    assert project.image(A).state == state
    columns = project.image_columns()
    assert state_of(int(columns.states[0]), state.comment) == state
    project.undo().result()
    assert project.image(A).state == ImageState()
    states = {i: (ImageState(), ImageState(done=True)) for i in (A, B)}
    project.apply(StateChange(states), TITLE).result()
    assert [i.state.done for i in project.images()] == [True, True, False]
    assert [s.kind for s in project.history(B)] == [Kind.STATES]
    assert project.history(C) == []
    assert project.undo().result().images == {A, B}
    assert not any(i.state.done for i in project.images())


def test_every_state_of_an_image_is_in_the_columns_as_it_is(project):
    before = ImageState()
    for bits in range(12):
        after = ImageState(bool(bits & 1), list(Review)[bits // 4], "", bool(bits & 2))
        project.commit(Edit(A, state=(before, after)), TITLE).result()
        assert state_of(int(project.image_columns().states[0])) == after
        before = after


def test_images_are_added_once(project):
    again = [replace(IMAGES[0], id=ImageId(55)), ImageRecord(id=ImageId(56), path="ü/d.jpg")]
    assert project.add_images(again).result() == 1
    known = ImageRecord(
        id=ImageId(57),
        path="e.jpg",
        size=Size(4, 3),
        bytes=9,
        mtime_ns=8,
        orientation=6,
        digest="f",
    )
    assert project.add_images([known]).result() == 1
    assert project.image(known.id) == known
    columns = project.image_columns()
    assert columns.ids.tolist() == [56, 57, A, B, C]
    assert columns.paths == ["ü/d.jpg", "e.jpg", "a.jpg", "b.jpg", "c.jpg"]
    add(project, box(), box(), image=B)
    assert project.image_columns().counts.tolist() == [0, 0, 0, 2, 0]


NOWHERE = ImageId(999)
DONE = (ImageState(), ImageState(done=True))


@pytest.mark.parametrize(
    "write",
    [
        lambda p: p.commit(Edit(NOWHERE, ChangeSet.adding(box())), TITLE),
        lambda p: p.commit(Edit(NOWHERE, state=DONE), TITLE),
        lambda p: p.apply(StateChange({A: DONE, NOWHERE: DONE}), TITLE),
        lambda p: p.apply(TagChange((A, NOWHERE), CAT), TITLE),
        lambda p: p.set_foreign(NOWHERE, Foreign("voc", {})),
    ],
    ids=["edit", "state", "states", "tags", "foreign"],
)
def test_what_is_about_an_image_that_is_not_there_is_refused_whole(project, write):
    with pytest.raises(UserError, match=r"not in the project.*Everything saved before is kept"):
        write(project).result()
    assert project.history() == []
    assert project.peek_undo() is None
    assert project.images() == list(IMAGES)
    assert project.class_counts() == {}


def test_an_edit_is_acknowledged_only_together_with_its_image(project):
    columns = columns_of([f"{n}.png" for n in range(3_000)])
    last = ImageId(int(columns.ids[-1]))
    taken = ImageRecord(id=ImageId(55), path="2999.png")  # that path is another image's by now
    project.add_images([taken]).result()
    project.bring_images(columns)
    with pytest.raises(UserError, match="not in the project"):
        project.commit(Edit(last, ChangeSet.adding(box())), TITLE).result()
    there = ImageId(int(columns.ids[-2]))
    add(project, box(), image=there)
    again = reopened(project)
    assert again.class_counts() == {CAT: 1}
    assert [i.path for i in again.iter_labeled(ImageFilter(labelled=True))] == ["2998.png"]
    again.close()


def test_a_name_that_is_no_text_is_refused_at_once_and_by_name(project):
    for bring in (
        lambda: project.add_images([ImageRecord(id=ImageId(56), path="a\udcff.jpg")]),
        lambda: project.bring_images(columns_of(["d.jpg", "a\udcff.jpg"])),
    ):
        with pytest.raises(UserError, match=r"a\\xff\.jpg"):
            bring()
    assert project.images() == list(IMAGES)
    add(project, box(), image=B)


def test_labeled_images_stream_by_path_and_filter(project):
    one = box()
    add(project, one, image=B)
    states = {
        A: (ImageState(), ImageState(done=True)),
        C: (ImageState(), ImageState(done=True, excluded=True)),
    }
    project.apply(StateChange(states), TITLE).result()

    def paths(**narrow):
        return [i.path for i in project.iter_labeled(ImageFilter(**narrow))]

    assert paths() == ["a.jpg", "b.jpg"]
    assert paths(excluded=None) == ["a.jpg", "b.jpg", "c.jpg"]
    assert paths(done=False) == ["b.jpg"]
    assert paths(labelled=True, excluded=None) == ["a.jpg", "b.jpg", "c.jpg"]
    assert paths(images=(B, C), excluded=None) == ["b.jpg", "c.jpg"]
    assert paths(labelled=False) == []
    assert list(project.iter_labeled())[1] == LabeledImage("b.jpg", None, (one,))


def test_a_stream_shows_the_project_as_it_was_when_it_began(project):
    add(project, box(), image=B)
    stream = project.iter_labeled()
    next(stream)
    project.undo().result()
    assert [len(rest.annotations) for rest in stream] == [1, 0]


def test_settings_belong_to_the_project(project):
    project.set_setting("tags.one", {"only": True, "of": [1, 2]}).result()
    again = reopened(project)
    assert again.setting("tags.one") == {"only": True, "of": [1, 2]}
    assert again.setting("unheard of") is None
    again.close()
