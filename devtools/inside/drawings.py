"""What the demo draws on the four photographs, in image pixels: a person's part of the work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from labeldesk.domain.geometry import XY, Size
from labeldesk.domain.mask import Mask
from labeldesk.domain.shapes import Box, Polygon, Shape, Tag
from labeldesk.raster.booleans import subtract
from labeldesk.raster.stroke import Stroke

Points = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Brushed:
    """A stroke of the brush: where it went, in order, and its radius."""

    way: Sequence[tuple[float, float]]
    radius: float

    def on(self, size: Size) -> Mask:
        """The pixels it covers in an image of that size."""
        stroke = Stroke((Mask({}),), size, erases=False)
        for x, y in self.way:
            stroke.to(XY(x, y), self.radius)
        return stroke.result(Mask({}))


Drawn: TypeAlias = tuple[str, Shape | Brushed]
"""The name of a class, and what is drawn."""


def _cup() -> Polygon:
    """The cup without what is in it: a polygon with a hole."""
    cup, inside = Polygon.of(_CUP), Polygon.of(_INSIDE)
    return subtract(cup, inside) or cup


_CUP: Points = [
    (173, 108), (178, 85), (193, 58), (215, 38), (245, 24), (285, 18), (325, 22), (360, 35),
    (388, 56), (402, 78), (408, 102), (408, 125), (402, 150), (390, 182), (376, 210), (358, 238),
    (340, 260), (315, 277), (285, 284), (258, 280), (240, 297), (222, 306), (204, 302), (196, 285),
    (200, 258), (218, 236), (205, 222), (188, 190), (177, 150),
]  # fmt: skip
_INSIDE: Points = [
    (203, 150), (212, 125), (230, 107), (262, 97), (295, 95), (325, 103), (352, 120), (368, 145),
    (366, 160), (350, 175), (325, 188), (290, 193), (255, 188), (225, 175),
]  # fmt: skip
_ROCKET: Points = [
    (322, 127), (315, 134), (311, 147), (311, 173), (313, 182), (310, 200), (312, 406), (332, 406),
    (334, 200), (331, 182), (334, 173), (334, 147), (329, 134),
]  # fmt: skip
_HELMET: Points = [
    (277, 512), (279, 470), (285, 438), (297, 410), (314, 386), (337, 365), (366, 350), (400, 344),
    (430, 348), (455, 362), (475, 385), (488, 412), (497, 446), (506, 460), (512, 470), (512, 512),
]  # fmt: skip

SHEETS: Mapping[str, Sequence[Drawn]] = {
    "astronaut.png": (
        ("helmet", Polygon.of(_HELMET)),
        ("rocket", Box(354, 0, 472, 289)),
        ("indoor", Tag()),
    ),
    "chelsea.png": (
        ("cat", Box(18, 0, 395, 300)),
        ("eye", Brushed([(164, 112), (178, 118)], 27)),
        ("eye", Brushed([(318, 138), (323, 134)], 21)),
        ("indoor", Tag()),
    ),
    "coffee.png": (
        ("cup", _cup()),
        ("coffee", Brushed([(252, 146), (286, 149), (320, 148)], 42)),
        ("spoon", Box(316, 66, 425, 326)),
        ("indoor", Tag()),
    ),
    "rocket.jpg": (
        ("rocket", Polygon.of(_ROCKET)),
        ("tower", Box(0, 0, 88, 427)),
        ("tower", Box(560, 0, 640, 427)),
        ("outdoor", Tag()),
    ),
}
"""Name of the photograph -> what is drawn on it, in order."""
TO_DO = ("coffee.png",)
"""What the demo leaves to do; the others are marked done."""
