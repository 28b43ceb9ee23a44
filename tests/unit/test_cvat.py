"""CVAT's XML: what it says is read to the letter and written back, strangers' XML is harmless."""

from __future__ import annotations

import math
import shutil
import time
import tracemalloc
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.classes import AttributeKind, AttributeSpec, ClassList, ImageClass
from labeldesk.domain.geometry import Rect, Ring, Size
from labeldesk.domain.ids import AnnotationId, ClassId
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.shapes import (
    Box,
    Ellipse,
    Keypoints,
    Part,
    Point,
    Polygon,
    Polyline,
    RotatedBox,
    Tag,
)
from labeldesk.domain.skeleton import Skeleton
from labeldesk.formats.cvat import CODEC
from tests.unit.one_file import Read, read, write

REAL = "open-edge-platform+datumaro/tests/assets/cvat_dataset"
HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<annotations><version>1.1</version>'
CAT = ClassList((ImageClass(id=ClassId(1), name="cat", colour="#000000"),))


def one(tmp_path: Path, inside: str, images: list[str] | None = None) -> Read:
    """A file with these elements inside an image of 80 x 60."""
    image = f'<image id="0" name="a.jpg" width="80" height="60">{inside}</image>'
    (tmp_path / "annotations.xml").write_text(f"{HEAD}{image}</annotations>", encoding="utf-8")
    return read(CODEC, tmp_path, images=images)


def annotation(shape: object, **more: object) -> Annotation:
    return Annotation(id=AnnotationId(1), class_id=ClassId(1), shape=shape, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("folder", "images", "objects"),
    [("for_images/export_project", 6, 12), ("for_images/export_task", 2, 4), ("for_video", 2, 3)],
)
def test_files_of_cvat_load_with_their_counts(
    shared: Path, folder: str, images: int, objects: int
) -> None:
    found = read(CODEC, shared / REAL / folder)
    assert (len(found.images), len(found.annotations)) == (images, objects)
    assert not found.report.severities["error"], found.said


def test_images_of_one_name_in_several_subsets_are_each_their_own(shared: Path) -> None:
    found = read(CODEC, shared / REAL / "for_images/export_project")
    assert [image.path for image in found.images] == [
        f"images/{subset}/img{n}.jpg" for subset in ("Test", "Train", "Validation") for n in (0, 1)
    ]


def test_labels_bring_their_attributes_and_values_have_the_declared_type(shared: Path) -> None:
    found = read(CODEC, shared / REAL / "for_images/export_project")
    label = found.classes.named("label1")
    assert label is not None
    assert label.attributes[0] == AttributeSpec("a1", AttributeKind.CHECKBOX, (), default=False)
    assert label.attributes[1].options == ("v1", "v2", "v3")
    assert found.annotations[0].attributes == {"a1": True, "a2": "v3", "a3": "0003", "a4": 2.4}


def test_an_object_without_a_label_gets_a_class_and_that_is_said(shared: Path) -> None:
    found = read(CODEC, shared / REAL / "for_images/export_task")
    assert [found.named(one) for one in found.annotations] == [
        "label1", "object", "object", "label2",
    ]  # fmt: skip
    assert sum("without a name" in row for row in found.said) == 2


def test_shapes_of_a_track_lie_on_their_frames_where_they_are_not_outside(shared: Path) -> None:
    found = read(CODEC, shared / REAL / "for_video")
    paths = {image.path: [one.shape.kind for one in image.annotations] for image in found.images}
    assert paths == {
        "images/frame_000010.png": ["box", "keypoints"],
        "images/frame_000013.png": ["polyline"],
    }
    first = found.annotations[0]
    assert first.flags.occluded
    assert first.shape == Box(3, 4, 10, 5)


def test_what_was_read_is_written_back_to_the_letter(shared: Path, tmp_path: Path) -> None:
    root = shared / REAL / "for_images/export_project"
    found = read(CODEC, root)
    write(CODEC, found.images, found.classes, tmp_path)
    was = ET.parse(root / "annotations.xml").getroot()
    now = ET.parse(tmp_path / "annotations.xml").getroot()
    for old, new in zip(was.iter("image"), now.iter("image"), strict=True):
        assert new.attrib == old.attrib
        for a, b in zip(old, new, strict=True):
            assert {**b.attrib, **a.attrib} == b.attrib
            assert [(c.get("name"), c.text) for c in a] == [(c.get("name"), c.text) for c in b]
    assert [e.text for e in now.iter("subsets")] == [e.text for e in was.iter("subsets")]
    assert [e.findtext("name") for e in now.iter("label")] == ["label1", "label2"]


