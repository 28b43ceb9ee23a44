"""COCO's captions: texts about images in files of their own."""

from __future__ import annotations

import contextlib
import io
import json
from pathlib import Path

import pytest
from pycocotools.coco import COCO

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.classes import ClassList, ImageClass
from labeldesk.domain.geometry import Size
from labeldesk.domain.ids import AnnotationId, ClassId
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.shapes import Box, Caption
from labeldesk.formats.captions import CODEC
from labeldesk.formats.port import Source
from labeldesk.formats.registry import registry
from tests.unit.one_file import read, write

OUT = "annotations/captions_default.json"
REAL = "open-edge-platform+datumaro/tests/assets/coco_dataset"
ROW = {"id": 48, "image_id": 318556, "caption": "A very clean bathroom."}
IMAGE = {"id": 318556, "file_name": "a.jpg", "width": 80, "height": 60, "license": 4}


def whole(*rows: dict[str, object], **more: object) -> dict[str, object]:
    info = {"description": "COCO 2014", "year": 2014}
    licenses = [{"id": 4, "name": "by", "url": "x"}]
    return {"info": info, "images": [IMAGE], "licenses": licenses, "annotations": [*rows], **more}


def put(folder: Path, told: object, name: str = "captions_val.json") -> Path:
    (folder / name).write_text(json.dumps(told))
    return folder


def test_captions_come_in_with_the_class_caption_and_go_back_as_they_stood(tmp_path: Path) -> None:
    told = whole(ROW, {**ROW, "id": 126, "caption": '猫 "on" a mat\n', "by": [1]})
    found = read(CODEC, put(tmp_path, told), images=["a.jpg"])
    assert not found.said
    assert [one.shape for one in found.annotations] == [
        Caption("A very clean bathroom."),
        Caption('猫 "on" a mat\n'),
    ]
    assert {found.named(one) for one in found.annotations} == {"caption"}
    assert not write(CODEC, found.images, found.classes, tmp_path / "out").has_problems
    assert json.loads((tmp_path / "out" / OUT).read_text()) == told


def test_a_category_that_the_file_does_not_list_goes_back(tmp_path: Path) -> None:
    told = whole({**ROW, "category_id": 0})
    found = read(CODEC, put(tmp_path, told), images=["a.jpg"])
    write(CODEC, found.images, found.classes, tmp_path / "out")
    assert json.loads((tmp_path / "out" / OUT).read_text()) == told


def test_a_category_that_the_file_lists_is_the_class(tmp_path: Path) -> None:
    told = whole({**ROW, "category_id": 3}, categories=[{"id": 3, "name": "title"}])
    found = read(CODEC, put(tmp_path, told), images=["a.jpg"])
    assert [found.named(one) for one in found.annotations] == ["title"]
    write(CODEC, found.images, found.classes, tmp_path / "out")
    again = read(CODEC, tmp_path / "out", images=["a.jpg"])
    assert [again.named(one) for one in again.annotations] == ["title"]


@pytest.mark.parametrize(("folder", "count"), [("coco_captions", 3), ("coco", 3)])
def test_real_files_of_captions_load(shared: Path, folder: str, count: int) -> None:
    root = shared / REAL / folder
    rows = [
        row["caption"]
        for path in sorted(root.rglob("captions_*.json"))
        for row in json.loads(path.read_text())["annotations"]
    ]
    found = read(CODEC, root)
    shapes = [one.shape for one in found.annotations]
    assert sorted(s.text for s in shapes if isinstance(s, Caption)) == sorted(rows)
    assert len(rows) == count
    assert found.report.severities["error"] == 0


def test_the_reader_of_coco_agrees(tmp_path: Path) -> None:
    cls = ImageClass(id=ClassId(1), name="title", colour="#000000")
    texts = ["a", "b"]
    image = LabeledImage(
        "a.jpg",
        Size(80, 60),
        tuple(
            Annotation(id=AnnotationId(n), class_id=cls.id, shape=Caption(text))
            for n, text in enumerate(texts, 1)
        ),
    )
    write(CODEC, [image], ClassList((cls,)), tmp_path)
    with contextlib.redirect_stdout(io.StringIO()):
        theirs = COCO(str(tmp_path / OUT))
        (number,) = theirs.getImgIds()
        said = theirs.loadAnns(theirs.getAnnIds(imgIds=[number]))
    assert [row["caption"] for row in said] == texts


@pytest.mark.parametrize("text", [None, 3, ["a"]])
def test_a_caption_that_is_no_text_costs_that_row(tmp_path: Path, text: object) -> None:
    put(tmp_path, whole(ROW, {**ROW, "id": 2, "caption": text}))
    found = read(CODEC, tmp_path, images=["a.jpg"])
    assert len(found.annotations) == 1
    assert found.said == [
        "captions_val.json: annotation 2: The entry has no caption; it is left out"
    ]


def test_objects_are_refused_and_left_out_of_what_is_written(tmp_path: Path) -> None:
    row = {"id": 1, "image_id": 318556, "category_id": 1, "bbox": [1, 2, 3, 4], "area": 12}
    found = read(CODEC, put(tmp_path, whole(row, categories=[]), "x.json"), images=["a.jpg"])
    assert "no captions" in found.said[0]
    cls = ImageClass(id=ClassId(1), name="cat", colour="#000000")
    box = Annotation(id=AnnotationId(1), class_id=cls.id, shape=Box(1, 2, 3, 4))
    report = write(
        CODEC, [LabeledImage("a.jpg", None, (box,))], ClassList((cls,)), tmp_path / "out"
    )
    assert "box" in str(report.rows[0])


def test_a_file_of_another_name_is_known_by_its_rows(tmp_path: Path) -> None:
    put(tmp_path, whole(ROW), "x.json")
    source = Source(root=tmp_path, files=["x.json"])
    assert [codec.id for codec, _ in registry().sniffed(source)] == ["captions"]
