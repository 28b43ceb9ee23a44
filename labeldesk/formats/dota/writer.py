"""Labeled images as DOTA's label files."""

from __future__ import annotations

import posixpath
import re
from pathlib import PurePosixPath

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.classes import ClassList
from labeldesk.domain.ids import ClassId
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.copies import copy_image
from labeldesk.formats.dota.reader import HEAD, LABELS, LEVEL
from labeldesk.formats.dota.rows import FORMAT, corners_of
from labeldesk.formats.each import NAMELESS
from labeldesk.formats.naming import LabelNames
from labeldesk.formats.origins import ORIGINS, origins_bytes
from labeldesk.formats.port import Target
from labeldesk.formats.report import Report
from labeldesk.formats.words import printable

_IMAGES = "images"
_BLANKS = re.compile(r"\s+")

_WORD = QT_TRANSLATE_NOOP("Formats", "The class {name} is written as {word}: it may have no blanks")
_SAME_STEM = QT_TRANSLATE_NOOP("Formats", "Another image has this stem; the file is {name}")


class DotaWriter:
    """Writes the label files of one target, then the list of what they are of."""

    def __init__(self, target: Target, report: Report) -> None:
        self._target = target
        self._report = report
        self._words = _words(target.classes)
        self._has_copies = bool(target.options.get("copy_images")) and target.images is not None
        self._names = LabelNames()
        self._images: dict[str, str] = {}
        for item in target.classes:
            if self._words[item.id] != item.name:
                text = _WORD.filled(name=item.name, word=self._words[item.id])
                report.info(text, ORIGINS)

    def add(self, image: LabeledImage) -> None:
        """One image as it is; what DOTA cannot hold of it is left out."""
        take = self._names.take_for_both if self._has_copies else self._names.take
        above, below = _place(image.path, self._target.split.get(image.path, ""))
        wish = posixpath.join(above, LABELS, below)
        stem = take(wish)
        name = f"{stem}.txt"
        if stem != PurePosixPath(wish).with_suffix("").as_posix():
            self._report.info(_SAME_STEM.filled(name=name), image.path)
        self._images[name] = image.path
        foreign = image.foreign
        told = foreign.extra.get(HEAD) if foreign and foreign.format == FORMAT else None
        head = map(str, told) if isinstance(told, list) else ()
        rows = (row for one in image.annotations if (row := self._row(one)))
        text = "".join(f"{line}\n" for line in (*head, *rows))
        self._target.write(name, text.encode(errors="backslashreplace"))
        if self._has_copies:
            inside = stem.removeprefix(posixpath.join(above, LABELS, ""))
            copy = posixpath.join(above, _IMAGES, f"{inside}{PurePosixPath(below).suffix}")
            copy_image(self._target, image.path, copy, self._report)

    def _row(self, annotation: Annotation) -> str | None:
        corners = corners_of(annotation)
        if corners is None:
            return None
        told, is_difficult = annotation.extra(FORMAT).get(LEVEL), annotation.flags.difficult
        level = str(int(is_difficult))
        if isinstance(told, str) and (told not in ("", "0")) == is_difficult:
            level = told
        word = self._words.get(annotation.class_id, NAMELESS)
        return " ".join((*corners, word, level)).rstrip()

    def finish(self) -> None:
        """What image each file is of, and the classes whose names had blanks."""
        names = {self._words[item.id]: item.name for item in self._target.classes}
        odd = {word: name for word, name in names.items() if word != name}
        self._target.write(ORIGINS, origins_bytes(self._images, odd))


def _place(path: str, part: str) -> tuple[str, str]:
    """The folder above those of labels and images, and the way of an image below it."""
    parts = PurePosixPath(path).parts
    at = parts.index(_IMAGES) if _IMAGES in parts[:-1] else -1
    above, below = parts[: max(at, 0)], parts[at + 1 :]
    if part:
        above, below = (part,), (*above, *below)
    return "/".join(above), "/".join(below)


def _words(classes: ClassList) -> dict[ClassId, str]:
    """A word without blanks for each class."""
    found: dict[ClassId, str] = {}
    taken = {item.name for item in classes if not _BLANKS.search(item.name)}
    for item in classes:
        plain = _BLANKS.sub("-", printable(item.name).strip()) or "-"
        word, number = plain, 1
        while word != item.name and word in taken:
            number += 1
            word = f"{plain}-{number}"
        taken.add(word)
        found[item.id] = word
    return found
