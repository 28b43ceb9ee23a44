"""A project goes to another folder whole, or stays whole."""

from __future__ import annotations

import pytest
from PIL import Image

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.changes import ChangeSet, Edit
from labeldesk.domain.classes import ClassList
from labeldesk.domain.ids import AnnotationId
from labeldesk.domain.problem import UserError
from labeldesk.domain.shapes import Box
from labeldesk.domain.text import Text
from labeldesk.storage.errors import ProjectLocked
from labeldesk.storage.project import Project
from labeldesk.work import moving
from labeldesk.work.moving import move_project
from labeldesk.work.opening import make_project, open_path
from labeldesk.work.project_place import own_project, project_of


@pytest.fixture
def root(tmp_path, monkeypatch):
    """A folder of images that cannot be written to."""
    folder = tmp_path / "photos"
    folder.mkdir()
    Image.new("RGB", (80, 60)).save(folder / "1.png")
    access = moving.os.access
    monkeypatch.setattr("os.access", lambda path, mode: path != folder and access(path, mode))
    return folder


@pytest.fixture
def projects(tmp_path):
    return tmp_path / "own"


@pytest.fixture
def path(root, projects):
    """Its project, with a cat."""
    opened = open_path(root, author="me", projects=projects)
    assert opened.project_path.parent == projects
    cat = ClassList().fresh("cat")
    with make_project(opened, "me", [cat]) as project:
        box = Annotation(id=AnnotationId(1), class_id=cat.id, shape=Box(1, 2, 3, 4))
        edit = Edit(int(opened.columns.ids[0]), ChangeSet.adding(box))
        project.commit(edit, Text("Test", "draw")).result()
    return opened.project_path


def move(path, root, to, projects):
    to.mkdir(exist_ok=True)
    return move_project(path, root, to, projects, "me")


def counts(path):
    with Project.open(path, author="me") as project:
        return project.image_columns().counts.tolist()


def test_it_is_found_where_it_was_moved_to_with_its_images(path, root, projects, tmp_path):
    with Project.open(path, author="me") as project:
        before = project.id
    new = move(path, root, tmp_path / "mine", projects)
    assert new == tmp_path / "mine" / "photos.labeldesk"
    assert not list(projects.glob("*.labeldesk"))
    assert not list(projects.glob("*-wal"))
    assert project_of(root, projects) == new
    opened = open_path(root, author="me", projects=projects)
    assert opened.project is not None
    with opened.project as project:
        assert (project.id, project.root.resolve()) == (before, root.resolve())
        assert opened.columns.counts.tolist() == [1]


def test_where_there_is_no_project_yet_it_is_made_there(root, projects, tmp_path):
    own = own_project(root, projects)
    new = move(own, root, tmp_path / "mine", projects)
    assert not new.exists()
    assert project_of(root, projects) == new


def test_it_can_be_moved_once_more(path, root, projects, tmp_path):
    first = move(path, root, tmp_path / "mine", projects)
    second = move(first, root, tmp_path / "yours", projects)
    assert project_of(root, projects) == second
    assert counts(second) == [1]
    assert not first.exists()


def test_a_folder_that_has_one_already_keeps_it(path, root, projects, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "photos.labeldesk").write_text("another")
    with pytest.raises(UserError, match="already a project"):
        move(path, root, tmp_path / "mine", projects)
    assert (tmp_path / "mine" / "photos.labeldesk").read_text() == "another"
    assert counts(path) == [1]


def test_while_another_program_writes_it_stays(path, root, projects, tmp_path):
    with Project.open(path, author="ana"), pytest.raises(ProjectLocked):
        move(path, root, tmp_path / "mine", projects)
    assert list((tmp_path / "mine").iterdir()) == []
    assert project_of(root, projects) == path


def test_when_it_cannot_be_noted_it_stays(path, root, projects, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(moving, "note_moved", full)
    with pytest.raises(UserError, match="No space left"):
        move(path, root, tmp_path / "mine", projects)
    assert list((tmp_path / "mine").iterdir()) == []
    assert counts(path) == [1]


def test_where_the_folder_is_out_of_reach_a_project_of_ones_own_is_used(root, projects, tmp_path):
    own = own_project(root, projects)
    new = move(own, root, tmp_path / "mine", projects)
    new.parent.rmdir()
    assert project_of(root, projects) == own
