"""Annotations of VIA as CSV: a row for each region, JSON in its cells."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from labeldesk.domain.annotation import Json
from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.entries import Object, as_object, json_bytes
from labeldesk.formats.report import Report
from labeldesk.formats.via.listing import FILE, SIZE, Entry, Listing
from labeldesk.formats.via.objects import Region

HEADER = (
    "filename", "file_size", "file_attributes", "region_count", "region_id",
    "region_shape_attributes", "region_attributes",
)  # fmt: skip
HEADER3 = (
    "metadata_id", "file_list", "flags", "temporal_coordinates", "spatial_coordinates", "metadata",
)  # fmt: skip
_LONGEST = 64 << 20  # characters of a cell

_ROW = QT_TRANSLATE_NOOP("Via", "The row has {n} cells, not {wanted}; it is left out")
_CELL = QT_TRANSLATE_NOOP("Via", "A cell of the row is no JSON object; the row is left out")
_CSV = QT_TRANSLATE_NOOP("Formats", "This is no valid CSV: {reason}")


@dataclass(slots=True)
class _Image:
    """What the rows about one image say."""

    place: str
    extra: Object
    regions: list[Region] = field(default_factory=list)


class Table:
    """One file of rows."""

    def __init__(self, text: str, name: str) -> None:
        self._text = text
        self._name = name
        self._is_third = "metadata_id,file_list" in text[:4096]

    def listing(self) -> Listing:
        """Its images; `UserError` where the file is no CSV."""
        return Listing(self._entries)

    def _entries(self, report: Report) -> Iterator[Entry]:
        images: dict[tuple[str, str], _Image] = {}
        for line, cells in self._rows():
            take = self._take_third if self._is_third else self._take
            try:
                take(images, cells, f"line {line}")
            except UserError as error:
                report.error(error.text, self._name, f"line {line}")
        for (name, _), image in images.items():
            yield Entry(name, tuple(image.regions), image.place, image.extra)

    def _rows(self) -> Iterator[tuple[int, list[str]]]:
        """Rows with the lines they end in, the header and comments left out."""
        csv.field_size_limit(_LONGEST)
        rows = csv.reader(io.StringIO(self._text), strict=True)
        try:
            for cells in rows:
                if cells and not self._is_remark(cells):
                    yield rows.line_num, cells
        except csv.Error as error:
            text = _CSV.filled(reason=str(error))
            raise UserError(text, path=self._name, place=f"line {rows.line_num}") from error

    def _is_remark(self, cells: Sequence[str]) -> bool:
        if self._is_third:
            return cells[0].startswith("#") or tuple(cells) == HEADER3
        return cells[0].lstrip("#") == HEADER[0] and tuple(cells[1:]) == HEADER[1:]

    def _take(self, images: dict[tuple[str, str], _Image], cells: list[str], place: str) -> None:
        """A row of version 1 or 2; VIA does not quote names, whatever commas they have."""
        more = len(cells) - len(HEADER)
        if more < 0:
            raise UserError(_ROW.filled(n=len(cells), wanted=len(HEADER)))
        name, (size, file, _, _, shape, attributes) = ",".join(cells[: more + 1]), cells[more + 1 :]
        known = images.get((name, size))
        if known is None:
            extra: Object = {SIZE: _whole(size), FILE: _object(file)}
            known = images.setdefault((name, size), _Image(place, extra))
        told = _object(shape)
        if told:
            known.regions.append(Region(told, _object(attributes), place))

    def _take_third(
        self, images: dict[tuple[str, str], _Image], cells: list[str], place: str
    ) -> None:
        if len(cells) != len(HEADER3):
            raise UserError(_ROW.filled(n=len(cells), wanted=len(HEADER3)))
        _, files, _, moment, row, attributes = cells
        listed, times, xy = _value(files), _value(moment), _value(row)
        if not isinstance(listed, list) or not listed or times:
            raise UserError(_CELL)
        name = str(listed[0])
        known = images.setdefault((name, ""), _Image(place, {}))
        known.regions.append(Region(xy, _object(attributes), place))


def _whole(text: str) -> Json:
    return int(text) if text.lstrip("-").isdigit() and len(text) < 19 else text  # noqa: PLR2004


def _value(text: str) -> Json:
    try:
        value: Json = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UserError(_CELL) from error
    return value


def _object(text: str) -> Object:
    value = _value(text)
    if not isinstance(value, dict):
        raise UserError(_CELL)
    return as_object(value)


def row_text(name: str, told: Sequence[int], cells: Sequence[Mapping[str, Json]]) -> bytes:
    """A row of version 2 as VIA writes it: objects in quotes, the name only if it needs them."""
    size, count, number = told
    file, shape, attributes = (_quoted(json_bytes(cell).decode()) for cell in cells)
    first = _quoted(name) if set(name) & set(',"\r\n') else name
    row = f"{first},{size},{file},{count},{number},{shape},{attributes}\n"
    return row.encode(errors="backslashreplace")


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