def test_numbers_stay_as_they_stood_until_the_shape_changes(tmp_path: Path) -> None:
    found = one(tmp_path, '<box label="cat" occluded="0" xtl="1.50" ytl="2.00" xbr="3" ybr="4.0"/>')
    write(CODEC, found.images, found.classes, tmp_path / "out")
    assert 'xtl="1.50" ytl="2.00" xbr="3" ybr="4.0"' in text_in(tmp_path / "out")
    (image,) = found.images
    moved = replace(image.annotations[0], shape=Box(1.5, 2, 3, 5))
    write(CODEC, [replace(image, annotations=(moved,))], found.classes, tmp_path / "out")
    assert 'xtl="1.5" ytl="2" xbr="3" ybr="5"' in text_in(tmp_path / "out")


def text_in(folder: Path) -> str:
    return (folder / "annotations.xml").read_text(encoding="utf-8")


def test_what_is_not_understood_is_kept_and_written_back(tmp_path: Path) -> None:
    cuboid = '<cuboid label="cat" xtl1="1" ytl1="2"/>'
    box = '<box label="cat" xtl="1" ytl="2" xbr="3" ybr="4" mood="odd"><note>x</note></box>'
    found = one(tmp_path, cuboid + box)
    assert [row for row in found.said if "cuboid" in row]
    write(CODEC, found.images, found.classes, tmp_path / "out")
    again = read(CODEC, tmp_path / "out")
    root = ET.parse(tmp_path / "out" / "annotations.xml").getroot()
    element = root.find("image/box")
    assert element is not None
    assert (element.get("mood"), element.findtext("note")) == ("odd", "x")
    assert root.find("image/cuboid") is not None
    assert [a.shape for a in again.annotations] == [a.shape for a in found.annotations]


def test_the_run_lengths_of_a_mask_go_row_by_row(shared: Path) -> None:
    found = read(CODEC, shared / "bad/cvat", files=["mask.xml"])
    (mask,) = found.annotations
    assert mask.shape.bounds == Rect(10, 10, 13, 12)
    pixels = mask.shape.pixels(10, 10, 13, 12)  # type: ignore[union-attr]
    assert pixels.tolist() == [[False, False, True], [True, True, False]]


def test_a_good_file_loads_and_one_that_leads_outside_names_no_image(shared: Path) -> None:
    found = read(CODEC, shared / "bad/cvat", files=["ok.xml"])
    assert [a.shape.kind for a in found.annotations] == ["box", "polygon"]
    assert found.said == []
    found = read(CODEC, shared / "bad/cvat", files=["traversal.xml"])
    assert found.images == []
    (row,) = found.said
    assert row.startswith("traversal.xml: line 1: The name '../../../etc/passwd' leads outside")


def test_a_box_turns_about_its_centre_in_degrees(tmp_path: Path) -> None:
    found = one(
        tmp_path, '<box label="cat" xtl="10" ytl="20" xbr="30" ybr="30" rotation="350.00"/>'
    )
    (made,) = found.annotations
    assert made.shape == RotatedBox(20, 25, 20, 10, math.radians(-10))
    write(CODEC, found.images, found.classes, tmp_path / "out")
    assert 'rotation="350.00"' in text_in(tmp_path / "out")


