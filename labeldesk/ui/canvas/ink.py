"""What shapes are drawn with one by one: pens and fills of a class in a state."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPen, QTransform

from labeldesk.domain.skeleton import Skeleton
from labeldesk.ui.canvas.compose import premultiplied
from labeldesk.ui.canvas.patterns import opacities, pattern
from labeldesk.ui.canvas.picture_layer import wrapped
from labeldesk.ui.canvas.style import (
    HALO_PX,
    LINE_PX,
    LINED_STROKE,
    STYLES,
    Colour,
    Look,
    ShapeStyle,
)
from labeldesk.ui.canvas.view import View

_PREMULTIPLIED = QImage.Format.Format_ARGB32_Premultiplied
FULL = 255


@dataclass(frozen=True, slots=True)
class Ink:
    """How to draw: colour, state, device pixels per px of LOOK at 100 %, whether to fill.

    `lined` strokes have a black line in the middle; `pattern` is the place of the class if its
    masks have one; `skeleton` joins its keypoints.
    """

    colour: Colour
    look: Look
    k: float
    fills: bool = True
    lined: bool = False
    pattern: int | None = None
    skeleton: Skeleton | None = None

    @property
    def style(self) -> ShapeStyle:
        """The row of the table."""
        return STYLES[self.look]

    def pen(self, width: float, *, dashed: bool = True) -> QPen:
        """The class colour's pen, dashed if the state is."""
        pen = QPen(QColor(*self.colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        if self.look is Look.PEEK:
            pen.setColor(QColor(Qt.GlobalColor.white))
        if self.style.dash and dashed:
            pen.setDashPattern([part * self.k / width for part in self.style.dash])
        return pen

    def halo(self, width: float) -> QPen:
        """The dark edge under it."""
        pen = self.pen(width + 2 * HALO_PX * self.k, dashed=False)
        pen.setColor(QColor(0, 0, 0, round(FULL * self.style.halo)))
        return pen

    def width(self, stroke: float) -> float:
        """Device pixels of a stroke of so many px, with room for the black line."""
        has_room = self.look is Look.PEEK or not self.lined
        return (stroke if has_room else max(stroke, LINED_STROKE)) * self.k

    def pens(self, stroke: float) -> Iterator[QPen]:
        """All that a stroke of so many px is drawn with, the lowest first."""
        width = self.width(stroke)
        yield self.halo(width)
        yield self.pen(width)
        if self.lined and self.look is not Look.PEEK:
            line = self.pen(LINE_PX * self.k)
            line.setColor(QColor(Qt.GlobalColor.black))
            yield line

    def brush(self, alpha: float, view: View) -> QBrush:
        """What fills a mask, its pattern fixed to the picture."""
        if self.pattern is None or alpha <= 0:
            return QBrush(self.wash(alpha))
        table = np.array([premultiplied(self.colour, a) for a in opacities()], np.uint8)
        image = wrapped(table[pattern(self.pattern, self.k)], _PREMULTIPLIED).copy()
        brush = QBrush(image)
        brush.setTransform(QTransform.fromTranslate(view.x, view.y))
        return brush

    def wash(self, alpha: float) -> QColor:
        """The class colour as a fill."""
        return QColor(*self.colour, round(FULL * alpha))
