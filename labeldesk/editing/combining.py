"""Objects joined, cut out of each other and taken apart, as changes of a document.

Outlines are combined in the plane and stay polygons; where a mask takes part, pixels are
combined. Locked objects are left alone, and so are those without an inside.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import replace
from enum import StrEnum
from functools import reduce

import numpy as np

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.changes import ChangeSet, Document
from labeldesk.domain.geometry import Ring, Size
from labeldesk.domain.ids import AnnotationId, new_id
from labeldesk.domain.mask import Mask
from labeldesk.domain.shapes import Box, Part, Polygon, Shape
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.editing.operations import By, Ids
from labeldesk.raster import booleans, pixelwise
from labeldesk.raster.cuts import split, split_mask
from labeldesk.raster.outlines import to_polygon
from labeldesk.raster.overlap import has_inside, to_mask

NEEDS_TWO = QT_TRANSLATE_NOOP("Editing", "Select two or more polygons or masks")
NOTHING_LEFT = QT_TRANSLATE_NOOP("Editing", "Nothing of the object would be left")
NOTHING_SHARED = QT_TRANSLATE_NOOP("Editing", "The objects do not overlap")
NOT_CUT = QT_TRANSLATE_NOOP("Editing", "The line has to cross an object from edge to edge")
ONE_PART = QT_TRANSLATE_NOOP("Editing", "The object has one part only")
NO_HOLES = QT_TRANSLATE_NOOP("Editing", "The object has no holes")

_Planes = Callable[[Polygon, Polygon], Polygon | None]
_Pixels = Callable[[Mask, Mask], Mask]


class Way(StrEnum):
    """How the objects selected later act on the one selected first."""

    UNION = "union"
    SUBTRACT = "subtract"
    INTERSECT = "intersect"
    XOR = "xor"
    HOLE = "hole"


_WAYS: dict[Way, tuple[_Planes, _Pixels]] = {
    Way.UNION: (booleans.union, lambda a, b: pixelwise.union((a, b))),
    Way.SUBTRACT: (booleans.subtract, pixelwise.minus),
    Way.INTERSECT: (booleans.intersect, pixelwise.common),
    Way.XOR: (booleans.xor, pixelwise.either),
    Way.HOLE: (booleans.subtract, pixelwise.minus),
}


def combined(document: Document, ids: Ids, way: Way, by: By, size: Size) -> ChangeSet | Text:
    """The first of the objects after the others acted on it; a reason where that is nothing.

    The first keeps its id, class and attributes. The others go, except with SUBTRACT: what
    was cut out of the first is an object itself and stays.
    """
    chosen = [one for one in _free(document, ids) if has_inside(one.shape)]
    if len(chosen) < 2:  # noqa: PLR2004 (two objects)
        return NEEDS_TWO
    first, *others = chosen
    shape = _acted(first.shape, [one.shape for one in others], way, size)
    if shape is None:
        return NOTHING_SHARED if way is Way.INTERSECT else NOTHING_LEFT
    change = ChangeSet.replacing((first, _reshaped(first, shape, by)))
    return change if way is Way.SUBTRACT else change.then(ChangeSet.removing(*others))


def cut(document: Document, ids: Ids, line: Ring, by: By) -> ChangeSet | Text:
    """The objects cut along a line; the largest piece of each stays the object it was."""
    change = ChangeSet()
    for one in _free(document, ids):
        pieces = _pieces(one.shape, line)
        if len(pieces) > 1:
            change = change.then(_parted(one, pieces, by))
    return change or NOT_CUT


def separated(document: Document, ids: Ids, by: By) -> ChangeSet | Text:
    """Every part of the objects as an object; the largest stays the object it was."""
    change = ChangeSet()
    for one in _free(document, ids):
        parts = _parts(one.shape)
        if len(parts) > 1:
            change = change.then(_parted(one, parts, by))
    return change or ONE_PART


def filled(document: Document, ids: Ids, by: By) -> ChangeSet | Text:
    """The objects without their holes."""
    steps = [
        (one, _reshaped(one, shape, by))
        for one in _free(document, ids)
        if (shape := _without_holes(one.shape)) != one.shape
    ]
    return ChangeSet.replacing(*steps) or NO_HOLES


def _acted(first: Shape, others: list[Shape], way: Way, size: Size) -> Shape | None:
    planes, pixels = _WAYS[way]
    if any(isinstance(shape, Mask) for shape in (first, *others)):
        masks = [to_mask(shape, size) for shape in others]
        found = reduce(pixels, masks, to_mask(first, size))
        return found if found.tiles else None
    outline: Polygon | None = to_polygon(first)
    for other in map(to_polygon, others):
        if outline is not None and other is not None:
            outline = planes(outline, other)
    return _boxed_again(outline) if outline and isinstance(first, Box) else outline


def _boxed_again(outline: Polygon) -> Shape:
    """A box that is still one stays one."""
    bounds = outline.bounds
    is_box = len(outline.rings) == 1 and math.isclose(outline.area, bounds.area)
    return Box.of(bounds) if is_box else outline


def _pieces(shape: Shape, line: Ring) -> list[Shape]:
    if isinstance(shape, Mask):
        return list(split_mask(shape, line))
    outline = to_polygon(shape)
    return list(split(outline, line)) if outline else []


def _parts(shape: Shape) -> list[Shape]:
    """The connected parts, the largest first."""
    match shape:
        case Polygon():
            largest_first = sorted(shape.parts, key=lambda part: part.area, reverse=True)
            return [Polygon((part,)) for part in largest_first]
        case Mask():
            return list(_islands(shape))
        case _:
            return [shape]


def _islands(mask: Mask) -> list[Mask]:
    """The connected pieces of a mask, pixels that touch at a corner being connected."""
    import cv2

    bounds = mask.bounds
    if bounds is None:
        return [mask]
    x0, y0, x1, y1 = map(int, bounds)
    pixels = mask.pixels(x0, y0, x1, y1).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(pixels, connectivity=8)
    islands = []
    for number in sorted(range(1, count), key=lambda n: -int(stats[n, cv2.CC_STAT_AREA])):
        x, y, w, h = stats[number, : cv2.CC_STAT_AREA].tolist()
        islands.append(Mask.of(labels[y : y + h, x : x + w] == number, x0 + x, y0 + y))
    return islands


def _without_holes(shape: Shape) -> Shape:
    match shape:
        case Polygon():
            return Polygon(tuple(Part(part.outer) for part in shape.parts))
        case Mask():
            return pixelwise.without_holes(shape)
        case _:
            return shape


def _parted(one: Annotation, pieces: Iterable[Shape], by: By) -> ChangeSet:
    """The object as its first piece, and new ones like it for the others."""
    first, *others = pieces
    twins = [
        replace(
            _reshaped(one, piece, by),
            id=AnnotationId(new_id()),
            suggestion_id=None,
            created=by.at,
            foreign=None,
        )
        for piece in others
    ]
    kept = ChangeSet.replacing((one, _reshaped(one, first, by)))
    return kept.then(ChangeSet.adding(*twins))


def _reshaped(one: Annotation, shape: Shape, by: By) -> Annotation:
    return one.revised(author=by.author, at=by.at, shape=shape)


def _free(document: Document, ids: Ids) -> list[Annotation]:
    found = [document[one] for one in dict.fromkeys(ids) if one in document]
    return [one for one in found if not one.locked]
