"""COCO panoptic: ids in pixels, what they stand for, crowds, void; the evaluation's own reading
(R + 256 G + 65536 B, areas in pixels, every id listed) is done again here."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from labeldesk.domain.annotation import Annotation, Flags
from labeldesk.domain.classes import ClassList, ImageClass
from labeldesk.domain.geometry import Size
from labeldesk.domain.ids import AnnotationId, ClassId
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.shapes import Box
from labeldesk.formats.panoptic import CODEC
from labeldesk.formats.port import Source
from labeldesk.formats.registry import registry
from tests.unit.one_file import Read, read, write

IDS = (3226956, 70000, 131, 6979964)


def made(root: Path, part: str = "val2017") -> Path:
    """A data set of two images with segments, and one without a row."""
    pixels = np.zeros((30, 40), np.int64)
    for n, own in enumerate(IDS):
        pixels[n * 7 : n * 7 + 6, n : n + 20] = own
    document = {
        "info": {"year": 2018},
        "licenses": [{"id": 1, "name": "x"}],
        "images": [
            {"license": 1, "file_name": f"00000000013{n}.jpg", "width": 40, "height": 30,
             "id": 130 + n, "coco_url": "u"}
            for n in (9, 8, 7)
        ],
        "annotations": [
            {"segments_info": segments(), "file_name": "000000000139.png", "image_id": 139},
            {"segments_info": segments()[:2], "file_name": "000000000138.png", "image_id": 138},
        ],
        "categories": [
            {"supercategory": "person", "isthing": 1, "id": 1, "name": "person",
             "color": [220, 20, 60]},
            {"supercategory": "ground", "isthing": 0, "id": 193, "name": "grass-merged",
             "color": [1, 2, 3]},
        ],
    }  # fmt: skip
    folder = root / f"annotations/panoptic_{part}"
    folder.mkdir(parents=True)
    (root / f"annotations/panoptic_{part}.json").write_text(json.dumps(document))
    save(folder / "000000000139.png", pixels)
    save(folder / "000000000138.png", np.where(np.isin(pixels, IDS[:2]), pixels, 0))
    for row in document["images"]:
        path = root / part / row["file_name"]
        path.parent.mkdir(exist_ok=True)
        Image.new("RGB", (40, 30)).save(path)
    return root


def segments():
    return [
        {"id": own, "category_id": 193 if n == 2 else 1, "iscrowd": int(n == 1),
         "bbox": [n, n * 7, 20, 6], "area": 120}
        for n, own in enumerate(IDS)
    ]  # fmt: skip


def save(path: Path, ids: np.ndarray) -> None:
    colours = np.stack([ids % 256, ids // 256 % 256, ids // 65536], axis=-1)
    Image.fromarray(colours.astype(np.uint8)).save(path)


def ids_in(path: Path) -> np.ndarray:
    with Image.open(path) as image:
        assert image.mode == "RGB"
        colours = np.array(image).astype(np.int64)
    return colours[..., 0] + 256 * colours[..., 1] + 65536 * colours[..., 2]


def checked(root: Path, name: str) -> dict[str, object]:
    """The document, as the evaluation wants it: every id listed, every area right."""
    document = json.loads((root / name).read_text())
    known = {row["id"] for row in document["categories"]}
    for row in document["annotations"]:
        ids = ids_in((root / name).with_suffix("") / row["file_name"])
        found = {int(n): int((ids == n).sum()) for n in np.unique(ids) if n}
        assert found == {one["id"]: one["area"] for one in row["segments_info"]}
        for one in row["segments_info"]:
            ys, xs = np.nonzero(ids == one["id"])
            x, y = int(xs.min()), int(ys.min())
            assert one["bbox"] == [x, y, int(xs.max()) + 1 - x, int(ys.max()) + 1 - y]
            assert one["category_id"] in known
    return document


def names(found: Read) -> list[str]:
    return [found.named(one) for one in found.annotations]


def test_a_download_comes_in_with_segments_in_their_order(tmp_path: Path) -> None:
    found = read(CODEC, made(tmp_path))
    assert found.said == []
    assert [image.path for image in found.images] == [
        f"val2017/00000000013{n}.jpg" for n in (9, 8, 7)
    ]
    assert names(found) == ["person", "person", "grass-merged", "person", "person", "person"]
    assert [one.flags.crowd for one in found.annotations[:4]] == [False, True, False, False]
    assert {one.shape.area for one in found.annotations} == {120}


def test_a_download_goes_out_as_it_came_in(tmp_path: Path) -> None:
    root, out = made(tmp_path / "in"), tmp_path / "out"
    found = read(CODEC, root)
    write(CODEC, found.images, found.classes, out)
    name = "annotations/panoptic_val2017.json"
    before, after = checked(root, name), checked(out, name)
    assert after["annotations"] == before["annotations"]
    assert after["categories"] == before["categories"]
    assert after["images"] == before["images"]
    assert {key: after[key] for key in ("info", "licenses")} == {
        "info": {"year": 2018},
        "licenses": [{"id": 1, "name": "x"}],
    }
    for n in (9, 8):
        png = f"annotations/panoptic_val2017/00000000013{n}.png"
        assert np.array_equal(ids_in(root / png), ids_in(out / png))


def test_the_zip_of_a_download_is_read_as_it_is(tmp_path: Path) -> None:
    root = made(tmp_path)
    folder = root / "annotations/panoptic_val2017"
    with zipfile.ZipFile(folder.with_suffix(".zip"), "w") as archive:
        for path in folder.iterdir():
            archive.write(path, f"panoptic_val2017/{path.name}")
            path.unlink()
    folder.rmdir()
    assert len(read(CODEC, root).annotations) == 6


def test_new_objects_get_ids_near_the_colour_of_their_class(tmp_path: Path) -> None:
    classes = ClassList((ImageClass(id=ClassId(1), name="cat", colour="#102030", coco_id=17),))
    boxes = [Box(0, 0, 10, 10), Box(5, 5, 15, 15), Box(30, 0, 40, 10)]
    items = tuple(
        Annotation(id=AnnotationId(n), class_id=ClassId(1), shape=box, flags=Flags(crowd=n == 3))
        for n, box in enumerate(boxes, start=1)
    )
    write(CODEC, [LabeledImage("a.jpg", Size(60, 20), items)], classes, tmp_path)
    document = checked(tmp_path, "annotations/panoptic_default.json")
    (row,) = document["annotations"]
    assert [one["iscrowd"] for one in row["segments_info"]] == [0, 0, 1]
    assert [one["area"] for one in row["segments_info"]] == [75, 100, 100]
    assert row["segments_info"][0]["id"] == 0x10 + 0x20 * 256 + 0x30 * 65536
    assert document["categories"] == [
        {"id": 17, "name": "cat", "supercategory": "", "isthing": 1, "color": [16, 32, 48]}
    ]


def test_the_panoptic_file_of_the_whole_download_is_offered_beside_the_instances(
    tmp_path: Path,
) -> None:
    root = made(tmp_path)
    instances = {"images": [], "annotations": [], "categories": []}
    (root / "annotations/instances_val2017.json").write_text(json.dumps(instances))
    files = Source.files_of(root)[1]
    source = Source(root=root, files=files)
    assert [codec.id for codec, _ in registry().sniffed(source)][:2] == ["coco", "panoptic"]


@pytest.mark.parametrize(
    ("change", "word", "left"),
    [
        (lambda d: d["annotations"][0].update(segments_info=segments()[:3]), "no segment has", 5),
        (lambda d: d["annotations"][0]["segments_info"][0].update(area=7), "says 7", 6),
        (lambda d: d["annotations"][0]["segments_info"][0].update(id="x"), "no id", 5),
        (lambda d: d["annotations"][0]["segments_info"].append({"id": 5}), "no pixel", 6),
        (lambda d: d["annotations"][0].update(file_name="../../x.png"), "missing", 2),
        (lambda d: d["annotations"][0].update(image_id=5), "no image in the list", 2),
        (lambda d: d["images"][0].update(width=7), "7 x 30", 6),
        (lambda d: d["images"][0].update(file_name="../x.jpg"), "outside", 2),
        (lambda d: d["annotations"][0].update(segments_info=None), "no segment has", 2),
        (lambda d: d.pop("annotations"), "no lists", 0),
        (lambda d: d["annotations"].append(d["annotations"][0]), "second list", 6),
    ],
)
def test_what_does_not_hold_together_is_said(change, word: str, left: int, tmp_path: Path) -> None:
    root = made(tmp_path)
    path = root / "annotations/panoptic_val2017.json"
    document = json.loads(path.read_text())
    change(document)
    path.write_text(json.dumps(document))
    found = read(CODEC, root)
    assert any(word in line for line in found.said), found.said
    assert len(found.annotations) == left


def test_the_sample_of_datumaro_has_its_segments(shared: Path) -> None:
    root = shared / "open-edge-platform+datumaro/tests/assets/coco_dataset/coco_panoptic"
    found = read(CODEC, root)
    assert [(image.path, len(image.annotations)) for image in found.images] == [
        ("images/val/b.jpg", 2)
    ]
    assert len(found.said) == 1  # the PNG of the other is of another size
    assert "5 x 5 pixels" in found.said[0]
