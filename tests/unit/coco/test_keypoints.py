"""COCO's keypoints: templates in categories, joints in rows, and what lies beside them."""

from __future__ import annotations

import contextlib
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pycocotools.cocoeval import COCOeval

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.classes import ClassList, ImageClass
from labeldesk.domain.geometry import Ring
from labeldesk.domain.ids import AnnotationId, ClassId
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.shapes import Box, Keypoints
from labeldesk.domain.skeleton import Skeleton
from labeldesk.domain.skeletons import PERSON, line_of
from labeldesk.formats.book import ClassBook
from tests.unit.coco.files import OUT, SIZE, pycocotools, read, write

PERSON_CATEGORY = {
    "id": 1,
    "name": "person",
    "supercategory": "human",
    "keypoints": list(PERSON.names),
    "skeleton": [[a + 1, b + 1] for a, b in PERSON.edges],
}
OUTLINE = [10.5, 8, 60, 8, 60, 50.25, 10.5, 50]


def flat(*there: tuple[int, float, float, int], count: int = 17) -> list[float]:
    numbers = [0.0] * (3 * count)
    for index, x, y, v in there:
        numbers[3 * index : 3 * index + 3] = [x, y, v]
    return [int(n) if float(n).is_integer() else n for n in numbers]


def content(*annotations: dict[str, Any], category: dict[str, Any] | None = None) -> dict[str, Any]:
    rows = [{"id": n, "image_id": 7, "category_id": 1, **a} for n, a in enumerate(annotations, 1)]
    return {
        "info": {},
        "licenses": [],
        "images": [{"id": 7, "width": 80, "height": 60, "file_name": "good.jpg"}],
        "annotations": rows,
        "categories": [category or PERSON_CATEGORY],
    }


TWO = flat((0, 20, 10, 2), (5, 30.5, 20, 1))
WHOLE = {"segmentation": [OUTLINE], "area": 2000.5, "bbox": [10.5, 8, 49.5, 42.25], "iscrowd": 0,
         "keypoints": TWO, "num_keypoints": 2}  # fmt: skip
BOXED = {"segmentation": [], "area": 900, "bbox": [5, 5, 30, 30], "iscrowd": 0,
         "keypoints": TWO, "num_keypoints": 2}  # fmt: skip
UNLABELED = {"segmentation": [OUTLINE], "area": 2000.5, "bbox": [10.5, 8, 49.5, 42.25],
             "iscrowd": 0, "keypoints": flat(), "num_keypoints": 0}  # fmt: skip


def taken(tmp_path: Path, data: dict[str, Any], classes: ClassBook | None = None) -> Any:
    file = tmp_path / "person_keypoints_val.json"
    file.write_text(json.dumps(data))
    return read(file, classes=classes)


def rewritten(tmp_path: Path, images: list[LabeledImage], classes: ClassList) -> dict[str, Any]:
    write(images, classes, tmp_path / "out")
    return json.loads((tmp_path / "out" / OUT).read_text())


def test_a_file_of_keypoints_is_written_back_as_it_was(tmp_path):
    data = content(WHOLE, BOXED, UNLABELED)
    (image,), report, source = taken(tmp_path, data)
    assert [a.shape.kind for a in image.annotations] == ["keypoints", "keypoints", "polygon"]
    (person,) = source.classes.classes
    assert person.skeleton == PERSON
    assert not report.has_problems
    assert rewritten(tmp_path, [image], source.classes.classes) == data


def test_what_lies_beside_joints_stays_when_they_are_pulled(tmp_path):
    (image,), _, source = taken(tmp_path, content(WHOLE, BOXED))
    moved = tuple(replace(a, shape=a.shape.moved(1, 1)) for a in image.annotations)
    out = rewritten(tmp_path, [replace(image, annotations=moved)], source.classes.classes)
    for row, before in zip(out["annotations"], (WHOLE, BOXED), strict=True):
        assert row["keypoints"][:3] == [21, 11, 2]
        assert {k: row[k] for k in ("segmentation", "area", "bbox")} == {
            k: before[k] for k in ("segmentation", "area", "bbox")
        }


def test_an_outline_goes_once_joints_are_moved_out_of_its_box_and_that_is_said(tmp_path):
    (image,), _, source = taken(tmp_path, content(WHOLE))
    moved = tuple(replace(a, shape=a.shape.moved(0, 45)) for a in image.annotations)
    classes = source.classes.classes
    report = write([replace(image, annotations=moved)], classes, tmp_path / "out")
    (row,) = json.loads((tmp_path / "out" / OUT).read_text())["annotations"]
    assert (row["segmentation"], row["bbox"], row["area"]) == ([], [20, 55, 10.5, 10], 105)
    assert [str(p.text) for p in report.rows] == [
        "The outline is where the keypoints were before they were moved; it is left out"
    ]


def test_keypoints_made_another_shape_leave_nothing_behind(tmp_path):
    (image,), _, source = taken(tmp_path, content(WHOLE))
    box = replace(image.annotations[0], shape=Box(1, 2, 30, 40))
    write([replace(image, annotations=(box,))], source.classes.classes, tmp_path / "out")
    text = (tmp_path / "out" / OUT).read_text()
    assert text.count('"segmentation"') == text.count('"bbox"') == text.count('"area"') == 1
    assert '"bbox":[1,2,29,38]' in text


