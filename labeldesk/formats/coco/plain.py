"""Annotations of the rows that most files consist of, many at a time.

Such a row has the keys of COCO's own files and no others, polygons or a box, and nothing to
report. Its types are checked while it is decoded, and the vertices of many rows become rings in
one go. Whatever is not so is read row by row (see `parse`), at several times the cost.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Literal

import msgspec
import numpy as np

from labeldesk.domain.annotation import Annotation, Flags, Foreign, Json, Origin
from labeldesk.domain.geometry import FARTHEST, Ring
from labeldesk.domain.geometry_bytes import digest
from labeldesk.domain.ids import AnnotationId, ClassId
from labeldesk.domain.shapes import Box, Part, Polygon
from labeldesk.formats.coco.parse import FORMAT
from labeldesk.formats.coco.values import MIN_NUMBERS, is_plain_ring

_FLAGS = (Flags(), Flags(crowd=True))
_QUOTES = 14  # of seven keys


class PlainRow(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    """The keys of COCO's own rows; numbers are finite, true and false are none."""

    id: int
    image_id: int
    category_id: int
    bbox: Annotated[list[int | float], msgspec.Meta(min_length=4, max_length=4)]
    area: int | float
    iscrowd: Literal[0, 1]
    segmentation: list[list[float]]


_decoded = msgspec.json.Decoder(PlainRow).decode


def plain_row(data: bytes) -> PlainRow | None:
    """The row, or None if there is more to it."""
    try:
        row = _decoded(data)
    except (ValueError, RecursionError):
        return None
    x, y, width, height = row.bbox
    is_near = -FARTHEST <= x <= FARTHEST and -FARTHEST <= y <= FARTHEST
    if not is_near or not 0 < width <= FARTHEST or not 0 < height <= FARTHEST:
        return None
    return row if data.count(b'"') == _QUOTES else None  # no key occurs twice


def plain_annotations(
    rows: Sequence[PlainRow | None], ids: Sequence[int], classes: Mapping[int, ClassId]
) -> list[Annotation | None]:
    """The annotations of the rows; None where a row is None or needs a closer look after all."""
    flat: list[float] = []
    counts: list[int] = []
    for row in rows:
        for numbers in row.segmentation if row is not None else ():
            flat += numbers
            counts.append(len(numbers))
    points = np.frombuffer(struct.pack(f"{len(flat)}d", *flat))  # a third of np.array's time
    lengths = np.array(counts, dtype=np.intp)
    are_rings = (lengths >= MIN_NUMBERS).all() and not (lengths % 2).any()
    if not are_rings or np.abs(points).max(initial=0.0) > FARTHEST:
        return [None] * len(rows)
    rings = iter(Ring.many(points, lengths // 2))
    return [
        None if row is None else _annotation(row, AnnotationId(own), classes, rings)
        for row, own in zip(rows, ids, strict=True)
    ]


def _annotation(
    row: PlainRow, own: AnnotationId, classes: Mapping[int, ClassId], rings: Iterator[Ring]
) -> Annotation | None:
    outer = [next(rings) for _ in row.segmentation]
    class_id = classes.get(row.category_id)
    if class_id is None or not all(map(is_plain_ring, outer)):
        return None
    shape = Polygon(tuple([Part(ring) for ring in outer])) if outer else _box(row.bbox)
    verbatim: dict[str, Json] = {"area": row.area, "bbox": [*row.bbox]}
    return Annotation(
        id=own,
        class_id=class_id,
        shape=shape,
        origin=Origin.IMPORTED,
        flags=_FLAGS[row.iscrowd],
        foreign=Foreign(FORMAT, {"id": row.id}, verbatim, digest(shape)),
    )


def _box(bbox: Sequence[float]) -> Box:
    x, y, width, height = map(float, bbox)
    return Box(x, y, x + width, y + height)
