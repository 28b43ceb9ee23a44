"""Maps that a network gives for its whole input, brought to the pixels of the image.

Cells are areas as pixels are: the map covers the input whatever its size. The margins of a
letterbox are cut off before anything is interpolated, and a part of the image that the network
did not see stays without an answer.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from labeldesk.suggest.frames import Frame

Floats = NDArray[np.float32]
Span = tuple[int, int]
_NEAR = 1e-6


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis of a map over one axis of the image.

    Image pixel i lies at ``offset + (i + 0.5) * step`` in cells; only those of `pixels` were seen
    by the network, and only `cells` of the map hold the image.
    """

    offset: float
    step: float
    pixels: Span
    cells: Span

    def near(self, span: Span) -> NDArray[np.intp]:
        """The cell that each pixel of a span lies in."""
        at = np.floor(self._at(span) + _NEAR).astype(np.intp)
        return np.clip(at, self.cells[0], self.cells[1] - 1)

    def between(self, span: Span) -> tuple[NDArray[np.intp], Floats]:
        """The cell before each pixel of a span, and the share of the one after it."""
        first, last = self.cells[0], self.cells[1] - 1
        at = np.clip(self._at(span) - 0.5, first, last)
        low = np.minimum(np.floor(at).astype(np.intp), max(last - 1, first))
        return low, (at - low).astype(np.float32)

    def covering(self, low: int, high: int) -> Span:
        """The pixels that cells [low, high) have a part in when values are interpolated."""
        first = math.floor((low - 0.5 - self.offset) / self.step - 0.5)
        last = math.ceil((high + 0.5 - self.offset) / self.step + 0.5)
        # The cells at the edge reach as far as the image does.
        first = self.pixels[0] if low <= self.cells[0] else max(first, self.pixels[0])
        last = self.pixels[1] if high >= self.cells[1] else min(last, self.pixels[1])
        return first, max(last, first)

    def _at(self, span: Span) -> NDArray[np.float64]:
        at: NDArray[np.float64] = (
            self.offset + (np.arange(*span, dtype=np.float64) + 0.5) * self.step
        )
        return at


def axes(frame: Frame, rows: int, columns: int) -> tuple[Axis, Axis]:
    """The axes y, x of a map of so many cells over the whole input."""
    made = []
    for index, cells in ((1, rows), (0, columns)):
        per_input = cells / frame.net[index]
        scale, offset = float(frame.scale[index]), float(frame.offset[index])
        low, high = frame.source[index], frame.source[index + 2]
        pixels = (
            max(math.ceil(low - 0.5 - _NEAR), 0),
            min(math.ceil(high - 0.5 - _NEAR), frame.image[index]),
        )
        begin = (frame.top if index else frame.left) * per_input
        end = begin + frame.resized[index] * per_input
        inside = _centres(begin, end, cells)
        made.append(Axis(offset * per_input, scale * per_input, pixels, inside))
    return made[0], made[1]


def _centres(begin: float, end: float, cells: int) -> Span:
    """The cells whose centres lie in the stretch; the one in its middle if there are none."""
    first = max(math.ceil(begin - 0.5 - _NEAR), 0)
    last = min(math.ceil(end - 0.5 - _NEAR), cells)
    if first < last:
        return first, last
    middle = min(max(int((begin + end) / 2), 0), cells - 1)
    return middle, middle + 1


def enlarged(values: Floats, y: Axis, x: Axis, rows: Span, columns: Span) -> Floats:
    """Values (h, w) of a map, linear between its cells, on the pixels rows x columns."""
    down, y_share = y.between(rows)
    across, x_share = x.between(columns)
    if not len(down) or not len(across):
        return np.zeros((len(down), len(across)), np.float32)
    first = across[0]
    part = values[:, first : across[-1] + 2]
    tall = _mixed(part, down, y_share[:, None], 0)
    return _mixed(tall, across - first, x_share[None], 1)


def _mixed(values: Floats, low: NDArray[np.intp], share: Floats, axis: int) -> Floats:
    before: Floats = np.take(values, low, axis=axis)
    if values.shape[axis] == 1:
        return before
    after: Floats = np.take(values, np.minimum(low + 1, values.shape[axis] - 1), axis=axis)
    after -= before
    after *= share
    before += after
    return before
