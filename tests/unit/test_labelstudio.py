"""Label Studio: percentages, boxes turned about a corner, brushes, and what else tasks hold."""

from __future__ import annotations

import json
import math
import time
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.classes import ClassList, ImageClass
from labeldesk.domain.geometry import Ring, Size
from labeldesk.domain.ids import AnnotationId, ClassId
from labeldesk.domain.image import ImageState, LabeledImage
from labeldesk.domain.mask import Mask
from labeldesk.domain.problem import UserError
from labeldesk.domain.shapes import Box, Ellipse, Point, Polygon, Polyline, RotatedBox, Tag
from labeldesk.formats.labelstudio import CODEC
from labeldesk.formats.labelstudio.brush import mask_of, rle_of
from labeldesk.formats.labelstudio.tasks import names_of
from labeldesk.formats.port import Source
from labeldesk.formats.registry import registry
from labeldesk.formats.report import Report
from tests.unit.one_file import Read, read, write

REAL = "HumanSignal+label-studio-converter/tests/data"
CAT = ClassList((ImageClass(id=ClassId(1), name="cat", colour="#000000"),))
BOX = {"x": 10, "y": 20, "width": 30, "height": 40, "rotation": 0}


def result(kind: str = "rectanglelabels", **more: object) -> dict[str, object]:
    """A result of the class cat on an image of 80 x 60."""
    return {
        "id": "r1", "type": kind, "from_name": "label", "to_name": "image",
        "original_width": 80, "original_height": 60, "image_rotation": 0,
        "value": {**BOX, kind: ["cat"]}, **more,
    }  # fmt: skip


def task(*results: object, image: str = "a.jpg", **more: object) -> dict[str, object]:
    given = {"id": 7, "completed_by": 1, "was_cancelled": False, "result": list(results)}
    return {"id": 5, "data": {"image": image}, "annotations": [given], "meta": {"k": 1}, **more}


def one(tmp_path: Path, *tasks: object) -> Read:
    (tmp_path / "t.json").write_text(json.dumps(tasks))
    return read(CODEC, tmp_path)


def written(tmp_path: Path, found: Read) -> list[dict[str, object]]:
    write(CODEC, found.images, found.classes, tmp_path / "out")
    told: list[dict[str, object]] = json.loads((tmp_path / "out/label-studio.json").read_text())
    return told


def annotation(shape: object, **more: object) -> Annotation:
    return Annotation(id=AnnotationId(1), class_id=ClassId(1), shape=shape, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("file", "images", "objects"),
    [
        ("test_export_csv/csv_test.json", 2, 3),
        ("test_export_csv/csv_test2.json", 0, 0),  # about texts
        ("test_export_csv/csv_test_history.json", 0, 0),
        ("test_export_json_min/data.json", 1, 1),
        ("test_export_json_min/data_repeater.json", 3, 1),
        ("test_export_yolo/data.json", 2, 6),
        ("test_export_yolo/data_obb.json", 3, 25),
        ("test_export_yolo/data_polygons.json", 1, 1),
    ],
)
def test_files_of_label_studio_load_with_their_counts(
    shared: Path, file: str, images: int, objects: int
) -> None:
    path = shared / REAL / file
    found = read(CODEC, path.parent, files=[path.name], images=[])
    assert (len(found.images), len(found.annotations)) == (images, objects)
    assert not found.report.severities["error"], found.said
    source = Source(root=path.parent, files=[path.name])
    assert [codec.id for codec, _ in registry().sniffed(source)] == ["labelstudio"]


@pytest.mark.parametrize("name", ["data.json", "data_obb.json", "data_polygons.json"])
def test_what_was_read_is_written_back_to_the_letter(
    shared: Path, tmp_path: Path, name: str
) -> None:
    root = shared / REAL / "test_export_yolo"
    found = read(CODEC, root, files=[name], images=[])
    assert written(tmp_path, found) == json.loads((root / name).read_text())


def test_results_of_one_object_are_its_attributes(shared: Path, tmp_path: Path) -> None:
    found = read(
        CODEC, shared / REAL / "test_export_json_min", files=["data_repeater.json"], images=[]
    )
    (made,) = found.annotations
    assert found.named(made) == "Document Title"
    assert made.attributes == {"categories_0": "Archaea"}
    assert [image.path for image in found.images] == [f"example{n}.jpeg" for n in (1, 2, 3)]
    (first, *_) = written(tmp_path, found)
    kinds = [row["type"] for row in first["annotations"][0]["result"]]  # type: ignore[index]
    assert kinds == ["rectanglelabels", "taxonomy"]


