"""Folders that are classes: found by the way they lie, and written so that trainers find them."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.classes import ClassList, ImageClass
from labeldesk.domain.ids import AnnotationId, ClassId
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.shapes import Box, Tag
from labeldesk.formats.imagenet import CODEC
from labeldesk.formats.imagenet.layout import folder_for
from labeldesk.formats.port import Source, Target
from labeldesk.formats.registry import registry
from labeldesk.formats.report import Report
from tests.unit.one_file import Read, read

REAL = "open-edge-platform+datumaro/tests/assets"


def classes(*names: str) -> ClassList:
    return ClassList(
        tuple(
            ImageClass(id=ClassId(n), name=name, colour="#000000") for n, name in enumerate(names)
        )
    )


def tag(n: int = 0) -> Annotation:
    return Annotation(id=AnnotationId(n + 1), class_id=ClassId(n), shape=Tag())


def lay(root: Path, *names: str) -> None:
    """Pictures of those names."""
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (8, 6)).save(path, "JPEG")


def labels(found: Read) -> dict[str, list[str]]:
    return {image.path: [found.named(one) for one in image.annotations] for image in found.images}


def sniffed(root: Path) -> list[str]:
    source = Source(root=root, files=Source.files_of(root)[1])
    return [codec.id for codec, _ in registry().sniffed(source)]


def image_folder(root: Path) -> tuple[list[str], list[tuple[str, str]]]:
    """As torchvision documents it: folders in order are classes, all below is theirs."""
    names = sorted(entry.name for entry in os.scandir(root) if entry.is_dir())
    found = []
    for name in names:
        for folder, _, files in sorted(os.walk(root / name)):
            found += [(Path(folder, file).name, name) for file in sorted(files)]
    return names, found


def export(out: Path, images: list[LabeledImage], known: ClassList, at: Path, **split: str):
    out.mkdir(exist_ok=True)
    report = Report()
    parts = {image.path: split[image.path[0]] for image in images if image.path[0] in split}
    CODEC.write(images, Target(root=out, classes=known, images=at, split=parts), report)
    return report


def test_folders_of_datumaro_load_with_their_images(shared: Path) -> None:
    found = read(CODEC, shared / REAL / "imagenet_dataset")
    assert labels(found) == {
        "label_0_2.jpg": [],
        "label_0/label_0_1.jpg": ["label_0"],
        "label_1/label_1_1.jpg": ["label_1"],
        "label_1/label_1_1/label_1_1.jpg": ["label_1"],
    }
    assert found.said == ["imagenet_dataset: 1 images lie in no folder of a class"]
    assert sniffed(shared / REAL / "imagenet_dataset") == ["imagenet"]


def test_parts_of_a_split_are_no_classes(shared: Path) -> None:
    root = shared / REAL / "imagenet_subsets_dataset"
    found = read(CODEC, root)
    assert len(found.images) == 12
    assert {item.name for item in found.classes} == {"label_0", "label_1"}
    assert len(found.annotations) == 9
    assert sniffed(root) == ["imagenet"]


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (["data/cat/a.jpg", "data/dog/b.jpg"], ["cat", "dog"]),
        (["cat/a.jpg", "cat/b.jpg"], ["cat", "cat"]),
        (["x/y/train/cat/a.jpg", "x/y/val/cat/s/b.jpg"], ["cat", "cat"]),
        (["train/images/a.jpg", "val/images/b.jpg"], [None, None]),
        (["images/a.jpg", "images/b.jpg"], [None, None]),
        (["a.jpg"], [None]),
        (["train/cat/images/a.jpg"], ["cat"]),
    ],
)
def test_a_class_is_the_folder_in_which_images_differ(
    tmp_path: Path, names: list[str], told: list[str | None]
) -> None:
    lay(tmp_path, *names)
    expected = {n: [one] if one else [] for n, one in zip(names, told, strict=True)}
    assert labels(read(CODEC, tmp_path)) == expected


def test_folders_of_other_kinds_are_not_taken_for_classes(tmp_path: Path) -> None:
    lay(tmp_path / "a", "2019/x.jpg", "2020/y.jpg")
    lay(tmp_path / "b", "leftImg8bit/train/ulm/x.png", "gtFine/train/ulm/x.png")
    lay(tmp_path / "c", "images/train/x.jpg", "images/val/y.jpg")
    lay(tmp_path / "d", "cat/x.jpg", "dog/y.jpg")
    assert [sniffed(tmp_path / one) for one in "abcd"] == [[], [], [], ["imagenet"]]
    (tmp_path / "d/cat/x.xml").write_text("<annotation/>")
    assert "imagenet" not in sniffed(tmp_path / "d")


def test_synsets_get_their_words_and_keep_their_folder(tmp_path: Path) -> None:
    names = ["train/n01440764/x.JPEG", "train/n02012849/a.JPEG", "train/n03126707/b.JPEG",
             "train/n00000001/c.JPEG"]  # fmt: skip
    lay(tmp_path / "in", *names)
    (tmp_path / "in/LOC_synset_mapping.txt").write_text(
        "n01440764 tench, Tinca tinca\nn02012849 crane\nn03126707 crane\nn09999999 not here\n"
    )
    assert sniffed(tmp_path / "in") == ["imagenet"]
    found = read(CODEC, tmp_path / "in")
    assert labels(found) == {
        names[0]: ["tench, Tinca tinca"],
        names[1]: ["crane (n02012849)"],
        names[2]: ["crane (n03126707)"],
        names[3]: ["n00000001"],
    }
    assert [row for row in found.said if "no list of words" in row]
    export(tmp_path / "out", found.images, found.classes, tmp_path / "in")
    written = sorted(p.relative_to(tmp_path / "out").as_posix()
                     for p in (tmp_path / "out").rglob("*.JPEG"))  # fmt: skip
    assert written == sorted(names)
    assert "n01440764\ttench, Tinca tinca\n" in (tmp_path / "out/words.txt").read_text()
    (tmp_path / "out/labeldesk-folders.json").unlink()
    assert labels(read(CODEC, tmp_path / "out")) == labels(found)


def test_trainers_find_each_image_in_the_folder_of_its_class(tmp_path: Path) -> None:
    lay(tmp_path / "in", "a.jpg", "b/a.jpg", "c.jpg", "d.jpg")
    known = classes("cat", "a/b", "train", "CON", ".x", "")
    images = [
        LabeledImage("a.jpg", None, (tag(0),)),
        LabeledImage("b/a.jpg", None, (tag(1), tag(0))),
        LabeledImage("c.jpg", None, (tag(2),)),
        LabeledImage("d.jpg", None, (replace(tag(0), shape=Box(1, 2, 3, 4)),)),
    ]
    report = export(tmp_path / "out", images, known, tmp_path / "in")
    names, found = image_folder(tmp_path / "out")
    assert names == ["a_b", "cat", "train_"]
    assert found == [("a.jpg", "a_b"), ("a.jpg", "cat"), ("c.jpg", "train_")]
    assert (tmp_path / "out/d.jpg").read_bytes() == (tmp_path / "in/d.jpg").read_bytes()
    said = [str(row) for row in report.rows]
    assert any("the first of its 2 classes" in row for row in said)
    assert any("a_b" in row for row in said)
    back = read(CODEC, tmp_path / "out", images=["a.jpg", "b/a.jpg", "c.jpg", "d.jpg"])
    assert labels(back) == {"a.jpg": ["cat"], "b/a.jpg": ["a/b"], "c.jpg": ["train"], "d.jpg": []}


def test_a_split_makes_a_folder_of_each_part_and_missing_classes_are_told(tmp_path: Path) -> None:
    lay(tmp_path / "in", "a.jpg", "b.jpg")
    images = [LabeledImage("a.jpg", None, (tag(0),)), LabeledImage("b.jpg", None, (tag(1),))]
    out = tmp_path / "out"
    report = export(out, images, classes("cat", "dog"), tmp_path / "in", a="train", b="val")
    assert (out / "train/cat/a.jpg").exists()
    assert (out / "val/dog/b.jpg").exists()
    assert [row.text.args["part"] for row in report.rows] == ["train", "val"]
    (out / "labeldesk-folders.json").unlink()
    found = read(CODEC, out)
    assert labels(found) == {"train/cat/a.jpg": ["cat"], "val/dog/b.jpg": ["dog"]}


def test_a_copy_is_no_link_and_names_are_never_shared(tmp_path: Path) -> None:
    lay(tmp_path / "in", "cat/a.jpg", "a.jpg")
    images = [LabeledImage(path, None, (tag(),)) for path in ("cat/a.jpg", "a.jpg")]
    report = export(tmp_path / "out", images, classes("cat"), tmp_path / "in")
    copies = sorted((tmp_path / "out").rglob("*.jpg"))
    assert [path.name for path in copies] == ["a-2.jpg", "a.jpg"]
    assert all(path.stat().st_nlink == 1 and not path.is_symlink() for path in copies)
    assert any("a-2.jpg" in str(row) for row in report.rows)


def test_a_list_that_leads_outside_or_is_broken_harms_nothing(tmp_path: Path) -> None:
    lay(tmp_path, "cat/a.jpg")
    for told in ({"folders": {}, "images": {"cat/a.jpg": "../../etc/passwd"}}, {"images": 3}, []):
        (tmp_path / "labeldesk-folders.json").write_text(json.dumps(told))
        assert labels(read(CODEC, tmp_path)) == {"cat/a.jpg": ["cat"]}


def test_no_name_of_a_class_is_a_folder_elsewhere() -> None:
    taken: set[str] = set()
    odd = [
        "..",
        ".",
        "",
        " ",
        "a/../b",
        "C:\\x",
        "x" * 900,
        "nul.txt",
        "a\0b",
        "Cat",
        "cat",
        "\ud800",
    ]
    made = [folder_for(name, taken) for name in odd]
    assert len({one.casefold() for one in made}) == len(odd)
    assert not [one for one in made if one.startswith(".") or set(one) & set('/\\:\0"')]
    assert max(len(one.encode()) for one in made) < 255
