"""From sheets of class numbers and coverage to premultiplied colour."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.ids import ClassId
from labeldesk.raster.columns import Kind
from labeldesk.ui.canvas.style import STYLES, UNKNOWN, Colour, Look

_VARIANTS = 3  # fills of one colour: box, area, mask
_MOST_COLOURS = 80
HALO = STYLES[Look.REST].halo


class Sheets:
    """What is drawn before it has colour, all uint8 (height, width).

    `fill` and `slot` and `thin` hold numbers of the palette; `core` and `halo` are coverage of
    antialiased strokes and of the dark edge around them.
    """

    def __init__(self, height: int, width: int) -> None:
        shape = height, width
        self.fill = np.zeros(shape, np.uint8)
        self.thin = np.zeros(shape, np.uint8)
        self.slot = np.zeros(shape, np.uint8)
        self.core = np.zeros(shape, np.uint8)
        self.halo = np.zeros(shape, np.uint8)
        self.smooth = False

    def take_thick(self, thick: NDArray[np.uint8], around: NDArray[np.uint8]) -> None:
        """Crisp strokes and their edge, over the antialiased ones."""
        if not self.smooth:
            self.slot, self.halo = thick, around
            return
        lines = thick > 0
        self.slot[lines] = thick[lines]
        self.core[lines] = 255
        # The edge of a crisp stroke does not darken a smooth stroke that runs along it.
        np.maximum(self.halo, np.where(around > 0, np.uint8(255), np.uint8(0)), out=self.halo)
        self.core[(around > 0) & ~lines & (self.core < 255)] = 0  # noqa: PLR2004


class Palette:
    """Small numbers for the colours in sight, and the tables that lead back."""

    def __init__(
        self,
        classes: NDArray[np.int64],
        locked: NDArray[np.bool_],
        chosen: NDArray[np.bool_],
        colours: Mapping[ClassId, Colour],
    ) -> None:
        ids, which = np.unique(classes, return_inverse=True)
        shown = [colours.get(ClassId(i), UNKNOWN) for i in ids.tolist()]
        distinct = list(dict.fromkeys(shown))
        number = np.array([distinct.index(c) % _MOST_COLOURS for c in shown], np.int64)
        self._colours = distinct[:_MOST_COLOURS]
        self._locked = locked
        self._chosen = chosen
        self._of = number[which] if len(which) else np.zeros(0, np.int64)
        self.line_slots = (1 + self._of * 2 + locked).astype(np.uint8)

    def fill_slots(self, kinds: NDArray[np.uint8]) -> NDArray[np.int64]:
        """The number that fills each shape; 0 for no fill."""
        variant = np.zeros(len(kinds), np.int64)
        variant[kinds == int(Kind.AREA)] = 1
        variant[kinds == int(Kind.MASK)] = 2
        slots = 1 + self._of * _VARIANTS + variant
        slots[(kinds != int(Kind.MASK)) & (self._chosen | self._locked)] = 0
        return slots

    def fills(self) -> NDArray[np.uint8]:
        """Premultiplied BGRA (256, 4) by fill number."""
        style = STYLES[Look.REST]
        table = np.zeros((256, 4), np.uint8)
        for i, colour in enumerate(self._colours):
            for variant, alpha in enumerate((style.fill, style.area_fill, style.mask_fill)):
                table[1 + i * _VARIANTS + variant] = premultiplied(colour, alpha)
        return table

    def lines(self) -> NDArray[np.uint8]:
        """Premultiplied BGRA (256, 4) by line number; locked shapes are thinner to the eye."""
        table = np.zeros((256, 4), np.uint8)
        for i, colour in enumerate(self._colours):
            table[1 + 2 * i] = premultiplied(colour, 1.0)
            table[2 + 2 * i] = premultiplied(colour, 0.7)
        return table


def premultiplied(colour: Colour, alpha: float) -> tuple[int, int, int, int]:
    """BGRA as the screen wants it."""
    red, green, blue = colour
    return round(blue * alpha), round(green * alpha), round(red * alpha), round(255 * alpha)


def composed(sheets: Sheets, palette: Palette) -> NDArray[np.uint8]:
    """Premultiplied BGRA (height, width, 4)."""
    return _smooth(sheets, palette) if sheets.smooth else _crisp(sheets, palette)


def _crisp(sheets: Sheets, palette: Palette) -> NDArray[np.uint8]:
    """Without antialiasing a pixel is a line, an edge over a fill, or a fill: one table."""
    fills = palette.fills()
    edges = _over(fills, np.array([0, 0, 0, round(255 * HALO)], np.uint16), 255)
    table = np.concatenate([fills, edges, palette.lines()]).view(np.uint32).ravel()
    key = sheets.fill.astype(np.uint16)
    key += (sheets.halo > 0).astype(np.uint16) << 8
    np.copyto(key, sheets.slot + np.uint16(512), where=sheets.slot > 0)
    height, width = sheets.fill.shape
    result: NDArray[np.uint8] = table.take(key).view(np.uint8).reshape(height, width, 4)
    return result


def _smooth(sheets: Sheets, palette: Palette) -> NDArray[np.uint8]:
    height, width = sheets.fill.shape
    table = palette.fills().view(np.uint32).ravel()
    flat = table.take(sheets.fill).view(np.uint8).reshape(-1, 4)
    touched = np.flatnonzero(sheets.halo.ravel() | sheets.core.ravel())
    halo = sheets.halo.ravel()[touched].astype(np.float32)[:, None] * HALO
    core = sheets.core.ravel()[touched].astype(np.float32)[:, None]
    under = flat[touched] * (1 - halo / 255)
    under[:, 3:] += halo
    line = palette.lines()[sheets.slot.ravel()[touched]]
    opaque = core * line[:, 3:] / 255
    under = under * (1 - opaque / 255) + line * (core / 255)
    flat[touched] = (under + 0.5).astype(np.uint8)
    result: NDArray[np.uint8] = flat.reshape(height, width, 4)
    return result


def _over(under: NDArray[np.uint8], top: NDArray[np.uint16], whole: int) -> NDArray[np.uint8]:
    """A premultiplied colour laid over every row of a table."""
    result: NDArray[np.uint8] = (under.astype(np.uint16) * (whole - top[3]) // whole + top).astype(
        np.uint8
    )
    return result
