"""Numbers in the plane: float64, continuous pixels of the upright image.

Pixel (i, j) covers [i, i+1) x [j, j+1); an image spans [0, w] x [0, h]. Angles are radians,
clockwise on the screen (y grows downwards).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

FARTHEST = 1e7
"""Pixels: no image is that large, and beyond it numbers lose their fractions. Codecs refuse what
lies farther out."""


class XY(NamedTuple):
    """A position or a displacement, in image pixels."""

    x: float
    y: float


class Size(NamedTuple):
    """Width and height of an upright image, in whole pixels."""

    width: int
    height: int


class Rect(NamedTuple):
    """An axis-aligned rectangle; x0 <= x1 and y0 <= y1 when made by `around` or `spanned`."""

    x0: float
    y0: float
    x1: float
    y1: float

    @staticmethod
    def spanned(a: XY, b: XY) -> Rect:
        """The rectangle with two opposite corners in any order."""
        return Rect(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))

    @staticmethod
    def around(points: NDArray[np.float64]) -> Rect:
        """The bounding rectangle of an (n, 2) array, n >= 1."""
        return Rect(*np.minimum.reduce(points).tolist(), *np.maximum.reduce(points).tolist())

    @staticmethod
    def enclosing(rects: Iterable[Rect]) -> Rect | None:
        """The smallest rectangle around all, or None for none."""
        items = list(rects)
        if not items:
            return None
        return Rect(
            min(r.x0 for r in items),
            min(r.y0 for r in items),
            max(r.x1 for r in items),
            max(r.y1 for r in items),
        )

    @property
    def width(self) -> float:
        """x1 - x0."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """y1 - y0."""
        return self.y1 - self.y0

    @property
    def area(self) -> float:
        """Square pixels; 0 when empty."""
        return max(self.width, 0.0) * max(self.height, 0.0)

    @property
    def centre(self) -> XY:
        """The middle."""
        return XY((self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2)

    def contains(self, p: XY) -> bool:
        """Whether the point lies inside or on the edge."""
        return self.x0 <= p[0] <= self.x1 and self.y0 <= p[1] <= self.y1

    def meets(self, other: Rect) -> bool:
        """Whether the two share at least a point."""
        return (
            self.x0 <= other.x1
            and other.x0 <= self.x1
            and self.y0 <= other.y1
            and other.y0 <= self.y1
        )

    def intersection(self, other: Rect) -> Rect | None:
        """The common rectangle, or None when they do not meet."""
        if not self.meets(other):
            return None
        return Rect(
            max(self.x0, other.x0),
            max(self.y0, other.y0),
            min(self.x1, other.x1),
            min(self.y1, other.y1),
        )

    def expanded(self, by: float) -> Rect:
        """Grown by the same margin on every side."""
        return Rect(self.x0 - by, self.y0 - by, self.x1 + by, self.y1 + by)

    def moved(self, dx: float, dy: float) -> Rect:
        """Displaced."""
        return Rect(self.x0 + dx, self.y0 + dy, self.x1 + dx, self.y1 + dy)

    def iou(self, other: Rect) -> float:
        """Intersection over union, 0 when the union is empty."""
        common = self.intersection(other)
        shared = common.area if common else 0.0
        union = self.area + other.area - shared
        return shared / union if union > 0 else 0.0

    def corners(self) -> NDArray[np.float64]:
        """Top left, top right, bottom right, bottom left as (4, 2)."""
        x0, y0, x1, y1 = self
        return np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], dtype=np.float64)


class NotFiniteError(ValueError):
    """NaN or infinity was about to enter a shape."""


def finite(*numbers: float) -> None:
    """Raise `NotFiniteError` unless every number is finite."""
    if not all(map(math.isfinite, numbers)):
        raise NotFiniteError(f"not finite: {numbers}")


class Ring:
    """A row of vertices: read-only float64 (n, 2), compared and hashed by value.

    Closed where it bounds an area (the last vertex is not repeated), open in a polyline.
    An array and not tuples: flattening 10,000 rings for the canvas takes 1.5 ms instead of 25.
    """

    __slots__ = ("_area", "_bounds", "_hash", "points")

    points: NDArray[np.float64]
    _hash: int | None
    _bounds: Rect | None
    _area: float | None

    def __init__(self, points: NDArray[np.float64] | Sequence[Sequence[float]]) -> None:
        array = np.array(points, dtype=np.float64, order="C").reshape(-1, 2)
        # One product says it for nearly all rings (it overflows before they do, and vdot, unlike
        # dot, without a warning), much faster: imports make hundreds of thousands.
        flat = array.ravel()
        if not math.isfinite(np.vdot(flat, flat)) and not np.isfinite(flat).all():
            raise NotFiniteError("a vertex is not finite")
        array += 0.0  # -0.0 and 0.0 are one place and must hash alike
        array.setflags(write=False)
        _set_points(self, array)
        _set_hash(self, None)
        _set_bounds(self, None)
        _set_area(self, None)

    @staticmethod
    def many(points: NDArray[np.float64], counts: NDArray[np.intp]) -> list[Ring]:
        """The rings of which `counts` (each at least 1) say how many of `points` (n, 2) are theirs.

        As `Ring` for each of them, bounds and areas known already, at a fifth of the cost.
        """
        array = np.array(points, dtype=np.float64, order="C").reshape(-1, 2)
        if not np.isfinite(array).all():
            raise NotFiniteError("a vertex is not finite")
        array += 0.0
        array.setflags(write=False)
        ends = np.cumsum(counts)
        starts = ends - counts
        low = np.minimum.reduceat(array, starts).tolist() if len(starts) else []
        high = np.maximum.reduceat(array, starts).tolist() if len(starts) else []
        areas = _areas(array, starts, counts)
        made = []
        for first, end, (x0, y0), (x1, y1), area in zip(
            starts.tolist(), ends.tolist(), low, high, areas, strict=True
        ):
            ring = _new(Ring)
            _set_points(ring, array[first:end])
            _set_hash(ring, None)
            _set_bounds(ring, Rect(x0, y0, x1, y1))
            _set_area(ring, area)
            made.append(ring)
        return made

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a Ring does not change ({name})")

    def __len__(self) -> int:
        return len(self.points)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Ring):
            return NotImplemented
        return self.points.shape == other.points.shape and bool((self.points == other.points).all())

    def __hash__(self) -> int:
        value = self._hash
        if value is None:
            value = hash(self.points.tobytes())
            _set_hash(self, value)
        return value

    def __reduce__(self) -> tuple[type[Ring], tuple[NDArray[np.float64]]]:
        return Ring, (self.points,)

    def __repr__(self) -> str:
        return f"Ring({self.points.tolist()})"

    @property
    def signed_area(self) -> float:
        """Shoelace area of the closed ring; positive when clockwise on the screen."""
        value = self._area
        if value is None:
            value = 0.0
            if len(self):
                # About the first vertex: far from the origin the products would cancel badly,
                # and the two products with the first vertex are zero.
                x, y = (self.points - self.points[0]).T
                value = float((x[:-1].dot(y[1:]) - y[:-1].dot(x[1:])) / 2)
            _set_area(self, value)
        return value

    @property
    def bounds(self) -> Rect:
        """The bounding rectangle."""
        value = self._bounds
        if value is None:
            value = Rect.around(self.points)
            _set_bounds(self, value)
        return value

    def moved(self, dx: float, dy: float) -> Ring:
        """Displaced."""
        return Ring(self.points + (dx, dy))

    def with_point(self, index: int, p: XY) -> Ring:
        """One vertex moved to `p`."""
        points = self.points.copy()
        points[index] = p
        return Ring(points)

    def with_inserted(self, index: int, p: XY) -> Ring:
        """A vertex inserted before `index`."""
        return Ring(np.insert(self.points, index, p, axis=0))

    def without(self, indices: Sequence[int]) -> Ring:
        """The given vertices removed."""
        return Ring(np.delete(self.points, list(indices), axis=0))


# The setters of the slots: going through `object.__setattr__` takes twice as long.
_new = object.__new__
_set_points, _set_hash, _set_bounds, _set_area = (
    vars(Ring)[name].__set__ for name in ("points", "_hash", "_bounds", "_area")
)


def _areas(
    points: NDArray[np.float64], starts: NDArray[np.intp], counts: NDArray[np.intp]
) -> list[float]:
    """The signed areas of consecutive rings: about the first vertex of each, as for one ring,
    which makes the products across two rings zero.
    """
    if not len(starts):
        return []
    products = np.zeros(len(points))
    with np.errstate(over="ignore", invalid="ignore"):
        x, y = (points - points[starts].repeat(counts, axis=0)).T
        products[:-1] = x[:-1] * y[1:] - y[:-1] * x[1:]
    areas: list[float] = (np.add.reduceat(products, starts) / 2).tolist()
    return areas


def rotated(points: NDArray[np.float64], centre: XY, angle: float) -> NDArray[np.float64]:
    """Points (n, 2) turned about a centre by `angle` radians, clockwise on the screen."""
    c, s = math.cos(angle), math.sin(angle)
    about = np.asarray(centre, dtype=np.float64)
    result: NDArray[np.float64] = (points - about) @ np.array([[c, s], [-s, c]]) + about
    return result


def refitted(points: NDArray[np.float64], old: Rect, new: Rect) -> NDArray[np.float64]:
    """Points (n, 2) carried along as their frame `old` becomes `new`.

    A side of no length cannot be stretched: its points move with the new low side.
    """
    sx = new.width / old.width if old.width else 1.0
    sy = new.height / old.height if old.height else 1.0
    result: NDArray[np.float64] = (points - (old.x0, old.y0)) * (sx, sy) + (new.x0, new.y0)
    return result
