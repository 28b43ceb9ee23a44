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
from labeldesk.formats.coco import stream
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
