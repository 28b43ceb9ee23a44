"""The labels of a file: names, attributes with their input types, skeletons."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from html import escape
from typing import TYPE_CHECKING

from labeldesk.domain.annotation import Value
from labeldesk.domain.classes import AttributeKind, AttributeSpec, ImageClass
from labeldesk.domain.ids import ClassId
from labeldesk.domain.problem import UserError
from labeldesk.domain.skeleton import Skeleton
from labeldesk.formats.cvat.shapes import number_text
from labeldesk.formats.voc.xml import parse_xml, text_of
from labeldesk.formats.words import number_in, printable, value_text

if TYPE_CHECKING:
    from lxml.etree import _Element

_KINDS = {
    "select": AttributeKind.SELECT,
    "radio": AttributeKind.SELECT,
    "checkbox": AttributeKind.CHECKBOX,
    "number": AttributeKind.NUMBER,
    "text": AttributeKind.TEXT,
}
_SCALE = 100.0  # the picture of a skeleton is 100 x 100


@dataclass(frozen=True, slots=True)
class Label:
    """One label as a file has it."""

    name: str
    attributes: tuple[AttributeSpec, ...] = ()
    skeleton: Skeleton | None = None
    kinds: Mapping[str, AttributeKind] = field(default_factory=dict)

    def value(self, name: str, text: str) -> Value:
        """The value of an attribute of this label: a mark or a number where it is declared so
        and would be written the same.
        """
        return typed(text, self.kinds.get(name, AttributeKind.TEXT))


def typed(text: str, kind: AttributeKind) -> Value:
    """The text as a value of that kind, itself where it is none or would read otherwise."""
    if kind is AttributeKind.CHECKBOX and text in ("true", "false"):
        return text == "true"
    if kind is AttributeKind.NUMBER:
        try:
            value = number_in(text)
        except ValueError:
            return text
        if math.isfinite(value) and number_text(value) == text:
            return int(value) if value == int(value) else value
    return text


def labels_of(meta: _Element) -> list[Label]:
    """The labels in the order of the file; sublabels are the joints of their parent."""
    found: list[Label] = []
    joints: dict[str, list[str]] = {}
    pictures: dict[str, str] = {}
    for element in meta.iterfind(".//labels/label"):
        name, parent = text_of(element, "name"), text_of(element, "parent")
        if parent:
            joints.setdefault(parent, []).append(name)
            continue
        specs = tuple(filter(None, map(_spec, element.iterfind("attributes/attribute"))))
        kinds = {spec.name: spec.kind for spec in specs}
        pictures[name] = text_of(element, "svg")
        if name:
            found.append(Label(name, specs, None, kinds))
    return [
        replace(one, skeleton=_template(joints[one.name], pictures[one.name]))
        if one.name in joints
        else one
        for one in found
    ]


def _spec(element: _Element) -> AttributeSpec | None:
    name = element.findtext("name") or ""
    kind = _KINDS.get(text_of(element, "input_type"), AttributeKind.TEXT)
    told, default = element.findtext("values") or "", text_of(element, "default_value")
    options: tuple[str, ...] = ()
    if kind is AttributeKind.SELECT:
        options = tuple(filter(None, map(str.strip, told.split("\n"))))
        words = tuple(told.split())
        if default and default not in options and default in words:
            options = words  # other programs put blanks between them
    value = typed(default, kind) if default else None
    return AttributeSpec(name, kind, options, value) if name else None


def _template(names: list[str], picture: str) -> Skeleton:
    """The template with the lines and the layout of the label's picture, where it has one."""
    try:
        root = parse_xml(f"<svg>{picture}</svg>".encode(), "")
    except UserError:
        return Skeleton.of(names)
    nodes: dict[str, int] = {}
    layout: dict[int, tuple[float, float]] = {}
    for order, node in enumerate(root.iterfind("circle")):
        name = node.get("data-label-name") or ""
        index = names.index(name) if name in names else order
        nodes[node.get("data-node-id") or str(order + 1)] = index
        try:
            x, y = number_in(node.get("cx") or ""), number_in(node.get("cy") or "")
        except ValueError:
            continue
        layout[index] = (x / _SCALE, y / _SCALE)
    lines = ((line.get("data-node-from"), line.get("data-node-to")) for line in root.iter("line"))
    edges = [(nodes[a], nodes[b]) for a, b in lines if a in nodes and b in nodes]
    is_whole = sorted(layout) == list(range(len(names)))
    places = [layout[i] for i in range(len(names))] if is_whole else None
    return Skeleton.of(names, edges, layout=places)


