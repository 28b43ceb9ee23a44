"""YOLO: exact to and from pixels, nothing guessed, nothing followed, nothing lost silently."""

from __future__ import annotations

import shutil
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import yaml

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.geometry import Rect, Ring, Size
from labeldesk.domain.ids import AnnotationId, new_id
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.mask import Mask
from labeldesk.domain.problem import UserError
from labeldesk.domain.shapes import Box, Part, Polygon
from labeldesk.formats.book import ClassBook
from labeldesk.formats.port import Source, Target, chosen
from labeldesk.formats.report import Report
from labeldesk.formats.voc import CODEC as VOC
from labeldesk.formats.yolo import CODEC
from labeldesk.formats.yolo.names import load_yaml, names_of
from labeldesk.formats.yolo.rings import single_ring
from labeldesk.formats.yolo.rows import parse_row, shape_of, texts_of
from labeldesk.raster.polygons import polygon_to_mask


class Probe:
    def __init__(self, size: Size, *names: str) -> None:
        self._size, self._names = size, names

    def size(self, path: str) -> Size | None:
        return self._size if not self._names or path in self._names else None

    def exists(self, path: str) -> bool:
        return self.size(path) is not None


SMALL = Size(80, 60)


def read(root: Path, images, size=SMALL, **options):
    report = Report()
    source = Source(
        root=root,
        files=Source.files_of(root)[1],
        images=images,
        probe=Probe(size, *images),
        options=chosen(CODEC, options),
    )
    return list(CODEC.read(source, report)), [str(p) for p in report.rows], source


def export(images, classes, out: Path, split=None, **options) -> Report:
    report = Report()
    out.mkdir(exist_ok=True)
    given = chosen(CODEC, options)
    CODEC.write(images, Target(root=out, classes=classes, options=given, split=split or {}), report)
    return report


def check_as_ultralytics_does(root: Path, images: list[str], nc: int) -> int:
    """The rules of verify_image_label, written anew: columns, range, class, no duplicates."""
    rows = 0
    for image in images:
        label = root / "labels" / Path(image).with_suffix(".txt")
        lines = [line.split() for line in label.read_text().splitlines() if line]
        if any(len(line) > 6 for line in lines):
            assert all(len(line) >= 7 and len(line) % 2 for line in lines)
        else:
            assert all(len(line) == 5 for line in lines)
        for line in lines:
            values = np.array(line, dtype=np.float32)
            assert (values[1:] >= -0.01).all()
            assert (values[1:] <= 1.01).all()
            assert 0 <= values[0] < nc
        rows += len(lines)
    return rows


def test_whole_pixels_come_back_as_whole_pixels() -> None:
    rng = np.random.default_rng(3)
    for _ in range(2000):
        size = Size(*rng.integers(2, 9000, 2).tolist())
        x = np.sort(rng.integers(0, size.width + 1, 2)).tolist()
        y = np.sort(rng.integers(0, size.height + 1, 2)).tolist()
        box = Box(x[0], y[0], x[1], y[1])
        assert shape_of(texts_of(box, size), size) == box


def test_fractions_come_back_within_a_thousandth() -> None:
    rng = np.random.default_rng(4)
    for _ in range(500):
        size = Size(*rng.integers(2, 30000, 2).tolist())
        a, b = rng.random((2, 2)) * size
        box = Box.of(Rect(*a, *b))
        back = shape_of(texts_of(box, size), size)
        assert np.abs(np.array(back.bounds) - box.bounds).max() <= 0.001


def test_digits_of_the_file_are_written_back_while_the_shape_is_untouched(tmp_path: Path) -> None:
    text = "1 0.49765625 0.46200607902735563 0.9640625 0.8693009118541033\n"
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(text)
    (tmp_path / "in" / "classes.txt").write_text("cat\ndog\n")
    (image,), said, source = read(tmp_path / "in", ["a.jpg"], Size(640, 329))
    assert said == []
    export([image], source.classes.classes, tmp_path / "out", layout="flat")
    assert (tmp_path / "out" / "a.txt").read_text() == text
    moved = replace(image.annotations[0], shape=Box(1, 2, 30, 40))
    export([replace(image, annotations=(moved,))], source.classes.classes, tmp_path / "out2")
    assert (tmp_path / "out2/labels/a.txt").read_text().startswith("1 0.024219 0.063830 ")


