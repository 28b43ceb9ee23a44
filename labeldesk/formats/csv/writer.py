"""Labeled images as a table, one row for each object or image."""

from __future__ import annotations

import posixpath
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack

from labeldesk.domain.annotation import Annotation, Foreign
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.shapes import Tag
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.copies import copy_image
from labeldesk.formats.csv.boxes import FORMAT, written
from labeldesk.formats.csv.columns import CORNERS, SIZE, role_of
from labeldesk.formats.csv.reader import CELLS, ONE_HOT
from labeldesk.formats.csv.sheet import Sheet
from labeldesk.formats.csv.table import DELIMITERS
from labeldesk.formats.each import NAMELESS
from labeldesk.formats.port import Target
from labeldesk.formats.report import Report
from labeldesk.formats.words import printable

LABELS, BOXES = "labels", "boxes"
TABLE, WITHOUT = "labels.csv", "images.csv"
_SIDES = {CORNERS: ("xmin", "ymin", "xmax", "ymax"), SIZE: ("x", "y", "w", "h")}
_BITS = ("0", "1", "0.0", "1.0", "true", "false")
_SCORE = "score"

_NO_SIZE = QT_TRANSLATE_NOOP("Csv", "The size of the image is not known; it is left out")
_AS_COLUMN = QT_TRANSLATE_NOOP(
    "Csv", "The class {name} is called like a column: read the table back with layout=one-hot"
)


class CsvWriter:
    """Writes the tables of one target. Close it by leaving its `with`."""

    def __init__(self, target: Target, report: Report) -> None:
        self._target = target
        self._report = report
        self._layout = str(target.options.get("layout"))
        self._kind = SIZE if target.options.get("box") == SIZE else CORNERS
        self._are_shares = target.options.get("numbers") == "normalised"
        self._names = {item.id: printable(item.name) for item in target.classes}
        self._sheets: dict[str, Sheet] = {}
        self._stack = ExitStack()
        for name in self._names.values() if self._layout == ONE_HOT else ():
            if role_of(name) is not None:
                report.warning(_AS_COLUMN.filled(name=name), TABLE)

    def __enter__(self) -> CsvWriter:
        return self

    def __exit__(self, *_error: object) -> None:
        self._stack.close()

    def add(self, image: LabeledImage) -> None:
        """The rows of one image as it is; what they cannot hold of it is left out."""
        part = self._target.split.get(image.path, "")
        if self._target.options.get("copy_images"):
            copy_image(self._target, image.path, posixpath.join(part, image.path), self._report)
        name = image.path  # a table can hold what a file can be called
        size = ("", "") if image.size is None else tuple(map(str, image.size))
        rows = list(self._rows(image, name, size))
        sheet = self._sheet(part, TABLE, self._header)
        for cells, extra in rows:
            sheet.add(cells, extra)
        if not rows:
            without = self._sheet(part, WITHOUT, ("filename", "width", "height"))
            without.add((name, *size), _extra(image.foreign))

    def _rows(
        self, image: LabeledImage, name: str, size: tuple[str, ...]
    ) -> Iterator[tuple[Sequence[str], Mapping[str, str]]]:
        if self._layout == ONE_HOT:
            there = {one.class_id for one in image.annotations if isinstance(one.shape, Tag)}
            bits = ["1" if class_id in there else "0" for class_id in self._names]
            extra = _extra(image.foreign)
            yield (
                (name, *bits),
                {k: v for k, v in extra.items() if v.strip().lower() not in _BITS},
            )
            return
        if self._are_shares and image.size is None and image.annotations:
            self._report.error(_NO_SIZE, image.path)
        for one in image.annotations:
            label = self._names.get(one.class_id, NAMELESS)
            if self._layout == LABELS:
                if isinstance(one.shape, Tag):
                    yield (name, label), _extra_of(one)
                continue
            if self._are_shares and image.size is None:
                continue
            cells = written(one, self._kind, image.size if self._are_shares else None)
            if cells is not None:
                yield (name, *size, label, *cells), _extra_of(one)

    @property
    def _header(self) -> tuple[str, ...]:
        if self._layout == ONE_HOT:
            return ("filename", *self._names.values())
        if self._layout == LABELS:
            return ("image", "label")
        return ("filename", "width", "height", "class", *_SIDES[self._kind])

    def _sheet(self, part: str, file: str, header: tuple[str, ...]) -> Sheet:
        name = posixpath.join(part, file)
        if name not in self._sheets:
            temporary = tempfile.TemporaryFile("w+", encoding="ascii", dir=self._target.root)  # noqa: SIM115 (the stack closes it)
            stream = self._stack.enter_context(temporary)
            self._sheets[name] = Sheet(header, stream, _is_ours)
        return self._sheets[name]

    def finish(self) -> None:
        """The tables, with all columns that their rows turned out to have."""
        delimiter = DELIMITERS.get(str(self._target.options.get("delimiter")), ",")
        if not self._sheets:
            self._sheet("", TABLE, self._header)
        for name, sheet in self._sheets.items():
            with self._target.path_of(name).open("wb") as stream:
                for line in sheet.lines(delimiter):
                    stream.write(line)


def _is_ours(name: str) -> bool:
    """Whether a column of that name would be taken for one of ours."""
    return name != _SCORE and role_of(name) is not None


def _extra(foreign: Foreign | None) -> dict[str, str]:
    cells = foreign.extra.get(CELLS) if foreign and foreign.format == FORMAT else None
    found = cells if isinstance(cells, dict) else {}
    return {name: str(cell) for name, cell in found.items()}


def _extra_of(annotation: Annotation) -> dict[str, str]:
    extra = _extra(annotation.foreign)
    return extra if annotation.score is None else {_SCORE: repr(annotation.score), **extra}
