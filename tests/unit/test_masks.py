"""PNG masks: fixed values, painting order, void, palettes; Pillow is the other reader."""

from __future__ import annotations

import json
import shutil
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
from labeldesk.domain.mask import Mask
from labeldesk.domain.shapes import Box
from labeldesk.formats.masks import CODEC
from labeldesk.formats.masks.png import png_bytes, voc_colours
from labeldesk.formats.port import Source, Target, chosen
from labeldesk.formats.report import Report

SIZE = Size(80, 60)


def classes(*values: int | None) -> ClassList:
    return ClassList(
        tuple(
            ImageClass(id=ClassId(n), name=f"c{n}", colour="#000000", mask_value=value)
            for n, value in enumerate(values, start=1)
        )
    )


def labeled(*boxes: tuple[int, Box], path: str = "a.jpg", size: Size = SIZE) -> LabeledImage:
    made = [
        Annotation(id=AnnotationId(n), class_id=ClassId(c), shape=box, z=0)
        for n, (c, box) in enumerate(boxes, start=1)
    ]
    return LabeledImage(path, size, tuple(made))


def write(images, known: ClassList, out: Path, **options) -> Report:
    out.mkdir(parents=True, exist_ok=True)
    report = Report()
    CODEC.write(images, Target(root=out, classes=known, options=chosen(CODEC, options)), report)
    return report


class Sizes(dict):
    def size(self, path: str) -> Size | None:
        return self.get(path)

    def exists(self, path: str) -> bool:
        return path in self


def read(root: Path, **sizes: Size) -> tuple[list[LabeledImage], Report, Source]:
    probe = Sizes({name.replace("__", "."): size for name, size in sizes.items()})
    report = Report()
    source = Source(root=root, files=Source.files_of(root)[1], images=tuple(probe), probe=probe)
    return list(CODEC.read(source, report)), report, source


def pixels(path: Path) -> np.ndarray:
    with Image.open(path) as image:
        return np.array(image)


def test_classes_have_their_fixed_values_and_the_rest_is_zero(tmp_path: Path) -> None:
    image = labeled((1, Box(0, 0, 10, 10)), (2, Box(20, 20, 30, 30)), (3, Box(40, 40, 50, 50)))
    write([image], classes(None, 1, 200), tmp_path)
    found = pixels(tmp_path / "masks" / "a.png")
    assert found.dtype == np.uint8
    assert sorted(set(found.ravel().tolist())) == [0, 1, 2, 200]
    assert (found == 2).sum() == (found[:10, :10] == 2).sum() == 100


def test_the_later_object_has_the_pixels_and_that_is_said(tmp_path: Path) -> None:
    image = labeled((1, Box(0, 0, 20, 20)), (2, Box(10, 10, 30, 30)))
    report = write([image], classes(1, 2), tmp_path)
    found = pixels(tmp_path / "masks" / "a.png")
    assert ((found == 1).sum(), (found == 2).sum()) == (300, 400)
    assert any("100 pixels" in str(row) for row in report.rows)


def test_the_painting_order_is_z_before_the_order_of_the_list(tmp_path: Path) -> None:
    image = labeled((1, Box(0, 0, 20, 20)), (2, Box(10, 10, 30, 30)))
    first, second = image.annotations
    write([replace(image, annotations=(replace(first, z=1), second))], classes(1, 2), tmp_path)
    assert (pixels(tmp_path / "masks" / "a.png") == 1).sum() == 400


def test_every_pixel_labelled_leaves_no_unlabelled_value(tmp_path: Path) -> None:
    known = classes(0, 7)
    image = labeled((1, Box(0, 0, 80, 60)), (2, Box(10, 10, 30, 30)))
    write([image], known, tmp_path)
    found = pixels(tmp_path / "masks" / "a.png")
    assert sorted(set(found.ravel().tolist())) == [0, 7]
    (back,), _, source = read(tmp_path, a__jpg=SIZE)
    assert sum(a.shape.area for a in back.annotations) == 80 * 60
    assert [c.mask_value for c in source.classes.classes] == [0, 7]


@pytest.mark.parametrize("layout", ["semantic", "instance", "voc"])
def test_a_class_of_value_0_does_not_take_the_background(tmp_path: Path, layout: str) -> None:
    whole, part = Box(0, 0, 80, 60), Box(10, 10, 30, 30)
    images = [
        labeled((2, whole), (1, part), path="a.jpg"),
        labeled((1, part), (2, Box(40, 40, 50, 50)), path="b.jpg"),
        labeled(path="c.jpg"),
        labeled((1, whole), path="d.jpg"),
    ]
    known = classes(0, 1, 2)
    report = write(images, known, tmp_path, layout=layout)
    said = [str(row.text) for row in report.rows if "mask value 0" in str(row.text)]
    assert said == ["The class c1 has the mask value 0, which means no object; 3 is written"]
    sizes = {f"{image.path[0]}__jpg": SIZE for image in images}
    back, report, source = read(tmp_path, **sizes)
    assert not report.has_problems
    names = {item.id: item.name for item in source.classes.classes}
    got = {i.path: {names[a.class_id]: a.shape.area for a in i.annotations} for i in back}
    assert got == {
        "a.jpg": {"c2": 4400, "c1": 400}, "b.jpg": {"c1": 400, "c2": 100}, "c.jpg": {},
        "d.jpg": {"c1": 4800},
    }  # fmt: skip
    assert known.items[0].mask_value == 0


