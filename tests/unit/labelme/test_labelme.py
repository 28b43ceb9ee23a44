"""labelme JSON: all it holds comes in, and what goes out opens in labelme."""

from __future__ import annotations

import base64
import json
import math
import shutil
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from labeldesk.domain.annotation import Annotation, Flags
from labeldesk.domain.geometry import Ring, Size
from labeldesk.domain.ids import AnnotationId
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.mask import Mask
from labeldesk.domain.shapes import (
    Box,
    Ellipse,
    Keypoints,
    Point,
    Polygon,
    Polyline,
    RotatedBox,
    Tag,
)
from labeldesk.formats.book import ClassBook
from labeldesk.formats.labelme.pixels import mask_text
from tests.unit.labelme.folders import a_file, a_shape, labelme_opens, put, read, write

BLOB = np.array([[0, 1, 1], [1, 1, 0]], dtype=bool)
PNG = mask_text(Mask.of(BLOB, 4, 5))[1]


def one(tmp_path: Path, document: object, **style):
    put(tmp_path / "in" / "a.json", document, **style)
    (image,), report, book = read(tmp_path / "in", ["a.jpg"])
    return image, report, book


TYPES = {
    "polygon": (a_shape(), Polygon),
    "rectangle": (a_shape("rectangle", [(30.0, 2.0), (1.0, 40.5)]), Box),
    "oriented_rectangle": (
        a_shape("oriented_rectangle", [(10.0, 10.0), (30.0, 30.0), (20.0, 40.0), (0.0, 20.0)]),
        RotatedBox,
    ),
    "circle": (a_shape("circle", [(20.0, 20.0), (23.0, 24.0)]), Ellipse),
    "line": (a_shape("line", [(1.0, 2.0), (3.0, 4.0)]), Polyline),
    "linestrip": (a_shape("linestrip", [(1.0, 2.0), (3.0, 4.0), (5.0, 5.0)]), Polyline),
    "linestrip of two": (a_shape("linestrip", [(1.0, 2.0), (3.0, 4.0)]), Polyline),
    "point": (a_shape("point", [(1.0, 2.0)]), Point),
    "points": (a_shape("points", [(1.0, 2.0), (3.0, 4.0)]), Keypoints),
    "mask": (a_shape("mask", [(4.0, 5.0), (6.0, 6.0)], mask=PNG), Mask),
}


@pytest.mark.parametrize("name", TYPES)
def test_every_type_of_shape_comes_in_and_goes_back_to_the_byte(tmp_path: Path, name: str) -> None:
    entry, kind = TYPES[name]
    image, report, book = one(tmp_path, a_file(entry))
    assert isinstance(image.annotations[0].shape, kind)
    assert len(report) == 0
    write([image], book, tmp_path / "out")
    assert (tmp_path / "out/a.json").read_bytes() == (tmp_path / "in/a.json").read_bytes()


def test_places_are_those_that_labelme_means(tmp_path: Path) -> None:
    image, _, _ = one(tmp_path, a_file(*(entry for entry, _ in TYPES.values())))
    shapes = {name: a.shape for name, a in zip(TYPES, image.annotations, strict=True)}
    assert shapes["rectangle"] == Box(1, 2, 30, 40.5)
    assert shapes["circle"] == Ellipse(20, 20, 5, 5)
    assert shapes["mask"] == Mask.of(BLOB, 4, 5)
    turned = shapes["oriented_rectangle"]
    assert isinstance(turned, RotatedBox)
    assert (turned.cx, turned.cy) == (15, 25)
    assert turned.angle == pytest.approx(math.pi / 4, abs=1e-6)


RICH = a_file(
    {
        "custom": {"deep": [1, 2.50, None]},
        "shape_type": "rectangle",
        "label": "cat ",
        "points": [[30, 40], [1.0, 2]],
        "line_color": [0, 255, 0, 128],
        "flags": {"occluded": True, "blurry": False, "odd": 3},
        "description": "by the door",
        "group_id": 7,
        "attributes": {"colour": "red", "age": 3, "nested": {"a": 1}},
        "score": 0.5,
    },
    a_shape("hexagon"),
    a_shape(label="dog", flags=None),
    version="4.5.6",
    flags={"night": True, "rain": False},
    lineColor=[0, 255, 0, 128],
    otherData={"z": 1, "a": "ü"},
)


