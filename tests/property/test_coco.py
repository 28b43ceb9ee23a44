"""Laws of reading large JSON in pieces, and of slits to holes."""

from __future__ import annotations

import io
import json
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.geometry import Size
from labeldesk.domain.ids import AnnotationId, ClassId
from labeldesk.domain.mask import Mask
from labeldesk.domain.shapes import Polygon
from labeldesk.domain.text import Text
from labeldesk.formats.coco import stream
from labeldesk.formats.coco.parse import annotation_of
from labeldesk.formats.coco.plain import plain_annotations, plain_row
from labeldesk.formats.coco.rows import storable
from labeldesk.formats.coco.stream import Decoder, JsonError, JsonStream
from labeldesk.raster.polygons import polygon_to_mask
from labeldesk.raster.trace import mask_to_polygon
from tests.strategies import masks

plain = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
)
values = st.recursive(
    plain,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4)
    ),
    max_leaves=12,
)
objects = st.dictionaries(st.text(max_size=4), values, max_size=4)


class Rows:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self.rows: list[object] = []

    def clear(self) -> None:
        self.rows = []

    def add(self, offset: int, length: int, data: bytes) -> None:
        assert json.loads(self._data[offset : offset + length]) == json.loads(data)
        self.rows.append(json.loads(data))


def members(data: bytes) -> tuple[dict[str, object], list[object]]:
    rows = Rows(data)
    found, _ = JsonStream(io.BytesIO(data), Decoder(), lambda _: None).members({"rows": rows})
    return found, rows.rows


@pytest.fixture
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "CHUNK", 5)


@pytest.mark.usefixtures("small_pieces")
@given(
    more=st.dictionaries(st.text(max_size=4).filter(lambda k: k != "rows"), values, max_size=3),
    rows=st.lists(objects | values, max_size=5),
    indent=st.sampled_from([None, 1]),
    is_ascii=st.booleans(),
)
@settings(deadline=None)
def test_pieces_make_the_same_whole(
    more: dict[str, object], rows: list[object], indent: int | None, is_ascii: bool
) -> None:
    content = {**more, "rows": rows}
    data = json.dumps(content, indent=indent, ensure_ascii=is_ascii).encode()
    found, listed = members(data)
    assert found == {**more, "rows": []}
    assert listed == rows


@given(st.binary(max_size=40) | st.text(alphabet='{}[]",:\\ 1ae.-', max_size=30).map(str.encode))
def test_nothing_but_a_json_error_comes_of_any_bytes(data: bytes) -> None:
    with suppress(JsonError):
        found, _ = members(data)
        assert "" in found or json.loads(data) is not None


numbers = st.floats(-1e3, 1e3) | st.integers(-1000, 1000)
usual_rows = st.fixed_dictionaries(
    {
        "id": st.integers(0, 2**40),
        "image_id": st.just(7),
        "category_id": st.integers(1, 3),
        "bbox": st.lists(numbers, min_size=4, max_size=4),
        "area": numbers,
        "iscrowd": st.sampled_from([0, 1]),
        "segmentation": st.lists(st.lists(numbers, min_size=6, max_size=24), max_size=3),
    }
)


@given(st.lists(usual_rows, max_size=5))
@settings(deadline=None)
def test_the_quick_way_of_reading_rows_gives_what_the_thorough_one_does(
    rows: list[dict[str, object]],
) -> None:
    classes = {1: ClassId(10), 2: ClassId(20)}
    data = [json.dumps(row).encode() for row in rows]
    quick = plain_annotations([plain_row(one) for one in data], range(len(rows)), classes)
    for index, (one, row) in enumerate(zip(quick, rows, strict=True)):
        if one is not None:
            warn: list[Text] = []
            class_id = classes[row["category_id"]]
            assert one == annotation_of(row, AnnotationId(index), class_id, None, warn)
            assert not warn


def test_the_quick_way_is_the_way_of_usual_rows() -> None:
    row = {"id": 5, "image_id": 7, "category_id": 1, "bbox": [1, 2, 3.5, 4], "area": 9.5}
    triangle = {**row, "iscrowd": 1, "segmentation": [[1, 2, 4.5, 2, 1, 6]]}
    for usual in (triangle, {**row, "iscrowd": 0, "segmentation": []}):
        found = plain_row(json.dumps(usual).encode())
        (made,) = plain_annotations([found], range(1), {1: ClassId(10)})
        assert made == annotation_of(usual, AnnotationId(0), ClassId(10), None, [])


@pytest.mark.parametrize(
    "odd",
    ['"id": 6', '"more": 1', '"area": true', '"bbox": [1, 2, 3]', '"bbox": [1, 2, -3, 4]',
     '"bbox": [1, 2, 1e30, 4]', '"iscrowd": 2', '"segmentation": {}', '"segmentation": [["1"]]',
     '"area": 1e400', '"area": NaN', '"segmentation": [[1, 2, true, 4, 5, 6]]'],
)  # fmt: skip
def test_a_row_with_anything_odd_is_not_read_the_quick_way(odd: str) -> None:
    name = odd.partition(":")[0]
    members = {
        '"id"': '"id": 5', '"image_id"': '"image_id": 7', '"category_id"': '"category_id": 1',
        '"bbox"': '"bbox": [1, 2, 3.5, 4]', '"area"': '"area": 9.5', '"iscrowd"': '"iscrowd": 0',
        '"segmentation"': '"segmentation": [[1, 2, 4.5, 2, 1, 6]]',
    }  # fmt: skip
    assert plain_row(f"{{{', '.join(members.values())}}}".encode()) is not None
    twice = members if name == '"id"' else {k: v for k, v in members.items() if k != name}
    assert plain_row(f"{{{', '.join(twice.values())}, {odd}}}".encode()) is None


@given(masks())
@settings(deadline=None)
def test_slits_change_neither_the_pixels_nor_the_area(mask: Mask) -> None:
    size = Size(700, 650)
    polygon = mask_to_polygon(mask)
    if polygon is None:
        return
    annotation = Annotation(id=AnnotationId(1), class_id=ClassId(1), shape=polygon)
    slit = storable(annotation, size, keyhole=True)
    assert isinstance(slit, Polygon)
    assert not any(part.holes for part in slit.parts)
    assert slit.area == pytest.approx(polygon.area)
    assert polygon_to_mask(slit, size) == mask
