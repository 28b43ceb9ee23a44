"""Counts in the lists are the suggestions one would see; annotations are a person's alone."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.changes import ChangeSet, Edit
from labeldesk.domain.ids import AnnotationId, SuggestionId, new_id
from labeldesk.domain.image import ImageState
from labeldesk.domain.shapes import Box, Tag
from labeldesk.domain.suggestion import Suggestion
from labeldesk.storage import moments
from labeldesk.work.proposals import visible
from tests.conformance.store_samples import CAT, DOG, IMAGES, RUN, TITLE, A, made

# A coarse grid, so that overlaps around 0.7 (and of exactly 0.7) come up often.
corner, side = st.integers(0, 4), st.integers(1, 10)


@st.composite
def shapes(draw):
    if draw(st.integers(0, 5)) == 0:
        return Tag()
    x, y, w, h = draw(corner), draw(corner), draw(side), draw(side)
    return Box(x, y, x + w, y + h)


proposals = st.lists(
    st.tuples(
        shapes(), st.sampled_from(("cat", "kitty", "Dog", "fox")), st.sampled_from((0.1, 0.5, 0.9))
    ),
    max_size=8,
)
objects = st.lists(st.tuples(shapes(), st.sampled_from((CAT, DOG))), max_size=6)


@settings(max_examples=60, deadline=None)
@given(proposals, objects, st.sampled_from((0.0, 0.5, 0.51)), st.booleans())
def test_the_count_of_an_image_is_what_one_sees_on_it(found, drawn, score, done):
    with tempfile.TemporaryDirectory() as folder, made(Path(folder) / "p.labeldesk") as project:
        offered = [
            Suggestion(
                id=SuggestionId(new_id()), image_id=A, run_id=RUN.id, class_name=name,
                shape=shape, score=sure,
            )
            for shape, name, sure in found
        ]  # fmt: skip
        project.add_suggestions(RUN, A, offered).result()
        mine = [
            Annotation(id=AnnotationId(new_id()), class_id=class_id, shape=shape)
            for shape, class_id in drawn
        ]
        state = (ImageState(), ImageState(done=True)) if done else None
        project.commit(Edit(A, ChangeSet.adding(*mine), state=state), TITLE).result()
        seen = visible(project.suggestions(A), project.document(A), project.classes(), score)
        ids = np.array([image.id for image in IMAGES])
        counted = project.later(lambda c: moments.waiting(c, ids, score)).result()
        assert counted.ids.tolist() == ids.tolist()
        assert counted.counts.tolist() == [len(seen), 0, 0]
