"""Opening finds images and their project, and makes nothing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.changes import ChangeSet, Edit
from labeldesk.domain.classes import ClassList
from labeldesk.domain.ids import AnnotationId
from labeldesk.domain.problem import UserError
from labeldesk.domain.shapes import Box
from labeldesk.domain.text import Text
from labeldesk.work.opening import make_project, open_path
from labeldesk.work.project_place import project_of


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    for name in ("b.png", "a.png", "10.png", "9.png"):
        (pictures / name).write_bytes(b"not looked at")
    return pictures


def opened(path: Path):
    return open_path(path, author="ana", projects=path.parent / "own")


def test_looking_at_a_folder_makes_nothing(folder):
    found = opened(folder)
    assert found.columns.paths == ["9.png", "10.png", "a.png", "b.png"]
    assert found.project is None
    assert found.is_writable
    assert sorted(path.name for path in folder.iterdir()) == ["10.png", "9.png", "a.png", "b.png"]


def test_an_image_opens_its_folder_and_begins_there(folder):
    assert opened(folder / "a.png").start == 2


def test_the_first_edit_makes_the_project_and_it_is_found_again(folder):
    found = opened(folder)
    item = ClassList().fresh("cat")
    box = Annotation(id=AnnotationId(1), class_id=item.id, shape=Box(1, 2, 3, 4))
    with make_project(found, "ana", ()) as project:
        edit = Edit(project.image_named("a.png").id, ChangeSet.adding(box), {item.id: (None, item)})
        project.commit(edit, Text("t", "Draw")).result(10)
    (folder / "c.png").write_bytes(b"")
    again = opened(folder)
    with again.project:
        assert again.columns.paths == ["9.png", "10.png", "a.png", "b.png", "c.png"]
        assert again.columns.counts.tolist() == [0, 0, 1, 0, 0]
        assert again.fresh.paths == ["c.png"]
        assert [c.name for c in again.classes] == ["cat"]
        assert again.project_path == folder / "pictures.labeldesk"
        assert again.project.image_named("c.png") is not None


def test_a_project_open_elsewhere_is_opened_to_read(folder):
    with make_project(opened(folder), "ana", ()):
        second = opened(folder)
        with second.project:
            assert not second.is_writable
            assert second.locked is not None


def test_the_project_of_a_folder_that_cannot_be_written_lies_with_the_user(folder, monkeypatch):
    monkeypatch.setattr(os, "access", lambda *_: False)
    place = project_of(folder, folder.parent / "own")
    assert place.parent == folder.parent / "own"
    assert place.name.startswith("pictures-")


@pytest.mark.parametrize("name", ["nowhere", "notes.txt"])
def test_what_cannot_be_opened_is_said_with_its_name(folder, name):
    (folder / "notes.txt").write_text("x", encoding="utf-8")
    with pytest.raises(UserError) as error:
        opened(folder / name)
    assert error.value.path == str(folder / name)


def test_a_folder_without_images_says_so(tmp_path):
    with pytest.raises(UserError, match="no images"):
        opened(tmp_path)
