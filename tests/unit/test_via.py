"""VIA's files of all versions: regions as they stood, classes found among their attributes."""

from __future__ import annotations

import csv
import json
import math
import time
from dataclasses import replace
from pathlib import Path

import pytest

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.classes import ClassList, ImageClass
from labeldesk.domain.geometry import Ring, Size
from labeldesk.domain.ids import AnnotationId, ClassId
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.shapes import Box, Ellipse, Part, Point, Polygon, Polyline, Tag
from labeldesk.formats.port import Source, chosen
from labeldesk.formats.registry import registry
from labeldesk.formats.via import CODEC
from tests.unit.one_file import Read, read, write

FIRST = "ox-vgg+via/via-1.x.y/tests/data"
KUDZU = "lesc-ufv+kudzu-dataset/val"
CAT = ClassList((ImageClass(id=ClassId(1), name="cat", colour="#000000"),))
RECT = {"name": "rect", "x": 1, "y": 2, "width": 3, "height": 4}


def one(tmp_path: Path, *regions: object, **more: object) -> Read:
    """A file of annotations about one image with these regions."""
    entry = {"filename": "a.jpg", "size": 5, "regions": list(regions), "file_attributes": {}}
    (tmp_path / "via.json").write_text(json.dumps({"a.jpg5": {**entry, **more}}))
    return read(CODEC, tmp_path)


def region(shape: object, **attributes: object) -> dict[str, object]:
    return {"shape_attributes": shape, "region_attributes": attributes}


def annotation(shape: object, **more: object) -> Annotation:
    return Annotation(id=AnnotationId(1), class_id=ClassId(1), shape=shape, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("folder", "file", "images", "objects"),
    [
        (KUDZU, "via_region_data.json", 16, 349),
        (FIRST, "unit_test_annotation1.csv", 3, 12),
        (FIRST, "unit_test_annotation2.json", 3, 12),
    ],
)
def test_files_of_via_load_with_their_counts(
    shared: Path, folder: str, file: str, images: int, objects: int
) -> None:
    found = read(CODEC, shared / folder, files=[file])
    assert (len(found.images), len(found.annotations)) == (images, objects)
    assert not found.report.severities["error"], found.said


def test_csv_and_json_of_one_set_say_the_same(shared: Path) -> None:
    files = ["unit_test_annotation1.csv", "unit_test_annotation2.json"]
    first, second = (read(CODEC, shared / FIRST, files=[file]) for file in files)
    assert [a.shape for a in first.annotations] == [a.shape for a in second.annotations]
    names = [second.named(a) for a in second.annotations]
    assert [first.named(a) for a in first.annotations] == names
    assert names[:3] == ['ellipse "red"', "rectangle 'black'", 'red "dot"']
    assert names[5] == "object"  # a region without the attribute, which is said
    assert sum("without a name" in row for row in second.said) == 3


def test_regions_without_attributes_get_one_class_and_one_word_on_it(shared: Path) -> None:
    found = read(CODEC, shared / KUDZU)
    assert [item.name for item in found.classes] == ["object"]
    assert [str(row.text) for row in found.report.rows] == [
        'No attribute of the regions is plainly the class; they get the class "object"'
    ]


def test_our_own_file_of_regions_without_a_class_is_said_to_have_none_once(
    shared: Path, tmp_path: Path
) -> None:
    found = read(CODEC, shared / KUDZU)
    write(CODEC, found.images, found.classes, tmp_path)
    assert len(read(CODEC, tmp_path).report.rows) == 1


@pytest.mark.parametrize("file", ["via_region_data.json"])
def test_what_was_read_is_written_back_to_the_letter(
    shared: Path, tmp_path: Path, file: str
) -> None:
    found = read(CODEC, shared / KUDZU, files=[file])
    was = json.loads((shared / KUDZU / file).read_text())
    write(CODEC, found.images, found.classes, tmp_path, layout="annotations")
    assert json.loads((tmp_path / "via.json").read_text()) == was
    write(CODEC, found.images, found.classes, tmp_path, layout="project")
    assert json.loads((tmp_path / "via.json").read_text())["_via_img_metadata"] == was