def meta_element(
    classes: list[ImageClass], extras: Mapping[ClassId, frozenset[str]], told: str
) -> _Element:
    """`<meta>` with the labels of the classes.

    `extras` are attributes of objects that their class does not declare; `told` is the meta of
    the file that was read: what it says beyond its labels stays, and so does what it says of
    labels that are still there.
    """
    from lxml import etree

    meta, labels = _frame(told)
    known = {text_of(one, "name"): one for one in labels if not text_of(one, "parent")}
    kept = {text_of(one, "parent"): one for one in labels if text_of(one, "parent")}
    subs = [one for one in labels if text_of(one, "parent")]
    for one in list(labels):
        labels.remove(one)
    for item in classes:
        name = printable(item.name)
        label = known.get(name)
        if label is None:
            label = _label(item)
        labels.append(label)
        _declare(label, item, extras.get(item.id, frozenset()))
        if name in kept:
            labels.extend(one for one in subs if text_of(one, "parent") == name)
        elif item.skeleton is not None:
            labels.extend(_sublabels(item.skeleton, name))
    etree.indent(meta, "  ", level=1)
    return meta


def _frame(told: str) -> tuple[_Element, _Element]:
    from lxml import etree

    try:
        meta = parse_xml(told.encode(), "meta") if told else etree.Element("meta")
    except UserError:
        meta = etree.Element("meta")
    labels = meta.find(".//labels")
    if labels is None:
        labels = etree.SubElement(etree.SubElement(meta, "task"), "labels")
    return meta, labels


def _label(item: ImageClass) -> _Element:
    from lxml import etree

    label = etree.Element("label")
    etree.SubElement(label, "name").text = printable(item.name)
    etree.SubElement(label, "color").text = item.colour.lower()
    etree.SubElement(label, "type").text = "skeleton" if item.skeleton else "any"
    etree.SubElement(label, "attributes")
    if item.skeleton is not None:
        etree.SubElement(label, "svg").text = _picture(item.skeleton)
    return label


def _declare(label: _Element, item: ImageClass, extra: frozenset[str]) -> None:
    from lxml import etree

    listed = label.find("attributes")
    if listed is None:
        listed = etree.SubElement(label, "attributes")
    names = {one.findtext("name") for one in listed}
    wanted = [*item.attributes, *(AttributeSpec(n, AttributeKind.TEXT) for n in sorted(extra))]
    for spec in wanted:
        name = printable(spec.name)
        if name in names or not name:
            continue
        names.add(name)
        element = etree.SubElement(listed, "attribute")
        values = {
            AttributeKind.SELECT: "\n".join(spec.options),
            AttributeKind.CHECKBOX: "false\ntrue",
            AttributeKind.NUMBER: "0\n1000000\n1",
            AttributeKind.TEXT: "",
        }
        default = "" if spec.default is None else value_text(spec.default)
        told = (name, "False", spec.kind.value, default, values[spec.kind])
        tags = ("name", "mutable", "input_type", "default_value", "values")
        for tag, text in zip(tags, told, strict=True):
            etree.SubElement(element, tag).text = printable(text)


def _sublabels(skeleton: Skeleton, parent: str) -> list[_Element]:
    from lxml import etree

    found = []
    for name in skeleton.names:
        label = etree.Element("label")
        etree.SubElement(label, "name").text = printable(name)
        etree.SubElement(label, "type").text = "points"
        etree.SubElement(label, "attributes")
        etree.SubElement(label, "parent").text = parent
        found.append(label)
    return found


def _picture(skeleton: Skeleton) -> str:
    """The skeleton as CVAT draws it: lines, then circles, in a square of 100."""
    places = [(x * _SCALE, y * _SCALE) for x, y in skeleton.layout]
    lines = "".join(
        f'<line x1="{places[a][0]:g}" y1="{places[a][1]:g}" x2="{places[b][0]:g}" '
        f'y2="{places[b][1]:g}" stroke="black" data-type="edge" data-node-from="{a + 1}" '
        f'stroke-width="0.5" data-node-to="{b + 1}"></line>'
        for a, b in skeleton.edges
    )
    circles = "".join(
        f'<circle r="1.5" stroke="black" fill="#b3b3b3" cx="{x:g}" cy="{y:g}" '
        f'stroke-width="0.1" data-type="element node" data-element-id="{n}" data-node-id="{n}" '
        f'data-label-name="{escape(printable(name))}"></circle>'
        for n, (name, (x, y)) in enumerate(zip(skeleton.names, places, strict=True), start=1)
    )
    return lines + circles
