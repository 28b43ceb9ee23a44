"""The exit code of an export tells what was lost, and nothing less."""

from __future__ import annotations

from pathlib import Path

import pytest

from labeldesk.cli import main
from labeldesk.domain.annotation import Annotation
from labeldesk.domain.changes import ChangeSet, Edit
from labeldesk.domain.ids import AnnotationId
from labeldesk.domain.shapes import Box
from labeldesk.domain.text import Text
from labeldesk.storage.project import Project
from tests.unit.test_command_line import folder, run

__all__ = ["folder"]  # a fixture


def test_boxes_drawn_by_hand_go_out_as_voc_without_a_problem(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "p.labeldesk"
    main(["new", str(path), "--images", str(folder), "--json"])
    capsys.readouterr()
    with Project.open(path, author="me") as project:
        cat = project.classes().fresh("cat")
        box = Annotation(id=AnnotationId(1), class_id=cat.id, shape=Box(1.4, 2.6, 30.5, 40.2))
        image = project.images()[0].id
        edit = Edit(image, ChangeSet.adding(box), classes={cat.id: (None, cat)})
        project.commit(edit, Text("Test", "draw")).result()
    out = folder.parent / "voc"
    code, said, err = run(capsys, "export", path, "--format", "voc", "--out", out)
    assert (code, err) == (0, "")
    assert said["problem_counts"] == {"info": 1}
    assert "rounded by up to 0.5 px" in said["problems"][0]["text"]
