"""The writer's thread outlives whatever goes wrong in a job."""

from __future__ import annotations

import pytest

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.changes import ChangeSet, Edit
from labeldesk.domain.classes import ClassList
from labeldesk.domain.ids import AnnotationId, ImageId
from labeldesk.domain.image import ImageRecord
from labeldesk.domain.shapes import Box
from labeldesk.domain.text import Text
from labeldesk.storage.project import Project

CAT = ClassList().fresh("cat")
IMAGE = ImageId(3)


@pytest.fixture
def project(tmp_path):
    path = tmp_path / "p.labeldesk"
    with Project.create(path, root=tmp_path, author="ana", classes=[CAT]) as made:
        made.add_images([ImageRecord(id=IMAGE, path="a.png")])
        yield made


def is_alive(project):
    box = Annotation(id=AnnotationId(1), class_id=CAT.id, shape=Box(0, 0, 1, 1))
    project.commit(Edit(IMAGE, ChangeSet.adding(box)), Text("t", "Draw")).result(10)
    return list(project.document(IMAGE)) == [1]


def failing_twice(_):
    try:
        yield lambda connection: 1 / 0
    finally:
        raise RuntimeError("and again")


def failing_to_begin(_):
    raise KeyError("no such job")


def test_a_job_whose_clean_up_fails_too_ends_alone(project):
    ticket = project._opened()[0].work_off(failing_twice)
    with pytest.raises(ZeroDivisionError):
        ticket.result(10)
    assert is_alive(project)


def test_a_job_that_cannot_begin_ends_alone(project):
    ticket = project._opened()[0].work_off(failing_to_begin)
    with pytest.raises(KeyError):
        ticket.result(10)
    assert is_alive(project)


def test_a_job_that_nobody_waits_for_any_more_ends_alone(project):
    def steps(_):
        yield lambda connection: None
        return 1

    project._opened()[0].work_off(steps).cancel()
    assert is_alive(project)
