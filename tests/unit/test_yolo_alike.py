"""YOLO exports of images that are called alike, or like one of the lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.ids import AnnotationId
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.shapes import Box
from labeldesk.formats.book import ClassBook
from labeldesk.formats.port import Target, chosen
from labeldesk.formats.report import Report
from labeldesk.formats.yolo import CODEC
from labeldesk.formats.yolo.rows import texts_of
from tests.unit.test_yolo import SMALL, export, read

ALIKE = ["images/0001.png", "labels/0001.png", "1.jpg", "1.png", "sub/images/x.png", "sub/x.png",
         "A.png", "a.png", "lead.jpg", "images/lead.jpg", "lead-2.jpg"]  # fmt: skip


@pytest.mark.parametrize("layout", ["ultralytics", "flat"])
@pytest.mark.parametrize("split", [{}, dict.fromkeys(ALIKE[::2], "train")])
def test_copies_of_images_called_alike_lie_beside_their_own_labels(
    tmp_path: Path, layout: str, split: dict[str, str]
) -> None:
    root, out = tmp_path / "in", tmp_path / "out"
    book = ClassBook()
    cat = book.named("cat")
    images = []
    for number, name in enumerate(ALIKE):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name)
        box = Annotation(id=AnnotationId(1), class_id=cat, shape=Box(number, 0, 60, 40))
        images.append(LabeledImage(name, SMALL, (box,)))
    out.mkdir()
    options = chosen(CODEC, {"copy_images": True, "layout": layout})
    target = Target(root=out, classes=book.classes, options=options, images=root, split=split)
    report = Report()
    CODEC.write(images, target, report)
    copies = [p for p in out.rglob("*.*") if p.suffix in (".png", ".jpg")]
    assert len({str(p).casefold() for p in copies}) == len(ALIKE)
    for copy in copies:
        name = copy.relative_to(out).with_suffix(".txt").as_posix()
        if layout == "ultralytics":
            name = name.replace("images/", "labels/", 1)
        (row,) = images[ALIKE.index(copy.read_text())].annotations
        assert (out / name).read_text().split()[1:] == list(texts_of(row.shape, SMALL))
    assert bool(report.rows) == (not split or layout == "flat")
    assert all("the copy is called" in str(row) for row in report.rows)
    assert not report.has_problems


def test_a_list_of_images_is_of_one_folder(tmp_path: Path) -> None:
    """Read beside other images it says nothing: those may be others of the same names."""
    names = ["images/lead.jpg", "lead.jpg"]
    export([LabeledImage(name, SMALL) for name in names], ClassBook().classes, tmp_path)
    back, said, _ = read(tmp_path, names)
    assert (sorted(i.path for i in back), said) == (names, [])
    back, said, _ = read(tmp_path, ["lead.jpg"])
    assert [i.path for i in back] == ["lead.jpg"] * 2
    assert any("second file" in line for line in said)
    (tmp_path / "labeldesk-images.json").write_text("{")
    assert any("list of images cannot be read" in line for line in read(tmp_path, names)[1])


def test_the_labels_of_a_picture_called_classes_are_not_overwritten_by_the_list(
    tmp_path: Path,
) -> None:
    book = ClassBook()
    box = Annotation(id=AnnotationId(1), class_id=book.named("cat"), shape=Box(1, 2, 30, 40))
    names = ["classes.jpg", "a.jpg", "sub/labels.jpg"]
    images = [LabeledImage(name, SMALL, (box,)) for name in names]
    report = export(images, book.classes, tmp_path, layout="flat")
    assert (tmp_path / "classes.txt").read_text() == "cat\n"
    assert [(row.path, str(row.text).split(" is a list")[0]) for row in report.rows] == [
        ("classes.jpg", "classes.txt"),
        ("sub/labels.jpg", "labels.txt"),
    ]
    assert (tmp_path / "classes.jpg.txt").read_text() == (tmp_path / "a.txt").read_text()
    back, said, source = read(tmp_path, names)
    assert said == []
    assert {i.path: len(i.annotations) for i in back} == dict.fromkeys(names, 1)
    assert [c.name for c in source.classes.classes] == ["cat"]
