"""Masks in colour, VOC's lists of parts, 16 bits for objects: Pillow is the other reader."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.classes import ClassList, ImageClass
from labeldesk.domain.geometry import Size
from labeldesk.domain.ids import AnnotationId, ClassId
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.shapes import Box
from labeldesk.formats.masks import CODEC
from labeldesk.formats.masks.png import png_bytes, voc_colours
from labeldesk.formats.port import Target, chosen
from labeldesk.formats.report import Report
from tests.unit.one_file import Read, read, write

CLASSES = ClassList(
    (
        ImageClass(id=ClassId(1), name="road", colour="#804080"),
        ImageClass(id=ClassId(2), name="tree", colour="#6b8e23", mask_value=0),
        ImageClass(id=ClassId(3), name="twin", colour="#804080"),
    )
)


def labeled(path: str, *boxes: tuple[int, Box]) -> LabeledImage:
    made = [
        Annotation(id=AnnotationId(n), class_id=ClassId(c), shape=box)
        for n, (c, box) in enumerate(boxes, start=1)
    ]
    return LabeledImage(path, Size(40, 30), tuple(made))


THREE = labeled("a.jpg", (1, Box(0, 0, 10, 10)), (2, Box(10, 0, 20, 10)), (3, Box(20, 0, 30, 10)))


def picture(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (40, 30), (90, 20, 40)).save(path)


def coloured(path: Path, *colours: tuple[int, int, int]) -> None:
    """Columns of ten pixels in these colours, the rest black."""
    pixels = np.zeros((30, 40, 3), np.uint8)
    for at, colour in enumerate(colours):
        pixels[:, at * 10 : at * 10 + 10] = colour
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(pixels).save(path)


def names(found: Read) -> list[str]:
    return [found.named(one) for one in found.annotations]


def test_a_class_has_its_own_colour_and_a_second_one_of_it_another(tmp_path: Path) -> None:
    write(CODEC, [THREE], CLASSES, tmp_path, layout="colour", palette="classes")
    with Image.open(tmp_path / "masks/a.png") as image:
        assert image.mode == "RGB"
        pixels = np.array(image)
    assert pixels[5, [5, 15, 35]].tolist() == [[128, 64, 128], [107, 142, 35], [0, 0, 0]]
    assert tuple(pixels[5, 25]) not in {(128, 64, 128), (107, 142, 35), (0, 0, 0)}
    rows = json.loads((tmp_path / "legend.json").read_text())["classes"]
    assert {row["name"]: row["mask_colour"] for row in rows}["tree"] == "#6b8e23"
    back = read(CODEC, tmp_path, images=["a.jpg"])
    assert names(back) == ["road", "tree", "twin"]
    assert [one.shape.area for one in back.annotations] == [100, 100, 100]


def test_the_label_map_alone_explains_masks_in_colour(tmp_path: Path) -> None:
    write(CODEC, [THREE], CLASSES, tmp_path, layout="colour", palette="classes")
    (tmp_path / "legend.json").unlink()
    back = read(CODEC, tmp_path, images=["a.jpg"])
    assert names(back) == ["road", "tree", "twin"]
    colours = {item.name: item.colour for item in back.classes}
    assert (colours["road"], colours["tree"]) == ("#804080", "#6b8e23")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("class_dict.csv", "name,r,g,b\nVoid,0,0,0\nroad,1,2,3\ntree,200,100,50\n"),
        ("label_colors.txt", "0 0 0\t\tVoid\n1 2 3\t\troad\n200 100 50\t\ttree\n"),
        ("labelmap.txt", "tree:200,100,50::\nbackground:0,0,0::\nroad:1,2,3::\n"),
    ],
)
def test_lists_of_colours_name_the_classes(name: str, text: str, tmp_path: Path) -> None:
    coloured(tmp_path / "masks/a.png", (1, 2, 3), (200, 100, 50))
    (tmp_path / name).write_text(text)
    back = read(CODEC, tmp_path, images=["a.jpg"])
    assert names(back) == ["road", "tree"]
    assert {item.name: item.colour for item in back.classes} == {
        "road": "#010203",
        "tree": "#c86432",
    }
    assert not any("legend" in line for line in back.said)


def test_colours_that_nobody_named_become_classes_the_same_in_all_masks(tmp_path: Path) -> None:
    coloured(tmp_path / "masks/a.png", (1, 2, 3), (200, 100, 50))
    coloured(tmp_path / "masks/b.png", (200, 100, 50), (9, 9, 9))
    back = read(CODEC, tmp_path, images=["a.jpg", "b.jpg"])
    assert names(back) == ["#010203", "#c86432", "#c86432", "#090909"]
    assert any("3 colours of the masks" in line for line in back.said)


def test_a_photograph_in_the_folder_of_masks_is_refused_by_name(tmp_path: Path) -> None:
    noise = np.random.default_rng(1).integers(0, 255, (30, 40, 3), dtype=np.uint8)
    (tmp_path / "masks").mkdir()
    Image.fromarray(noise).save(tmp_path / "masks/a.png")
    coloured(tmp_path / "masks/b.png", (1, 2, 3))
    back = read(CODEC, tmp_path, images=["a.jpg", "b.jpg"])
    assert [image.path for image in back.images] == ["b.jpg"]
    assert any("masks/a.png" in line for line in back.said)


def test_objects_may_have_16_bits_in_every_file(tmp_path: Path) -> None:
    write(CODEC, [THREE], CLASSES, tmp_path, layout="instance", depth="16")
    with Image.open(tmp_path / "instances/a.png") as image:
        assert image.mode == "I;16"
        assert sorted(np.unique(np.array(image)).tolist()) == [0, 1, 2, 3]
    with Image.open(tmp_path / "semantic/a.png") as image:
        assert image.mode == "L"


def test_the_parts_of_a_voc_download_come_back_with_its_void(tmp_path: Path) -> None:
    root = tmp_path / "VOCdevkit/VOC2012"
    numbers = np.zeros((30, 40), np.uint8)
    numbers[:, :10], numbers[:, 10:12] = 15, 255
    for name in ("x_1", "x_2", "x_3"):
        picture(root / f"JPEGImages/{name}.jpg")
        for folder in ("SegmentationClass", "SegmentationObject"):
            (root / folder).mkdir(exist_ok=True)
            objects = np.where(numbers == 15, 1, numbers) if "Object" in folder else numbers
            (root / folder / f"{name}.png").write_bytes(
                png_bytes(objects.astype(np.uint8), voc_colours())
            )
    sets = {"train": "x_1\n", "val": "x_2\n", "trainval": "x_1\nx_2\n", "test": "x_9\n"}
    for part, text in sets.items():
        path = root / f"ImageSets/Segmentation/{part}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    back = read(CODEC, root)
    assert names(back) == ["person"] * 3
    assert any("x_9" in line for line in back.said)
    out = tmp_path / "out"
    write(CODEC, back.images, back.classes, out, layout="voc")
    for part in ("train", "val", "trainval"):
        told = (out / f"ImageSets/Segmentation/{part}.txt").read_text().split()
        assert told == sets[part].split()
    for folder in ("SegmentationClass", "SegmentationObject"):
        before, after = (
            Image.open(at / folder / name) for at, name in ((root, "x_1.png"), (out, "x_1.png"))
        )
        with before, after:
            assert before.mode == after.mode == "P"
            assert before.getpalette() == after.getpalette()
            assert np.array_equal(np.array(before), np.array(after))


@pytest.mark.parametrize("path", ["JPEGImages/x_1.jpg", "VOC2012/JPEGImages/x_1.jpg", "x_1.jpg"])
def test_an_export_for_voc_trains_as_it_is(path: str, tmp_path: Path) -> None:
    root, out = tmp_path / "in", tmp_path / "out"
    picture(root / path)
    out.mkdir()
    options = chosen(CODEC, {"layout": "voc", "copy_images": True})
    target = Target(root=out, classes=CLASSES, options=options, images=root, split={path: "train"})
    CODEC.write([replace(THREE, path=path)], target, Report())
    (name,) = (out / "ImageSets/Segmentation/train.txt").read_text().split()
    with Image.open(out / f"JPEGImages/{name}.jpg") as image:
        assert image.size == (40, 30)
    for folder in ("SegmentationClass", "SegmentationObject"):
        with Image.open(out / folder / f"{name}.png") as image:
            assert (image.mode, image.size) == ("P", (40, 30))
    back = read(CODEC, out)
    assert [one.path for one in back.images] == [f"JPEGImages/{name}.jpg"]