def test_version_1_comes_back_as_version_2_with_the_same_regions(
    shared: Path, tmp_path: Path
) -> None:
    found = read(CODEC, shared / FIRST, files=["unit_test_annotation2.json"])
    write(CODEC, found.images, found.classes, tmp_path, layout="annotations")
    was = json.loads((shared / FIRST / "unit_test_annotation2.json").read_text())
    now = json.loads((tmp_path / "via.json").read_text())
    for key, entry in was.items():
        assert now[key] == {**entry, "regions": list(entry["regions"].values())}


def test_a_project_keeps_its_settings_and_attributes(tmp_path: Path) -> None:
    project = {
        "_via_settings": {"ui": {"x": 1}, "project": {"name": "p"}},
        "_via_img_metadata": {
            "a.jpg5": {
                "filename": "a.jpg",
                "size": 5,
                "regions": [region(RECT, species="ant", seen={"day": True, "dusk": True})],
                "file_attributes": {"by": "me"},
            }
        },
        "_via_attributes": {
            "region": {
                "species": {"type": "dropdown", "options": {"bee": "", "ant": ""}},
                "seen": {"type": "checkbox", "options": {"day": "", "dusk": ""}},
            },
            "file": {},
        },
        "_via_data_format_version": "2.0.10",
        "_via_image_id_list": ["a.jpg5"],
    }
    del project["_via_attributes"]["region"]["seen"]  # type: ignore[attr-defined]
    (tmp_path / "p.json").write_text(json.dumps(project))
    found = read(CODEC, tmp_path)
    assert [item.name for item in found.classes] == ["bee", "ant"]
    (made,) = found.annotations
    assert (found.named(made), made.attributes) == ("ant", {"seen": "day, dusk"})
    write(CODEC, found.images, found.classes, tmp_path / "out")
    now = json.loads((tmp_path / "out" / "via.json").read_text())
    assert now["_via_img_metadata"] == project["_via_img_metadata"]
    assert now["_via_settings"]["ui"] == {"x": 1}
    assert now["_via_attributes"]["region"]["species"]["options"] == {"bee": "", "ant": ""}
    assert now["_via_image_id_list"] == ["a.jpg5"]
    again = read(CODEC, tmp_path / "out")
    assert again.named(again.annotations[0]) == "ant"


@pytest.mark.parametrize(
    ("attributes", "class_name"),
    [
        ({"label": "cat", "mood": "odd"}, "cat"),
        ({"mood": "odd", "Class": "cat"}, "cat"),
        ({"species": "cat"}, "cat"),
        ({"type": {"cat": True, "dog": False}}, "cat"),
        ({"label": 7}, "7"),
        ({"mood": "odd", "size": "big"}, "object"),
    ],
)
def test_the_attribute_that_is_the_class_is_found(
    tmp_path: Path, attributes: dict[str, object], class_name: str
) -> None:
    found = one(tmp_path, region(RECT, **attributes))
    assert found.named(found.annotations[0]) == class_name
    write(CODEC, found.images, found.classes, tmp_path / "out", layout="annotations")
    now = json.loads((tmp_path / "out" / "via.json").read_text())
    assert now["a.jpg5"]["regions"] == [region(RECT, **attributes)]


def test_the_attribute_that_is_the_class_can_be_chosen(tmp_path: Path) -> None:
    one(tmp_path, region(RECT, label="7", animal="cat"))
    found = read(CODEC, tmp_path, options={"class_attribute": "animal"})
    assert found.named(found.annotations[0]) == "cat"
    assert found.annotations[0].attributes == {"label": "7"}


def test_an_attribute_that_is_called_as_the_class_s_own_stays_apart(tmp_path: Path) -> None:
    made = annotation(Box(1, 2, 3, 4), attributes={"label": "x", "label_": "y"})
    write(CODEC, [LabeledImage("a.jpg", Size(8, 6), (made,))], CAT, tmp_path)
    (back,) = read(CODEC, tmp_path).annotations
    assert back.attributes == made.attributes


def test_a_circle_stays_one_when_it_is_moved(tmp_path: Path) -> None:
    found = one(tmp_path, region({"name": "circle", "cx": 5, "cy": 6, "r": 2}, label="cat"))
    (image,) = found.images
    (made,) = image.annotations
    assert made.shape == Ellipse(5, 6, 2, 2)
    moved = replace(made, shape=made.shape.moved(1, 1))
    write(CODEC, [replace(image, annotations=(moved,))], found.classes, tmp_path / "out")
    now = json.loads((tmp_path / "out" / "via.json").read_text())["_via_img_metadata"]
    told = now["a.jpg5"]["regions"][0]["shape_attributes"]
    assert told == {"name": "circle", "cx": 6, "cy": 7, "r": 2}


