"""Numbers as people read them: thousands parted by a narrow no-break space."""

from __future__ import annotations

NARROW = "\u202f"


def grouped(n: int) -> str:
    """``1240`` as ``1 240`` with U+202F, the same in every language."""
    return f"{n:,}".replace(",", NARROW)


class Grouped(int):
    """An int that a bare ``{gap}`` shows grouped; with a format spec it is a plain int."""

    def __format__(self, spec: str) -> str:
        return format(int(self), spec) if spec else grouped(int(self))
