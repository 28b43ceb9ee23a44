"""Pascal VOC and LabelImg XML: numbers verbatim, the unknown kept, strangers' XML harmless."""

from __future__ import annotations

import shutil
import time
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest

from labeldesk.domain.annotation import Flags
from labeldesk.domain.geometry import Size
from labeldesk.domain.image import ImageState, LabeledImage
from labeldesk.domain.shapes import Box, Polygon
from labeldesk.formats.port import Source, Target, chosen
from labeldesk.formats.report import Report
from labeldesk.formats.voc import CODEC


class Probe:
    def __init__(self, **sizes: Size) -> None:
        self._sizes = {name.replace("__", "."): size for name, size in sizes.items()}

    def size(self, path: str) -> Size | None:
        return self._sizes.get(path)

    def exists(self, path: str) -> bool:
        return path in self._sizes


def read(root: Path, images=(), probe=None, **options) -> tuple[list[LabeledImage], Report, Source]:
    report = Report()
    source = Source(
        root=root,
        files=Source.files_of(root)[1],
        images=images,
        probe=probe or Probe(),
        options=chosen(CODEC, options),
    )
    return list(CODEC.read(source, report)), report, source


def write(images, classes, out: Path, **options) -> Report:
    out.mkdir(parents=True, exist_ok=True)
    report = Report()
    given = chosen(CODEC, {"layout": "flat", **options})
    CODEC.write(images, Target(root=out, classes=classes, options=given), report)
    return report


def one(tmp_path: Path, inside: str, *, name: str = "a.xml", **options):
    (tmp_path / "in").mkdir(exist_ok=True)
    (tmp_path / "in" / name).write_text(inside, encoding="utf-8")
    return read(tmp_path / "in", **options)


OBJECT = "<object><name>cat</name><bndbox>{box}</bndbox></object>"


def box(a, b, c, d) -> str:
    return f"<xmin>{a}</xmin><ymin>{b}</ymin><xmax>{c}</xmax><ymax>{d}</ymax>"


RICH = f"""<?xml version="1.0" encoding="UTF-8"?>
<!-- by hand -->
<annotation verified="yes" reviewer="甲">
  <filename>a.jpg</filename>
  <folder>VOC2012</folder>
  <source><database>D</database><flickrid>7</flickrid></source>
  <owner><name>?</name></owner>
  <object>
    <bndbox>{box("45.70000076293945", 2, 60, 40)}</bndbox>
    <name>person</name>
    <pose>Left</pose>
    <difficult/>
    <part><name>head</name><bndbox>{box(5.5, 6, 7.5, 8)}</bndbox></part>
    <actions><running>1</running></actions>
  </object>
  <!-- between -->
  <object><name>ghost</name></object>
  <object kind="x"><name>dog</name><truncated>1</truncated><occluded>1</occluded><bndbox>{box(1, 2, 30, 40)}</bndbox></object>
  <size><width>80</width><height>60</height><depth>3</depth></size>
</annotation>"""  # noqa: E501


def test_an_untouched_file_is_written_back_byte_for_byte(tmp_path: Path) -> None:
    images, report, source = one(tmp_path, RICH)
    assert [str(p.text) for p in report.rows] == ["The object has neither a box nor a polygon"]
    person, dog = images[0].annotations
    assert person.shape == Box(45.70000076293945, 2, 60, 40)
    assert person.pose == "Left"
    assert dog.flags == Flags(truncated=True, occluded=True)
    assert images[0].state.done
    losses = write(images, source.classes.classes, tmp_path / "out")
    assert len(losses) == 0
    back = (tmp_path / "out" / "a.xml").read_text(encoding="utf-8")
    moved = RICH.replace("<object><name>ghost</name></object>\n  ", "", 1)
    assert sorted(back.split()) == sorted(RICH.split())
    assert [e.tag for e in ET.fromstring(back)] == [e.tag for e in ET.fromstring(RICH)]
    assert moved.startswith(back[: back.index("<actions>")])


def test_an_edit_changes_the_numbers_and_nothing_else(tmp_path: Path) -> None:
    (image,), _, source = one(tmp_path, RICH)
    person, dog = image.annotations
    edited = replace(image, annotations=(replace(person, shape=Box(3.4, 2.6, 70, 50)), dog))
    report = write([edited], source.classes.classes, tmp_path / "out")
    assert "rounded by up to 0.5" in str(report.rows[0])
    assert report.rows[0].place == "object 1"
    back = (tmp_path / "out" / "a.xml").read_text(encoding="utf-8")
    expected = RICH.replace(box("45.70000076293945", 2, 60, 40), box(3, 3, 70, 50))
    assert sorted(back.split()) == sorted(expected.split())


