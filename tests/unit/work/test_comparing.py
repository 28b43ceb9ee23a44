"""Two models of a project: what is compared, what is left out, what comes first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from labeldesk.domain.changes import AcceptAll, ChangeSet, Edit, SuggestionQuery
from labeldesk.domain.geometry import Rect
from labeldesk.domain.ids import RunId
from labeldesk.domain.shapes import Tag
from labeldesk.domain.suggestion import Thresholds
from labeldesk.quality.differences import Difference
from labeldesk.quality.disagreements import Score
from labeldesk.work.comparing import Side, compared
from tests.conformance.store_samples import DOG, RUN, TITLE, A, B, C, box, made, proposal

OTHER = replace(RUN, id=RunId(77), model_digest="e6", model_name="other")
SIDES = (Side(RUN.model_digest, Thresholds(0.5)), Side("e6", Thresholds(0.5)))
EVERY = (A, B, C)


@pytest.fixture
def project(tmp_path):
    with made(tmp_path / "p.labeldesk") as one:
        yield one


def says(project, image, *rows, by=RUN):
    """What a model says: left edge, score and class."""
    found = [replace(proposal(image, x, s, name), run_id=by.id) for x, s, name in rows]
    project.add_suggestions(by, image, found).result()


def test_images_are_listed_worst_first_with_what_either_model_sees(project):
    says(project, A, (0, 0.9, "cat"), (100, 0.8, "cat"))
    says(project, A, (0, 0.7, "cat"), (100, 0.6, "dog"), by=OTHER)
    says(project, B, (0, 0.9, "cat"), (50, 0.2, "dog"))
    says(project, B, (40, 0.95, "dog"), (0, 0.8, "cat"), by=OTHER)
    says(project, C, (0, 0.9, "cat"))
    found = compared(project, SIDES, EVERY, ())
    assert list(found.splits) == [B, A]
    (alone,) = found.splits[B]
    assert (alone.what, alone.names, alone.places[0]) == (Difference.MISSING, ("", "dog"), None)
    (swap,) = found.splits[A]
    assert (swap.what, swap.names, swap.scores) == (Difference.CLASS, ("cat", "dog"), (0.8, 0.6))
    assert swap.places == (Rect(100, 0, 110, 10), Rect(100, 0, 110, 10))
    assert (found.images, found.alike, found.classes, found.places) == (2, 2, 1, 0)
    assert [share.said for share in found.shares] == [3, 4]
    assert [share.alone for share in found.shares] == [0, 1]
    assert [share.unseen for share in found.shares] == [(), (C,)]


def test_an_image_on_which_one_found_nothing_counts_once_it_is_known_to_be_looked_at(project):
    says(project, C, (0, 0.9, "cat"))
    says(project, A, (0, 0.9, "cat"), by=OTHER)  # so that it is known to know cats
    looked = (SIDES[0], replace(SIDES[1], looked_at=frozenset([C])))
    found = compared(project, looked, EVERY, ())
    assert [split.what for split in found.splits[C]] == [Difference.EXTRA]
    assert found.shares[1].unseen == (B,)


def test_classes_that_only_one_of_them_knows_are_left_out_and_counted(project):
    says(project, A, (0, 0.9, "cat"), (50, 0.9, "fox"))
    says(project, A, (0, 0.9, "kitty"), by=OTHER)  # another name of the same class
    found = compared(project, SIDES, EVERY, ())
    assert found.splits == {}
    assert (found.alike, [share.strange for share in found.shares]) == (1, [1, 0])


def test_either_model_is_measured_on_finished_images_without_what_models_labelled(project):
    says(project, A, (0, 0.9, "cat"))
    project.apply(AcceptAll(SuggestionQuery()), TITLE).result()
    drawn = ChangeSet.adding(box(40), box(80, DOG))
    project.commit(Edit(A, drawn), TITLE).result()
    says(project, A, (40, 0.9, "cat"))
    says(project, A, (0, 0.9, "cat"), (80, 0.9, "dog"), (120, 0.9, "cat"), by=OTHER)
    says(project, B, (0, 0.9, "dog"))
    found = compared(project, SIDES, EVERY, (A, B))
    first, second = (share.score for share in found.shares)
    assert first == Score(1, 0, 1)
    assert second == Score(1, 1, 1)
    assert (found.finished, found.unasked) == (1, 1)


def test_tags_are_compared_too(project):
    tag = replace(box(0, DOG), shape=Tag())
    project.commit(Edit(A, ChangeSet.adding(tag)), TITLE).result()
    for by, name in ((RUN, "dog"), (OTHER, "cat")):
        rows = [
            replace(proposal(A, 0, score, said), run_id=by.id, shape=Tag())
            for said, score in ((name, 0.9), ("cat" if name == "dog" else "dog", 0.1))
        ]
        project.add_suggestions(by, A, rows).result()
    found = compared(project, SIDES, EVERY, (A,))
    (split,) = found.splits[A]
    assert (split.what, split.names, split.places) == (
        Difference.CLASS, ("dog", "cat"), (None, None)
    )  # fmt: skip
    assert [share.score for share in found.shares] == [Score(right=1), Score(wrong=1, missed=1)]
