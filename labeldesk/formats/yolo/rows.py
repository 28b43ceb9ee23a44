"""One line of a YOLO label file: numbers as shares of the image, exactly to and from pixels.

Detect: ``class cx cy w h``; segment: ``class x1 y1 x2 y2 ...`` with at least three points.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.geometry import Rect, Ring, Size
from labeldesk.domain.problem import UserError
from labeldesk.domain.shapes import (
    MIN_RING,
    Box,
    Caption,
    Keypoints,
    Part,
    Point,
    Polygon,
    Polyline,
    Shape,
    Tag,
)
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.shares import digits_for, reach_of, snapped
from labeldesk.formats.words import number_in

FORMAT = "yolo"
QUANTUM = 0.001  # pixels that the digits we write can be off by
TOLERANCE = 0.01  # Ultralytics accepts -0.01 .. 1.01
BOX_COLUMNS = 5

_NO_NUMBER = QT_TRANSLATE_NOOP("Formats", "{value} is no number")
_COLUMNS = QT_TRANSLATE_NOOP(
    "Formats", "A row has {n} columns; 5 or an odd number from 7 are right"
)
_BEYOND = QT_TRANSLATE_NOOP("Formats", "{value} is beyond the image (0 to 1)")
_NO_CLASS = QT_TRANSLATE_NOOP("Formats", "{value} is no class number")
_NEGATIVE = QT_TRANSLATE_NOOP("Formats", "A box has the size {value}")


@dataclass(frozen=True, slots=True)
class Row:
    """A line taken apart: the class number and the other columns as texts."""

    index: int
    texts: tuple[str, ...]


def parse_row(line: str, reach: float = 0.0) -> Row:
    """The row of a line; `UserError` for what is none. A class number may be written 1.0. Columns
    may be beyond the image by `reach` of it.
    """
    first, *rest = line.split()
    if len(rest) + 1 != BOX_COLUMNS and (len(rest) < 2 * MIN_RING or len(rest) % 2):
        raise UserError(_COLUMNS.filled(n=len(rest) + 1))
    value = _number(first)
    if value != int(value) or value < 0 or value > 1e6:  # noqa: PLR2004 (no list is so long)
        raise UserError(_NO_CLASS.filled(value=first[:40]))
    for text in rest:
        share_of(text, reach=reach)
    return Row(int(value), tuple(rest))


def looks_like_rows(head: bytes) -> bool:
    """Whether the beginning of a file is a row of numbers as YOLO has them."""
    line = head.split(b"\n", 1)[0].decode("ascii", "replace")
    try:
        parse_row(line) if line.strip() else None
    except UserError:
        return False
    return bool(line.strip())


def share_of(text: str, most: float = 1.0, reach: float = 0.0) -> float:
    """The share of the image, or another number up to `most`, that a column is."""
    share = _number(text)
    beyond = TOLERANCE + reach
    if not -beyond <= share <= most + beyond:
        raise UserError(_BEYOND.filled(value=text[:40]))
    return share


def _number(text: str) -> float:
    try:
        value = number_in(text)
    except ValueError as error:
        raise UserError(_NO_NUMBER.filled(value=ascii(text[:40]))) from error
    if not math.isfinite(value):
        raise UserError(_NO_NUMBER.filled(value=ascii(text[:40])))
    return value


def shape_of(texts: tuple[str, ...], size: Size) -> Box | Polygon:
    """The shape in pixels, clipped to the image.

    A coordinate that the printed digits cannot tell from a whole pixel is that pixel: boxes
    drawn on whole pixels come back on them.
    """
    reach = reach_of(texts)
    if len(texts) == BOX_COLUMNS - 1:
        cx, cy, w, h = map(float, texts)
        if w < 0 or h < 0:
            raise UserError(_NEGATIVE.filled(value=" ".join(texts[2:])))
        x0, x1 = _interval(cx, w, size.width, reach)
        y0, y1 = _interval(cy, h, size.height, reach)
        return Box(x0, y0, x1, y1)
    extent = np.array(size, dtype=np.float64)
    points = np.array([float(text) for text in texts]).reshape(-1, 2) * extent
    whole = np.round(points)
    points = np.where(np.abs(points - whole) <= reach * extent, whole, points)
    return Polygon((Part(Ring(np.clip(points, 0, extent))),))


def _interval(centre: float, share: float, extent: int, reach: float) -> tuple[float, float]:
    """One side of a box in pixels. Plain numbers: arrays cost ten times as much for four."""
    half, middle = share * extent / 2, centre * extent
    low, high = snapped(middle - half, reach * extent), snapped(middle + half, reach * extent)
    return min(max(low, 0.0), float(extent)), min(max(high, 0.0), float(extent))


def texts_of(shape: Box | Polygon, size: Size) -> tuple[str, ...]:
    """The columns of a shape that lies in the image, with six decimals or more: as many as it
    takes to be within `QUANTUM`.
    """
    digits = digits_for(size)
    if isinstance(shape, Box):
        w, h = size
        numbers = [
            (shape.x0 + shape.x1) / 2 / w,
            (shape.y0 + shape.y1) / 2 / h,
            (shape.x1 - shape.x0) / w,
            (shape.y1 - shape.y0) / h,
        ]
    else:
        points = shape.parts[0].outer.points / np.array(size, dtype=np.float64)
        numbers = points.ravel().tolist()
    return tuple(f"{value:.{digits}f}" for value in numbers)


def kept_texts(annotation: Annotation) -> tuple[str, ...] | None:
    """The columns of the file the annotation came from, while its shape is still theirs."""
    columns = annotation.verbatim(FORMAT).get("columns")
    return tuple(map(str, columns)) if isinstance(columns, list) else None


def yolo_texts(
    annotation: Annotation, size: Size | None, *, segment: bool
) -> tuple[str, ...] | None:
    """The columns an annotation is written with, or None if YOLO cannot hold it.

    Detect: the bounding box of anything with an extent. Segment: the outline of anything with
    an area, as one ring. Both cut to the image; what lies outside it, points, lines, keypoints,
    tags and captions cannot be held.
    """
    if size is None:
        return None
    kept = kept_texts(annotation)
    if kept and (len(kept) != BOX_COLUMNS - 1) == segment:
        return kept
    shape = _outline(annotation.shape, size) if segment else _box(annotation.shape, size)
    return texts_of(shape, size) if shape else None


def yolo_shape(annotation: Annotation, size: Size | None, *, segment: bool) -> Shape | None:
    """The shape that reading what `yolo_texts` writes gives."""
    texts = yolo_texts(annotation, size, segment=segment)
    return shape_of(texts, size) if texts and size else None


def is_held(shape: Shape) -> bool:
    """Whether a shape has an area by its kind."""
    return not isinstance(shape, (Tag, Caption, Point, Polyline, Keypoints))


def _box(shape: Shape, size: Size) -> Box | None:
    bounds = shape.bounds
    cut = bounds.intersection(Rect(0, 0, *size)) if bounds and is_held(shape) else None
    return Box.of(cut) if cut and cut.width > 0 and cut.height > 0 else None


def _outline(shape: Shape, size: Size) -> Polygon | None:
    from labeldesk.formats.yolo.rings import single_ring

    return single_ring(shape, size) if is_held(shape) else None
