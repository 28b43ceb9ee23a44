"""JSON values of COCO rows as shapes; raises `BadRow` where a row cannot be used."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Collection, Mapping
from typing import Any, TypeAlias, TypeGuard

import numpy as np

from labeldesk.domain.geometry import FARTHEST, Rect, Ring, Size
from labeldesk.domain.mask import Mask
from labeldesk.domain.shapes import MIN_RING, Box, Keypoints, Part, Polygon, Shape, Tag
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.raster.rle import RleError, from_rle

Row: TypeAlias = Mapping[str, Any]

_BBOX = QT_TRANSLATE_NOOP("Coco", "The box is not four finite numbers; the object is left out")
_TOO_FAR = QT_TRANSLATE_NOOP(
    "Coco", "A coordinate is beyond any image (more than ten million); the object is left out"
)
_RING = QT_TRANSLATE_NOOP(
    "Coco", "A polygon is not a list of at least three pairs of numbers; the object is left out"
)
_SEGMENTATION = QT_TRANSLATE_NOOP("Coco", "The segmentation is of no known kind; it is left out")
_RLE = QT_TRANSLATE_NOOP("Coco", "The run lengths are broken: {reason}; the object is left out")
_RLE_SIZE = QT_TRANSLATE_NOOP(
    "Coco", "The run lengths are of another size than the image; the object is left out"
)
_NEGATIVE = QT_TRANSLATE_NOOP("Coco", "The box has a negative side; its corners were put in order")
_NO_SIZE = QT_TRANSLATE_NOOP("Coco", "The box has no extent")
_FLAT = QT_TRANSLATE_NOOP("Coco", "The polygon is not wrapped in a list; it is read as one polygon")
_NO_AREA = QT_TRANSLATE_NOOP("Coco", "The polygon crosses itself or has no area")
_KEYPOINTS = QT_TRANSLATE_NOOP(
    "Coco", "The keypoints are not triples of numbers; they are left out"
)

MIN_NUMBERS = 2 * MIN_RING
_MOST = sys.float_info.max  # whole numbers can be larger
_NUMBERS = {int, float}
_SIDES = 4
JOINT = 3  # x, y, visibility
_FEW = 8  # vertices of a ring that is looked at more closely
_NEARLY_NONE = 1e-6  # square pixels


class BadRow(Exception):  # noqa: N818 (a finding about the file)
    """The object cannot be read; `text` says why."""

    def __init__(self, text: Text) -> None:
        super().__init__(str(text))
        self.text = text


def shape_of(row: Row, size: Size | None, warn: list[Text]) -> Shape:
    """The shape of an annotation: keypoints if any joint is labeled, else segmentation, else
    bbox, else a tag.

    Files of keypoints have outline and box of every object beside its joints; those stay with the
    annotation (see `parse`). Faults that leave it usable are added to `warn`.
    """
    rect = _rect(row["bbox"], warn) if "bbox" in row else None
    outline = _outline(row.get("segmentation"), size, warn)
    joints = keypoints_of(row.get("keypoints"))
    if joints is not None and any(joints.visibility):
        return joints
    if outline is not None:
        return outline
    if joints is not None and (rect is None or rect.area <= 0):
        return joints
    return Tag() if rect is None else Box.of(rect)


def _outline(segmentation: object, size: Size | None, warn: list[Text]) -> Polygon | Mask | None:
    if isinstance(segmentation, list) and segmentation:
        return _polygon(segmentation, warn)
    if isinstance(segmentation, dict) and segmentation:
        return _mask(segmentation, size)
    if segmentation:
        warn.append(_SEGMENTATION)
    return None


def is_number(value: object) -> TypeGuard[float]:
    """A finite number; true and false are none."""
    return are_numbers((value,))


def are_numbers(values: Collection[Any]) -> bool:
    """Finite numbers all of them; true and false are none."""
    return set(map(type, values)) <= _NUMBERS and all(-_MOST <= v <= _MOST for v in values)


def are_within_reach(values: Collection[float]) -> bool:
    """Whether numbers can be places in an image."""
    return all(-FARTHEST <= value <= FARTHEST for value in values)


def _rect(value: object, warn: list[Text]) -> Rect:
    if not isinstance(value, list) or len(value) != _SIDES or not are_numbers(value):
        raise BadRow(_BBOX)
    if not are_within_reach(value):
        raise BadRow(_TOO_FAR)
    x, y, width, height = map(float, value)
    if width < 0 or height < 0:
        warn.append(_NEGATIVE)
    elif not width or not height:
        warn.append(_NO_SIZE)
    return Rect(x, y, x + width, y + height)


def _polygon(value: list[Any], warn: list[Text]) -> Polygon:
    if is_number(value[0]):
        warn.append(_FLAT)
        value = [value]
    parts = tuple([Part(_ring(numbers)) for numbers in value])
    if not all(is_plain_ring(part.outer) for part in parts):
        warn.append(_NO_AREA)
    return Polygon(parts)


def _ring(numbers: object) -> Ring:
    if not isinstance(numbers, list) or len(numbers) < MIN_NUMBERS or len(numbers) % 2:
        raise BadRow(_RING)
    if not are_numbers(numbers):
        raise BadRow(_RING)
    if not are_within_reach(numbers):
        raise BadRow(_TOO_FAR)
    return Ring(np.frombuffer(array("d", numbers)))


def is_plain_ring(ring: Ring) -> bool:
    """False for a ring of few vertices that is flat or crosses itself evenly, like a bow-tie."""
    return len(ring.points) > _FEW or abs(ring.signed_area) > _NEARLY_NONE


def _mask(rle: Row, size: Size | None) -> Mask:
    if size is not None and rle.get("size") != [size.height, size.width]:
        raise BadRow(_RLE_SIZE)
    try:
        return from_rle(rle)
    except RleError as error:
        raise BadRow(_RLE.filled(reason=str(error))) from error


def keypoints_of(value: object) -> Keypoints | None:
    """Joints of ``[x, y, v, ...]``, or None when that is not what it is."""
    if not isinstance(value, list) or not value or len(value) % JOINT:
        return None
    if not are_numbers(value) or not are_within_reach(value):
        return None
    if not set(value[2::JOINT]) <= {0, 1, 2}:
        return None
    joints = Ring(np.stack((value[::JOINT], value[1::JOINT]), axis=1))
    return Keypoints(joints, tuple(int(v) for v in value[2::JOINT]))


def without_bad_keypoints(row: Row, warn: list[Text]) -> Row:
    """The row, its keypoints left out with a warning when they are no triples."""
    if "keypoints" not in row or row["keypoints"] == [] or keypoints_of(row["keypoints"]):
        return row
    warn.append(_KEYPOINTS)
    return {key: value for key, value in row.items() if key != "keypoints"}
