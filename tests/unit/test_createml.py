"""CreateML JSON: Apple's one file for all images, and LabelImg's one for each."""

from __future__ import annotations

import json
import shutil
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from labeldesk.domain.geometry import Size
from labeldesk.domain.shapes import Box
from labeldesk.formats.port import Source
from labeldesk.formats.registry import registry
from tests.unit.labelme.folders import put, read, write
from tests.unit.labelme.test_labelme import drawn

FORMAT = "createml"
PLACE = {"x": 20, "y": 25, "width": 20, "height": 30}


def an_item(**keys: Any) -> dict[str, Any]:
    return {"label": "cat", "coordinates": PLACE, **keys}


def test_x_and_y_are_the_centre(tmp_path: Path) -> None:
    put(tmp_path / "in/all.json", [{"image": "a.jpg", "annotations": [an_item()]}], indent=None)
    (image,), report, book = read(tmp_path / "in", ["a.jpg"], codec=FORMAT)
    assert image.annotations[0].shape == Box(10, 10, 30, 40)
    assert len(report) == 0
    moved = replace(image.annotations[0], shape=Box(10.0, 10.0, 31.0, 40.5))
    write([replace(image, annotations=(moved,))], book, tmp_path / "out", FORMAT)
    (entry,) = json.loads((tmp_path / "out/_annotations.createml.json").read_text())
    assert entry["annotations"][0]["coordinates"] == {
        "x": 20.5, "y": 25.25, "width": 21.0, "height": 30.5
    }  # fmt: skip


RICH = [
    {
        "verified": True,
        "image": "sub/a.jpg",
        "origin": "phone",
        "annotations": [
            {"confidence": 0.5, "coordinates": {**PLACE, "z": 1}, "label": "cat"},
            an_item(coordinates={"height": 1, "width": 3.3333333333, "y": 0.1, "x": 7}),
        ],
    },
    {"imagefilename": "b.jpg", "annotation": []},
    {"image": "c.jpg", "verified": False, "annotations": [an_item(label="dog")]},
]


def test_unknown_keys_their_order_and_numbers_go_back(tmp_path: Path) -> None:
    put(tmp_path / "in/all.json", RICH)
    images, report, book = read(tmp_path / "in", ["sub/a.jpg", "b.jpg", "c.jpg"], codec=FORMAT)
    assert len(report) == 0
    assert [(image.path, image.state.done) for image in images] == [
        ("sub/a.jpg", True), ("b.jpg", False), ("c.jpg", False)
    ]  # fmt: skip
    write(images, book, tmp_path / "out", FORMAT)
    text = (tmp_path / "out/_annotations.createml.json").read_text()
    assert json.dumps(json.loads(text)) == json.dumps(RICH)
    assert len(text.splitlines()) == 2 + len(RICH)


def test_files_of_labelimg_find_their_image_by_stem(tmp_path: Path) -> None:
    for name in ("a", "b"):
        entry = {"image": f"{name}.jpg", "verified": name == "a", "annotations": [an_item()]}
        put(tmp_path / "in" / f"{name}.json", [entry], indent=None)
    root, files = Source.files_of(tmp_path / "in")
    assert registry().recognised(Source(root=root, files=files)).id == FORMAT
    images, report, book = read(tmp_path / "in", ["a.jpg", "b.jpg"], codec=FORMAT)
    assert len(report) == 0
    assert [image.state.done for image in images] == [True, False]
    write(images, book, tmp_path / "out", FORMAT, layout="file-per-image")
    for name in ("a.json", "b.json"):
        assert (tmp_path / "out" / name).read_bytes() == (tmp_path / "in" / name).read_bytes()


def test_a_list_called_like_an_image_is_not_about_that_one(tmp_path: Path) -> None:
    entries = [{"image": f"{name}.jpg", "annotations": [an_item()]} for name in ("a", "b")]
    put(tmp_path / "train.json", entries)
    images, report, _ = read(tmp_path, ["train.jpg", "a.jpg"], codec=FORMAT)
    assert [image.path for image in images] == ["a.jpg", "b.jpg"]
    assert [str(row) for row in report.rows] == [
        "train.json: The image b.jpg is missing; its objects are kept"
    ]


def test_only_what_has_an_extent_becomes_a_box(tmp_path: Path) -> None:
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    Image.new("RGB", (80, 60)).save(pictures / "a.jpg")
    image, book = drawn()
    split = {"a.jpg": "train"}
    options = {"pictures": pictures, "copy_images": True, "split": split}
    report = write([image], book, tmp_path / "out", FORMAT, **options)
    (entry,) = json.loads((tmp_path / "out/train/_annotations.createml.json").read_text())
    assert len(entry["annotations"]) == 6
    assert (tmp_path / "out/train" / entry["image"]).is_file()
    assert report.counts["The format cannot hold a {kind}; it is left out"] == 5


def test_a_broken_object_leaves_the_others(tmp_path: Path) -> None:
    broken: list[Any] = [
        {"label": "cat"}, {"label": "cat", "coordinates": {"x": 1}}, {"coordinates": PLACE}, 7,
        an_item(coordinates={**PLACE, "x": 1e300}),
        an_item(coordinates={**PLACE, "x": float("nan")}),
        an_item(),
    ]  # fmt: skip
    put(tmp_path / "all.json", [7, {"image": "a.jpg", "annotations": broken}, {"annotations": []}])
    (image,), report, _ = read(tmp_path, ["a.jpg"], codec=FORMAT)
    assert len(image.annotations) == 1
    places = [f"[1].annotations[{n}]" for n in range(6)]
    assert sorted(row.place for row in report.rows) == sorted(["[0]", *places, "[2]"])
    assert {row.severity for row in report.rows} == {"error"}


BAD = {
    "ok.json": [],
    "imagefilename.json": [],
    "traversal.json": ["The image traversal.jpg is missing; its objects are kept"],
}


@pytest.mark.parametrize("name", BAD)
def test_bad_files_do_no_harm_and_are_named(shared: Path, tmp_path: Path, name: str) -> None:
    shutil.copy(shared / "bad/createml" / name, tmp_path)
    before = (tmp_path / name).read_bytes()
    began = time.monotonic()
    (image,), report, book = read(tmp_path, ["good.jpg"], codec=FORMAT)
    assert time.monotonic() - began < 2
    assert [str(row) for row in report.rows] == [f"{name}: {said}" for said in BAD[name]]
    assert not image.path.startswith(("/", ".."))
    if name == "ok.json":
        assert [one.shape for one in image.annotations] == [Box(10, 10, 30, 40)]
    write([image], book, tmp_path / "out", FORMAT)
    assert (tmp_path / name).read_bytes() == before


def test_a_data_set_of_others_loads_whole(shared: Path) -> None:
    root = shared / "open-edge-platform+datumaro/tests/assets/roboflow_dataset/createml"
    names = ["train/train_001.jpg", "train/train_002.jpg", "val/val_001.jpg"]
    images, report, book = read(root, names, size=Size(10, 10), codec=FORMAT)
    assert [(image.path, len(image.annotations)) for image in images] == [
        (names[0], 1), (names[1], 1), (names[2], 2)
    ]  # fmt: skip
    assert [item.name for item in book.classes] == ["label_0", "label_1"]
    assert not report.severities["error"]
