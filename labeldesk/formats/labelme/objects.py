"""One entry of `shapes` to and from an annotation; what we do not understand stays in it."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeGuard, cast

from labeldesk.domain.annotation import Annotation, Flags, Foreign, Json, Origin, Value
from labeldesk.domain.geometry_bytes import digest
from labeldesk.domain.ids import AnnotationId, new_id
from labeldesk.domain.mask import Mask
from labeldesk.domain.problem import UserError
from labeldesk.domain.shapes import Keypoints, RotatedBox, Shape
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.formats.book import ClassBook
from labeldesk.formats.each import NAMELESS
from labeldesk.formats.json_text import is_number, is_plain, is_same, is_text, name_in
from labeldesk.formats.keeps import FLAGS
from labeldesk.formats.labelme.dialect import Dialect
from labeldesk.formats.labelme.shapes import VISIBLE, encoded, points_in, shape_of

DESCRIPTION = "description"
_PLACE = ("points", "mask", "direction", "visibility")  # keys that only say where
_SHAPE = "shape"
_MOST = 1 << 63

_NO_SHAPE = QT_TRANSLATE_NOOP("Formats", "The shape is no object with a label")
_NOT_FINITE = QT_TRANSLATE_NOOP(
    "Formats", "The shape holds NaN or infinity, or is nested too deeply"
)
_NAMELESS = QT_TRANSLATE_NOOP("Formats", 'An object without a name gets the class "{name}"')


def annotation_of(
    item: Json, classes: ClassBook, dialect: Dialect, warn: Callable[[Text], None]
) -> Annotation:
    """The annotation of an entry; `UserError` for one that has no usable shape."""
    if not isinstance(item, dict) or not isinstance(item.get("label"), str):
        raise UserError(_NO_SHAPE)
    if not all(is_plain(value) for key, value in item.items() if key != "points"):
        raise UserError(_NOT_FINITE)
    shape = _shape_in(item)
    name = name_in(str(item["label"]))
    if not name:
        name = NAMELESS
        warn(_NAMELESS.filled(name=name))
    annotation = Annotation(
        id=AnnotationId(new_id()),
        class_id=classes.named(name),
        shape=shape,
        attributes=_attributes_in(item),
        origin=Origin.IMPORTED,
        flags=_flags_in(item),
        group=_group_in(item.get("group_id")),
        score=_score_in(item),
    )
    # Nobody packs a PNG as we do: no need to try.
    own = {} if isinstance(shape, Mask) else shape_json(annotation, name, dialect)
    if is_same(item, own):
        return annotation
    return replace(annotation, foreign=_foreign(item, own, shape, dialect))


def _shape_in(item: Mapping[str, Json]) -> Shape:
    kind = item.get("shape_type") or "polygon"  # files of old have none
    points = points_in(item.get("points"))
    return shape_of(str(kind), points, item.get("mask"), item.get("visibility"))


def _foreign(
    item: Mapping[str, Json], own: Mapping[str, Json], shape: Shape, dialect: Dialect
) -> Foreign:
    rest = {key: None if key in _PLACE else value for key, value in item.items()}
    if all(is_same(item.get(key), own.get(key)) for key in _PLACE):
        return Foreign(dialect.id, {_SHAPE: rest})
    told = {key: item[key] for key in _PLACE if key in item}
    told["shape_type"] = item.get("shape_type") or "polygon"
    return Foreign(dialect.id, {_SHAPE: rest}, told, digest(shape))


def _attributes_in(item: Mapping[str, Json]) -> dict[str, Value]:
    """Marks, the values of `attributes`, and a description that is not empty."""
    marks, values = _table(item, "flags"), _table(item, "attributes")
    found: dict[str, Value] = {
        key: value for key, value in marks.items() if isinstance(value, bool) and _is_mark(key)
    }
    found |= {key: value for key, value in values.items() if _is_value(value, key)}
    description = _description_in(item)
    return found | ({DESCRIPTION: description} if description else {})


def _description_in(item: Mapping[str, Json]) -> str:
    text = item.get(DESCRIPTION)
    return text if isinstance(text, str) and is_text(text) else ""


def _flags_in(item: Mapping[str, Json]) -> Flags:
    marks = _table(item, "flags")
    flags = Flags(**{name: marks.get(name) is True for name in FLAGS})
    return replace(flags, difficult=flags.difficult or item.get("difficult") is True)


def _group_in(value: Json) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or value != int(value):
        return None
    return int(value) if -_MOST <= value < _MOST else None


def _score_in(item: Mapping[str, Json]) -> float | None:
    score = item.get("score")
    return float(score) if is_number(score) else None


def _table(item: Mapping[str, Json], key: str) -> dict[str, Json]:
    value = item.get(key)
    return value if isinstance(value, dict) else {}


def shape_json(annotation: Annotation, name: str, dialect: Dialect) -> dict[str, Json]:
    """The entry of an annotation already cut down; `name` is its class. Keys that were there
    keep their order and, while they say the same, their values.
    """
    old = annotation.extra(dialect.id).get(_SHAPE)
    item = dict(old) if isinstance(old, dict) else dialect.new_shape()
    told = item.get("label")
    if not isinstance(told, str) or (name_in(told) or NAMELESS) != name:
        item["label"] = name
    _put_shape(item, annotation, dialect)
    if _group_in(item.get("group_id")) != annotation.group:
        item["group_id"] = annotation.group
    if _score_in(item) != annotation.score:
        item["score"] = annotation.score
    _put_flags(item, annotation.flags)
    _put_attributes(item, annotation.attributes, dialect)
    return item


def _put_shape(item: dict[str, Json], annotation: Annotation, dialect: Dialect) -> None:
    told, shape = annotation.verbatim(dialect.id), annotation.shape
    points = told.get("points")
    if isinstance(points, list) and dialect.opens(told.get("shape_type"), len(points)):
        item |= {key: value for key, value in told.items() if key in _PLACE}
        item["shape_type"] = told["shape_type"]
        return
    code = encoded(shape, dialect, item.get("shape_type"))
    item["points"], item["shape_type"] = cast(Json, code.points), code.kind
    if "mask" in item or code.mask is not None:
        item["mask"] = code.mask
    item.pop("direction", None)
    if isinstance(shape, RotatedBox) and code.kind == "rotation":
        item["direction"] = shape.angle % (2 * math.pi)
    item.pop("visibility", None)
    if isinstance(shape, Keypoints) and set(shape.visibility) != {VISIBLE}:
        item["visibility"] = list(shape.visibility)


def _put_flags(item: dict[str, Json], flags: Flags) -> None:
    marks = dict(_table(item, "flags"))
    told = _flags_in(item)
    for name in sorted(FLAGS):
        is_set = bool(getattr(flags, name))
        if getattr(told, name) == is_set:
            continue
        has_key = name == "difficult" and name in item
        if has_key:
            item[name] = is_set
        if name in marks or not has_key:
            marks[name] = is_set
    if not is_same(marks, _table(item, "flags")):
        item["flags"] = cast(Json, marks)


def _put_attributes(
    item: dict[str, Json], attributes: Mapping[str, Value], dialect: Dialect
) -> None:
    """Every attribute where it was, new ones where the program looks for them."""
    marks, values = dict(_table(item, "flags")), dict(_table(item, "attributes"))
    rest = dict(attributes)
    if _has_description(item, rest, values):
        item[DESCRIPTION] = rest.pop(DESCRIPTION)
    elif _description_in(item):
        item[DESCRIPTION] = ""
    of_marks, of_values = _places(marks, values, rest, dialect)
    shared = {key for key in of_values if key in values}  # the mark of the same name is another
    for table, names, others in ((marks, of_marks, shared), (values, of_values, set())):
        for key in [key for key in table if _is_ours(key, table, marks)]:
            if key not in names and key not in others:
                del table[key]
        table.update({key: _plain(rest[key]) for key in names})
    if not is_same(marks, _table(item, "flags")):
        item["flags"] = cast(Json, marks)
    if not is_same(values, _table(item, "attributes")):
        item["attributes"] = cast(Json, values)


def _plain(value: Value) -> Value:
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value


def _has_description(
    item: Mapping[str, Json], attributes: Mapping[str, Value], values: Mapping[str, Json]
) -> bool:
    value = attributes.get(DESCRIPTION)
    is_free = bool(_description_in(item)) or DESCRIPTION not in values
    return isinstance(value, str) and bool(value) and is_free


def _places(
    marks: Mapping[str, Json],
    values: Mapping[str, Json],
    attributes: Mapping[str, Value],
    dialect: Dialect,
) -> tuple[list[str], list[str]]:
    """Names of attributes that are marks, and of those that have values."""
    has_values = "attributes" in dialect.shape
    of_marks: list[str] = []
    of_values: list[str] = []
    for key, value in attributes.items():
        is_mark = isinstance(value, bool) and key not in FLAGS and key not in values
        is_mark = is_mark and (key in marks or not has_values)
        (of_marks if is_mark else of_values).append(key)
    return of_marks, of_values


def _is_ours(key: str, table: Mapping[str, Json], marks: Mapping[str, Json]) -> bool:
    """Whether an entry is one that is read as an attribute."""
    value = table[key]
    return isinstance(value, bool) and _is_mark(key) if table is marks else _is_value(value, key)


def _is_mark(key: str) -> bool:
    return key not in FLAGS and is_text(key)


def _is_value(value: Json, key: str) -> TypeGuard[Value]:
    """Halves of letters stay in the file: most others have no place for them."""
    return is_text(key) and (is_text(value) if isinstance(value, str) else _is_number(value))


def _is_number(value: Json) -> bool:
    return isinstance(value, float) or (isinstance(value, int) and abs(value) < _MOST)
