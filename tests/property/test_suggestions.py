"""Counts in the lists are the suggestions one would see; annotations are a person's alone."""

from __future__ import annotations

import tempfile
import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from labeldesk.domain.annotation import Annotation, Origin
from labeldesk.domain.changes import (
    AcceptAll,
    ChangeSet,
    Edit,
    StateChange,
    SuggestionQuery,
    WithdrawRun,
)
from labeldesk.domain.ids import AnnotationId, RunId, SuggestionId, new_id
from labeldesk.domain.image import ImageState
from labeldesk.domain.problem import UserError
from labeldesk.domain.shapes import Box, Tag
from labeldesk.domain.suggestion import Shaping, Suggestion, Thresholds
from labeldesk.domain.text import Text
from labeldesk.storage import moments
from labeldesk.suggest.backend import ModelLost
from labeldesk.suggest.engine import Engine, Setup
from labeldesk.suggest.found import Answer, Found
from labeldesk.suggest.recipe import InputSpec, ModelFile, OutputSpec, Recipe, Task
from labeldesk.suggest.session import Opened
from labeldesk.work.answering import Answering
from labeldesk.work.catalogue import Catalogue
from labeldesk.work.comparing import Side, compared
from labeldesk.work.judging import Question, judged
from labeldesk.work.proposals import missing_classes, visible
from tests.conformance.store_samples import CAT, DOG, IMAGES, RUN, TITLE, A, box, made

# A coarse grid, so that overlaps around 0.7 (and of exactly 0.7) come up often.
corner, side = st.integers(0, 4), st.integers(1, 10)


@st.composite
def shapes(draw):
    if draw(st.integers(0, 5)) == 0:
        return Tag()
    x, y, w, h = draw(corner), draw(corner), draw(side), draw(side)
    return Box(x, y, x + w, y + h)


RIVAL = replace(RUN, id=RunId(6), model_digest="d6", model_name="rival")
proposals = st.lists(
    st.tuples(
        shapes(),
        st.sampled_from(("cat", "kitty", "Dog", "fox")),
        st.sampled_from((0.1, 0.5, 0.9)),
        st.sampled_from((RUN, RIVAL)),
    ),
    max_size=8,
)
objects = st.lists(st.tuples(shapes(), st.sampled_from((CAT, DOG))), max_size=6)


@settings(max_examples=60, deadline=None)
@given(proposals, objects, st.sampled_from((0.0, 0.5, 0.51)), st.booleans())
def test_the_count_of_an_image_is_what_one_sees_on_it(found, drawn, score, done):
    with tempfile.TemporaryDirectory() as folder, made(Path(folder) / "p.labeldesk") as project:
        for run in (RUN, RIVAL):
            offered = [
                Suggestion(
                    id=SuggestionId(new_id()), image_id=A, run_id=run.id, class_name=name,
                    shape=shape, score=sure,
                )
                for shape, name, sure, by in found if by is run
            ]  # fmt: skip
            project.add_suggestions(run, A, offered).result()
        mine = [
            Annotation(id=AnnotationId(new_id()), class_id=class_id, shape=shape)
            for shape, class_id in drawn
        ]
        state = (ImageState(), ImageState(done=True)) if done else None
        project.commit(Edit(A, ChangeSet.adding(*mine), state=state), TITLE).result()
        seen = visible(
            project.suggestions(A), project.document(A), project.classes(), Thresholds(score)
        )
        ids = np.array([image.id for image in IMAGES])
        counted = project.later(lambda c: moments.waiting(c, ids, Thresholds(score))).result()
        assert counted.ids.tolist() == ids.tolist()
        assert counted.counts.tolist() == [len(seen), 0, 0]
        # What is previewed is what accepting all of it makes: those that are seen, but for those
        # that say what an object is.
        seen = [
            one
            for one in seen
            if isinstance(one.shape, Tag) or one.shape not in [its.shape for its in mine]
        ]
        query = SuggestionQuery(min_score=score)
        preview = project.later(lambda c: moments.accept_preview(c, query)).result()
        made_for = missing_classes(preview.counts, project.classes())
        applied = project.apply(AcceptAll(query, made_for), TITLE).result()
        assert preview.total == applied.annotations == len(seen)
        accepted = {one.suggestion_id for one in project.document(A).values()} - {None}
        assert accepted == {one.id for one in seen}


class Moody:
    """A model that answers, fails, dies or stumbles over each picture as it is told."""

    def __init__(self) -> None:
        self.moods: list[str] = []

    def open(self, model, device):
        return Opened(("CPUExecutionProvider",))

    def run(self, canvas, at, cancel, ahead=None):
        cancel.check()
        mood = self.moods.pop() if self.moods else "answers"
        if mood == "dies":
            raise ModelLost(Text("t", "process ended"))
        if mood == "fails":
            raise UserError(Text("t", "gave up"))
        if mood == "stumbles":
            raise ValueError("odd")
        odd = Box(-5, 3, 2000, 4000) if mood == "is wrong" else Box(1, 2, 30, 40)
        return Answer((Found("cat", odd, 0.9), Found("new class", Box(0, 0, 9, 9), 0.4)))

    def close(self):
        pass


class Over:
    """Lets one wait for the end of a batch."""

    def __init__(self) -> None:
        self.over = threading.Event()

    def progressed(self, progress):
        if progress.state.is_over:
            self.over.set()

    def answered(self, answer): ...
    def failed(self, failure): ...
    def status(self, status): ...


