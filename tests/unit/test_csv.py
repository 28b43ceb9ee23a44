"""CSV: columns by their names, quotes by the book, nothing guessed that cannot be known."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.classes import ClassList, ImageClass
from labeldesk.domain.geometry import Size
from labeldesk.domain.ids import AnnotationId, ClassId
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.shapes import Box, Tag
from labeldesk.formats.csv import CODEC
from labeldesk.formats.port import Source
from labeldesk.formats.registry import registry
from tests.unit.one_file import Read, read, write

KAGGLE = "open-edge-platform+datumaro/tests/assets/kaggle_dataset"
CAT = ClassList((ImageClass(id=ClassId(1), name="cat", colour="#000000"),))


def of(root: Path, text: str | bytes, images: tuple[str, ...] = ("a.jpg",), **options) -> Read:
    """A table about images of 80 x 60."""
    for name in images:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (80, 60)).save(path, "JPEG")
    data = text.encode() if isinstance(text, str) else text
    (root / "t.csv").write_bytes(data)
    return read(CODEC, root, images=images, options=options)


def labels(found: Read) -> dict[str, list[str]]:
    return {image.path: [found.named(one) for one in image.annotations] for image in found.images}


def boxes(found: Read) -> list[tuple[float, ...]]:
    return [tuple(one.shape.bounds) for one in found.annotations]


def bad(shared: Path, name: str, **options: str) -> Read:
    return read(CODEC, shared / "bad/csv", files=[name], images=["good.jpg"], options=options)


def sniffed(root: Path, *files: str) -> list[str]:
    source = Source(root=root, files=files or Source.files_of(root)[1])
    return [codec.id for codec, _ in registry().sniffed(source)]


def test_quotes_are_read_as_rfc_4180_has_them(shared: Path) -> None:
    assert labels(bad(shared, "quotes.csv")) == {"a,b.jpg": ['say "hi"'], "new\nline.jpg": ["x"]}


def test_a_semicolon_and_a_byte_order_mark_are_understood(shared: Path) -> None:
    assert labels(bad(shared, "bom_semicolon.csv")) == {"a.jpg": ["cat"]}
    assert sniffed(shared / "bad/csv", "bom_semicolon.csv") == ["csv"]


def test_an_open_quote_refuses_the_file_at_its_line(shared: Path) -> None:
    found = bad(shared, "unclosed.csv")
    assert not found.images
    (said,) = found.said
    assert said.startswith("unclosed.csv: line 2: This is no valid CSV")


def test_another_encoding_is_asked_for_and_taken(shared: Path) -> None:
    found = bad(shared, "latin1.csv")
    assert not found.images
    (said,) = found.said
    assert said.startswith("latin1.csv: line 2: The file is not utf-8")
    assert labels(bad(shared, "latin1.csv", encoding="latin-1")) == {"a.jpg": ["café"]}
    assert "no encoding" in bad(shared, "latin1.csv", encoding="klingon").said[0]


def test_a_row_with_nul_is_left_out(shared: Path) -> None:
    found = bad(shared, "nul.csv")
    assert not found.images
    assert found.said[0].startswith("nul.csv: line 2: A cell holds a NUL character")


def test_a_name_that_leads_outside_is_never_opened(shared: Path) -> None:
    found = bad(shared, "traversal.csv")
    assert not found.images
    assert "leads outside" in found.said[0]


def test_the_tables_of_raccoons_agree_with_another_reader(shared: Path) -> None:
    root = shared / "datitran+raccoon_dataset/data"
    assert sniffed(root) == ["csv"]
    for name in ("raccoon_labels.csv", "test_labels.csv", "train_labels.csv"):
        found = read(CODEC, root, files=[name])
        with (root / name).open(newline="") as stream:
            rows = list(csv.DictReader(stream))
        sides = ("xmin", "ymin", "xmax", "ymax")
        theirs = Counter((row["filename"], *(float(row[side]) for side in sides)) for row in rows)
        ours = Counter((i.path, *one.shape.bounds) for i in found.images for one in i.annotations)
        assert ours == theirs
        sizes = {row["filename"]: (int(row["width"]), int(row["height"])) for row in rows}
        assert {image.path: tuple(image.size or ()) for image in found.images} == sizes
        assert found.said == []


def test_tables_of_kaggle_load_with_boxes_however_they_are_written(shared: Path) -> None:
    root = shared / KAGGLE / "image_csv_det"
    found = [read(CODEC, root, files=[name]) for name in ("ann.csv", "ann2.csv")]
    assert boxes(found[0]) == boxes(found[1])
    assert len(found[0].annotations) == 6
    assert labels(found[0]) == labels(found[1])
    assert list(labels(found[0])) == ["images/1.jpg", "images/2.jpg", "images/3.jpg"]
    third = read(CODEC, root, files=["ann3.csv"])
    assert third.images == []
    assert "choose the option box" in third.said[0]
    assert boxes(read(CODEC, root, files=["ann3.csv"], options={"box": "corners"}))[:2] == [
        (0, 1, 1, 2),
        (1, 2, 3, 3),
    ]


@pytest.mark.parametrize("name", ["ann.csv", "ann_wo_ext.csv"])
def test_classes_by_row_and_by_column_are_read_with_and_without_endings(
    shared: Path, name: str
) -> None:
    plain = read(CODEC, shared / KAGGLE / "image_csv", files=[name])
    assert [*labels(plain).values()] == [["dog"], ["cat"], ["dog"], ["cat"], ["cat"]]
    assert [*labels(plain)] == [f"images/{n}.jpg" for n in range(1, 6)]
    several = read(CODEC, shared / KAGGLE / "image_csv_multi_label", files=[name])
    assert labels(several)["images/5.jpg"] == ["dog", "person"]
    assert len(several.annotations) == 9
    assert sniffed(shared / KAGGLE / "image_csv_multi_label", name) == ["csv"]


def test_roboflow_s_columns_of_classes_have_blanks(shared: Path) -> None:
    root = shared / "open-edge-platform+datumaro/tests/assets/roboflow_dataset/multiclass"
    assert labels(read(CODEC, root)) == {
        "train/train_001.jpg": ["label_0"],
        "train/train_002.jpg": ["label_1"],
        "val/val_001.jpg": ["label_0", "label_1"],
    }


@pytest.mark.parametrize(
    ("text", "box"),
    [
        ("image,label,xmin,ymin,xmax,ymax\na.jpg,cat,1,2,30,40\n", (1, 2, 30, 40)),
        ("ymax,xmax,ymin,xmin,class,File_Name\n40,30,2,1,cat,a.jpg\n", (1, 2, 30, 40)),
        ("image,label,x,y,w,h\na.jpg,cat,1,2,29,38\n", (1, 2, 30, 40)),
        ("image,label,x,y,width,height\na.jpg,cat,1,2,29,38\n", (1, 2, 30, 40)),
        ("image,label,x_center,y_center,width,height\na.jpg,cat,20,30,10,20\n", (15, 20, 25, 40)),
        ("image,label,xmin,ymin,xmax,ymax\na.jpg,cat,30,40,1,2\n", (1, 2, 30, 40)),
        ('image,label,bbox\na.jpg,cat,"[10, 20, 5, 6]"\n', (10, 20, 15, 26)),
        ("a.jpg,1,2,30,40,cat\n", (1, 2, 30, 40)),
        ("sep=;\nimage;label;x1;y1;x2;y2\na.jpg;cat;1,5;2;30;40\n", (1.5, 2, 30, 40)),
        ("image\tlabel\tx1\ty1\tx2\ty2\na.jpg\tcat\t1\t2\t30\t40", (1, 2, 30, 40)),
        ("image,label,x1,y1,x2,y2\r\na.jpg,cat,0.1250,0.5,0.5,1.0\r\n", (10, 30, 40, 60)),
    ],
)
def test_boxes_are_found_by_the_names_of_their_columns(
    tmp_path: Path, text: str, box: tuple[float, ...]
) -> None:
    found = of(tmp_path, text)
    assert boxes(found) == [box]
    assert labels(found) == {"a.jpg": ["cat"]}
    assert found.said == []


def test_numbers_that_may_be_shares_are_not_guessed(tmp_path: Path) -> None:
    text = "image,label,x1,y1,x2,y2\na.jpg,cat,0,0,0.5,0.25\n"
    found = of(tmp_path, text)
    assert boxes(found) == [(0, 0, 0.5, 0.25)]
    assert "choose numbers=normalised" in found.said[0]
    assert boxes(of(tmp_path, text, numbers="normalised")) == [(0, 0, 40, 15)]
    assert of(tmp_path, text, numbers="pixels").said[1:] == []


def test_columns_are_named_by_option(tmp_path: Path) -> None:
    text = "Photo,What,l,t,r,b\na.jpg,cat,1,2,3,4\n"
    assert "columns=image=NAME" in of(tmp_path, text).said[0]
    told = "image=Photo, label=What, xmin=l, ymin=t, xmax=r, ymax=b"
    found = of(tmp_path, text, columns=told)
    assert (boxes(found), labels(found)) == ([(1, 2, 3, 4)], {"a.jpg": ["cat"]})
    assert "no column gone" in of(tmp_path, text, columns="image=gone").said[0]
    assert "no kind of column" in of(tmp_path, text, columns="picture=Photo").said[0]


def test_several_classes_in_a_cell_are_taken_apart_where_one_says_how(tmp_path: Path) -> None:
    text = "image,tags\na.jpg,haze primary\n"
    assert labels(of(tmp_path, text)) == {"a.jpg": ["haze primary"]}
    assert labels(of(tmp_path, text, separator=" ")) == {"a.jpg": ["haze", "primary"]}


def test_rows_about_an_image_may_be_scattered(tmp_path: Path) -> None:
    text = "image,label\na.jpg,cat\nb.jpg,dog\n\na.jpg,dog\n"
    found = of(tmp_path, text, ("a.jpg", "b.jpg"))
    assert labels(found) == {"b.jpg": ["dog"], "a.jpg": ["cat", "dog"]}
    assert found.said == []


def test_rows_that_cannot_be_used_are_told_with_their_lines(tmp_path: Path) -> None:
    rows = ["a.jpg,cat,1,2,x,4", "a.jpg,cat,1,2", "a.jpg,cat,1,2,inf,4", "a.jpg,,1,2,3,4",
            '"b\n.jpg",cat,1,2,3,4', "a.jpg,cat,1,2,1_0,4", "a.jpg,cat,,,,",
            "a.jpg,,,,,"]  # fmt: skip
    found = of(tmp_path, "image,label,x1,y1,x2,y2\n" + "\n".join(rows), ("a.jpg", "b\n.jpg"))
    assert [row.place for row in found.report.rows] == [
        "line 3", "line 2", "line 4", "line 5", "line 8",
    ]  # fmt: skip
    assert labels(found) == {"b\n.jpg": ["cat"], "a.jpg": ["object", "cat"]}
    assert {type(one.shape) for one in found.annotations} == {Box, Tag}


def test_a_box_whose_far_corner_lies_beyond_every_image_is_left_out(tmp_path: Path) -> None:
    found = of(tmp_path, "image,label,x,y,w,h\na.jpg,cat,1,1,1e7,60\na.jpg,cat,1,1,7,6\n")
    assert boxes(found) == [(1, 1, 8, 7)]
    assert [row.place for row in found.report.rows] == ["line 2"]


@pytest.mark.parametrize("name", ["b\x01.jpg", "b\x08.jpg", "b\u2028c.jpg", 'b",\t.jpg'])
def test_a_table_holds_whatever_a_file_can_be_called(tmp_path: Path, name: str) -> None:
    (tmp_path / "in").mkdir()
    found = of(tmp_path / "in", "image,label\na.jpg,cat\n")
    images = [replace(image, path=name) for image in found.images]
    write(CODEC, images, found.classes, tmp_path / "out", layout="labels")
    again = read(CODEC, tmp_path / "out", images=[name])
    assert labels(again) == {name: ["cat"]}


def test_tensorflow_s_script_reads_what_is_written(tmp_path: Path) -> None:
    box = Annotation(id=AnnotationId(1), class_id=ClassId(1), shape=Box(1, 2.5, 30, 40.1234))
    images = [LabeledImage("a.jpg", Size(80, 60), (box,)), LabeledImage("b.jpg", Size(8, 6))]
    write(CODEC, images, CAT, tmp_path)
    assert (tmp_path / "labels.csv").read_bytes() == (
        b"filename,width,height,class,xmin,ymin,xmax,ymax\r\na.jpg,80,60,cat,1,2.5,30,40.123\r\n"
    )
    assert (tmp_path / "images.csv").read_bytes() == b"filename,width,height\r\nb.jpg,8,6\r\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["images.csv", "labels.csv"]


def test_numbers_and_unknown_cells_go_back_as_they_stood(tmp_path: Path) -> None:
    text = (
        "filename,class,xmin,ymin,xmax,ymax,score,camera,label\n"
        "a.jpg,cat,1.50,02,30.0,40,0.75,north,x\na.jpg,cat,5,6,7,8,,,\n"
    )
    found = of(tmp_path / "in", text)
    write(CODEC, found.images, found.classes, tmp_path / "out")
    written = (tmp_path / "out/labels.csv").read_text().splitlines()
    assert written[0].endswith("ymax,score,camera,other label")
    assert written[1:] == [
        "a.jpg,80,60,cat,1.50,02,30.0,40,0.75,north,x",
        "a.jpg,80,60,cat,5,6,7,8,,,",
    ]
    moved = replace(found.annotations[0], shape=Box(2, 2, 30, 40))
    one = [replace(found.images[0], annotations=(moved,))]
    write(CODEC, one, found.classes, tmp_path / "more")
    assert "cat,2,2,30,40,0.75,north,x" in (tmp_path / "more/labels.csv").read_text()


def test_a_class_called_like_a_column_is_told_and_read_back(tmp_path: Path) -> None:
    names = ClassList((replace(CAT.items[0], name="label"),))
    tag = Annotation(id=AnnotationId(1), class_id=ClassId(1), shape=Tag())
    images = [LabeledImage("a.jpg", Size(8, 6), (tag,))]
    report = write(CODEC, images, names, tmp_path, layout="one-hot")
    assert "layout=one-hot" in str(report.rows[0])
    found = read(CODEC, tmp_path, images=["a.jpg"], options={"layout": "one-hot"})
    assert labels(found) == {"a.jpg": ["label"]}


def test_a_split_has_a_table_of_each_part(tmp_path: Path) -> None:
    tag = Annotation(id=AnnotationId(1), class_id=ClassId(1), shape=Tag())
    images = [LabeledImage(name, Size(8, 6), (tag,)) for name in ("a.jpg", "b.jpg")]
    write(CODEC, images, CAT, tmp_path, {"a.jpg": "train", "b.jpg": "val"}, layout="labels")
    assert (tmp_path / "train/labels.csv").read_text() == "image,label\na.jpg,cat\n"
    assert (tmp_path / "val/labels.csv").read_text() == "image,label\nb.jpg,cat\n"


def test_other_tables_are_not_taken_for_labels(shared: Path, tmp_path: Path) -> None:
    assert sniffed(shared / KAGGLE / "image_mask_with_labelmap", "labelmap.csv") == []
    (tmp_path / "a.csv").write_text("name,r,g,b\ncat,1,0,0\n")
    (tmp_path / "b.csv").write_text("")
    (tmp_path / "c.csv").write_bytes(b"\x00\xff" * 300)
    assert sniffed(tmp_path) == []
    assert sniffed(shared / "ox-vgg+via/via-1.x.y/tests/data")[0] == "via"


@pytest.mark.parametrize("data", [b"im\rage,label\na.jpg,x\n", b"sep=\n\n", b"sep=", b"\xff\xfe\n"])
def test_a_broken_first_row_is_one_problem(tmp_path: Path, data: bytes) -> None:
    found = of(tmp_path, data)
    assert not found.images
    assert len(found.said) == 1
    assert sniffed(tmp_path, "t.csv") == []


def test_a_large_broken_table_is_refused(tmp_path: Path) -> None:
    found = of(tmp_path, b'image,label\n"' + b"a" * 3_000_000)
    assert not found.images
    assert len(found.said) == 1