def test_fractions_are_kept_on_request(tmp_path: Path) -> None:
    (image,), _, source = one(tmp_path, RICH)
    edited = replace(image.annotations[0], shape=Box(3.4, 2.6, 70, 50))
    image = replace(image, annotations=(edited,))
    report = write([image], source.classes.classes, tmp_path / "out", float=True)
    assert not report.rows
    back, _, _ = read(tmp_path / "out")
    assert back[0].annotations[0].shape == Box(3.4, 2.6, 70, 50)


def test_a_new_file_has_labelimgs_layout(tmp_path: Path) -> None:
    (image,), _, source = one(tmp_path, RICH)
    plain = tuple(replace(a, foreign=None, flags=Flags()) for a in image.annotations[1:])
    image = replace(image, path="pics/a.jpg", foreign=None, annotations=plain)
    write([image], source.classes.classes, tmp_path / "out")
    assert (tmp_path / "out/pics/a.xml").read_text() == (
        '<annotation verified="yes">\n\t<folder>pics</folder>\n\t<filename>a.jpg</filename>\n'
        "\t<path>pics/a.jpg</path>\n\t<source>\n\t\t<database>Unknown</database>\n\t</source>\n"
        "\t<size>\n\t\t<width>80</width>\n\t\t<height>60</height>\n\t\t<depth>3</depth>\n"
        "\t</size>\n\t<segmented>0</segmented>\n\t<object>\n\t\t<name>dog</name>\n"
        "\t\t<pose>Unspecified</pose>\n\t\t<truncated>0</truncated>\n"
        "\t\t<difficult>0</difficult>\n\t\t<bndbox>\n\t\t\t<xmin>1</xmin>\n\t\t\t<ymin>2</ymin>\n"
        "\t\t\t<xmax>30</xmax>\n\t\t\t<ymax>40</ymax>\n\t\t</bndbox>\n\t</object>\n"
        "</annotation>\n"
    )


def test_one_based_numbers_cover_whole_pixels(tmp_path: Path) -> None:
    inside = OBJECT.format(box=box(11, 11, 30, 40))
    text = f"<annotation><filename>a.jpg</filename>{inside}</annotation>"
    (image,), _, source = one(tmp_path, text, coordinates="one-based")
    assert image.annotations[0].shape == Box(10, 10, 30, 40)
    write([image], source.classes.classes, tmp_path / "out", coordinates="one-based")
    assert "<xmin>11</xmin>" in (tmp_path / "out/a.xml").read_text()
    write([image], source.classes.classes, tmp_path / "raw")
    assert "<xmin>10</xmin>" in (tmp_path / "raw/a.xml").read_text()


def test_images_are_found_by_name_by_stem_and_by_folder(tmp_path: Path) -> None:
    root = tmp_path / "in"
    for name, told in [
        ("a/1.xml", "1.jpg"), ("b/1.xml", "1.jpg"), ("c.xml", "C:\\x\\C.JPG"), ("d.xml", "e.jpg"),
        ("cat.xml", "cat.jpg"), ("cat.png.xml", "cat.png"),
    ]:  # fmt: skip
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"<annotation><filename>{told}</filename></annotation>")
    images = ["a/1.jpg", "b/1.jpg", "c.jpg", "d.jpg", "e.jpg", "cat.jpg", "cat.png"]
    found, report, _ = read(root, images)
    assert [i.path for i in found] == [
        "a/1.jpg", "b/1.jpg", "c.jpg", "cat.png", "cat.jpg", "d.jpg",
    ]  # fmt: skip
    said = [str(p) for p in report.rows]
    assert "d.xml: The file names 'e.jpg' but lies beside d.jpg" in said


def test_classes_keep_the_order_of_their_list(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "predefined_classes.txt").write_text("dog\ncat\n\n")
    _, _, source = one(tmp_path, RICH)
    assert [c.name for c in source.classes.classes] == ["dog", "cat", "person"]


def test_polygons_come_back_with_their_box(tmp_path: Path) -> None:
    points = "<x1>1.5</x1><y1>2</y1><x2>30</x2><y2>2.25</y2><x3>9</x3><y3>40</y3>"
    text = (
        "<annotation><filename>a.jpg</filename><object><name>cat</name>"
        f"<bndbox>{box(1, 2, 30, 40)}</bndbox><polygon>{points}</polygon></object></annotation>"
    )
    (image,), _, source = one(tmp_path, text)
    assert image.annotations[0].shape == Polygon.of([(1.5, 2), (30, 2.25), (9, 40)])
    write([replace(image, foreign=None)], source.classes.classes, tmp_path / "out")
    again, _, _ = read(tmp_path / "out")
    assert again[0].annotations[0].shape == image.annotations[0].shape


