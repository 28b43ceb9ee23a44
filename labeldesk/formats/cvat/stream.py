"""The children of a large XML file one by one: no DTD, no entities, no network, bounded depth."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.port import Source

if TYPE_CHECKING:
    from lxml.etree import _Element

ROOT = "annotations"
_BROKEN = QT_TRANSLATE_NOOP("Formats", "This is no well-formed XML: {reason}")
_DTD = QT_TRANSLATE_NOOP("Formats", "XML with a DTD or entities is refused")
_NOT_A_FILE = QT_TRANSLATE_NOOP("Formats", "This is not a regular file")
_UNREADABLE = QT_TRANSLATE_NOOP("Formats", "The file cannot be read: {reason}")
_WRONG_ROOT = QT_TRANSLATE_NOOP("Cvat", "The root element is {tag}, not annotations")
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_BLOCK = 1 << 20
_OVERLAP = 64


def children(source: Source, name: str) -> Iterator[_Element]:
    """Every child of the root, whole; it is gone when the next one comes.

    `UserError` with file and line for anything broken or dangerous, where it is met.
    """
    try:
        path = source.path_of(name)
        if not stat.S_ISREG(path.stat().st_mode):
            raise UserError(_NOT_A_FILE, path=name)
        with path.open("rb") as stream:
            _refuse_entities(stream, name)
            stream.seek(0)
            yield from _children(stream, name)
    except OSError as error:
        text = _UNREADABLE.filled(reason=error.strerror or str(error))
        raise UserError(text, path=name) from error


def _refuse_entities(stream: BinaryIO, name: str) -> None:
    before = b""
    while block := stream.read(_BLOCK):
        if _DOCTYPE.search(before + block):
            raise UserError(_DTD, path=name)
        before = block[-_OVERLAP:]


def _children(stream: BinaryIO, name: str) -> Iterator[_Element]:
    from lxml import etree

    events = etree.iterparse(
        stream,
        events=("start", "end"),
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
    )
    depth = 0
    try:
        for event, element in events:
            if event == "start":
                if depth == 0:
                    _check_root(element, name)
                depth += 1
                continue
            depth -= 1
            if depth == 1:
                yield element
                _forget(element)
    except (etree.XMLSyntaxError, ValueError) as error:
        reason = getattr(error, "msg", None) or str(error) or "the file is empty"
        line = getattr(error, "lineno", None)
        place = f"line {line}" if line else ""
        raise UserError(_BROKEN.filled(reason=reason), path=name, place=place) from error


def _check_root(root: _Element, name: str) -> None:
    if root.getroottree().docinfo.internalDTD is not None:
        raise UserError(_DTD, path=name)  # an encoding that hid it from the search above
    if root.tag != ROOT:
        raise UserError(_WRONG_ROOT.filled(tag=str(root.tag)[:60]), path=name, place="line 1")


def _forget(element: _Element) -> None:
    parent = element.getparent()
    element.clear()
    while parent is not None and parent[0] is not element:
        del parent[0]
