"""Turned boxes (OBB): ``class x1 y1 x2 y2 x3 y3 x4 y4``, four corners as shares of the image.

Trainers take the smallest turned box around the corners; which of them comes first says nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.geometry import Rect, Size
from labeldesk.domain.problem import UserError
from labeldesk.domain.shapes import Box, Polygon, RotatedBox, Shape
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.corners import rotated_box_of
from labeldesk.formats.shares import digits_for, reach_of
from labeldesk.formats.yolo.rows import (
    BOX_COLUMNS,
    TOLERANCE,
    Row,
    is_held,
    kept_texts,
    parse_row,
    shape_of,
)
from labeldesk.raster.convert import to_rotated_box

OBB_COLUMNS = 9
_REACH = 1.0  # sides of the image by which a corner may lie beyond

_NOT_TURNED = QT_TRANSLATE_NOOP("Formats", "A row of {n} columns is no turned box")
BEYOND = QT_TRANSLATE_NOOP(
    "Formats",
    "A corner of a turned box lies beyond the image by more than 1 %: Ultralytics passes over "
    "images with such a row",
)


def parse_turned(line: str) -> Row:
    """The row of a line; one of five columns is an upright box. `UserError` for any other."""
    count = len(line.split())
    if count not in (BOX_COLUMNS, OBB_COLUMNS):
        raise UserError(_NOT_TURNED.filled(n=count))
    return parse_row(line, reach=_REACH if count == OBB_COLUMNS else 0.0)


def turned_shape(texts: Sequence[str], size: Size) -> RotatedBox | Box:
    """The box of corners in pixels, not clipped: the smallest one where they are no rectangle's."""
    if len(texts) == BOX_COLUMNS - 1:
        box = shape_of(tuple(texts), size)
        assert isinstance(box, Box)
        return box
    extent = np.array(size, dtype=np.float64)
    points = np.array([float(text) for text in texts]).reshape(-1, 2) * extent
    whole = np.round(points)
    points = np.where(np.abs(points - whole) <= reach_of(texts) * extent, whole, points)
    found = rotated_box_of(points) or to_rotated_box(Polygon.of(points))
    x, y = points[0].tolist()
    return found or RotatedBox(x, y, 0.0, 0.0, 0.0)


def turned_texts(annotation: Annotation, size: Size | None) -> tuple[str, ...] | None:
    """The columns an annotation is written with; None for what has no area in the image."""
    if size is None:
        return None
    kept = kept_texts(annotation)
    if kept and len(kept) == OBB_COLUMNS - 1 and isinstance(annotation.shape, RotatedBox):
        return kept
    box = to_rotated_box(annotation.shape) if is_held(annotation.shape) else None
    if box is None or min(box.width, box.height) <= 0 or not box.bounds.meets(Rect(0, 0, *size)):
        return None
    digits = digits_for(size)
    shares = (box.corners / np.array(size, dtype=np.float64)).ravel().tolist()
    if min(shares) < -_REACH or max(shares) > 1 + _REACH:
        return None
    return tuple(f"{value:.{digits}f}" for value in shares)


def turned_kept(annotation: Annotation, size: Size | None) -> Shape | None:
    """The shape that reading what `turned_texts` writes gives."""
    texts = turned_texts(annotation, size)
    return turned_shape(texts, size) if texts and size else None


def is_beyond(texts: Sequence[str]) -> bool:
    """Whether a column is so far out that trainers refuse the row."""
    return not all(-TOLERANCE <= float(text) <= 1 + TOLERANCE for text in texts)