def test_percent_are_of_the_image_s_size(shared: Path) -> None:
    found = read(CODEC, shared / "bad/labelstudio", files=["ok.json"])
    (made,) = found.annotations
    assert made.shape.bounds == pytest.approx((10, 10, 30, 40), abs=1e-3)
    assert found.images[0].state.done
    assert not found.report.has_problems


def test_a_box_turns_clockwise_about_its_top_left_corner(shared: Path) -> None:
    found = read(CODEC, shared / "bad/labelstudio", files=["rotated.json"])
    (made,) = found.annotations
    assert isinstance(made.shape, RotatedBox)
    assert made.shape.angle == pytest.approx(math.radians(30))
    assert made.shape.corners[0] == pytest.approx([10, 10], abs=1e-3)
    assert made.shape.corners[1] == pytest.approx([10 + 20 * math.cos(math.pi / 6), 20], abs=1e-3)


@pytest.mark.parametrize(
    ("file", "word", "objects"),
    [
        ("imgrot.json", "was turned by 90", 1),
        ("over.json", "reaches beyond", 1),
        ("brush.json", "end too early", 0),
        ("two.json", "has 2 labels", 1),
    ],
)
def test_what_is_odd_is_said(shared: Path, file: str, word: str, objects: int) -> None:
    found = read(CODEC, shared / "bad/labelstudio", files=[file])
    assert len(found.annotations) == objects
    assert [row for row in found.said if word in row], found.said


def test_of_two_labels_the_first_is_the_class_and_both_come_back(
    shared: Path, tmp_path: Path
) -> None:
    found = read(CODEC, shared / "bad/labelstudio", files=["two.json"])
    assert found.named(found.annotations[0]) == "a"
    (told,) = written(tmp_path, found)
    value = told["annotations"][0]["result"][0]["value"]  # type: ignore[index]
    assert value["rectanglelabels"] == ["a", "b"]


def decoded_by_the_book(rle: list[int]) -> np.ndarray:
    """The bytes of a brush, bit by bit as Label Studio's decoder goes."""
    bits = "".join(f"{byte:08b}" for byte in rle)
    at = 0

    def number(count: int) -> int:
        nonlocal at
        at += count
        return int(bits[at - count : at], 2)

    total, word = number(32), number(5) + 1
    sizes = [number(4) + 1 for _ in range(4)]
    out: list[int] = []
    while len(out) < total:
        is_repeated = number(1)
        count = number(sizes[number(2)]) + 1
        values = [number(word)] * count if is_repeated else [number(word) for _ in range(count)]
        out += values
    return np.array(out, dtype=np.uint8)


@pytest.mark.parametrize("share", [0.0, 0.02, 0.5, 1.0])
def test_another_reader_of_brushes_agrees(share: float) -> None:
    size = Size(97, 41)
    pixels = np.random.default_rng(5).random((size.height, size.width)) < share
    rle = rle_of(Mask.of(pixels), size)
    alpha = decoded_by_the_book(rle).reshape(size.height, size.width, 4)[..., 3]
    assert ((alpha > 0) == pixels).all()
    assert mask_of(rle, size) == Mask.of(pixels)


def test_a_brush_with_values_one_by_one_is_read() -> None:
    """As the brush of the browser writes colours: red, green, blue and alpha all differ."""
    size = Size(3, 2)
    alpha = [0, 255, 9, 0, 0, 1]
    values = [channel for a in alpha for channel in (255, 10, 20, a)]
    bits = f"{24:032b}{7:05b}" + "".join(f"{n - 1:04b}" for n in (3, 4, 8, 16))
    bits += "001" + f"{9:04b}" + "".join(f"{v:08b}" for v in values[:10])
    bits += "000" + f"{4:03b}" + "".join(f"{v:08b}" for v in values[10:15])
    bits += "001" + f"{8:04b}" + "".join(f"{v:08b}" for v in values[15:])
    bits += "0" * (-len(bits) % 8)
    rle = [int(bits[n : n + 8], 2) for n in range(0, len(bits), 8)]
    assert (mask_of(rle, size).whole(size).ravel() == (np.array(alpha) > 0)).all()


@pytest.mark.parametrize(
    "rle", [[], [1], "abc", [0, 0, 0, 1, 300], [255] * 40, [0, 0, 75, 0], None, [1.5]]
)
def test_a_broken_brush_is_refused_at_once(rle: object) -> None:
    start = time.perf_counter()
    with pytest.raises(UserError):
        mask_of(rle, Size(80, 60))
    assert time.perf_counter() - start < 1