@pytest.mark.parametrize(
    "element",
    [
        '<box label="cat" xtl="nan" ytl="1" xbr="2" ybr="3"/>',
        '<box label="cat" xtl="1e300" ytl="1" xbr="2" ybr="3"/>',
        '<box label="cat" xtl="1,5" ytl="1" xbr="2" ybr="3"/>',
        '<box label="cat" ytl="1" xbr="2" ybr="3"/>',
        '<polygon label="cat" points="1,2;3,4"/>',
        '<polygon label="cat" points="1,2;3;5,6"/>',
        '<polyline label="cat" points=""/>',
        '<skeleton label="cat"/>',
        '<mask label="cat" rle="1, 2" left="0" top="0" width="4" height="4"/>',
        '<mask label="cat" rle="99999999999999999999" left="0" top="0" width="4" height="4"/>',
        '<mask label="cat" rle="1" left="0" top="0" width="9999999" height="9999999"/>',
        '<mask label="cat" rle="" left="0" top="0" width="0" height="4"/>',
        '<mask label="cat" rle="-4, 20" left="0" top="0" width="4" height="4"/>',
        '<ellipse label="cat" cx="1" cy="2" rx="inf" ry="1"/>',
    ],
)
def test_a_broken_object_is_left_out_with_its_line_and_the_rest_stands(
    tmp_path: Path, element: str
) -> None:
    found = one(tmp_path, f'{element}<box label="cat" xtl="1" ytl="1" xbr="2" ybr="2"/>')
    assert [a.shape for a in found.annotations] == [Box(1, 1, 2, 2)]
    (row,) = found.report.rows
    assert (row.path, row.place, row.severity) == ("annotations.xml", "line 2", "error")


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE annotations [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY a{n} "{"&a;" * 10}">' for n in range(9))
    + "]><annotations><meta>&a8;</meta></annotations>"
)


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "well-formed"),
        (b"<annotations><image", "well-formed"),
        (b"<annotations><image id='0' name='a.jpg'></annotations>", "well-formed"),
        (BOMB.encode(), "DTD"),
        (BOMB.replace('<?xml version="1.0"?>', "").encode("utf-16"), "DTD"),
        (b"<annotations>" + b"<image name='a'>" * 100_000, "well-formed"),
        (b"<annotations>\x00</annotations>", "well-formed"),
    ],
    ids=["empty", "cut", "unclosed", "bomb", "hidden bomb", "deep", "nul"],
)
def test_a_broken_or_dangerous_file_is_refused_at_once(
    tmp_path: Path, data: bytes, word: str
) -> None:
    (tmp_path / "a.xml").write_bytes(data)
    from labeldesk.domain.problem import UserError
    from labeldesk.formats.cvat.reader import CvatFile
    from labeldesk.formats.port import Source
    from labeldesk.formats.report import Report

    start = time.perf_counter()
    tracemalloc.start()
    with pytest.raises(UserError, match=word) as caught:
        list(CvatFile(Source(root=tmp_path, files=["a.xml"]), "a.xml", Report()).images())
    assert tracemalloc.get_traced_memory()[1] < 50 << 20
    tracemalloc.stop()
    assert time.perf_counter() - start < 2
    assert caught.value.path == "a.xml"


def test_images_before_a_fault_are_there_and_the_fault_is_said(tmp_path: Path) -> None:
    whole = '<image id="0" name="a.jpg" width="8" height="6"/>'
    (tmp_path / "a.xml").write_text(f"{HEAD}{whole}{whole}<image", encoding="utf-8")
    found = read(CODEC, tmp_path)
    assert len(found.images) == 2
    assert found.report.severities["error"] == 1


def test_a_file_of_many_images_is_never_held_whole(tmp_path: Path) -> None:
    row = "".join(
        f'<image id="{n}" name="{n}.jpg" width="8" height="6">'
        '<box label="cat" occluded="0" xtl="1" ytl="2" xbr="3" ybr="4" z_order="0"/></image>\n'
        for n in range(5_000)
    )
    (tmp_path / "a.xml").write_text(f"{HEAD}{row}</annotations>", encoding="utf-8")
    from labeldesk.formats.cvat.reader import CvatFile
    from labeldesk.formats.port import Source
    from labeldesk.formats.report import Report

    tracemalloc.start()
    images = CvatFile(Source(root=tmp_path, files=["a.xml"]), "a.xml", Report()).images()
    assert sum(len(image.annotations) for image in images) == 5_000
    assert tracemalloc.get_traced_memory()[1] < 5 << 20
    tracemalloc.stop()


def test_another_reader_of_the_format_agrees(tmp_path: Path) -> None:
    """As the format's documentation says: corners, points, centre and half axes, in pixels."""
    shapes = [
        Box(1.25, 2, 30, 40),
        Polygon.of([(1, 2), (3, 4.5), (5, 1)]),
        Polyline(Ring([(0, 0), (7, 8)])),
        Point(4, 5),
        Ellipse(10, 20, 3, 4),
        Tag(),
    ]
    image = LabeledImage("sub/a b.jpg", Size(80, 60), tuple(map(annotation, shapes)))
    write(CODEC, [image], CAT, tmp_path)
    root = ET.parse(tmp_path / "annotations.xml").getroot()
    (element,) = root.iter("image")
    assert (root.tag, root.findtext("version")) == ("annotations", "1.1")
    told = [element.get(k) for k in ("id", "name", "width", "height")]
    assert told == ["0", "sub/a b.jpg", "80", "60"]
    assert [child.tag for child in element] == [
        "box", "polygon", "polyline", "points", "ellipse", "tag",
    ]  # fmt: skip
    assert {child.get("label") for child in element} == {"cat"}
    box, polygon, polyline, point, ellipse, _ = element
    assert [float(box.get(k, "")) for k in ("xtl", "ytl", "xbr", "ybr")] == [1.25, 2, 30, 40]
    assert polygon.get("points") == "1,2;3,4.5;5,1"
    assert polyline.get("points") == "0,0;7,8"
    assert point.get("points") == "4,5"
    assert [float(ellipse.get(k, "")) for k in ("cx", "cy", "rx", "ry")] == [10, 20, 3, 4]


