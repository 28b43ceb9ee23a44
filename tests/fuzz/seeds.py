"""What the fuzz run begins with: good files of every codec, in every layout that it writes."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from labeldesk.domain.annotation import Annotation, Flags, Json
from labeldesk.domain.classes import ClassList, ImageClass
from labeldesk.domain.geometry import Ring, Size
from labeldesk.domain.ids import AnnotationId, ClassId
from labeldesk.domain.image import ImageState, LabeledImage
from labeldesk.domain.mask import Mask
from labeldesk.domain.shapes import (
    Box,
    Caption,
    Ellipse,
    Keypoints,
    Point,
    Polygon,
    Polyline,
    RotatedBox,
    Tag,
)
from labeldesk.domain.skeleton import Skeleton
from labeldesk.formats.port import Codec, Option, OptionSpec, Target, chosen
from labeldesk.formats.registry import registry
from labeldesk.formats.report import Report
from tests.unit.labelme.test_labelme import RICH as LABELME
from tests.unit.labelme.test_labelme import TYPES
from tests.unit.test_createml import RICH as CREATEML
from tests.unit.test_isat import RICH as ISAT
from tests.unit.xanylabeling.test_xanylabeling import RICH as XANYLABELING

SIZE = Size(80, 60)
PATHS = ("a.jpg", "b.jpg", "sub/a.jpg")
CLASSES = ClassList(
    (
        ImageClass(
            id=ClassId(1), name="cat", colour="#000000", skeleton=Skeleton.of(["a", "b"], [(0, 1)])
        ),
        ImageClass(id=ClassId(2), name="dog", colour="#000001"),
    )
)
SHAPES = [
    Tag(), Box(1, 2, 30, 40), RotatedBox(30, 30, 10, 5, 0.5), Polygon.of([(1, 2), (3, 4), (5, 1)]),
    Polyline(Ring([(1, 2), (3, 4)])), Point(4, 5), Ellipse(30, 20, 5, 4),
    Mask.of(np.eye(9, dtype=bool), 3, 4), Keypoints(Ring([(1, 2), (3, 4)]), (2, 1)), Caption("hm"),
]  # fmt: skip
ITEMS = tuple(
    Annotation(
        id=AnnotationId(n), class_id=ClassId(1 + n % 2), shape=shape, z=n, score=0.5,
        attributes={"lit": True, "k": "v", "n": 3}, flags=Flags(occluded=True), group=n,
    )
    for n, shape in enumerate(SHAPES, start=1)
)  # fmt: skip
IMAGES = [
    LabeledImage(PATHS[0], SIZE, ITEMS),
    LabeledImage(PATHS[1], SIZE, ITEMS[1:2]),
    LabeledImage(PATHS[2], SIZE, (), ImageState(done=True)),
]
_WITHOUT = ("copy_images", "image_data")  # options that need the pictures


def _bytes(value: Json) -> bytes:
    return json.dumps(value).encode()


FILES: Mapping[str, bytes] = {
    "labelme": _bytes(
        {**LABELME, "shapes": [*LABELME["shapes"], *(entry for entry, _ in TYPES.values())]}
    ),
    "xanylabeling": _bytes(XANYLABELING),
    "createml": _bytes(CREATEML),
    "isat": _bytes(ISAT),
}
"""Files that hold more than we would write, from the tests of their codecs."""


@dataclass(frozen=True)
class Seed:
    """A folder of good files, and the options it was written with."""

    codec: Codec
    name: str
    options: Mapping[str, Option]

    def __str__(self) -> str:
        return f"{self.codec.id}-{self.name}"


def seeds() -> Iterator[Seed]:
    """Every codec with its defaults and with every choice that makes other files."""
    for codec in registry().all():
        base = chosen(codec, {})
        yield Seed(codec, "default", base)
        for spec in codec.options:
            if spec.id not in _WITHOUT:
                for choice in _others(spec):
                    yield Seed(codec, f"{spec.id}={choice}", {**base, spec.id: choice})
        if codec.id in FILES:
            yield Seed(codec, "rich", base)


def _others(spec: OptionSpec) -> tuple[Option, ...]:
    choices = (True, False) if isinstance(spec.default, bool) else spec.choices
    return tuple(choice for choice in choices if choice != spec.default)


@cache
def _written(name: str) -> tuple[tuple[str, bytes], ...]:
    (seed,) = (one for one in seeds() if str(one) == name)
    if seed.name == "rich":
        return (("a.json", FILES[seed.codec.id]),)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        seed.codec.write(IMAGES, Target(root=root, classes=CLASSES, options=seed.options), Report())
        return tuple(
            (path.relative_to(root).as_posix(), path.read_bytes())
            for path in sorted(root.rglob("*"))
            if path.is_file()
        )


def files_of(seed: Seed) -> dict[str, bytes]:
    """The good files by name."""
    return dict(_written(str(seed)))
