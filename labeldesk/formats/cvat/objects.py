"""Annotations and the elements they are in a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from labeldesk.domain.annotation import Annotation, Flags, Foreign, Json, Origin
from labeldesk.domain.geometry_bytes import digest
from labeldesk.domain.ids import AnnotationId, ClassId, new_id
from labeldesk.domain.shapes import Keypoints, Shape
from labeldesk.domain.skeleton import VISIBLE, Skeleton
from labeldesk.formats.book import ClassBook
from labeldesk.formats.cvat.labels import Label
from labeldesk.formats.cvat.shapes import AS_POINTS, FORMAT, NUMBERS, Placed, placed, shape_of
from labeldesk.formats.voc.xml import parse_xml
from labeldesk.formats.words import printable, value_text

if TYPE_CHECKING:
    from lxml.etree import _Element

_OURS = ("label", "occluded", "z_order", "group_id", "source")
_SOURCES = {Origin.MODEL: "auto", Origin.MODEL_EDITED: "semi-auto"}
_JOINTS = "joints"


@dataclass(frozen=True, slots=True)
class Objects:
    """Makes annotations of elements with the labels of one file."""

    book: ClassBook
    labels: Mapping[str, Label]

    def annotation(self, element: _Element, name: str) -> Annotation:
        """The annotation of an element of the label `name`; `UserError` where it has no shape."""
        shape = shape_of(element)  # refused before its class is made
        class_id = self.book.named(name)
        told = _verbatim(element, shape)
        shape = self._in_order(shape, element, class_id)
        label = self.labels.get(name, Label(name))
        extra = _extra(element, shape)
        foreign = None
        if extra or told:
            foreign = Foreign(FORMAT, extra, told, digest(shape) if told else "")
        return Annotation(
            id=AnnotationId(new_id()),
            class_id=class_id,
            shape=shape,
            attributes={
                key: label.value(key, one.text or "")
                for one in element.iterchildren("attribute")
                if (key := one.get("name")) is not None
            },
            origin=Origin.IMPORTED,
            flags=Flags(occluded=element.get("occluded") == "1"),
            group=_whole(element.get("group_id")),
            z=_whole(element.get("z_order")) or 0,
            foreign=foreign,
        )

    def _in_order(self, shape: Shape, element: _Element, class_id: ClassId) -> Shape:
        """The joints of a skeleton in the order of the class's template."""
        if not isinstance(shape, Keypoints) or element.tag != "skeleton":
            return shape
        names = [one.get("label") or "" for one in element.iterchildren("points")]
        follow = self.book.joint_map(class_id, Skeleton.of(names))
        return shape if follow is None else follow.applied_to(shape)


def _whole(text: str | None) -> int | None:
    try:
        value = int(text or "")
    except ValueError:
        return None
    return value if abs(value) < 1 << 62 else None


def _verbatim(element: _Element, shape: Shape) -> dict[str, Json]:
    """The numbers as they stand in the file, where ours would differ."""
    ours = placed(shape)
    numbers: dict[str, Json] = {k: v for k in NUMBERS if (v := element.get(k)) is not None}
    if isinstance(shape, Keypoints) and element.tag == "skeleton":
        joints = [one.get("points") or "" for one in element.iterchildren("points")]
        is_same = joints == [text for text, _ in ours.joints]
        return {} if is_same else {_JOINTS: [*joints]}
    return {} if numbers == ours.numbers else numbers


def _extra(element: _Element, shape: Shape) -> dict[str, Json]:
    """What else the element says."""
    extra: dict[str, Json] = {}
    source = element.get("source")
    if source not in (None, "manual"):
        extra["source"] = source
    others: dict[str, Json] = {
        str(k): str(v) for k, v in element.attrib.items() if k not in _OURS and k not in NUMBERS
    }
    if others:
        extra["attributes"] = others
    if isinstance(shape, Keypoints) and element.tag == "points":
        extra[AS_POINTS] = True
    known = ("attribute", "points") if element.tag == "skeleton" else ("attribute",)
    more: list[Json] = [
        element_text(one) for one in element.iterchildren("*") if one.tag not in known
    ]
    if more:
        extra["elements"] = more
    return extra


def element_of(annotation: Annotation, name: str, skeleton: Skeleton | None) -> _Element:
    """The element of an annotation with a shape that `storable` gave."""
    from lxml import etree

    place, shape = placed(annotation.shape), annotation.shape
    extra = annotation.extra(FORMAT)
    if isinstance(shape, Keypoints) and extra.get(AS_POINTS) and _all_visible(shape):
        text = ";".join(text for text, _ in place.joints)
        place = replace(place, tag="points", numbers={"points": text}, joints=())
    element = etree.Element(place.tag)
    for key, value in _told(annotation, place, name).items():
        element.set(key, value)
    _add_joints(element, annotation, place.joints, skeleton)
    for key, own in annotation.attributes.items():
        child = etree.SubElement(element, "attribute", name=printable(key))
        child.text = printable(value_text(own))
    element.extend(parsed_elements(extra.get("elements")))
    return element


def _told(annotation: Annotation, place: Placed, name: str) -> dict[str, str]:
    """The attributes of an object's element, in CVAT's order."""
    extra, verbatim = annotation.extra(FORMAT), annotation.verbatim(FORMAT)
    source = extra.get("source") or _SOURCES.get(annotation.origin, "manual")
    told = {"label": printable(name), "source": str(source)}
    is_tag = place.tag == "tag"
    if annotation.flags.occluded or not is_tag:
        told["occluded"] = "1" if annotation.flags.occluded else "0"
    texts = verbatim if set(verbatim) - {_JOINTS} else place.numbers
    told |= {key: str(value) for key, value in texts.items()}
    if annotation.z or not is_tag:
        told["z_order"] = str(annotation.z)
    if annotation.group is not None:
        told["group_id"] = str(annotation.group)
    others = extra.get("attributes")
    more = {k: str(v) for k, v in others.items()} if isinstance(others, dict) else {}
    return told | {k: v for k, v in more.items() if k not in told}


def parsed_elements(texts: Json) -> list[_Element]:
    """Elements that were kept as text."""
    return [parse_xml(str(one).encode(), "") for one in texts] if isinstance(texts, list) else []


def element_text(element: _Element) -> str:
    """An element as it is kept."""
    from lxml import etree

    return etree.tostring(element, encoding="unicode", with_tail=False)


def _all_visible(shape: Keypoints) -> bool:
    return set(shape.visibility) == {VISIBLE}


def _add_joints(
    element: _Element,
    annotation: Annotation,
    joints: tuple[tuple[str, int], ...],
    skeleton: Skeleton | None,
) -> None:
    from lxml import etree

    told = annotation.verbatim(FORMAT).get(_JOINTS)
    names = skeleton.names if skeleton is not None and len(skeleton) == len(joints) else ()
    for index, (text, mark) in enumerate(joints):
        point = etree.SubElement(element, "points")
        point.set("label", printable(names[index]) if names else str(index + 1))
        point.set("source", "manual")
        point.set("occluded", "1" if mark == 1 else "0")
        point.set("outside", "1" if mark == 0 else "0")
        kept = isinstance(told, list) and len(told) == len(joints)
        point.set("points", str(told[index]) if kept and isinstance(told, list) else text)