def test_every_shape_reads_as_the_documentation_has_it(tmp_path: Path) -> None:
    ellipse = {"x": 50, "y": 50, "radiusX": 10, "radiusY": 20, "rotation": 0}
    line = {"points": [[0, 0], [50, 50], [100, 0]], "closed": True}
    rows = [
        result(),
        result("ellipselabels", value={**ellipse, "ellipselabels": ["cat"]}),
        result("polygonlabels", value={**line, "polygonlabels": ["cat"]}),
        result("polygonlabels", value={**line, "closed": False, "polygonlabels": ["cat"]}),
        result("keypointlabels", value={"x": 25, "y": 50, "width": 1, "keypointlabels": ["cat"]}),
        result("choices", value={"choices": ["cat", "dog"]}),
    ]
    found = one(tmp_path, task(*({**row, "id": f"r{n}"} for n, row in enumerate(rows))))
    corners = [(0, 0), (40, 30), (80, 0)]
    assert [a.shape for a in found.annotations] == [
        Box(8, 12, 32, 36), Ellipse(40, 30, 8, 12), Polygon.of(corners), Polyline(Ring(corners)),
        Point(20, 30), Tag(), Tag(),
    ]  # fmt: skip
    assert [found.named(a) for a in found.annotations][-2:] == ["cat", "dog"]


def test_a_rectangle_with_labels_of_its_own_is_one_object(tmp_path: Path) -> None:
    labels = result("labels", from_name="names", value={**BOX, "labels": ["cat"]})
    found = one(tmp_path, task(result("rectangle", value=BOX, from_name="box"), labels))
    (made,) = found.annotations
    assert (found.named(made), made.attributes) == ("cat", {})


def test_what_a_task_holds_beside_is_kept_and_written_back(tmp_path: Path) -> None:
    relation = {"type": "relation", "from_id": "r1", "to_id": "r1"}
    told = task(
        result(meta={"text": ["hm"]}, parentID="p", score=0.5), relation,
        predictions=[{"model_version": "m", "result": []}],
    )  # fmt: skip
    found = one(tmp_path, told)
    assert found.annotations[0].score == 0.5
    assert written(tmp_path, found) == [told]


def test_an_annotation_that_was_skipped_is_kept_but_not_shown(tmp_path: Path) -> None:
    told = task(result())
    told["annotations"][0]["was_cancelled"] = True  # type: ignore[index]
    found = one(tmp_path, told)
    assert (found.annotations, found.images[0].state.done) == ([], False)
    assert [row for row in found.said if "skipped" in row]
    (back,) = written(tmp_path, found)
    assert back["annotations"][0]["result"] == [result()]  # type: ignore[index]


def test_objects_of_several_annotations_go_back_to_their_own(tmp_path: Path) -> None:
    told = task(result())
    told["annotations"].append({"id": 8, "result": [result(id="r2")]})  # type: ignore[attr-defined]
    found = one(tmp_path, told)
    assert len(found.annotations) == 2
    assert [row for row in found.said if "2 annotations" in row]
    assert written(tmp_path, found) == [told]


def test_done_is_told_by_an_annotation_and_not_done_by_a_mark(tmp_path: Path) -> None:
    images = [
        LabeledImage("a.jpg", Size(8, 6), (annotation(Box(1, 2, 3, 4)),), ImageState(done=True)),
        LabeledImage("b.jpg", Size(8, 6), (annotation(Box(1, 2, 3, 4)),)),
        LabeledImage("c.jpg", Size(8, 6), (), ImageState(done=True)),
        LabeledImage("d.jpg", Size(8, 6)),
    ]
    write(CODEC, images, CAT, tmp_path)
    told = json.loads((tmp_path / "label-studio.json").read_text())
    assert [len(row["annotations"]) for row in told] == [1, 1, 1, 0]
    assert [image.state.done for image in read(CODEC, tmp_path).images] == [1, 0, 1, 0]


def test_objects_of_one_id_are_two_objects_still(tmp_path: Path) -> None:
    twice = (annotation(Box(1, 2, 3, 4), attributes={"a": "b"}), annotation(Box(1, 2, 5, 6)))
    write(CODEC, [LabeledImage("a.jpg", Size(8, 6), twice)], CAT, tmp_path)
    found = read(CODEC, tmp_path)
    assert [a.shape for a in found.annotations] == [one.shape for one in twice]
    assert [a.attributes for a in found.annotations] == [{"a": "b"}, {}]


def test_attributes_are_results_of_the_kind_of_their_value(tmp_path: Path) -> None:
    values = {"name": "x", "many": 3, "lit": True, "empty": ""}
    made = annotation(Box(1, 2, 3, 4), attributes=values)
    write(CODEC, [LabeledImage("a.jpg", Size(8, 6), (made,))], CAT, tmp_path)
    (told,) = json.loads((tmp_path / "label-studio.json").read_text())
    kinds = [row["type"] for row in told["annotations"][0]["result"]]
    assert kinds == ["rectanglelabels", "textarea", "number", "choices", "textarea"]
    assert read(CODEC, tmp_path).annotations[0].attributes == values


