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


def full(project, *, on=True):
    """A disk without room, as SQLite tells it."""
    pages = 1 if on else 1_000_000
    project._writer.submit(
        lambda c: c.exec_driver_sql(f"PRAGMA max_page_count = {pages}").close()
    ).result(10)


def many(first):
    """An edit that does not fit into a page that is there already."""
    boxes = [
        Annotation(id=AnnotationId(first + n), class_id=CAT.id, shape=Box(0, 0, n + 1, 1))
        for n in range(500)
    ]
    return Edit(IMAGE, ChangeSet({box.id: (None, box) for box in boxes}))


def test_what_the_disk_refuses_at_the_end_is_named_and_can_be_sent_again(bench):
    bench.recorder.begin(bench.make(), Future)
    project = bench.recorder.project
    full(project)
    bench.recorder.commit(many(1), TITLE)
    bench.recorder.commit(many(1_000), TITLE)
    unsaved = bench.recorder.finish()
    assert unsaved.titles == (TITLE, TITLE)
    assert "disk is full" in str(unsaved.error)
    while not bench.calls.empty():
        bench.calls.get()()
    assert not [one for one in bench.watch.heard if isinstance(one, Exception)]
    assert not bench.recorder.is_saved
    bench.recorder.try_again()
    assert bench.recorder.finish().titles == (TITLE, TITLE)
    full(project, on=False)
    bench.recorder.try_again()
    assert bench.recorder.finish() is None
    assert len(project.document(IMAGE)) == 1_000
    bench.until(lambda: bench.recorder.is_saved)


def test_what_is_given_up_is_not_asked_about_again(bench):
    bench.recorder.begin(bench.make(), Future)
    full(bench.recorder.project)
    bench.recorder.commit(many(1), TITLE)
    assert bench.recorder.finish() is not None
    bench.recorder.give_up()
    assert bench.recorder.finish() is None


def test_a_project_that_cannot_be_made_at_the_end_can_be_tried_again(bench):
    refused: Future[Project] = Future()
    refused.set_exception(OSError("full"))
    makers = [refused]
    bench.recorder.begin(None, makers.pop)
    bench.recorder.commit(edit(1), TITLE)
    unsaved = bench.recorder.finish()
    assert unsaved.titles == (TITLE,)
    made: Future[Project] = Future()
    made.set_result(bench.make())
    makers.append(made)
    bench.recorder.try_again()
    assert bench.recorder.finish() is None
    assert list(bench.recorder.project.document(IMAGE)) == [1]


def test_a_project_file_that_was_removed_is_written_anew(bench):
    bench.recorder.begin(bench.make(), Future)
    bench.recorder.commit(edit(1), TITLE)
    bench.until(lambda: bench.recorder.is_saved)
    bench.path.unlink()
    unsaved = bench.recorder.finish()
    assert unsaved.titles == ()
    assert "removed while it was open" in str(unsaved.error)
    bench.recorder.try_again()
    assert bench.recorder.finish() is None
    bench.recorder.project.close()
    with Project.open(bench.path, author="ana") as project:
        assert list(project.document(IMAGE)) == [1]


def test_a_file_that_took_the_place_of_the_project_is_left_alone(bench):
    bench.recorder.begin(bench.make(), Future)
    bench.recorder.commit(edit(1), TITLE)
    bench.until(lambda: bench.recorder.is_saved)
    other = bench.path.with_name("other")
    other.write_bytes(b"of somebody else")
    other.replace(bench.path)
    assert bench.recorder.finish() is not None
    bench.recorder.try_again()
    assert bench.recorder.finish() is None
    bench.recorder.project.close()
    assert bench.path.read_bytes() == b"of somebody else"
    (rescued,) = bench.path.parent.glob("p.rescued-*.labeldesk")
    with Project.open(rescued, author="ana") as project:
        assert list(project.document(IMAGE)) == [1]


def test_a_folder_that_was_renamed_takes_the_open_project_with_it(bench, tmp_path):
    bench.path = tmp_path / "folder" / "p.labeldesk"
    bench.path.parent.mkdir()
    bench.recorder.begin(bench.make(), Future)
    bench.recorder.commit(edit(1), TITLE)
    bench.path.parent.rename(tmp_path / "renamed")
    assert bench.recorder.finish() is None
    bench.recorder.project.close()
    with Project.open(tmp_path / "renamed" / "p.labeldesk", author="ana") as project:
        assert list(project.document(IMAGE)) == [1]


def test_a_removed_file_that_nothing_was_written_to_is_no_loss(bench):
    bench.recorder.begin(bench.make(), Future)
    bench.path.unlink()
    assert bench.recorder.finish() is None


def test_what_is_told_is_so_at_that_moment(bench):
    told: list[tuple[bool, bool]] = []
    bench.watch.saved = lambda *, is_saved: told.append((is_saved, bench.recorder.is_saved))
    made: Future[Project] = Future()
    bench.recorder.begin(None, lambda: made)
    bench.recorder.ensure(lambda _: None)
    bench.recorder.commit(edit(1), TITLE)
    bench.recorder.commit(edit(2), TITLE)
    made.set_result(bench.make())
    bench.until(lambda: bench.recorder.is_saved)
    bench.recorder.commit(edit(3), TITLE)
    bench.until(lambda: bench.recorder.is_saved)
    assert all(said == so for said, so in told)
