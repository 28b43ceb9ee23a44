"""One line of a DOTA file: ``x1 y1 x2 y2 x3 y3 x4 y4 class difficult``, corners in pixels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.geometry import FARTHEST
from labeldesk.domain.problem import UserError
from labeldesk.domain.shapes import Keypoints, Point, Polygon, Polyline, RotatedBox, Shape
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.corners import rotated_box_of
from labeldesk.formats.words import number_in
from labeldesk.raster.convert import to_rotated_box

FORMAT = "dota"
QUANTUM = 0.001
CORNERS, TEXTS = 8, "corners"
_DIGITS, _FOUR = 3, 4
_HEAD = re.compile(r"(imagesource|gsd|acquisition[ _]?dates?)\s*:", re.IGNORECASE)
_WHOLE = re.compile(r"\d{1,3}\Z")

_FEW = QT_TRANSLATE_NOOP("Formats", "A row has {n} columns; eight numbers and a class are right")
_NO_NUMBER = QT_TRANSLATE_NOOP("Formats", "{value} is no number")
_TOO_FAR = QT_TRANSLATE_NOOP("Formats", "{value} is far beyond every image")


@dataclass(frozen=True, slots=True)
class Row:
    """A line taken apart; `difficult` is empty where it is not said."""

    corners: tuple[str, ...]
    word: str
    difficult: str


def is_head(line: str) -> bool:
    """Whether a line tells of the image: its source, the size of its pixels on the ground."""
    return _HEAD.match(line) is not None


def parse_row(line: str) -> Row:
    """The row of a line; `UserError` for what is none. A class of several words is one."""
    columns = line.split()
    if len(columns) <= CORNERS:
        raise UserError(_FEW.filled(n=len(columns)))
    for text in columns[:CORNERS]:
        try:
            value = number_in(text)
        except ValueError as error:
            raise UserError(_NO_NUMBER.filled(value=ascii(text[:40]))) from error
        if not -FARTHEST <= value <= FARTHEST:
            raise UserError(_TOO_FAR.filled(value=ascii(text[:40])))
    words, difficult = columns[CORNERS:], ""
    if len(words) > 1 and _WHOLE.match(words[-1]):
        *words, difficult = words
    return Row(tuple(columns[:CORNERS]), " ".join(words), difficult)


def looks_like_rows(head: bytes) -> bool:
    """Whether the beginning of a file is of DOTA: its class is no number as all of YOLO's are."""
    lines = head.decode("utf-8-sig", "replace").splitlines()
    line = next((one for one in lines if one.strip() and not is_head(one)), "")
    try:
        return not _is_number(parse_row(line).word)
    except UserError:
        return False


def _is_number(word: str) -> bool:
    try:
        number_in(word)
    except ValueError:
        return False
    return True


def shape_of(corners: Sequence[str]) -> RotatedBox | Polygon:
    """A turned box where the corners are those of one, else the quadrangle itself."""
    points = np.array([float(text) for text in corners]).reshape(-1, 2)
    return rotated_box_of(points) or Polygon.of(points)


def corners_of(annotation: Annotation) -> tuple[str, ...] | None:
    """The corners that an annotation is written with; None for what has no area."""
    kept = annotation.verbatim(FORMAT).get(TEXTS)
    if isinstance(kept, list):
        return tuple(map(str, kept))
    shape = annotation.shape
    if isinstance(shape, Point | Polyline | Keypoints):
        return None
    points = None
    if isinstance(shape, Polygon) and len(shape.rings) == 1:
        points = shape.parts[0].outer.points
    if points is None or len(points) != _FOUR:
        box = to_rotated_box(shape)
        points = box.corners if box else None
    if points is None:
        return None
    return tuple(_text(value) for value in points.ravel().tolist())


def _text(value: float) -> str:
    return f"{round(value, _DIGITS) + 0.0:.{_DIGITS}f}".rstrip("0").rstrip(".")


def kept_shape(annotation: Annotation) -> Shape | None:
    """The shape that reading what `corners_of` gives makes."""
    corners = corners_of(annotation)
    return shape_of(corners) if corners else None
