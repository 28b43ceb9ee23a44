"""A part of an image at another size: which parts there are, and labels carried into one."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, assert_never

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.annotation import Annotation, Foreign
from labeldesk.domain.geometry import XY, Rect, Ring, Size, refitted
from labeldesk.domain.mask import Mask
from labeldesk.domain.shapes import (
    MIN_LINE,
    Box,
    Caption,
    Ellipse,
    Keypoints,
    Point,
    Polygon,
    Polyline,
    RotatedBox,
    Shape,
    Tag,
)
from labeldesk.formats.around import BBOX, bbox_of
from labeldesk.raster.booleans import intersect
from labeldesk.raster.outlines import to_polygon
from labeldesk.raster.overlap import area, has_inside

LEAST_SEEN = 0.1
"""What is cut to less of its area than that is left out."""


class Window(NamedTuple):
    """Whole pixels [x0, x1) x [y0, y1) of an upright image."""

    x0: int
    y0: int
    x1: int
    y1: int

    @property
    def size(self) -> Size:
        """Its width and height."""
        return Size(self.x1 - self.x0, self.y1 - self.y0)

    @property
    def rect(self) -> Rect:
        """The same in continuous pixels."""
        return Rect(*map(float, self))

    @staticmethod
    def whole(size: Size) -> Window:
        """All of an image."""
        return Window(0, 0, size.width, size.height)

    @staticmethod
    def around(rect: Rect, margin: int, size: Size) -> Window | None:
        """The whole pixels that hold a rectangle, with a margin, as far as the image goes."""
        found = Window(
            max(math.floor(rect.x0) - margin, 0),
            max(math.floor(rect.y0) - margin, 0),
            min(math.ceil(rect.x1) + margin, size.width),
            min(math.ceil(rect.y1) + margin, size.height),
        )
        return found if found.x0 < found.x1 and found.y0 < found.y1 else None


def tiles(size: Size, side: int, overlap: int) -> Iterator[Window]:
    """Squares of that side, row by row; the last of a row ends with the image, so that all are of
    one size. An image that is smaller is one tile in that direction.
    """
    for y in _starts(size.height, side, overlap):
        for x in _starts(size.width, side, overlap):
            yield Window(x, y, min(x + side, size.width), min(y + side, size.height))


def _starts(length: int, side: int, overlap: int) -> list[int]:
    if length <= side:
        return [0]
    starts = list(range(0, length - side, side - overlap))
    return [*starts, length - side]


@dataclass(frozen=True, slots=True)
class Frame:
    """A window of an image, shown at `size`: what lies at the window's edges lies at its edges."""

    window: Window
    size: Size

    @property
    def target(self) -> Rect:
        """The frame in its own pixels."""
        return Rect(0.0, 0.0, float(self.size.width), float(self.size.height))

    def carried(self, one: Annotation) -> list[Annotation]:
        """The object in the frame: exact where it lies inside, else cut at the edge and marked
        truncated. A line may come in several pieces; empty where too little is seen of it.
        """
        found = []
        for shape, is_cut in self._shapes(one.shape):
            flags = replace(one.flags, truncated=True) if is_cut else one.flags
            found.append(replace(one, shape=shape, flags=flags, foreign=self._foreign(one)))
        return found

    def _shapes(self, shape: Shape) -> list[tuple[Shape, bool]]:
        match shape:
            case Tag() | Caption():
                return [(shape, False)]
            case Mask():
                return self._of_mask(shape)
            case Polyline():
                return self._of_line(shape)
            case Keypoints():
                return self._of_joints(shape)
            case Point():
                x, y = self._mapped(np.array([[shape.x, shape.y]]))[0].tolist()
                is_seen = self.window.rect.contains(XY(shape.x, shape.y))
                return [(Point(x, y), False)] if is_seen else []
            case Box() | RotatedBox() | Ellipse() | Polygon():
                return self._of_area(shape)
            case _:
                assert_never(shape)

    def _of_area(self, shape: Box | RotatedBox | Ellipse | Polygon) -> list[tuple[Shape, bool]]:
        bounds, frame = shape.bounds, self.window.rect
        common = bounds.intersection(frame)
        if common is None:
            return []
        if common == bounds:
            return [(self._stretched(shape), False)]
        if isinstance(shape, Box):
            seen = common.area / bounds.area if bounds.area else 0.0
            cut: Shape | None = Box.of(common)
        else:
            outline = to_polygon(shape)
            cut = intersect(outline, Polygon.of(frame.corners())) if outline else None
            seen = area(cut) / area(shape) if cut is not None and area(shape) else 0.0
        if cut is None or seen < LEAST_SEEN:
            return []
        return [(self._stretched(cut), True)]

    def _stretched(self, shape: Shape) -> Shape:
        old, new = self.window.rect, self.target
        sx, sy = self._scales
        match shape:
            case Box():
                return shape.fitted(old, new)
            case RotatedBox() if sx == sy:
                cx, cy = self._mapped(np.array([[shape.cx, shape.cy]]))[0].tolist()
                return RotatedBox(cx, cy, shape.width * sx, shape.height * sx, shape.angle)
            case Ellipse() if sx == sy or shape.angle == 0:
                cx, cy = self._mapped(np.array([[shape.cx, shape.cy]]))[0].tolist()
                return Ellipse(cx, cy, shape.rx * sx, shape.ry * sy, shape.angle)
            case Polygon():
                return shape.fitted(old, new)
            case _:
                outline = to_polygon(shape) if has_inside(shape) else None
                return outline.fitted(old, new) if outline is not None else shape

    @property
    def _scales(self) -> tuple[float, float]:
        width, height = self.window.size
        return self.size.width / width, self.size.height / height

    def _mapped(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        return refitted(points, self.window.rect, self.target)

    def _of_mask(self, mask: Mask) -> list[tuple[Shape, bool]]:
        pixels = mask.pixels(*self.window)
        seen = int(np.count_nonzero(pixels))
        if not seen or seen < LEAST_SEEN * mask.area:
            return []
        found = Mask.of(resampled(pixels, self.size))
        return [(found, seen < mask.area)] if found.tiles else []

    def _of_line(self, line: Polyline) -> list[tuple[Shape, bool]]:
        frame = self.window.rect
        if line.bounds.intersection(frame) == line.bounds:
            return [(line.fitted(frame, self.target), False)]
        import shapely

        cut = shapely.intersection(shapely.LineString(line.line.points), shapely.box(*frame))
        pieces = [shapely.get_coordinates(one) for one in shapely.get_parts(cut)]
        return [
            (Polyline(Ring(self._mapped(points))), True)
            for points in pieces
            if len(points) >= MIN_LINE
        ]

    def _of_joints(self, shape: Keypoints) -> list[tuple[Shape, bool]]:
        frame = self.window.rect
        pairs = zip(shape.joints.points.tolist(), shape.visibility, strict=True)
        seen = tuple(v if frame.contains(XY(x, y)) else 0 for (x, y), v in pairs)
        if not any(seen):
            return []
        joints = self._mapped(shape.joints.points)
        inside = np.clip(joints, 0, self.target[2:])  # absent joints have no place to be wrong
        return [(Keypoints(Ring(inside), seen), seen != shape.visibility)]

    def _foreign(self, one: Annotation) -> Foreign | None:
        """Numbers of a file hold no more; the box beside keypoints comes along."""
        told = one.foreign.extra.get(BBOX) if one.foreign is not None else None
        if one.foreign is None or not isinstance(told, list) or len(told) != len(Rect._fields):
            return None
        x, y, width, height = (float(v) if isinstance(v, int | float) else 0.0 for v in told)
        box = Rect(x, y, x + width, y + height).intersection(self.window.rect)
        if box is None or box.area <= 0:
            return None
        return Foreign(
            one.foreign.format, {BBOX: list(bbox_of(Rect.around(self._mapped(box.corners()))))}
        )


def resampled(pixels: NDArray[np.bool_], size: Size) -> NDArray[np.bool_]:
    """A mask at another size: each new pixel is what lies under its middle."""
    height, width = pixels.shape
    rows = (2 * np.arange(size.height) + 1) * height // (2 * size.height)
    columns = (2 * np.arange(size.width) + 1) * width // (2 * size.width)
    found: NDArray[np.bool_] = pixels[np.ix_(rows, columns)]
    return found


def bounds_of(annotations: Sequence[Annotation]) -> list[Rect]:
    """The boxes around the objects that have a place."""
    found = [one.shape.bounds for one in annotations]
    return [bounds for bounds in found if bounds is not None]