@pytest.mark.parametrize("text", ["1_0", "٣", "0x10", "1,5", "nan"])
def test_what_is_no_number_elsewhere_is_none_here(tmp_path: Path, text: str) -> None:
    size = f"<size><width>{text}</width><height>60</height></size>"
    inside = f"<filename>a.jpg</filename>{size}" + OBJECT.format(box=box(text, 2, 30, 40))
    (image,), report, _ = one(tmp_path, f"<annotation>{inside}</annotation>")
    assert (image.size, image.annotations) == (None, ())
    assert "is no number" in str(report.rows[0])


def test_image_sets_follow_the_split(tmp_path: Path) -> None:
    images = [LabeledImage(f"{n}.jpg", Size(4, 4)) for n in "abc"]
    split = {"a.jpg": "train", "b.jpg": "val", "c.jpg": "train"}
    target = Target(
        root=tmp_path, classes=Source(root=tmp_path, files=()).classes.classes, split=split
    )
    CODEC.write(images, target, Report())
    assert (tmp_path / "ImageSets/Main/train.txt").read_text() == "a\nc\n"
    assert (tmp_path / "ImageSets/Main/trainval.txt").read_text() == "a\nc\nb\n"
    assert (tmp_path / "Annotations/a.xml").exists()


@pytest.mark.parametrize(
    ("folder", "files", "objects"),
    [
        ("datitran+raccoon_dataset/annotations", 200, 217),
        ("Shenggan+BCCD_Dataset/BCCD/Annotations", 38, 746),
        ("airctic+icevision/samples/fridge", 6, 12),
        ("rafaelpadilla+review_object_detection_metrics/toyexample/gts_vocpascal_format", 10, 12),
        ("open-edge-platform+datumaro/tests/assets/voc_dataset/voc_dataset1", 1, 2),
    ],
)
def test_real_files_come_back_byte_for_byte(
    shared: Path, tmp_path: Path, folder: str, files: int, objects: int
) -> None:
    images, report, source = read(shared / folder)
    assert (len(images), sum(len(i.annotations) for i in images)) == (files, objects)
    assert not report.has_problems
    write(images, source.classes.classes, tmp_path)
    by_name = {p.name: p.read_bytes() for p in tmp_path.rglob("*.xml")}
    for path in (shared / folder).rglob("*.xml"):
        assert by_name[path.name] == path.read_bytes()


BAD = {
    "empty.xml": "line 1: This is no well-formed XML",
    "truncated.xml": "line 1: This is no well-formed XML",
    "wrong_root.xml": "The root element is html",
    "billion_laughs.xml": "DTD or entities",
    "quadratic_blowup.xml": "DTD or entities",
    "deep_nesting.xml": "Excessive depth",
    "control_char.xml": "invalid Char",
    "inf_coord.xml": "object 1, line 1: The coordinate 'inf' is no number",
    "comma_coord.xml": "object 1, line 1: The coordinate '10,5' is no number",
    "empty_coord.xml": "object 1, line 1: The coordinate '' is no number",
    "huge.xml": "object 1, line 1: The coordinate 1e300 is beyond any image",
    "wrong_size.xml": "size: The file says 800 x 600, but the image is 80 x 60",
    "all_outside.xml": "object 1: The object lies outside the image",
    "zero_area.xml": "object 1: The box has no area",
    "nameless.xml": 'object 1: An object without a name gets the class "object"',
    "missing_image.xml": "The image nowhere.jpg is missing",
    "path_traversal.xml": "The image path_traversal.jpg is missing",
    "path_device.xml": "The image path_device.jpg is missing",
    "xinclude.xml": "The image xinclude.jpg is missing",
}


@pytest.mark.parametrize("name", [*BAD, "ok.xml", "utf8_bom.xml", "name_markup.xml"])
def test_bad_files_do_no_harm_and_are_named(shared: Path, tmp_path: Path, name: str) -> None:
    source = tmp_path / "in"
    source.mkdir()
    shutil.copy(shared / "bad" / "voc" / name, source)
    began = time.monotonic()
    images, report, book = read(source, ["good.jpg"], Probe(good__jpg=Size(80, 60)))
    assert time.monotonic() - began < 2
    said = [str(p) for p in report.rows]
    if name in BAD:
        assert any(name in line and BAD[name] in line for line in said), said
    else:
        assert said == []
        assert len(images[0].annotations) == 1
    for image in images:
        assert not image.path.startswith(("/", ".."))
    write(images, book.classes.classes, tmp_path / "out")
    assert (source / name).read_bytes() == (shared / "bad" / "voc" / name).read_bytes()


