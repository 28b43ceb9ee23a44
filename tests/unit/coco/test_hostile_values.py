"""COCO files with numbers and texts that break programs: one word with its place, the rest kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image

from labeldesk.domain.problem import Severity
from labeldesk.domain.shapes import Box
from labeldesk.storage.project import Project
from labeldesk.work.exporting import Export, export_project
from labeldesk.work.importing import Imported, import_dataset
from labeldesk.work.projects import records_of
from labeldesk.work.sources import DataSet

GOOD = (
    '{"id": 1, "image_id": 7, "category_id": 3, "bbox": [1, 2, 30, 40], "area": 1200,'
    ' "iscrowd": 0, "segmentation": []}'
)
FILE = (
    '{{"info": {{"year": 2017{info}}}, "images": [{{"id": 7, "file_name": "good.jpg", "width": 80,'
    ' "height": 60{image}}}], "annotations": [{good}{row}], "categories": ['
    '{{"id": 3, "name": "cat"}}{category}]}}'
)
LONG = "9" * 5000
NUMBERS = {
    "a million million million million million": "1" + "0" * 30,
    "more digits than a float has room for": "1" + "0" * 400,
    "five thousand digits": LONG,
    "beyond infinity": "1e400",
    "not a number": "NaN",
    "infinity": "-Infinity",
    "true": "true",
    "a text": '"12"',
    "null": "null",
    "a list": "[3]",
    "half of a character": r'"\ud800"',
    "a list in a list a hundred times": "[" * 100 + "]" * 100,
    "more lists than anyone can follow": "[" * 200_000 + "]" * 200_000,
}


def row(**members: str) -> str:
    given = {"id": "2", "image_id": "7", "category_id": "3", "bbox": "[5, 6, 7, 8]", **members}
    return "{" + ", ".join(f'"{name}": {text}' for name, text in given.items()) + "}"


def imported(folder: Path, text: str) -> tuple[Imported, Project]:
    (folder / "in.json").write_text(text)
    Image.new("RGB", (80, 60)).save(folder / "good.jpg")
    project = Project.create(folder / "p.labeldesk", root=folder, author="me")
    project.add_images(records_of(["good.jpg"])).result()
    return import_dataset(project, DataSet(folder / "in.json", "coco")), project


def check(folder: Path, text: str, *, left_out: bool) -> None:
    """The good object is there, what happened to the bad one is one row with file and place, and
    the project can be written in every format and read back.
    """
    done, project = imported(folder, text)
    with project:
        document = project.document(project.images()[0].id)
        assert Box(1, 2, 31, 42) in [one.shape for one in document.values()]
        assert done.annotations == (1 if left_out else 2), done.report.rows
        for name in ("coco", "voc", "yolo", "masks", "labelme", "xanylabeling", "createml", "isat"):
            out = export_project(project, Export(name, folder / name))
            assert all(row.severity is not Severity.ERROR for row in out.report.rows)
        written = (folder / "coco/annotations/instances_default.json").read_text()
        assert "NaN" not in written
        assert "Infinity" not in written
        again = import_dataset(project, DataSet(folder / "coco/annotations"))
        assert not again.report.severities[Severity.ERROR]
        assert again.annotations == 0
    assert [one.path for one in done.report.rows] == ["in.json"] * len(done.report)
    if left_out:
        (told,) = done.report.rows
        assert told.severity is Severity.ERROR
        assert told.place.startswith("annotation")
        assert len(str(told)) < 300


@pytest.mark.parametrize("number", NUMBERS.values(), ids=NUMBERS)
@pytest.mark.parametrize(
    "place",
    ["bbox", "segmentation", "category_id", "image_id", "counts", "size"],
)
def test_a_row_with_a_number_that_is_none_is_left_out_with_one_word(
    tmp_path: Path, number: str, place: str
) -> None:
    rle = '{{"size": [{size}], "counts": [{counts}]}}'
    texts = {
        "bbox": {"bbox": f"[1, {number}, 3, 4]"},
        "segmentation": {"segmentation": f"[[1, 2, 3, {number}, 5, 6]]"},
        "category_id": {"category_id": number},
        "image_id": {"image_id": number},
        "counts": {"segmentation": rle.format(size="60, 80", counts=f"4000, {number}")},
        "size": {"segmentation": rle.format(size=f"60, {number}", counts="4800")},
    }
    text = FILE.format(info="", image="", good=GOOD, row=", " + row(**texts[place]), category="")
    check(tmp_path, text, left_out=True)


@pytest.mark.parametrize("number", NUMBERS.values(), ids=NUMBERS)
@pytest.mark.parametrize(
    "place", ["id", "area", "iscrowd", "score", "extra", "attributes", "labeldesk", "keypoints"]
)
def test_a_row_with_an_odd_value_beside_its_shape_is_kept_or_left_out_with_one_word(
    tmp_path: Path, number: str, place: str
) -> None:
    texts = {
        "extra": {"track": number},
        "attributes": {"attributes": f'{{"a": {number}}}'},
        "labeldesk": {"labeldesk": f'{{"z": {number}, "group": {number}, "pose": {number}}}'},
        "keypoints": {"keypoints": f"[1, {number}, 2]"},
    }
    odd = row(**texts.get(place, {place: number}))
    text = FILE.format(info="", image="", good=GOOD, row=f", {odd}", category="")
    check(tmp_path, text, left_out=number == NUMBERS["more lists than anyone can follow"])


@pytest.mark.parametrize("number", NUMBERS.values(), ids=NUMBERS)
@pytest.mark.parametrize("place", ["info", "width", "image", "category", "supercategory"])
def test_odd_values_elsewhere_in_the_file_harm_nothing(
    tmp_path: Path, number: str, place: str
) -> None:
    texts = dict.fromkeys(("info", "image", "category"), "")
    if place in ("info", "image"):
        texts[place] = f', "odd": {number}'
    elif place == "width":
        texts["image"] = f', "width": {number}'
    elif place == "category":
        texts["category"] = f', {{"id": {number}, "name": "dog"}}'
    else:
        texts["category"] = f', {{"id": 4, "name": "dog", "supercategory": {number}}}'
    text = FILE.format(good=GOOD, row="", **texts)
    done, project = imported(tmp_path, text)
    with project:
        if number == NUMBERS["more lists than anyone can follow"]:
            assert done.report.rows[0].severity is Severity.ERROR
            assert "nested too deeply" in str(done.report.rows[0])
        else:
            assert done.annotations == 1, done.report.rows
            export_project(project, Export("coco", tmp_path / "out"))


def test_half_a_character_in_a_name_is_replaced_and_said_so(tmp_path: Path) -> None:
    text = FILE.format(info="", image="", good=GOOD, row="", category="")
    text = text.replace('"cat"', r'"cat \ud800"').replace('"good.jpg"', r'"good \udfff.jpg"')
    done, project = imported(tmp_path, text)
    with project:
        assert [one.name for one in project.classes()] == ["cat \ufffd"]
        assert [one.path for one in project.images()] == ["good.jpg", "good \ufffd.jpg"]
        export_project(project, Export("voc", tmp_path / "out"))
    assert [str(one.text) for one in done.report.rows] == [
        *["A text holds half of a character; it is read as \ufffd"] * 2,
        "1 image is missing; its objects are kept: good \ufffd.jpg",
    ]


def test_a_whole_emoji_written_as_two_halves_is_nothing_odd(tmp_path: Path) -> None:
    text = FILE.format(info="", image="", good=GOOD, row="", category="")
    done, project = imported(tmp_path, text.replace('"cat"', r'"\ud83d\ude3a"'))
    with project:
        assert [one.name for one in project.classes()] == ["\U0001f63a"]
    assert not len(done.report)


def test_a_key_that_occurs_twice_in_an_entry_is_told_once(tmp_path: Path) -> None:
    twice = row(area='5, "area": 6')
    text = FILE.format(info="", image="", good=GOOD, row=f", {twice}", category="")
    done, project = imported(tmp_path, text)
    project.close()
    (told,) = done.report.rows
    assert (done.annotations, told.place) == (2, "annotation 2")
    assert "area" in str(told)


def test_minus_zero_is_zero(tmp_path: Path) -> None:
    zero = row(segmentation="[[-0.0, 0, 5, 0, 5, -0.0, 9, 7]]", bbox="[-0.0, 0, 9, 7]")
    text = FILE.format(info="", image="", good=GOOD, row=f", {zero}", category="")
    done, project = imported(tmp_path, text)
    with project:
        export_project(project, Export("coco", tmp_path / "out"))
    rows = json.loads((tmp_path / "out/annotations/instances_default.json").read_text())
    assert rows["annotations"][1]["segmentation"] == [[0, 0, 5, 0, 5, 0, 9, 7]]
    assert "-0" not in str(rows["annotations"][1]["segmentation"])
    assert not len(done.report)