def test_files_that_are_good_load(shared: Path) -> None:
    for file, kind in (("ok.json", "polygon"), ("polyline.json", "polyline")):
        found = read(CODEC, shared / "bad/via", files=[file])
        (made,) = found.annotations
        assert (found.named(made), made.shape.kind) == ("cat", kind)
        assert not found.report.has_problems


def test_a_region_of_unequal_lists_is_left_out_and_said(shared: Path) -> None:
    found = read(CODEC, shared / "bad/via", files=["len_mismatch.json"])
    assert found.annotations == []
    (row,) = [row for row in found.report.rows if row.severity == "error"]
    assert (row.path, row.place) == ("len_mismatch.json", "good.jpg1191, region 1")
    assert str(row.text) == "The shape polygon has 2 x and 3 y; it is left out"


def test_an_unknown_shape_is_said_and_comes_back(shared: Path, tmp_path: Path) -> None:
    found = read(CODEC, shared / "bad/via", files=["unknown_shape.json"])
    assert [row.severity for row in found.report.rows if "star" in str(row)] == ["warning"]
    write(CODEC, found.images, found.classes, tmp_path, layout="annotations")
    was = json.loads((shared / "bad/via/unknown_shape.json").read_text())
    assert json.loads((tmp_path / "via.json").read_text()) == was


def test_a_web_address_is_not_asked_and_its_objects_are_kept(shared: Path) -> None:
    found = read(CODEC, shared / "bad/via", files=["url.json"])
    assert [image.path for image in found.images] == ["a.jpg"]
    assert len(found.annotations) == 1
    assert [row for row in found.said if "is missing" in row]


def test_the_image_of_a_web_address_that_lies_here_is_meant(tmp_path: Path) -> None:
    one(tmp_path, region(RECT, label="cat"), filename="https://example.org/x/a.jpg")
    found = read(CODEC, tmp_path, images=["pics/a.jpg"])
    assert [image.path for image in found.images] == ["pics/a.jpg"]


@pytest.mark.parametrize(
    "shape",
    [
        {"name": "rect", "x": 1, "y": 2, "width": 3},
        {"name": "rect", "x": 1, "y": 2, "width": None, "height": 3},
        {"name": "rect", "x": 1e300, "y": 2, "width": 1, "height": 3},
        {"name": "circle", "cx": 1, "cy": math.nan, "r": 3},
        {"name": "polygon", "all_points_x": [1, 2], "all_points_y": [1, 2]},
        {"name": "polygon", "all_points_x": [1, 2, True], "all_points_y": [1, 2, 3]},
        {"name": "polyline", "all_points_x": [1], "all_points_y": [1]},
        {"name": "polygon", "all_points_x": "123", "all_points_y": [1, 2, 3]},
    ],
)
def test_a_broken_region_is_left_out_and_the_rest_stands(tmp_path: Path, shape: object) -> None:
    found = one(tmp_path, region(shape, label="cat"), region(RECT, label="cat"))
    assert [a.shape for a in found.annotations] == [Box(1, 2, 4, 6)]
    (row,) = [row for row in found.report.rows if row.severity == "error"]
    assert (row.path, row.place) == ("via.json", "a.jpg5, region 1")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"null",
        b"[]",
        b'{"_via_img_metadata": {"a": {"filename": "a.jpg", "regions": [NaN]}}}',
        b'{"_via_img_metadata":',
        b'{"_via_img_metadata":' + b'{"a":' * 100_000 + b"1" + b"}" * 100_001,
        b'{"_via_img_metadata": {"a": {"filename": "\xff.jpg"}}}',
        b'{"_via_img_metadata": {"a": {"filename": "a.jpg", "regions": ' + b"9" * 10_000 + b"}}}",
        b'{"_via_img_metadata": {"a": null, "b": [], "c": {"filename": ""}, "d": {"regions": 3}}}',
    ],
    ids=["empty", "null", "list", "no number", "cut", "deep", "latin", "long number", "no entries"],
)
def test_a_broken_file_is_refused_at_once_and_named(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "via.json").write_bytes(data)
    start = time.perf_counter()
    found = read(CODEC, tmp_path)
    assert time.perf_counter() - start < 2
    assert found.annotations == []
    assert {row.path for row in found.report.rows} == {"via.json"}


