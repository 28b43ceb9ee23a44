"""Edits are handed over at once, kept in order, and told of when the disk has them."""

from __future__ import annotations

import queue
from concurrent.futures import Future
from pathlib import Path

import pytest

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.changes import ChangeSet, Edit, StateChange
from labeldesk.domain.classes import ClassList
from labeldesk.domain.ids import AnnotationId, ImageId
from labeldesk.domain.image import ImageRecord, ImageState
from labeldesk.domain.shapes import Box
from labeldesk.domain.text import Text
from labeldesk.storage import queries
from labeldesk.storage.project import Project
from labeldesk.work.recorder import Recorder

TITLE = Text("t", "Draw")
IMAGE = ImageId(7)
CAT = ClassList().fresh("cat")


class Watch:
    """Writes down what it hears."""

    def __init__(self) -> None:
        self.heard: list[object] = []

    def saved(self, *, is_saved):
        self.heard.append(is_saved)

    def failed(self, error):
        self.heard.append(error)

    def reverted(self, reverted):
        self.heard.append(reverted)

    def applied(self, applied):
        self.heard.append(applied)


class Bench:
    """A recorder whose calls arrive when the test says so, as on an event loop."""

    def __init__(self, path: Path) -> None:
        self.calls: queue.Queue = queue.Queue()
        self.watch = Watch()
        self.recorder = Recorder(self.calls.put, self.watch)
        self.path = path
        self.makers: list = []

    def make(self) -> Project:
        project = Project.create(self.path, root=self.path.parent, author="ana", classes=[CAT])
        project.add_images([ImageRecord(id=IMAGE, path="a.png")])
        return project

    def until(self, holds) -> None:
        while not holds():
            self.calls.get(timeout=10)()


@pytest.fixture
def bench(tmp_path):
    made = Bench(tmp_path / "p.labeldesk")
    yield made
    if made.recorder.project is not None:
        made.recorder.project.close()


def edit(number: int) -> Edit:
    box = Annotation(id=AnnotationId(number), class_id=CAT.id, shape=Box(0, 0, number, 1))
    return Edit(IMAGE, ChangeSet.adding(box))


def test_edits_wait_in_order_while_the_project_is_made(bench):
    made: Future[Project] = Future()
    bench.recorder.begin(None, lambda: made)
    bench.recorder.commit(edit(1), TITLE)
    bench.recorder.commit(edit(2), TITLE)
    assert not bench.recorder.is_saved
    made.set_result(bench.make())
    bench.until(lambda: bench.recorder.is_saved)
    assert list(bench.recorder.project.document(IMAGE)) == [1, 2]
    assert bench.watch.heard[-1] is True


def test_a_project_that_cannot_be_made_is_told_and_nothing_waits(bench):
    made: Future[Project] = Future()
    made.set_exception(OSError("full"))
    bench.recorder.begin(None, lambda: made)
    bench.recorder.commit(edit(1), TITLE)
    bench.until(lambda: bench.recorder.is_saved)
    assert isinstance(bench.watch.heard[-2], OSError)
    assert bench.watch.heard[-1] is True


def test_what_waits_for_its_project_is_handed_over_when_the_folder_is_left_first(bench):
    made: Future[Project] = Future()
    bench.recorder.begin(None, lambda: made)
    bench.recorder.commit(edit(1), TITLE)
    made.set_result(bench.make())
    bench.recorder.finish()
    assert list(bench.recorder.project.document(IMAGE)) == [1]
    bench.until(lambda: bench.recorder.is_saved)
    while not bench.calls.empty():  # the news that it was made comes late, and changes nothing
        bench.calls.get()()
    assert list(bench.recorder.project.document(IMAGE)) == [1]


def test_undo_and_redo_are_told_when_they_are_made(bench):
    bench.recorder.begin(bench.make(), Future)
    bench.recorder.commit(edit(1), TITLE)
    bench.until(lambda: bench.recorder.is_saved)
    assert bench.recorder.undo_step.title == TITLE
    bench.recorder.undo()
    bench.until(lambda: bench.recorder.is_saved)
    assert bench.watch.heard[-2].edit.changes == edit(1).changes.inverted()
    assert bench.recorder.undo_step is None
    bench.recorder.redo()
    bench.until(lambda: bench.recorder.is_saved)
    assert list(bench.recorder.project.document(IMAGE)) == [1]


def test_a_failed_edit_is_told_with_its_error(bench):
    bench.recorder.begin(bench.make(), Future)
    bench.recorder.commit(edit(1), TITLE)
    bench.recorder.commit(edit(1), TITLE)
    bench.until(lambda: bench.recorder.is_saved)
    assert sum(isinstance(heard, Exception) for heard in bench.watch.heard) == 1


def test_a_change_of_many_images_is_told_with_its_counts(bench):
    bench.recorder.begin(bench.make(), Future)
    change = StateChange({IMAGE: (ImageState(), ImageState(done=True))})
    bench.recorder.apply(change, TITLE)
    bench.until(lambda: bench.recorder.is_saved)
    assert bench.watch.heard[-2].images == 1


def test_an_answer_for_a_project_that_was_left_is_dropped(bench):
    bench.recorder.begin(bench.make(), Future)
    project = bench.recorder.project
    answers: list = []
    bench.recorder.ask(project.later(queries.images), answers.append)
    bench.until(lambda: answers)
    question = project.later(queries.images)
    bench.recorder.ask(question, answers.append)
    bench.recorder.end()
    question.result(10)
    bench.calls.get(timeout=10)()
    project.close()
    assert len(answers) == 1
