"""Annotations of Datumaro and ours; what others say by attributes of known names is said so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from labeldesk.domain.annotation import Annotation, Flags, Foreign, Json, Origin, Value
from labeldesk.domain.geometry import Size
from labeldesk.domain.geometry_bytes import digest
from labeldesk.domain.ids import AnnotationId, ClassId, new_id
from labeldesk.domain.mask import Mask
from labeldesk.domain.shapes import Keypoints, Shape
from labeldesk.formats.datumaro.shapes import FORMAT, OWN, ROTATION, SINGLE, told_of
from labeldesk.formats.entries import Object, as_object, is_number, is_same, plain_number

_FLAGS = {"difficult": "difficult", "truncated": "truncated", "occluded": "occluded",
          "is_crowd": "crowd"}  # fmt: skip
_PLACE = frozenset(("type", "bbox", "points", "visibility", "rle", "caption"))
_UNDERSTOOD = _PLACE | {"attributes", "group", "label_id", "z_order", OWN}
_SAID, _ODD, _BARE = "said", "odd", "bare"


@dataclass(frozen=True, slots=True)
class Said:
    """What an annotation says of itself: by attributes of known names, and by those of its own."""

    known: Mapping[str, Json]
    own: Mapping[str, Json]

    @property
    def degrees(self) -> float:
        """How far a box is turned."""
        turn = self.known.get(ROTATION)
        return float(turn) % 360 if is_number(turn) else 0.0

    @property
    def flags(self) -> Flags:
        """The four marks."""
        return Flags(**{field: self.known.get(name) is True for name, field in _FLAGS.items()})

    @property
    def score(self) -> float | None:
        """How sure it is."""
        score = self.known.get("score")
        return float(score) if is_number(score) else None

    @property
    def pose(self) -> str:
        """The pose, which VOC has."""
        return str(self.known.get("pose", ""))


def _is_known(name: str, value: Json) -> bool:
    if name in _FLAGS:
        return isinstance(value, bool)
    return is_number(value) if name in ("score", ROTATION) else name == "pose" and _is_text(value)


def _is_text(value: Json) -> bool:
    return isinstance(value, str) and bool(value)


def said_in(told: Object) -> Said:
    """The attributes of an annotation taken apart."""
    attributes, mark = as_object(told.get("attributes")), as_object(told.get(OWN))
    plain = mark.get("plain")
    kept = plain if isinstance(plain, list) else []
    turns = told.get("type") == "bbox"
    known = {
        name: value
        for name, value in attributes.items()
        if name not in kept and _is_known(name, value) and (name != ROTATION or turns)
    }
    own = {name: value for name, value in attributes.items() if name not in known}
    return Said(known | as_object(mark.get(_SAID)), own)


def annotation_of(
    told: Object, said: Said, shape: Shape, class_id: ClassId, size: Size | None
) -> Annotation:
    """The annotation of that shape."""
    own = {k: v for k, v in said.own.items() if isinstance(v, Value)}
    odd: Object = {k: v for k, v in said.own.items() if not isinstance(v, Value)}
    extra: Object = {k: v for k, v in told.items() if k not in _UNDERSTOOD}
    attributes = as_object(told.get("attributes"))
    known: Object = {k: v for k, v in said.known.items() if k in attributes}
    if known:
        extra[_SAID] = known
    if odd:
        extra[_ODD] = odd
    if not isinstance(told.get("label_id"), int):
        extra[_BARE] = True
    verbatim: Object = {}
    ours, degrees = ({}, 0.0) if isinstance(shape, Mask) else told_of(shape, size)
    place: Object = {k: v for k, v in told.items() if k in _PLACE}
    if ours and (not is_same(place, ours) or degrees != said.degrees):
        verbatim = place | {ROTATION: said.known.get(ROTATION)}
    mark, group, z = as_object(told.get(OWN)), told.get("group"), told.get("z_order")
    group = mark.get("group", group or None)
    return Annotation(
        id=AnnotationId(new_id()),
        class_id=class_id,
        shape=shape,
        attributes=own,
        origin=Origin.IMPORTED,
        score=said.score,
        flags=said.flags,
        pose=said.pose,
        group=group if type(group) is int else None,
        z=z if type(z) is int else 0,
        foreign=Foreign(FORMAT, extra, verbatim, digest(shape) if verbatim else ""),
    )


def told_annotation(
    annotation: Annotation, label_id: int, size: Size | None, *, is_nameless: bool
) -> Object:
    """An annotation with a shape that `storable` gave, as Datumaro has it."""
    extra, verbatim = annotation.extra(FORMAT), dict(annotation.verbatim(FORMAT))
    turn: Json = None
    if verbatim:
        turn = verbatim.pop(ROTATION, None)
        place: Object = verbatim
    else:
        place, degrees = told_of(annotation.shape, size)
        turn = plain_number(degrees) if degrees else None
    attributes, mark = _attributes(annotation, turn, is_box=place["type"] == "bbox")
    if annotation.group == 0:
        mark["group"] = 0
    shape = annotation.shape
    if isinstance(shape, Keypoints) and len(shape.joints) == 1:
        mark[SINGLE] = True
    told: Object = {"id": extra.get("id", 0), "type": place["type"], "attributes": attributes}
    told["group"] = annotation.group or 0
    if not (extra.get(_BARE) and is_nameless):
        told["label_id"] = label_id
    told |= {k: v for k, v in place.items() if k != "type"}
    if annotation.z or place["type"] not in ("label", "caption"):
        told["z_order"] = annotation.z
    told |= {k: v for k, v in extra.items() if k not in told and k not in (_SAID, _ODD, _BARE)}
    return told | {OWN: mark} if mark else told


def _attributes(annotation: Annotation, turn: Json, *, is_box: bool) -> tuple[Object, Object]:
    """Attributes with those of known names, and a mark where such a name is an attribute's own."""
    known = _known(annotation, turn)
    own: Object = as_object(annotation.extra(FORMAT).get(_ODD)) | {**annotation.attributes}
    mark: Object = {}
    plain: list[Json] = [n for n in own if _is_known(n, own[n]) and (is_box or n != ROTATION)]
    if plain:
        mark["plain"] = plain
    hidden: Object = {name: value for name, value in known.items() if name in own}
    if hidden:
        mark[_SAID] = hidden
    return known | own, mark


def _known(annotation: Annotation, turn: Json) -> Object:
    """Flags, score, pose and turn under the names that others look for, as they stood."""
    said = as_object(annotation.extra(FORMAT).get(_SAID))
    known: Object = {name: value for name, value in said.items() if value is False}
    known |= {n: True for n, field in _FLAGS.items() if getattr(annotation.flags, field)}
    if annotation.score is not None:
        is_as_it_was = said.get("score") == annotation.score
        known["score"] = said["score"] if is_as_it_was else annotation.score
    if annotation.pose:
        known["pose"] = annotation.pose
    if turn is not None:
        known[ROTATION] = turn
    return known