def test_a_broken_row_is_left_out_and_a_broken_table_refused(tmp_path: Path) -> None:
    head = "filename,file_size,file_attributes,region_count,region_id,"
    head += "region_shape_attributes,region_attributes\n"
    good = 'b.jpg,1,"{}",0,0,"{}","{}"\n'
    (tmp_path / "via.csv").write_text(f'{head}a.jpg,1,"{{}}",1,0,"nothing","{{}}"\n{good}c,1\n')
    found = read(CODEC, tmp_path)
    assert [image.path for image in found.images] == ["a.jpg", "b.jpg"]
    assert [(row.place, row.severity) for row in found.report.rows] == [
        ("line 2", "error"), ("line 4", "error"),
    ]  # fmt: skip
    (tmp_path / "via.csv").write_text(f'{head}{good}c.jpg,"1\n')
    (row,) = read(CODEC, tmp_path).report.rows
    assert (row.path, row.place) == ("via.csv", "line 3")


def test_a_name_with_commas_is_read_as_via_writes_it(tmp_path: Path) -> None:
    head = "filename,file_size,file_attributes,region_count,region_id,"
    head += "region_shape_attributes,region_attributes\n"
    (tmp_path / "via.csv").write_text(head + 'a, b,c.jpg,1,"{}",0,0,"{}","{}"\n')
    assert [image.path for image in read(CODEC, tmp_path).images] == ["a, b,c.jpg"]


def third(tmp_path: Path, *rows: object, **more: object) -> Read:
    project = {
        "project": {"pid": "x", "vid_list": ["1"], "data_format_version": "3.1.1"},
        "config": {"file": {"loc_prefix": {"1": ""}}, "ui": {"y": 2}},
        "attribute": {
            "1": {"aname": "kind", "anchor_id": "FILE1_Z0_XY1", "type": 4,
                  "desc": "", "options": {"0": "cat", "1": "dog"}, "default_option_id": ""},
            "2": {"aname": "seen", "anchor_id": "FILE1_Z0_XY1", "type": 2,
                  "desc": "", "options": {"0": "day", "1": "dusk"}, "default_option_id": ""},
        },
        "file": {"1": {"fid": "1", "fname": "a.jpg", "type": 2, "loc": 1, "src": ""}},
        "view": {"1": {"fid_list": ["1"]}},
        "metadata": {f"1_{n}": row for n, row in enumerate(rows)},
    }  # fmt: skip
    (tmp_path / "p.json").write_text(json.dumps({**project, **more}))
    return read(CODEC, tmp_path)


def xy(*numbers: float, **more: object) -> dict[str, object]:
    return {
        "vid": "1",
        "flg": 0,
        "z": [],
        "xy": list(numbers),
        "av": {"1": "1", "2": "0,1"},
        **more,
    }


def test_every_shape_of_version_3_is_read_and_written_back(tmp_path: Path) -> None:
    rows = [
        xy(1, 5, 6), xy(2, 1, 2, 3, 4), xy(3, 5, 6, 2), xy(4, 5, 6, 2, 1), xy(5, 1, 2, 3, 4),
        xy(6, 1, 2, 3, 4, 5, 6), xy(7, 1, 2, 3, 4, 5, 1), xy(8, 1, 5, 9, 5, 4, 2, 4, 8),
        xy(9, 0, 1, 1, 0, 2, 1), xy(),
    ]  # fmt: skip
    found = third(tmp_path, *rows)
    assert [a.shape for a in found.annotations] == [
        Point(5, 6), Box(1, 2, 4, 6), Ellipse(5, 6, 2, 2), Ellipse(5, 6, 2, 1),
        Polyline(Ring([(1, 2), (3, 4)])), Polyline(Ring([(1, 2), (3, 4), (5, 6)])),
        Polygon.of([(1, 2), (3, 4), (5, 1)]), Box(1, 2, 9, 8), Ellipse(1, 1, 1, 1), Tag(),
    ]  # fmt: skip
    assert {found.named(a) for a in found.annotations} == {"dog"}
    assert found.annotations[0].attributes == {"seen": "day, dusk"}
    write(CODEC, found.images, found.classes, tmp_path / "out", layout="via3")
    was = json.loads((tmp_path / "p.json").read_text())
    now = json.loads((tmp_path / "out" / "via.json").read_text())
    for mid, row in was["metadata"].items():
        if row["xy"]:
            assert now["metadata"][mid] == row
    assert {k: now["attribute"][k] for k in was["attribute"]} == was["attribute"]
    assert now["config"]["ui"] == {"y": 2}
    assert (now["file"], now["view"]) == (was["file"], was["view"])


