"""Lines between the pixels of the picture, and the numbers in them, once they are large enough."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from labeldesk.domain.geometry import XY, Rect, Size
from labeldesk.imaging.values import Values
from labeldesk.ui.canvas.view import View
from labeldesk.ui.paint import KEY, font, metrics, width
from labeldesk.ui.theme.tokens import WHITE

GRID_FROM = 8.0  # logical pixels per image pixel
MOST_LINES = 4  # numbers that a pixel shows; of more bands none
MOST_SAID = 8  # numbers that are said of the pixel under the pointer
_SPACE_PX = 5  # logical px that numbers leave free in their pixel
_BRIGHT = 140  # 0..255: on pixels brighter than this the numbers are black
_LINE = QColor(128, 128, 128, 100)
_CHARACTERS = " 0123456789.-+einfa"  # of numbers, "inf" and "nan"
_PREMULTIPLIED = QImage.Format.Format_ARGB32_Premultiplied
_WHITE, _BLACK = 0x01010101, 0x01000000  # times coverage: a premultiplied pixel

Cells: TypeAlias = NDArray[np.int64]


class PixelMarks:
    """Painted with the picture and scrolled with it."""

    def __init__(self) -> None:
        self.is_on = True
        self._shown: NDArray[np.uint8] | None = None
        self._values: Values | None = None

    def set_values(self, shown: NDArray[np.uint8] | None, values: Values | None) -> None:
        """Those of another picture, and what is on the screen of it; none of a reduced one."""
        is_full = shown is not None and values is not None and shown.shape[:2] == values.shape
        self._shown, self._values = (shown, values) if is_full else (None, None)

    def words_at(self, p: XY, view: View) -> str:
        """The numbers of the pixel there; empty where none are shown."""
        values = self._values
        x, y = math.floor(p.x), math.floor(p.y)
        if values is None or not self._shows(view):
            return ""
        if not (0 <= y < values.shape[0] and 0 <= x < values.shape[1]):
            return ""
        numbers = values.at(np.array(y), np.array(x))[:MOST_SAID].tolist()
        return "  ".join(f"{one:g}" if isinstance(one, float) else str(one) for one in numbers)

    def paint(self, p: QPainter, view: View, part: QRect, size: Size) -> None:
        """Onto a part of the widget, device px."""
        if not self._shows(view):
            return
        picture = view.rect_to_device(Rect(0, 0, size.width, size.height))
        inside = Rect(part.left(), part.top(), part.right() + 1, part.bottom() + 1)
        seen = picture.intersection(inside)
        if seen is None or seen.area <= 0:
            return
        across = _steps(seen.x0, seen.x1, view.x, view.scale)
        down = _steps(seen.y0, seen.y1, view.y, view.scale)
        for x in across:
            if picture.x0 + 1 <= x <= picture.x1 - 1:
                p.fillRect(QRectF(x, seen.y0, 1, seen.height), _LINE)
        for y in down:
            if picture.y0 + 1 <= y <= picture.y1 - 1:
                p.fillRect(QRectF(seen.x0, y, seen.width, 1), _LINE)
        if self._values is not None and _is_readable(self._values, view):
            self._write(p, view, across, down)

    def _shows(self, view: View) -> bool:
        return self.is_on and view.screen_scale >= GRID_FROM

    def _write(self, p: QPainter, view: View, across: Sequence[int], down: Sequence[int]) -> None:
        """The numbers of the cells between the lines."""
        if self._values is None or self._shown is None:
            return
        rows, columns = _cells(view, across, down)
        bright = self._shown[rows, columns, :3].mean(axis=-1) > _BRIGHT
        blocks = _blocks(_strings(self._values.at(rows, columns)), view.dpr)
        pixels = blocks * np.where(bright, _BLACK, _WHITE).astype(np.uint32)[..., None, None]
        high, wide = pixels.shape[2:]
        sheet = np.zeros((down[-1] - down[0], across[-1] - across[0]), np.uint32)
        for r, (y0, y1) in enumerate(pairwise(down)):
            top = (y0 + y1 - high) // 2 - down[0]
            for c, (x0, x1) in enumerate(pairwise(across)):
                left = (x0 + x1 - wide) // 2 - across[0]
                sheet[top : top + high, left : left + wide] = pixels[r, c]
        image = QImage(sheet.data, sheet.shape[1], sheet.shape[0], sheet.strides[0], _PREMULTIPLIED)
        p.drawImage(across[0], down[0], image)


def _steps(low: float, high: float, origin: float, scale: float) -> list[int]:
    """The first device pixel of each image pixel that meets low..high, and the one behind."""
    first = math.floor((low - origin) / scale + 1e-6)
    last = math.ceil((high - origin) / scale - 1e-6)
    return [math.ceil(origin + k * scale - 0.5) for k in range(first, last + 1)]


def _cells(view: View, across: Sequence[int], down: Sequence[int]) -> tuple[Cells, Cells]:
    """Row and column in the picture of each cell, (cells down, cells across)."""
    xs = np.add(across[:-1], across[1:]) / 2
    ys = np.add(down[:-1], down[1:]) / 2
    middles = [[view.to_image(XY(x, y)) for x in xs.tolist()] for y in ys.tolist()]
    places = np.floor(np.array(middles)).astype(np.int64)
    return places[..., 1], places[..., 0]


def _longest(kind: np.dtype[Any]) -> int:
    """Characters that a number of that type may need."""
    return {1: 3, 2: 5}.get(kind.itemsize, 9) if kind.kind == "u" else 9


def _is_readable(values: Values, view: View) -> bool:
    """Whether all numbers of a pixel find room in it."""
    bands = values.bands
    if bands > MOST_LINES:
        return False
    high, wide = _glyphs(view.dpr, font(KEY).toString()).shape[1:]
    needed = max(bands * high, _longest(values.dtype) * wide) + _SPACE_PX * view.dpr
    return bool(view.scale >= needed)


def _strings(values: NDArray[Any]) -> NDArray[np.str_]:
    """Each number in words, all of one length."""
    kind = "%d" if values.dtype.kind in "ui" and values.dtype.itemsize <= 2 else "%.3g"  # noqa: PLR2004
    words: NDArray[np.str_] = np.char.mod(kind, values)
    return np.char.rjust(words, _longest(values.dtype))


def _blocks(words: NDArray[np.str_], dpr: float) -> NDArray[np.uint32]:
    """Coverage 0..255 of each cell's numbers, one below the other: (rows, columns, h, w)."""
    rows, columns, bands = words.shape
    length = words.dtype.itemsize // 4
    codes = np.ascontiguousarray(words).view(np.uint32).reshape(rows, columns, bands, length)
    glyphs = _glyphs(dpr, font(KEY).toString())
    drawn = glyphs[_PLACES[np.minimum(codes, len(_PLACES) - 1)]]
    high, wide = glyphs.shape[1:]
    return drawn.transpose(0, 1, 2, 4, 3, 5).reshape(rows, columns, bands * high, length * wide)


_PLACES = np.zeros(128, np.int64)
_PLACES[[ord(one) for one in _CHARACTERS]] = range(len(_CHARACTERS))


@lru_cache(maxsize=4)
def _glyphs(dpr: float, _font: str) -> NDArray[np.uint32]:
    """Coverage of `_CHARACTERS`, all of one size (n, h, w), for a font in use."""
    wide, cap = width("0", KEY), metrics(KEY).capHeight()
    size = round(wide * dpr), math.ceil((cap + 3) * dpr)
    glyphs = []
    for one in _CHARACTERS:
        image = QImage(*size, _PREMULTIPLIED)
        image.setDevicePixelRatio(dpr)
        image.fill(Qt.GlobalColor.transparent)
        with QPainter(image) as p:
            p.setFont(font(KEY))
            p.setPen(WHITE)
            left = (wide - metrics(KEY).horizontalAdvance(one)) / 2
            p.drawText(QPointF(left, cap + 1.5), one)
        pixels = np.frombuffer(image.constBits(), np.uint32).reshape(size[1], size[0])
        glyphs.append(pixels >> 24)
    return np.array(glyphs, np.uint32)
