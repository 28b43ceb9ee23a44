"""Patterns that tell masks apart without their colour: four, by the order of the classes."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from labeldesk.ui.canvas.style import strengthened

PERIOD_PX = 8
LINE_PX = 1.25
UNDER = 0.16  # opacity of the fill between the lines
LINE = 0.85  # and of the lines
LEVELS = 4  # steps of opacity from one to the other
KINDS = 4


@lru_cache(maxsize=64)
def pattern(order: int, k: float) -> NDArray[np.uint8]:
    """One period (n, n) of the pattern of a class, 0 (between) to `LEVELS` - 1 (on the line).

    `order` is the place of the class; `k` is device pixels per px at 100 %.
    """
    side = max(round(PERIOD_PX * k), 2)
    y, x = np.mgrid[0:side, 0:side] + 0.5
    width = LINE_PX * k
    match order % KINDS:
        case 0:
            covered = _stripes(x + y, side, width)
        case 1:
            covered = _stripes(x - y, side, width)
        case 2:
            covered = np.maximum(_stripes(x + y, side, width), _stripes(x - y, side, width))
        case _:
            covered = np.maximum(_dot(x, y, side / 4, width), _dot(x, y, side * 3 / 4, width))
    return np.rint(covered * (LEVELS - 1)).astype(np.uint8)


def opacities(fill: float) -> list[float]:
    """The opacity of each level while masks are filled with `fill`."""
    steps = (UNDER + (LINE - UNDER) * np.linspace(0.0, 1.0, LEVELS)).tolist()
    return [strengthened(opacity, fill) for opacity in steps]


def laid(order: int, k: float, place: tuple[int, int], size: tuple[int, int]) -> NDArray[np.uint8]:
    """The pattern over (width, height) device pixels that begin at `place` of the picture."""
    tile = pattern(order, k)
    side = len(tile)
    columns = (np.arange(size[0]) + place[0]) % side
    rows = (np.arange(size[1]) + place[1]) % side
    return tile[rows].take(columns, axis=1)


def _stripes(along: NDArray[np.float64], side: int, width: float) -> NDArray[np.float64]:
    away = np.abs((along + side / 2) % side - side / 2) / np.sqrt(2)
    covered: NDArray[np.float64] = np.clip(width / 2 + 0.5 - away, 0.0, 1.0)
    return covered


def _dot(
    x: NDArray[np.float64], y: NDArray[np.float64], middle: float, radius: float
) -> NDArray[np.float64]:
    covered: NDArray[np.float64] = np.clip(
        radius + 0.5 - np.hypot(x - middle, y - middle), 0.0, 1.0
    )
    return covered
