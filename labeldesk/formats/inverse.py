"""Numbers that read back exactly as the ones they stand for."""

from __future__ import annotations

import math
from collections.abc import Callable

_NEAR = 8


def preimage(decode: Callable[[float], float], guess: float, wanted: float) -> float:
    """A number near `guess` that `decode` takes to just `wanted`; `guess` where there is none."""
    above = below = guess
    for _ in range(_NEAR):
        if decode(below) == wanted:
            return below
        if decode(above) == wanted:
            return above
        below, above = math.nextafter(below, -math.inf), math.nextafter(above, math.inf)
    return guess


def side(low: float, high: float) -> float:
    """The side that added to `low` gives `high` again, wherever floating point has one."""
    return preimage(lambda length: low + length, high - low, high)


def turned(degrees: float) -> float:
    """Degrees as radians in (-pi, pi]."""
    within = degrees % 360.0
    return math.radians(within - 360.0 if within > 180.0 else within)  # noqa: PLR2004 (half a turn)


def degrees_of(angle: float) -> float:
    """Degrees in [0, 360) that `turned` takes back to the angle, wherever there are some."""
    return preimage(turned, math.degrees(angle) % 360.0, angle) % 360.0
