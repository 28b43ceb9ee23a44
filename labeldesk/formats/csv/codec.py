"""The codec of CSV tables: boxes as TensorFlow's tools have them, classes by row or by column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.geometry import Size
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.problem import UserError
from labeldesk.domain.shapes import Shape, Tag
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.formats.csv.boxes import QUANTUM, shape_of, written
from labeldesk.formats.csv.columns import CORNERS, SIZE, columns_of
from labeldesk.formats.csv.reader import ONE_HOT, CsvReader, is_table
from labeldesk.formats.csv.survey import surveyed
from labeldesk.formats.csv.table import Table, text_in
from labeldesk.formats.csv.writer import BOXES, LABELS, CsvWriter
from labeldesk.formats.keeps import Keeps, restricted
from labeldesk.formats.port import Head, Options, OptionSpec, Sniff, Source, Target
from labeldesk.formats.report import Report

_TITLE = QT_TRANSLATE_NOOP("Csv", "CSV of boxes or classes")
_FOUND = QT_TRANSLATE_NOOP("Csv", "{n} tables with columns of images and {what}: {name}")
_NOT_FOUND = QT_TRANSLATE_NOOP("Csv", "No tables with columns of images and classes")
_WHAT_BOXES = QT_TRANSLATE_NOOP("Csv", "boxes")
_WHAT_CLASSES = QT_TRANSLATE_NOOP("Csv", "classes")
_HEADS = 10


class CsvCodec:
    """Tables with a column of image names."""

    id = "csv"
    title: Text = _TITLE
    options = (
        OptionSpec(
            "layout", QT_TRANSLATE_NOOP("Formats", "Layout"), BOXES, (BOXES, LABELS, ONE_HOT)
        ),
        OptionSpec("box", QT_TRANSLATE_NOOP("Csv", "Boxes"), "auto", ("auto", CORNERS, SIZE)),
        OptionSpec(
            "numbers",
            QT_TRANSLATE_NOOP("Csv", "Numbers"),
            "auto",
            ("auto", "pixels", "normalised"),
        ),
        OptionSpec(
            "delimiter",
            QT_TRANSLATE_NOOP("Csv", "Delimiter"),
            "auto",
            ("auto", "comma", "semicolon", "tab"),
        ),
        OptionSpec("copy_images", QT_TRANSLATE_NOOP("Formats", "Copy the images"), default=False),
        OptionSpec("columns", QT_TRANSLATE_NOOP("Csv", "Columns when reading"), ""),
        OptionSpec("separator", QT_TRANSLATE_NOOP("Csv", "Between classes when reading"), ""),
        OptionSpec("encoding", QT_TRANSLATE_NOOP("Csv", "Encoding when reading"), "utf-8"),
    )

    def keeps(self, options: Options) -> Keeps:
        """Boxes, or classes of the whole image; with scores but for one column per class."""
        layout = options.get("layout")
        if layout in (LABELS, ONE_HOT):
            is_list = layout == LABELS
            return Keeps(
                frozenset({"tag"}), _tag, score=is_list, painted=None if is_list else _each_once
            )
        kind = SIZE if options.get("box") == SIZE else CORNERS
        are_shares = options.get("numbers") == "normalised"

        def rule(annotation: Annotation, size: Size | None) -> Shape | None:
            if are_shares and size is None:
                return None
            scale = size if are_shares else None
            cells = written(annotation, kind, scale)
            return shape_of(cells, kind, scale) if cells else None

        return Keeps(frozenset({"box"}), rule, quantum=QUANTUM, score=True)

    def sniff(self, names: Sequence[str], head: Head) -> Sniff:
        """By the first rows of a few tables."""
        tables = [name for name in names if is_table(name)]
        fits = {name: _fit(head(name), name) for name in tables[:_HEADS]}
        if not any(fits.values()):
            return Sniff(0.0, _NOT_FOUND)
        best = max(fits, key=lambda name: fits[name])
        what = _WHAT_BOXES if fits[best] == _SURE else _WHAT_CLASSES
        return Sniff(fits[best], _FOUND.filled(n=len(tables), what=what, name=best), len(tables))

    def read(self, source: Source, report: Report) -> Iterator[LabeledImage]:
        """Every image of every table."""
        yield from CsvReader(source, report).images()

    def write(self, images: Iterable[LabeledImage], target: Target, report: Report) -> None:
        """``labels.csv``, and ``images.csv`` for the images without a row in it."""
        keeps = self.keeps(target.options)
        with CsvWriter(target, report) as writer:
            for image in images:
                target.cancel.check()
                restricted(image, keeps, report)
                writer.add(image)
            writer.finish()


_SURE, _LIKELY, _MAYBE = 0.8, 0.7, 0.6


def _fit(head: bytes, name: str) -> float:
    """Of the beginning of a table: boxes, a column of classes, or classes as columns."""
    lines = head.splitlines(keepends=True)
    whole = b"".join(lines[:-1] if len(lines) > 1 and not head.endswith(b"\n") else lines)
    try:
        table = Table(text_in(whole, name, "latin-1"), name)
        columns = columns_of(next(table.rows()).cells)
        if columns is None:
            return 0.0
        if columns.box:
            return _SURE if columns.label is not None or len(columns.box) > 1 else _MAYBE
        if columns.label is not None:
            return _LIKELY
        return _MAYBE if surveyed(table, columns, {}).columns.classes else 0.0
    except (UserError, StopIteration):
        return 0.0


def _tag(annotation: Annotation, _size: Size | None) -> Shape | None:
    return annotation.shape if isinstance(annotation.shape, Tag) else None


def _each_once(
    found: Sequence[Annotation], _path: str, _report: Report | None
) -> Sequence[Annotation]:
    """One tag of each class, in the order of the columns."""
    by_class = {one.class_id: one for one in reversed(found)}
    return [by_class[class_id] for class_id in sorted(by_class)]


CODEC = CsvCodec()
