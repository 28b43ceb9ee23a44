"""The contract of the store: suggestions are replaced, answered, and answers taken back."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest

from labeldesk.domain.annotation import Origin
from labeldesk.domain.changes import (
    AcceptAll,
    ChangeSet,
    Edit,
    RejectAll,
    SuggestionQuery,
)
from labeldesk.domain.classes import ClassList, ImageClass
from labeldesk.domain.geometry import Ring
from labeldesk.domain.ids import ClassId, ImageId, RunId
from labeldesk.domain.image import ImageState
from labeldesk.domain.shapes import Keypoints, Tag
from labeldesk.domain.suggestion import Shaping, SuggestionState, Thresholds
from labeldesk.storage import moments, queries
from labeldesk.storage.records import FoundByRun
from labeldesk.work import proposals
from tests.conformance.store_samples import (
    CAT,
    CLASSES,
    DOG,
    RUN,
    TITLE,
    A,
    B,
    C,
    add,
    box,
    proposal,
)


def test_accepting_by_an_edit_answers_the_suggestion_and_undo_reopens_it(project):
    good, bad = proposal(A, 0, 0.9), proposal(A, 40, 0.3)
    assert project.add_suggestions(RUN, A, [good, bad]).result() == 2
    assert project.suggestions(A) == [replace(good, class_id=CAT), replace(bad, class_id=CAT)]
    assert project.suggestions(A, 0.5) == [replace(good, class_id=CAT)]
    accepted = good.accepted(CAT, author="ana", at=3)
    edit = Edit(A, ChangeSet.adding(accepted), rejected=(bad.id,))
    project.commit(edit, TITLE).result()
    assert project.suggestions(A) == []
    states = (SuggestionState.ACCEPTED, SuggestionState.REJECTED)
    assert [s.state for s in project.suggestions(A, states=states)] == [*states]
    project.undo().result()
    assert len(project.suggestions(A)) == 2
    project.redo().result()
    assert project.suggestions(A) == []
    assert project.runs() == [RUN]


def test_what_is_accepted_has_what_its_class_gives_and_before_that_what_the_model_said(project):
    plain = proposal(A, 0, 0.9, "dog")
    said = replace(proposal(A, 50, 0.9, "dog"), attributes={"age": "young", "text": "É"})
    cat = replace(proposal(A, 90, 0.9), attributes={"text": "x"})
    project.add_suggestions(RUN, A, [plain, said, cat]).result()
    project.apply(AcceptAll(SuggestionQuery()), TITLE).result()
    document = project.document(A)
    found = {one.suggestion_id: one.attributes for one in document.values()}
    assert found == {
        plain.id: {"age": "old"},
        said.id: {"age": "young", "text": "É"},
        cat.id: {"text": "x"},
    }
    changes, _ = proposals.accepted([said, plain], project.classes(), author="ana", at=1)
    made = {a.suggestion_id: a.attributes for _, a in changes.steps.values() if a is not None}
    assert made == {key: found[key] for key in (said.id, plain.id)}


def test_a_rerun_replaces_only_the_untouched_and_the_rejected_stay_away(project):
    kept, rejected, untouched = (proposal(A, x, 0.5) for x in (0, 40, 80))
    project.add_suggestions(RUN, A, [kept, rejected, untouched]).result()
    edit = Edit(A, ChangeSet.adding(kept.accepted(CAT, author="", at=1)), rejected=(rejected.id,))
    project.commit(edit, TITLE).result()
    other = replace(RUN, id=RunId(6), model_digest="other")
    project.add_suggestions(other, A, [proposal(A, 120, 0.4, run=other)]).result()
    again = replace(RUN, id=RunId(7))
    found = [proposal(A, x, 0.6, name="CAT", run=again) for x in (1, 41, 81, 160)]
    assert project.add_suggestions(again, A, found).result() == 2
    assert [s.shape.x0 for s in project.suggestions(A)] == [81, 160, 120]
    assert project.add_suggestions(RUN, ImageId(999), [proposal(ImageId(999), 0, 1)]).result() == 0


def test_suggestions_of_a_done_image_are_set_aside_until_it_is_not(project):
    project.add_suggestions(RUN, A, [proposal(A, 0, 0.9)]).result()
    done = Edit(A, state=(ImageState(), ImageState(done=True)))
    project.commit(done, TITLE).result()
    assert project.suggestions(A) == []
    (aside,) = project.suggestions(A, states=(SuggestionState.SET_ASIDE,))
    assert aside.state is SuggestionState.SET_ASIDE
    assert project.apply(AcceptAll(SuggestionQuery()), TITLE).result().annotations == 0
    project.undo().result()
    project.undo().result()
    assert len(project.suggestions(A)) == 1


def test_accepting_all_makes_what_was_counted_and_is_one_step(project):
    drawn = box(0)
    add(project, drawn)
    project.add_suggestions(RUN, A, [proposal(A, 1, 0.9), proposal(A, 50, 0.8)]).result()
    project.add_suggestions(RUN, B, [proposal(B, 0, 0.6), proposal(B, 50, 0.4)]).result()
    project.add_suggestions(RUN, C, [proposal(C, 0, 0.7, "fish")]).result()
    query = SuggestionQuery(min_score=0.5)
    assert project.suggestion_counts(query) == {"cat": 2, "fish": 1}
    assert project.suggestion_images(query) == {A: 1, B: 1, C: 1}
    fish = ImageClass(id=ClassId(3), name="Fish", colour="#E32762")
    applied = project.apply(AcceptAll(query, {fish.id: (None, fish)}), TITLE).result()
    assert applied.annotations == applied.suggestions == 3
    assert project.class_counts() == {CAT: 3, fish.id: 1}
    (one,) = project.document(B).values()
    assert (one.origin, one.score, one.author) == (Origin.MODEL, 0.6, "ana")
    assert [s.score for s in project.suggestions(B)] == [0.4]
    undone = project.undo().result()
    assert undone.images == {A, B, C}
    assert undone.edit is None
    assert project.document(A) == {drawn.id: drawn}
    assert project.suggestion_counts(query) == {"cat": 2, "fish": 1}
    assert project.classes() == ClassList(CLASSES)
    project.redo().result()
    assert project.class_counts() == {CAT: 3, fish.id: 1}


@pytest.mark.parametrize(
    ("query", "left"),
    [
        (SuggestionQuery(min_score=0.5), 1),
        (SuggestionQuery(images=(B,)), 2),
        (SuggestionQuery(run_id=RUN.id), 0),
        (SuggestionQuery(run_id=RunId(77)), 4),
        (SuggestionQuery(class_names=("fish",)), 3),
    ],
)
def test_rejecting_all_follows_the_query(project, query, left):
    project.add_suggestions(RUN, A, [proposal(A, 1, 0.9), proposal(A, 50, 0.8, "fish")]).result()
    project.add_suggestions(RUN, B, [proposal(B, 0, 0.6), proposal(B, 50, 0.4)]).result()
    applied = project.apply(RejectAll(query), TITLE).result()
    assert applied.suggestions == 4 - left
    assert len([s for i in (A, B) for s in project.suggestions(i)]) == left
    project.undo().result()
    assert len([s for i in (A, B) for s in project.suggestions(i)]) == 4


def test_how_many_joints_suggestions_of_a_class_have(project):
    joints = Keypoints(Ring([(1, 2), (3, 4), (5, 6)]), (2, 1, 0))
    poses = [replace(proposal(A, 0, score, "person"), shape=joints) for score in (0.9, 0.2)]
    project.add_suggestions(RUN, A, [*poses, proposal(A, 50, 0.9)]).result()

    def asked(min_score):
        query = SuggestionQuery(min_score=min_score)
        return project.later(lambda c: queries.suggestion_joints(c, query=query)).result()

    assert asked(0.1) == {"person": 3}
    assert asked(0.95) == {}


def test_what_a_run_found_is_parted_at_a_score_and_other_runs_do_not_count(project):
    other = replace(RUN, id=RunId(77), model_digest="other")
    add(project, box(0))
    project.add_suggestions(RUN, A, [proposal(A, 1, 0.9), proposal(A, 50, 0.8)]).result()
    project.add_suggestions(RUN, B, [proposal(B, 0, 0.6), proposal(B, 50, 0.4)]).result()
    project.add_suggestions(other, C, [proposal(C, 0, 0.7, run=other)]).result()
    asked = partial(moments.found_by, run_id=RUN.id, least=Thresholds(0.7))
    assert project.later(asked).result() == FoundByRun(shown=1, images=1, below=2)
    ahead = replace(RUN, id=RunId(78))  # the same model had looked at that image before
    project.add_suggestions(ahead, C, [proposal(C, 50, 0.95, run=ahead)]).result()
    assert project.later(asked).result() == FoundByRun(shown=2, images=2, below=2)


def test_what_has_the_very_shape_of_an_object_names_it_and_is_never_taken_in_bulk(project):
    drawn = box()
    add(project, drawn)
    about, other = proposal(A, 0, 0.9, "dog"), proposal(A, 60, 0.8, "dog")
    project.add_suggestions(RUN, A, [about, other]).result()
    query = SuggestionQuery()
    counts = project.later(lambda c: queries.suggestion_counts(c, query=query)).result()
    waiting = project.later(lambda c: queries.suggestion_images(c, query=query)).result()
    assert (counts, waiting) == ({"dog": 1}, {A: 2})
    assert project.apply(AcceptAll(query), TITLE).result().annotations == 1
    assert [s.id for s in project.suggestions(A)] == [about.id]
    document = project.document(A)
    changes, _ = proposals.accepted(
        project.suggestions(A), project.classes(), author="ana", at=9, document=document
    )
    ((before, after),) = changes.steps.values()
    assert before == drawn
    assert after is not None
    assert (after.id, after.shape, after.origin) == (drawn.id, drawn.shape, Origin.MODEL_EDITED)
    assert project.classes().named("dog").id == after.class_id
    project.commit(Edit(A, changes), TITLE).result()
    assert project.suggestions(A) == []
    assert project.document(A)[drawn.id] == after
    project.undo().result()
    assert [s.id for s in project.suggestions(A)] == [about.id]
    assert project.document(A)[drawn.id] == before


def test_a_class_may_have_a_threshold_of_its_own_and_a_model_be_taken_alone(project):
    other = replace(RUN, id=RunId(77), model_digest="other")
    mine = [proposal(A, 0, 0.6), proposal(A, 30, 0.6, "dog"), proposal(A, 60, 0.3, "dog")]
    project.add_suggestions(RUN, A, mine).result()
    project.add_suggestions(other, B, [proposal(B, 0, 0.9, "dog", run=other)]).result()
    scores = SuggestionQuery(min_score=0.5, class_scores={"cat": 0.7, "dog": 0.2})
    assert project.suggestion_counts(scores) == {"dog": 3}
    assert project.suggestion_counts(replace(scores, model_digest="other")) == {"dog": 1}
    preview = project.later(partial(moments.accept_preview, query=scores)).result()
    assert (preview.total, preview.images) == (3, 2)
    assert project.apply(AcceptAll(scores), TITLE).result().annotations == 3


def test_one_tag_per_image_is_the_best_where_there_is_none_yet(project):
    def tags(image, *scored):
        rows = [replace(proposal(image, 0, s, name), shape=Tag()) for name, s in scored]
        project.add_suggestions(RUN, image, rows).result()

    tags(A, ("cat", 0.6), ("dog", 0.7))
    tags(B, ("cat", 0.9))
    tags(C, ("dog", 0.5), ("cat", 0.5))
    by_hand = replace(box(class_id=DOG), shape=Tag())
    project.commit(Edit(B, ChangeSet.adding(by_hand)), TITLE).result()
    query = SuggestionQuery(one_tag=True)
    assert project.suggestion_images(query) == {A: 1, C: 1}
    assert project.suggestion_counts(query) == {"dog": 2}
    cats_only = replace(query, class_scores={"dog": 2.0})
    assert project.suggestion_counts(cats_only) == {}
    project.apply(AcceptAll(query), TITLE).result()
    assert [a.class_id for a in project.document(A).values()] == [DOG]
    assert list(project.document(B).values()) == [by_hand]
    project.undo().result()
    assert project.suggestion_images(SuggestionQuery()) == {A: 2, B: 1, C: 2}


def test_accepting_all_gives_the_shape_that_is_wanted_and_undo_the_suggestion_as_it_was(project):
    given = [proposal(A, x, 0.9) for x in (0, 30)]
    tag = replace(proposal(A, 0, 0.9, "dog"), shape=Tag())
    project.add_suggestions(RUN, A, [*given, tag]).result()
    project.apply(AcceptAll(SuggestionQuery(), shaping=Shaping("polygon")), TITLE).result()
    assert sorted(a.shape.kind for a in project.document(A).values()) == [
        "polygon",
        "polygon",
        "tag",
    ]
    assert {a.origin for a in project.document(A).values()} == {Origin.MODEL}
    project.undo().result()
    assert sorted(s.shape.kind for s in project.suggestions(A)) == ["box", "box", "tag"]
    project.redo().result()
    assert "polygon" in {a.shape.kind for a in project.document(A).values()}


def test_of_what_two_models_propose_alike_the_surer_stands_for_both(project):
    rival = replace(RUN, id=RunId(6), model_digest="d6", model_name="rival")
    sure, other = proposal(A, 0, 0.9), proposal(A, 100, 0.4)
    less, kitty = proposal(A, 1, 0.8, run=rival), proposal(A, 100, 0.7, "kitty", run=rival)
    project.add_suggestions(RUN, A, [sure, other]).result()
    project.add_suggestions(rival, A, [less, kitty]).result()
    query = SuggestionQuery()
    assert project.suggestion_images(query) == {A: 2}
    assert project.suggestion_images(SuggestionQuery(model_digest="d6")) == {A: 2}
    assert project.suggestion_images(SuggestionQuery(class_scores={"kitty": 0.75})) == {A: 2}
    project.apply(AcceptAll(query), TITLE).result()
    made = {one.suggestion_id for one in project.document(A).values()}
    assert made == {sure.id, kitty.id}
    project.undo().result()
    project.commit(Edit(A, ChangeSet(), rejected=(sure.id,)), TITLE).result()
    project.apply(AcceptAll(query), TITLE).result()
    made = {one.suggestion_id for one in project.document(A).values()}
    assert made == {less.id, kitty.id}