def test_the_short_form_is_read(tmp_path: Path) -> None:
    row = {**BOX, "rectanglelabels": ["cat"], "original_width": 80, "original_height": 60}
    short = {"image": "/data/upload/1/0123abcd-a.jpg", "id": 3, "label": [row], "annotation_id": 9}
    found = one(tmp_path, short)
    assert [image.path for image in found.images] == ["a.jpg"]
    assert [a.shape for a in found.annotations] == [Box(8, 12, 32, 36)]


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("/data/local-files/?d=sub/a%20b.jpg", "sub/a b.jpg"),
        ("/data/upload/2/0123abcd-a.jpg", "a.jpg"),
        ("s3://bucket/dir/a.jpg", "dir/a.jpg"),
        ("https://example.org/x/a%C3%A9.jpg?token=1", "aé.jpg"),
        ("a.jpg", "a.jpg"),
        ("/image1", "image1"),
    ],
)
def test_an_image_is_found_by_every_kind_of_address(told: str, name: str) -> None:
    assert name in names_of(told)


def test_values_of_odd_kinds_are_no_fault(tmp_path: Path) -> None:
    odd = result(to_name=["image"], from_name=3, id={"a": 1}, score="high", image_rotation=[])
    assert [a.shape for a in one(tmp_path, task(odd)).annotations] == [Box(8, 12, 32, 36)]


def test_no_address_leads_outside(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for told in ("/data/local-files/?d=../../etc/passwd", "../../etc/passwd", "file:///etc/passwd"):
        found = one(tmp_path / "in", task(result(), image=told))
        assert [image.path for image in found.images] in ([], ["passwd"], ["etc/passwd"])


@pytest.mark.parametrize(
    "value",
    [
        {"x": 1, "y": 2, "width": 3},
        {**BOX, "x": None},
        {**BOX, "x": math.nan},
        {**BOX, "width": 1e300},
        {},
        None,
    ],
)
def test_a_broken_result_is_left_out_and_the_rest_stands(tmp_path: Path, value: object) -> None:
    found = one(tmp_path, task(result(value=value), result(id="r2")))
    assert [a.shape for a in found.annotations] == [Box(8, 12, 32, 36)]
    (row,) = [row for row in found.report.rows if row.severity == "error"]
    assert (row.path, row.place) == ("t.json", "task 1, result 'r1'")


@pytest.mark.parametrize(
    "data",
    [
        b"", b"null", b"{}", b'[{"annotations": [', b'[{"annotations": [{"result": 3}]}, null, 5]',
        b'[{"annotations": ' + b"[" * 100_000 + b"]" * 100_000 + b"}]",
        b'[{"annotations": [], "data": {"image": "\xff"}}]',
    ],
)  # fmt: skip
def test_a_broken_file_is_refused_at_once_and_named(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "t.json").write_bytes(data)
    start = time.perf_counter()
    found = read(CODEC, tmp_path)
    assert time.perf_counter() - start < 2
    assert found.images == []
    assert {row.path for row in found.report.rows} == {"t.json"}


def test_numbers_stay_as_they_stood_until_the_shape_changes(tmp_path: Path) -> None:
    value = {
        "x": 10.123456789012345,
        "y": 20,
        "width": 30,
        "height": 40.5,
        "rectanglelabels": ["cat"],
    }
    found = one(tmp_path, task(result(value=value)))
    assert written(tmp_path, found)[0]["annotations"][0]["result"][0]["value"] == value  # type: ignore[index]
    (image,) = found.images
    (made,) = image.annotations
    moved = replace(image, annotations=(replace(made, shape=Box(8, 12, 32, 36)),))
    write(CODEC, [moved], found.classes, tmp_path / "out")
    told = json.loads((tmp_path / "out/label-studio.json").read_text())
    assert told[0]["annotations"][0]["result"][0]["value"] == {**BOX, "rectanglelabels": ["cat"]}


def test_the_interface_names_every_class(tmp_path: Path) -> None:
    classes = ClassList((ImageClass(id=ClassId(1), name='a<b> & "c"', colour="#010203"),))
    write(CODEC, [], classes, tmp_path)
    root = ET.parse(tmp_path / "label_config.xml").getroot()
    assert {e.get("value") for e in root.iter("Label")} == {'a<b> & "c"'}
    assert {e.get("background") for e in root.iter("Label")} == {"#010203"}


def test_an_export_of_no_tasks_reads_as_nothing_without_a_complaint(tmp_path: Path) -> None:
    (tmp_path / "label-studio.json").write_text("[]\n")
    (tmp_path / "label_config.xml").write_text("<View/>")
    report = Report()
    files = ("label-studio.json", "label_config.xml")
    assert not list(CODEC.read(Source(root=tmp_path, files=files), report))
    assert not report.rows
