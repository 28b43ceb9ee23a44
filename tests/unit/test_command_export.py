"""The exit code of an export tells what was lost, and nothing less."""

from __future__ import annotations

import json
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


def test_a_split_by_class_and_a_stable_one_are_told_in_the_list_of_the_export(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "p.labeldesk"
    main(["new", str(path), "--images", str(folder), "--json"])
    main(["import", str(path), "--from", str(folder), "--json"])
    capsys.readouterr()
    for number, more in enumerate((("--split-by", "class"), ("--split-stable",))):
        out = folder.parent / f"out{number}"
        code, _, _ = run(
            capsys, "export", path, "--format", "coco", "--out", out,
            "--split", "train=0.75,val=0.25", *more,
        )  # fmt: skip
        assert code == 0
        facts = json.loads((out / "labeldesk-export.json").read_text())
        assert facts["split_by"] == ("image" if number else "class")
        assert facts["split_stable"] is bool(number)
        assert sum(facts["parts"].values()) == 8
        if not number:
            assert facts["parts"] == {"train": 6, "val": 2}
            told = json.loads((out / "annotations/instances_val.json").read_text())
            assert len({row["category_id"] for row in told["annotations"]}) == 2


@pytest.mark.parametrize(
    "more",
    [("--split-by", "size"), ("--split-by", "class", "--split-stable"), ("--split-pattern", "(")],
)
def test_a_way_to_split_that_there_is_not_is_wrong_usage(
    folder: Path, capsys: pytest.CaptureFixture[str], more: tuple[str, ...]
) -> None:
    out = folder.parent / "out"
    code, _, _ = run(
        capsys, "convert", "--from", folder, "--format", "coco", "--out", out,
        "--split", "train=0.5,val=0.5", *more,
    )  # fmt: skip
    assert code == 2
    assert not out.exists()