@pytest.mark.parametrize(
    "style",
    [{}, {"indent": 4}, {"indent": None}, {"ensure_ascii": True}, {"indent": "\t"},
     {"indent": None, "separators": (",", ":")}],
)  # fmt: skip
def test_what_we_have_no_place_for_goes_back_where_it_stood(tmp_path: Path, style) -> None:
    image, report, book = one(tmp_path, RICH, **style)
    assert [str(row) for row in report.rows] == [
        "a.json: shapes[1]: The shape type 'hexagon' is not known; the shape is kept"
    ]
    tag, cat, dog = image.annotations
    assert isinstance(tag.shape, Tag)
    assert [item.name for item in book.classes] == ["cat", "dog", "night", "rain"]
    assert cat.shape == Box(1, 2, 30, 40)
    assert (cat.flags, cat.group, cat.score) == (Flags(occluded=True), 7, 0.5)
    assert cat.attributes == {
        "blurry": False, "colour": "red", "age": 3, "description": "by the door"
    }  # fmt: skip
    write([image], book, tmp_path / "out")
    assert (tmp_path / "out/a.json").read_bytes() == (tmp_path / "in/a.json").read_bytes()
    assert dog.foreign is not None


def test_halves_of_letters_stay_in_the_file_and_nowhere_else(tmp_path: Path) -> None:
    half = a_shape(label="a\ud800", description="\ud800", attributes={"k": "\ud800", "\ud800": 1})
    image, _, book = one(tmp_path, a_file(half), ensure_ascii=True)
    assert [item.name for item in book.classes] == ["a\ufffd"]
    assert image.annotations[0].attributes == {}
    write([image], book, tmp_path / "out")
    assert (tmp_path / "out/a.json").read_bytes() == (tmp_path / "in/a.json").read_bytes()


def test_an_edit_changes_what_was_edited_and_nothing_beside(tmp_path: Path) -> None:
    image, _, book = one(tmp_path, RICH)
    tag, cat, dog = image.annotations
    cat = replace(
        cat, shape=Box(2, 3, 30, 40), group=None, flags=Flags(difficult=True), score=None,
        attributes={"blurry": True, "colour": "blue", "new": True, "size": "L"},
    )  # fmt: skip
    rain = book.classes.named("rain")
    assert rain is not None
    tag = replace(tag, class_id=rain.id)
    write([replace(image, annotations=(tag, cat, dog))], book, tmp_path / "out")
    document = json.loads((tmp_path / "out/a.json").read_text())
    assert document["flags"] == {"night": False, "rain": True}
    assert document["shapes"][1:] == RICH["shapes"][1:]
    entry = document["shapes"][0]
    assert list(entry) == list(RICH["shapes"][0])
    assert entry["points"] == [[2, 3], [30, 40]]
    assert (entry["group_id"], entry["description"], entry["score"]) == (None, "", None)
    assert entry["flags"] == {
        "occluded": False, "blurry": True, "odd": 3, "difficult": True, "new": True
    }  # fmt: skip
    assert entry["attributes"] == {"colour": "blue", "nested": {"a": 1}, "size": "L"}
    assert entry["custom"] == RICH["shapes"][0]["custom"]


def test_old_files_without_types_are_polygons_and_open_in_labelme_again(tmp_path: Path) -> None:
    old = {
        "label": "cat",
        "line_color": None,
        "fill_color": None,
        "points": [[1, 2], [3, 4], [5, 9]],
    }
    document = {
        "flags": {}, "shapes": [old], "lineColor": [0, 255, 0, 128], "fillColor": [255, 0, 0, 128],
        "imagePath": "a.jpg", "imageData": None,
    }  # fmt: skip
    image, report, book = one(tmp_path, document)
    assert len(report) == 0
    write([image], book, tmp_path / "out")
    Image.new("RGB", (80, 60)).save(tmp_path / "out/a.jpg")
    back = labelme_opens(tmp_path / "out/a.json")
    assert back["shapes"][0]["points"] == [[1, 2], [3, 4], [5, 9]]
    assert back["lineColor"] == [0, 255, 0, 128]


def test_a_file_without_shapes_says_that_nothing_is_there(tmp_path: Path) -> None:
    assert one(tmp_path, a_file())[0].state.done
    assert not one(tmp_path, a_file(a_shape("hexagon")))[0].state.done
    assert not one(tmp_path, a_file(flags={"night": True}))[0].state.done


def test_files_of_another_kind_are_passed_over_with_a_word(tmp_path: Path) -> None:
    put(tmp_path / "a.json", a_file(a_shape()))
    put(tmp_path / "instances.json", {"images": [], "annotations": [], "categories": []})
    put(tmp_path / "list.json", ["cat"])
    for codec, found in (("labelme", 1), ("createml", 0), ("isat", 0)):
        images, report, _ = read(tmp_path, ["a.jpg"], codec=codec)
        assert len(images) == found
        assert all("passed over" in str(row) for row in report.rows)
        assert len(report.rows) == 3 - found
        assert {row.severity for row in report.rows} == {"warning"}


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    folder = tmp_path / "pictures"
    folder.mkdir()
    Image.new("RGB", (80, 60), "#336699").save(folder / "a.jpg")
    return folder


