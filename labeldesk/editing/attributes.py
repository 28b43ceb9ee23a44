"""What several objects have in common beside their shapes: attributes and flags, maybe mixed."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields

from labeldesk.domain.annotation import Annotation, Flags, Value
from labeldesk.domain.classes import AttributeKind, AttributeSpec, ClassList
from labeldesk.domain.ids import AnnotationId

FLAGS = tuple(field.name for field in fields(Flags))


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """One attribute of some objects: `ids` are those whose class asks for it or that hold it.

    `value` is what all of them have, None where none has one or they differ (`is_mixed`).
    `is_free`: no class asks for it, it came with an import or was left by its class.
    """

    name: str
    kind: AttributeKind
    options: tuple[str, ...] = ()
    value: Value | None = None
    is_mixed: bool = False
    is_free: bool = False
    ids: tuple[AnnotationId, ...] = ()


def attributes_of(annotations: Sequence[Annotation], classes: ClassList) -> list[Attribute]:
    """The attributes of the objects: those of their classes first, in their order."""
    specs: dict[str, AttributeSpec] = {}
    asked: dict[int, tuple[str, ...]] = {}
    for class_id in dict.fromkeys(one.class_id for one in annotations):
        known = classes.get(class_id)
        mine = known.attributes if known else ()
        asked[class_id] = tuple(spec.name for spec in mine)
        for spec in mine:
            specs.setdefault(spec.name, spec)
    holders: dict[str, list[Annotation]] = {name: [] for name in specs}
    for one in annotations:
        for name in dict.fromkeys((*asked[one.class_id], *one.attributes)):
            holders.setdefault(name, []).append(one)
    return [_attribute(name, specs.get(name), held) for name, held in holders.items()]


def _attribute(name: str, spec: AttributeSpec | None, holders: Sequence[Annotation]) -> Attribute:
    values = [one.attributes.get(name) for one in holders]
    first = values[0]
    is_mixed = any(value != first or type(value) is not type(first) for value in values)
    return Attribute(
        name=name,
        kind=spec.kind if spec else _kind(values),
        options=spec.options if spec else (),
        value=None if is_mixed else first,
        is_mixed=is_mixed,
        is_free=spec is None,
        ids=tuple(one.id for one in holders),
    )


def _kind(values: Iterable[Value | None]) -> AttributeKind:
    """How to ask for something that no class describes."""
    kinds = {type(value) for value in values if value is not None}
    if kinds == {bool}:
        return AttributeKind.CHECKBOX
    return AttributeKind.NUMBER if kinds and kinds <= {int, float} else AttributeKind.TEXT


def flags_of(annotations: Sequence[Annotation]) -> Mapping[str, bool | None]:
    """Each flag: whether all of the objects have it, None where only some do."""
    kinds = {one.flags for one in annotations}
    found: dict[str, bool | None] = {}
    for name in FLAGS:
        values = {getattr(flags, name) for flags in kinds}
        found[name] = None if len(values) > 1 else True in values
    return found


def typed(kind: AttributeKind, text: str) -> Value | None:
    """What was typed as a value; None for nothing, and for what is no number where one belongs."""
    text = text.strip()
    if not text or kind is not AttributeKind.NUMBER:
        return text or None
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        return None
    if not math.isfinite(number):
        return None
    return int(text) if text.lstrip("+-").isdecimal() else number


def written(value: Value | None) -> str:
    """A value as a field shows it."""
    if value is None:
        return ""
    return str(value)
