"""From sheets of class numbers and coverage to premultiplied colour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.ids import ClassId
from labeldesk.imaging.buffers import BUFFERS
from labeldesk.raster.columns import Kind
from labeldesk.ui.canvas.patterns import LEVELS, opacities
from labeldesk.ui.canvas.style import NO_STYLE, STYLES, ClassStyle, Colour, Look, tinted

Sheet = NDArray[np.uint8]
_EDGE = 255  # the line number of the dark edge, where nothing is filled
_MOST_LINES = 253
HALO = STYLES[Look.REST].halo


@dataclass(slots=True, eq=False)
class Sheets:
    """What is drawn before it has colour, all uint8 (height, width).

    `fill` and `slot` hold numbers of the palette; `core`, `halo` and `centre` are coverage of
    antialiased strokes, of the dark edge around them and of the black line in their middle.
    `smooth` says whether there is anything but crisp lines.
    """

    fill: Sheet
    slot: Sheet
    core: Sheet
    halo: Sheet
    centre: Sheet | None = None
    smooth: bool = False

    @staticmethod
    def blank(height: int, width: int) -> Sheets:
        """With nothing on them."""
        fill, slot, core, halo = np.zeros((4, height, width), np.uint8)
        return Sheets(fill, slot, core, halo)

    def empty(self) -> Sheet:
        """Another sheet of this size."""
        return np.zeros(self.fill.shape, np.uint8)

    def middle(self) -> Sheet:
        """The sheet of black lines, made when the first is drawn."""
        if self.centre is None:
            self.centre = self.empty()
        return self.centre

    def take_crisp(self, thick: Sheet, around: Sheet) -> None:
        """Crisp strokes (numbers) and their edge, over the antialiased ones."""
        if not self.smooth:
            self.slot, self.halo = thick, around
            return
        lines = thick > 0
        self.slot[lines] = thick[lines]
        self.core[lines] = 255
        # The edge of a crisp stroke does not darken a smooth stroke that runs along it.
        np.maximum(self.halo, np.where(around > 0, np.uint8(255), np.uint8(0)), out=self.halo)
        self.core[(around > 0) & ~lines & (self.core < 255)] = 0  # noqa: PLR2004

    def without(self, edge: int) -> Sheets:
        """The same less so many pixels on every side."""
        part = np.s_[edge:-edge, edge:-edge]
        centre = None if self.centre is None else self.centre[part]
        sheets = (self.fill[part], self.slot[part], self.core[part], self.halo[part])
        return Sheets(*sheets, centre, self.smooth)


class Palette:
    """Small numbers for the colours and fills in sight, and the tables that lead back."""

    def __init__(self, classes: NDArray[np.int64], styles: Mapping[ClassId, ClassStyle]) -> None:
        ids, which = np.unique(classes, return_inverse=True)
        shown = [styles.get(ClassId(i), NO_STYLE) for i in ids.tolist()]
        distinct = list(dict.fromkeys(style.colour for style in shown))
        number = [distinct.index(style.colour) % _MOST_LINES for style in shown]
        self._colours = distinct[:_MOST_LINES]
        self._of = np.array(number, np.int64)[which]
        self.line_slots = (1 + self._of).astype(np.uint8)
        self.lined = np.array([style.lined for style in shown], bool)[which]
        self.orders = np.array([style.order for style in shown], np.int64)[which]
        self._fills: list[tuple[Colour, float]] = []

    def tinted_slots(self, owners: NDArray[np.int64], tints: NDArray[np.int8]) -> Sheet:
        """The line number of each course: of the lighter or darker shade if it has a side."""
        slots = self.line_slots[owners]
        for tint in np.unique(tints[tints != 0]).tolist():
            mine = tints == tint
            for slot in np.unique(self.line_slots[owners[mine]]).tolist():
                number = self._line(tinted(self._colours[slot - 1], tint), slot)
                slots[mine & (self.line_slots[owners] == slot)] = number
        return slots

    def _line(self, colour: Colour, instead: int) -> int:
        """The number of a colour, made if there is room, else that of another."""
        if colour not in self._colours:
            if len(self._colours) >= _MOST_LINES:
                return instead
            self._colours.append(colour)
        return 1 + self._colours.index(colour)

    def fill_numbers(
        self,
        kinds: NDArray[np.uint8],
        locked: NDArray[np.bool_],
        bare: NDArray[np.bool_],
        *,
        patterns: bool,
    ) -> NDArray[np.uint8]:
        """The number that fills each shape, 0 for none; of a patterned mask the lowest level.

        `bare` shapes have no fill unless they are masks.
        """
        codes = self._of * 16 + kinds * 2 + locked
        looks, which = np.unique(codes, return_inverse=True)
        numbers = [
            self._numbered(code >> 4, Kind((code >> 1) & 7), bool(code & 1), patterns)
            for code in looks.tolist()
        ]
        found = np.array(numbers, np.uint8)[which]
        found[bare & (kinds != int(Kind.MASK))] = 0
        return found

    def _numbered(self, colour: int, kind: Kind, is_locked: bool, patterns: bool) -> int:
        style = STYLES[Look.LOCKED if is_locked else Look.REST]
        alphas = [style.fill]
        if kind is Kind.AREA:
            alphas = [style.area_fill]
        elif kind is Kind.MASK:
            alphas = opacities().tolist() if patterns else [style.mask_fill]
        first = 1 + len(self._fills)
        if first + LEVELS > _EDGE:  # more looks than numbers: fills repeat, lines do not
            return 1
        self._fills += [(self._colours[colour], alpha) for alpha in alphas]
        return first

    def fills(self) -> Sheet:
        """Premultiplied BGRA (256, 4) by fill number."""
        table = np.zeros((256, 4), np.uint8)
        for i, (colour, alpha) in enumerate(self._fills, 1):
            table[i] = premultiplied(colour, alpha)
        return table

    def lines(self) -> Sheet:
        """Premultiplied BGRA (256, 4) by line number."""
        table = np.zeros((256, 4), np.uint8)
        for i, colour in enumerate(self._colours, 1):
            table[i] = premultiplied(colour, 1.0)
        table[_EDGE, 3] = round(255 * HALO)
        return table


def premultiplied(colour: Colour, alpha: float) -> tuple[int, int, int, int]:
    """BGRA as the screen wants it."""
    red, green, blue = colour
    return round(blue * alpha), round(green * alpha), round(red * alpha), round(255 * alpha)


def composed(sheets: Sheets, palette: Palette) -> Sheet:
    """Premultiplied BGRA (height, width, 4), contiguous."""
    pixels = _smooth(sheets, palette) if sheets.smooth else _crisp(sheets, palette)
    if sheets.centre is not None:
        _darken(pixels, sheets.centre)
    return pixels


def looked_up(keys: Sheet, table: Sheet) -> Sheet:
    """The row of `table` (256, 4) for each of the keys; four times as fast as indexing."""
    planes = [cv2.LUT(keys, channel) for channel in np.ascontiguousarray(table.T)]
    pixels = BUFFERS.bgrx(*keys.shape)
    cv2.merge(planes, dst=pixels)
    return pixels


def _crisp(sheets: Sheets, palette: Palette) -> Sheet:
    """Without antialiasing a pixel is a line, an edge, a fill or an edge over a fill."""
    keys = cv2.threshold(sheets.halo, 0, _EDGE, cv2.THRESH_BINARY)[1]
    is_edge = keys.copy() if sheets.fill.any() else None
    cv2.copyTo(sheets.slot, sheets.slot, keys)
    pixels = looked_up(keys, palette.lines())
    if is_edge is not None:
        fills = palette.fills()
        edges = (fills * (1 - HALO) + (0, 0, 0, 255 * HALO) + 0.5).astype(np.uint8)
        is_line = sheets.slot > 0
        for keep, table in ((is_edge == 0, fills), (is_edge > 0, edges)):
            mask = (keep & ~is_line).view(np.uint8)
            cv2.copyTo(looked_up(sheets.fill, table), mask, pixels)
    return pixels


def _smooth(sheets: Sheets, palette: Palette) -> Sheet:
    pixels = looked_up(sheets.fill, palette.fills())
    flat = pixels.reshape(-1, 4)
    touched = np.flatnonzero(cv2.bitwise_or(sheets.halo, sheets.core).ravel())
    halo = sheets.halo.ravel()[touched].astype(np.float32)[:, None] * HALO
    core = sheets.core.ravel()[touched].astype(np.float32)[:, None]
    under = flat[touched] * (1 - halo / 255)
    under[:, 3:] += halo
    line = palette.lines()[sheets.slot.ravel()[touched]]
    opaque = core * line[:, 3:] / 255
    under = under * (1 - opaque / 255) + line * (core / 255)
    flat[touched] = (under + 0.5).astype(np.uint8)
    return pixels


def _darken(pixels: Sheet, centre: Sheet) -> None:
    """Lay a black line over what is there."""
    flat = pixels.reshape(-1, 4)
    touched = np.flatnonzero(centre.ravel())
    black = centre.ravel()[touched].astype(np.float32)[:, None]
    under = flat[touched] * (1 - black / 255)
    under[:, 3:] += black
    flat[touched] = (under + 0.5).astype(np.uint8)