def drawn() -> tuple[LabeledImage, ClassBook]:
    book = ClassBook()
    cat = book.named("cat")
    shapes = [
        Tag(), Box(1, 2, 30, 40), RotatedBox(30, 30, 20, 10, 0.3),
        Polygon.of([(1, 1), (9, 1), (5, 9)]), Mask.of(BLOB, 70, 50),
        Point(3, 4), Polyline(_line(2)), Polyline(_line(3)),
        Ellipse(40, 30, 5, 5), Ellipse(40, 30, 9, 5, 0.2), Keypoints(_line(3), (2, 1, 0)),
    ]  # fmt: skip
    items = tuple(
        Annotation(
            id=AnnotationId(n), class_id=cat, shape=shape,
            attributes={} if n == 1 else {"colour": "red", "wet": True},
        )
        for n, shape in enumerate(shapes, start=1)
    )  # fmt: skip
    return LabeledImage("a.jpg", Size(80, 60), items), book


def _line(count: int):
    return Ring([(n * 3.5, n * n) for n in range(1, count + 1)])


@pytest.mark.parametrize("options", [{}, {"copy_images": True}, {"image_data": "all"}])
def test_what_was_drawn_here_opens_in_labelme(tmp_path: Path, picture: Path, options) -> None:
    image, book = drawn()
    report = write([image], book, tmp_path / "out", pictures=picture, **options)
    assert {row.severity for row in report.rows} <= {"info", "warning"}
    opened = labelme_opens(tmp_path / "out/a.json")
    assert [shape["shape_type"] for shape in opened["shapes"]] == [
        "rectangle", "oriented_rectangle", "polygon", "mask", "point", "line", "linestrip",
        "circle", "polygon", "points",
    ]  # fmt: skip
    assert opened["flags"] == {"cat": True}
    assert opened["shapes"][0]["flags"] == {"wet": True}
    assert opened["imagePath"] == ("a.jpg" if "copy_images" in options else "../pictures/a.jpg")
    assert (tmp_path / "out/labels.txt").read_text() == "cat\n"


def test_a_split_goes_into_folders_that_labelme_opens(tmp_path: Path, picture: Path) -> None:
    image, book = drawn()
    (picture / "sub").mkdir()
    shutil.copy(picture / "a.jpg", picture / "sub/b.jpg")
    images = [image, replace(image, path="sub/b.jpg")]
    split = {"a.jpg": "train", "sub/b.jpg": "val"}
    write(images, book, tmp_path / "out", pictures=picture, split=split)
    assert labelme_opens(tmp_path / "out/train/a.json")
    assert (
        labelme_opens(tmp_path / "out/val/sub/b.json")["imagePath"] == "../../../pictures/sub/b.jpg"
    )
    write(images, book, tmp_path / "copied", pictures=picture, split=split, copy_images=True)
    assert labelme_opens(tmp_path / "copied/val/sub/b.json")["imagePath"] == "b.jpg"


def test_a_picture_inside_goes_back_inside_and_lies_upright(tmp_path: Path, picture: Path) -> None:
    data = base64.b64encode((picture / "a.jpg").read_bytes()).decode()
    image, report, book = one(tmp_path, a_file(a_shape(), imageData=data))
    assert len(report) == 0
    write([image], book, tmp_path / "out", pictures=picture, copy_images=True)
    assert (tmp_path / "out/a.json").read_bytes() == (tmp_path / "in/a.json").read_bytes()
    write([image], book, tmp_path / "none", pictures=picture, copy_images=True, image_data="none")
    assert labelme_opens(tmp_path / "none/a.json")["imageData"] is None
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (60, 80)).save(picture / "a.jpg", exif=exif)
    write([image], book, tmp_path / "turned", pictures=picture)
    assert labelme_opens(tmp_path / "turned/a.json")["imageData"] != data


def test_a_picture_that_is_only_inside_is_said(tmp_path: Path) -> None:
    put(tmp_path / "a.json", a_file(a_shape(), imageData="AAAA"))
    _, report, _ = read(tmp_path, ["b.jpg"])
    assert any("only inside this file" in str(row) for row in report.rows)


