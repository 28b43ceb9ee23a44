"""What a tool wants found in the pixels of the picture, off the thread of the window."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from labeldesk.domain.geometry import XY, Rect, Size
from labeldesk.raster.wand import Pixels


@dataclass(frozen=True, slots=True, eq=False)
class Search:
    """Run `find` on the pixels of `region` and bring what it gives back to the state that asked.

    `region` are whole image pixels; `find` gets them as (h, w, 4) uint8 and the position of
    the top left one. It runs on another thread, so it may use values only. A search is itself
    and equal to no other: an answer to an older one is dropped.
    """

    region: Rect
    find: Callable[[Pixels, XY], Any]


def region_around(around: Rect, margin: float, size: Size) -> Rect | None:
    """Whole pixels of the image around a rectangle; None where there are none."""
    wide = around.expanded(margin)
    x0, y0 = max(math.floor(wide.x0), 0), max(math.floor(wide.y0), 0)
    x1, y1 = min(math.ceil(wide.x1), size.width), min(math.ceil(wide.y1), size.height)
    return Rect(float(x0), float(y0), float(x1), float(y1)) if x0 < x1 and y0 < y1 else None
