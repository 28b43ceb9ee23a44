"""The contract of the store: runs are counted, and what one brought is taken back in one step."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest

from labeldesk.domain.annotation import Origin
from labeldesk.domain.changes import AcceptAll, ChangeSet, Edit, SuggestionQuery, WithdrawRun
from labeldesk.domain.ids import RunId
from labeldesk.domain.image import ImageState
from labeldesk.domain.shapes import Box
from labeldesk.domain.suggestion import SuggestionState
from labeldesk.storage import withdrawing
from labeldesk.storage.records import RunTally
from tests.conformance.store_samples import RUN, TITLE, A, B, C, add, box, proposal

OTHER = replace(RUN, id=RunId(77), model_digest="other", started=9)


def tallies(project):
    return project.later(withdrawing.run_tallies).result()


@pytest.fixture
def brought(project):
    """On A one accepted and one edited, on B one open and one rejected, on C (done) both kinds."""
    first, second = proposal(A, 0, 0.9), proposal(A, 40, 0.8)
    turned_down = proposal(B, 80, 0.7)
    project.add_suggestions(RUN, A, [first, second]).result()
    project.add_suggestions(RUN, C, [proposal(C, 0, 0.9)]).result()
    project.apply(AcceptAll(SuggestionQuery()), TITLE).result()
    project.add_suggestions(RUN, B, [proposal(B, 0, 0.9), turned_down]).result()
    project.add_suggestions(OTHER, B, [proposal(B, 120, 0.9, run=OTHER)]).result()
    project.commit(Edit(B, rejected=(turned_down.id,)), TITLE).result()
    mine = next(a for a in project.document(A).values() if a.suggestion_id == second.id)
    moved = mine.revised(author="ben", at=mine.edited + 1, shape=Box(41, 0, 50, 10))
    project.commit(Edit(A, ChangeSet.replacing((mine, moved))), TITLE).result()
    done = (ImageState(), ImageState(done=True))
    project.commit(Edit(C, state=done), TITLE).result()
    add(project, box(200), image=B)
    return project


def everything(project):
    states = tuple(SuggestionState)
    return {
        image: (project.document(image), project.suggestions(image, states=states))
        for image in (A, B, C)
    }


def test_every_run_says_what_is_left_of_it(brought):
    assert tallies(brought) == [
        RunTally(OTHER, open=1, images=1),
        RunTally(RUN, open=1, rejected=1, untouched=2, finished=1, edited=1, images=3),
    ]
    found = brought.later(partial(withdrawing.images_of_run, run_id=RUN.id)).result()
    assert found == [A, B, C]
    by_origin = partial(withdrawing.images_by_origin, origin=Origin.MODEL_EDITED)
    assert brought.later(by_origin).result() == [A]


def test_what_a_run_brought_goes_in_one_step_but_for_what_hands_have_touched(brought):
    before = everything(brought)
    applied = brought.apply(WithdrawRun(RUN.id), TITLE).result()
    assert (applied.annotations, applied.suggestions) == (1, 1)
    (edited,) = brought.document(A).values()
    assert edited.origin is Origin.MODEL_EDITED
    (by_hand,) = brought.document(B).values()
    assert by_hand.origin is Origin.MANUAL
    assert [s.run_id for s in brought.suggestions(B)] == [OTHER.id]
    assert len(brought.document(C)) == 1  # done: somebody has looked at it
    undone = brought.undo().result()
    assert undone.images == {A, B}
    assert everything(brought) == before
    brought.redo().result()
    assert tallies(brought)[1] == RunTally(
        RUN, rejected=1, untouched=1, finished=1, edited=1, images=2
    )
    brought.undo().result()
    assert everything(brought) == before


def test_finished_images_and_each_kind_are_taken_back_on_request(brought):
    applied = brought.apply(WithdrawRun(RUN.id, open=False, finished=True), TITLE).result()
    assert (applied.annotations, applied.suggestions) == (2, 0)
    assert brought.document(C) == {}
    assert len(brought.suggestions(B)) == 2
    applied = brought.apply(WithdrawRun(RUN.id, accepted=False), TITLE).result()
    assert (applied.annotations, applied.suggestions) == (0, 1)


def test_what_went_with_its_run_may_come_back_and_what_was_rejected_may_not(brought):
    brought.apply(WithdrawRun(RUN.id), TITLE).result()
    again = replace(RUN, id=RunId(8))
    rows = {A: [proposal(A, x, 0.9, run=again) for x in (0, 40)]}
    rows[B] = [proposal(B, x, 0.9, run=again) for x in (0, 80)]
    for image, found in rows.items():
        brought.add_suggestions(again, image, found).result()
    assert [s.shape.x0 for s in brought.suggestions(A)] == [0]
    assert sorted(s.shape.x0 for s in brought.suggestions(B)) == [0, 120]
    brought.undo().result()  # what it took back is there again, beside what was found since
    assert len(brought.document(A)) == 2
    assert sorted(s.shape.x0 for s in brought.suggestions(B)) == [0, 120]
