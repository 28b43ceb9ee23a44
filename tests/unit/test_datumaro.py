"""Datumaro's JSON: numbers in pixels, labels by number, attributes of known names."""

from __future__ import annotations

import json
import math
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pycocotools import mask as coco

from labeldesk.domain.annotation import Annotation, Flags
from labeldesk.domain.classes import ClassList, ImageClass
from labeldesk.domain.geometry import Ring, Size
from labeldesk.domain.ids import AnnotationId, ClassId
from labeldesk.domain.image import ImageState, LabeledImage
from labeldesk.domain.mask import Mask
from labeldesk.domain.shapes import (
    Box,
    Caption,
    Ellipse,
    Keypoints,
    Point,
    Polygon,
    Polyline,
    RotatedBox,
    Tag,
)
from labeldesk.domain.skeleton import Skeleton
from labeldesk.formats.datumaro import CODEC
from labeldesk.formats.port import Source
from labeldesk.formats.registry import registry
from tests.unit.one_file import Read, read, write

REAL = "open-edge-platform+datumaro/tests/assets/datumaro_dataset/legacy"
CAT = ClassList((ImageClass(id=ClassId(1), name="cat", colour="#000000"),))
LABELS = {"labels": [{"name": n, "parent": "", "attributes": []} for n in ("dog", "cat")]}


def one(tmp_path: Path, *annotations: object, **more: object) -> Read:
    """A file with these annotations of an image of 80 x 60."""
    image = {"path": "a.jpg", "size": [60, 80]}
    item = {"id": "a", "annotations": list(annotations), "attr": {"frame": 3}, "image": image}
    told = {
        "dm_format_version": "1.0", "media_type": 2, "infos": {"by": "x"},
        "categories": {"label": {**LABELS, "label_groups": [], "attributes": ["z"]}},
        "items": [{**item, **more}],
    }  # fmt: skip
    (tmp_path / "annotations").mkdir(parents=True, exist_ok=True)
    (tmp_path / "annotations/default.json").write_text(json.dumps(told))
    return read(CODEC, tmp_path)


def told(kind: str, label_id: int = 1, **more: object) -> dict[str, object]:
    row = {"id": 4, "type": kind, "attributes": {}, "group": 0, "label_id": label_id}
    return {**row, **more, "z_order": 0}


def written(tmp_path: Path, found: Read) -> dict[str, object]:
    write(CODEC, found.images, found.classes, tmp_path / "out")
    whole: dict[str, object] = json.loads((tmp_path / "out/annotations/default.json").read_text())
    return whole


def annotation(shape: object, **more: object) -> Annotation:
    return Annotation(id=AnnotationId(1), class_id=ClassId(1), shape=shape, **more)  # type: ignore[arg-type]


def test_a_data_set_of_datumaro_loads_with_its_images_and_labels(shared: Path) -> None:
    found = read(CODEC, shared / REAL)
    assert {image.path: len(image.annotations) for image in found.images} == {
        "images/test/c.jpg": 2,
        "images/train/a.jpg": 1,
        "images/train/b.jpg": 4,
        "images/validation/d.jpg": 0,
    }
    assert {a.shape for a in found.annotations} == {Tag()}
    assert [item.name for item in found.classes] == ["car", "bicycle", "tom", "mary"]
    assert found.annotations[0].score == 1.0
    assert not found.report.has_problems


@pytest.mark.parametrize("part", ["test", "train", "validation"])
def test_what_was_read_is_written_back_to_the_letter(
    shared: Path, tmp_path: Path, part: str
) -> None:
    file = f"annotations/{part}.json"
    found = read(CODEC, shared / REAL, files=[file])
    was = json.loads((shared / REAL / file).read_text())
    now = written(tmp_path, found)
    assert now["items"] == [{**row, "annotations": [
        {"attributes": {}, **one} for one in row["annotations"]
    ]} for row in was["items"]]  # fmt: skip
    assert (now["infos"], now["categories"]) == (was["infos"], was["categories"])


def test_files_are_recognised_as_datumaro_s(shared: Path) -> None:
    root = shared / REAL
    source = Source(root=root, files=["annotations/train.json"])
    assert [codec.id for codec, _ in registry().sniffed(source)] == ["datumaro"]


