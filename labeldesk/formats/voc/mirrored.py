"""LabelImg XML beside the images, for the live mirror."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path, PurePosixPath

from labeldesk.domain.classes import ClassList
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.book import ClassBook
from labeldesk.formats.each import class_names
from labeldesk.formats.keeps import restricted
from labeldesk.formats.mirrored import OneImage
from labeldesk.formats.port import Options, Source
from labeldesk.formats.report import Report
from labeldesk.formats.voc.codec import CODEC, frame_of
from labeldesk.formats.voc.files import VocReader, file_bytes
from labeldesk.formats.voc.xml import parse_xml, text_of

_LOSES = QT_TRANSLATE_NOOP("Mirror", "{what} in it does not fit the image and would be changed")
_WORDS = re.compile(r"<[^>]*>|[^<\s]+")


class VocFiles:
    """The file beside the image that has its stem."""

    def __init__(self, root: Path, options: Options) -> None:
        self._root = root
        self._options = options

    def places_of(self, image: str) -> tuple[str, ...]:
        """There is one."""
        return (self.name_of(image),)

    def name_of(self, image: str) -> str:
        """The annotation file of an image."""
        return PurePosixPath(image).with_suffix(".xml").as_posix()

    def read(
        self, data: bytes, image: LabeledImage, classes: ClassBook, report: Report
    ) -> LabeledImage:
        """The image as the file says it."""
        name = self.name_of(image.path)
        source = Source(
            root=self._root,
            files=(name,),
            images=(image.path,),
            probe=OneImage(image.path, image.size),
            classes=classes,
            options=self._options,
        )
        return VocReader(source, frame_of(self._options), report).labeled(name, data)

    def check(self, data: bytes, image: LabeledImage) -> None:
        """All that the file says must be in the file that we make of what we read: objects that
        cannot be read stay in its skeleton, but a name or a size of another image does not.
        """
        book = ClassBook()
        read = self.read(data, image, book, Report())
        again = self.content(read, book.classes, data, Report())
        lost = _words(data, image.path) - _words(again, image.path)
        if lost:
            raise UserError(_LOSES.filled(what=next(iter(lost))[:200]))

    def content(
        self, image: LabeledImage, classes: ClassList, old: bytes | None, report: Report
    ) -> bytes:
        """The XML; what the file held beside our numbers comes from `image.foreign`."""
        cut = restricted(image, CODEC.keeps(self._options), report)
        folder = self._root.name if old is None else _folder_in(old) or self._root.name
        return file_bytes(cut, class_names(cut, classes), frame_of(self._options), folder)

    def prepare(self, name: str) -> None:
        """Nothing: names stand in the file itself."""


def _words(data: bytes, name: str) -> Counter[str]:
    """Tags and words of a file, whatever its encoding and wherever its objects stand."""
    from lxml import etree

    tree = parse_xml(data, name).getroottree()
    return Counter(_WORDS.findall(etree.tostring(tree, encoding="unicode")))


def _folder_in(data: bytes) -> str:
    try:
        return text_of(parse_xml(data, ""), "folder")
    except UserError:
        return ""
