"""Folders of JSON files read and written through a codec, and a reader as strict as labelme."""

from __future__ import annotations

import base64
import io
import json
import math
from pathlib import Path, PureWindowsPath
from typing import Any

from PIL import Image, ImageOps

from labeldesk.domain.geometry import Size
from labeldesk.domain.image import LabeledImage
from labeldesk.formats.book import ClassBook
from labeldesk.formats.port import Codec, Source, Target, chosen
from labeldesk.formats.registry import registry
from labeldesk.formats.report import Report

SIZE = Size(80, 60)


class Probe:
    """Every image is there and of one size."""

    def __init__(self, size: Size | None = SIZE) -> None:
        self._size = size

    def size(self, path: str) -> Size | None:
        return self._size

    def exists(self, path: str) -> bool:
        return True


def codec_of(name: str) -> Codec:
    return registry().get(name)


def read(
    root: Path, images=(), size: Size | None = SIZE, codec: str = "labelme"
) -> tuple[list[LabeledImage], Report, ClassBook]:
    report, book = Report(), ClassBook()
    source = Source(
        root=root, files=Source.files_of(root)[1], images=images, probe=Probe(size), classes=book
    )
    return list(codec_of(codec).read(source, report)), report, book


def write(images, book: ClassBook, out: Path, codec: str = "labelme", **options) -> Report:
    out.mkdir(parents=True, exist_ok=True)
    report, pictures = Report(), options.pop("pictures", None)
    target = Target(
        root=out, place=out, classes=book.classes, images=pictures, probe=Probe(),
        split=options.pop("split", {}), options=chosen(codec_of(codec), options),
    )  # fmt: skip
    codec_of(codec).write(images, target, report)
    return report


def a_file(*shapes: dict[str, Any], **keys: Any) -> dict[str, Any]:
    """A file of labelme 7 about a.jpg."""
    return {
        "version": "7.1.0", "flags": {}, "shapes": list(shapes), "imagePath": "a.jpg",
        "imageData": None, "imageHeight": 60, "imageWidth": 80, **keys,
    }  # fmt: skip


def a_shape(kind: str = "polygon", points=((1.0, 2.0), (30.5, 2.0), (30.0, 40.0)), **keys: Any):
    """A shape of labelme 7."""
    return {
        "label": "cat", "points": [list(p) for p in points], "group_id": None, "description": "",
        "shape_type": kind, "flags": {}, "mask": None, **keys,
    }  # fmt: skip


def put(path: Path, document: object, **style: Any) -> bytes:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        json.dumps(document, **{"indent": 2, "ensure_ascii": False, **style}), encoding="utf-8"
    )
    return path.read_bytes()


EXACT = {"point": 1, "rectangle": 2, "line": 2, "circle": 2, "mask": 2, "oriented_rectangle": 4}
OPEN = {"polygon", "linestrip", "points"}


def labelme_opens(path: Path) -> dict[str, Any]:
    """The file as labelme 7.1 opens it; AssertionError for what it refuses (see its format in
    reference/formats.md 4.2).
    """
    raw = json.loads(path.read_text(encoding="utf-8"), parse_constant=_refuse)
    place = path.parent / PureWindowsPath(raw["imagePath"]).as_posix()
    data = raw["imageData"]
    picture = base64.b64decode(data) if data is not None else place.read_bytes()
    with Image.open(io.BytesIO(picture)) as image:
        size = (image if data is not None else ImageOps.exif_transpose(image)).size
    assert raw.get("imageWidth") in (None, size[0])
    assert raw.get("imageHeight") in (None, size[1])
    _check_flags(raw.get("flags"))
    for shape in raw["shapes"]:
        _check_shape(shape)
    return raw


def _refuse(text: str) -> float:
    raise AssertionError(text)


def _check_flags(flags: object) -> None:
    assert flags is None or isinstance(flags, dict)
    assert all(isinstance(value, bool) for value in (flags or {}).values())


def _check_shape(shape: dict[str, Any]) -> None:
    kind, points = shape["shape_type"], shape["points"]
    assert isinstance(shape["label"], str)
    assert points
    assert all(len(pair) == 2 and all(map(math.isfinite, pair)) for pair in points)
    assert kind in OPEN or len(points) == EXACT[kind]
    assert shape.get("description") is None or isinstance(shape["description"], str)
    assert shape.get("group_id") is None or type(shape["group_id"]) is int
    _check_flags(shape.get("flags"))
    assert (shape.get("mask") is not None) == (kind == "mask")
    if kind == "mask":
        with Image.open(io.BytesIO(base64.b64decode(shape["mask"]))) as png:
            (x0, y0), (x1, y1) = points
            assert png.size == (x1 - x0 + 1, y1 - y0 + 1)
            assert png.mode == "L"
