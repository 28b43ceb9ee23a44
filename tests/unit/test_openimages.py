"""Open Images' tables: shares of the image, labels with descriptions, marks kept as they stand."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from labeldesk.domain.annotation import Annotation, Flags
from labeldesk.domain.classes import ClassList, ImageClass
from labeldesk.domain.geometry import Size
from labeldesk.domain.ids import AnnotationId, ClassId
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.shapes import Box, Tag
from labeldesk.formats.openimages import CODEC
from labeldesk.formats.port import Source
from labeldesk.formats.registry import registry
from tests.unit.one_file import Read, read, write

BOX = "000002b66c9c498e"
HEADER = (
    "ImageID,Source,LabelName,Confidence,XMin,XMax,YMin,YMax,"
    "IsOccluded,IsTruncated,IsGroupOf,IsDepiction,IsInside"
)
ROWS = (
    f"{BOX},xclick,/m/01g317,1,0.012500,0.195312,0.148438,0.587500,0,1,0,0,0",
    f"{BOX},activemil,/m/0199g,1,0.1,0.3,0.25,0.75,-1,-1,1,1,0",
)
LABELS = (
    f"{BOX},verification,/m/0199g,1",
    f"{BOX},verification,/m/07j7r,0",
    f"{BOX},machine,/m/07j7r,0.75",
)
NAMES = "/m/0199g,Bicycle\n/m/01g317,Person\n/m/07j7r,Tree\n"


def lay(root: Path, *rows: str, labels: tuple[str, ...] = (), images: tuple[str, ...] = (BOX,)):
    """A part of Open Images with pictures of 80 x 60."""
    (root / "validation").mkdir(parents=True)
    for image in images:
        Image.new("RGB", (80, 60)).save(root / "validation" / f"{image}.jpg")
    table = "\n".join((HEADER, *rows)) + "\n"
    (root / "validation-annotations-bbox.csv").write_text(table)
    if labels:
        told = "\n".join(("ImageID,Source,LabelName,Confidence", *labels)) + "\n"
        (root / "validation-annotations-human-imagelabels-boxable.csv").write_text(told)
    (root / "class-descriptions-boxable.csv").write_text(NAMES)


def named(found: Read) -> list[str]:
    return [found.named(one) for one in found.annotations]


def test_boxes_and_classes_come_with_their_descriptions(tmp_path: Path) -> None:
    lay(tmp_path, *ROWS, labels=LABELS)
    found = read(CODEC, tmp_path)
    (image,) = found.images
    assert (image.path, image.size) == (f"validation/{BOX}.jpg", Size(80, 60))
    assert named(found) == ["Person", "Bicycle", "Bicycle", "Tree"]
    first, second, tag, guess = image.annotations
    assert tuple(first.shape.bounds) == pytest.approx((1, 8.90628, 15.62496, 35.25))
    assert tuple(second.shape.bounds) == pytest.approx((8, 15, 24, 45))
    assert (first.flags, second.flags) == (Flags(truncated=True), Flags(crowd=True))
    assert (tag.shape, guess.shape, tag.score, guess.score) == (Tag(), Tag(), None, 0.75)
    assert found.classes.named("/m/0199g") is not None
    assert found.said == []
    source = Source(root=tmp_path, files=Source.files_of(tmp_path)[1])
    assert registry().recognised(source) is CODEC


def test_every_cell_goes_back_as_it_stood(tmp_path: Path) -> None:
    lay(tmp_path / "in", *ROWS, labels=LABELS)
    found = read(CODEC, tmp_path / "in")
    split = {found.images[0].path: "validation"}
    out = tmp_path / "out"
    write(CODEC, found.images, found.classes, out, split)
    assert (out / "validation-annotations-bbox.csv").read_text().splitlines() == [HEADER, *ROWS]
    told = (out / "validation-annotations-human-imagelabels-boxable.csv").read_text().splitlines()
    assert sorted(told[1:]) == sorted(LABELS)
    described = (out / "class-descriptions-boxable.csv").read_text().splitlines()
    assert sorted(described) == sorted(NAMES.splitlines())
    changed = replace(found.annotations[0], shape=Box(8, 15, 24, 45), flags=Flags(crowd=True))
    image = replace(found.images[0], annotations=(changed,))
    write(CODEC, [image], found.classes, tmp_path / "more", split)
    rows = (tmp_path / "more/validation-annotations-bbox.csv").read_text().splitlines()
    told_now = f"{BOX},xclick,/m/01g317,1,0.100000,0.300000,0.250000,0.750000,0,0,1,0,0"
    assert rows[1:] == [told_now]


def test_clicks_of_the_annotators_stay_in_columns_of_their_own(tmp_path: Path) -> None:
    lay(tmp_path)
    (tmp_path / "validation-annotations-bbox.csv").write_text(
        f"{HEADER},XClick1X\n{ROWS[0]},0.0125\n{ROWS[1]},-1.000000\n"
    )
    found = read(CODEC, tmp_path)
    write(CODEC, found.images, found.classes, tmp_path / "out")
    rows = (tmp_path / "out/annotations-bbox.csv").read_text().splitlines()
    assert rows == [f"{HEADER},XClick1X", f"{ROWS[0]},0.0125", f"{ROWS[1]},-1.000000"]


def test_images_that_are_not_here_are_counted_and_left_out(tmp_path: Path) -> None:
    other = [row.replace(BOX, f"00000000000000{n}f") for n in range(3) for row in ROWS]
    lay(tmp_path, *other, *ROWS)
    found = read(CODEC, tmp_path)
    assert [image.path for image in found.images] == [f"validation/{BOX}.jpg"]
    (said,) = found.said
    assert "3 images of the table are not here" in said


def test_rows_that_cannot_be_used_are_told_with_their_lines(tmp_path: Path) -> None:
    bad = [f"{BOX},xclick,/m/1,1,x,0.2,0.1,0.5,0,1,0,0,0", f"{BOX},xclick,/m/1,1"]
    lay(tmp_path, *bad, ROWS[0], f'"{BOX}')
    found = read(CODEC, tmp_path)
    assert found.report.severities["error"] == 3
    assert sorted(row.place for row in found.report.rows) == ["line 2", "line 3", "line 5"]
    assert named(found) == ["Person"]


def test_names_that_two_labels_share_are_told_apart(tmp_path: Path) -> None:
    lay(tmp_path, *ROWS)
    (tmp_path / "class-descriptions-boxable.csv").write_text(
        "LabelName,DisplayName\n/m/01g317,Thing\n/m/0199g,Thing\n"
    )
    assert named(read(CODEC, tmp_path)) == ["Thing (/m/01g317)", "Thing (/m/0199g)"]


def test_another_reader_finds_what_is_written(tmp_path: Path) -> None:
    cat = ClassList((ImageClass(id=ClassId(1), name='cat, "big"', colour="#000000"),))
    flags = Flags(occluded=True, crowd=True)
    one = Annotation(id=AnnotationId(1), class_id=ClassId(1), shape=Box(8, 6, 40, 30), flags=flags)
    images = [
        LabeledImage("x/a.jpg", Size(80, 60), (one,)), LabeledImage("y/a.jpg", Size(80, 60), (one,))
    ]  # fmt: skip
    report = write(CODEC, images, cat, tmp_path)
    with (tmp_path / "annotations-bbox.csv").open(newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["ImageID"] for row in rows] == ["a", "a.jpg"]
    assert any("its ID is a.jpg" in str(row) for row in report.rows)
    numbers = [float(rows[0][key]) for key in ("XMin", "XMax", "YMin", "YMax")]
    assert numbers == [0.1, 0.5, 0.1, 0.5]
    marks = [rows[0][key] for key in ("IsOccluded", "IsTruncated", "IsGroupOf", "IsDepiction")]
    assert marks == ["1", "0", "1", "0"]
    with (tmp_path / "class-descriptions-boxable.csv").open(newline="") as stream:
        assert dict(csv.reader(stream))[rows[0]["LabelName"]] == 'cat, "big"'
    back = read(CODEC, tmp_path, images=["x/a.jpg", "y/a.jpg"])
    assert [image.path for image in back.images] == ["x/a.jpg", "y/a.jpg"]
