"""Small COCO files for the tests, and ways to read and write them."""

from __future__ import annotations

import contextlib
import io
import json
from pathlib import Path
from typing import Any

from pycocotools import mask as coco_mask
from pycocotools.coco import COCO

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.classes import ClassList, ImageClass
from labeldesk.domain.geometry import Size
from labeldesk.domain.ids import AnnotationId, ClassId
from labeldesk.domain.image import LabeledImage
from labeldesk.formats.book import ClassBook
from labeldesk.formats.coco import CODEC
from labeldesk.formats.port import Source, Target, chosen
from labeldesk.formats.report import Report

OUT = "annotations/instances_default.json"
SIZE = Size(80, 60)
SQUARE = [10, 10, 30, 10, 30, 40, 10, 40]


class Probe:
    """Knows one picture; asked about a name that leads outside it fails the test."""

    def size(self, path: str) -> Size | None:
        assert not path.startswith(("/", "..", "http"))
        return SIZE if path == "good.jpg" else None

    def exists(self, path: str) -> bool:
        return path == "good.jpg"


def read(
    path: Path, images=("good.jpg",), classes: ClassBook | None = None
) -> tuple[list[LabeledImage], Report, Source]:
    root, files = Source.files_of(path)
    report = Report()
    book = classes or ClassBook()
    source = Source(root=root, files=files, images=images, probe=Probe(), classes=book)
    return list(CODEC.read(source, report)), report, source


def write(images, classes, out: Path, split=None, **options) -> Report:
    out.mkdir(parents=True, exist_ok=True)
    report = Report()
    target = Target(root=out, classes=classes, options=chosen(CODEC, options), split=split or {})
    CODEC.write(images, target, report)
    return report


def data(*annotations: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "info": {"year": 2017, "note": "猫"},
        "licenses": [{"id": 3, "name": "MIT"}],
        "images": [{"id": 7, "file_name": "good.jpg", "width": 80, "height": 60, "license": 3}],
        "annotations": [{"image_id": 7, "category_id": 90, **a} for a in annotations],
        "categories": [
            {"id": 1, "name": "cat", "supercategory": "animal"},
            {"id": 90, "name": "brush", "supercategory": "", "skeleton": [[1, 2]]},
        ],
        **more,
    }


def taken(tmp_path: Path, content: object) -> tuple[list[LabeledImage], Report, Source]:
    path = tmp_path / "in.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    return read(path)


def rewritten(tmp_path: Path, content: object, edit=lambda image: image, **options) -> dict:
    images, _, source = taken(tmp_path, content)
    write(map(edit, images), source.classes.classes, tmp_path / "out", **options)
    return json.loads((tmp_path / "out" / OUT).read_text())


def pycocotools(path: Path) -> COCO:
    with contextlib.redirect_stdout(io.StringIO()):
        return COCO(str(path))


RLE = {"size": [60, 80], "counts": [610, 20, 40, 20, 4110]}
PACKED = coco_mask.frPyObjects(RLE, 60, 80)
PACKED = {"size": [60, 80], "counts": PACKED["counts"].decode()}
ROWS = [
    {"id": 5, "segmentation": [SQUARE], "area": 599.123, "bbox": [10, 10, 20, 30.5], "iscrowd": 0},
    {"id": 1, "segmentation": [SQUARE, [50.25, 1, 60, 1, 60, 9.5]], "area": 641,
     "bbox": [10, 1, 50, 39], "iscrowd": 0},
    {"id": 900000000001, "segmentation": RLE, "area": 890.5, "bbox": [10, 10, 2, 20], "iscrowd": 1},
    {"id": 6, "segmentation": PACKED, "area": 40, "bbox": [10, 10, 2, 20], "iscrowd": 0},
    {"id": 8, "segmentation": [], "area": 6, "bbox": [1.1, 2.2, 3, 2], "iscrowd": 0},
    {"id": 9, "segmentation": [SQUARE], "area": 600, "bbox": [10, 10, 20, 30], "iscrowd": 0,
     "attributes": {"wet": True, "n": 3}, "track": {"id": [1, None]}, "keypoints": [1, 2, 2],
     "num_keypoints": 1},
    {"id": 10, "segmentation": [], "area": 60, "bbox": [1, 2, 3, 20], "iscrowd": 0,
     "keypoints": [1, 2, 2, 4, 22, 1, 0, 0, 0], "num_keypoints": 2},
]  # fmt: skip


CLASSES = ClassList((ImageClass(id=ClassId(1), name="cat", colour="#000000", coco_id=17),))


def labeled(*shapes, **more) -> LabeledImage:
    made = [
        Annotation(id=AnnotationId(n), class_id=ClassId(1), shape=shape, **more)
        for n, shape in enumerate(shapes, start=1)
    ]
    return LabeledImage("good.jpg", SIZE, tuple(made))
