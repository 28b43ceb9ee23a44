"""DOTA's label files as labeled images."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from labeldesk.domain.annotation import Annotation, Flags, Foreign, Json, Origin
from labeldesk.domain.geometry_bytes import digest
from labeldesk.domain.ids import AnnotationId, new_id
from labeldesk.domain.image import ImageState, LabeledImage
from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.dota.rows import (
    FORMAT,
    TEXTS,
    Row,
    corners_of,
    is_head,
    looks_like_rows,
    parse_row,
    shape_of,
)
from labeldesk.formats.each import Files
from labeldesk.formats.origins import origins_of, words_of
from labeldesk.formats.port import Source
from labeldesk.formats.report import Report

LABELS = "labelTxt"
HEAD, LEVEL = "head", "difficult"
_LEVELS = ("0", "1")  # what we write of how difficult an object is

_NONE = QT_TRANSLATE_NOOP("Formats", "There are no label files of DOTA here")


def is_text(name: str) -> bool:
    """By its name."""
    return name.lower().endswith(".txt")


def is_at_its_place(name: str) -> bool:
    """Whether a file lies in a folder of labels as DOTA calls it."""
    folders = PurePosixPath(name).parts[:-1]
    return any(folder.startswith(LABELS) for folder in folders)


class DotaReader:
    """Reads the label files of one source."""

    def __init__(self, source: Source, report: Report) -> None:
        self._source = source
        self._report = report
        self._origins = origins_of(source, report)
        self._words = words_of(source)
        self._names = [name for name in source.files if is_text(name) and self._is_label(name)]
        self._files = Files(source, self._names, report)

    def _is_label(self, name: str) -> bool:
        is_known = name in self._origins or is_at_its_place(name)
        return is_known or looks_like_rows(self._source.head_of(name))

    def images(self) -> Iterator[LabeledImage]:
        """The image of every label file."""
        if not self._names:
            self._report.warning(_NONE, self._source.root.name)
        yield from self._files.images(self._image)

    def _image(self, name: str) -> LabeledImage:
        lines = [(n, line) for n, line in enumerate(self._source.text_of(name).splitlines(), 1)]
        rows = [(n, line) for n, line in lines if line.strip() and not is_head(line)]
        head: list[Json] = [line.strip() for _, line in lines if is_head(line)]
        own = self._origins.get(name)
        fallback = own or PurePosixPath(name).with_suffix(".png").as_posix()
        path = self._files.path(own, "", fallback, name)
        annotations = []
        for number, line in rows:
            try:
                annotations.append(self._annotation(parse_row(line)))
            except UserError as error:
                self._report.error(error.text, name, f"line {number}")
        size = self._files.size(None, path, name)
        self._files.look_at(annotations, size, name)
        foreign = Foreign(FORMAT, {HEAD: head}) if head else None
        state = ImageState(done=not rows)
        return LabeledImage(path, size, tuple(annotations), state, foreign)

    def _annotation(self, row: Row) -> Annotation:
        shape = shape_of(row.corners)
        extra: dict[str, Json] = {} if row.difficult in _LEVELS else {LEVEL: row.difficult}
        made = Annotation(
            id=AnnotationId(new_id()),
            class_id=self._source.classes.named(self._words.get(row.word, row.word)),
            shape=shape,
            origin=Origin.IMPORTED,
            flags=Flags(difficult=row.difficult not in ("", "0")),
            foreign=Foreign(FORMAT, extra) if extra else None,
        )
        if corners_of(made) == row.corners:
            return made
        verbatim: dict[str, Json] = {TEXTS: [*row.corners]}
        foreign = Foreign(FORMAT, extra, verbatim, digest(shape))
        return replace(made, foreign=foreign)