def test_the_split_makes_the_folders_trainers_want(tmp_path: Path) -> None:
    book = ClassBook()
    cat, no = book.named("cat"), book.named("no")
    box = Annotation(id=AnnotationId(1), class_id=no, shape=Box(1, 2, 30, 40))
    images = [
        LabeledImage("images/a.jpg", Size(80, 60), (box, replace(box, class_id=cat))),
        LabeledImage("sub/b.jpg", Size(80, 60)),
    ]
    split = {"images/a.jpg": "train", "sub/b.jpg": "val"}
    export(images, book.classes, tmp_path, split)
    data = yaml.safe_load((tmp_path / "data.yaml").read_text())
    assert data == {"train": "images/train", "val": "images/val", "names": {0: "cat", 1: "no"}}
    assert (tmp_path / "labels/train/a.txt").read_text().startswith("1 0.193750 0.350000")
    assert (tmp_path / "labels/val/sub/b.txt").read_text() == ""
    assert check_as_ultralytics_does(tmp_path, ["train/a.jpg", "val/sub/b.jpg"], 2) == 2
    back, said, _ = read(tmp_path, ["images/a.jpg", "sub/b.jpg"])
    assert said == []
    assert {i.path: len(i.annotations) for i in back} == {"images/a.jpg": 2, "sub/b.jpg": 0}
    assert [i.state.done for i in back] == [False, True]


def test_labels_find_their_image_among_many_of_one_name(tmp_path: Path) -> None:
    names = ["a.jpg", "sub/a.jpg", "sub/deep/a.jpg"]
    images = [LabeledImage(name, Size(80, 60)) for name in names]
    export(images, ClassBook().classes, tmp_path, {"a.jpg": "train", "sub/a.jpg": "val"})
    back, said, _ = read(tmp_path, names)
    assert sorted(i.path for i in back) == names, said


def test_files_about_the_labels_are_not_counted_as_labels(tmp_path: Path) -> None:
    (tmp_path / "labels").mkdir()
    (tmp_path / "labels" / "a.txt").write_text("0 0.5 0.5 0.2 0.2\n")
    for name in ("README.dataset.txt", "README.roboflow.txt", "train.txt"):
        (tmp_path / name).write_text("Exported on some day\n")
    images, problems, source = read(tmp_path, ["a.png"])
    assert [image.path for image in images] == ["a.png"]
    assert [text for text in problems if "No class names" not in text] == []
    assert CODEC.sniff(source.files, source.head_of).files == 1


def test_the_labels_of_a_picture_called_train_are_read(tmp_path: Path) -> None:
    (tmp_path / "train.txt").write_text("0 0.5 0.5 0.2 0.2\n")
    (tmp_path / "test.txt").write_text("images/train.png\n")
    images, problems, _ = read(tmp_path, ["train.png", "test.png"])
    assert [(image.path, len(image.annotations)) for image in images] == [("train.png", 1)]
    assert [text for text in problems if "No class names" not in text] == []


def test_holes_and_parts_become_one_ring_of_the_same_pixels() -> None:
    outer = Ring([(2, 2), (30, 2), (30, 30), (2, 30)])
    hole = Ring([(10, 10), (10, 20), (20, 20), (20, 10)])
    other = Ring([(40, 40), (50, 40), (50, 50), (40, 50)])
    polygon = Polygon((Part(outer, (hole,)), Part(other)))
    size = Size(64, 64)
    ring = single_ring(polygon, size)
    assert len(ring.rings) == 1
    assert polygon_to_mask(ring, size) == polygon_to_mask(polygon, size)