def test_attributes_of_classes_and_those_nobody_declared_are_declared(tmp_path: Path) -> None:
    spec = AttributeSpec("lit", AttributeKind.CHECKBOX, default=False)
    classes = ClassList((replace(CAT.items[0], attributes=(spec,)),))
    made = annotation(Box(1, 2, 3, 4), attributes={"lit": True, "by": "ann"})
    write(CODEC, [LabeledImage("a.jpg", Size(80, 60), (made,))], classes, tmp_path)
    root = ET.parse(tmp_path / "annotations.xml").getroot()
    told = [(e.findtext("name"), e.findtext("input_type")) for e in root.iter("attribute")]
    assert [pair for pair in told if pair[0]] == [("lit", "checkbox"), ("by", "text")]
    found = read(CODEC, tmp_path)
    assert found.annotations[0].attributes == {"lit": True, "by": "ann"}


def test_a_number_that_is_none_stays_text(tmp_path: Path) -> None:
    inside = "".join(f'<tag label="cat"><attribute name="n">{n}</attribute></tag>' for n in NUMBERS)
    declared = "<attribute><name>n</name><input_type>number</input_type></attribute>"
    label = f"<label><name>cat</name><attributes>{declared}</attributes></label>"
    meta = f"<meta><task><labels>{label}</labels></task></meta>"
    image = f'<image id="0" name="a.jpg" width="80" height="60">{inside}</image>'
    (tmp_path / "a.xml").write_text(f"{HEAD}{meta}{image}</annotations>", encoding="utf-8")
    found = [one.attributes["n"] for one in read(CODEC, tmp_path).annotations]
    assert found == [1, 2.5, "nan", "inf", "1e999", "1.0", "", "x"]


NUMBERS = ("1", "2.5", "nan", "inf", "1e999", "1.0", "", "x")


def test_a_template_comes_back_with_its_joints_and_lines(tmp_path: Path) -> None:
    skeleton = Skeleton.of(["head", "left hand", "right hand"], [(0, 1), (0, 2)])
    classes = ClassList((replace(CAT.items[0], skeleton=skeleton),))
    joints = Keypoints(Ring([(1, 2), (3, 4), (5, 6)]), (2, 1, 0))
    image = LabeledImage("a.jpg", Size(80, 60), (annotation(joints),))
    assert not write(CODEC, [image], classes, tmp_path).rows
    found = read(CODEC, tmp_path)
    (item,) = found.classes
    assert item.skeleton is not None
    assert (item.skeleton.names, item.skeleton.edges) == (skeleton.names, skeleton.edges)
    assert found.annotations[0].shape == joints


def test_holes_become_a_mask_and_that_is_said(tmp_path: Path) -> None:
    ring, hole = (
        Ring([(10, 10), (30, 10), (30, 30), (10, 30)]),
        Ring([(15, 15), (20, 15), (20, 20)]),
    )
    made = annotation(Polygon((Part(ring, (hole,)),)))
    report = write(CODEC, [LabeledImage("a.jpg", Size(80, 60), (made,))], CAT, tmp_path)
    assert [str(row.text) for row in report.rows] == ["A polygon is written as a mask"]


def test_the_parts_of_a_split_are_subsets(tmp_path: Path) -> None:
    images = [LabeledImage(f"{n}.jpg", Size(8, 6)) for n in range(2)]
    write(CODEC, images, CAT, tmp_path, split={"0.jpg": "train", "1.jpg": "val"})
    root = ET.parse(tmp_path / "annotations.xml").getroot()
    assert [e.get("subset") for e in root.iter("image")] == ["train", "val"]
    found = read(CODEC, tmp_path, images=["0.jpg", "1.jpg"])
    assert [image.path for image in found.images] == ["0.jpg", "1.jpg"]


def test_files_of_cvat_and_of_voc_are_told_apart(shared: Path, tmp_path: Path) -> None:
    from labeldesk.formats.port import Source
    from labeldesk.formats.registry import registry

    shutil.copy(shared / REAL / "for_video/annotations.xml", tmp_path / "a.xml")
    shutil.copy(shared / "bad/voc/ok.xml", tmp_path / "b.xml")
    source = Source(root=tmp_path, files=["a.xml"])
    assert [codec.id for codec, _ in registry().sniffed(source)] == ["cvat"]
    source = Source(root=tmp_path, files=["b.xml"])
    assert [codec.id for codec, _ in registry().sniffed(source)] == ["voc"]
