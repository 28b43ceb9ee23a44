"""A CSV file as rows: its encoding, its delimiter, quotes as RFC 4180 has them."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from dataclasses import dataclass

from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.csv.columns import columns_of

DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|"}
_LONGEST = 1 << 20  # characters of a cell
_SAYS = "sep="  # a first line with which Excel is told the delimiter

_ENCODING = QT_TRANSLATE_NOOP(
    "Csv", "The file is not {encoding}: choose the option encoding, e.g. latin-1 or gb18030"
)
_UNKNOWN = QT_TRANSLATE_NOOP("Csv", "There is no encoding {encoding}")
_BROKEN = QT_TRANSLATE_NOOP("Formats", "This is no valid CSV: {reason}")


@dataclass(frozen=True, slots=True)
class Row:
    """Cells, and the line in which they begin."""

    line: int
    cells: list[str]

    @property
    def place(self) -> str:
        """Where it stands."""
        return f"line {self.line}"


class Table:
    """The rows of one file."""

    def __init__(self, text: str, name: str, delimiter: str = "auto") -> None:
        self._name = name
        self._skipped = 0
        said = text[len(_SAYS) :][:1] if text.startswith(_SAYS) else ""
        if said:
            text, self._skipped = text.partition("\n")[2], 1
        self._text = text
        self.delimiter = DELIMITERS.get(delimiter) or said or delimiter_of(text)

    def rows(self) -> Iterator[Row]:
        """Those that are not blank; `UserError` where the file is no CSV."""
        csv.field_size_limit(max(_LONGEST, csv.field_size_limit()))
        reader = csv.reader(_lines(self._text), delimiter=self.delimiter, strict=True)
        line = self._skipped + 1
        try:
            for cells in reader:
                if any(cells):
                    yield Row(line, cells)
                line = self._skipped + reader.line_num + 1
        except csv.Error as error:
            text = _BROKEN.filled(reason=str(error))
            raise UserError(text, path=self._name, place=f"line {line}") from error


def _lines(text: str) -> Iterator[str]:
    """The lines with their ends; a copy of the whole text would take four bytes for each letter."""
    end = "\n" if "\n" in text else "\r"
    at = 0
    while at < len(text):
        after = text.find(end, at) + 1 or len(text)
        yield text[at:after]
        at = after


def text_in(data: bytes, name: str, encoding: str) -> str:
    """The content; a mark of its encoding at the beginning counts before what the user said."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    elif data.startswith(codecs.BOM_UTF8):
        encoding = "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        text = _ENCODING.filled(encoding=encoding)
        place = f"line {data.count(10, 0, error.start) + 1}"
        raise UserError(text, path=name, place=place) from error
    except (LookupError, ValueError, TypeError) as error:
        raise UserError(_UNKNOWN.filled(encoding=encoding[:40])) from error


def delimiter_of(text: str) -> str:
    """The delimiter with which the first row names images, else the most frequent one."""
    first = text.partition("\n")[0][:_LONGEST]
    found = [one for one in DELIMITERS.values() if one in first]
    for one in found:
        row = next(iter(csv.reader([first], delimiter=one)), [])
        if columns_of(row) is not None:
            return one
    return max(found, key=first.count, default=",")
