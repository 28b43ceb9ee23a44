"""Cityscapes: paint order, groups, deleted objects, ids; the official way of painting, written
here from its description, is the other reader."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from labeldesk.domain.annotation import Annotation, Flags
from labeldesk.domain.classes import ClassList, ImageClass
from labeldesk.domain.geometry import Size
from labeldesk.domain.ids import AnnotationId, ClassId
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.mask import Mask
from labeldesk.domain.shapes import Box
from labeldesk.formats.cityscapes import CODEC
from labeldesk.formats.cityscapes.labels import LABELS, STANDARD
from tests.unit.one_file import Read, read, write

WIDTH, HEIGHT = 120, 80
BASE = "aachen_000000_000019"
SCENE = [
    ("road", [[0, 30], [119, 30], [119, 79], [0, 79]]),
    ("building", [[0, 0], [60, 0], [61, 45], [3, 44]]),
    ("car", [[10, 20], [40, 23], [38, 50], [12, 49]]),
    ("car", [[30, 25], [70, 21], [66, 60], [33, 55]]),
    ("cargroup", [[80, 30], [100, 31], [99, 40], [82, 42]]),
    ("persongroup", [[2, 60], [9, 60], [5, 75]]),
    ("license plate", [[20, 40], [26, 40], [26, 43], [20, 43]]),
    ("polegroup", [[110, 0], [114, 0], [114, 70], [110, 70]]),
    ("out of roi", [[0, 76], [119, 76], [119, 79], [0, 79]]),
    ("person", [[100, 50], [104, 41.5], [108, 50], [106, 66]]),
]


def download(root: Path, part: str = "train", scene=SCENE) -> Path:
    """A folder as it comes from the archives, with one frame."""
    image = root / f"leftImg8bit/{part}/aachen/{BASE}_leftImg8bit.png"
    image.parent.mkdir(parents=True)
    Image.new("RGB", (WIDTH, HEIGHT), (9, 8, 7)).save(image)
    objects: list[dict[str, object]] = [{"label": n, "polygon": p} for n, p in scene]
    objects.insert(3, {"deleted": 1, "label": "bus", "polygon": [[0, 0], [50, 0], [50, 50]]})
    document = {"imgHeight": HEIGHT, "imgWidth": WIDTH, "objects": objects}
    folder = root / f"gtFine/{part}/aachen"
    folder.mkdir(parents=True)
    text = json.dumps(document, sort_keys=True, indent=4)
    (folder / f"{BASE}_gtFine_polygons.json").write_text(text)
    for what, numbers in official(document).items():
        Image.fromarray(numbers).save(folder / f"{BASE}_gtFine_{what}.png")
    return root


def official(document) -> dict[str, np.ndarray]:
    """The PNG files as Cityscapes' description says they are painted."""
    size = document["imgWidth"], document["imgHeight"]
    found = {}
    for what in ("labelIds", "labelTrainIds", "instanceIds"):
        canvas = Image.new("I", size, 255 if what == "labelTrainIds" else 0)
        counts = dict.fromkeys(STANDARD, 0)
        for item in document["objects"]:
            if item.get("deleted"):
                continue
            name, is_group = item["label"], False
            if name not in STANDARD and name.endswith("group"):
                name, is_group = name[: -len("group")], True
            label = STANDARD[name]
            value = label.train_id if what == "labelTrainIds" else label.id
            if what == "instanceIds" and label.has_instances and not is_group:
                value = label.id * 1000 + counts[name]
                counts[name] += 1
            if label.id >= 0:
                points = [tuple(point) for point in item["polygon"]]
                ImageDraw.Draw(canvas).polygon(points, fill=value)
        found[what] = np.array(canvas).astype(np.uint16 if what == "instanceIds" else np.uint8)
    return found


def pixels(path: Path) -> np.ndarray:
    with Image.open(path) as image:
        return np.array(image)


def names(found: Read) -> list[str]:
    return [found.named(one) for one in found.annotations]


def names_of_files(root: Path) -> set[str]:
    return {path.name.rpartition("gtFine_")[2] for path in (root / "gtFine").rglob("*_gtFine_*")}


def test_the_table_has_nineteen_classes_to_learn_and_ids_without_gaps() -> None:
    assert sorted(one.train_id for one in LABELS if 0 <= one.train_id < 255) == list(range(19))
    assert sorted(one.id for one in LABELS) == list(range(-1, 34))


