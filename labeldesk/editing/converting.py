"""Objects of one kind of shape turned into another, as changes of a document."""

from __future__ import annotations

from enum import StrEnum

from labeldesk.domain.changes import ChangeSet, Document
from labeldesk.domain.geometry import Size
from labeldesk.domain.shapes import Polygon, Polyline, Shape
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.editing.operations import By, Ids
from labeldesk.raster.convert import to_box, to_ellipse, to_rotated_box
from labeldesk.raster.outlines import simplify, straighten, to_polygon
from labeldesk.raster.overlap import to_mask
from labeldesk.raster.smooth import smoothed

EVEN = QT_TRANSLATE_NOOP("Editing", "None of the selected objects has an outline to smooth")
NOT_SO = QT_TRANSLATE_NOOP("Editing", "None of the selected objects can become that")


class Form(StrEnum):
    """What an object can become."""

    BOX = "box"
    ROTATED_BOX = "rotated-box"
    POLYGON = "polygon"
    MASK = "mask"
    ELLIPSE = "ellipse"


def converted(document: Document, ids: Ids, form: Form, by: By, size: Size) -> ChangeSet | Text:
    """The objects in another form; those that cannot have it stay, and a reason if all do.

    A mask becomes the polygon along its pixels, which rasterises back to the same mask.
    """
    steps = []
    for key in dict.fromkeys(ids):
        one = document.get(key)
        if one is None or one.locked or one.shape.kind == form:
            continue
        shape = as_form(one.shape, form, size)
        if shape is not None:
            steps.append((one, one.revised(author=by.author, at=by.at, shape=shape)))
    return ChangeSet.replacing(*steps) or NOT_SO


def as_form(shape: Shape, form: Form, size: Size) -> Shape | None:
    """The shape in that form; None where it has no area to be so."""
    match form:
        case Form.BOX:
            return to_box(shape)
        case Form.ROTATED_BOX:
            return to_rotated_box(shape)
        case Form.ELLIPSE:
            return to_ellipse(shape)
        case Form.POLYGON:
            return to_polygon(shape)
        case Form.MASK:
            mask = to_mask(shape, size)
            return mask if mask.tiles else None


def simplified(document: Document, ids: Ids, tolerance: float, by: By) -> ChangeSet:
    """Polygons and lines without the vertices that lie within `tolerance` pixels of the rest."""
    steps = []
    for key in dict.fromkeys(ids):
        one = document.get(key)
        if one is not None and not one.locked:
            shape = _with_fewer(one.shape, tolerance)
            if shape != one.shape:
                steps.append((one, one.revised(author=by.author, at=by.at, shape=shape)))
    return ChangeSet.replacing(*steps)


def evened(document: Document, ids: Ids, sigma: float, by: By, size: Size) -> ChangeSet | Text:
    """Polygons, lines and masks without bends shorter than about `sigma` pixels."""
    free = [one for key in dict.fromkeys(ids) if (one := document.get(key)) and not one.locked]
    steps = [
        (one, one.revised(author=by.author, at=by.at, shape=shape))
        for one in free
        if (shape := smoothed(one.shape, sigma, size)) != one.shape
    ]
    return ChangeSet.replacing(*steps) or EVEN


def _with_fewer(shape: Shape, tolerance: float) -> Shape:
    match shape:
        case Polygon():
            return simplify(shape, tolerance)
        case Polyline():
            return straighten(shape, tolerance)
        case _:
            return shape
