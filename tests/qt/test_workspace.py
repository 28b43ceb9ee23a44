"""The open folder keeps what was done, however it is left."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.changes import ChangeSet, Edit
from labeldesk.domain.classes import ClassList
from labeldesk.domain.ids import AnnotationId
from labeldesk.domain.shapes import Box
from labeldesk.domain.text import Text
from labeldesk.storage.project import Project
from labeldesk.ui.deliver import Delivery
from labeldesk.ui.workspace import Workspace
from labeldesk.work.opening import open_path

CAT = ClassList().fresh("cat")
BOX = Annotation(id=AnnotationId(5), class_id=CAT.id, shape=Box(1, 2, 3, 4))


def folder(tmp_path, name):
    made = tmp_path / name
    made.mkdir()
    (made / "a.png").write_bytes(b"not looked at")
    return made


@pytest.fixture
def workspace(qtbot, tmp_path):
    made = Workspace(Delivery(), tmp_path / "own")
    yield made
    made.shut_down()


def opened(qtbot, workspace, path):
    with qtbot.waitSignal(workspace.opened, timeout=10_000):
        workspace.open(path)


def boxes(path):
    with Project.open(path / f"{path.name}.labeldesk", author="", mode="read") as project:
        return list(project.document(project.image_named("a.png").id).values())


def first_edit(workspace):
    edit = Edit(workspace.image_id, ChangeSet.adding(BOX), {CAT.id: (None, CAT)})
    workspace.commit(edit, Text("t", "Draw box"))


def test_the_first_edit_survives_closing_the_program_at_once(qtbot, workspace, tmp_path):
    path = folder(tmp_path, "one")
    opened(qtbot, workspace, path)
    first_edit(workspace)
    workspace.shut_down()
    assert boxes(path) == [BOX]


def test_the_first_edit_goes_to_its_own_folder_though_another_is_opened_at_once(
    qtbot, workspace, tmp_path
):
    one, two = folder(tmp_path, "one"), folder(tmp_path, "two")
    opened(qtbot, workspace, one)
    first_edit(workspace)
    opened(qtbot, workspace, two)
    assert boxes(one) == [BOX]
    assert workspace.project is None
    assert not (two / "two.labeldesk").exists()


def with_project(tmp_path, name):
    """A folder whose project exists and is closed."""
    path = folder(tmp_path, name)
    Project.create(path / f"{name}.labeldesk", root=path, author="ana").close()
    return path


def is_free(path):
    """Whether somebody else may write to the folder's project."""
    with Project.open(path / f"{path.name}.labeldesk", author="ben") as project:
        return project.is_writable


@pytest.fixture
def finished(monkeypatch):
    """Set when the next opening has come to its end, though the window has not heard of it."""
    event = threading.Event()

    def open_and_tell(*args, **more):
        try:
            return open_path(*args, **more)
        finally:
            event.set()

    monkeypatch.setattr("labeldesk.work.opener.open_path", open_and_tell)
    return event


def test_a_folder_opened_twice_at_once_can_be_edited_and_is_free_afterwards(
    qtbot, workspace, tmp_path, finished
):
    path = with_project(tmp_path, "one")
    workspace.open(path)
    assert finished.wait(10)
    opened(qtbot, workspace, path)
    assert workspace.is_writable
    assert workspace.source.locked is None
    workspace.shut_down()
    assert is_free(path)


def test_a_folder_that_another_one_overtakes_while_it_opens_is_free(
    qtbot, workspace, tmp_path, finished
):
    one, two = with_project(tmp_path, "one"), with_project(tmp_path, "two")
    workspace.open(one)
    assert finished.wait(10)
    opened(qtbot, workspace, two)
    assert workspace.source.root == two
    assert is_free(one)
    workspace.shut_down()
    assert is_free(two)


def test_a_folder_that_was_just_opened_when_the_program_ends_is_free(workspace, tmp_path, finished):
    path = with_project(tmp_path, "one")
    workspace.open(path)
    assert finished.wait(10)
    workspace.shut_down()
    assert is_free(path)


def test_the_open_project_opened_by_another_name_stays_writable(
    qtbot, workspace, tmp_path, monkeypatch
):
    path = with_project(tmp_path, "one")
    opened(qtbot, workspace, path)
    (tmp_path / "link").symlink_to(path)
    monkeypatch.chdir(tmp_path)
    for other in (Path("one"), tmp_path / "link" / "one.labeldesk"):
        opened(qtbot, workspace, other)
        assert workspace.is_writable
        assert workspace.source.locked is None
    workspace.shut_down()
    assert is_free(path)


def test_a_folder_that_cannot_be_opened_leaves_the_open_one_alone(qtbot, workspace, tmp_path):
    path = with_project(tmp_path, "one")
    opened(qtbot, workspace, path)
    with qtbot.waitSignal(workspace.failed, timeout=10_000):
        workspace.open(tmp_path / "nowhere")
    assert workspace.source.root == path
    assert workspace.is_writable
