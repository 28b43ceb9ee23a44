"""One of the objects of a file, as an annotation and back; their groups and layers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import count
from typing import cast

from labeldesk.domain.annotation import Annotation, Flags, Foreign, Json, Origin
from labeldesk.domain.geometry import Size
from labeldesk.domain.geometry_bytes import digest
from labeldesk.domain.ids import AnnotationId, new_id
from labeldesk.domain.problem import UserError
from labeldesk.domain.shapes import MIN_RING, Polygon, Shape
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.book import ClassBook
from labeldesk.formats.each import NAMELESS
from labeldesk.formats.json_text import is_number, is_plain, is_same, name_in
from labeldesk.formats.one_ring import one_ring
from labeldesk.formats.report import Report
from labeldesk.raster.outlines import to_polygon

FORMAT = "isat"
_PLACE = ("segmentation", "area", "bbox")  # what follows from the shape
_OBJECT, _LAYER = "object", "layer"
_PAIR = 2
_MOST = 1 << 31

_NO_OBJECT = QT_TRANSLATE_NOOP("Formats", "The object does not name its class")
_NO_RING = QT_TRANSLATE_NOOP(
    "Formats", "The segmentation is no list of at least three pairs of finite numbers"
)
_NOT_FINITE = QT_TRANSLATE_NOOP("Formats", "It holds NaN or infinity, or is nested too deeply")


def held_shape(annotation: Annotation, _size: Size | None) -> Shape | None:
    """The shape as the files give it back: outlines of one ring."""
    polygon = to_polygon(annotation.shape)
    return one_ring(polygon) if polygon else None


def shared_groups(
    annotations: Sequence[Annotation], _path: str, _report: Report | None
) -> Sequence[Annotation]:
    """Every object has a group there, and who is alone in one is in none."""
    members = Counter(one.group for one in annotations)
    return [
        replace(one, group=None) if one.group is not None and members[one.group] == 1 else one
        for one in annotations
    ]


def annotation_of(item: Json, classes: ClassBook, layers: Mapping[float, int]) -> Annotation:
    """The annotation of an object; `UserError` for one that cannot be used."""
    if not isinstance(item, dict) or not isinstance(item.get("category"), str):
        raise UserError(_NO_OBJECT)
    if not is_plain(item):
        raise UserError(_NOT_FINITE)
    name = name_in(str(item["category"])) or NAMELESS
    shape = Polygon.of([(float(x), float(y)) for x, y in _pairs(item.get("segmentation"))])
    layer = item.get("layer")
    annotation = Annotation(
        id=AnnotationId(new_id()),
        class_id=classes.named(name),
        shape=shape,
        origin=Origin.IMPORTED,
        flags=Flags(crowd=_is_crowd(item)),
        group=group_in(item),
        z=layers.get(float(layer), 0) if is_number(layer) else 0,
    )
    own = object_json(annotation, name, annotation.group)
    if is_same(item, own) and annotation.group is None:  # which is kept also for who is alone
        return annotation
    rest = {key: None if key in _PLACE else value for key, value in item.items()}
    extra: dict[str, Json] = {_OBJECT: rest, _LAYER: annotation.z}
    if all(is_same(item.get(key), own.get(key)) for key in _PLACE):
        return replace(annotation, foreign=Foreign(FORMAT, extra))
    told = {key: item[key] for key in _PLACE if key in item}
    return replace(annotation, foreign=Foreign(FORMAT, extra, told, digest(shape)))


def _pairs(value: Json) -> list[tuple[float, float]]:
    found: list[tuple[float, float]] = []
    for pair in value if isinstance(value, list) else []:
        numbers = [v for v in pair if is_number(v)] if isinstance(pair, list) else []
        if len(numbers) != _PAIR or not isinstance(pair, list) or len(pair) != _PAIR:
            raise UserError(_NO_RING)
        found.append((numbers[0], numbers[1]))
    if len(found) < MIN_RING:
        raise UserError(_NO_RING)
    return found


def layers_in(items: Iterable[Json]) -> dict[float, int]:
    """Our whole numbers for the layers of a file: the same, or where there are fractions, places
    in their order.
    """
    numbers = [item.get("layer") for item in items if isinstance(item, dict)]
    found = sorted({float(number) for number in numbers if is_number(number)})
    if all(layer.is_integer() for layer in found):
        return {layer: int(layer) for layer in found}
    return {layer: place for place, layer in enumerate(found, start=1)}


def group_in(item: Mapping[str, Json]) -> int | None:
    """The group of an object."""
    group = item.get("group")
    is_one = isinstance(group, int) and not isinstance(group, bool) and abs(group) < _MOST
    return cast(int, group) if is_one else None


def _is_crowd(item: Mapping[str, Json]) -> bool:
    value = item.get("iscrowd")
    return isinstance(value, bool | int) and bool(value)


def group_numbers(annotations: Sequence[Annotation]) -> list[int | None]:
    """A group for every object: its own, else the one that it had, else one that nobody has:
    objects of one group and class are one object there. None where a file said none.
    """
    taken = {one.group for one in annotations if one.group is not None}
    numbers: list[int | None] = [one.group for one in annotations]
    for at, one in enumerate(annotations):
        old = group_in(_old(one))
        if numbers[at] is None and old is not None and old not in taken:
            numbers[at] = old
            taken.add(old)
    free = (number for number in count(1) if number not in taken)
    return [
        next(free) if number is None and not _had_none(one) else number
        for one, number in zip(annotations, numbers, strict=True)
    ]


def _had_none(annotation: Annotation) -> bool:
    old = _old(annotation)
    return bool(old) and group_in(old) is None


def _old(annotation: Annotation) -> dict[str, Json]:
    old = annotation.extra(FORMAT).get(_OBJECT)
    return old if isinstance(old, dict) else {}


def object_json(annotation: Annotation, name: str, group: int | None) -> dict[str, Json]:
    """The object of an annotation already cut down; `name` is its class."""
    item = dict(_old(annotation)) or _new_object()
    told = item.get("category")
    if not isinstance(told, str) or (name_in(told) or NAMELESS) != name:
        item["category"] = name
    if group_in(item) != group:
        item["group"] = group
    if annotation.extra(FORMAT).get(_LAYER) != annotation.z:
        item["layer"] = float(annotation.z)
    if _is_crowd(item) != annotation.flags.crowd:
        item["iscrowd"] = annotation.flags.crowd
    verbatim = annotation.verbatim(FORMAT)
    if verbatim:
        return item | {key: verbatim[key] for key in _PLACE if key in verbatim}
    shape = annotation.shape
    assert isinstance(shape, Polygon)
    item["segmentation"] = cast(Json, shape.parts[0].outer.points.tolist())
    item["area"] = abs(shape.parts[0].outer.signed_area)
    item["bbox"] = list(shape.bounds)
    return item


def _new_object() -> dict[str, Json]:
    return {
        "category": "", "group": None, "segmentation": [], "area": 0.0, "layer": None, "bbox": [],
        "iscrowd": False, "note": "",
    }  # fmt: skip
