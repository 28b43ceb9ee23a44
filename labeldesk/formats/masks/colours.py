"""Masks in colour: what lists of colours say, colours for classes, classes for colours alone."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.classes import ClassList
from labeldesk.domain.ids import ClassId
from labeldesk.formats.masks.png import Colours, Numbers, voc_colours

Rgb: TypeAlias = tuple[int, int, int]
Row: TypeAlias = tuple[str, Rgb]  # a name and its colour

BLACK: Rgb = (0, 0, 0)
VOC_VOID: Rgb = (224, 224, 192)
MOST = 250  # colours of masks without a legend; what has more is a photograph
_STEP = 0x9E3779  # between colours for values that a palette does not have: far apart


def hex_of(colour: Sequence[int] | NDArray[np.uint8]) -> str:
    """As ``#rrggbb``."""
    r, g, b = (int(one) for one in colour)
    return f"#{r:02x}{g:02x}{b:02x}"


def rgb_of_hex(text: str) -> Rgb | None:
    """Of ``#rrggbb``; None for anything else."""
    try:
        number = int(text.removeprefix("#"), 16)
    except ValueError:
        return None
    is_whole = len(text) == len("#rrggbb") and number >= 0
    return (number >> 16, number >> 8 & 255, number & 255) if is_whole else None


def rgb_of(words: Sequence[str]) -> Rgb | None:
    """Three words that are red, green and blue; None for others."""
    found = [int(one) for one in words if one.strip().isdigit() and one.isascii()]
    if len(words) != len(found) or len(found) != len(BLACK) or max(found) > 255:  # noqa: PLR2004
        return None
    return found[0], found[1], found[2]


def rows_of_csv(text: str) -> list[Row]:
    """Of a list with a line ``name,r,g,b`` for each class, with or without a head."""
    rows = [row for row in csv.reader(text.splitlines()) if len(row) > len(BLACK)]
    found = ((row[0].strip(), rgb_of(row[1:4])) for row in rows)
    return [(name, rgb) for name, rgb in found if rgb is not None and name]


def rows_of_text(text: str) -> list[Row]:
    """Of a list with a line ``r g b name`` for each class."""
    rows = [line.split(maxsplit=len(BLACK)) for line in text.splitlines()]
    found = ((row[3].strip(), rgb_of(row[:3])) for row in rows if len(row) > len(BLACK))
    return [(name, rgb) for name, rgb in found if rgb is not None]


def table_of(told: Mapping[int, str], void: int) -> Colours:
    """Colours by value; what has none is black, which is no class."""
    table = np.zeros((max(*told, void) + 1, 3), dtype=np.uint8)
    table[void] = VOC_VOID
    for value, text in told.items():
        if value >= 0 and (rgb := rgb_of_hex(text)) is not None:
            table[value] = rgb
    return table


def colours_for(
    classes: ClassList, values: Mapping[ClassId, int], void: int, *, own: bool
) -> Colours:
    """A colour for every value, no two the same: VOC's, or the `own` one of each class where
    it is free.
    """
    table = np.zeros((max(void, *values.values(), 255) + 1, 3), dtype=np.uint8)
    standard = [tuple(map(int, one)) for one in voc_colours()]
    table[: len(standard)] = standard if not own else table[: len(standard)]
    table[void] = VOC_VOID
    taken: set[tuple[int, ...]] = {BLACK, VOC_VOID}
    for item in classes:
        if item.id not in values:
            continue
        value = values[item.id]
        plain = standard[value] if value < len(standard) else None
        wishes = [rgb_of_hex(item.colour) if own else plain, plain]
        spread = ((n >> 16 & 255, n >> 8 & 255, n & 255) for n in _spread(value))
        found = next(rgb for rgb in chain(wishes, spread) if rgb is not None and rgb not in taken)
        taken.add(found)
        table[value] = found
    return table


def _spread(start: int) -> Iterable[int]:
    return ((start + n) * _STEP & 0xFFFFFF for n in range(1, 1 << 24))


def is_standard(found: Iterable[int]) -> bool:
    """Whether packed colours are all among VOC's."""
    return set(found) <= set(packed(voc_colours()).tolist())


def packed(colours: Colours) -> NDArray[np.int64]:
    """Colours (..., 3) as one number each."""
    r, g, b = (colours[..., channel].astype(np.int64) for channel in range(3))
    return (r << 16) | (g << 8) | b


def derived(found: Iterable[int]) -> Colours:
    """A table for packed colours that nobody named: black is 0, the others in their order."""
    others = [one for one in found if one != 0]
    rows = [(0, 0, 0), *((n >> 16, n >> 8 & 255, n & 255) for n in others)]
    return np.array(rows, dtype=np.uint8)


def in_colour(numbers: Numbers, colours: Colours) -> Colours:
    """Numbers (h, w) as colours (h, w, 3)."""
    painted: Colours = colours[numbers]
    return painted
