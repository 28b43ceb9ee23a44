"""Files with anything in any place: read without a crash, never altered, and what was read from
them is written so that it reads back without a fault."""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from labeldesk.domain.annotation import Annotation, Flags, Json
from labeldesk.domain.classes import ClassList, ImageClass
from labeldesk.domain.geometry import Ring, Size
from labeldesk.domain.ids import AnnotationId, ClassId
from labeldesk.domain.image import LabeledImage
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
from labeldesk.formats.book import ClassBook
from labeldesk.formats.port import Codec, Source, Target, chosen
from labeldesk.formats.registry import registry
from labeldesk.formats.report import Report

CASES = [
    ("cvat", {}),
    ("via", {}),
    ("via", {"layout": "annotations"}),
    ("via", {"layout": "via3"}),
    ("labelstudio", {}),
    ("datumaro", {}),
]
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
IMAGE = LabeledImage(
    "a.jpg",
    Size(80, 60),
    tuple(
        Annotation(
            id=AnnotationId(n), class_id=ClassId(1 + n % 2), shape=shape, z=n, score=0.5,
            attributes={"lit": True, "k": "v", "n": 3}, flags=Flags(occluded=True), group=n,
        )
        for n, shape in enumerate(SHAPES, start=1)
    ),
)  # fmt: skip
ODD: list[Json] = [
    None, True, 0, -1, 1.5, 1e308, 10**30, "", "x", "../../x", [], {}, [1], [[1, 2]], {"a": 1},
    float("nan"), float("inf"), "\ud800", "é\x00",
]  # fmt: skip
TEXTS = ["", "nan", "-1", "1e999", "x", "0", "9" * 20, "1,2", "1,2;3,4", "../../x", "&lt;", "é"]
_PLACE = re.compile(r'="([^"]*)"|>([^<>]*)<')


def written(codec: Codec, images: list[LabeledImage], root: Path, **options: object) -> str:
    """The name of the one file of images."""
    given_options = chosen(codec, options)  # type: ignore[arg-type]
    codec.write(images, Target(root=root, classes=CLASSES, options=given_options), Report())
    names = [name for name in Source.files_of(root)[1] if name != "label_config.xml"]
    assert len(names) == 1
    return names[0]


@st.composite
def altered(draw: st.DrawFn, value: Json) -> Json:
    """The value with something odd in one place."""
    if isinstance(value, dict | list) and value and draw(st.integers(0, 15)):
        keys: list[str | int] = list(value) if isinstance(value, dict) else list(range(len(value)))
        key = draw(st.sampled_from(keys))
        made: dict[str | int, Json] = dict(value if isinstance(value, dict) else enumerate(value))
        if draw(st.integers(0, 15)):
            made[key] = draw(altered(made[key]))
        else:
            del made[key]
        return {str(k): v for k, v in made.items()} if isinstance(value, dict) else [*made.values()]
    return draw(st.sampled_from(ODD))


@st.composite
def altered_file(draw: st.DrawFn, text: str, is_xml: bool) -> bytes:
    """The file with something odd in a few places."""
    for _ in range(draw(st.integers(1, 3))):
        if is_xml:
            place = draw(st.sampled_from(list(_PLACE.finditer(text))))
            group = 1 if place[1] is not None else 2
            odd = draw(st.sampled_from(TEXTS))
            text = f"{text[: place.start(group)]}{odd}{text[place.end(group) :]}"
        else:
            text = json.dumps(draw(altered(json.loads(text))))
    return text.encode()


@pytest.mark.parametrize(("format_id", "options"), CASES)
@given(data=st.data())
@settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    deadline=None,
    max_examples=60,
)
def test_anything_in_any_place_is_no_crash(
    format_id: str, options: dict[str, str], data: st.DataObject
) -> None:
    codec = registry().get(format_id)
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as out:
        name = written(codec, [IMAGE], Path(folder), **options)
        file = Path(folder) / name
        content = data.draw(altered_file(file.read_text("utf-8"), name.endswith(".xml")))
        file.write_bytes(content)
        report, book = Report(), ClassBook()
        source = Source(root=Path(folder), files=[name], images=["a.jpg"], classes=book)
        images = list(codec.read(source, report))
        assert file.read_bytes() == content
        assert images or report.rows
        target = Target(root=Path(out), classes=book.classes, options=chosen(codec, options))
        codec.write(images, target, Report())
        again = Report()
        names = Source.files_of(Path(out))[1]
        paths = [image.path for image in images]
        back = Source(root=Path(out), files=names, images=paths, classes=ClassBook(book.classes))
        list(codec.read(back, again))
        assert not [row for row in again.rows if row.severity == "error"], again.rows
