"""A hundred thousand images on their way into a project keep nothing waiting, and none is lost."""

from __future__ import annotations

import threading
from collections.abc import Callable

import numpy as np
import pytest
from sqlalchemy import func, select

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.changes import ChangeSet, Edit, StateChange
from labeldesk.domain.ids import AnnotationId, ClassId, ImageId, new_id
from labeldesk.domain.image import ImageRecord, ImageState
from labeldesk.domain.problem import UserError
from labeldesk.domain.shapes import Polygon
from labeldesk.domain.text import Text
from labeldesk.storage.project import Project
from labeldesk.storage.schema import image
from labeldesk.work.catalogue import columns_of

TITLE = Text("Test", "Mark done")
DONE = (ImageState(), ImageState(done=True))
MANY = 7_000


@pytest.fixture
def columns():
    return columns_of([f"{n:05d}.jpg" for n in range(MANY)])


@pytest.fixture
def project(tmp_path):
    with Project.create(tmp_path / "p.labeldesk", root=tmp_path, author="me") as made:
        yield made


def held(project: Project) -> Callable[[], None]:
    """The writer does nothing until what is returned is called."""
    gate = threading.Event()
    project._writer.submit(lambda _: gate.wait(10))
    return gate.set


def done(columns, place: int) -> Edit:
    return Edit(ImageId(int(columns.ids[place])), ChangeSet({}), state=DONE)


def rows(connection) -> int:
    return connection.execute(select(func.count()).select_from(image)).scalar()


def test_an_edit_takes_its_image_along_and_passes_all_others(project, columns):
    go_on = held(project)
    coming = project.bring_images(columns)
    edit = project.commit(done(columns, MANY - 1), TITLE)
    question = project.later(rows)
    go_on()
    edit.result(10)
    assert question.result(10) < MANY
    coming.result(10)
    assert [one.path for one in project.images()] == columns.paths
    assert project.image(ImageId(int(columns.ids[-1]))).state.done


@pytest.mark.parametrize(
    "ask",
    [
        lambda project: len(project.images()),
        lambda project: len(project.image_columns()),
        lambda project: sum(1 for _ in project.iter_labeled()),
    ],
)
def test_who_asks_for_all_images_gets_them_all(project, columns, ask):
    go_on = held(project)
    project.bring_images(columns)
    threading.Timer(0, go_on).start()
    assert ask(project) == MANY


def test_a_change_of_many_images_finds_them_all(project, columns):
    go_on = held(project)
    project.bring_images(columns)
    change = StateChange({ImageId(number): DONE for number in columns.ids.tolist()})
    ticket = project.apply(change, TITLE)
    go_on()
    ticket.result(10)
    assert all(one.state.done for one in project.images())


def test_closing_leaves_none_behind(tmp_path, columns):
    path = tmp_path / "p.labeldesk"
    with Project.create(path, root=tmp_path, author="me") as project:
        project.bring_images(columns)
    with Project.open(path, author="me") as again:
        assert again.image_columns().ids.tolist() == columns.ids.tolist()


def test_those_that_are_there_stay_what_they_are(project, columns):
    known = ImageRecord(id=ImageId(7), path=columns.paths[5], state=ImageState(done=True))
    project.add_images([known])
    project.bring_images(columns).result(10)
    project.bring_images(columns).result(10)
    assert project.image_named(known.path) == known
    assert len(project.images()) == MANY


def limited(project: Project, pages: int) -> None:
    """The file may not grow beyond so many pages, as on a full disk."""
    sql = f"PRAGMA max_page_count = {pages}"
    project._writer.submit(lambda c: c.exec_driver_sql(sql)).result(10)


def test_on_a_full_disk_no_edit_is_acknowledged_without_its_image(project, columns):
    limited(project, 1)
    coming = project.bring_images(columns)
    shape = Polygon.of(np.random.default_rng(1).random((5_000, 2)))
    large = Annotation(id=AnnotationId(new_id()), class_id=ClassId(1), shape=shape)
    edit = Edit(ImageId(int(columns.ids[3])), ChangeSet.adding(large))
    refused = project.commit(edit, TITLE)
    with pytest.raises(UserError, match="disk is full"):
        coming.result(10)
    with pytest.raises(UserError, match="disk is full"):
        refused.result(10)
    with pytest.raises(UserError, match="disk is full"):  # an answer without them would be wrong
        project.images()
    assert project.peek_undo() is None
    limited(project, 1_000_000)
    project.commit(edit, TITLE).result(10)
    assert [i.path for i in project.iter_labeled() if i.annotations] == ["00003.jpg"]
    assert len(project.images()) == MANY


def test_a_change_of_many_images_that_fails_is_made_whole_when_it_is_tried_again(project, columns):
    change = StateChange({ImageId(number): DONE for number in columns.ids.tolist()})
    go_on = held(project)
    project.bring_images(columns)
    lost = project.do(lambda c: c.exec_driver_sql("INSERT INTO nowhere VALUES (1)"))
    go_on()
    assert lost.exception(10) is not None
    project.apply(change, TITLE).result(10)
    assert all(one.state.done for one in project.images())
