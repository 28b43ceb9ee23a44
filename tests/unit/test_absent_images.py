"""Images that a data set names and that are not there: said once, kept, and not counted as seen."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image

from tests.unit.test_command_line import run

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One photograph, and a COCO file of six images."""
    root = tmp_path / "in"
    root.mkdir()
    Image.new("RGB", (80, 60)).save(root / "5.jpg")
    images = [{"id": n, "file_name": f"{n}.jpg", "width": 80, "height": 60} for n in range(1, 7)]
    objects = [
        {
            "id": n,
            "image_id": n,
            "category_id": 1,
            "bbox": [1, 2, 30, 20],
            "area": 600,
            "iscrowd": 0,
        }
        for n in range(1, 7)
    ]
    data = {"images": images, "annotations": objects, "categories": [{"id": 1, "name": "cat"}]}
    (root / "set.json").write_text(json.dumps(data))
    return root


SAID = "5 images are missing; their objects are kept: 1.jpg, 2.jpg, 3.jpg, …"


def test_an_import_says_in_one_row_which_images_are_missing(
    folder: Path, capsys: Capture, tmp_path: Path
) -> None:
    project = tmp_path / "p.labeldesk"
    run(capsys, "new", project, "--images", folder)
    code, said, _ = run(capsys, "import", project, "--from", folder / "set.json")
    assert (code, said["images"], said["new_images"]) == (1, 6, 5)
    assert [(r["path"], r["text"]) for r in said["problems"]] == [("set.json", SAID)]
    code, said, _ = run(capsys, "stats", project)
    assert (said["images"], said["missing"]) == (6, 5)


def test_a_conversion_says_it_too(folder: Path, capsys: Capture, tmp_path: Path) -> None:
    to = ("--format", "voc", "--out", tmp_path / "out")
    code, said, _ = run(capsys, "convert", "--from", folder, *to)
    assert (code, said["images"]) == (1, 6)
    assert [r["text"] for r in said["problems"] if r["severity"] == "warning"] == [SAID]


def test_a_file_alone_with_no_images_anywhere_is_no_problem(
    folder: Path, capsys: Capture, tmp_path: Path
) -> None:
    (folder / "5.jpg").unlink()
    to = ("--format", "voc", "--out", tmp_path / "out")
    code, said, _ = run(capsys, "convert", "--from", folder, *to)
    assert (code, said["images"]) == (0, 6)
