"""Coordinates as shares of an image's sides, printed with so many digits."""

from __future__ import annotations

import math
from collections.abc import Sequence

from labeldesk.domain.geometry import Size

LEAST_DIGITS = 6
_EXACT = 15  # decimals of what is written without any, or with an exponent


def reach_of(texts: Sequence[str]) -> float:
    """How near, as a share of the image, printed digits cannot tell from each other. The longest
    text counts: others may lack zeros at their ends.
    """
    found = [decimals(text) for text in texts if "." in text]
    return 0.75 * 10.0 ** -max(found, default=_EXACT)


def decimals(text: str) -> int:
    """Decimals of the text: how finely it can tell; 15 for an exponent and the like."""
    fraction = text.partition(".")[2]
    return len(fraction) if fraction.isdigit() else _EXACT


def snapped(value: float, reach: float) -> float:
    """The whole pixel that is not further away than `reach`, else the value."""
    whole = round(value)
    return float(whole) if abs(value - whole) <= reach else value


def digits_for(size: Size) -> int:
    """How many decimals it takes to be within 0.001 pixels in an image of that size."""
    return max(LEAST_DIGITS, 3 + math.ceil(math.log10(max(size))))