def test_every_shape_is_read_and_written_back_to_the_letter(tmp_path: Path) -> None:
    pixels = np.zeros((60, 80), dtype=np.uint8)
    pixels[3:9, 5:50] = 1
    counts = coco.encode(np.asfortranarray(pixels))["counts"].decode()
    rows = [
        told("bbox", bbox=[1.5, 2, 3, 4]),
        told("bbox", bbox=[10, 20, 20, 10], attributes={"rotation": 90.0, "occluded": True}),
        told("polygon", points=[1, 2, 3, 4, 5, 1]),
        told("polyline", points=[1, 2, 3, 4]),
        told("points", points=[1, 2], visibility=[2]),
        told("points", points=[1, 2, 3, 4], visibility=[0, 1]),
        told("ellipse", points=[1, 2, 11, 6]),
        told("mask", rle={"counts": counts, "size": [60, 80]}),
    ]
    found = one(tmp_path, *rows)
    assert [a.shape for a in found.annotations] == [
        Box(1.5, 2, 4.5, 6), RotatedBox(20, 25, 20, 10, math.pi / 2),
        Polygon.of([(1, 2), (3, 4), (5, 1)]), Polyline(Ring([(1, 2), (3, 4)])), Point(1, 2),
        Keypoints(Ring([(1, 2), (3, 4)]), (0, 1)), Ellipse(6, 4, 5, 2), Mask.of(pixels),
    ]  # fmt: skip
    assert {found.named(a) for a in found.annotations} == {"cat"}
    assert found.annotations[1].flags == Flags(occluded=True)
    was = json.loads((tmp_path / "annotations/default.json").read_text())
    assert written(tmp_path, found) == was


def test_a_caption_and_an_object_without_a_label_have_a_class_and_come_back_without(
    tmp_path: Path,
) -> None:
    rows = [told("caption", caption="hm"), told("bbox", bbox=[1, 2, 3, 4])]
    for row in rows:
        del row["label_id"]
    del rows[0]["z_order"]
    found = one(tmp_path, *rows)
    assert [found.named(a) for a in found.annotations] == ["caption", "object"]
    assert found.annotations[0].shape == Caption("hm")
    assert written(tmp_path, found)["items"][0]["annotations"] == rows  # type: ignore[index]


def test_flags_score_and_pose_are_attributes_of_the_names_others_know(tmp_path: Path) -> None:
    flags = Flags(difficult=True, truncated=True, occluded=True, crowd=True)
    made = annotation(Box(1, 2, 3, 4), flags=flags, score=0.5, pose="Left", group=3, z=2)
    write(CODEC, [LabeledImage("a.jpg", Size(8, 6), (made,))], CAT, tmp_path)
    whole = json.loads((tmp_path / "annotations/default.json").read_text())
    (row,) = whole["items"][0]["annotations"]
    assert row["attributes"] == {
        "difficult": True, "truncated": True, "occluded": True, "is_crowd": True,
        "score": 0.5, "pose": "Left",
    }  # fmt: skip
    assert (row["group"], row["z_order"]) == (3, 2)


def test_attributes_that_are_called_as_flags_stay_attributes(tmp_path: Path) -> None:
    values = {"occluded": True, "score": 3, "pose": "x", "difficult": "very", "rotation": 7}
    made = annotation(Box(1, 2, 3, 4), attributes=values, flags=Flags(difficult=True), score=0.5)
    write(CODEC, [LabeledImage("a.jpg", Size(8, 6), (made,))], CAT, tmp_path)
    (back,) = read(CODEC, tmp_path).annotations
    assert back.attributes == values
    assert (back.flags, back.score, back.pose) == (Flags(difficult=True), 0.5, "")
    assert back.shape == made.shape


def test_numbers_of_labels_follow_the_classes_that_are_written(tmp_path: Path) -> None:
    colours = [{"label_id": 0, "r": 1, "g": 1, "b": 1}, {"label_id": 1, "r": 2, "g": 2, "b": 2}]
    found = one(tmp_path, told("label"))
    (image,) = found.images
    assert image.foreign is not None
    dataset = image.foreign.extra["$dataset"]
    dataset["categories"]["mask"] = {"colormap": colours}  # type: ignore[index, call-overload]
    cat = ClassList(tuple(item for item in found.classes if item.name == "cat"))
    write(CODEC, [image], cat, tmp_path / "out")
    whole = json.loads((tmp_path / "out/annotations/default.json").read_text())
    assert [row["name"] for row in whole["categories"]["label"]["labels"]] == ["cat"]
    assert whole["items"][0]["annotations"][0]["label_id"] == 0
    assert whole["categories"]["mask"]["colormap"] == [{"label_id": 0, "r": 2, "g": 2, "b": 2}]


def test_a_template_comes_back_with_its_joints_and_lines(tmp_path: Path) -> None:
    skeleton = Skeleton.of(["head", "left hand", "right hand"], [(0, 1), (0, 2)])
    classes = ClassList((replace(CAT.items[0], skeleton=skeleton),))
    joints = Keypoints(Ring([(1, 2), (3, 4), (5, 6)]), (2, 1, 0))
    write(CODEC, [LabeledImage("a.jpg", Size(8, 6), (annotation(joints),))], classes, tmp_path)
    found = read(CODEC, tmp_path)
    (item,) = found.classes
    assert item.skeleton is not None
    assert (item.skeleton.names, item.skeleton.edges) == (skeleton.names, skeleton.edges)
    assert found.annotations[0].shape == joints


