"""CamVid in the forms its copies have: colours, numbers, void, lists."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from labeldesk.formats.camvid import CODEC
from labeldesk.formats.camvid.names import TABLE
from labeldesk.formats.port import Source
from labeldesk.formats.registry import registry
from tests.unit.one_file import Read, read, write

WIDTH, HEIGHT = 40, 30
SKY, ROAD, CAR = TABLE["Sky"], TABLE["Road"], TABLE["Car"]


def save(path: Path, pixels: np.ndarray) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(pixels).save(path)


def picture(path: Path) -> None:
    save(path, np.full((HEIGHT, WIDTH, 3), 77, np.uint8))


def coloured() -> np.ndarray:
    found = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
    found[:10], found[15:], found[16:20, 5:9] = SKY, ROAD, CAR
    return found


def numbered(sky: int, road: int, car: int, void: int) -> np.ndarray:
    found = np.full((HEIGHT, WIDTH), void, np.uint8)
    found[:10], found[15:], found[16:20, 5:9] = sky, road, car
    return found


def names(found: Read) -> list[str]:
    return [found.named(one) for one in found.annotations]


def pixels(path: Path) -> np.ndarray:
    with Image.open(path) as image:
        return np.array(image)


def original(root: Path) -> str:
    picture(root / "701_StillsRaw_full/0001TP_006690.png")
    save(root / "LabeledApproved_full/0001TP_006690_L.png", coloured())
    text = "".join(f"{r} {g} {b}\t\t{name}\n" for name, (r, g, b) in TABLE.items())
    (root / "label_colors.txt").write_text(f"{text}0 0 0\t\tVoid\n")
    return "701_StillsRaw_full/0001TP_006690.png"


def split(root: Path) -> str:
    picture(root / "val/0001TP_006690.png")
    save(root / "val_labels/0001TP_006690_L.png", coloured())
    text = "".join(f"{name},{r},{g},{b}\n" for name, (r, g, b) in TABLE.items())
    (root / "class_dict.csv").write_text(f"name,r,g,b\n{text}Void,0,0,0\n")
    return "val/0001TP_006690.png"


def segnet(root: Path) -> str:
    picture(root / "train/0001TP_006690.png")
    save(root / "trainannot/0001TP_006690.png", numbered(0, 3, 8, 11))
    line = "/SegNet/CamVid/train/0001TP_006690.png /SegNet/CamVid/trainannot/0001TP_006690.png\n"
    (root / "train.txt").write_text(line)
    return "train/0001TP_006690.png"


def coded(root: Path) -> str:
    picture(root / "images/0001TP_006690.png")
    save(root / "labels/0001TP_006690_P.png", numbered(1, 3, 0, 2))
    (root / "codes.txt").write_text("Car\nSky\nVoid\nRoad\n")
    return "images/0001TP_006690.png"


@pytest.mark.parametrize("make", [original, split, segnet, coded])
def test_every_copy_is_recognised_and_read_the_same(make, tmp_path: Path) -> None:
    path = make(tmp_path)
    files = Source.files_of(tmp_path)[1]
    assert registry().recognised(Source(root=tmp_path, files=files)).id == "camvid"
    found = read(CODEC, tmp_path)
    assert [image.path for image in found.images] == [path]
    assert names(found) == ["Sky", "Road", "Car"]
    assert [one.shape.area for one in found.annotations] == [400, 584, 16]
    assert not [line for line in found.said if "list of classes" not in line]


def test_there_are_31_classes_and_void() -> None:
    assert len(TABLE) == len(set(TABLE.values())) == 31


def test_colours_go_out_as_they_came_in(tmp_path: Path) -> None:
    path = split(tmp_path / "in")
    found, out = read(CODEC, tmp_path / "in"), tmp_path / "out"
    write(CODEC, found.images, found.classes, out)
    assert np.array_equal(pixels(out / "valannot/0001TP_006690.png"), coloured())
    assert (out / "val.txt").read_text() == f"/{path} /valannot/0001TP_006690.png\n"
    assert (out / "label_colors.txt").read_text().splitlines()[0] == "0 0 0 Void"
    assert not (out / "labeldesk-camvid.json").exists()


@pytest.mark.parametrize(("make", "folder"), [(segnet, "trainannot"), (coded, "trainannot")])
def test_numbers_go_out_with_void_after_the_classes(make, folder: str, tmp_path: Path) -> None:
    path = make(tmp_path / "in")
    found, out = read(CODEC, tmp_path / "in"), tmp_path / "out"
    write(CODEC, found.images, found.classes, out, masks="numbers")
    after = pixels(out / folder / "0001TP_006690.png")
    values = {item.name: item.mask_value for item in found.classes}
    void = max(values.values()) + 1
    assert np.array_equal(after, numbered(values["Sky"], values["Road"], values["Car"], void))
    again = read(CODEC, out, images=[path])
    assert names(again) == ["Sky", "Road", "Car"]
    assert [image.path for image in again.images] == [path]


def test_pixels_of_an_unknown_colour_are_counted_and_the_rest_is_read(tmp_path: Path) -> None:
    original(tmp_path)
    colours = coloured()
    colours[12, :3] = 1, 2, 3
    save(tmp_path / "LabeledApproved_full/0001TP_006690_L.png", colours)
    found = read(CODEC, tmp_path)
    assert names(found) == ["Sky", "Road", "Car"]
    assert any("3 pixels" in line and "#010203" in line for line in found.said)


def test_a_broken_mask_is_left_out_by_name(tmp_path: Path) -> None:
    original(tmp_path)
    (tmp_path / "LabeledApproved_full/0001TP_006690_L.png").write_bytes(b"\x89PNG\r\n\x1a\nxx")
    found = read(CODEC, tmp_path)
    assert found.images == []
    assert any("0001TP_006690_L.png" in line for line in found.said)
