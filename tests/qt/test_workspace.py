"""The open folder keeps what was done, however it is left."""

from __future__ import annotations

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