def test_a_mask_is_the_same_to_pycocotools(tmp_path: Path) -> None:
    pixels = np.random.default_rng(3).random((60, 80)) < 0.3
    image = LabeledImage("a.jpg", Size(80, 60), (annotation(Mask.of(pixels)),))
    write(CODEC, [image], CAT, tmp_path)
    whole = json.loads((tmp_path / "annotations/default.json").read_text())
    rle = whole["items"][0]["annotations"][0]["rle"]
    assert (coco.decode({**rle, "counts": rle["counts"].encode()}) == pixels).all()


def test_what_is_of_no_known_kind_is_said_and_comes_back(tmp_path: Path) -> None:
    cuboid = told("cuboid_3d", position=[1, 2, 3], rotation=[0, 0, 0], scale=[1, 1, 1])
    found = one(tmp_path, cuboid, told("label"))
    assert [row for row in found.said if "cuboid_3d" in row]
    rows = written(tmp_path, found)["items"][0]["annotations"]  # type: ignore[index]
    assert cuboid in rows


def test_items_of_videos_and_clouds_are_left_out_and_said(tmp_path: Path) -> None:
    found = one(tmp_path, point_cloud={"path": "a.pcd"})
    assert (found.images, found.report.severities["error"]) == ([], 1)


def test_a_number_without_a_label_is_said(tmp_path: Path) -> None:
    found = one(tmp_path, told("label", label_id=9))
    assert [row for row in found.said if "no label of the number 9" in row]
    assert found.named(found.annotations[0]) == "object"


@pytest.mark.parametrize(
    "row",
    [
        told("bbox", bbox=[1, 2, 3]),
        told("bbox", bbox=[1, 2, 3, math.nan]),
        told("bbox", bbox=[1, 2, 3, 1e300]),
        told("polygon", points=[1, 2, 3, 4]),
        told("polygon", points=[1, 2, 3, 4, 5, 6, 7]),
        told("points", points=[1, 2], visibility=[7]),
        told("mask", rle={"counts": "0", "size": [60, 80]}),
        told("mask", rle={"counts": "0", "size": [6, 8]}),
        told("mask", rle=None),
        "bbox",
    ],
)
def test_a_broken_annotation_is_left_out_and_the_rest_stands(tmp_path: Path, row: object) -> None:
    found = one(tmp_path, row, told("bbox", bbox=[1, 2, 3, 4]))
    assert [a.shape for a in found.annotations] == [Box(1, 2, 4, 6)]
    (problem,) = found.report.rows
    assert (problem.path, problem.severity) == ("annotations/default.json", "error")
    assert problem.place == "item 'a', annotation 1"


@pytest.mark.parametrize(
    "data",
    [
        b"", b"[]", b"null", b'{"items": 3}', b'{"categories": {}, "items": [1, null, {}]}',
        b'{"dm_format_version": 1, "items": [' + b'{"a":' * 90_000 + b"1" + b"}" * 90_000 + b"]}",
        b'{"dm_format_version": "1.0", "items": [{"id": "\xff"}]}',
        b'{"infos": {}, "categories": {"label": {"labels": [3, {}]}, "points": {"items": [{}]}}}',
    ],
)  # fmt: skip
def test_a_broken_file_is_refused_at_once_and_named(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.json").write_bytes(data)
    start = time.perf_counter()
    found = read(CODEC, tmp_path)
    assert time.perf_counter() - start < 2
    assert found.images == []
    assert {row.path for row in found.report.rows} == {"a.json"}


def test_a_name_that_leads_outside_names_no_image(tmp_path: Path) -> None:
    for name in ("../../etc/passwd", "/etc/passwd"):
        found = one(tmp_path, image={"path": name})
        assert not any(".." in image.path or image.path[0] == "/" for image in found.images)


def test_done_is_a_mark_of_ours_and_each_part_a_file(tmp_path: Path) -> None:
    images = [LabeledImage(f"{n}.jpg", Size(8, 6), (), ImageState(done=n == 0)) for n in range(2)]
    write(CODEC, images, CAT, tmp_path, split={"0.jpg": "train", "1.jpg": "val"})
    assert sorted(p.name for p in (tmp_path / "annotations").iterdir()) == [
        "train.json",
        "val.json",
    ]
    found = read(CODEC, tmp_path)
    assert [image.state.done for image in found.images] == [True, False]


def test_items_of_one_stem_have_ids_of_their_own(tmp_path: Path) -> None:
    images = [LabeledImage(name, Size(8, 6)) for name in ("a.jpg", "a.png")]
    write(CODEC, images, CAT, tmp_path)
    whole = json.loads((tmp_path / "annotations/default.json").read_text())
    assert [row["id"] for row in whole["items"]] == ["a", "a.png"]
