"""What lies in a user's own files survives the live mirror, or the file is not written at all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.classes import ClassList
from labeldesk.domain.ids import AnnotationId, ClassId, new_id
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.problem import UserError
from labeldesk.domain.shapes import Box, Polygon
from labeldesk.formats.book import ClassBook
from labeldesk.formats.mirror import Conflict, Kept, Mirror, Reason
from tests.unit.test_mirror import SIZE, XML, hashes, moved, opened

ROW = "0.193750 0.350000 0.362500 0.633333"  # Box(1, 2, 30, 40)
NEW = Box(0, 0, 8, 6)
NEW_ROW = "0.050000 0.050000 0.100000 0.100000"


def put(root: Path, **files: str) -> None:
    for name, text in files.items():
        (root / name.replace("__", ".")).write_bytes(text.encode())


def plus(image: LabeledImage, class_id: ClassId, shape=NEW) -> LabeledImage:
    one = Annotation(id=AnnotationId(new_id()), class_id=class_id, shape=shape)
    return replace(image, annotations=(*image.annotations, one))


def named(book: ClassBook, name: str) -> ClassId:
    found = book.classes.named(name)
    assert found is not None
    return found.id


YAML = "names: [cat, dog]\ntrain: .\nval: .\n"
LISTS = {"data.yaml": YAML, "dataset.yaml": YAML, "mine.yml": YAML, "obj.names": "cat\ndog\n",
         "labels.txt": "cat\ndog\n", "voc.names": "cat\ndog\n"}  # fmt: skip


@pytest.mark.parametrize("name", LISTS)
def test_numbers_are_those_of_the_list_that_reading_takes(tmp_path: Path, name: str) -> None:
    put(tmp_path, **{name: LISTS[name], "0__txt": f"1 {ROW}\n", "1__txt": f"0 {ROW}\n1 {ROW}\n"})
    mirror, images, book = opened(tmp_path, "yolo")
    before = hashes(tmp_path)
    dog = named(book, "dog")
    assert mirror.write(plus(images["0.jpg"], dog), book.classes) == Kept("0.txt", is_written=True)
    assert (tmp_path / "0.txt").read_text() == f"1 {ROW}\n1 {NEW_ROW}\n"
    lion = book.named("lion")
    with pytest.raises(UserError, match=f"lion is not in the list of names, {name}"):
        mirror.write(plus(images["1.jpg"], lion), book.classes)
    after = hashes(tmp_path)
    assert {n for n in after if after[n] != before.get(n)} == {"0.txt"}


def test_the_nearest_list_is_made_longer_and_the_others_are_not(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    put(tmp_path, classes__txt="cat\n", **{"0__txt": f"0 {ROW}\n"})
    put(tmp_path / "sub", classes__txt="dog\n", **{"1__txt": f"0 {ROW}\n"})
    mirror, images, book = opened(tmp_path, "yolo", ["0.jpg", "sub/1.jpg"])
    lion = book.named("lion")
    assert mirror.write(plus(images["sub/1.jpg"], lion), book.classes).is_written
    assert (tmp_path / "sub/1.txt").read_text() == f"0 {ROW}\n1 {NEW_ROW}\n"
    assert (tmp_path / "sub/classes.txt").read_text() == "dog\nlion\n"
    assert (tmp_path / "classes.txt").read_text() == "cat\n"


def test_without_a_list_numbers_stay_numbers(tmp_path: Path) -> None:
    put(tmp_path, **{"0__txt": f"3 {ROW}\n", "1__txt": f"1 {ROW}\n"})
    mirror, images, book = opened(tmp_path, "yolo")
    assert mirror.write(plus(images["0.jpg"], named(book, "1")), book.classes).is_written
    assert (tmp_path / "0.txt").read_text() == f"3 {ROW}\n1 {NEW_ROW}\n"
    lion = book.named("lion")
    with pytest.raises(UserError, match="no list of names here: the class lion"):
        mirror.write(plus(images["1.jpg"], lion), book.classes)
    assert not (tmp_path / "classes.txt").exists()


def test_the_first_labels_of_a_folder_bring_a_list(tmp_path: Path) -> None:
    mirror, _, book = opened(tmp_path, "yolo")
    lion = book.named("lion")
    assert mirror.write(plus(LabeledImage("0.jpg", SIZE), lion), book.classes).is_written
    assert (tmp_path / "classes.txt").read_text() == "lion\n"
    assert (tmp_path / "0.txt").read_text() == f"0 {NEW_ROW}\n"


def test_a_name_in_other_case_keeps_its_number(tmp_path: Path) -> None:
    put(tmp_path, classes__txt="Dog\nCat\n", **{"0__txt": f"1 {ROW}\n"})
    known = ClassBook()
    cat = known.named("cat")
    mirror, images, _ = opened(tmp_path, "yolo")
    (one,) = images["0.jpg"].annotations
    image = plus(replace(images["0.jpg"], annotations=(replace(one, class_id=cat),)), cat)
    assert mirror.write(image, known.classes).is_written
    assert (tmp_path / "0.txt").read_text() == f"1 {ROW}\n1 {NEW_ROW}\n"
    put(tmp_path, classes__txt="Dog\nCat\ncat\n")
    mirror, _, _ = opened(tmp_path, "yolo")
    other = ClassList((replace(known.classes.items[0], name="CAT"),))
    with pytest.raises(UserError, match=r"Cat and cat in classes\.txt are one class"):
        mirror.write(image, other)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("dog\r\nred  fox\r\n", "dog\r\nred  fox\r\nlion\r\n"),
        ("dog\n\ncat", "dog\n\ncat\nlion\n"),
        ("dog\ncat\n\n\n", "dog\ncat\nlion\n"),
        ("\ufeffdog\ncat\n", "\ufeffdog\ncat\nlion\n"),
    ],
)
def test_a_list_gets_longer_and_stays_what_it_is(tmp_path: Path, before: str, after: str) -> None:
    put(tmp_path, classes__txt=before, **{"0__txt": f"0 {ROW}\n"})
    mirror, images, book = opened(tmp_path, "yolo")
    assert mirror.write(plus(images["0.jpg"], book.named("lion")), book.classes).is_written
    assert (tmp_path / "classes.txt").read_bytes() == after.encode()


def test_a_list_that_somebody_orders_anew_stops_the_mirror(tmp_path: Path) -> None:
    put(tmp_path, classes__txt="cat\ndog\n", **{"0__txt": f"0 {ROW}\n", "1__txt": f"0 {ROW}\n"})
    mirror, images, book = opened(tmp_path, "yolo")
    cat = named(book, "cat")
    assert mirror.write(plus(images["0.jpg"], cat), book.classes).is_written
    put(tmp_path, classes__txt="cat\ndog\nfox\n")
    assert mirror.write(images["0.jpg"], book.classes).is_written
    put(tmp_path, classes__txt="dog\ncat\nfox\n")
    with pytest.raises(UserError, match=r"classes.txt was changed by another program"):
        mirror.write(plus(images["1.jpg"], cat), book.classes)
    assert (tmp_path / "1.txt").read_text() == f"0 {ROW}\n"


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        (f"0 {ROW}\n5 0.3 0.3 0.1 0.1\n", "The class number 5 has no name"),
        (f"0 {ROW}\n1 0.1 0.1 0.9 0.1 0.9 0.9 0.1 0.9\n", "A row of 9 columns"),
        (f"0 {ROW}\n0 {ROW}\n", "same as row 1"),
        (f"0 {ROW}\n0 0.1 0.1 0.2 0.1 0.2 0.3\n", "Row 1 of it would be changed"),
        (f"0 {ROW}\noops\n", "A row has 1 columns"),
        (f"0 {ROW} 0.97\n", "A row has 6 columns"),
    ],
)
def test_a_file_that_reading_refuses_in_part_is_not_written(
    tmp_path: Path, rows: str, why: str
) -> None:
    put(tmp_path, classes__txt="cat\ndog\n", **{"0__txt": rows})
    mirror, images, book = opened(tmp_path, "yolo")
    found = mirror.write(plus(images["0.jpg"], book.named("cat")), book.classes)
    assert isinstance(found, Conflict)
    assert found.reason is Reason.UNREADABLE
    assert why in str(found.text)
    assert (tmp_path / "0.txt").read_text() == rows


def test_outlines_stay_outlines_with_four_points_too(tmp_path: Path) -> None:
    four = "1 0.100000 0.100000 0.900000 0.100000 0.900000 0.900000 0.100000 0.900000\n"
    put(tmp_path, classes__txt="cat\ndog\n", **{"0__txt": four})
    put(tmp_path, **{"1__txt": "0 0.1 0.1 0.2 0.1 0.2 0.3\n"})
    mirror, images, book = opened(tmp_path, "yolo")
    assert isinstance(images["0.jpg"].annotations[0].shape, Polygon)
    assert mirror.write(plus(images["0.jpg"], named(book, "dog")), book.classes).is_written
    assert (tmp_path / "0.txt").read_text().startswith(four)
    assert mirror.write(plus(images["1.jpg"], named(book, "dog")), book.classes).is_written
    rows = (tmp_path / "1.txt").read_text().splitlines()
    assert rows[0] == "0 0.1 0.1 0.2 0.1 0.2 0.3"
    assert len(rows[1].split()) == 9


def test_ends_of_lines_stay_what_they_are(tmp_path: Path) -> None:
    put(tmp_path, classes__txt="cat\n", **{"0__txt": f"0 {ROW}\r\n"})
    mirror, images, book = opened(tmp_path, "yolo")
    assert mirror.write(plus(images["0.jpg"], named(book, "cat")), book.classes).is_written
    assert (tmp_path / "0.txt").read_bytes() == f"0 {ROW}\r\n0 {NEW_ROW}\r\n".encode()


@pytest.mark.parametrize(
    ("format_id", "images", "file"),
    [
        ("voc", ["a.jpg", "a.png"], "a.xml"),
        ("yolo", ["a.jpg", "a.png"], "a.txt"),
        ("yolo", ["images/a.png", "labels/a.png"], "labels/a.txt"),
    ],
)
def test_two_images_of_one_file_are_in_conflict_both(
    tmp_path: Path, format_id: str, images: list[str], file: str
) -> None:
    text = XML.format(n="a") if format_id == "voc" else f"0 {ROW}\n"
    (tmp_path / file).parent.mkdir(exist_ok=True)
    (tmp_path / file).write_text(text)
    put(tmp_path, classes__txt="cat\n")
    mirror, _, book = opened(tmp_path, format_id, images)
    cat = book.named("cat")
    for path, other in (images, images[::-1]):
        found = mirror.write(plus(LabeledImage(path, SIZE), cat), book.classes)
        assert isinstance(found, Conflict)
        assert found.reason is Reason.SHARED
        assert str(found.text) == f"{file} would be the file of {other} too"
    assert (tmp_path / file).read_text() == text


def test_mine_is_written_with_the_numbers_that_hold_then(tmp_path: Path) -> None:
    put(tmp_path, classes__txt="cat\n", **{"0__txt": f"0 {ROW}\n", "1__txt": f"0 {ROW}\n"})
    mirror, images, book = opened(tmp_path, "yolo")
    put(tmp_path, **{"0__txt": f"0 {ROW}\n\n"})
    lion, fox = book.named("lion"), book.named("fox")
    mine = plus(images["0.jpg"], lion)
    conflict = mirror.write(mine, book.classes)
    assert isinstance(conflict, Conflict)
    assert mirror.write(plus(images["1.jpg"], fox), book.classes).is_written
    again = Mirror(tmp_path, "yolo", known=mirror.known)
    assert again.keep_mine(conflict, mine, book.classes) == Kept("0.txt", is_written=True)
    assert (tmp_path / "classes.txt").read_text() == "cat\nfox\nlion\n"
    assert (tmp_path / "0.txt").read_text() == f"0 {ROW}\n2 {NEW_ROW}\n"
    assert (tmp_path / "1.txt").read_text() == f"0 {ROW}\n1 {NEW_ROW}\n"


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("<filename>0.jpg<", "<filename>7.jpg<", "7.jpg"),
        ("<width>80<", "<width>800<", "800"),
        ("<name>cat</name>", "<name/>", "<name/>"),
    ],
)
def test_an_xml_file_that_does_not_fit_its_image_is_not_corrected(
    tmp_path: Path, old: str, new: str, what: str
) -> None:
    text = XML.format(n=0).replace(old, new)
    put(tmp_path, **{"0__xml": text})
    mirror, images, book = opened(tmp_path, "voc", ["0.jpg"])
    found = mirror.write(moved(images["0.jpg"]), book.classes)
    assert isinstance(found, Conflict)
    assert (found.reason, what in str(found.text)) == (Reason.UNREADABLE, True)
    assert (tmp_path / "0.xml").read_text() == text


def test_an_xml_file_of_any_layout_stays_but_for_its_numbers(tmp_path: Path) -> None:
    one = "<object><name>a</name><bndbox><xmin>1</xmin><ymin>2</ymin><xmax>30</xmax><ymax>40</ymax></bndbox></object>"  # noqa: E501
    text = (
        "<!-- by hand --><annotation x='1'><filename>0.jpg</filename><folder>elsewhere</folder>"
        f"{one}<object><name>ghost</name></object>{one.replace('>a<', '>b<')}</annotation><!-- -->"
    )
    put(tmp_path, **{"0__xml": text})
    mirror, images, book = opened(tmp_path, "voc", ["0.jpg"])
    assert mirror.write(moved(images["0.jpg"]), book.classes).is_written
    after = (tmp_path / "0.xml").read_text()
    for part in ("<!-- by hand -->", "<!-- -->", "ghost", "elsewhere", one.replace(">a<", ">b<")):
        assert part in after


def test_theirs_is_read_with_the_same_names_as_the_folder(tmp_path: Path) -> None:
    put(tmp_path, **{"dataset__yaml": YAML, "0__txt": f"1 {ROW}\n"})
    mirror, images, book = opened(tmp_path, "yolo")
    put(tmp_path, **{"0__txt": f"0 {ROW}\n"})
    mine = plus(images["0.jpg"], named(book, "dog"))
    conflict = mirror.write(mine, book.classes)
    assert isinstance(conflict, Conflict)
    theirs = mirror.read_theirs(conflict, mine, ClassBook(book.classes))
    assert [a.class_id for a in theirs.annotations] == [named(book, "cat")]
