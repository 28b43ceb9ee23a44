"""Whether a point meets a shape: on its edge, inside it, or not at all."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from labeldesk.domain.geometry import XY
from labeldesk.domain.ids import AnnotationId
from labeldesk.domain.mask import TILE, Mask
from labeldesk.raster.columns import Course, Kind, Points, ShapeColumns

_BITS_LEFT = 7


@dataclass(frozen=True, slots=True)
class Hit:
    """A shape under the pointer; `area` is that of its bounds, in image pixels."""

    id: AnnotationId
    on_edge: bool
    area: float
    order: float


def covers(mask: Mask, p: XY) -> bool:
    """Whether the pixel at `p` is set, without unpacking the tile."""
    x, y = int(np.floor(p.x)), int(np.floor(p.y))
    tile = mask.tiles.get((x // TILE, y // TILE))
    if tile is None:
        return False
    bit = (y % TILE) * TILE + x % TILE
    return bool(tile.bits[bit >> 3] >> (_BITS_LEFT - (bit & 7)) & 1)


def segment_distances(points: Points, p: XY, *, closed: bool) -> Points:
    """Distance of `p` to each side (n,) of a row of vertices (n, 2).

    An open row has n-1 sides. Side i goes from vertex i to the next.
    """
    if closed:
        return _distances(points, np.roll(points, -1, axis=0), p)
    return _distances(points[:-1], points[1:], p)


def bone_distances(points: Points, p: XY) -> Points:
    """Distance of `p` to each line (n,) whose ends every two of the vertices (2n, 2) are."""
    return _distances(points[::2], points[1::2], p)


def _distances(a: Points, b: Points, p: XY) -> Points:
    along, to = b - a, np.asarray(p, dtype=np.float64) - a
    square = (along * along).sum(axis=1)
    share = np.divide((to * along).sum(axis=1), square, out=np.zeros(len(a)), where=square > 0)
    nearest = along * np.clip(share, 0.0, 1.0)[:, None]
    result: Points = np.hypot(*(to - nearest).T)
    return result


def _signed(points: Points, p: XY) -> float:
    """Distance to the closed ring, positive inside; about `p`, as cv2 takes float32 only."""
    ring = (points - p).astype(np.float32)
    return float(cv2.pointPolygonTest(ring, (0.0, 0.0), measureDist=True))


def hit(outlines: ShapeColumns, row: int, span: range, p: XY, tolerance: float) -> Hit | None:
    """How `p` meets the shape of `row`, whose courses are `span`; None if it does not."""
    kind = outlines.kinds[row]
    inside, on_edge = False, False
    if kind == Kind.MASK:
        inside = covers(outlines.masks[row], p)
    else:
        for course in span:
            start = outlines.start[course]
            points = outlines.vertices[start : start + outlines.length[course]]
            match Course(outlines.course[course]):
                case Course.CLOSED:
                    distance = _signed(points, p)
                    inside ^= distance >= 0
                    on_edge |= abs(distance) <= tolerance
                case Course.OPEN:
                    distances = segment_distances(points, p, closed=False)
                    on_edge |= bool(distances.min() <= tolerance)
                case Course.DOTS | Course.RINGS:
                    on_edge |= bool(np.hypot(*(points - p).T).min() <= tolerance)
                case Course.BONES:
                    on_edge |= bool(bone_distances(points, p).min() <= tolerance)
    if not (inside or on_edge):
        return None
    x0, y0, x1, y1 = outlines.boxes[row].tolist()
    area = (x1 - x0) * (y1 - y0)
    return Hit(AnnotationId(int(outlines.ids[row])), on_edge, area, float(outlines.order[row]))
