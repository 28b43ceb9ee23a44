"""VOC files as text: LabelImg's exact layout for new ones, the file's own for known ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from labeldesk.domain.geometry import Size
from labeldesk.formats.voc.parse import MARK, parse_object
from labeldesk.formats.voc.values import UNSPECIFIED, BoxTexts, VocHeader, VocObject, Wrapping
from labeldesk.formats.voc.xml import escaped, parse_xml
from labeldesk.formats.words import printable

if TYPE_CHECKING:
    from lxml.etree import _Element

_CORNERS = ("xmin", "ymin", "xmax", "ymax")


def skeleton_text(header: VocHeader) -> str:
    """The text of a new file around its objects: tabs, elements and order as LabelImg's."""
    verified = ' verified="yes"' if header.is_verified else ""
    width, height = header.size or Size(0, 0)
    return (
        f"<annotation{verified}>\n"
        f"\t<folder>{escaped(header.folder)}</folder>\n"
        f"\t<filename>{escaped(header.filename)}</filename>\n"
        f"\t<path>{escaped(header.path)}</path>\n"
        "\t<source>\n\t\t<database>Unknown</database>\n\t</source>\n"
        f"\t<size>\n\t\t<width>{width}</width>\n\t\t<height>{height}</height>\n"
        "\t\t<depth>3</depth>\n\t</size>\n"
        "\t<segmented>0</segmented>\n"
        f"\t{MARK}\n"
        "</annotation>"
    )


def object_text(item: VocObject) -> str:
    """A new `<object>` as LabelImg writes it; what LabelImg does not know comes after."""
    flags = item.flags
    occluded = "\t\t<occluded>1</occluded>\n" if flags.occluded else ""
    box = _box_text(item.box) if item.box else ""
    return (
        "<object>\n"
        f"\t\t<name>{escaped(item.name)}</name>\n"
        f"\t\t<pose>{escaped(item.pose or UNSPECIFIED)}</pose>\n"
        f"\t\t<truncated>{flags.truncated:d}</truncated>\n"
        f"\t\t<difficult>{flags.difficult:d}</difficult>\n"
        f"{occluded}{box}{_polygon_text(item.polygon)}{_attributes_text(item)}"
        "\t</object>"
    )


def _box_text(box: BoxTexts) -> str:
    rows = (f"\t\t\t<{c}>{t}</{c}>\n" for c, t in zip(_CORNERS, map(escaped, box), strict=True))
    return "\t\t<bndbox>\n" + "".join(rows) + "\t\t</bndbox>\n"


def _polygon_text(polygon: Sequence[str]) -> str:
    if not polygon:
        return ""
    pairs = zip(polygon[::2], polygon[1::2], strict=True)
    rows = (
        f"\t\t\t<x{n}>{x}</x{n}>\n\t\t\t<y{n}>{y}</y{n}>\n" for n, (x, y) in enumerate(pairs, 1)
    )
    return "\t\t<polygon>\n" + "".join(rows) + "\t\t</polygon>\n"


def _attributes_text(item: VocObject) -> str:
    rows = (
        f"\t\t\t<attribute><name>{escaped(k)}</name><value>{escaped(v)}</value></attribute>\n"
        for k, v in item.attributes.items()
    )
    return f"\t\t<attributes>\n{''.join(rows)}\t\t</attributes>\n" if item.attributes else ""


def assembled(skeleton: str, objects: Iterable[str], wrapping: Wrapping) -> bytes:
    """The whole file: every object indented as the mark is."""
    before, _, after = skeleton.partition(MARK)
    body = before.rstrip()
    lead = before[len(body) :]
    text = body + "".join(lead + item for item in objects) + after
    whole = f"{wrapping.head}{text}{wrapping.tail}"
    return whole.replace("\n", wrapping.newline).encode()


def updated_skeleton(skeleton: str, header: VocHeader) -> str:
    """The file's own text with what differs from `header` set; the rest untouched."""
    from lxml import etree

    root = parse_xml(skeleton.encode(), header.filename)
    is_verified = root.get("verified", "").strip().lower() == "yes"
    if is_verified != header.is_verified:
        if header.is_verified:
            root.set("verified", "yes")
        else:
            del root.attrib["verified"]
    if root.findtext("filename") != header.filename:  # blanks at its ends are part of a name
        _set(root, "filename", header.filename)
    size = root.find("size")
    if header.size and size is not None:
        _set(size, "width", str(header.size.width))
        _set(size, "height", str(header.size.height))
    return etree.tostring(root, encoding="unicode")


def updated_object(source: str, item: VocObject) -> str:
    """The object's own XML with what differs from `item` set; the rest untouched."""
    from lxml import etree

    element = parse_xml(source.encode(), item.name)
    was = parse_object(element)
    if was == item:
        return source
    if was.name != item.name:
        _set(element, "name", item.name)
    if was.pose != item.pose:
        _set(element, "pose", item.pose or UNSPECIFIED)
    for flag in ("truncated", "difficult", "occluded"):
        if getattr(was.flags, flag) != getattr(item.flags, flag):
            _set(element, flag, f"{getattr(item.flags, flag):d}")
    _set_shape(element, was, item)
    if was.attributes != item.attributes:
        _replace(element, "attributes", _attributes_text(item))
    return etree.tostring(element, encoding="unicode")


def _set_shape(element: _Element, was: VocObject, item: VocObject) -> None:
    box = element.find("bndbox")
    if box is None:
        _replace(element, "bndbox", _box_text(item.box) if item.box else "")
    elif item.box and was.box != item.box:
        for corner, text in zip(_CORNERS, item.box, strict=True):
            _set(box, corner, text)
    if was.polygon != item.polygon:
        _replace(element, "polygon", _polygon_text(item.polygon))


def _set(parent: _Element, tag: str, text: str) -> None:
    child = parent.find(tag)
    if child is None:
        child = _added(parent, tag)
    if (child.text or "").strip() != text.strip():
        child.text = printable(text)


def _added(parent: _Element, tag: str) -> _Element:
    """A new last child, with the white space that its elder sibling had around it."""
    from lxml import etree

    last = parent[-1] if len(parent) else None
    child = etree.SubElement(parent, tag)
    if last is not None:
        child.tail, last.tail = last.tail, parent.text
    return child


def _replace(parent: _Element, tag: str, text: str) -> None:
    old = parent.find(tag)
    if old is not None:
        parent.remove(old)
    if text:
        new = parse_xml(text.strip().encode(), tag)
        place = _added(parent, tag)
        new.tail = place.tail
        parent.replace(place, new)