def test_what_is_of_a_moment_or_of_no_image_is_said(tmp_path: Path) -> None:
    found = third(tmp_path, xy(2, 1, 2, 3, 4, z=[1.5]), xy(8, 1), xy(77, 1))
    assert found.annotations == []
    assert len(found.report.rows) >= 3
    files = {"1": {"fid": "1", "fname": "a.mp4", "type": 4}}
    assert third(tmp_path, file=files).images == []


def test_values_of_odd_kinds_are_no_fault(tmp_path: Path) -> None:
    attribute = {"1": {"aname": "kind", "type": [4], "options": {"0": "cat"}}}
    found = third(tmp_path, xy(1, 5, 6), attribute=attribute)
    assert found.annotations[0].attributes == {"kind": "1", "2": "0,1"}


def test_another_reader_of_the_format_agrees(tmp_path: Path) -> None:
    """As Mask R-CNN's samples read annotations, and the header as VIA's documentation has it."""
    shapes = [Polygon.of([(1, 2), (3, 4), (5, 1)]), Box(1, 2, 4, 6), Ellipse(9, 8, 2, 1, 0.5)]
    image = LabeledImage("a.jpg", Size(80, 60), tuple(map(annotation, shapes)))
    write(CODEC, [image], CAT, tmp_path, layout="annotations")
    (entry,) = json.loads((tmp_path / "via.json").read_text()).values()
    polygon, rect, ellipse = (r["shape_attributes"] for r in entry["regions"])
    assert (polygon["all_points_x"], polygon["all_points_y"]) == ([1, 3, 5], [2, 4, 1])
    assert [rect[k] for k in ("x", "y", "width", "height")] == [1, 2, 3, 4]
    assert ellipse == {"name": "ellipse", "cx": 9, "cy": 8, "rx": 2, "ry": 1, "theta": 0.5}
    assert {r["region_attributes"]["label"] for r in entry["regions"]} == {"cat"}
    write(CODEC, [image], CAT, tmp_path, layout="csv")
    with (tmp_path / "via.csv").open(newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [(row["filename"], row["region_count"], row["region_id"]) for row in rows] == [
        ("a.jpg", "3", str(n)) for n in range(3)
    ]
    assert json.loads(rows[1]["region_shape_attributes"]) == rect


def test_a_polygon_with_a_hole_is_one_ring(tmp_path: Path) -> None:
    ring, hole = [(10, 10), (30, 10), (30, 30), (10, 30)], [(15, 15), (20, 15), (20, 20)]
    made = annotation(Polygon((Part(Ring(ring), (Ring(hole),)),)))
    report = write(CODEC, [LabeledImage("a.jpg", Size(80, 60), (made,))], CAT, tmp_path)
    assert [str(row.text) for row in report.rows] == [
        "A polygon is simplified to what the format can hold"
    ]
    (back,) = read(CODEC, tmp_path).annotations
    assert isinstance(back.shape, Polygon)
    assert abs(back.shape.area) == pytest.approx(400 - 12.5)


def test_each_part_of_a_split_is_a_file(tmp_path: Path) -> None:
    images = [LabeledImage(f"{n}.jpg", Size(8, 6)) for n in range(2)]
    write(CODEC, images, CAT, tmp_path, split={"0.jpg": "train", "1.jpg": "val"})
    assert sorted(p.name for p in tmp_path.iterdir()) == ["via_train.json", "via_val.json"]


@pytest.mark.parametrize(
    "file", [f"{FIRST}/unit_test_annotation1.csv", f"{KUDZU}/via_region_data.json"]
)
def test_files_are_recognised_as_via_s(shared: Path, file: str) -> None:
    path = shared / file
    source = Source(root=path.parent, files=[path.name], options=chosen(CODEC, {}))
    assert [codec.id for codec, _ in registry().sniffed(source)] == ["via"]
