"""XML from strangers: no DTD, no entities, no network, bounded depth."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.words import printable

if TYPE_CHECKING:
    from lxml.etree import _Element

_BROKEN = QT_TRANSLATE_NOOP("Formats", "This is no well-formed XML: {reason}")
_DTD = QT_TRANSLATE_NOOP("Formats", "XML with a DTD or entities is refused")
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def has_dtd(data: bytes) -> bool:
    """Whether it declares a document type or entities in plain sight."""
    return _DOCTYPE.search(data) is not None


def parse_xml(data: bytes, name: str) -> _Element:
    """The root element; `UserError` with file and line for anything broken or dangerous."""
    from lxml import etree

    if has_dtd(data):
        raise UserError(_DTD, path=name)
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        reason = getattr(error, "msg", None) or str(error) or "the file is empty"
        line = getattr(error, "lineno", None)
        place = f"line {line}" if line else ""
        raise UserError(_BROKEN.filled(reason=reason), path=name, place=place) from error
    if (
        etree.ElementTree(root).docinfo.internalDTD is not None
    ):  # an encoding that hid it from the search above
        raise UserError(_DTD, path=name)
    return root


def text_of(element: _Element | None, path: str) -> str:
    """The trimmed text of a child, empty when there is none."""
    if element is None:
        return ""
    return (element.findtext(path) or "").strip()


def escaped(text: str) -> str:
    """The text between two tags."""
    return escape(printable(text), quote=False).replace("\r", "&#13;")