@pytest.mark.parametrize(
    ("count", "kind"), [(3, np.uint8), (254, np.uint8), (255, np.uint16), (300, np.uint16)]
)
def test_instances_are_numbered_in_painting_order(tmp_path: Path, count: int, kind: type) -> None:
    boxes = [(1 + n % 2, Box(n % 80, n // 80, n % 80 + 1, n // 80 + 1)) for n in range(count)]
    write([labeled(*boxes)], classes(1, 2), tmp_path, layout="instance")
    found = pixels(tmp_path / "instances" / "a.png")
    assert found.dtype == kind
    assert found.ravel()[:count].tolist() == list(range(1, count + 1))
    (back,), report, _ = read(tmp_path, a__jpg=SIZE)
    assert [a.shape for a in back.annotations] == [
        Mask.of(np.ones((1, 1)), int(b.x0), int(b.y0)) for _, b in boxes
    ]
    assert not report.has_problems


def test_values_beyond_a_byte_are_16_bit(tmp_path: Path) -> None:
    write([labeled((1, Box(0, 0, 9, 9)))], classes(1000), tmp_path)
    assert pixels(tmp_path / "masks" / "a.png").dtype == np.uint16
    (back,), _, source = read(tmp_path, a__jpg=SIZE)
    assert back.annotations[0].shape.area == 81
    assert source.classes.classes.named("c1").mask_value == 1000


def test_a_value_of_two_classes_goes_to_the_first(tmp_path: Path) -> None:
    report = write([labeled((2, Box(0, 0, 9, 9)))], classes(5, 5), tmp_path)
    assert any("same mask value" in str(row) for row in report.rows)
    assert pixels(tmp_path / "masks" / "a.png")[0, 0] == 1


def test_voc_masks_have_vocs_palette_and_lists(tmp_path: Path) -> None:
    write([labeled((1, Box(0, 0, 9, 9)))], classes(3), tmp_path, layout="voc")
    with Image.open(tmp_path / "SegmentationClass" / "a.png") as image:
        assert image.mode == "P"
        palette = image.getpalette()
    assert palette[:6] == [0, 0, 0, 128, 0, 0]
    assert palette[-3:] == [224, 224, 192]
    assert (tmp_path / "ImageSets" / "Segmentation" / "default.txt").read_text() == "a\n"
    assert "c1:128,128,0::" in (tmp_path / "labelmap.txt").read_text()


def test_two_images_of_one_stem_get_a_mask_each(tmp_path: Path) -> None:
    images = [labeled((1, Box(0, 0, n, n)), path=p) for n, p in ((3, "a.jpg"), (5, "a.png"))]
    write(images, classes(1), tmp_path)
    found, _, _ = read(tmp_path, a__jpg=SIZE, a__png=SIZE)
    assert {i.path: i.annotations[0].shape.area for i in found} == {"a.jpg": 9, "a.png": 25}


def real(shared: Path, tmp_path: Path, name: str) -> Path:
    folder = tmp_path / "in" / "SegmentationClass"
    folder.mkdir(parents=True)
    shutil.copy(shared / "bad" / "masks" / name, folder / "good.png")
    return tmp_path / "in"


def test_void_and_palette_of_a_real_mask_are_written_again(shared: Path, tmp_path: Path) -> None:
    root = real(shared, tmp_path, "voc_palette.png")
    images, _, source = read(root, good__jpg=SIZE)
    assert [a.shape.kind for a in images[0].annotations] == ["mask", "mask"]
    assert source.classes.classes.get(images[0].annotations[0].class_id).name == "aeroplane"
    write(images, source.classes.classes, tmp_path / "out", layout="voc")
    before = root / "SegmentationClass" / "good.png"
    after = tmp_path / "out" / "SegmentationClass" / "good.png"
    assert (pixels(before) == pixels(after)).all()
    assert 255 in pixels(after)
    with Image.open(before) as a, Image.open(after) as b:
        assert (a.mode, a.getpalette()) == (b.mode, b.getpalette())


def test_a_mask_of_another_size_is_not_stretched(shared: Path, tmp_path: Path) -> None:
    images, report, _ = read(real(shared, tmp_path, "wrong_size.png"), good__jpg=SIZE)
    assert not images
    assert "40 x 30" in str(next(row for row in report.rows if row.severity == "error"))


def test_colours_of_a_real_voc_tree_are_looked_up(shared: Path) -> None:
    tree = shared / "open-edge-platform+datumaro/tests/assets/voc_dataset/voc_dataset1"
    (image,), report, source = read(tree, **{"2007_000001__jpg": Size(20, 10)})
    (annotation,) = image.annotations
    assert source.classes.classes.get(annotation.class_id).name == "bicycle"
    assert annotation.shape.area == 200
    assert report.severities["error"] == 0


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n", b"GIF89a", "half"])
def test_a_broken_png_is_one_message(tmp_path: Path, data: bytes | str) -> None:
    whole = png_bytes(np.ones((60, 80), np.uint8))
    (tmp_path / "masks").mkdir()
    (tmp_path / "masks" / "a.png").write_bytes(whole[:60] if isinstance(data, str) else data)
    (tmp_path / "masks" / "b.png").write_bytes(whole)
    images, report, _ = read(tmp_path, a__jpg=SIZE, b__jpg=SIZE)
    assert [image.path for image in images] == ["b.jpg"]
    assert report.severities["error"] == 1


@pytest.mark.parametrize("text", ["{", "[]", '{"format": "labeldesk-masks"}', '{"a": 1}'])
def test_a_broken_legend_leaves_the_masks(tmp_path: Path, text: str) -> None:
    (tmp_path / "masks").mkdir()
    (tmp_path / "legend.json").write_text(text)
    (tmp_path / "masks" / "a.png").write_bytes(png_bytes(np.full((60, 80), 4, np.uint8)))
    (image,), _, source = read(tmp_path, a__jpg=SIZE)
    assert [c.name for c in source.classes.classes] == ["class 4"]
    assert len(image.annotations) == 1


def test_a_legend_cannot_name_images_outside(tmp_path: Path) -> None:
    write([labeled((1, Box(0, 0, 9, 9)))], classes(1), tmp_path)
    legend = json.loads((tmp_path / "legend.json").read_text())
    legend["images"] = {"a.png": "../../etc/passwd"}
    (tmp_path / "legend.json").write_text(json.dumps(legend))
    assert [image.path for image in read(tmp_path, a__jpg=SIZE)[0]] == ["a.jpg"]


def test_a_label_map_with_colours_of_its_own_names_an_rgb_mask(tmp_path: Path) -> None:
    (tmp_path / "labelmap.txt").write_text("# c\nbackground:9,9,9::\nroad:250,1,2::\n")
    (tmp_path / "SegmentationClass").mkdir()
    numbers = np.full((60, 80, 3), 9, np.uint8)
    numbers[:10, :10] = (250, 1, 2)
    Image.fromarray(numbers).save(tmp_path / "SegmentationClass" / "a.png")
    (image,), _, source = read(tmp_path, a__jpg=SIZE)
    assert [c.name for c in source.classes.classes] == ["road"]
    assert image.annotations[0].shape.area == 100


def test_the_colours_of_voc_are_known() -> None:
    assert voc_colours()[[0, 1, 2, 20, 255]].tolist() == [
        [0, 0, 0], [128, 0, 0], [0, 128, 0], [0, 64, 128], [224, 224, 192],
    ]  # fmt: skip


def test_a_tiny_file_that_says_it_is_huge_is_refused_before_it_takes_memory(
    tmp_path: Path,
) -> None:
    import struct
    import zlib

    header = struct.pack(">IIBBBBB", 20000, 20000, 8, 0, 0, 0, 0)
    chunk = struct.pack(">I", 13) + b"IHDR" + header
    chunk += struct.pack(">I", zlib.crc32(b"IHDR" + header))
    (tmp_path / "masks").mkdir()
    data = b"\x89PNG\r\n\x1a\n" + chunk + struct.pack(">I", 50) + b"IDAT" + bytes(54)
    (tmp_path / "masks" / "a.png").write_bytes(data)
    images, report, _ = read(tmp_path, a__jpg=SIZE)
    assert images == []
    assert any("cut short" in str(row) for row in report.rows)


@pytest.mark.parametrize("value", ["Infinity", "1e999"])
def test_a_number_that_is_none_leaves_the_masks(tmp_path: Path, value: str) -> None:
    (tmp_path / "masks").mkdir()
    told = (
        '{"format": "labeldesk-masks", "layout": "semantic", "images": {}, "classes": [], "void": '
    )
    (tmp_path / "legend.json").write_text(f"{told}{value}}}")
    (tmp_path / "masks" / "a.png").write_bytes(png_bytes(np.full((60, 80), 4, np.uint8)))
    (image,), report, _ = read(tmp_path, a__jpg=SIZE)
    assert len(image.annotations) == 1
    assert report.severities["error"] == 1