@pytest.mark.parametrize("told", ["../images/a.jpg", "..\\images\\a.jpg", "C:\\me\\a.jpg"])
def test_labels_in_a_folder_beside_find_their_images(tmp_path: Path, told: str) -> None:
    put(tmp_path / "labels" / "a.json", a_file(a_shape(), imagePath=told))
    (image,), report, _ = read(tmp_path, ["images/a.jpg", "other/b.jpg"])
    assert image.path == "images/a.jpg"
    assert len(report) == 0


BAD = {
    "poly2.json": "shapes[0]: A shape of the type polygon does not have 2 points",
    "unknown_shape.json": "shapes[0]: The shape type 'hexagon' is not known; the shape is kept",
    "nan.json": "shapes[0]: The points are no list of pairs of finite numbers",
    "point3d.json": "shapes[0]: The points are no list of pairs of finite numbers",
    "absolute.json": "The image absolute.jpg is missing; its objects are kept",
    "bad_imagedata.json": "imageData: imageData is no image; the image file is used",
    "size_mismatch.json": "size: The file says",
    "outside.json": "object 1: The object reaches out of the image",
    "truncated.json": "This is no valid JSON",
}
GOOD = ("ok.json", "rect_rev.json", "winpath.json", "extra.json")


@pytest.mark.parametrize("name", [*BAD, *GOOD])
def test_bad_files_do_no_harm_and_are_named(shared: Path, tmp_path: Path, name: str) -> None:
    source = tmp_path / "in"
    source.mkdir()
    shutil.copy(shared / "bad/labelme" / name, source)
    before = (source / name).read_bytes()
    began = time.monotonic()
    images, report, book = read(source, ["good.jpg"])
    assert time.monotonic() - began < 2
    said = [str(row) for row in report.rows]
    if name in BAD:
        assert any(name in line and BAD[name] in line for line in said), said
    elif name != "winpath.json":
        assert all("file names" in line or "another folder" in line for line in said), said
    for image in images:
        assert not image.path.startswith(("/", ".."))
    write(images, book, tmp_path / "out")
    assert (source / name).read_bytes() == before
    for file in (tmp_path / "out").glob("*.json"):
        json.loads(file.read_text(), parse_constant=pytest.fail)


@pytest.mark.parametrize("name", ["ok.json", "rect_rev.json", "extra.json", "unknown_shape.json"])
def test_good_files_of_others_go_back_without_a_change(
    shared: Path, tmp_path: Path, name: str
) -> None:
    (tmp_path / "in").mkdir()
    shutil.copy(shared / "bad/labelme" / name, tmp_path / "in/good.json")
    images, _, book = read(tmp_path / "in", ["good.jpg"])
    write(images, book, tmp_path / "out")
    assert (tmp_path / "out/good.json").read_bytes() == (tmp_path / "in/good.json").read_bytes()


def test_files_of_a_data_set_load_whole_and_go_back_without_a_change(
    shared: Path, tmp_path: Path
) -> None:
    folder = shared / "obss+sahi/tests/data/coco_utils"
    names, count = ("terrain1.json", "terrain2.json"), 0
    for name in names:
        (tmp_path / "in").mkdir(exist_ok=True)
        shutil.copy(folder / name, tmp_path / "in")
    images, report, book = read(tmp_path / "in", ["terrain1.png", "terrain2.png"], size=None)
    count = sum(len(image.annotations) for image in images)
    assert (len(images), count) == (2, 12)
    assert not report.has_problems, report.rows
    assert [image.path for image in images] == ["terrain1.png", "terrain2.png"]
    write(images, book, tmp_path / "out")
    for name in names:
        assert (tmp_path / "out" / name).read_bytes() == (tmp_path / "in" / name).read_bytes()


def test_an_export_says_the_way_to_the_images_of_its_project(tmp_path: Path, picture: Path) -> None:
    from labeldesk.work.exporting import Export, convert
    from labeldesk.work.sources import DataSet

    put(picture / "a.json", a_file(a_shape()))
    convert(DataSet(picture), Export("labelme", tmp_path / "deep/out"))
    assert labelme_opens(tmp_path / "deep/out/a.json")["imagePath"] == "../../pictures/a.jpg"
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/notes.txt").write_text("mine")
    convert(DataSet(picture), Export("labelme", tmp_path / "mine", overwrite=True))
    assert labelme_opens(tmp_path / "mine/a.json")["imagePath"] == "../pictures/a.jpg"
    done = convert(DataSet(tmp_path / "mine", images=picture), Export("coco", tmp_path / "coco"))
    assert (done.images, done.annotations, done.report.has_problems) == (1, 1, False)
