"""What is refused is said in the words of its kind: never as if nothing were there."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.unit.test_command_line import run


@pytest.mark.parametrize("name", ["quadratic_blowup.xml", "billion_laughs.xml"])
def test_a_voc_file_with_a_dtd_alone_in_a_folder_is_named_with_the_reason(
    shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for file in (name, "good.jpg"):
        shutil.copy(shared / "bad/voc" / file, folder)
    to = ("--format", "coco", "--out", tmp_path / "out")
    code, said, _ = run(capsys, "convert", "--from", folder, *to)
    assert code == 3
    assert [(row["path"], row["text"]) for row in said["problems"]] == [
        (name, "XML with a DTD or entities is refused")
    ]


def test_xml_of_others_with_a_dtd_is_not_taken_for_voc(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.xml"
    page.write_text('<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN" "x.dtd"><html></html>')
    to = ("--format", "coco", "--out", tmp_path / "out")
    code, said, _ = run(capsys, "convert", "--from", tmp_path, *to)
    assert code == 3
    assert said["message"] == f"{page}: The file is of no known annotation format"


@pytest.mark.parametrize(
    ("content", "why"),
    [("", "The file is empty"), ("[]", "The file is of no known annotation format")],
)
def test_a_file_that_is_no_annotation_file_is_refused_by_its_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str, why: str
) -> None:
    file = tmp_path / "labels.json"
    file.write_text(content)
    (tmp_path / "other.txt").write_text("a neighbour")
    to = ("--format", "coco", "--out", tmp_path / "out")
    code, said, _ = run(capsys, "convert", "--from", file, *to)
    assert code == 3
    assert said["message"] == f"{file}: {why}"


def yolo(folder: Path, shared: Path, yaml: str) -> Path:
    """A YOLO set of one image with that data.yaml."""
    (folder / "train/images").mkdir(parents=True)
    (folder / "train/labels").mkdir()
    shutil.copy(shared / "bad/yolo/good.jpg", folder / "train/images/a.jpg")
    (folder / "train/labels/a.txt").write_text("0 0.5 0.5 0.2 0.2\n")
    (folder / "data.yaml").write_text(yaml)
    return folder


def test_a_path_that_leads_out_of_the_folder_is_said_not_to_be_followed(
    shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    yaml = (shared / "bad/yolo/yaml/traversal.yaml").read_text()
    to = ("--format", "coco", "--out", tmp_path / "out")
    code, said, _ = run(capsys, "convert", "--from", yolo(tmp_path / "in", shared, yaml), *to)
    assert (code, said["annotations"]) == (1, 1)
    rows = [(row["severity"], row["place"], row["text"]) for row in said["problems"]]
    assert rows == [
        ("warning", key, f"The path '{path}' leads out of the folder and was not followed")
        for key, path in (("path", "../../../../etc"), ("train", "/etc"))
    ]


def test_a_path_whose_folder_is_here_anyway_is_no_problem(
    shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    yaml = "path: /datasets/in\ntrain: ../train/images\nnames: [a]\n"
    to = ("--format", "coco", "--out", tmp_path / "out")
    code, said, _ = run(capsys, "convert", "--from", yolo(tmp_path / "in", shared, yaml), *to)
    assert (code, said["annotations"]) == (0, 1)
    assert said["problem_counts"] == {"info": 2}


def test_where_nothing_is_annotated_nobody_is_told_to_label_an_image(
    shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(shared / "bad/yolo/good.jpg", tmp_path)
    options = ("--from-format", "voc", "--format", "coco", "--out", tmp_path / "out")
    code, said, _ = run(capsys, "convert", "--from", tmp_path, *options)
    assert code == 3
    assert "There are no annotations of the format voc here" in said["message"]
    assert "Label an image" not in said["message"]
