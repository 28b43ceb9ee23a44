"""DOTA's text: four corners in pixels, a class, and how difficult the object is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from labeldesk.domain.annotation import Annotation, Flags
from labeldesk.domain.classes import ClassList, ImageClass
from labeldesk.domain.geometry import Size
from labeldesk.domain.ids import AnnotationId, ClassId
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.shapes import Box, Point, Polygon, RotatedBox
from labeldesk.formats.dota import CODEC
from labeldesk.formats.port import Source, Target, chosen
from labeldesk.formats.registry import registry
from labeldesk.formats.report import Report
from tests.unit.one_file import Read, read, write

ASSETS = "open-edge-platform+datumaro/tests/assets"
HEAD = "imagesource:GoogleEarth\ngsd:0.146343590398\n"


def of(root: Path, text: str) -> Read:
    """A label file of an image of 80 x 60."""
    for name, folder in (("a.png", "images"), ("a.txt", "labelTxt")):
        (root / folder).mkdir(parents=True, exist_ok=True)
        if name == "a.png":
            Image.new("RGB", (80, 60)).save(root / folder / name)
        else:
            (root / folder / name).write_text(text)
    return read(CODEC, root)


def devkit(text: str) -> list[tuple[list[float], str, str]]:
    """The objects of a file as DOTA's documentation has them: parts between blanks."""
    rows = (line.split(" ") for line in text.splitlines())
    return [([*map(float, row[:8])], row[8], row[9]) for row in rows if len(row) >= 9]


def classes(*names: str) -> ClassList:
    items = (ImageClass(id=ClassId(n), name=one, colour="#000000") for n, one in enumerate(names))
    return ClassList(tuple(items))


