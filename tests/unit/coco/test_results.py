"""Results of a model: suggestions beside the labels, on the images that the numbers mean."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from labeldesk.cli import main
from labeldesk.domain.problem import UsageError, UserError
from labeldesk.domain.shapes import Box, Keypoints, Mask, Polygon
from labeldesk.domain.suggestion import Suggestion
from labeldesk.storage.project import Project
from labeldesk.work.finding import find
from labeldesk.work.importing import import_dataset
from labeldesk.work.projects import create_project
from labeldesk.work.results import FORMAT, take_in
from labeldesk.work.sources import DataSet

INSTANCES = {
    "images": [
        {"id": 7, "file_name": "a.png", "width": 80, "height": 60},
        {"id": 9, "file_name": "b.png", "width": 80, "height": 60},
    ],
    "annotations": [],
    "categories": [{"id": 3, "name": "cat"}, {"id": 5, "name": "dog"}],
}
ROWS = [
    {"image_id": 9, "category_id": 3, "bbox": [1, 2, 30, 40.5], "score": 0.25},
    {"image_id": 7, "category_id": 5, "score": 1,
     "segmentation": [[10, 10, 30, 10, 30, 40]], "bbox": [10, 10, 20, 30]},
    {"image_id": 7, "category_id": 5, "score": 0.5, "keypoints": [1, 2, 0.7, 0, 0, 0]},
    {"image_id": 9, "category_id": 3, "score": 0.125,
     "segmentation": {"size": [60, 80], "counts": [61, 2, 4737]}},
]  # fmt: skip


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    root = tmp_path / "images"
    root.mkdir()
    for name in ("a", "b", "000012"):
        Image.new("RGB", (80, 60)).save(root / f"{name}.png")
    made, _ = create_project(root / "p.labeldesk", root, author="me")
    with made:
        yield made


def written(path: Path, rows: object) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(rows))
    return path


def suggestions(project: Project) -> dict[str, list[Suggestion]]:
    found = {one.path: project.suggestions(one.id) for one in project.images()}
    return {path: said for path, said in found.items() if said}


def test_results_become_suggestions_of_a_model_named_after_the_file(
    project: Project, tmp_path: Path
) -> None:
    written(tmp_path / "labels/instances_val.json", INSTANCES)
    file = written(tmp_path / "labels/yolo11-val.json", ROWS)
    done = take_in(project, DataSet(file))
    assert (done.format, done.suggestions, done.images, done.annotations) == (FORMAT, 4, 2, 0)
    assert not done.report.has_problems, done.report.rows
    found = suggestions(project)
    assert [(one.class_name, one.score) for one in found["b.png"]] == [
        ("cat", 0.25),
        ("cat", 0.125),
    ]
    assert [type(one.shape) for one in found["b.png"]] == [Box, Mask]
    assert [type(one.shape) for one in found["a.png"]] == [Polygon, Keypoints]
    joints = found["a.png"][1].shape
    assert isinstance(joints, Keypoints)
    assert joints.visibility == (2, 0)
    (run,) = project.runs()
    assert run.model_name == "yolo11-val"
    assert not len(project.classes())
    assert all(not project.document(one.id) for one in project.images())


def test_the_same_file_once_more_says_nothing_twice(project: Project, tmp_path: Path) -> None:
    written(tmp_path / "instances.json", INSTANCES)
    file = written(tmp_path / "results.json", ROWS)
    take_in(project, DataSet(file))
    take_in(project, DataSet(file))
    assert sum(map(len, suggestions(project).values())) == 4


def test_a_project_that_was_imported_from_coco_knows_its_numbers(
    project: Project, tmp_path: Path
) -> None:
    import_dataset(project, DataSet(written(tmp_path / "one/instances.json", INSTANCES)))
    file = written(tmp_path / "far/off/results.json", ROWS)
    done = take_in(project, DataSet(file))
    assert done.suggestions == 4
    assert {one.class_name for said in suggestions(project).values() for one in said} == {
        "cat",
        "dog",
    }
    assert all(one.class_id for said in suggestions(project).values() for one in said)


def test_the_command_line_is_told_which_file_knows_the_numbers(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    instances = written(tmp_path / "elsewhere/x.json", INSTANCES)
    file = written(tmp_path / "far/off/results.json", ROWS)
    project.close()
    arguments = ["import", str(project.path), "--from", str(file), "--json"]
    assert main(arguments) == 3
    assert "which images" in capsys.readouterr().err
    assert main([*arguments, "--read-option", f"instances={instances}"]) == 0
    assert json.loads(capsys.readouterr().out)["suggestions"] == 4


def test_numbers_are_those_in_the_names_only_if_all_of_them_are(
    project: Project, tmp_path: Path
) -> None:
    row = {"category_id": 1, "bbox": [1, 2, 3, 4], "score": 0.5}
    file = written(tmp_path / "x/results.json", [{"image_id": 12, **row}, {"image_id": "a", **row}])
    done = take_in(project, DataSet(file))
    assert set(suggestions(project)) == {"a.png", "000012.png"}
    assert any("names" in str(one) for one in done.report.rows)
    worse = written(tmp_path / "y/results.json", [{"image_id": 12, **row}, {"image_id": 13, **row}])
    with pytest.raises(UserError, match="which images"):
        take_in(project, DataSet(worse))


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"score": None}, "score"),
        ({"score": 1.5}, "score"),
        ({"score": True}, "score"),
        ({"category_id": "cat"}, "class"),
        ({"bbox": [1, 2, 3]}, "box"),
        ({"bbox": [1, 2, float("nan"), 3]}, "box"),
        ({"segmentation": {"size": [60, 80], "counts": [1]}}, "run lengths"),
        ({"image_id": 8}, "not known"),
        ({"image_id": [8]}, ""),
    ],
)
def test_a_row_that_cannot_be_used_costs_that_row(
    project: Project, tmp_path: Path, change: dict[str, object], word: str
) -> None:
    written(tmp_path / "instances.json", INSTANCES)
    file = written(tmp_path / "results.json", [ROWS[0], {**ROWS[0], **change}])
    content = file.read_bytes()
    done = take_in(project, DataSet(file))
    assert done.suggestions == 1
    assert word in " ".join(map(str, done.report.rows))
    assert file.read_bytes() == content


@pytest.mark.parametrize(
    "text",
    [
        '[{"image_id": 7, "score": 1',
        '[{"image_id": 7, "score": 1}]x',
        '[{"image_id": 7, "caption": "a"}]',
    ],
)
def test_a_file_that_is_no_list_of_objects_is_refused_with_its_name(
    project: Project, tmp_path: Path, text: str
) -> None:
    written(tmp_path / "instances.json", INSTANCES)
    file = tmp_path / "results.json"
    file.write_text(text)
    with pytest.raises(UserError) as refused:
        take_in(project, DataSet(file, FORMAT))
    assert "results.json" in refused.value.path
    assert not suggestions(project)


def test_an_option_that_is_none_is_refused(project: Project, tmp_path: Path) -> None:
    file = written(tmp_path / "results.json", ROWS)
    with pytest.raises(UsageError, match="instances"):
        take_in(project, DataSet(file, options={"holes": "rle"}))


def test_a_folder_with_labels_and_results_offers_both(tmp_path: Path) -> None:
    written(tmp_path / "instances.json", INSTANCES)
    written(tmp_path / "results.json", ROWS)
    assert [(one.format, one.files) for one in find(tmp_path).formats] == [("coco", 1), (FORMAT, 1)]


@pytest.mark.parametrize("name", ["bbox", "segm", "keypoints"])
def test_real_results_come_in_whole(shared: Path, tmp_path: Path, name: str) -> None:
    kinds = {"bbox": "instances_val2014_fakebbox100", "segm": "instances_val2014_fakesegm100",
             "keypoints": "person_keypoints_val2014_fakekeypoints100"}  # fmt: skip
    file = shared / "cocodataset+cocoapi" / "results" / f"{kinds[name]}_results.json"
    rows = json.loads(file.read_text())
    ids = sorted({row["image_id"] for row in rows})
    for number in ids:
        (tmp_path / f"COCO_val2014_{number:012}.jpg").touch()
    made, _ = create_project(tmp_path / "p.labeldesk", tmp_path, author="me")
    with made:
        done = take_in(made, DataSet(file))
        assert done.suggestions == len(rows)
        assert done.images == len(ids)