def test_a_download_is_recognised_and_read_in_its_paint_order(tmp_path: Path) -> None:
    found = read(CODEC, download(tmp_path))
    assert [image.path for image in found.images] == [
        f"leftImg8bit/train/aachen/{BASE}_leftImg8bit.png"
    ]
    plain = [name.removesuffix("group") if name != "polegroup" else name for name, _ in SCENE]
    assert names(found) == plain
    crowds = [found.named(one) for one in found.annotations if one.flags.crowd]
    assert crowds == ["car", "person"]
    assert found.said == []
    told = {item.name: item.mask_value for item in found.classes}
    assert (told["car"], told["road"], told["license plate"]) == (26, 7, None)


def test_a_download_goes_out_as_it_came_in_to_the_byte_and_the_pixel(tmp_path: Path) -> None:
    root, out = download(tmp_path / "in"), tmp_path / "out"
    found = read(CODEC, root)
    report = write(CODEC, found.images, found.classes, out)
    assert not report.has_problems
    folder = f"gtFine/train/aachen/{BASE}_gtFine_"
    name = f"{folder}polygons.json"
    assert (out / name).read_text() == (root / name).read_text()
    for what in ("labelIds", "labelTrainIds", "instanceIds"):
        before, after = (pixels(at / f"{folder}{what}.png") for at in (root, out))
        assert np.array_equal(before, after), what
    assert pixels(out / f"{folder}instanceIds.png").dtype == np.uint16
    assert tuple(pixels(out / f"{folder}color.png")[70, 60]) == (128, 64, 128)
    assert not (out / "labeldesk-cityscapes.json").exists()


def test_pixels_come_in_and_go_out_exactly(tmp_path: Path) -> None:
    root, out = download(tmp_path / "in"), tmp_path / "out"
    found = read(CODEC, root, options={"shapes": "pixels"})
    crowds = sorted(found.named(one) for one in found.annotations if one.flags.crowd)
    assert crowds == ["car", "person"]
    assert names(found).count("car") == 3
    write(CODEC, found.images, found.classes, out, shapes="pixels")
    folder = f"gtFine/train/aachen/{BASE}_gtFine_"
    for what in ("labelIds", "labelTrainIds"):
        before, after = (pixels(at / f"{folder}{what}.png") for at in (root, out))
        assert np.array_equal(before, after), what
    before, after = (pixels(at / f"{folder}instanceIds.png") for at in (root, out))
    pairs = set(zip(before.ravel().tolist(), after.ravel().tolist(), strict=True))
    assert len(pairs) == len(np.unique(before)) == len(np.unique(after))
    assert not list(out.rglob("*polygons.json"))


@pytest.mark.parametrize("what", ["labelIds", "labelTrainIds"])
def test_one_kind_of_pixels_is_enough(what: str, tmp_path: Path) -> None:
    root, out = download(tmp_path / "in"), tmp_path / "out"
    for path in list((root / "gtFine").rglob("*_gtFine_*")):
        if not path.name.endswith(f"_{what}.png"):
            path.unlink()
    found = read(CODEC, root)
    assert {"road", "car"} <= set(names(found))
    write(CODEC, found.images, found.classes, out, shapes="pixels")
    name = f"gtFine/train/aachen/{BASE}_gtFine_{what}.png"
    assert np.array_equal(pixels(root / name), pixels(out / name))


def test_classes_of_ones_own_get_ids_after_those_of_cityscapes(tmp_path: Path) -> None:
    classes = ClassList(
        (
            ImageClass(id=ClassId(1), name="weld", colour="#ff0000"),
            ImageClass(id=ClassId(2), name="car", colour="#00ff00"),
        )
    )
    items = (
        Annotation(id=AnnotationId(1), class_id=ClassId(1), shape=Box(0, 0, 10, 10)),
        Annotation(id=AnnotationId(2), class_id=ClassId(1), shape=Box(20, 0, 30, 10)),
        Annotation(
            id=AnnotationId(3),
            class_id=ClassId(2),
            shape=Mask.of(np.ones((5, 5)), 40, 0),
            flags=Flags(crowd=True),
        ),
    )
    image = LabeledImage("shop/a.jpg", Size(60, 20), items)
    write(CODEC, [image], classes, tmp_path, split={"shop/a.jpg": "val"})
    start = tmp_path / "gtFine/val/shop/a_gtFine_"
    numbers = pixels(Path(f"{start}instanceIds.png"))
    assert {n: int((numbers == n).sum()) for n in np.unique(numbers).tolist() if n} == {
        26: 25,
        34000: 100,
        34001: 100,
    }
    assert set(np.unique(pixels(Path(f"{start}labelTrainIds.png"))).tolist()) == {13, 19, 255}
    for shapes in ("polygons", "pixels"):
        found = read(CODEC, tmp_path, images=["shop/a.jpg"], options={"shapes": shapes})
        assert names(found) == ["weld", "weld", "car"]
        assert [one.flags.crowd for one in found.annotations] == [False, False, True]
        assert [image.path for image in found.images] == ["shop/a.jpg"]


