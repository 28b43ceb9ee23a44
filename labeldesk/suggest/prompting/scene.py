"""What is looked at: an image, or the part of it that is seen when one looks closely."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from pathlib import Path

from labeldesk.domain.geometry import Rect, Size
from labeldesk.domain.prompt import Prompt

CLOSE = 0.5  # of the image's sides: with less in sight the part in sight is looked at
_AROUND = 0.25  # of what is seen, on every side: a little panning needs no new look
_STEP = 32  # pixels; a part begins and ends at multiples
_MOST = 2.5  # a part whose sides are so many times those seen is too coarse


@dataclass(frozen=True, slots=True)
class Scene:
    """A frame of an image file; `crop` is the part of it in whole pixels of the upright image,
    None: all.
    """

    path: Path
    crop: Rect | None = None
    frame: int = 0

    @property
    def whole(self) -> Scene:
        """The whole image."""
        return replace(self, crop=None)

    def holds(self, prompt: Prompt) -> bool:
        """Whether everything that was shown lies in it."""
        bounds, crop = prompt.bounds, self.crop
        if crop is None or bounds is None:
            return True
        within = crop.intersection(bounds)
        return within == bounds


def part_in_sight(seen: Rect, size: Size, before: Rect | None = None) -> Rect | None:
    """The part of an image to look at while `seen` of it is in sight; None: the whole.

    The part looked at before stays while it holds what is seen and is not much larger.
    """
    sight = seen.intersection(Rect(0.0, 0.0, float(size.width), float(size.height)))
    if sight is None or sight.area <= 0:
        return None
    if max(sight.width / size.width, sight.height / size.height) > CLOSE:
        return None
    if before is not None and before.intersection(sight) == sight and _is_fine(before, sight):
        return before
    margin = max(sight.width, sight.height) * _AROUND
    wide = sight.expanded(margin)
    x0, y0 = (max(math.floor(low / _STEP) * _STEP, 0) for low in wide[:2])
    x1 = min(math.ceil(wide.x1 / _STEP) * _STEP, size.width)
    y1 = min(math.ceil(wide.y1 / _STEP) * _STEP, size.height)
    return Rect(float(x0), float(y0), float(x1), float(y1))


def _is_fine(part: Rect, sight: Rect) -> bool:
    longest = max(sight.width, sight.height)
    return max(part.width, part.height) <= max(longest * _MOST, 4 * _STEP)
