"""A model against the labels of a project: what is compared, what is left out, what comes first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from labeldesk.domain.changes import AcceptAll, ChangeSet, Edit, SuggestionQuery
from labeldesk.domain.geometry import Rect
from labeldesk.domain.ids import ClassId
from labeldesk.domain.shapes import Box, Tag
from labeldesk.domain.suggestion import Thresholds
from labeldesk.quality.differences import Difference
from labeldesk.work.judging import Question, judged
from tests.conformance.store_samples import CAT, DOG, RUN, TITLE, A, B, C, add, box, made, proposal

QUESTION = Question("d5", Thresholds(0.5))
EVERY = (A, B, C)


@pytest.fixture
def project(tmp_path):
    with made(tmp_path / "p.labeldesk") as one:
        yield one


def whats(found, image):
    return [doubt.what for doubt in found.doubts.get(image, ())]


def test_images_are_queued_worst_first_with_the_reason(project):
    add(project, box(0), box(100, DOG))
    project.add_suggestions(
        RUN, A, [proposal(A, 0, 0.9), proposal(A, 100, 0.8, "cat"), proposal(A, 50, 0.2)]
    ).result()
    project.add_suggestions(RUN, B, [proposal(B, 40, 0.95, "dog")]).result()
    found = judged(project, QUESTION, EVERY)
    assert list(found.doubts) == [B, A]
    (missing,) = found.doubts[B]
    assert (missing.what, missing.predicted, missing.labelled) == (Difference.MISSING, "dog", "")
    assert missing.place == missing.predicted_place == Rect(40, 0, 50, 10)
    (swap,) = found.doubts[A]
    assert (swap.what, swap.labelled, swap.predicted) == (Difference.CLASS, "dog", "cat")
    assert (found.looked, found.unseen) == (2, (C,))


def test_an_image_on_which_nothing_was_found_is_compared_once_it_is_known_to_be_looked_at(project):
    project.commit(Edit(C, ChangeSet.adding(box(0))), TITLE).result()
    project.add_suggestions(RUN, A, [proposal(A, 0, 0.9)]).result()
    assert whats(judged(project, QUESTION, EVERY), C) == []
    looked = replace(QUESTION, looked_at=frozenset([C]))
    assert whats(judged(project, looked, EVERY), C) == [Difference.EXTRA]


def test_what_the_model_made_itself_is_no_witness_for_it(project):
    project.add_suggestions(RUN, A, [proposal(A, 0, 0.9)]).result()
    project.apply(AcceptAll(SuggestionQuery()), TITLE).result()
    found = judged(project, QUESTION, EVERY)
    assert (found.doubts, found.own) == ({}, 1)
    (one,) = project.document(A).values()
    moved = one.revised(author="ana", at=one.edited + 1, shape=Box(0, 0, 10, 4))
    project.commit(Edit(A, ChangeSet.replacing((one, moved))), TITLE).result()
    found = judged(project, QUESTION, EVERY)  # a person has had a hand in it now
    assert (whats(found, A), found.own) == ([Difference.PLACE], 0)


def test_what_somebody_turned_down_is_not_called_missing(project):
    turned_down, kept = proposal(A, 0, 0.9), proposal(A, 40, 0.9)
    project.add_suggestions(RUN, A, [turned_down, kept]).result()
    project.commit(Edit(A, rejected=(turned_down.id,)), TITLE).result()
    (doubt,) = judged(project, QUESTION, EVERY).doubts[A]
    assert doubt.suggestion == kept.id


def test_classes_that_the_other_side_does_not_know_are_not_compared(project):
    add(project, box(0, DOG), box(50, ClassId(9)))
    project.add_suggestions(RUN, A, [proposal(A, 90, 0.9, "zebra"), proposal(A, 20, 0.1)]).result()
    found = judged(project, QUESTION, EVERY)
    assert (found.doubts, found.strange) == ({}, 2)
    other = replace(RUN, id=RUN.id + 1, model_digest="d6", recipe={"classes": ["cat", "dog"]})
    project.add_suggestions(other, A, [proposal(A, 90, 0.9, "zebra", run=other)]).result()
    found = judged(project, Question("d6", Thresholds(0.5)), EVERY)
    assert whats(found, A) == [Difference.EXTRA]  # it knows dogs, and says that this is none


def test_a_class_has_its_own_threshold_and_tags_are_compared_with_tags(project):
    tag = replace(box(class_id=CAT), shape=Tag())
    add(project, tag)
    rows = [replace(proposal(A, 0, s, n), shape=Tag()) for n, s in (("cat", 0.3), ("dog", 0.6))]
    project.add_suggestions(RUN, A, rows).result()
    (doubt,) = judged(project, QUESTION, EVERY).doubts[A]
    assert (doubt.what, doubt.labelled, doubt.predicted) == (Difference.CLASS, "cat", "dog")
    assert doubt.place is None
    strict = Question("d5", Thresholds(0.5, {"dog": 0.7}))
    assert judged(project, strict, EVERY).doubts == {}