def test_a_mask_keeps_its_pixels_as_a_segment(tmp_path: Path) -> None:
    pixels = np.random.default_rng(1).random((40, 50)) < 0.6
    mask = Mask.of(pixels, 3, 4)
    book = ClassBook()
    size = Size(80, 60)
    item = Annotation(id=AnnotationId(new_id()), class_id=book.named("cat"), shape=mask)
    export([LabeledImage("a.jpg", size, (item,))], book.classes, tmp_path, task="segment")
    (image,), said, _ = read(tmp_path, ["a.jpg"], task="segment")
    assert said == []
    assert polygon_to_mask(image.annotations[0].shape, size) == mask


def test_shapes_are_cut_to_the_image() -> None:
    box = Annotation(id=AnnotationId(1), class_id=1, shape=Box(-10, -5, 40, 30))
    keeps = CODEC.keeps({})
    assert keeps.shape(box, Size(80, 60)) == Box(0, 0, 40, 30)
    assert keeps.shape(replace(box, shape=Box(90, 0, 99, 5)), Size(80, 60)) is None
    assert keeps.shape(box, None) is None


@pytest.mark.parametrize("row", ["0 0.5 0.5 0.2", "0 a 0 0 0", "-1 0 0 0 0", "1.5 0 0 0 0",
                                 "0 nan 0 0 0", "0 1.02 0.5 0.1 0.1", "0 0,5 0 0 0", "x",
                                 "99999999999 0 0 0 0", "1_0 0 0 0 0", "0 0.1_5 0 0 0",
                                 "0 ٠ 0 0 0"])  # fmt: skip
def test_a_row_that_is_none_is_refused(row: str) -> None:
    with pytest.raises(UserError):
        parse_row(row)


def test_names_stay_words() -> None:
    assert names_of(load_yaml("names: [no, yes, 1, 2.0]", "")["names"], "") == [
        "no", "yes", "1", "2.0",
    ]  # fmt: skip
    assert names_of({"0": "cat", "2": "dog"}, "") == ["cat", "1", "dog"]
    for wrong in ("cat", [["a"]], {"a": "b"}, {"999999999": "x"}, []):
        if wrong != []:
            with pytest.raises(UserError):
                names_of(wrong, "data.yaml")


def bad(shared: Path, tmp_path: Path, *names: str) -> Path:
    for name in names:
        target = tmp_path / "in" / Path(name).name
        target.parent.mkdir(exist_ok=True)
        shutil.copy(shared / "bad" / "yolo" / name, target)
    return tmp_path / "in"


def test_bad_rows_are_named_and_the_rest_is_read(shared: Path, tmp_path: Path) -> None:
    root = shared / "bad" / "yolo"
    images = [f"images/{p.name}" for p in sorted((root / "images").iterdir())]
    found, said, source = read(root, images)
    by_name = {Path(i.path).stem: i.annotations for i in found}
    assert by_name["slightly_over"][0].shape == Box(0, 0, 80, 60)
    assert source.classes.classes.get(by_name["class_float"][0].class_id).name == "dog"
    assert len(by_name["dup"]) == 2
    assert by_name["cols4"] == by_name["obb_or_seg4"] == ()
    assert any(line.startswith("labels/cols4.txt: line 1: A row has 4 columns") for line in said)
    assert any(line.startswith("labels/obb_or_seg4.txt: line 1: A row of 9") for line in said)
    assert any(line.startswith("labels/dup.txt: line 2: The row is the same") for line in said)
    assert len(said) == 3
    segments, said, _ = read(root, images, task="segment")
    by_name = {Path(i.path).stem: i.annotations for i in segments}
    assert by_name["obb_or_seg4"][0].shape.kind == "polygon"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("names_list.yaml", ""),
        ("nc_mismatch.yaml", "nc_mismatch.yaml: nc: nc is 5, but there are 2 names"),
        ("dup_names.yaml", "dup_names.yaml: names 1: The class cat is listed twice"),
        ("alias_bomb.yaml", "alias_bomb.yaml: YAML with aliases is refused"),
        (
            "traversal.yaml",
            "traversal.yaml: train: The path '/etc' leads out of the folder and was not",
        ),
    ],
)
def test_bad_yaml_is_named_and_harmless(shared: Path, tmp_path: Path, name: str, said: str) -> None:
    root = bad(shared, tmp_path, f"yaml/{name}", "labels/class_float.txt")
    began = time.monotonic()
    _, lines, _ = read(root, ["class_float.jpg"])
    assert time.monotonic() - began < 2
    if said:
        assert any(line.startswith(said) for line in lines), lines
    else:
        assert lines == []


