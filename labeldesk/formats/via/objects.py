"""Regions of VIA and annotations. VIA knows no classes: one of the attributes is taken for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from labeldesk.domain.annotation import Annotation, Foreign, Json, Origin, Value
from labeldesk.domain.geometry_bytes import digest
from labeldesk.domain.ids import AnnotationId, ClassId, new_id
from labeldesk.domain.shapes import Ellipse, Shape
from labeldesk.formats.entries import Object, as_object, is_same
from labeldesk.formats.subjects import NAMELESS
from labeldesk.formats.via.shapes import (
    FORMAT,
    SHAPE,
    XY,
    row_of,
    shape_of,
    shape_of_row,
    told_of,
)
from labeldesk.formats.words import value_text

USUAL = "label"
_NAMES = (USUAL, "class", "class_name", "name", "category", "type", "object")
_CHOSEN = ("dropdown", "radio")
_MORE, _ODD, _UNNAMED, _CIRCLE = "more", "odd", "unnamed", "circle"


@dataclass(frozen=True, slots=True)
class Region:
    """One region: ``shape_attributes`` or ``xy``, its attributes, and what else it has."""

    told: Json
    attributes: Object
    place: str
    more: Object = field(default_factory=dict)


def class_key(
    counts: Mapping[str, int], declared: Mapping[str, Json], wanted: str = ""
) -> str | None:
    """The attribute that is the class, by how many regions have each one; None for none.

    One that is called like a class and that most regions have, else the only one to choose from,
    else the only one.
    """
    if wanted:
        return wanted
    usual = [key for key in counts if key.casefold() in _NAMES]
    if usual:
        return max(usual, key=lambda k: (counts[k], -_NAMES.index(k.casefold()), k in _NAMES))
    chosen = [key for key in counts if as_object(declared.get(key)).get("type") in _CHOSEN]
    for found in (chosen, list(counts)):
        if len(found) == 1:
            return found[0]
    return None


def count_into(counts: Counter[str], attributes: Object) -> None:
    """One more region with these attributes, as far as they hold anything."""
    counts.update(key for key, value in attributes.items() if shown(value) not in (None, ""))


def shown(value: Json) -> Value | None:
    """A value as an attribute has it; None for what is none.

    The marks of a checkbox are the names of those that are set.
    """
    if isinstance(value, dict):
        flags = set(map(type, value.values())) <= {bool}
        return ", ".join(key for key, is_set in value.items() if is_set) if flags else None
    return None if value is None or isinstance(value, list) else value


def class_name(attributes: Object, key: str | None) -> str:
    """The name of a region's class, empty where it has none."""
    value = shown(attributes.get(key)) if key is not None else None
    return "" if value is None else value_text(value).strip()


def annotation_of(region: Region, key: str | None, shape: Shape, class_id: ClassId) -> Annotation:
    """The annotation of a region with that shape."""
    values = {_unescaped(k, key): v for k, v in region.attributes.items() if k != key}
    attributes = {k: own for k, v in values.items() if (own := shown(v)) is not None}
    odd: Object = {k: v for k, v in values.items() if not isinstance(v, Value)}
    extra: Object = {}
    if region.more:
        extra[_MORE] = region.more
    if odd:
        extra[_ODD] = odd
    named = region.attributes.get(key) if key is not None else None
    if not class_name(region.attributes, key):
        extra[_UNNAMED] = {} if key not in region.attributes or key is None else {"was": named}
    elif not isinstance(named, str):
        extra["class"] = named
    if isinstance(region.told, dict) and region.told.get("name") == "circle":
        extra[_CIRCLE] = True
    verbatim = _verbatim(region.told, shape)
    foreign = Foreign(FORMAT, extra, verbatim, digest(shape) if verbatim else "")
    return Annotation(
        id=AnnotationId(new_id()),
        class_id=class_id,
        shape=shape,
        attributes=attributes,
        origin=Origin.IMPORTED,
        foreign=foreign if extra or verbatim else None,
    )


def shape_in(told: Json) -> Shape:
    """The shape that a region tells; `UserError` where it is none."""
    return shape_of(told) if isinstance(told, dict) else shape_of_row(told)


def _verbatim(told: Json, shape: Shape) -> Object:
    if isinstance(told, dict):
        return {} if is_same(told, told_of(shape)) else {SHAPE: told}
    return {} if is_same(told, row_of(shape)) else {XY: told}


def _unescaped(key: str, class_key: str | None) -> str:
    """``label_`` stands for an attribute that is called as the class's own."""
    is_escaped = class_key is not None and key != class_key and key.rstrip("_") == class_key
    return key[:-1] if is_escaped else key


def _escaped(key: str, class_key: str) -> str:
    return f"{key}_" if key.rstrip("_") == class_key or key == class_key else key


def attributes_told(annotation: Annotation, name: str, key: str) -> Object:
    """The region attributes of an annotation: its class first."""
    extra = annotation.extra(FORMAT)
    odd, unnamed, was = as_object(extra.get(_ODD)), extra.get(_UNNAMED), extra.get("class")
    told: Object = {}
    if isinstance(unnamed, dict) and name == NAMELESS:
        told = {key: unnamed["was"]} if "was" in unnamed else {}
    else:
        is_as_it_was = was is not None and value_text(shown(was) or "").strip() == name
        told = {key: was if is_as_it_was else name}
    own: Object = {**annotation.attributes}
    for k, value in odd.items():
        if shown(value) == own.get(k):
            own[k] = value
    return told | {_escaped(k, key): value for k, value in own.items()}


def region_told(annotation: Annotation, name: str, key: str) -> Object:
    """The region of VIA 2 with a shape that `storable` gave."""
    shape = annotation.verbatim(FORMAT).get(SHAPE) or _circled(annotation)
    told = attributes_told(annotation, name, key)
    more = as_object(annotation.extra(FORMAT).get(_MORE))
    return {"shape_attributes": shape, "region_attributes": told} | {
        k: v for k, v in more.items() if k not in (_MID, _FLAGS)
    }


_MID, _FLAGS = "mid", "flg"


def _circled(annotation: Annotation) -> Object:
    """A circle that was pulled about is one still."""
    shape = annotation.shape
    told = told_of(shape)
    is_round = isinstance(shape, Ellipse) and shape.rx == shape.ry
    if is_round and annotation.extra(FORMAT).get(_CIRCLE):
        return {"name": "circle", "cx": told["cx"], "cy": told["cy"], "r": told["rx"]}
    return told


def row_told(annotation: Annotation) -> Json:
    """VIA 3's ``xy`` of an annotation with a shape that `storable_in_rows` gave."""
    return annotation.verbatim(FORMAT).get(XY) or row_of(annotation.shape)


def metadata_keys(annotation: Annotation) -> Object:
    """The number of a region in VIA 3 and its flags, as they were."""
    more = as_object(annotation.extra(FORMAT).get(_MORE))
    return {key: more[key] for key in (_MID, _FLAGS) if key in more}
