"""A hand over a picture: what its tools search for is answered when a test says so."""

from __future__ import annotations

from typing import Any

import numpy as np

from labeldesk.domain.geometry import XY
from labeldesk.domain.mask import Mask
from labeldesk.tools.search import Search
from tests.unit.tools.hand import SIZE, Hand

DISC = (
    np.hypot(*(np.indices((SIZE.height, SIZE.width)) - np.array([240, 320])[:, None, None])) <= 100
)


class Seeing(Hand):
    """A hand over a red disc at (320, 240) on green; answers are given when a test says so."""

    def __init__(self, *annotations: Any, tool: str) -> None:
        super().__init__(*annotations, tool=tool)
        noise = np.random.default_rng(1).integers(-6, 7, (*DISC.shape, 3))
        colours = np.where(DISC[:, :, None], (40, 40, 190), (60, 140, 60)) + noise
        self.pixels = np.dstack([colours, np.full(DISC.shape, 255)]).astype(np.uint8)
        self.asked: list[Search] = []
        self.env.ports = type(self.env.ports)(say=self.said.append, search=self.asked.append)

    def answer(self, search: Search | None = None) -> Seeing:
        one = search or self.asked[-1]
        x0, y0, x1, y1 = map(int, one.region)
        result = one.find(self.pixels[y0:y1, x0:x1], XY(float(x0), float(y0)))
        self.machine.found(one, result)
        return self


def disc_iou(mask: Mask) -> float:
    found = mask.whole(SIZE)
    return float((found & DISC).sum() / (found | DISC).sum())
