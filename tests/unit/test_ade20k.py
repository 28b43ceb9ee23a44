"""ADE20K, both kinds: R/10 * 256 + G is the class, B the instance; numpy reads the files again."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from labeldesk.domain.annotation import Annotation, Flags
from labeldesk.domain.classes import ClassList, ImageClass
from labeldesk.domain.geometry import Size
from labeldesk.domain.ids import AnnotationId, ClassId
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.mask import Mask
from labeldesk.domain.shapes import Box
from labeldesk.formats.ade20k import CODEC
from labeldesk.formats.ade20k.names import SCENE_PARSING
from labeldesk.formats.port import Source
from labeldesk.formats.registry import registry
from tests.unit.one_file import Read, read, write

WIDTH, HEIGHT = 40, 30
LIST = "Idx\tRatio\tTrain\tVal\tStuff\tName\n1\t0.1576\t11664\t1172\t1\twall \n2\t0.1072\t6046\t612\t1\tbuilding, edifice\n3\t0.0878\t8265\t796\t1\tsky\n"  # noqa: E501
CAR, DOOR, WHEEL = 401, 774, 2941


def picture(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (WIDTH, HEIGHT)).save(path)


def pixels(path: Path) -> np.ndarray:
    with Image.open(path) as image:
        return np.array(image)


def names(found: Read) -> list[str]:
    return [found.named(one) for one in found.annotations]


def scene_parsing(root: Path) -> Path:
    numbers = np.zeros((HEIGHT, WIDTH), np.uint8)
    numbers[:10], numbers[10:20], numbers[20:25, :5] = 3, 2, 150
    for part, short in (("training", "train"), ("validation", "val")):
        name = f"{part}/ADE_{short}_00000001"
        picture(root / f"images/{name}.jpg")
        path = root / f"annotations/{name}.png"
        path.parent.mkdir(parents=True)
        Image.fromarray(numbers).save(path)
    (root / "objectInfo150.txt").write_text(LIST)
    return root


def full(root: Path, about: str = "json") -> Path:
    """One image with two cars, a door and, on the first car, a wheel."""
    base = root / "images/ADE/training/urban/street/ADE_train_00000001"
    picture(base.with_suffix(".jpg"))
    seg = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
    regions = [(CAR, 5, (0, 0, 10, 10)), (CAR, 10, (20, 0, 35, 10)), (DOOR, 15, (0, 20, 8, 30))]
    for number, instance, (x0, y0, x1, y1) in regions:
        seg[y0:y1, x0:x1] = number // 256 * 10, number % 256, instance
    Image.fromarray(seg).save(f"{base}_seg.png")
    parts = np.zeros_like(seg)
    parts[8:10, 1:4] = WHEEL // 256 * 10, WHEEL % 256, 20
    Image.fromarray(parts).save(f"{base}_parts_1.png")
    if about == "json":
        rows = [
            told(0, "car, auto", CAR, 0, (20, 0, 35, 10), occluded="yes"),
            told(1, "car, auto", CAR, 0, (0, 0, 10, 10), attributes=["parked"]),
            told(2, "door", DOOR, 0, (0, 20, 8, 30), crop=1),
            told(3, "wheel", WHEEL, 1, (1, 8, 4, 10)),
            told(4, "lamp", 1395, 0, (30, 20, 31, 21)),
        ]
        document = {"filename": "ADE_train_00000001.jpg", "scene": ["urban"], "object": rows}
        document["imsize"] = [HEIGHT, WIDTH, 3]
        Path(f"{base}.json").write_text(json.dumps({"annotation": document}))
    else:
        Path(f"{base}_atr.txt").write_text(
            '001 # 0 # 0 # car, auto # car # "parked, red"\n'
            '002 # 0 # 1 # car, auto # car # ""\n'
            '003 # 0 # 0 # door # door # ""\n'
            '001 # 1 # 0 # wheel # wheel # ""\n'
        )
    return root


def told(own, name, number, level, box, **more):
    x0, y0, x1, y1 = box
    return {
        "id": own, "name": name, "name_ndx": number, "hypernym": [name], "raw_name": name[:3],
        "attributes": [], "depth_ordering_rank": own, "occluded": "no", "crop": 0,
        "parts": {"hasparts": [], "ispartof": [], "part_level": level},
        "polygon": {"x": [x0, x1, x1, x0], "y": [y0, y0, y1, y1]}, **more,
    }  # fmt: skip


def test_there_are_150_names_of_scene_parsing() -> None:
    assert len(SCENE_PARSING) == len(set(SCENE_PARSING)) == 150


@pytest.mark.parametrize("make", [scene_parsing, full])
def test_a_download_is_recognised(make, tmp_path: Path) -> None:
    files = Source.files_of(make(tmp_path))[1]
    assert registry().recognised(Source(root=tmp_path, files=files)).id == "ade20k"


def test_scene_parsing_goes_out_as_it_came_in(tmp_path: Path) -> None:
    root, out = scene_parsing(tmp_path / "in"), tmp_path / "out"
    found = read(CODEC, root)
    assert names(found) == ["sky", "building, edifice", "class 150"] * 2
    assert len(found.said) == 1  # the class 150 has no name here
    assert [image.path for image in found.images] == [
        "images/training/ADE_train_00000001.jpg",
        "images/validation/ADE_val_00000001.jpg",
    ]
    write(CODEC, found.images, found.classes, out)
    for name in ("training/ADE_train_00000001.png", "validation/ADE_val_00000001.png"):
        after = pixels(out / f"annotations/{name}")
        assert after.dtype == np.uint8
        assert np.array_equal(pixels(root / f"annotations/{name}"), after)
    lines = (out / "objectInfo150.txt").read_text().splitlines()
    assert lines[0] == LIST.splitlines()[0]
    assert lines[3].split("\t") == ["3", "0.3333", "1", "1", "0", "sky"]
    assert not (out / "labeldesk-ade20k.json").exists()


def test_without_its_list_scene_parsing_has_the_usual_names(tmp_path: Path) -> None:
    (scene_parsing(tmp_path) / "objectInfo150.txt").unlink()
    assert names(read(CODEC, tmp_path))[:3] == ["sky", "building", "flag"]


def test_objects_and_parts_come_in_with_what_is_said_of_them(tmp_path: Path) -> None:
    found = read(CODEC, full(tmp_path))
    assert found.said == []
    assert [image.path for image in found.images] == [
        "images/ADE/training/urban/street/ADE_train_00000001.jpg"
    ]
    assert names(found) == ["car, auto", "car, auto", "door", "wheel"]
    first, second, door, wheel = found.annotations
    assert (first.attributes, second.attributes) == ({"parked": True}, {})
    assert (first.shape.area, second.shape.area) == (100, 150)
    assert second.flags.occluded
    assert not first.flags.occluded
    assert door.flags.truncated
    assert wheel.attributes == {"part_level": 1}
    assert {item.name: item.mask_value for item in found.classes}["door"] == DOOR


def test_the_older_file_of_attributes_is_read_too(tmp_path: Path) -> None:
    found = read(CODEC, full(tmp_path, "atr"))
    assert names(found) == ["car, auto", "car, auto", "door", "wheel"]
    assert found.annotations[0].attributes == {"parked": True, "red": True}
    assert found.annotations[1].flags.occluded


def test_the_full_data_set_goes_out_with_the_same_pixels_and_words(tmp_path: Path) -> None:
    root, out = full(tmp_path / "in"), tmp_path / "out"
    found = read(CODEC, root)
    write(CODEC, found.images, found.classes, out, kind="full")
    base = "ADE_train_00000001"
    before = root / f"images/ADE/training/urban/street/{base}"
    after = out / f"training/urban/street/{base}"
    for what in ("_seg.png", "_parts_1.png"):
        old, new = pixels(Path(f"{before}{what}")), pixels(Path(f"{after}{what}"))
        assert np.array_equal(old[..., :2], new[..., :2])
        pairs = set(zip(old[..., 2].ravel().tolist(), new[..., 2].ravel().tolist(), strict=True))
        assert len(pairs) == len(np.unique(old[..., 2])) == len(np.unique(new[..., 2]))
    about = json.loads(Path(f"{after}.json").read_text())["annotation"]
    assert about["scene"] == ["urban"]
    rows = about["object"]
    assert [row["name"] for row in rows] == ["car, auto", "car, auto", "door", "wheel", "lamp"]
    assert rows[0]["polygon"] == {"x": [0, 10, 10, 0], "y": [0, 0, 10, 10]}
    assert [row["depth_ordering_rank"] for row in rows] == [1, 0, 2, 3, 4]
    assert [row["occluded"] for row in rows[:3]] == ["no", "yes", "no"]
    again = read(CODEC, out, images=[image.path for image in found.images])
    assert [image.path for image in again.images] == [image.path for image in found.images]
    assert names(again) == names(found)


def test_a_part_does_not_hide_its_object(tmp_path: Path) -> None:
    classes = ClassList(
        tuple(
            ImageClass(id=ClassId(n), name=name, colour="#000000", mask_value=value)
            for n, (name, value) in enumerate([("car", 3000), ("wheel", None)], start=1)
        )
    )
    items = (
        Annotation(id=AnnotationId(1), class_id=ClassId(1), shape=Box(0, 0, 10, 10)),
        Annotation(
            id=AnnotationId(2),
            class_id=ClassId(2),
            shape=Mask.of(np.ones((3, 3)), 2, 2),
            attributes={"part_level": 1, "worn": True, "note": "x"},
            flags=Flags(occluded=True),
        ),
    )
    write(CODEC, [LabeledImage("a.png", Size(20, 20), items)], classes, tmp_path, kind="full")
    seg = pixels(tmp_path / "training/a_seg.png").astype(int)
    assert (seg[..., 0] // 10 * 256 + seg[..., 1] == 3000).sum() == 100
    found = read(CODEC, tmp_path, images=["a.png"])
    car, wheel = found.annotations
    assert car.shape.area == 100
    assert wheel.attributes == {"part_level": 1, "worn": True, "note": "x"}
    assert wheel.flags.occluded


@pytest.mark.parametrize(
    "text", ["", "[]", '{"annotation": {"object": 3}}', '{"annotation": {"object": [1, {}]}}']
)
def test_a_broken_file_of_words_costs_no_crash(text: str, tmp_path: Path) -> None:
    root = full(tmp_path)
    (path,) = root.rglob("*.json")
    path.write_text(text)
    found = read(CODEC, root)
    assert found.said
    assert found.images == [] or "class 401" in names(found)


def test_a_mask_of_another_size_or_kind_is_left_out_by_name(tmp_path: Path) -> None:
    root = full(tmp_path)
    (path,) = root.rglob("*_seg.png")
    for picture_of, word in ((Image.new("RGB", (5, 5)), "5 x 5"), (Image.new("L", (5, 5)), "kind")):
        picture_of.save(path)
        found = read(CODEC, root)
        assert found.images == []
        assert any(word in line and "_seg.png" in line for line in found.said)


def test_the_sample_of_datumaro_has_its_objects(shared: Path) -> None:
    root = shared / "open-edge-platform+datumaro/tests/assets/ade20k2020_dataset/dataset"
    found = read(CODEC, root)
    told = {image.path: [found.named(one) for one in image.annotations] for image in found.images}
    assert sorted(told) == ["training/street/1.jpg", "validation/2.jpg"]
    assert "door" in told["training/street/1.jpg"]
