"""YOLO poses: joints exactly to and from pixels, with the box and the template beside them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.classes import ClassList, ImageClass
from labeldesk.domain.geometry import Rect, Ring, Size
from labeldesk.domain.ids import AnnotationId, ClassId
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.problem import UserError
from labeldesk.domain.shapes import Box, Keypoints, Polyline
from labeldesk.domain.skeleton import Skeleton
from labeldesk.domain.skeletons import FACE, PERSON
from labeldesk.formats.book import ClassBook
from labeldesk.formats.keeps import Keeps, restricted
from labeldesk.formats.port import Source, Target, chosen
from labeldesk.formats.report import Report
from labeldesk.formats.yolo import CODEC
from labeldesk.formats.yolo.mirrored import YoloFiles
from labeldesk.formats.yolo.pose import Pose, parse_pose, pose_of

SIZE = Size(640, 480)


class Probe:
    def size(self, path: str) -> Size | None:
        return SIZE

    def exists(self, path: str) -> bool:
        return True


def read(root: Path, classes: ClassBook | None = None, **options: Any) -> Any:
    report = Report()
    source = Source(
        root=root,
        files=Source.files_of(root)[1],
        images=["a.jpg"],
        probe=Probe(),
        classes=classes or ClassBook(),
        options=chosen(CODEC, options),
    )
    return list(CODEC.read(source, report)), report, source


def write(out: Path, images: list[LabeledImage], classes: ClassList, **options: Any) -> Report:
    report = Report()
    out.mkdir(exist_ok=True)
    given = chosen(CODEC, {"task": "pose", **options})
    CODEC.write(images, Target(root=out, classes=classes, options=given), report)
    return report


def a_class(number: int, name: str, skeleton: Skeleton | None = None) -> ImageClass:
    return ImageClass(id=ClassId(number), name=name, colour="#000000", skeleton=skeleton)


def an_image(*annotations: Annotation) -> LabeledImage:
    return LabeledImage("a.jpg", SIZE, annotations)


def a_set(*rows: tuple[float, float, int], class_id: int = 1, number: int = 1) -> Annotation:
    shape = Keypoints(Ring([(x, y) for x, y, _ in rows]), tuple(v for _, _, v in rows))
    return Annotation(id=AnnotationId(number), class_id=ClassId(class_id), shape=shape)


PEOPLE = ClassList((a_class(1, "person", PERSON), a_class(2, "chair")))


def a_person(number: int = 1) -> Annotation:
    laid = PERSON.laid(Rect(100, 50, 300, 400))
    seen = (2,) * 15 + (1, 0)
    return Annotation(
        id=AnnotationId(number), class_id=ClassId(1), shape=Keypoints(laid.joints, seen)
    )


def folder(root: Path, rows: str, **data: Any) -> Path:
    (root / "labels").mkdir(parents=True)
    (root / "labels" / "a.txt").write_text(rows)
    told = {"names": {0: "person"}, "kpt_shape": [2, 3], **data}
    (root / "data.yaml").write_text(yaml.safe_dump(told))
    return root


def test_what_trainers_want_to_know_is_in_data_yaml(tmp_path):
    write(tmp_path, [an_image(a_person())], PEOPLE)
    data = yaml.safe_load((tmp_path / "data.yaml").read_text())
    assert data["kpt_shape"] == [17, 3]
    assert data["flip_idx"] == list(PERSON.flip_index)
    assert data["kpt_names"] == {0: list(PERSON.names)}
    assert data["names"] == {0: "person", 1: "chair"}


@pytest.mark.parametrize("layout", ["ultralytics", "flat"])
def test_rows_pass_the_rules_of_trainers_and_read_back(tmp_path, layout):
    chair = Annotation(id=AnnotationId(2), class_id=ClassId(2), shape=Box(5, 6, 70, 80))
    report = write(tmp_path, [an_image(a_person(), chair)], PEOPLE, layout=layout)
    assert not report.has_problems
    label = tmp_path / ("a.txt" if layout == "flat" else "labels/a.txt")
    rows = np.array([line.split() for line in label.read_text().splitlines()], np.float32)
    assert rows.shape == (2, 5 + 17 * 3)  # as verify_image_label wants it
    joints = rows[:, 5:].reshape(2, 17, 3)
    assert ((rows[:, 1:5] >= 0) & (rows[:, 1:5] <= 1)).all()
    assert ((joints[..., :2] >= 0) & (joints[..., :2] <= 1)).all()
    assert set(joints[..., 2].ravel()) <= {0, 1, 2}
    (back,), said, source = read(tmp_path)
    assert not said.has_problems
    shape, box = (one.shape for one in back.annotations)
    assert shape.visibility == a_person().shape.visibility
    there = np.array(shape.visibility) > 0
    places = a_person().shape.joints.points
    assert np.abs(shape.joints.points - places)[there].max() < 0.001
    assert box == chair.shape
    assert source.classes.classes.items[0].skeleton == PERSON


def test_a_file_is_written_back_with_its_digits_and_its_box(tmp_path):
    row = "0 0.5 0.5 0.25 0.4999999 0.45 0.41 2.0 0.123456789 0.5 1"
    root = folder(tmp_path / "in", row)
    (image,), report, source = read(root)
    assert not report.has_problems
    write(tmp_path / "out", [image], source.classes.classes)
    assert (tmp_path / "out/labels/a.txt").read_text().split() == row.split()


def test_the_box_of_the_file_stays_while_the_joints_lie_in_it(tmp_path):
    root = folder(tmp_path / "in", "0 0.5 0.5 0.5 0.5 0.45 0.4 2 0.5 0.5 1")
    (image,), _, source = read(root)
    (one,) = image.annotations

    def box_after(dx: float) -> list[str]:
        moved = replace(image, annotations=(replace(one, shape=one.shape.moved(dx, 0)),))
        write(tmp_path / "out", [moved], source.classes.classes)
        return (tmp_path / "out/labels/a.txt").read_text().split()[1:5]

    assert box_after(5) == ["0.500000", "0.500000", "0.500000", "0.500000"]
    assert box_after(200) == ["0.787500", "0.450000", "0.050000", "0.100000"]


def test_joints_of_two_numbers_are_there_unless_they_are_at_the_corner(tmp_path):
    root = folder(tmp_path, "0 0.5 0.5 0.5 0.5 0.45 0.4 0 0", kpt_shape=[2, 2])
    (image,), report, _ = read(root)
    assert image.annotations[0].shape == Keypoints(Ring([(288, 192), (0, 0)]), (2, 0))
    assert not report.has_problems


def test_a_row_of_which_no_joint_is_labeled_is_a_box(tmp_path):
    root = folder(tmp_path, "0 0.5 0.5 0.5 0.5 0 0 0 0 0 0\n0 0.5 0.5 0.25 0.5")
    (image,), report, _ = read(root)
    assert [one.shape for one in image.annotations] == [
        Box(160, 120, 480, 360),
        Box(240, 120, 400, 360),
    ]
    assert not report.has_problems


def test_names_and_pairs_of_joints_make_the_template(tmp_path):
    rows = "0 0.5 0.5 0.5 0.5 0.45 0.4 2 0.5 0.5 1"
    told = {"kpt_names": {0: ["right", "left"]}, "flip_idx": [1, 0]}
    _, _, source = read(folder(tmp_path / "a", rows, **told))
    skeleton = source.classes.classes.items[0].skeleton
    assert skeleton.names == ("right", "left")
    assert skeleton.flips == ((1, 0),)
    _, _, source = read(folder(tmp_path / "b", rows, flip_idx=[1, 0]))
    assert source.classes.classes.items[0].skeleton.flips == ((0, 1),)


def test_numbers_of_a_known_template_stand_for_it():
    assert Pose(17).skeleton(0) == PERSON
    assert Pose(17, flips=PERSON.flip_index).skeleton(3) == PERSON
    assert Pose(5).skeleton(0) == FACE
    assert Pose(17, flips=tuple(range(17))).skeleton(0).names[0] == "p1"


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"kpt_shape": "17"},
        {"kpt_shape": ["17"]},
        {"kpt_shape": ["17", "4"]},
        {"kpt_shape": ["0", "3"]},
        {"kpt_shape": ["x", "3"]},
    ],
)
def test_what_does_not_say_how_joints_are_written_says_nothing(data):
    assert pose_of(data) is None


def test_pairs_that_are_none_are_passed_over():
    for flips in ([0, 1], ["1", "2", "0"], ["0"], ["0", "0", "2"]):
        assert pose_of({"kpt_shape": ["3", "3"], "flip_idx": flips}) == Pose(3, 3)


@pytest.mark.parametrize(
    ("row", "word"),
    [
        ("0 0.5 0.5 0.5 0.5 0.1 0.1", "3 for each joint"),
        ("0 0.5 0.5 0.5", "3 for each joint"),
        ("0 0.5 0.5 0.5 0.5 0.1 0.1 7", "beyond"),
        ("0 0.5 0.5 0.5 0.5 0.1 0.1 0.5", "no visibility"),
        ("0 0.5 0.5 0.5 0.5 1.1 0.1 2", "beyond"),
        ("0 0.5 0.5 0.5 0.5 nan 0.1 2", "no number"),
        ("x 0.5 0.5 0.5 0.5 0.1 0.1 2", "no number"),
    ],
)
def test_rows_that_are_no_poses_say_why(row, word):
    with pytest.raises(UserError, match=word):
        parse_pose(row, 3)


def test_joints_beyond_the_image_are_absent_and_told_of():
    one = a_set((-5, 10, 2), (30, 40, 1), (700, 10, 2))
    report = Report()
    keeps: Keeps = CODEC.keeps({"task": "pose"})
    (kept,) = restricted(an_image(one), keeps, report).annotations
    assert kept.shape == Keypoints(Ring([(0, 0), (30, 40), (0, 0)]), (0, 1, 0))
    assert report.has_problems


def test_a_set_without_a_joint_and_shapes_without_an_extent_are_left_out_and_told_of():
    line = replace(a_set((1, 1, 2)), shape=Polyline(Ring([(1, 1), (5, 5)])))
    report = Report()
    keeps = CODEC.keeps({"task": "pose"})
    assert not restricted(an_image(a_set((3, 3, 0)), line), keeps, report).annotations
    assert len(report.rows) == 3


def test_a_single_joint_has_a_box_that_trainers_take(tmp_path):
    write(tmp_path, [an_image(a_set((640, 480, 2)))], ClassList((a_class(1, "tip"),)))
    row = [float(text) for text in (tmp_path / "labels/a.txt").read_text().split()]
    assert min(row[3:5]) > 0
    assert row[1] + row[3] / 2 <= 1.000001


def test_other_numbers_of_joints_are_told_of_and_read_back(tmp_path):
    classes = ClassList((a_class(1, "person", PERSON), a_class(2, "face", FACE)))
    face = replace(a_person(2), class_id=ClassId(2), shape=FACE.laid(Rect(10, 10, 60, 60)))
    report = write(tmp_path, [an_image(a_person(), face)], classes)
    assert any("same number of joints" in str(row.text) for row in report.rows)
    (back,), said, _ = read(tmp_path)
    assert [len(one.shape.joints) for one in back.annotations] == [17, 5]
    assert any("kpt_shape says 17" in str(row.text) for row in said.rows)


def test_joints_come_in_the_order_of_the_template_that_the_class_has(tmp_path):
    root = folder(
        tmp_path,
        "0 0.5 0.5 0.5 0.5 0.45 0.4 2 0.5 0.5 1",
        kpt_names={0: ["tip", "tail"]},
    )
    ours = Skeleton.of(("tail", "tip", "other"))
    known = ClassList((a_class(7, "person", ours),))
    (image,), report, _ = read(root, ClassBook(known))
    assert image.annotations[0].shape == Keypoints(
        Ring([(320, 240), (288, 192), (0, 0)]), (1, 2, 0)
    )
    assert any("matched by their names" in str(row.text) for row in report.rows)


def test_boxes_alone_are_read_if_that_is_asked_for(tmp_path):
    root = folder(tmp_path, "0 0.5 0.5 0.5 0.5 0.45 0.4 2 0.5 0.5 1")
    (image,), report, source = read(root, task="detect")
    assert image.annotations[0].shape == Box(160, 120, 480, 360)
    assert report.has_problems
    assert source.classes.classes.items[0].skeleton is None


def test_files_in_step_keep_their_joints(tmp_path):
    row = "0 0.5 0.5 0.5 0.5 0.45 0.4 2 0.5 0.5 1"
    root = folder(tmp_path, row, kpt_names={0: ["tip", "tail"]})
    (image,), _, source = read(root)
    classes = source.classes.classes
    files = YoloFiles(root, {})
    files.check(row.encode(), image)
    assert files.content(image, classes, row.encode(), Report()).decode().split() == row.split()
    other = ClassList((replace(classes.items[0], skeleton=Skeleton.of(("tail", "tip"))),))
    with pytest.raises(UserError, match="not those of the file"):
        files.content(image, other, row.encode(), Report())
    (root / "data.yaml").write_text("names: [person]\nkpt_shape: [2, 2]\n")
    with pytest.raises(UserError, match="no visibility"):
        files.check(b"0 0.5 0.5 0.5 0.5 0.45 0.4 0.5 0.5", image)


@pytest.mark.parametrize("count", ["999999999", "9" * 5000, "²", "1001", "0"])
def test_a_number_of_joints_that_nothing_has_is_no_pose(count: str) -> None:
    assert pose_of({"kpt_shape": [count, "3"]}) is None