def test_two_regions_of_a_label_without_instances_become_one_with_a_word(tmp_path: Path) -> None:
    classes = ClassList((ImageClass(id=ClassId(1), name="road", colour="#ff0000"),))
    items = tuple(
        Annotation(id=AnnotationId(n), class_id=ClassId(1), shape=Box(n * 10, 0, n * 10 + 5, 5))
        for n in range(1, 3)
    )
    image = LabeledImage("a.png", Size(60, 20), items)
    report = write(CODEC, [image], classes, tmp_path, shapes="pixels")
    assert any("2 objects of road become one" in str(row) for row in report.rows)


@pytest.mark.parametrize(
    ("name", "word", "label"),
    [("cargroup", "missing", "car"), ("unknown", "ufo is no label", "ufo")],
)
def test_groups_and_unknown_labels_are_kept(
    name: str, word: str, label: str, shared: Path, tmp_path: Path
) -> None:
    shutil.copy(shared / f"bad/cityscapes/{name}_gtFine_polygons.json", tmp_path)
    shutil.copy(shared / "bad/cityscapes/good.jpg", tmp_path)
    found = read(CODEC, tmp_path)
    assert names(found) == [label]
    assert any(word in line for line in found.said)


@pytest.mark.parametrize(
    "objects",
    [
        None,
        [1, {"label": 3}, {"label": "car", "polygon": [[0, 0], [1, 1]]}],
        [{"label": "car", "polygon": [[0, 0], [1, float("nan")], [3, 3]]}, {"polygon": []}],
        [{"label": "car", "polygon": [[0, 0], [1, 1, 1], [3, 3]]}, {"label": "", "polygon": []}],
    ],
)
def test_broken_objects_are_reported_with_their_place(objects, tmp_path: Path) -> None:
    path = tmp_path / "x_gtFine_polygons.json"
    path.write_text(json.dumps({"imgHeight": 5, "imgWidth": 5, "objects": objects}))
    found = read(CODEC, tmp_path, images=[])
    assert found.annotations == []
    assert any(path.name in line for line in found.said)


def test_pixels_of_another_size_than_the_image_are_left_out(tmp_path: Path) -> None:
    root = download(tmp_path)
    path = root / f"gtFine/train/aachen/{BASE}_gtFine_instanceIds.png"
    Image.new("L", (5, 5)).save(path)
    found = read(CODEC, root, options={"shapes": "pixels"})
    assert found.images == []
    assert any("5 x 5" in line for line in found.said)


def test_the_copies_are_png_of_the_upright_pixels(tmp_path: Path) -> None:
    from labeldesk.formats.port import Target, chosen
    from labeldesk.formats.report import Report

    images, out = tmp_path / "images", tmp_path / "out"
    images.mkdir()
    out.mkdir()
    picture = Image.new("RGB", (6, 4), (200, 10, 10))
    exif = picture.getexif()
    exif[0x0112] = 6
    picture.save(images / "a.jpg", exif=exif)
    given = chosen(CODEC, {"copy_images": True})
    target = Target(root=out, classes=ClassList(), options=given, images=images)
    CODEC.write([LabeledImage("a.jpg", Size(4, 6))], target, Report())
    with Image.open(out / "leftImg8bit/train/images/a_leftImg8bit.png") as copy:
        assert (copy.format, copy.size) == ("PNG", (4, 6))


def test_the_sample_of_datumaro_has_its_labels(shared: Path) -> None:
    root = shared / "open-edge-platform+datumaro/tests/assets/cityscapes_dataset/dataset"
    found = read(CODEC, root)
    assert len(found.images) == 4
    told = {
        image.path.rpartition("/")[2].removesuffix("_leftImg8bit.png"): [
            found.named(one) for one in image.annotations
        ]
        for image in found.images
    }
    assert sorted(told["defaultcity_000001_000031"]) == ["out of roi", "truck"]
