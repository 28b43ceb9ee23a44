"""The closed union of shapes; handle it with `match` and `assert_never`."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, TypeAlias

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.geometry import XY, Rect, Ring, finite, refitted, rotated
from labeldesk.domain.mask import Mask

PointMap = Callable[[NDArray[np.float64]], NDArray[np.float64]]
MIN_RING = 3  # vertices that enclose an area
MIN_LINE = 2


@dataclass(frozen=True, slots=True)
class Tag:
    """The class applies to the whole image."""

    kind: ClassVar[str] = "tag"

    @property
    def bounds(self) -> Rect | None:
        """Nowhere in particular."""
        return None

    def moved(self, _dx: float, _dy: float) -> Tag:
        """Itself: a tag has no place."""
        return self


@dataclass(frozen=True, slots=True)
class Caption:
    """Free text about the whole image."""

    kind: ClassVar[str] = "caption"
    text: str

    @property
    def bounds(self) -> Rect | None:
        """Nowhere in particular."""
        return None

    def moved(self, _dx: float, _dy: float) -> Caption:
        """Itself: a caption has no place."""
        return self


@dataclass(frozen=True, slots=True)
class Box:
    """An axis-aligned box, x0 <= x1 and y0 <= y1."""

    kind: ClassVar[str] = "box"
    x0: float
    y0: float
    x1: float
    y1: float

    def __post_init__(self) -> None:
        finite(self.x0, self.y0, self.x1, self.y1)
        if self.x0 > self.x1 or self.y0 > self.y1:
            raise ValueError("the corners of a box are in order; use Box.of")

    @staticmethod
    def of(rect: Rect) -> Box:
        """From any rectangle, its corners put in order."""
        x0, y0, x1, y1 = map(float, rect)
        return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))

    @property
    def bounds(self) -> Rect:
        """The box as a rectangle."""
        return Rect(self.x0, self.y0, self.x1, self.y1)

    @property
    def area(self) -> float:
        """Square pixels."""
        return self.bounds.area

    def moved(self, dx: float, dy: float) -> Box:
        """Displaced."""
        return Box.of(self.bounds.moved(dx, dy))

    def fitted(self, old: Rect, new: Rect) -> Box:
        """Carried along as its frame `old` becomes `new`."""
        return Box.of(Rect.around(refitted(self.bounds.corners(), old, new)))


@dataclass(frozen=True, slots=True)
class RotatedBox:
    """A box turned about its centre by `angle` radians, clockwise on the screen."""

    kind: ClassVar[str] = "rotated-box"
    cx: float
    cy: float
    width: float
    height: float
    angle: float

    def __post_init__(self) -> None:
        finite(self.cx, self.cy, self.width, self.height, self.angle)
        if self.width < 0 or self.height < 0:
            raise ValueError("a rotated box has no negative sides")

    @property
    def corners(self) -> NDArray[np.float64]:
        """The corners (4, 2), starting at the top left one before turning."""
        w, h = self.width / 2, self.height / 2
        flat = Rect(self.cx - w, self.cy - h, self.cx + w, self.cy + h).corners()
        return rotated(flat, XY(self.cx, self.cy), self.angle)

    @property
    def bounds(self) -> Rect:
        """The upright rectangle around the turned corners."""
        return Rect.around(self.corners)

    @property
    def area(self) -> float:
        """Square pixels."""
        return self.width * self.height

    def moved(self, dx: float, dy: float) -> RotatedBox:
        """Displaced."""
        return RotatedBox(self.cx + dx, self.cy + dy, self.width, self.height, self.angle)


@dataclass(frozen=True, slots=True)
class Part:
    """One connected piece of a polygon: an outer ring, and holes cut out of it."""

    outer: Ring
    holes: tuple[Ring, ...] = ()

    def __post_init__(self) -> None:
        short = len(self.outer.points) < MIN_RING
        if short or (self.holes and min(map(len, self.holes)) < MIN_RING):
            raise ValueError("a ring has at least three vertices")

    @property
    def rings(self) -> tuple[Ring, ...]:
        """The outer ring, then the holes."""
        return (self.outer, *self.holes)

    @property
    def area(self) -> float:
        """Shoelace area of the outer ring less that of the holes."""
        return abs(self.outer.signed_area) - sum(abs(h.signed_area) for h in self.holes)


@dataclass(frozen=True, slots=True)
class Polygon:
    """One object of one or more parts."""

    kind: ClassVar[str] = "polygon"
    parts: tuple[Part, ...]

    def __post_init__(self) -> None:
        if not self.parts:
            raise ValueError("a polygon has at least one part")

    @staticmethod
    def of(points: NDArray[np.float64] | list[tuple[float, float]]) -> Polygon:
        """A polygon of a single ring without holes."""
        return Polygon((Part(Ring(points)),))

    @property
    def rings(self) -> tuple[Ring, ...]:
        """Every ring of every part, outer before its holes."""
        first = self.parts[0]
        if len(self.parts) == 1 and not first.holes:  # nearly all, by the thousand
            return (first.outer,)
        return tuple(ring for part in self.parts for ring in part.rings)

    @property
    def bounds(self) -> Rect:
        """The rectangle around the vertices."""
        if len(self.parts) == 1:
            return self.parts[0].outer.bounds
        x0, y0, x1, y1 = zip(*(part.outer.bounds for part in self.parts), strict=True)
        return Rect(min(x0), min(y0), max(x1), max(y1))

    @property
    def area(self) -> float:
        """Sum over the parts, as COCO counts it (overlapping parts count twice)."""
        return sum(part.area for part in self.parts)

    def moved(self, dx: float, dy: float) -> Polygon:
        """Displaced."""
        return self.mapped(lambda points: points + (dx, dy))

    def fitted(self, old: Rect, new: Rect) -> Polygon:
        """Carried along as its frame `old` becomes `new`."""
        return self.mapped(lambda points: refitted(points, old, new))

    def mapped(self, f: PointMap) -> Polygon:
        """Every vertex through `f`."""
        return Polygon(
            tuple(
                Part(Ring(f(p.outer.points)), tuple(Ring(f(h.points)) for h in p.holes))
                for p in self.parts
            )
        )

    def with_ring(self, index: int, ring: Ring | None) -> Polygon | None:
        """Ring `index` (counted as in `rings`) replaced, or removed with None.

        Removing an outer ring removes its part; None when no part is left.
        """
        parts: list[Part] = []
        start = 0
        for part in self.parts:
            rings: list[Ring | None] = list(part.rings)
            if start <= index < start + len(rings):
                rings[index - start] = ring
            start += len(rings)
            outer, holes = rings[0], tuple(hole for hole in rings[1:] if hole is not None)
            if outer is not None:
                parts.append(Part(outer, holes))
        return Polygon(tuple(parts)) if parts else None


@dataclass(frozen=True, slots=True)
class Point:
    """A single marked position."""

    kind: ClassVar[str] = "point"
    x: float
    y: float

    def __post_init__(self) -> None:
        finite(self.x, self.y)

    @property
    def bounds(self) -> Rect:
        """The rectangle of no size at the point."""
        return Rect(self.x, self.y, self.x, self.y)

    def moved(self, dx: float, dy: float) -> Point:
        """Displaced."""
        return Point(self.x + dx, self.y + dy)


@dataclass(frozen=True, slots=True)
class Polyline:
    """An open line through its vertices."""

    kind: ClassVar[str] = "polyline"
    line: Ring

    def __post_init__(self) -> None:
        if len(self.line) < MIN_LINE:
            raise ValueError("a polyline has at least two vertices")

    @property
    def bounds(self) -> Rect:
        """The rectangle around the vertices."""
        return self.line.bounds

    def moved(self, dx: float, dy: float) -> Polyline:
        """Displaced."""
        return Polyline(self.line.moved(dx, dy))

    def fitted(self, old: Rect, new: Rect) -> Polyline:
        """Carried along as its frame `old` becomes `new`."""
        return Polyline(Ring(refitted(self.line.points, old, new)))


@dataclass(frozen=True, slots=True)
class Ellipse:
    """An ellipse with half axes rx, ry, turned by `angle` radians clockwise."""

    kind: ClassVar[str] = "ellipse"
    cx: float
    cy: float
    rx: float
    ry: float
    angle: float = 0.0

    def __post_init__(self) -> None:
        finite(self.cx, self.cy, self.rx, self.ry, self.angle)
        if self.rx < 0 or self.ry < 0:
            raise ValueError("an ellipse has no negative half axes")

    @property
    def bounds(self) -> Rect:
        """The upright rectangle that touches the curve."""
        c, s = math.cos(self.angle), math.sin(self.angle)
        w, h = math.hypot(self.rx * c, self.ry * s), math.hypot(self.rx * s, self.ry * c)
        return Rect(self.cx - w, self.cy - h, self.cx + w, self.cy + h)

    @property
    def area(self) -> float:
        """Square pixels."""
        return math.pi * self.rx * self.ry

    def moved(self, dx: float, dy: float) -> Ellipse:
        """Displaced."""
        return Ellipse(self.cx + dx, self.cy + dy, self.rx, self.ry, self.angle)


@dataclass(frozen=True, slots=True)
class Keypoints:
    """Named joints of one object; visibility as COCO has it: 0 absent, 1 hidden, 2 visible.

    Absent joints keep a row so that the template's order holds; their place is ignored.
    """

    kind: ClassVar[str] = "keypoints"
    joints: Ring
    visibility: tuple[int, ...]

    def __post_init__(self) -> None:
        if len(self.visibility) != len(self.joints):
            raise ValueError("every joint has a visibility")
        if not set(self.visibility) <= {0, 1, 2}:
            raise ValueError("visibility is 0, 1 or 2")

    @property
    def bounds(self) -> Rect | None:
        """The rectangle around the joints that are not absent."""
        present = self.joints.points[np.array(self.visibility, dtype=int) > 0]
        return Rect.around(present) if len(present) else None

    def moved(self, dx: float, dy: float) -> Keypoints:
        """Displaced."""
        return Keypoints(self.joints.moved(dx, dy), self.visibility)

    def fitted(self, old: Rect, new: Rect) -> Keypoints:
        """Carried along as its frame `old` becomes `new`."""
        return Keypoints(Ring(refitted(self.joints.points, old, new)), self.visibility)


Shape: TypeAlias = (
    Tag | Box | RotatedBox | Polygon | Mask | Point | Polyline | Ellipse | Keypoints | Caption
)
SHAPES: tuple[type[Shape], ...] = (
    Tag, Box, RotatedBox, Polygon, Mask, Point, Polyline, Ellipse, Keypoints, Caption,
)  # fmt: skip
