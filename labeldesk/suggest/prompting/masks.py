"""From a decoder's numbers to the pixels of a mask, and which of several masks comes first."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.geometry import Rect, Size
from labeldesk.domain.mask import TILE, Mask, Tile
from labeldesk.domain.prompt import Prompt
from labeldesk.suggest.frames import Frame
from labeldesk.suggest.prompting.contract import FAMILIES
from labeldesk.suggest.prompting.feed import POSITIVE, Places

_TOKENS = 4  # masks of a decoder that gives one for several places, then three for one place
_OUTSIDE = -1e4


@dataclass(frozen=True, slots=True)
class Marks:
    """What a decoder said: `logits` (n, h, w) over the whole net, `scores` (n,), the net's size.

    `seconds` is the time the decoder itself took.
    """

    logits: NDArray[np.float32]
    scores: NDArray[np.float32]
    net: Size
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Part:
    """The part of an image that was looked at: `frame` of it, at `corner` of an image of `size`."""

    frame: Frame
    corner: tuple[int, int]
    size: Size


def marks_of(outputs: Sequence[NDArray[np.generic]], net: Size, seconds: float = 0.0) -> Marks:
    """The masks and scores among the outputs, told apart by their axes; what is no number is
    outside. Raises ValueError where there are no masks.
    """
    grids = [item for item in outputs if item.ndim >= 4]  # noqa: PLR2004 (batch, n, h, w)
    if not grids:
        raise ValueError([item.shape for item in outputs])
    grid = min(grids, key=lambda item: item.shape[-1] * item.shape[-2])
    logits = grid.reshape(-1, *grid.shape[-2:])
    if logits.dtype == np.bool_:
        logits = np.where(logits, 1, -1)
    numbers = np.nan_to_num(logits.astype(np.float32), nan=_OUTSIDE)
    small = (item for item in outputs if item.ndim < 4 and item.size == len(numbers))  # noqa: PLR2004
    scores = next(small, np.zeros(len(numbers))).astype(np.float32).ravel()
    return Marks(numbers, np.nan_to_num(scores), net, seconds)


def order(marks: Marks, shown: Places, family: str) -> list[int]:
    """The masks, best first.

    Of four the first is meant for several places and the others for one that may stand for
    several objects. Where a family knows no negative places, masks that heed them come first.
    """
    ranked = sorted(range(len(marks.scores)), key=lambda i: -float(marks.scores[i]))
    if len(ranked) == _TOKENS:
        ranked.remove(0)
        alone = len(shown.points) == 1 and shown.box is None
        ranked = [*ranked, 0] if alone else [0, *ranked]
    if not FAMILIES[family].negatives and (shown.labels != POSITIVE).any():
        ranked.sort(key=lambda i: _mistakes(marks, i, shown))
    return ranked


def _mistakes(marks: Marks, index: int, shown: Places) -> int:
    grid = marks.logits[index]
    cells = np.floor(shown.points * (grid.shape[1], grid.shape[0]) / marks.net).astype(int)
    x, y = np.clip(cells, 0, (grid.shape[1] - 1, grid.shape[0] - 1)).T
    return int(((grid[y, x] > 0) != (shown.labels == POSITIVE)).sum())


def mask_of(
    marks: Marks, index: int, part: Part, prompt: Prompt, *, cuts: bool = False, least: float = 0.5
) -> Mask:
    """One mask in image pixels: a pixel is in where the share at its middle is above `least`.

    `cuts` leaves out what lies outside the prompt's box. Between the middles of cells the numbers
    are linear; nothing beyond the part that was looked at is marked.
    """
    threshold = math.log(least / (1 - least)) if 0 < least < 1 else 0.0
    logits = marks.logits[index] - np.float32(threshold)
    within = _around(logits > 0, marks, part)
    if within is not None and cuts and prompt.box is not None:
        within = within.intersection(prompt.box)
    if within is None:
        return Mask({})
    x0, y0 = math.floor(within.x0), math.floor(within.y0)
    x1, y1 = math.ceil(within.x1), math.ceil(within.y1)
    tiles = {}
    for row in range(y0 // TILE, -(-y1 // TILE)):
        for column in range(x0 // TILE, -(-x1 // TILE)):
            left, top = column * TILE, row * TILE
            inside = np.zeros((TILE, TILE), bool)
            seen = np.s_[max(y0 - top, 0) : y1 - top, max(x0 - left, 0) : x1 - left]
            inside[seen] = _tile(logits, marks, part, left, top)[seen]
            tiles[column, row] = Tile.of(inside)
    return Mask(tiles)


def _cells(marks: Marks, part: Part, shape: tuple[int, ...]) -> tuple[NDArray[np.float64], ...]:
    """``cell = pixel * scale + offset`` of image positions, (x, y); cell i covers [i, i + 1)."""
    per = np.array((shape[1], shape[0])) / np.array(marks.net)
    scale = part.frame.scale * per
    return scale, part.frame.offset * per - np.array(part.corner) * scale


def _around(inside: NDArray[np.bool_], marks: Marks, part: Part) -> Rect | None:
    """Whole image pixels around the cells that are in, within the part."""
    ys, xs = np.flatnonzero(inside.any(axis=1)), np.flatnonzero(inside.any(axis=0))
    if not len(xs):
        return None
    scale, offset = _cells(marks, part, inside.shape)
    low = (np.array((xs[0], ys[0])) - 1 - offset) / scale
    high = (np.array((xs[-1], ys[-1])) + 2 - offset) / scale
    (left, top), seen = part.corner, part.frame.image
    right, bottom = (
        min(left + seen.width, part.size.width),
        min(top + seen.height, part.size.height),
    )
    x0, y0 = max(math.floor(low[0]), left), max(math.floor(low[1]), top)
    x1, y1 = min(math.ceil(high[0]), right), min(math.ceil(high[1]), bottom)
    return Rect(x0, y0, x1, y1) if x0 < x1 and y0 < y1 else None


def _tile(
    logits: NDArray[np.float32], marks: Marks, part: Part, left: int, top: int
) -> NDArray[np.bool_]:
    """Which pixels of the tile that begins there are in: most tiles are so altogether."""
    import cv2

    scale, offset = _cells(marks, part, logits.shape)
    first = np.array((left, top)) * scale + offset - 0.5
    low = np.floor(first).astype(int) - 1
    high = np.ceil(first + TILE * scale).astype(int) + 2
    (x0, y0), (x1, y1) = np.maximum(low, 0), high
    met = logits[
        min(y0, logits.shape[0] - 1) : max(y1, 1), min(x0, logits.shape[1] - 1) : max(x1, 1)
    ]
    if met.min() > 0 or met.max() <= 0:
        return np.full((TILE, TILE), bool(met.max() > 0))
    start = first + scale / 2  # the cell that the middle of the first pixel lies at
    inverse = np.array([[scale[0], 0, start[0]], [0, scale[1], start[1]]])
    sampled: NDArray[np.float32] = cv2.warpAffine(
        logits, inverse, (TILE, TILE), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )  # fmt: skip
    return sampled > 0
