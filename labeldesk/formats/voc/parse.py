"""A VOC / LabelImg XML file as values. Pure: bytes in, values out.

What is not understood (unknown elements, attributes, order, broken objects) stays in the
`skeleton`: the file's own text with the accepted objects cut out and a mark in their place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from labeldesk.domain.annotation import Flags
from labeldesk.domain.geometry import Size
from labeldesk.domain.problem import Problem, Severity, UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.voc.values import UNSPECIFIED, BoxTexts, VocHeader, VocObject, Wrapping
from labeldesk.formats.voc.xml import parse_xml, text_of
from labeldesk.formats.words import number_in

if TYPE_CHECKING:
    from lxml.etree import _Element

MARK = "<?labeldesk-objects ?>"  # as lxml writes a processing instruction without text
Accept = Callable[[VocObject, str], None]

_WRONG_ROOT = QT_TRANSLATE_NOOP("Formats", "The root element is {tag}, not annotation")
_HEAD = re.compile(r"(?:\s|<\?.*?\?>|<!--.*?-->)*(?=<annotation)", re.DOTALL)
_ENCODING = re.compile(r"encoding\s*=\s*[\"']([^\"']+)")
_CORNERS = ("xmin", "ymin", "xmax", "ymax")


@dataclass(frozen=True, slots=True)
class VocFile:
    """The header, the file's text without its objects, and what was wrong with some."""

    header: VocHeader
    skeleton: str
    wrapping: Wrapping
    problems: tuple[Problem, ...]


def parse_voc(data: bytes, name: str, accept: Accept) -> VocFile:
    """Reads one file; `accept` takes each object with its XML and refuses it by `UserError`.

    Raises `UserError` for a file that is none; a refused object is a problem and stays in the
    skeleton.
    """
    root = parse_xml(data, name)
    if root.tag != "annotation":
        raise UserError(_WRONG_ROOT.filled(tag=str(root.tag)[:60]), path=name, place="line 1")
    problems: list[Problem] = []
    accepted: list[_Element] = []
    for index, element in enumerate(root.iterchildren("object"), start=1):
        try:
            accept(parse_object(element), _source(element))
        except UserError as error:
            place = f"object {index}, line {element.sourceline}"
            problems.append(Problem(Severity.ERROR, error.text, name, place))
        else:
            accepted.append(element)
    header = _header(root)
    return VocFile(header, _skeleton(root, accepted), _wrapping(data), tuple(problems))


def _wrapping(data: bytes) -> Wrapping:
    """What stands before and after the root of an UTF-8 file; the plain one for any other."""
    newline = "\r\n" if b"\r\n" in data else "\n"
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return Wrapping(newline=newline)
    head = _HEAD.match(text)
    declared = _ENCODING.search(head.group()) if head else None
    if head is None or (declared and declared.group(1).lower() not in ("utf-8", "ascii")):
        return Wrapping(newline=newline)
    end = text.rfind("</annotation>")
    tail = text[end + len("</annotation>") :] if end >= 0 else "\n"
    return Wrapping(head.group(), tail, newline)


def _header(root: _Element) -> VocHeader:
    return VocHeader(
        filename=root.findtext("filename") or "",
        folder=text_of(root, "folder"),
        path=root.findtext("path") or "",
        size=_size(root),
        is_verified=root.get("verified", "").strip().lower() == "yes",
    )


def _size(root: _Element) -> Size | None:
    try:
        width = int(number_in(text_of(root, "size/width")))
        height = int(number_in(text_of(root, "size/height")))
    except (ValueError, OverflowError):
        return None
    return Size(width, height) if width > 0 and height > 0 else None


def parse_object(element: _Element) -> VocObject:
    """One `<object>`. Parts have boxes of their own: only direct children count."""
    box = element.find("bndbox")
    texts: BoxTexts | None = None
    if box is not None:
        a, b, c, d = (text_of(box, corner) for corner in _CORNERS)
        texts = (a, b, c, d)
    pose = text_of(element, "pose")
    return VocObject(
        name=text_of(element, "name"),
        box=texts,
        polygon=tuple(_polygon(element)),
        pose="" if pose == UNSPECIFIED else pose,
        flags=Flags(
            difficult=_is_set(element, "difficult"),
            truncated=_is_set(element, "truncated"),
            occluded=_is_set(element, "occluded"),
        ),
        attributes=dict(_attributes(element)),
    )


def _polygon(element: _Element) -> Iterator[str]:
    points = element.find("polygon")
    if points is None:
        return
    number = 1
    while points.find(f"x{number}") is not None and points.find(f"y{number}") is not None:
        yield text_of(points, f"x{number}")
        yield text_of(points, f"y{number}")
        number += 1


def _is_set(element: _Element, flag: str) -> bool:
    return text_of(element, flag).lower() in ("1", "true", "yes")


def _attributes(element: _Element) -> Iterator[tuple[str, str]]:
    for item in element.iterfind("attributes/attribute"):
        yield item.findtext("name") or "", item.findtext("value") or ""


def _source(element: _Element) -> str:
    from lxml import etree

    return etree.tostring(element, encoding="unicode", with_tail=False)


def _skeleton(root: _Element, accepted: list[_Element]) -> str:
    from lxml import etree

    mark = etree.ProcessingInstruction("labeldesk-objects")
    if accepted:
        mark.tail = accepted[-1].tail
        accepted[0].addprevious(mark)
        for element in accepted:
            root.remove(element)
    else:
        _append(root, mark)
    return etree.tostring(root, encoding="unicode")


def _append(root: _Element, mark: _Element) -> None:
    """The mark at the end, indented as the first child is, so that objects will be too."""
    lead = root.text if len(root) else ""
    if len(root):
        mark.tail = root[-1].tail
        root[-1].tail = lead
    root.append(mark)
