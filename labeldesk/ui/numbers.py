"""Numbers as people read them: thousands parted by a narrow no-break space."""

from __future__ import annotations

import math

NARROW = "\u202f"


def grouped(n: int) -> str:
    """``1240`` as ``1 240`` with U+202F, the same in every language."""
    return f"{n:,}".replace(",", NARROW)


class Grouped(int):
    """An int that a bare ``{gap}`` shows grouped; with a format spec it is a plain int."""

    def __format__(self, spec: str) -> str:
        return format(int(self), spec) if spec else grouped(int(self))


def number_in(text: str) -> float | None:
    """The number that someone typed, with a point or a comma; None where there is none."""
    try:
        number = float(text.strip().replace(",", ".").replace("_", "?"))
    except ValueError:
        return None
    return number if math.isfinite(number) else None
