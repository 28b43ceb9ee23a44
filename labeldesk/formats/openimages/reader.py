"""The tables of Open Images as labeled images."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

from labeldesk.domain.annotation import Annotation, Flags, Foreign, Json, Origin
from labeldesk.domain.geometry import Size
from labeldesk.domain.geometry_bytes import digest
from labeldesk.domain.ids import AnnotationId, new_id
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.problem import UserError
from labeldesk.domain.shapes import Shape, Tag
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.csv.boxes import cells_of, numbers_in, shape_of
from labeldesk.formats.csv.columns import CORNERS
from labeldesk.formats.folders import folded, folder_of, joined
from labeldesk.formats.openimages.tables import (
    CONFIDENCE,
    FLAGS,
    FORMAT,
    IMAGE,
    LABEL,
    SIDES,
    Names,
    table_of,
    tables,
)
from labeldesk.formats.origins import origins_of
from labeldesk.formats.port import Source
from labeldesk.formats.report import Report
from labeldesk.formats.subjects import Subjects

CELLS, TEXTS, ABSENT = "cells", "texts", "absent"
ONE, NONE = "1", "0"

_NOT_HERE = QT_TRANSLATE_NOOP(
    "Formats", "{n} images of the table are not here and are left out: numbers are shares of them"
)
_SHORT = QT_TRANSLATE_NOOP("Formats", "The row has {n} cells and needs {least}; it is left out")
_NOTHING = QT_TRANSLATE_NOOP("Formats", "There are no tables of Open Images here")


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    cells: Mapping[str, str]

    @property
    def place(self) -> str:
        return f"line {self.line}"


class OpenImagesReader:
    """Reads the tables of one source."""

    def __init__(self, source: Source, report: Report) -> None:
        self._source = source
        self._report = report
        self._boxes, self._labels = tables(source.files, source.head_of)
        self._names = Names(source, report)
        self._origins = origins_of(source, report)
        self._tags: dict[str, list[tuple[str, _Row]]] = defaultdict(list)
        self._given: set[str] = set()

    def images(self) -> Iterator[LabeledImage]:
        """The images with boxes, then those with classes alone, then those of our own export that
        have neither.
        """
        if not self._boxes and not self._labels:
            self._report.warning(_NOTHING, self._source.root.name)
        for name in self._labels:
            for row in self._rows(name, self._report):
                self._tags[self._key(name, row)].append((name, row))
        for name in self._boxes:
            yield from self._grouped(name)
        for told, found in list(self._tags.items()):
            name = found[0][0]
            yield from self._images(told, (), name, Subjects(self._source, name, self._report))
        for path in self._origins.values():
            if path not in self._given:
                yield LabeledImage(path, self._source.probe.size(path))

    def _key(self, name: str, row: _Row) -> str:
        return joined(folder_of(name), row.cells[IMAGE])

    def _rows(self, name: str, report: Report) -> Iterator[_Row]:
        """The rows of a table by the names of its columns; a broken table ends with a word."""
        header: list[str] = []
        try:
            for row in table_of(self._source, name).rows():
                if not header:
                    header = [cell.strip() for cell in row.cells]
                elif len(row.cells) < len(header):
                    text = _SHORT.filled(n=len(row.cells), least=len(header))
                    report.error(text, name, row.place)
                else:
                    yield _Row(row.line, dict(zip(header, row.cells, strict=False)))
        except UserError as error:
            report.failure(error)

    def _grouped(self, name: str) -> Iterator[LabeledImage]:
        """The images of a table of boxes, each once its last row is there."""
        rows = self._rows(name, self._report)
        left = Counter(self._key(name, row) for row in rows if self._is_here(name, row))
        missing: set[str] = set()
        waiting: dict[str, list[_Row]] = {}
        subjects = Subjects(self._source, name, self._report)
        for row in self._rows(name, Report()):  # its faults were told the first time
            told = self._key(name, row)
            if told not in left:
                missing.add(told)
                continue
            waiting.setdefault(told, []).append(row)
            left[told] -= 1
            if not left[told]:
                self._source.cancel.check()
                yield from self._images(told, tuple(waiting.pop(told)), name, subjects)
        if missing:
            self._report.warning(_NOT_HERE.filled(n=len(missing)), name)

    def _is_here(self, name: str, row: _Row) -> bool:
        return self._path(self._key(name, row)) is not None

    def _path(self, told: str) -> str | None:
        """The image of an ID."""
        own = self._origins.get(told)
        if own is not None:
            return own
        found = self._stems.get(folded(told.rpartition("/")[2]), [])
        return found[0] if len(found) == 1 else None

    @cached_property
    def _stems(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for path in self._source.images:
            found[folded(PurePosixPath(path).stem)].append(path)
        return found

    def _images(
        self, told: str, rows: tuple[_Row, ...], name: str, subjects: Subjects
    ) -> Iterator[LabeledImage]:
        path = self._path(told)
        tags = self._tags.pop(told, [])
        if path is None:
            self._report.warning(_NOT_HERE.filled(n=1), name)
            return
        place = rows[0].place if rows else tags[0][1].place
        size = self._source.probe.size(path)
        self._given.add(path)
        annotations = [one for row in rows for one in self._boxed(row, size, name)]
        absent: list[Json] = []
        for file, row in tags:
            if row.cells.get(CONFIDENCE, ONE).strip() == NONE:
                absent.append({k: v for k, v in row.cells.items() if k != IMAGE})
                continue
            annotations.append(self._annotation(row, Tag(), file))
        subjects.look_at(annotations, size, place)
        foreign = Foreign(FORMAT, {ABSENT: absent}) if absent else None
        yield LabeledImage(path, size, tuple(annotations), foreign=foreign)

    def _boxed(self, row: _Row, size: Size | None, name: str) -> Iterator[Annotation]:
        if size is None:
            return
        texts = tuple(row.cells[side].strip() for side in SIDES)
        try:
            shape = shape_of(texts, CORNERS, size)
        except UserError as error:
            self._report.error(error.text, name, row.place)
            return
        is_ours = cells_of(shape, CORNERS, size) == texts
        yield self._annotation(row, shape, name, None if is_ours else texts)

    def _annotation(
        self, row: _Row, shape: Shape, name: str, texts: tuple[str, ...] | None = None
    ) -> Annotation:
        cells = row.cells
        flags = {field: cells.get(flag, "").strip() == ONE for flag, field in FLAGS.items()}
        plain = (IMAGE, LABEL, CONFIDENCE, *SIDES)
        rest: dict[str, Json] = {
            key: cell
            for key, cell in cells.items()
            if key not in plain and cell and (key not in FLAGS or cell not in (ONE, NONE))
        }
        verbatim: dict[str, Json] = {TEXTS: [*texts]} if texts else {}
        extra: dict[str, Json] = {CELLS: rest} if rest else {}
        return Annotation(
            id=AnnotationId(new_id()),
            class_id=self._names.class_of(cells[LABEL].strip()),
            shape=shape,
            origin=Origin.IMPORTED,
            score=self._score(cells.get(CONFIDENCE, "").strip(), name, row),
            flags=Flags(**flags),
            foreign=Foreign(FORMAT, extra, verbatim, digest(shape) if texts else ""),
        )

    def _score(self, text: str, name: str, row: _Row) -> float | None:
        if text in ("", ONE):
            return None
        try:
            return numbers_in([text])[0]
        except UserError as error:
            self._report.warning(error.text, name, row.place)
            return None
