"""A first look at all rows of a table: how often each image occurs, and what its numbers are."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.formats.csv.boxes import numbers_in
from labeldesk.formats.csv.columns import CELL, CORNERS, SIZE, Columns
from labeldesk.formats.csv.table import Row, Table
from labeldesk.formats.port import Options

_NUMBER = re.compile(r"[^\s,;\[\](){}]+")
_FINE = 4  # decimals that shares have and pixels do not
_EDGE = 1.01
_BITS = frozenset(("0", "1", "0.0", "1.0", "true", "false"))

_MAYBE_SHARES = QT_TRANSLATE_NOOP(
    "Csv",
    "All numbers lie between 0 and 1 and are taken for pixels; else choose numbers=normalised",
)
_WHICH_BOX = QT_TRANSLATE_NOOP(
    "Csv",
    "The numbers of a box may be two corners, or a corner and its sides: choose the option box",
)
_SHORT = QT_TRANSLATE_NOOP("Csv", "The row has {n} cells and needs {least}; it is left out")
_NUL = QT_TRANSLATE_NOOP("Csv", "A cell holds a NUL character; the row is left out")


@dataclass(frozen=True)
class Survey:
    """What is known of a table before an image of it is made."""

    columns: Columns
    counts: Counter[str]
    are_shares: bool
    note: Text | None = None


def box_cells(table: Table, columns: Columns, cells: list[str]) -> list[str]:
    """The four cells of a box, trimmed and with decimal points; others than four where one cell
    holds other than four numbers.
    """
    found = [cells[n].strip() for n in columns.box]
    if len(found) == 1:
        return _NUMBER.findall(found[0])
    return [cell.replace(",", ".") for cell in found] if table.delimiter == ";" else found


def fault_of(row: Row, columns: Columns) -> Text | None:
    """Why a row cannot be used."""
    if len(row.cells) < columns.least:
        return _SHORT.filled(n=len(row.cells), least=columns.least)
    return _NUL if any("\0" in cell for cell in row.cells) else None


class _Numbers:
    """What the numbers of boxes have in common."""

    def __init__(self) -> None:
        self.is_within = True
        self.has_fraction = self.is_fine = self.are_sides = self.has_any = False

    def take(self, cells: list[str]) -> None:
        """Four more."""
        try:
            a, b, c, d = numbers_in(cells)
        except (UserError, ValueError):
            return
        self.has_any = True
        self.are_sides = self.are_sides or c < a or d < b
        self.is_within = self.is_within and all(-0.01 <= v <= _EDGE for v in (a, b, c, d))  # noqa: PLR2004
        if self.is_within:
            fractions = [cell.partition(".")[2] for cell in cells]
            self.has_fraction = self.has_fraction or any(v != int(v) for v in (a, b, c, d))
            self.is_fine = self.is_fine or max(map(len, fractions)) >= _FINE

    @property
    def may_be_shares(self) -> bool:
        return self.has_any and self.is_within and self.has_fraction


def surveyed(table: Table, columns: Columns, options: Options) -> Survey:
    """Goes through all rows; `UserError` where the table is broken, or a question is open that
    only its owner can answer.
    """
    counts: Counter[str] = Counter()
    numbers = _Numbers()
    flags = dict.fromkeys(columns.rest, True)  # whether a column says yes or no only
    for n, row in enumerate(table.rows()):
        if (n == 0 and columns.has_header) or fault_of(row, columns) is not None:
            continue
        counts[row.cells[columns.image]] += 1
        if columns.box:
            numbers.take(box_cells(table, columns, row.cells))
        for place in [place for place, is_flag in flags.items() if is_flag]:
            cell = row.cells[place].strip().lower() if place < len(row.cells) else ""
            flags[place] = cell in _BITS
    columns = _with_kind(columns, numbers, str(options.get("box")))
    if columns.label is None and not columns.box and counts:
        classes = {n: name for n, name in columns.rest.items() if flags[n] and name}
        rest = {n: name for n, name in columns.rest.items() if n not in classes}
        columns = replace(columns, classes=classes, rest=rest)
    wish = options.get("numbers")
    are_shares = wish == "normalised" or (
        wish != "pixels" and numbers.may_be_shares and numbers.is_fine
    )
    is_open = wish == "auto" and numbers.may_be_shares and not are_shares
    return Survey(columns, counts, are_shares, _MAYBE_SHARES if is_open else None)


def _with_kind(columns: Columns, numbers: _Numbers, wish: str) -> Columns:
    if columns.kind != CELL:
        return columns
    if wish not in (CORNERS, SIZE):
        if numbers.has_any and not numbers.are_sides:
            raise UserError(_WHICH_BOX)
        wish = SIZE
    return replace(columns, kind=wish)
