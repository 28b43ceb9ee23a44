"""Tables as labeled images."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property

from labeldesk.domain.annotation import Annotation, Foreign, Json, Origin
from labeldesk.domain.geometry import Size
from labeldesk.domain.geometry_bytes import digest
from labeldesk.domain.ids import AnnotationId, ClassId, new_id
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.problem import UserError
from labeldesk.domain.shapes import Box, Shape, Tag
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.csv.boxes import FORMAT, cells_of, shape_of
from labeldesk.formats.csv.columns import Columns, columns_of, one_hot
from labeldesk.formats.csv.survey import Survey, box_cells, fault_of, surveyed
from labeldesk.formats.csv.table import Row, Table, text_in
from labeldesk.formats.each import OtherFileError
from labeldesk.formats.folders import folded
from labeldesk.formats.pictures import is_picture
from labeldesk.formats.port import Source
from labeldesk.formats.report import Report
from labeldesk.formats.subjects import Subjects, images_of
from labeldesk.formats.words import number_in

ONE_HOT, CELLS = "one-hot", "cells"
_NOTHING = frozenset(("", "nan", "none", "null", "na", "n/a"))
_YES = frozenset(("1", "1.0", "true"))
_FOUR = 4

_OTHER = QT_TRANSLATE_NOOP(
    "Csv", "No column of this table is known to have images: name it with columns=image=NAME"
)
_NO_SIZE = QT_TRANSLATE_NOOP(
    "Csv", "The size of the image is not known, and the numbers are shares of it"
)
_NOT_FOUR = QT_TRANSLATE_NOOP("Csv", "A box has {n} numbers, not four")


def is_table(name: str) -> bool:
    """By its name."""
    return name.lower().endswith((".csv", ".tsv"))


class CsvReader:
    """Reads the tables of one source."""

    def __init__(self, source: Source, report: Report) -> None:
        self._source = source
        self._report = report

    def images(self) -> Iterator[LabeledImage]:
        """The images of every table, each as soon as its last row is there."""
        for name in filter(is_table, self._source.files):
            yield from images_of(lambda name=name: self._of_file(name), name, self._report)  # type: ignore[misc]

    def _of_file(self, name: str) -> Iterator[LabeledImage]:
        options = self._source.options
        text = text_in(self._source.bytes_of(name), name, str(options.get("encoding", "utf-8")))
        table = Table(text, name, str(options.get("delimiter", "auto")))
        first = next(table.rows(), None)
        columns = self._columns(first.cells if first else [])
        if columns is None:
            raise OtherFileError(_OTHER, path=name)
        try:
            survey = surveyed(table, columns, options)
        except UserError as error:
            raise UserError(error.text, path=name, place=error.place) from error
        if survey.note is not None:
            self._report.warning(survey.note, name)
        yield from _Sheet(self._source, self._report, table, survey, name).images()

    def _columns(self, first: list[str]) -> Columns | None:
        if self._source.options.get("layout") == ONE_HOT and len(first) > 1:
            return one_hot(first)
        return columns_of(first, str(self._source.options.get("columns", "")))


class _Sheet:
    """The images of one table."""

    def __init__(
        self, source: Source, report: Report, table: Table, survey: Survey, name: str
    ) -> None:
        self._source = source
        self._report = report
        self._table = table
        self._survey = survey
        self._columns = survey.columns
        self._name = name
        self._subjects = Subjects(source, name, report)
        self._separator = str(source.options.get("separator", ""))
        self._classes: Mapping[int, ClassId] = {
            n: source.classes.named(told) for n, told in self._columns.classes.items()
        }

    def images(self) -> Iterator[LabeledImage]:
        """Every image once all its rows are there."""
        waiting: dict[str, list[Row]] = {}
        left = self._survey.counts.copy()
        for n, row in enumerate(self._table.rows()):
            if n == 0 and self._columns.has_header:
                continue
            fault = fault_of(row, self._columns)
            if fault is not None:
                self._report.error(fault, self._name, row.place)
                continue
            told = row.cells[self._columns.image]
            waiting.setdefault(told, []).append(row)
            left[told] -= 1
            if not left[told]:
                self._source.cancel.check()
                image = self._image(told, waiting.pop(told))
                if image is not None:
                    yield image

    def _image(self, told: str, rows: list[Row]) -> LabeledImage | None:
        place = rows[0].place
        path = self._subjects.path([self._found(told)], place)
        if path is None:
            return None
        size = self._subjects.size(path, self._told_size(rows[0]), place)
        annotations: list[Annotation] = []
        foreign = None
        for row in rows:
            try:
                found = list(self._annotations(row, size))
            except UserError as error:
                self._report.error(error.text, self._name, row.place)
                continue
            annotations += found
            if not found or self._classes:
                foreign = Foreign(FORMAT, extra) if (extra := self._rest(row)) else foreign
        self._subjects.look_at(annotations, size, place)
        return LabeledImage(path, size, tuple(annotations), foreign=foreign)

    def _found(self, told: str) -> str:
        """The image of a name that may lack its ending."""
        if is_picture(told.strip()) or told in self._stems.get("", ()):
            return told
        plain = told.strip()
        found = self._stems.get(plain) or self._stems.get(folded(plain.rpartition("/")[2])) or []
        return found[0] if len(found) == 1 else told

    @cached_property
    def _stems(self) -> Mapping[str, list[str]]:
        """Images by path and by name without ending; all of them under ""."""
        found: dict[str, list[str]] = defaultdict(list)
        for path in self._source.images:
            stem = path.rpartition(".")[0]
            for key in {stem, folded(stem.rpartition("/")[2])}:
                found[key].append(path)
        return {**found, "": [*self._source.images]}

    def _told_size(self, row: Row) -> Size | None:
        places = self._columns.size
        cells = [row.cells[n].strip() for n in places or () if n < len(row.cells)]
        if len(cells) != 2 or not all(c.isascii() and c.isdigit() for c in cells):  # noqa: PLR2004
            return None
        width, height = (int(cell[:9]) for cell in cells)
        return Size(width, height) if width and height else None

    def _annotations(self, row: Row, size: Size | None) -> Iterator[Annotation]:
        columns = self._columns
        for n, class_id in self._classes.items():
            if n < len(row.cells) and row.cells[n].strip().lower() in _YES:
                yield _annotation(class_id, Tag())
        label = row.cells[columns.label].strip() if columns.label is not None else ""
        cells = box_cells(self._table, columns, row.cells) if columns.box else []
        if any(cell.lower() not in _NOTHING for cell in cells):
            class_id = self._source.classes.named(self._subjects.class_name(label, row.place))
            yield self._boxed(cells, class_id, row, size)
            return
        parts = label.split(self._separator) if self._separator else [label]
        for part in filter(None, map(str.strip, parts)):
            class_id = self._source.classes.named(part)
            extra = self._rest(row)
            foreign = Foreign(FORMAT, extra) if extra else None
            yield _annotation(class_id, Tag(), self._score(row), foreign)

    def _boxed(
        self, cells: list[str], class_id: ClassId, row: Row, size: Size | None
    ) -> Annotation:
        kind, are_shares = self._columns.kind, self._survey.are_shares
        if len(cells) != _FOUR:
            raise UserError(_NOT_FOUR.filled(n=len(cells)))
        if are_shares and size is None:
            raise UserError(_NO_SIZE)
        scale = size if are_shares else None
        shape = shape_of(cells, kind, scale)
        extra, verbatim = self._rest(row), dict[str, Json]()
        if len(self._columns.box) == _FOUR and list(cells_of(shape, kind, scale)) != cells:
            verbatim = {"kind": kind, "shares": are_shares, CELLS: [*cells]}
        foreign = None
        if extra or verbatim:
            foreign = Foreign(FORMAT, extra, verbatim, digest(shape) if verbatim else "")
        return _annotation(class_id, shape, self._score(row), foreign)

    def _score(self, row: Row) -> float | None:
        place = self._columns.score
        cell = row.cells[place].strip() if place is not None and place < len(row.cells) else ""
        try:
            score = number_in(cell)
        except ValueError:
            return None
        return score if abs(score) <= 1e9 else None  # noqa: PLR2004 (NaN is not either)

    def _rest(self, row: Row) -> dict[str, Json]:
        """The cells that nobody here understands."""
        cells: dict[str, Json] = {
            name: row.cells[n]
            for n, name in self._columns.rest.items()
            if n < len(row.cells) and row.cells[n] and name
        }
        return {CELLS: cells} if cells else {}


def _annotation(
    class_id: ClassId, shape: Box | Tag, score: float | None = None, foreign: Foreign | None = None
) -> Annotation:
    made: Shape = shape
    return Annotation(
        id=AnnotationId(new_id()),
        class_id=class_id,
        shape=made,
        origin=Origin.IMPORTED,
        score=score,
        foreign=foreign,
    )