def test_a_name_with_markup_comes_back_exactly(shared: Path, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    shutil.copy(shared / "bad/voc/name_markup.xml", tmp_path / "in")
    images, _, source = read(tmp_path / "in")
    name = 'a<b> & "c" 猫 🐱'
    assert [c.name for c in source.classes.classes] == [name]
    write([replace(images[0], foreign=None)], source.classes.classes, tmp_path / "out")
    (written,) = (tmp_path / "out").glob("*.xml")
    assert ET.parse(written).findtext("object/name") == name


def test_twenty_thousand_objects_take_seconds(shared: Path, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    shutil.copy(shared / "bad/voc/many_objects.xml", tmp_path / "in")
    began = time.monotonic()
    images, _, source = read(tmp_path / "in")
    write(images, source.classes.classes, tmp_path / "out")
    assert len(images[0].annotations) == 20_000
    assert time.monotonic() - began < 20


def test_a_second_program_reads_the_same_boxes(shared: Path, tmp_path: Path) -> None:
    supervision = pytest.importorskip("supervision")
    images, _, source = read(shared / "datitran+raccoon_dataset/annotations")
    images = [replace(i, foreign=None) for i in images[:20]]
    write(images, source.classes.classes, tmp_path)
    from supervision.dataset.formats.pascal_voc import detections_from_xml_obj

    assert supervision
    for image in images:
        root = ET.parse(tmp_path / Path(image.path).with_suffix(".xml")).getroot()
        size = (image.size.width, image.size.height)
        found, _ = detections_from_xml_obj(root, ["raccoon"], size)
        theirs = [tuple(row) for row in found.xyxy]
        # supervision counts from 1 and takes one off the top left corner only
        ours = [(*a.shape.bounds[:2], *a.shape.bounds[2:]) for a in image.annotations]
        assert theirs == [(x0 - 1, y0 - 1, x1, y1) for x0, y0, x1, y1 in ours] or theirs == [
            (x0 - 1, y0 - 1, x1 - 1, y1 - 1) for x0, y0, x1, y1 in ours
        ]


def test_done_is_labelimgs_verified(tmp_path: Path) -> None:
    image = LabeledImage("a.jpg", Size(4, 4), state=ImageState(done=True))
    classes = Source(root=tmp_path, files=()).classes.classes
    write([image, replace(image, path="b.jpg", state=ImageState())], classes, tmp_path / "out")
    assert 'verified="yes"' in (tmp_path / "out/a.xml").read_text()
    assert "verified" not in (tmp_path / "out/b.xml").read_text()
    back, _, _ = read(tmp_path / "out")
    assert [i.state.done for i in back] == [True, False]


def test_labelimgs_own_readers_see_the_same_boxes(shared: Path, tmp_path: Path) -> None:
    """Runs where labelImg is installed (`pip install --no-deps labelImg`; it needs no Qt here)."""
    theirs = pytest.importorskip("libs.pascal_voc_io", reason="labelImg is not installed")
    images, _, source = read(shared / "datitran+raccoon_dataset/annotations")
    plain = [replace(image, foreign=None) for image in images]
    write(plain, source.classes.classes, tmp_path)
    for image in plain:
        path = tmp_path / Path(image.path).with_suffix(".xml")
        reader = theirs.PascalVocReader(str(path))
        corners = [(*shape[1][0], *shape[1][2]) for shape in reader.get_shapes()]
        assert corners == [tuple(a.shape.bounds) for a in image.annotations]
        assert reader.verified == image.state.done


def test_images_of_one_stem_and_entries_of_one_image_get_files_of_their_own(
    tmp_path: Path,
) -> None:
    names = ["cat.jpg", "cat.png", "cat.jpg", "Cat.jpg", "cat.jpg"]
    images = [LabeledImage(name, Size(4, 4)) for name in names]
    report = write(images, Source(root=tmp_path, files=()).classes.classes, tmp_path / "out")
    written = sorted(p.name for p in (tmp_path / "out").glob("*.xml"))
    assert written == ["Cat.jpg.2.xml", "cat.jpg.3.xml", "cat.jpg.xml", "cat.png.xml", "cat.xml"]
    assert len(report) == 4
