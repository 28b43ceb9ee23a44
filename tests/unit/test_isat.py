"""ISAT JSON: outlines with groups and layers, areas and boxes as they stood."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from PIL import Image

from labeldesk.domain.geometry import Ring
from labeldesk.domain.shapes import Part, Polygon
from labeldesk.formats.port import Source
from labeldesk.formats.registry import registry
from tests.unit.labelme.folders import put, read, write
from tests.unit.labelme.test_labelme import drawn

FORMAT = "isat"
SQUARE = [[10.0, 10.0], [30.0, 10.0], [30.0, 40.0], [10.0, 40.0]]


def an_object(**keys: Any) -> dict[str, Any]:
    return {
        "category": "cat", "group": 5, "segmentation": SQUARE, "area": 600.0, "layer": 1.0,
        "bbox": [10.0, 10.0, 30.0, 40.0], "iscrowd": False, "note": "", **keys,
    }  # fmt: skip


def a_file(*objects: Any, **info: Any) -> dict[str, Any]:
    return {
        "info": {
            "description": "ISAT", "folder": "D:/me", "name": "a.jpg", "width": 80, "height": 60,
            "depth": 3, "note": "", **info,
        },
        "objects": list(objects),
    }  # fmt: skip


RICH = a_file(
    an_object(),
    an_object(group=9, note="seen twice", layer=2.5, area=601, score=0.5),
    an_object(group=9, category="dog", layer=1.5, iscrowd=1, bbox=[10, 10, 30, 40]),
    an_object(group=None, segmentation=[[1, 2], [3, 4]]),
    an_object(
        group="", layer=None, category="__background__", segmentation=[[1, 2], [3, 4], [5, 1]]
    ),
    note="wet",
)


@pytest.mark.parametrize("style", [{"indent": 4}, {"indent": None}, {"ensure_ascii": True}])
def test_all_of_a_file_comes_in_and_goes_back_to_the_byte(tmp_path: Path, style) -> None:
    before = put(tmp_path / "in/a.json", RICH, **style)
    (image,), report, book = read(tmp_path / "in", ["a.jpg"], codec=FORMAT)
    assert [str(row) for row in report.rows] == [
        "a.json: objects[3]: The segmentation is no list of at least three pairs of finite numbers"
    ]
    assert [item.name for item in book.classes] == ["cat", "dog", "__background__"]
    assert [one.group for one in image.annotations] == [None, 9, 9, None]
    assert [one.z for one in image.annotations] == [1, 3, 2, 0]
    assert [one.flags.crowd for one in image.annotations] == [False, False, True, False]
    write([image], book, tmp_path / "out", FORMAT)
    assert (tmp_path / "out/a.json").read_bytes() == before


def test_an_edit_gives_a_new_area_and_box_and_leaves_the_rest(tmp_path: Path) -> None:
    put(tmp_path / "in/a.json", RICH)
    (image,), _, book = read(tmp_path / "in", ["a.jpg"], codec=FORMAT)
    first, second, *rest = image.annotations
    second = replace(second, shape=Polygon.of([(0, 0), (10.5, 0), (0, 10)]), z=7)
    write([replace(image, annotations=(first, second, *rest))], book, tmp_path / "out", FORMAT)
    objects = json.loads((tmp_path / "out/a.json").read_text())["objects"]
    assert objects[0] == RICH["objects"][0]
    assert objects[2:] == RICH["objects"][2:]
    changed = {
        "segmentation": [[0, 0], [10.5, 0], [0, 10]], "area": 52.5, "bbox": [0, 0, 10.5, 10],
        "layer": 7.0,
    }  # fmt: skip
    assert objects[1] == {**RICH["objects"][1], **changed}


def test_objects_that_belong_to_no_group_are_each_in_one_of_their_own(tmp_path: Path) -> None:
    image, book = drawn()
    items = tuple(
        replace(one, group=3 if n in (1, 2) else None, attributes={})
        for n, one in enumerate(image.annotations)
    )
    report = write([replace(image, annotations=items)], book, tmp_path, FORMAT)
    objects = json.loads((tmp_path / "a.json").read_text())["objects"]
    assert [one["group"] for one in objects] == [3, 3, 1, 2, 4, 5]
    assert all(one["area"] > 0 and len(one["bbox"]) == 4 for one in objects)
    assert not report.severities["error"]
    classes = yaml.safe_load((tmp_path / "isat.yaml").read_text())["label"]
    assert [one["name"] for one in classes] == ["__background__", "cat"]


def test_a_hole_is_cut_open(tmp_path: Path) -> None:
    image, book = drawn()
    hole = Ring([(12, 12), (20, 12), (20, 20)])
    shape = Polygon((Part(Ring(SQUARE), (hole,)),))
    image = replace(image, annotations=(replace(image.annotations[1], shape=shape, attributes={}),))
    write([image], book, tmp_path, FORMAT)
    (one,) = json.loads((tmp_path / "a.json").read_text())["objects"]
    assert one["area"] == 600 - 32
    assert len(one["segmentation"]) == 4 + 3 + 2


def test_its_files_are_told_from_others_and_their_images_copied(tmp_path: Path) -> None:
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    Image.new("RGB", (80, 60)).save(pictures / "a.jpg")
    image, book = drawn()
    options = {"pictures": pictures, "copy_images": True, "split": {"a.jpg": "val"}}
    write([image], book, tmp_path / "out", FORMAT, **options)
    assert (tmp_path / "out/val/a.jpg").is_file()
    root, files = Source.files_of(tmp_path / "out")
    assert registry().recognised(Source(root=root, files=files)).id == FORMAT
    images, report, _ = read(tmp_path / "out", ["val/a.jpg"], codec=FORMAT)
    assert [one.path for one in images] == ["val/a.jpg"]
    assert len(report) == 0


BROKEN = {
    "other": ({"shapes": []}, "This JSON is none of ISAT"),
    "list": ([1], "This JSON is none of ISAT"),
    "nan": (a_file(an_object(area=float("nan"))), "objects[0]: It holds NaN"),
    "text": (a_file("x"), "objects[0]: The object does not name its class"),
    "far": (a_file(an_object(segmentation=[[1e9, 1], [2, 2], [3, 4]])), "objects[0]: The segm"),
    "outside": (a_file(name="../../etc/passwd"), "The image a.jpg is missing"),
    "size": (a_file(width=81), "size: The file says 81 x 60"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_files_are_named_and_cost_no_more_than_they_must(tmp_path: Path, name: str) -> None:
    document, said = BROKEN[name]
    put(tmp_path / "a.json", document)
    there = ["b.jpg"] if name == "outside" else ["a.jpg"]
    images, report, book = read(tmp_path, there, codec=FORMAT)
    assert any(str(row).startswith(f"a.json: {said}") for row in report.rows), report.rows
    write(images, book, tmp_path / "out", FORMAT)
    for file in (tmp_path / "out").glob("*.json"):
        json.loads(file.read_text(), parse_constant=pytest.fail)
