"""COCO JSON: ids and numbers stay, strangers' JSON is harmless, pycocotools agrees."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pycocotools import mask as coco_mask

from labeldesk.domain.annotation import Flags
from labeldesk.domain.geometry import Ring
from labeldesk.domain.image import ImageState, LabeledImage
from labeldesk.domain.mask import Mask
from labeldesk.domain.shapes import (
    Box,
    Caption,
    Ellipse,
    Keypoints,
    Part,
    Point,
    Polygon,
    RotatedBox,
    Tag,
)
from tests.unit.coco.files import (
    CLASSES,
    OUT,
    ROWS,
    SIZE,
    data,
    labeled,
    pycocotools,
    read,
    rewritten,
    taken,
    write,
)


def test_a_file_nobody_edited_is_written_back_as_it_was(tmp_path: Path) -> None:
    content = data(*ROWS, videos=[{"id": 1}])
    content["images"].append({"id": 2, "width": 9, "height": 9, "file_name": "sub/empty.png"})
    assert rewritten(tmp_path, content) == content


def test_what_annotations_come_before_their_images_makes_no_difference(tmp_path: Path) -> None:
    content = data(*ROWS)
    turned = dict(reversed(content.items()))
    assert rewritten(tmp_path, turned) == rewritten(tmp_path, content) == content


def test_shapes_are_what_the_rows_say(tmp_path: Path) -> None:
    (image,), report, _ = taken(tmp_path, data(*ROWS))
    kinds = [a.shape.kind for a in image.annotations]
    assert kinds == ["polygon", "polygon", "mask", "mask", "box", "keypoints", "keypoints"]
    two = image.annotations[1].shape
    assert isinstance(two, Polygon)
    assert len(two.parts) == 2
    assert image.annotations[2].flags == Flags(crowd=True)
    assert image.annotations[2].shape == image.annotations[3].shape
    assert image.annotations[5].attributes == {"wet": True, "n": 3}
    assert not report.has_problems


def test_after_an_edit_area_and_bbox_are_computed_by_cocos_rules(tmp_path: Path) -> None:
    def moved(image: LabeledImage) -> LabeledImage:
        changed = tuple(replace(a, shape=a.shape.moved(1, 1)) for a in image.annotations)
        return replace(image, annotations=changed)

    rows = rewritten(tmp_path, data(*ROWS), moved)["annotations"]
    assert [row["id"] for row in rows] == [row["id"] for row in ROWS]
    assert rows[1]["area"] == pytest.approx(600 + 9.75 * 8.5 / 2)
    assert rows[1]["bbox"] == [11, 2, 50, 39]
    assert rows[2]["area"] == 40
    assert rows[2]["bbox"] == [11, 11, 2, 20]
    assert rows[4]["bbox"] == pytest.approx([2.1, 3.2, 3, 2])
    assert rows[5]["track"] == {"id": [1, None]}


def test_pycocotools_finds_the_same_pixels_areas_and_boxes(tmp_path: Path) -> None:
    pixels = np.zeros((60, 80), dtype=bool)
    pixels[5:20, 7:33] = True
    pixels[8:10, 9:12] = False
    ring = Polygon.of([(1.5, 2), (30, 4), (20.25, 40)])
    holed = Polygon((Part(Ring([(0, 0), (50, 0), (50, 50), (0, 50)]), (ring.rings[0],)),))
    image = labeled(
        Mask.of(pixels), ring, holed, Ellipse(40, 30, 20, 10, 0.5), RotatedBox(40, 30, 20, 9, 1)
    )
    write([image], CLASSES, tmp_path)
    coco = pycocotools(tmp_path / OUT)
    rows = coco.loadAnns(coco.getAnnIds())
    assert int(coco_mask.area(coco.annToRLE(rows[0]))) == pixels.sum()
    assert (coco.annToMask(rows[0]) == pixels).all()
    assert rows[0]["area"] == int(pixels.sum())
    assert rows[0]["bbox"] == coco_mask.toBbox(coco.annToRLE(rows[0])).tolist()
    assert rows[1]["area"] == pytest.approx(ring.area)
    assert rows[2]["segmentation"]["size"] == [60, 80]
    assert not coco.annToMask(rows[2])[10, 15]
    assert coco.annToMask(rows[2])[45, 45]
    assert rows[3]["area"] == pytest.approx(200 * np.pi, rel=0.01)
    assert int(coco.annToMask(rows[4]).sum()) == pytest.approx(180, abs=4)
    assert coco.cats[17]["name"] == "cat"


def test_holes_can_be_written_as_slits_that_cover_the_same(tmp_path: Path) -> None:
    hole = Ring([(10, 10), (20, 10), (20, 20), (10, 20)])
    other = Ring([(30, 30), (30, 40), (40, 40), (40, 30)])
    holed = Polygon((Part(Ring([(0, 0), (50, 0), (50, 50), (0, 50)]), (hole, other)),))
    write([labeled(holed)], CLASSES, tmp_path, holes="keyhole")
    coco = pycocotools(tmp_path / OUT)
    (row,) = coco.loadAnns(coco.getAnnIds())
    assert isinstance(row["segmentation"], list)
    assert row["area"] == 2300
    assert coco.annToMask(row).sum() == 2300
    assert not coco.annToMask(row)[15, 15]


def test_a_crowd_is_run_lengths(tmp_path: Path) -> None:
    write(
        [labeled(Polygon.of([(1, 1), (9, 1), (9, 9)]), flags=Flags(crowd=True))],
        CLASSES,
        tmp_path,
        counts="uncompressed",
    )
    (row,) = json.loads((tmp_path / OUT).read_text())["annotations"]
    assert row["iscrowd"] == 1
    assert isinstance(row["segmentation"]["counts"], list)


def test_tags_captions_and_points_are_left_out_and_said_so(tmp_path: Path) -> None:
    report = write(
        [labeled(Tag(), Caption("a cat"), Point(1, 2), Box(0, 0, 9, 9))], CLASSES, tmp_path
    )
    assert [row.place for row in report.rows] == ["object 1", "object 2", "object 3"]
    assert len(json.loads((tmp_path / OUT).read_text())["annotations"]) == 1


def test_joints_that_are_absent_have_no_place(tmp_path: Path) -> None:
    joints = Keypoints(Ring([(5, 6), (7.5, 8), (9, 9)]), (2, 1, 0))
    write([labeled(joints)], CLASSES, tmp_path)
    (row,) = json.loads((tmp_path / OUT).read_text())["annotations"]
    assert row["keypoints"] == [5, 6, 2, 7.5, 8, 1, 0, 0, 0]
    assert row["num_keypoints"] == 2


def test_new_rows_get_the_numbers_after_the_old_ones(tmp_path: Path) -> None:
    images, _, source = taken(tmp_path, data(*ROWS))
    new = LabeledImage("new.jpg", SIZE, (replace(labeled(Box(0, 0, 5, 5)).annotations[0]),))
    known = source.classes.classes
    classes = known.with_class(known.fresh("new"))
    new = replace(new, annotations=(replace(new.annotations[0], class_id=classes.items[-1].id),))
    write([new, *images], classes, tmp_path / "out")
    out = json.loads((tmp_path / "out" / OUT).read_text())
    assert [i["id"] for i in out["images"]] == [8, 7]
    assert out["annotations"][0]["id"] == 900000000002
    assert out["annotations"][0]["image_id"] == 8
    assert [c["id"] for c in out["categories"]] == [1, 90, 91]


def test_an_id_used_twice_is_given_once(tmp_path: Path) -> None:
    images, _, source = taken(tmp_path, data(ROWS[0]))
    again = replace(images[0], path="copy.jpg")
    report = write([*images, again], source.classes.classes, tmp_path / "out")
    out = json.loads((tmp_path / "out" / OUT).read_text())
    assert [i["id"] for i in out["images"]] == [7, 8]
    assert [a["id"] for a in out["annotations"]] == [5, 6]
    assert len(report) == 2


def test_a_split_makes_one_file_per_part(tmp_path: Path) -> None:
    images = [replace(labeled(Box(0, 0, 5, 5)), path=f"{n}.jpg") for n in range(4)]
    split = {"0.jpg": "train", "1.jpg": "val", "2.jpg": "train", "3.jpg": "train"}
    write(images, CLASSES, tmp_path, split=split)
    assert sorted(p.name for p in (tmp_path / "annotations").iterdir()) == [
        "instances_train.json",
        "instances_val.json",
    ]
    assert len(pycocotools(tmp_path / "annotations" / "instances_train.json").imgs) == 3
    assert sorted(p.name for p in tmp_path.iterdir()) == ["annotations"]


def test_a_project_without_images_is_still_a_file(tmp_path: Path) -> None:
    write([], CLASSES, tmp_path)
    assert len(pycocotools(tmp_path / OUT).cats) == 1


def test_what_coco_has_no_word_for_comes_back_too(tmp_path: Path) -> None:
    image = labeled(
        Box(0, 0, 9, 9), flags=Flags(difficult=True), pose="Left", group=4, z=2, score=0.5
    )
    image = replace(image, state=ImageState(done=True))
    write([image], CLASSES, tmp_path)
    (back,), _, _ = read(tmp_path)
    (a,) = back.annotations
    assert (a.flags, a.pose, a.group, a.z, a.score) == (Flags(difficult=True), "Left", 4, 2, 0.5)
    assert back.state.done


def test_infinity_in_a_foreign_key_is_written_as_null(tmp_path: Path) -> None:
    content = json.dumps(data(ROWS[0])).replace('"iscrowd"', '"odd": [1e999, NaN], "iscrowd"')
    images, report, source = taken(tmp_path, content)
    assert report.has_problems
    write(images, source.classes.classes, tmp_path / "out")
    text = (tmp_path / "out" / OUT).read_text()
    assert '"odd":[null,null]' in text