@pytest.mark.parametrize(
    ("folder", "images", "rows"),
    [
        ("annotations", ["Images/1.jpg"], 2),
        ("labels", ["images/train/1.jpg", "images/val/1.jpg"], 4),
    ],
)
def test_datumaros_examples_are_read(
    shared: Path, folder: str, images: list[str], rows: int
) -> None:
    root = shared / "open-edge-platform+datumaro/tests/assets/yolo_dataset" / folder
    found, said, source = read(root, images, Size(15, 10))
    assert said == []
    assert sum(len(i.annotations) for i in found) == rows
    assert [i.path for i in found] == images
    assert found[0].annotations[0].shape == Box(0, 2, 4, 4)
    assert [c.name for c in source.classes.classes] == [f"label_{n}" for n in range(10)]


def test_voc_to_yolo_and_back_keeps_every_box(shared: Path, tmp_path: Path) -> None:
    root = shared / "datitran+raccoon_dataset/annotations"
    source = Source(root=root, files=Source.files_of(root)[1])
    images = list(VOC.read(source, Report()))
    report = export(images, source.classes.classes, tmp_path)
    assert not [p for p in report.rows if "rounded" in str(p)]
    sizes = {image.path: image.size for image in images}

    class Sizes:
        def size(self, path: str) -> Size | None:
            return sizes[path]

        def exists(self, path: str) -> bool:
            return path in sizes

    names = [image.path for image in images]
    files = Source.files_of(tmp_path)[1]
    again = Source(root=tmp_path, files=files, images=names, probe=Sizes())
    back = {image.path: image for image in CODEC.read(again, Report())}
    assert sum(len(i.annotations) for i in back.values()) == 217
    for image in images:
        ours = [a.shape for a in image.annotations]
        assert [a.shape for a in back[image.path].annotations] == ours
    assert check_as_ultralytics_does(tmp_path, names, 1) == 217


def test_a_second_program_reads_the_same_boxes(tmp_path: Path) -> None:
    pytest.importorskip("supervision")
    from supervision.dataset.formats.yolo import yolo_annotations_to_detections

    size = Size(640, 480)
    book = ClassBook()
    cat = book.named("cat")
    boxes = [Box(3, 4, 50, 60), Box(0, 0, 640, 480), Box(100.25, 7.5, 101, 9)]
    items = tuple(
        Annotation(id=AnnotationId(n), class_id=cat, shape=b) for n, b in enumerate(boxes)
    )
    export([LabeledImage("a.jpg", size, items)], book.classes, tmp_path)
    lines = (tmp_path / "labels/a.txt").read_text().splitlines()
    found = yolo_annotations_to_detections(lines, (640, 480), with_masks=False)
    assert np.abs(found.xyxy - [b.bounds for b in boxes]).max() < 0.001


def test_a_hole_that_reaches_beyond_its_part_brings_no_vertex_beyond_the_image() -> None:
    from labeldesk.formats.yolo.rings import single_ring

    outer = Ring([(1, 1), (9, 1), (9, 9), (1, 9)])
    polygon = Polygon((Part(outer, (Ring([(5, 5), (5, 30), (8, 30)]),)),))
    cut = single_ring(polygon, Size(10, 10))
    assert cut is not None
    assert cut.rings[0].points.max() <= 10
