"""Annotation files find their own image, and no other one that happens to be called the same."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from labeldesk.domain.geometry import Size
from labeldesk.formats.pairing import Pairing
from labeldesk.formats.port import Source
from labeldesk.formats.registry import registry
from labeldesk.formats.report import Report

VOC = """<annotation><filename>{}</filename><object><name>cat</name>
<bndbox><xmin>1</xmin><ymin>2</ymin><xmax>30</xmax><ymax>40</ymax></bndbox></object></annotation>"""
YOLO = "0 0.5 0.5 0.2 0.2\n"
TAKEN_ELSEWHERE = "The image is taken from another folder"
NOT_TAKEN = "it is not taken for the image"


class Probe:
    def size(self, path: str) -> Size | None:
        return Size(80, 60)

    def exists(self, path: str) -> bool:
        return True


def put(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)


def read(root: Path, format_id: str, images: list[str]):
    """How many objects each image got, and what was said."""
    report = Report()
    files = Source.files_of(root)[1]
    source = Source(root=root, files=files, images=images, probe=Probe())
    found = [(i.path, len(i.annotations)) for i in registry().get(format_id).read(source, report)]
    said = [f"{row.severity.value} {row}" for row in report.rows if "class names" not in str(row)]
    return found, said


@pytest.mark.parametrize(
    ("files", "images", "read_for"),
    [
        (["labels/train/1.txt"], ["images/val/1.jpg"], []),
        (["labels/train/1.txt", "labels/val/2.txt"], ["images/val/1.jpg", "images/val/2.jpg"],
         ["images/val/2.jpg"]),
        (["seq1/1.txt"], ["seq2/1.jpg"], []),
        (["a/1.txt"], ["a/2.jpg", "b/1.jpg"], []),
        (["a/1.txt", "b/1.txt"], ["b/1.jpg"], ["b/1.jpg"]),
        (["a/1.txt", "b/1.txt"], ["c/1.jpg"], []),
        (["a/1.txt"], ["b/1.jpg", "c/1.jpg"], []),
        (["1.txt"], ["1.jpg", "1.png"], []),
    ],
)  # fmt: skip
def test_a_label_whose_image_is_missing_gets_no_other(
    tmp_path: Path, files: list[str], images: list[str], read_for: list[str]
) -> None:
    put(tmp_path, dict.fromkeys(files, YOLO))
    found, said = read(tmp_path, "yolo", images)
    assert [path for path, _ in found] == read_for
    assert len([line for line in said if line.startswith(f"error {files[0]}")]) == 1


def test_an_image_elsewhere_is_taken_with_a_word_where_nothing_speaks_against_it(
    tmp_path: Path,
) -> None:
    put(tmp_path, {"mine/1.txt": YOLO, "mine/2.txt": YOLO})
    found, said = read(tmp_path, "yolo", ["shots/1.jpg", "2.jpg"])
    assert found == [("shots/1.jpg", 1), ("2.jpg", 1)]
    assert [TAKEN_ELSEWHERE in line for line in said] == [True, True]


@pytest.mark.parametrize(
    ("file", "image"),
    [
        ("labels/train/1.txt", "images/train/1.jpg"),
        ("annotations/1.txt", "images/1.jpg"),
        ("xml/a/1.txt", "pictures/a/1.jpg"),
        ("mine/set/a/1.txt", "yours/set/a/1.jpg"),
        ("labels/1.txt", "1.jpg"),
        ("1.txt", "1.jpg"),
    ],
)
def test_usual_folders_need_no_word(file: str, image: str) -> None:
    assert Pairing([image, "zzz/2.jpg"], [file]).by_stem(file) == (image, None)


def test_a_second_file_about_an_image_is_said_in_every_format(tmp_path: Path) -> None:
    put(tmp_path / "yolo", {"labels/1.txt": YOLO, "1.txt": YOLO})
    rows = [{"id": n, "file_name": "1.jpg", "width": 8, "height": 6} for n in (1, 2)]
    coco = {"images": rows, "annotations": [], "categories": []}
    put(tmp_path / "coco", {"a.json": json.dumps(coco)})
    put(tmp_path / "voc", {"1.xml": VOC.format("1.jpg"), "Annotations/1.xml": VOC.format("1.jpg")})
    for format_id in ("yolo", "coco", "voc"):
        found, said = read(tmp_path / format_id, format_id, ["1.jpg"])
        assert [path for path, _ in found] == ["1.jpg", "1.jpg"]
        assert len([line for line in said if "A second" in line]) == 1, said


def test_two_images_that_a_twin_folder_allows_are_said(tmp_path: Path) -> None:
    put(tmp_path, {"labels/lead.txt": YOLO})
    found, said = read(tmp_path, "yolo", ["images/lead.jpg", "lead.jpg"])
    assert found == [("images/lead.jpg", 1)]
    assert "may be about images/lead.jpg or lead.jpg" in said[0]


def test_of_two_folders_of_images_the_nearer_is_meant(tmp_path: Path) -> None:
    put(tmp_path, {"a/annotations/xmls/1.xml": VOC.format("1.jpg")})
    found, said = read(tmp_path, "voc", ["a/images/1.jpg", "a/annotations/images/1.jpg"])
    assert found == [("a/annotations/images/1.jpg", 1)]
    assert "may be about a/annotations/images/1.jpg or a/images/1.jpg" in said[0]
    put(tmp_path, {"b/1.xml": VOC.format("7.jpg")})
    found, said = read(tmp_path, "voc", ["x/images/7.jpg", "y/images/7.jpg"])
    assert ("x/images/7.jpg", 1) not in found


def test_an_xml_file_keeps_its_objects_where_its_image_is_missing(tmp_path: Path) -> None:
    put(tmp_path, {"seq1/0001.xml": VOC.format("0001.jpg")})
    found, said = read(tmp_path, "voc", ["seq2/0001.jpg"])
    assert found == [("seq1/0001.jpg", 1)]
    assert any(NOT_TAKEN in line for line in said)
    assert any("is missing" in line for line in said)


def coco(root: Path, file: str, names: list[str]) -> None:
    rows = [{"id": n, "file_name": name, "width": 8, "height": 6} for n, name in enumerate(names)]
    put(root, {file: json.dumps({"images": rows, "annotations": [], "categories": []})})


@pytest.mark.parametrize(
    ("file", "told", "images", "path"),
    [
        ("i.json", "train/1.jpg", ["val/1.jpg"], None),
        ("i.json", "seq1/1.jpg", ["seq2/1.jpg"], None),
        ("i.json", "train/1.jpg", ["data/train/1.jpg", "data/val/1.jpg"], "data/train/1.jpg"),
        ("i.json", "data/train/1.jpg", ["train/1.jpg", "1.jpg"], "train/1.jpg"),
        ("instances_train2017.json", "1.jpg", ["val2017/1.jpg"], None),
        ("a/instances_train2017.json", "1.jpg", ["train2017/1.jpg", "val2017/1.jpg"],
         "train2017/1.jpg"),
        ("train/_annotations.coco.json", "1.jpg", ["train/1.jpg", "valid/1.jpg"], "train/1.jpg"),
        ("train/_annotations.coco.json", "1.jpg", ["valid/1.jpg"], None),
        ("i.json", "1.jpg", ["a/1.jpg", "b/1.jpg"], None),
        ("a/annotations/i.json", "1.jpg", ["a/images/1.jpg", "b/images/1.jpg"], "a/images/1.jpg"),
        ("a/annotations/i.json", "t/1.jpg", ["a/images/t/1.jpg", "b/images/t/1.jpg"],
         "a/images/t/1.jpg"),
        ("annotations/i.json", "1.jpg", ["any/1.jpg"], "any/1.jpg"),
        ("i.json", "images\\1.jpg", ["images/1.jpg"], "images/1.jpg"),
    ],
)  # fmt: skip
def test_a_list_of_images_means_those_of_its_folders(
    tmp_path: Path, file: str, told: str, images: list[str], path: str | None
) -> None:
    coco(tmp_path, file, [told])
    (found,), said = read(tmp_path, "coco", images)
    assert found[0] == (path or told)
    assert bool(said) == (path is None), said