def test_a_box_alone_goes_once_joints_are_pulled_out_of_it(tmp_path):
    (image,), _, source = taken(tmp_path, content(BOXED))
    moved = tuple(replace(a, shape=a.shape.moved(30, 0)) for a in image.annotations)
    (row,) = rewritten(tmp_path, [replace(image, annotations=moved)], source.classes.classes)[
        "annotations"
    ]
    assert row["bbox"] == [50, 10, 10.5, 10]
    assert row["area"] == 105


def test_other_objects_of_the_class_say_that_no_joint_is_labeled(tmp_path):
    classes = ClassList((ImageClass(id=ClassId(1), name="person", colour="#0", skeleton=PERSON),))
    box = Annotation(id=AnnotationId(1), class_id=ClassId(1), shape=Box(1, 2, 30, 40))
    image = LabeledImage("good.jpg", SIZE, (box,))
    (row,) = rewritten(tmp_path, [image], classes)["annotations"]
    assert row["keypoints"] == flat()
    assert row["num_keypoints"] == 0
    (back,), _, _ = read(tmp_path / "out" / OUT)
    assert back.annotations[0].shape == box.shape


def test_a_template_of_ones_own_comes_back_with_its_layout_and_its_pairs(tmp_path):
    own = Skeleton.of(("nose", "a", "b"), ((0, 1), (1, 2)), ((1, 2),), [(0.5, 0), (0, 1), (1, 1)])
    plain = replace(line_of(3), by_side=False)
    classes = ClassList(
        tuple(
            ImageClass(id=ClassId(n), name=f"c{n}", colour="#0", skeleton=one)
            for n, one in enumerate((own, plain, PERSON), 1)
        )
    )
    out = rewritten(tmp_path, [LabeledImage("good.jpg", SIZE)], classes)
    assert out["categories"][0]["skeleton"] == [[1, 2], [2, 3]]
    assert "labeldesk" in out["categories"][0]
    assert "labeldesk" not in out["categories"][2]
    _, report, source = read(tmp_path / "out" / OUT)
    assert [c.skeleton for c in source.classes.classes] == [own, plain, PERSON]
    assert not report.has_problems


def test_joints_are_matched_by_name_with_the_template_that_the_class_has(tmp_path):
    ours = Skeleton.of(("left", "nose", "tail"))
    known = ClassList((ImageClass(id=ClassId(5), name="person", colour="#0", skeleton=ours),))
    category = {"id": 1, "name": "person", "keypoints": ["nose", "left", "right"], "skeleton": []}
    row = {**BOXED, "keypoints": [11, 12, 2, 21, 22, 1, 31, 32, 2]}
    (image,), report, source = taken(tmp_path, content(row, category=category), ClassBook(known))
    assert image.annotations[0].shape == Keypoints(Ring([(21, 22), (11, 12), (0, 0)]), (1, 2, 0))
    assert source.classes.classes.items[0].skeleton == ours
    assert any("matched by their names" in str(row.text) for row in report.rows)


def test_a_template_that_does_not_hold_together_stays_as_it_was(tmp_path):
    category = {"id": 1, "name": "person", "supercategory": "", "keypoints": ["a"],
                "skeleton": [[0, 1]]}  # fmt: skip
    row = {**BOXED, "keypoints": [11, 12, 2]}
    row["num_keypoints"] = 1
    data = content(row, category=category)
    (image,), report, source = taken(tmp_path, data)
    assert source.classes.classes.items[0].skeleton is None
    assert [str(r.place) for r in report.rows] == ["categories 1"]
    assert rewritten(tmp_path, [image], source.classes.classes) == data


def test_sets_that_do_not_fit_their_template_are_told_of(tmp_path):
    three = ImageClass(id=ClassId(1), name="a", colour="#0", skeleton=line_of(3))
    none = ImageClass(id=ClassId(2), name="b", colour="#0")
    shape = Keypoints(Ring([(5, 6), (7, 8)]), (2, 1))
    both = tuple(Annotation(id=AnnotationId(n), class_id=ClassId(n), shape=shape) for n in (1, 2))
    report = write([LabeledImage("good.jpg", SIZE, both)], ClassList((three, none)), tmp_path)
    assert [str(row.text)[:15] for row in report.rows] == ["A set of 2 join", "Keypoints of a "]


def test_pycocotools_scores_our_own_keypoints_as_perfect(tmp_path):
    (image,), _, source = taken(tmp_path, content(WHOLE, UNLABELED))
    box = Annotation(
        id=AnnotationId(9), class_id=image.annotations[0].class_id, shape=Box(1, 2, 30, 40)
    )
    image = replace(image, annotations=(*image.annotations, box))
    write([image], source.classes.classes, tmp_path / "out")
    truth = pycocotools(tmp_path / "out" / OUT)
    assert truth.cats[1]["keypoints"] == list(PERSON.names)
    results = tmp_path / "results.json"
    results.write_text(
        json.dumps([{"image_id": 7, "category_id": 1, "keypoints": TWO, "score": 0.9}])
    )
    with contextlib.redirect_stdout(io.StringIO()):
        evaluation = COCOeval(truth, truth.loadRes(str(results)), "keypoints")
        evaluation.evaluate()
        evaluation.accumulate()
        evaluation.summarize()
    assert evaluation.stats[0] == pytest.approx(1.0)


def test_an_outline_that_is_broken_is_told_of_even_beside_joints(tmp_path):
    bad = {**WHOLE, "segmentation": [[1, 2, 3]]}
    (image,), report, _ = taken(tmp_path, content(bad, BOXED))
    assert len(image.annotations) == 1
    assert report.has_problems
