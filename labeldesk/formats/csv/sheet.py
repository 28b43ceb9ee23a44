"""A table while it is written, one row after the other."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import IO


class Sheet:
    """Rows that wait in a temporary file for the names of all columns. `is_ours` says whether a
    column of a name would be taken for another one.
    """

    def __init__(
        self, header: Sequence[str], rows: IO[str], is_ours: Callable[[str], bool]
    ) -> None:
        self._header = header
        self._rows = rows
        self._is_ours = is_ours
        self._more: dict[str, None] = {}

    def add(self, cells: Sequence[str], extra: Mapping[str, str]) -> None:
        """One more row; `extra` are cells by column."""
        free = {self._free(name): cell for name, cell in extra.items()}
        self._more |= dict.fromkeys(free)
        self._rows.write(json.dumps([cells, free]) + "\n")

    def _free(self, name: str) -> str:
        """The name of a column that is none of ours."""
        return f"other {name}" if name in self._header or self._is_ours(name) else name

    def lines(self, delimiter: str) -> Iterator[bytes]:
        """The header and the rows as RFC 4180 has them."""
        yield line_of([*self._header, *self._more], delimiter)
        self._rows.seek(0)
        for line in self._rows:
            cells, extra = json.loads(line)
            yield line_of([*cells, *(extra.get(name, "") for name in self._more)], delimiter)


def line_of(cells: Sequence[str], delimiter: str) -> bytes:
    """A row with its end, in UTF-8."""
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter).writerow(cells)
    return stream.getvalue().encode(errors="backslashreplace")
