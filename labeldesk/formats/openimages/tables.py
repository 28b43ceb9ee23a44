"""Which tables of Open Images there are, and what their labels are called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from labeldesk.domain.ids import ClassId
from labeldesk.domain.problem import UserError
from labeldesk.formats.csv.reader import is_table
from labeldesk.formats.csv.table import Table, text_in
from labeldesk.formats.entries import LARGEST
from labeldesk.formats.port import Head, Source
from labeldesk.formats.reading import read_bytes
from labeldesk.formats.report import Report

FORMAT = "openimages"
IMAGE, LABEL, CONFIDENCE, SOURCE = "ImageID", "LabelName", "Confidence", "Source"
SIDES = ("XMin", "YMin", "XMax", "YMax")
FLAGS = {"IsOccluded": "occluded", "IsTruncated": "truncated", "IsGroupOf": "crowd"}
BOXES = (
    IMAGE, SOURCE, LABEL, CONFIDENCE, "XMin", "XMax", "YMin", "YMax",
    *FLAGS, "IsDepiction", "IsInside",
)  # fmt: skip
LABELS = (IMAGE, SOURCE, LABEL, CONFIDENCE)
DESCRIPTIONS = "class-descriptions-boxable.csv"
_DESCRIBED = "class-descriptions"
_PAIR = 2


def header_of(head: bytes) -> list[str]:
    """The first row of a table, by its beginning."""
    line = head.removeprefix(b"\xef\xbb\xbf").split(b"\n", 1)[0].decode("utf-8", "replace")
    return [cell.strip().strip('"') for cell in line.split(",")]


def are_boxes(header: Sequence[str]) -> bool:
    """Whether a table has boxes."""
    return {IMAGE, LABEL, *SIDES} <= set(header)


def are_labels(header: Sequence[str]) -> bool:
    """Whether a table has classes of whole images."""
    return {IMAGE, LABEL} <= set(header) and not set(SIDES) & set(header)


def tables(names: Iterable[str], head: Head) -> tuple[list[str], list[str]]:
    """The tables of boxes, and those of classes of whole images."""
    headers = {name: header_of(head(name)) for name in names if is_table(name)}
    boxes = [name for name, header in headers.items() if are_boxes(header)]
    return boxes, [name for name, header in headers.items() if are_labels(header)]


def table_of(source: Source, name: str) -> Table:
    """A table, however large one of a part of Open Images is."""
    data = read_bytes(source.path_of(name), shown=name, limit=LARGEST)
    return Table(text_in(data, name, "utf-8"), name, "comma")


class Names:
    """Classes by the labels of a source, ``/m/0199g`` and the like."""

    def __init__(self, source: Source, report: Report) -> None:
        self._book = source.classes
        self._told: dict[str, str] = {}
        for name in source.files:
            if is_table(name) and _DESCRIBED in name:
                try:
                    rows = [row.cells for row in table_of(source, name).rows()]
                except UserError as error:
                    report.failure(error)
                    continue
                self._told |= {row[0].strip(): row[1].strip() for row in rows if len(row) == _PAIR}
        counts = Counter(self._told.values())
        self._often = {name for name, count in counts.items() if count > 1}

    def class_of(self, label: str) -> ClassId:
        """The class of a label: its description, else the label; it keeps the label as an alias."""
        name = self._told.get(label) or label
        if name == label:
            return self._book.named(label)
        return self._book.called(f"{name} ({label})" if name in self._often else name, label)