def annotation(shape: object, n: int = 0, **more: object) -> Annotation:
    return Annotation(id=AnnotationId(n + 1), class_id=ClassId(n), shape=shape, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("folder", ["dota_dataset", "roboflow_dataset/yolo_obb"])
def test_real_data_sets_load_with_their_objects(shared: Path, folder: str) -> None:
    found = read(CODEC, shared / ASSETS / folder)
    assert {image.path: len(image.annotations) for image in found.images} == {
        "train/images/train_001.jpg": 1,
        "train/images/train_002.jpg": 1,
        "val/images/val_001.jpg": 2,
    }
    assert {found.named(one) for one in found.annotations} == {"label_0", "label_1"}
    assert found.said == []
    source = Source(
        root=shared / ASSETS / folder, files=Source.files_of(shared / ASSETS / folder)[1]
    )
    assert registry().recognised(source) is CODEC


def test_what_is_untouched_goes_back_as_it_stood(tmp_path: Path) -> None:
    rows = (
        "20.0 10 40 30.50 30 40.5 10.0 20 plane 0\n1 1 9 2 8 7 1 4 small-vehicle 1\n"
        "1 1 9 1 9 4 1 4 ship 2\n1 1 9 1 9 4 1 4 harbor\n"
    )
    found = of(tmp_path / "in", HEAD + rows)
    kinds = [one.shape.kind for one in found.annotations]
    assert kinds == ["rotated-box", "polygon", "rotated-box", "rotated-box"]
    assert [one.flags.difficult for one in found.annotations] == [False, True, True, False]
    write(CODEC, found.images, found.classes, tmp_path / "out")
    assert (tmp_path / "out/labelTxt/a.txt").read_text() == HEAD + rows
    changed = [replace(one, flags=Flags()) for one in found.annotations]
    image = replace(found.images[0], annotations=tuple(changed))
    write(CODEC, [image], found.classes, tmp_path / "more")
    text = (tmp_path / "more/labelTxt/a.txt").read_text()
    assert [line[-1] for line in text.splitlines()[2:]] == ["0", "0", "0", "r"]


def test_corners_are_where_dota_s_own_reader_finds_them(tmp_path: Path) -> None:
    turned = RotatedBox(40, 30, 20, 10, 0.5)
    shapes = [turned, Box(1, 2, 30, 40), Polygon.of([(1, 1), (9, 2), (8, 7), (1, 4)]), Point(1, 2)]
    items = tuple(annotation(shape, flags=Flags(difficult=True)) for shape in shapes)
    write(CODEC, [LabeledImage("a.png", Size(80, 60), items)], classes("two words"), tmp_path)
    found = devkit((tmp_path / "labelTxt/a.txt").read_text())
    assert [(name, difficult) for _, name, difficult in found] == [("two-words", "1")] * 3
    assert found[0][0] == pytest.approx(turned.corners.ravel().tolist(), abs=1e-3)
    assert found[1][0] == [1, 2, 30, 2, 30, 40, 1, 40]
    assert found[2][0] == [1, 1, 9, 2, 8, 7, 1, 4]
    back = read(CODEC, tmp_path, images=["a.png"])
    assert {back.named(one) for one in back.annotations} == {"two words"}


def test_rows_that_cannot_be_used_are_told_with_their_lines(tmp_path: Path) -> None:
    bad = [
        "1 1 9 1 9 4 1 4",
        "1 1 9 1 9 4 1 nan plane 0",
        "1 1 9 x 9 4 1 4 plane 0",
        "1e99 " * 8 + "p 0",
    ]
    found = of(tmp_path, HEAD + "\n".join(bad) + "\n1 1 9 1 9 4 1 4 plane 0\n")
    assert [row.place for row in found.report.rows] == ["line 3", "line 4", "line 5", "line 6"]
    assert len(found.annotations) == 1


def test_an_image_without_objects_is_done_and_stays_so(tmp_path: Path) -> None:
    found = of(tmp_path, HEAD)
    assert found.images[0].state.done
    write(CODEC, found.images, found.classes, tmp_path / "out")
    assert (tmp_path / "out/labelTxt/a.txt").read_text() == HEAD


def test_words_for_classes_are_never_shared(tmp_path: Path) -> None:
    known = classes("a b", "a-b", "a  b", "\u3000")
    items = tuple(annotation(RotatedBox(40, 30, 20, 10, 0.5), n) for n in range(4))
    write(CODEC, [LabeledImage("a.png", Size(80, 60), items)], known, tmp_path)
    words = [name for _, name, _ in devkit((tmp_path / "labelTxt/a.txt").read_text())]
    assert words == ["a-b-2", "a-b", "a-b-3", "-"]


def test_yolo_s_rows_are_not_taken_for_dota_s(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("0 0.1 0.1 0.9 0.1 0.9 0.9 0.1 0.9\n")
    (tmp_path / "b.txt").write_text("1 2 3 4 5 6 7 8\n")
    (tmp_path / "c.txt").write_bytes(bytes(range(256)))
    source = Source(root=tmp_path, files=Source.files_of(tmp_path)[1])
    assert CODEC.sniff(source.files, source.head_of).fit == 0


def test_a_split_has_labels_and_copies_for_each_part(tmp_path: Path) -> None:
    at, out = tmp_path / "in", tmp_path / "out"
    boxes = (annotation(RotatedBox(4, 3, 2, 1, 0.5)),)
    for name in ("a.png", "old/images/b.png", "val/images/c.png"):
        (at / name).parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(np.zeros((6, 8), np.uint8)).save(at / name)
    images = [
        LabeledImage(name, Size(8, 6), boxes)
        for name in ("a.png", "old/images/b.png", "val/images/c.png")
    ]
    split = {"a.png": "train", "old/images/b.png": "train"}
    options = {**chosen(CODEC, {}), "copy_images": True}
    out.mkdir()
    target = Target(root=out, classes=classes("plane"), images=at, split=split, options=options)
    CODEC.write(images, target, Report())
    written = sorted(path.relative_to(out).as_posix() for path in out.rglob("?.*"))
    assert written == [
        "train/images/a.png", "train/images/old/b.png", "train/labelTxt/a.txt",
        "train/labelTxt/old/b.txt", "val/images/c.png", "val/labelTxt/c.txt",
    ]  # fmt: skip
    (out / "labeldesk-images.json").unlink()
    assert len(read(CODEC, out).annotations) == 3
