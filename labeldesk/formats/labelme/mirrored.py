"""labelme's JSON beside the images, for the live mirror."""

from __future__ import annotations

import posixpath
from pathlib import Path, PurePosixPath

from labeldesk.domain.classes import ClassList
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.book import ClassBook
from labeldesk.formats.each import class_names
from labeldesk.formats.json_text import lost, parsed, repeated_key
from labeldesk.formats.keeps import restricted
from labeldesk.formats.labelme.codec import CODEC, LabelmeCodec
from labeldesk.formats.labelme.files import LabelmeReader, Place, file_bytes
from labeldesk.formats.mirrored import OneImage
from labeldesk.formats.paths import last_name
from labeldesk.formats.port import Options, Source
from labeldesk.formats.report import Report

_LOSES = QT_TRANSLATE_NOOP("Mirror", "{what} in it does not fit the image and would be changed")


class LabelmeFiles:
    """The file beside the image that has its stem."""

    codec: LabelmeCodec = CODEC

    def __init__(self, root: Path, options: Options) -> None:
        self._root = root
        self._options = options

    def places_of(self, image: str) -> tuple[str, ...]:
        """There is one."""
        return (self.name_of(image),)

    def name_of(self, image: str) -> str:
        """The annotation file of an image."""
        return PurePosixPath(image).with_suffix(".json").as_posix()

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
        return LabelmeReader(source, self.codec.dialect, report).labeled(name, data)

    def check(self, data: bytes, image: LabeledImage) -> None:
        """All that the file says must be in the file that we make of what we read."""
        book = ClassBook()
        read = self.read(data, image, book, Report())
        again = self.content(read, book.classes, data, Report())
        what = repeated_key(data, "") or next(lost(parsed(data, ""), parsed(again, "")), None)
        if what is not None:
            raise UserError(_LOSES.filled(what=what))

    def content(
        self, image: LabeledImage, classes: ClassList, old: bytes | None, report: Report
    ) -> bytes:
        """The JSON; what the file held beside our numbers comes from `image.foreign`, the image
        inside it from the file.
        """
        cut = restricted(image, self.codec.keeps(self._options), report)
        plain = posixpath.basename(image.path)
        place = Place(plain, _data_in(old), lambda told: last_name(told) == plain)
        return file_bytes(cut, class_names(cut, classes), self.codec.dialect, place)

    def prepare(self, name: str) -> None:
        """Nothing: names stand in the file itself."""


def _data_in(old: bytes | None) -> str | None:
    if old is None:
        return None
    try:
        document = parsed(old, "")
    except UserError:
        return None
    data = document.get("imageData") if isinstance(document, dict) else None
    return data if isinstance(data, str) else None
