"""Results of Label Studio as annotations: those of one id are about one object."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from labeldesk.domain.annotation import Annotation, Foreign, Json, Origin, Value
from labeldesk.domain.geometry import Size
from labeldesk.domain.geometry_bytes import digest
from labeldesk.domain.ids import AnnotationId, ClassId, new_id
from labeldesk.domain.mask import Mask
from labeldesk.domain.shapes import Shape
from labeldesk.formats.entries import Object, as_object, is_number, is_same
from labeldesk.formats.labelstudio.shapes import (
    CHOICES,
    FORMAT,
    KINDS,
    kind_of,
    value_of,
)
from labeldesk.formats.subjects import NAMELESS

_LABELS = "labels"
_GEOMETRY = frozenset(
    ("x", "y", "width", "height", "rotation", "radiusX", "radiusY", "points", "closed", "format",
     "rle")
)  # fmt: skip
_OF_RESULT = frozenset(("type", "value", "original_width", "original_height", "score"))
_RESULT, _TYPE, _NAMES, _MORE, _VALUE, _BARE = "result", "type", "labels", "more", "value", "bare"
WHICH = "annotation"  # key of which annotation of the task an object is of, counted from 0
_OWN, _CHECK = "labeldesk", "check"


@dataclass(frozen=True, slots=True)
class Item:
    """One object: the result with its place, its labels, and the results that say more of it."""

    kind: str
    labels: tuple[str, ...]
    told: Object
    more: tuple[Object, ...] = ()

    @property
    def value(self) -> Object:
        """Its place and labels."""
        return as_object(self.told.get("value"))


def items_of(results: Sequence[Object]) -> tuple[list[Item], list[Object]]:
    """The objects of an annotation in the order of the file, and the results that are none."""
    groups: dict[object, list[Object]] = {}
    for number, result in enumerate(results):
        own = result.get("id")
        groups.setdefault(own if isinstance(own, str | int) else (number,), []).append(result)
    items: list[Item] = []
    rest: list[Object] = []
    for group in groups.values():
        found = _item(group)
        if found is None:
            rest += group
        else:
            items += found
    return items, rest


def _item(group: Sequence[Object]) -> list[Item] | None:
    main = next((one for one in group if _kind(one) in KINDS), None)
    if main is not None:
        more = [one for one in group if one is not main]
        labels, told = _labels(main), main
        for one in list(more):
            if one.get("type") in (_LABELS, f"{_kind(main)}{_LABELS}") and _labels(one):
                labels, told = labels or _labels(one), {**main, "from_name": one.get("from_name")}
                more.remove(one)
        return [Item(_kind(main), labels, told, tuple(more))]
    first = group[0]
    if first.get("type") != CHOICES or "x" in as_object(first.get("value")):
        return None
    names = _strings(as_object(first.get("value")).get(CHOICES))
    if len(names) == 1:
        return [Item(CHOICES, names, first, tuple(group[1:]))]
    return [Item(CHOICES, (name,), first) for name in names]


def _kind(result: Object) -> str:
    return str(result.get("type")).removesuffix(_LABELS)


def _labels(result: Object) -> tuple[str, ...]:
    value = as_object(result.get("value"))
    return _strings(value.get(str(result.get("type")))) or _strings(value.get(_LABELS))


def _strings(value: Json) -> tuple[str, ...]:
    listed = [value] if isinstance(value, str) else value if isinstance(value, list) else []
    return tuple(str(one) for one in listed if isinstance(one, str | int | float))


def value_shown(result: Object) -> Value | None:
    """What a result that belongs to an object says of it."""
    value, kind = as_object(result.get("value")), str(result.get("type"))
    told = value.get({"textarea": "text"}.get(kind, kind))
    if isinstance(told, str) or is_number(told):
        return told
    if not isinstance(told, list):
        return None
    if kind == "taxonomy":
        return ", ".join(" / ".join(_strings(path)) for path in told)
    texts = _strings(told)
    if as_object(result.get("meta")).get(_OWN) == _CHECK:
        return texts == ("true",)
    return ("\n" if kind == "textarea" else ", ").join(texts)


def annotation_of(
    item: Item, shape: Shape, class_id: ClassId, size: Size | None, which: int
) -> Annotation:
    """The annotation of an object."""
    told, score = item.told, item.told.get("score")
    attributes = {
        str(one.get("from_name")): own for one in item.more if (own := value_shown(one)) is not None
    }
    extra: Object = {_RESULT: {k: v for k, v in told.items() if k not in _OF_RESULT}}
    extra[_TYPE] = told.get("type")
    if which:
        extra[WHICH] = which
    if len(item.labels) > 1:
        extra[_NAMES] = [*item.labels]
    if not item.labels:
        extra[_BARE] = True
    if item.more:
        extra[_MORE] = [*item.more]
    verbatim: Object = {}
    geometry = {k: v for k, v in item.value.items() if k in _GEOMETRY}
    ours = value_of(shape, size) if size is not None and not isinstance(shape, Mask) else {}
    if ours and not is_same(geometry, ours):
        verbatim[_VALUE] = geometry
    others = {k: v for k, v in item.value.items() if k not in _GEOMETRY and k not in _names(told)}
    if others:
        extra[_VALUE] = others
    return Annotation(
        id=AnnotationId(new_id()),
        class_id=class_id,
        shape=shape,
        attributes=attributes,
        origin=Origin.IMPORTED,
        score=float(score) if is_number(score) else None,
        foreign=Foreign(FORMAT, extra, verbatim, digest(shape) if verbatim else ""),
    )


def _names(told: Object) -> tuple[str, ...]:
    return (str(told.get("type")), _LABELS)


def results_of(annotation: Annotation, name: str, size: Size | None) -> Iterator[Object]:
    """The results of an annotation with a shape that `storable` gave."""
    extra, verbatim = annotation.extra(FORMAT), annotation.verbatim(FORMAT)
    kind = kind_of(annotation.shape)
    assert kind is not None
    geometry = as_object(verbatim.get(_VALUE))
    if not geometry and size is not None:
        geometry = value_of(annotation.shape, size)
    bare = bool(extra.get(_BARE)) and name == NAMELESS
    labels = _labels_told(extra, name)
    type_ = kind if kind == CHOICES or bare else f"{kind}{_LABELS}"
    told = as_object(extra.get(_RESULT))
    from_name = {"from_name": _FROM[kind]}
    if str(extra.get(_TYPE)).removesuffix(_LABELS) == kind and told.get("from_name"):
        from_name = {"from_name": str(told["from_name"])}
    sizes: Object = {}
    if size is not None and kind != CHOICES:
        sizes = {"original_width": size.width, "original_height": size.height}
    usual: Object = {"id": f"{annotation.id:x}", "to_name": "image"}
    if not told:
        usual |= {"origin": "manual"} | ({} if kind == CHOICES else {"image_rotation": 0})
    result = sizes | usual | told | from_name | {"type": type_}
    named: Object = {} if bare else {type_: [*labels]}
    others = as_object(extra.get(_VALUE))
    result["value"] = geometry | {k: v for k, v in others.items() if k not in named} | named
    if annotation.score is not None:
        result["score"] = annotation.score
    yield result
    yield from _attribute_results(annotation, result, geometry)


_FROM = {CHOICES: "choice", "rectangle": "label"} | {k: k for k in KINDS if k != "rectangle"}
"""What new controls are called; each kind has one of its own."""


def _labels_told(extra: Mapping[str, Json], name: str) -> list[Json]:
    labels = extra.get(_NAMES)
    is_as_it_was = isinstance(labels, list) and labels and str(labels[0]).strip() == name
    return labels if is_as_it_was and isinstance(labels, list) else [name]


def _attribute_results(annotation: Annotation, main: Object, geometry: Object) -> Iterator[Object]:
    more = _by_control(annotation.extra(FORMAT).get(_MORE))
    base = {k: main[k] for k in _SHARED if k in main}
    for key, value in annotation.attributes.items():
        told = more.pop(key, None)
        if told is not None and value_shown(told) == value:
            was = {k: v for k, v in as_object(told.get("value")).items() if k not in _GEOMETRY}
            yield base | told | {"value": geometry | was}
        else:
            yield base | {"from_name": key} | _typed(value, geometry)
    for told in more.values():
        if value_shown(told) is None:  # of a kind that is no attribute
            yield told


def _by_control(kept: Json) -> dict[str, Object]:
    """Results by the control that they are of."""
    rows = map(as_object, kept) if isinstance(kept, list) else ()
    return {str(row.get("from_name")): row for row in rows}


_SHARED = ("original_width", "original_height", "id", "to_name", "origin", "image_rotation")


def _typed(value: Value, geometry: Object) -> Object:
    if isinstance(value, bool):
        chosen: Object = {CHOICES: ["true" if value else "false"]}
        return {"type": CHOICES, "value": geometry | chosen, "meta": {_OWN: _CHECK}}
    if is_number(value):
        return {"type": "number", "value": geometry | {"number": value}}
    return {"type": "textarea", "value": geometry | {"text": [str(value)]}}