MODELS = {
    run.model_digest: ModelFile(
        Path("m.onnx"),
        Recipe(
            "t", Task.DETECT, InputSpec(width=8, height=8), OutputSpec("x"), sha256=run.model_digest
        ),
    )
    for run in (RUN, RIVAL)
}
IDS = [image.id for image in IMAGES]
models = st.sampled_from((RUN, RIVAL))
moods = st.sampled_from(("answers", "fails", "dies", "stumbles", "is wrong"))
deeds = st.lists(
    st.one_of(
        st.tuples(
            st.just("run"),
            st.lists(moods, max_size=3),
            st.booleans(),
            st.sampled_from((RUN, RIVAL)),
        ),
        st.tuples(
            st.sampled_from(("draw", "delete", "accept", "reject", "finish")), st.sampled_from(IDS)
        ),
        st.tuples(st.just("accept_everywhere"), st.sampled_from(Shaping.FORMS)),
        st.tuples(st.just("withdraw"), models, st.booleans()),
        st.tuples(st.sampled_from(("undo", "redo", "compare"))),
    ),
    max_size=14,
)


class Story:
    """A project, an engine beside it, and what a person's annotations must be after each deed."""

    def __init__(self, project, folder) -> None:
        self.project, self.backend, self.ear = project, Moody(), Over()
        self.answering = Answering(project, folder, Catalogue(project.image_columns()))
        self.past: list[dict] = [dict.fromkeys(IDS, ())]
        self.now = 0
        self.engine = Engine(
            lambda _: np.zeros((50, 60, 3), np.uint8),
            self.ear,
            keep=self.answering.keep,
            setup=Setup(backend=lambda: self.backend),
        )

    def documents(self):
        return {i: tuple(self.project.document(i).values()) for i in IDS}

    def do(self, name, *details):
        getattr(self, name)(*details)
        assert self.documents() == self.past[self.now]

    def run(self, moods, cancelled, by):
        self.ear.over.clear()
        self.backend.moods = list(moods)
        self.answering.run = by
        self.engine.start_batch(IDS, MODELS[by.model_digest])
        if cancelled:
            self.engine.cancel()
        assert self.documents() == self.past[self.now]
        assert self.ear.over.wait(20)

    def draw(self, image):
        self._commit(image, ChangeSet.adding(box(float(self.now * 20))))

    def delete(self, image):
        document = self.project.document(image)
        if document:
            self._commit(image, ChangeSet.between(document, {}))

    def accept(self, image):
        for one in self.project.suggestions(image):
            if one.class_id is not None:
                self._commit(image, ChangeSet.adding(one.accepted(CAT, author="", at=1)))
                return

    def reject(self, image):
        found = self.project.suggestions(image)
        if found:
            edit = Edit(image, ChangeSet(), rejected=(found[0].id,))
            self._step(self.project.commit(edit, TITLE))

    def finish(self, image):
        state = next(one.state for one in self.project.images() if one.id == image)
        change = {image: (state, replace(state, done=not state.done))}
        self._step(self.project.apply(StateChange(change), TITLE))

    def accept_everywhere(self, form):
        """Only adds, in the shape that is wanted, and as many as it was said to."""
        before, query = self.documents(), SuggestionQuery(min_score=0.3)
        preview = self.project.later(lambda c: moments.accept_preview(c, query)).result()
        classes = missing_classes(preview.counts, self.project.classes())
        change = AcceptAll(query, classes, Shaping(form))
        applied = self._step(self.project.apply(change, TITLE))
        assert applied.annotations == preview.total
        after = self.past[self.now]
        for image in IDS:
            fresh = [one for one in after[image] if one not in before[image]]
            assert all(one in after[image] for one in before[image])
            assert {one.origin for one in fresh} <= {Origin.MODEL}
            kinds = {form} if form in ("box", "polygon") else set(Shaping.FORMS)
            assert {one.shape.kind for one in fresh} <= kinds

    def withdraw(self, by, finished):
        """Only takes away what that model made and nobody has changed."""
        before = self.documents()
        change = WithdrawRun(by.id, open=True, accepted=True, finished=finished)
        self._step(self.project.apply(change, TITLE))
        for image in IDS:
            after = self.past[self.now][image]
            assert all(one in before[image] for one in after)
            gone = [one for one in before[image] if one not in after]
            assert {one.origin for one in gone} <= {Origin.MODEL}

    def compare(self):
        sides = tuple(Side(digest, Thresholds(0.3)) for digest in MODELS)
        compared(self.project, sides, IDS, IDS)
        judged(self.project, Question(RUN.model_digest, Thresholds(0.3)), IDS)

    def undo(self):
        self.project.undo().result()
        self.now = max(self.now - 1, 0)

    def redo(self):
        self.project.redo().result()
        self.now = min(self.now + 1, len(self.past) - 1)

    def _commit(self, image, change):
        after = {**self.past[self.now]}
        after[image] = tuple(change.applied_to(self.project.document(image)).values())
        self._step(self.project.commit(Edit(image, change), TITLE))
        assert self.past[self.now] == after

    def _step(self, ticket):
        """What a person did becomes one step, whatever it changed."""
        applied = ticket.result()
        self.past = [*self.past[: self.now + 1], self.documents()]
        self.now += 1
        return applied


@settings(max_examples=40, deadline=None)
@given(deeds)
def test_whatever_becomes_of_a_run_only_a_person_changes_annotations(story):
    hook, threading.excepthook = threading.excepthook, lambda _: None  # stumbling is told as a bug
    with tempfile.TemporaryDirectory() as folder, made(Path(folder) / "p.labeldesk") as project:
        told = Story(project, Path(folder))
        try:
            for deed in story:
                told.do(*deed)
        finally:
            told.engine.close()
            threading.excepthook = hook
        assert told.documents() == told.past[told.now]
