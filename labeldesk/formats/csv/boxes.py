"""Boxes as four cells and back: corners, a corner and sides, or the centre and sides; pixels or
shares of the image.
"""

from __future__ import annotations

from collections.abc import Sequence

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.geometry import FARTHEST, Rect, Size
from labeldesk.domain.problem import UserError
from labeldesk.domain.shapes import Box
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.csv.columns import CENTRE, CORNERS, SIZE
from labeldesk.formats.shares import digits_for, reach_of, snapped
from labeldesk.formats.words import number_in
from labeldesk.raster.convert import to_box

FORMAT = "csv"
QUANTUM = 0.001
_DIGITS, _FINER = 3, 9
_NO_PLACE = ("tag", "caption", "point", "polyline", "keypoints")

_NO_NUMBER = QT_TRANSLATE_NOOP("Csv", "{value} is no number")
_TOO_FAR = QT_TRANSLATE_NOOP("Csv", "{value} is far beyond every image")


def numbers_in(cells: Sequence[str]) -> list[float]:
    """The numbers of cells; `UserError` for one that is none or out of reach."""
    found = []
    for cell in cells:
        try:
            value = number_in(cell)
        except ValueError as error:
            raise UserError(_NO_NUMBER.filled(value=ascii(cell[:40]))) from error
        if not -FARTHEST <= value <= FARTHEST:  # NaN is not either
            raise UserError(_TOO_FAR.filled(value=cell[:40]))
        found.append(value)
    return found


def shape_of(cells: Sequence[str], kind: str, size: Size | None) -> Box:
    """The box of four cells; with a `size` they are shares of the image. Corners in any order."""
    a, b, c, d = numbers_in(cells)
    if kind == CENTRE:
        a, b = a - c / 2, b - d / 2
    x1, y1 = (c, d) if kind == CORNERS else (a + c, b + d)
    if size is None:
        corners = [round(v, _FINER) + 0.0 for v in (a, b, x1, y1)]
    else:
        reach, sides = reach_of(cells), (size.width, size.height) * 2
        ends = zip((a, b, x1, y1), sides, strict=True)
        corners = [snapped(v * side, reach * side) + 0.0 for v, side in ends]
    for corner in corners:  # two numbers within reach can have a sum that is not
        if not -FARTHEST <= corner <= FARTHEST:
            raise UserError(_TOO_FAR.filled(value=f"{corner:g}"))
    return Box.of(Rect(*corners))


def cells_of(box: Box, kind: str, size: Size | None) -> tuple[str, ...]:
    """The cells of a box: pixels to three decimals, or shares as fine as that."""
    width, height, digits = (1, 1, _DIGITS) if size is None else (*size, digits_for(size))
    x0, y0, x1, y1 = (
        round(v, digits) for v in (box.x0 / width, box.y0 / height, box.x1 / width, box.y1 / height)
    )
    numbers = (x0, y0, x1 - x0, y1 - y0) if kind == SIZE else (x0, y0, x1, y1)
    return tuple(_text(value, digits, is_share=size is not None) for value in numbers)


def _text(value: float, digits: int, *, is_share: bool) -> str:
    text = f"{value:.{digits}f}"
    if not is_share:
        text = text.rstrip("0").rstrip(".")
    return text.removeprefix("-") if not float(text) else text


def written(annotation: Annotation, kind: str, size: Size | None) -> tuple[str, ...] | None:
    """The cells of an annotation, those of its file while they are right; None where it has no
    area.
    """
    told = annotation.verbatim(FORMAT)
    cells = told.get("cells")
    is_same = told.get("kind") == kind and told.get("shares") == (size is not None)
    if isinstance(cells, list) and is_same:
        return tuple(map(str, cells))
    shape = annotation.shape
    if shape.kind in _NO_PLACE:
        return None
    box = shape if isinstance(shape, Box) else to_box(shape)
    return cells_of(box, kind, size) if box else None
