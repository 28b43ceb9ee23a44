"""From pixels to one vector: the port that backbones fit, and a descriptor that needs no model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.problem import UserError

Pixels = NDArray[np.uint8]
"""uint8 (h, w, 3 or 4), upright: blue, green, red, and what else there is is not looked at."""
Vector = NDArray[np.float32]
Describe = Callable[[Pixels], Vector]
"""Pixels in, float32 (length,) out; called on one worker thread, the same for the same pixels.

Raises `UserError` for a picture without a vector, `Blind` when none will have one any more.
"""


class Blind(UserError):  # noqa: N818 (an event)
    """Who made vectors can make no more."""


def _nothing() -> None:
    """There is nothing to give back."""


@dataclass(frozen=True, slots=True)
class Describer:
    """Who makes vectors: another `id` (name and version in one) is another kind of vector.

    `side` is the long side in pixels below which it sees no less: more need not be decoded.
    `of_part` is for objects, where it is another one; `close` gives back what is held, once.
    """

    id: str
    length: int
    describe: Describe
    side: int = 256
    of_part: Describe | None = None
    close: Callable[[], None] = _nothing


_SIDE = 128
_CELLS = 4
_TURNS = 8
_HUES = 4
_PATTERNS = 10
_LAYOUT, _SPREAD, _MIX, _EDGES, _TEXTURE = 0.7, 0.6, 1.0, 1.0, 0.8
_LEAST = 1e-6
LENGTH = 48 + 12 + _HUES**3 + _CELLS * _CELLS * _TURNS + 5 * _PATTERNS


def describe(pixels: Pixels) -> Vector:
    """Colours and where they are, edges and their directions, texture; of length 1, (302,).

    The picture is stretched to a square of 128 px; one without any contrast is as good as others.
    """
    from labeldesk.imaging.opencv import cv2

    colours = np.ascontiguousarray(pixels[:, :, :3])
    small = cv2.resize(colours, (_SIDE, _SIDE), interpolation=cv2.INTER_AREA)
    lab = cv2.cvtColor(small, cv2.COLOR_BGR2LAB)
    grey = lab[:, :, 0]
    half = cv2.resize(grey, (_SIDE // 2, _SIDE // 2), interpolation=cv2.INTER_AREA)
    texture = [_patterns(part) for part in (*_quarters(grey), half)]
    parts = [*_layout(lab), _MIX * _mixture(lab), _EDGES * _edges(grey)]
    vector = np.concatenate([*parts, _TEXTURE / np.sqrt(len(texture)) * np.concatenate(texture)])
    unit: Vector = (vector / max(float(np.linalg.norm(vector)), _LEAST)).astype(np.float32)
    return unit


BUILT_IN = Describer("labeldesk-1", LENGTH, describe)
"""Works on every machine, at once; a backbone sees more."""


def _quarters(grey: Pixels) -> list[Pixels]:
    half = _SIDE // 2
    return [grey[y : y + half, x : x + half] for y in (0, half) for x in (0, half)]


def _layout(lab: Pixels) -> tuple[Vector, Vector]:
    """Mean colours of 4 x 4 fields (48,), and how much they vary in 2 x 2 of them (12,)."""
    from labeldesk.imaging.opencv import cv2

    centred = (lab.astype(np.float32) - 128) / 64
    fields = cv2.resize(centred, (_CELLS, _CELLS), interpolation=cv2.INTER_AREA)
    quarters = centred.reshape(2, _SIDE // 2, 2, _SIDE // 2, 3)
    spread = quarters.std(axis=(1, 3))
    return (
        _LAYOUT * fields.ravel() / np.sqrt(fields.size),
        _SPREAD * spread.ravel() / np.sqrt(spread.size),
    )


def _mixture(lab: Pixels) -> Vector:
    """How much there is of each of 4 x 4 x 4 colours, finer about grey, as square roots (64,)."""
    light = lab[:, :, 0] >> 6
    green, blue = (np.digitize(lab[:, :, i], (118, 128, 140)).astype(np.uint8) for i in (1, 2))
    code = (light * _HUES + green) * _HUES + blue
    return _rooted(np.bincount(code.ravel(), minlength=_HUES**3))


def _edges(grey: Pixels) -> Vector:
    """How strong edges of each of 8 directions are in 4 x 4 fields, of length 1 (128,)."""
    from labeldesk.imaging.opencv import cv2

    across = cv2.Sobel(grey, cv2.CV_32F, 1, 0)
    down = cv2.Sobel(grey, cv2.CV_32F, 0, 1)
    strength, angle = cv2.cartToPolar(across, down)
    turn = angle * (_TURNS / np.pi)  # an edge and its opposite are the same
    low = np.floor(turn)
    share = turn - low
    first = low.astype(np.intp) % _TURNS
    field = _fields() * _TURNS
    length = _CELLS * _CELLS * _TURNS
    found = np.bincount((field + first).ravel(), (strength * (1 - share)).ravel(), length)
    found += np.bincount((field + (first + 1) % _TURNS).ravel(), (strength * share).ravel(), length)
    return _rooted(found)


def _patterns(grey: Pixels) -> Vector:
    """How often each of 10 kinds of local binary patterns occurs, as square roots (10,)."""
    inner = grey[1:-1, 1:-1]
    high, wide = grey.shape
    code = np.zeros(inner.shape, np.uint8)
    for bit, (y, x) in enumerate(((0, 0), (0, 1), (0, 2), (1, 2), (2, 2), (2, 1), (2, 0), (1, 0))):
        brighter = grey[y : high - 2 + y, x : wide - 2 + x] > inner
        code |= brighter.astype(np.uint8) << bit
    return _rooted(np.bincount(_kinds()[code].ravel(), minlength=_PATTERNS))


@cache
def _fields() -> NDArray[np.intp]:
    row = np.arange(_SIDE) * _CELLS // _SIDE
    fields: NDArray[np.intp] = row[:, None] * _CELLS + row[None, :]
    return fields


@cache
def _kinds() -> NDArray[np.intp]:
    """Of the 256 patterns: how many neighbours are brighter where they lie together, else 9."""
    bits = (np.arange(256)[:, None] >> np.arange(8)) & 1
    changes = np.count_nonzero(bits != np.roll(bits, 1, axis=1), axis=1)
    kinds: NDArray[np.intp] = np.where(changes <= 2, bits.sum(axis=1), _PATTERNS - 1)  # noqa: PLR2004
    return kinds


def _rooted(counts: NDArray[np.generic]) -> Vector:
    """Square roots of the shares: of length 1, or all 0."""
    found = np.sqrt(np.maximum(counts.astype(np.float64), 0))
    rooted: Vector = (found / max(float(np.linalg.norm(found)), _LEAST)).astype(np.float32)
    return rooted
