"""The live mirror follows edits and never overwrites what it does not know."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.geometry import Size
from labeldesk.domain.ids import AnnotationId
from labeldesk.domain.image import ImageState, LabeledImage
from labeldesk.domain.problem import UserError
from labeldesk.domain.shapes import Box
from labeldesk.formats.beside import sniff_folder
from labeldesk.formats.book import ClassBook
from labeldesk.formats.mirror import Conflict, Kept, Mirror, Reason
from labeldesk.formats.port import Source
from labeldesk.formats.registry import registry
from labeldesk.formats.report import Report

XML = """<annotation>
	<folder>f</folder>
	<filename>{n}.jpg</filename>
	<path>E:/me/{n}.jpg</path>
	<owner>me</owner>
	<size><width>80</width><height>60</height><depth>3</depth></size>
	<object>
		<name>cat</name>
		<pose>Unspecified</pose>
		<bndbox><xmin>1</xmin><ymin>2</ymin><xmax>30</xmax><ymax>40</ymax></bndbox>
		<note>keep me</note>
	</object>
</annotation>
"""
IMAGES = [f"{n}.jpg" for n in range(5)]
SIZE = Size(80, 60)


class Probe:
    def size(self, path: str) -> Size | None:
        return SIZE

    def exists(self, path: str) -> bool:
        return True


def opened(root: Path, format_id: str, images=IMAGES):
    """The mirror attached, then the folder imported, as the program does it."""
    mirror = Mirror(root, format_id)
    mirror.attach(images)
    book = ClassBook()
    files = Source.files_of(root)[1]
    source = Source(root=root, files=files, images=images, probe=Probe(), classes=book)
    found = {i.path: i for i in registry().get(format_id).read(source, Report())}
    return mirror, found, book


@pytest.fixture
def voc(tmp_path: Path) -> Path:
    for n in range(5):
        (tmp_path / f"{n}.xml").write_text(XML.format(n=n))
    return tmp_path


@pytest.fixture
def yolo(tmp_path: Path) -> Path:
    (tmp_path / "classes.txt").write_text("dog\ncat\n")
    for n in range(3):
        (tmp_path / f"{n}.txt").write_text("1 0.193750 0.350000 0.362500 0.633333\n")
    return tmp_path


def moved(image: LabeledImage, to: Box = Box(5, 6, 50, 50)) -> LabeledImage:  # noqa: B008
    first, *rest = image.annotations
    return replace(image, annotations=(replace(first, shape=to), *rest))


def hashes(root: Path) -> dict[str, str]:
    return {
        p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in root.iterdir() if p.is_file()
    }


def test_only_the_touched_file_changes_and_only_its_numbers(voc: Path) -> None:
    mirror, images, book = opened(voc, "voc")
    before = hashes(voc)
    done = mirror.write(moved(images["2.jpg"]), book.classes)
    assert done == Kept("2.xml", is_written=True)
    after = hashes(voc)
    assert {n for n in after if after[n] != before[n]} == {"2.xml"}
    expected = XML.format(n=2)
    for old, new in (
        ("xmin>1<", "xmin>5<"),
        ("ymin>2<", "ymin>6<"),
        ("30<", "50<"),
        ("40<", "50<"),
    ):
        expected = expected.replace(old, new)
    assert (voc / "2.xml").read_text() == expected


def test_an_untouched_image_is_not_written(voc: Path) -> None:
    mirror, images, book = opened(voc, "voc")
    stamp = (voc / "1.xml").stat().st_mtime_ns
    assert mirror.write(images["1.jpg"], book.classes) == Kept("1.xml", is_written=False)
    assert (voc / "1.xml").stat().st_mtime_ns == stamp


def test_a_file_changed_outside_is_a_conflict_until_somebody_decides(voc: Path) -> None:
    mirror, images, book = opened(voc, "voc")
    theirs = XML.format(n=3).replace("cat", "lion")
    (voc / "3.xml").write_text(theirs)
    mine = moved(images["3.jpg"])
    conflict = mirror.write(mine, book.classes)
    assert isinstance(conflict, Conflict)
    assert conflict.reason is Reason.CHANGED
    assert conflict.theirs == theirs.encode()
    assert (voc / "3.xml").read_text() == theirs
    assert isinstance(mirror.write(mine, book.classes), Conflict)
    mirror.keep_mine(conflict, mine, book.classes)
    assert (voc / "3.xml").read_bytes() == conflict.mine
    assert mirror.write(mine, book.classes) == Kept("3.xml", is_written=False)


def test_theirs_may_win(voc: Path) -> None:
    mirror, images, book = opened(voc, "voc")
    (voc / "3.xml").write_text(XML.format(n=3).replace("cat", "lion"))
    conflict = mirror.write(moved(images["3.jpg"]), book.classes)
    mirror.keep_theirs(conflict)
    _, again, book = opened(voc, "voc")
    assert mirror.write(again["3.jpg"], book.classes) == Kept("3.xml", is_written=False)
    assert mirror.write(moved(again["3.jpg"]), book.classes).is_written


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda path: path.unlink(), Reason.GONE),
        (lambda path: path.write_text("<annotation><obj"), Reason.CHANGED),
    ],
)
def test_removed_and_broken_files_are_conflicts(voc: Path, make, reason: Reason) -> None:
    mirror, images, book = opened(voc, "voc")
    make(voc / "0.xml")
    conflict = mirror.write(moved(images["0.jpg"]), book.classes)
    assert conflict.reason is reason


def test_a_file_that_never_parsed_is_not_overwritten(voc: Path) -> None:
    (voc / "4.xml").write_text("<annotation><object>my work")
    mirror, images, book = opened(voc, "voc")
    assert "4.jpg" not in images
    drawn = replace(images["0.jpg"], path="4.jpg", foreign=None)
    conflict = mirror.write(drawn, book.classes)
    assert conflict.reason is Reason.UNREADABLE
    assert (voc / "4.xml").read_text() == "<annotation><object>my work"


def test_a_file_that_appeared_meanwhile_is_not_overwritten(voc: Path) -> None:
    (voc / "4.xml").unlink()
    mirror, images, book = opened(voc, "voc")
    (voc / "4.xml").write_text(XML.format(n=4))
    drawn = replace(moved(images["0.jpg"]), path="4.jpg", foreign=None)
    assert mirror.write(drawn, book.classes).reason is Reason.APPEARED


def test_a_first_annotation_makes_a_file_and_an_empty_image_none(voc: Path) -> None:
    mirror, _, book = opened(voc, "voc", [*IMAGES, "9.jpg"])
    nothing = LabeledImage("9.jpg", SIZE)
    assert mirror.write(nothing, book.classes) == Kept("9.xml", is_written=False)
    assert not (voc / "9.xml").exists()
    assert mirror.write(replace(nothing, state=ImageState(done=True)), book.classes).is_written
    assert 'verified="yes"' in (voc / "9.xml").read_text()


def test_a_broken_object_stays_in_its_file(voc: Path) -> None:
    text = XML.format(n=0).replace(
        "</annotation>", "\t<object><name>ghost</name></object>\n</annotation>"
    )
    (voc / "0.xml").write_text(text)
    mirror, images, book = opened(voc, "voc")
    assert mirror.write(moved(images["0.jpg"]), book.classes).is_written
    assert "<object><name>ghost</name></object>" in (voc / "0.xml").read_text()


def test_yolo_numbers_stay_and_new_classes_go_to_the_end(yolo: Path) -> None:
    mirror, images, book = opened(yolo, "yolo")
    lion = book.named("lion")
    item = Annotation(id=AnnotationId(9), class_id=lion, shape=Box(0, 0, 8, 6))
    image = replace(images["1.jpg"], annotations=(*images["1.jpg"].annotations, item))
    assert mirror.write(image, book.classes) == Kept("1.txt", is_written=True)
    assert (yolo / "classes.txt").read_text() == "dog\ncat\nlion\n"
    assert (yolo / "1.txt").read_text() == (
        "1 0.193750 0.350000 0.362500 0.633333\n2 0.050000 0.050000 0.100000 0.100000\n"
    )


def test_a_yolo_file_with_broken_rows_is_not_overwritten(yolo: Path) -> None:
    (yolo / "2.txt").write_text("1 0.193750 0.350000 0.362500 0.633333\n1 oops\n")
    mirror, images, book = opened(yolo, "yolo")
    assert mirror.write(moved(images["2.jpg"]), book.classes).reason is Reason.UNREADABLE


def test_a_data_yaml_is_never_edited(yolo: Path) -> None:
    (yolo / "data.yaml").write_text("names: [dog, cat]\n")
    mirror, images, book = opened(yolo, "yolo")
    assert mirror.write(moved(images["0.jpg"]), book.classes).is_written
    lion = book.named("lion")
    image = images["1.jpg"]
    item = replace(image.annotations[0], class_id=lion)
    with pytest.raises(UserError, match="lion is not in the list"):
        mirror.write(replace(image, annotations=(item,)), book.classes)


def test_labels_lie_in_the_twin_of_images(tmp_path: Path) -> None:
    mirror = Mirror(tmp_path, "yolo")
    assert mirror.file_of("images/train/a.jpg") == "labels/train/a.txt"
    assert mirror.file_of("a.jpg") == "a.txt"


def test_what_the_mirror_knows_survives_a_restart(voc: Path) -> None:
    mirror, images, book = opened(voc, "voc")
    again = Mirror(voc, "voc", known=dict(mirror.known))
    assert again.write(moved(images["0.jpg"]), book.classes).is_written


def test_the_import_bar_hears_what_lies_there(voc: Path, yolo: Path) -> None:
    before = hashes(voc)
    found = sniff_folder(voc)
    assert [(b.format, b.files, b.can_mirror) for b in found] == [
        ("voc", 5, True), ("yolo", 3, True),
    ]  # fmt: skip
    assert hashes(voc) == before
    (voc / "nothing").mkdir()
    assert sniff_folder(voc / "nothing") == ()
