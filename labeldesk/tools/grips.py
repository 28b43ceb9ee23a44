"""Handles: where a shape can be taken hold of, and what pulling there makes of it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from labeldesk.domain.geometry import XY, Ring
from labeldesk.domain.ids import AnnotationId
from labeldesk.domain.shapes import Keypoints, Polygon, Polyline, Shape
from labeldesk.domain.skeleton import ABSENT, present
from labeldesk.raster.hits import segment_distances
from labeldesk.tools.frames import can_turn, frame_of, framed
from labeldesk.tools.pointer import PLAIN, Modifiers

GRIP_PX = 6.0  # half of the 12 px that a handle can be hit on, whatever its size
EDGE_PX = 5.0


@dataclass(frozen=True, slots=True)
class FrameGrip:
    """A handle of the frame; `column` and `row` are -1, 0 or 1, (0, 0) is none."""

    id: AnnotationId
    column: int
    row: int


@dataclass(frozen=True, slots=True)
class VertexGrip:
    """A vertex; `ring` counts as `Polygon.rings` does, 0 for lines and joints."""

    id: AnnotationId
    ring: int
    index: int


@dataclass(frozen=True, slots=True)
class EdgeGrip:
    """A place on a side where a vertex would be put, before vertex `index`."""

    id: AnnotationId
    ring: int
    index: int
    at: XY


@dataclass(frozen=True, slots=True)
class TurnGrip:
    """The handle above a frame that turns it."""

    id: AnnotationId


Grip: TypeAlias = FrameGrip | VertexGrip | EdgeGrip | TurnGrip


def rings_of(shape: Shape) -> tuple[Ring, ...]:
    """The rows of vertices that can be pulled one by one."""
    match shape:
        case Polygon():
            return shape.rings
        case Polyline():
            return (shape.line,)
        case Keypoints():
            return (shape.joints,)
        case _:
            return ()


def can_pull(shape: Shape, index: int) -> bool:
    """Whether a vertex can be seen and pulled: an absent joint cannot."""
    return not isinstance(shape, Keypoints) or shape.visibility[index] > ABSENT


def grip_at(
    annotation_id: AnnotationId, shape: Shape, p: XY, scale: float, *, edges: bool = False
) -> Grip | None:
    """The handle within reach of `p`: vertices first, then the frame, then (asked for) sides."""
    vertex = _vertex_at(annotation_id, shape, p, GRIP_PX / scale)
    if vertex is not None:
        return vertex
    frame = _frame_at(annotation_id, shape, p, scale)
    if frame is not None:
        return frame
    return _edge_at(annotation_id, shape, p, EDGE_PX / scale) if edges else None


def _frame_at(
    annotation_id: AnnotationId, shape: Shape, p: XY, scale: float
) -> FrameGrip | TurnGrip | None:
    frame = frame_of(shape)
    if frame is None:
        return None
    reach = GRIP_PX / scale
    for column, row, at in frame.places(scale):
        if max(abs(at.x - p.x), abs(at.y - p.y)) <= reach:
            return FrameGrip(annotation_id, column, row)
    if can_turn(shape):
        at = frame.turn_place(scale)
        if max(abs(at.x - p.x), abs(at.y - p.y)) <= reach:
            return TurnGrip(annotation_id)
    return None


def _vertex_at(annotation_id: AnnotationId, shape: Shape, p: XY, reach: float) -> VertexGrip | None:
    best: tuple[float, VertexGrip] | None = None
    for number, ring in enumerate(rings_of(shape)):
        distances = np.hypot(*(ring.points - p).T)
        if isinstance(shape, Keypoints):
            distances[~present(shape)] = np.inf
        index = int(distances.argmin())
        distance = float(distances[index])
        if distance <= reach and (best is None or distance < best[0]):
            best = distance, VertexGrip(annotation_id, number, index)
    return best[1] if best else None


def _edge_at(annotation_id: AnnotationId, shape: Shape, p: XY, reach: float) -> EdgeGrip | None:
    if not isinstance(shape, Polygon | Polyline):
        return None
    best: tuple[float, EdgeGrip] | None = None
    for number, ring in enumerate(rings_of(shape)):
        distances = segment_distances(ring.points, p, closed=isinstance(shape, Polygon))
        index = int(distances.argmin())
        distance = float(distances[index])
        if distance <= reach and (best is None or distance < best[0]):
            best = distance, EdgeGrip(annotation_id, number, index + 1, p)
    return best[1] if best else None


def pulled(shape: Shape, grip: Grip, to: XY, modifiers: Modifiers = PLAIN) -> Shape:
    """The shape with the grip pulled to a position.

    On a frame, Ctrl keeps its proportions and Alt its centre; Shift turns by steps.
    """
    match grip:
        case FrameGrip() | TurnGrip():
            frame = frame_of(shape)
            if frame is None:
                return shape
            if isinstance(grip, TurnGrip):
                return framed(shape, frame, frame.turned(to, stepped=modifiers.shift))
            return framed(shape, frame, frame.pulled(grip.column, grip.row, to, modifiers))
        case VertexGrip():
            return with_ring(
                shape, grip.ring, rings_of(shape)[grip.ring].with_point(grip.index, to)
            )
        case EdgeGrip():
            return with_ring(
                shape, grip.ring, rings_of(shape)[grip.ring].with_inserted(grip.index, to)
            )


def with_ring(shape: Shape, number: int, ring: Ring) -> Shape:
    """The shape with one of its rows of vertices replaced, counted as `rings_of` does."""
    match shape:
        case Polygon():
            return shape.with_ring(number, ring) or shape
        case Polyline():
            return Polyline(ring)
        case Keypoints():
            return Keypoints(ring, shape.visibility)
        case _:
            return shape


def stepped(origin: XY, to: XY, step: float = math.pi / 4) -> XY:
    """`to` turned onto the nearest multiple of `step` radians about `origin`."""
    angle = round(math.atan2(to.y - origin.y, to.x - origin.x) / step) * step
    # The foot of the perpendicular, so that the end stays under the pointer's shadow.
    length = (to.x - origin.x) * math.cos(angle) + (to.y - origin.y) * math.sin(angle)
    return XY(origin.x + length * math.cos(angle), origin.y + length * math.sin(angle))
