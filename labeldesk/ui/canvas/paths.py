"""The vertices of a polygon that is being clicked together."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from labeldesk.tools.marks import OpenPath
from labeldesk.ui.canvas import adorn
from labeldesk.ui.canvas.ink import Ink
from labeldesk.ui.canvas.painters import paint_path, polygon_f
from labeldesk.ui.canvas.style import VERTEX_HOVER_PX, VERTEX_PX
from labeldesk.ui.canvas.view import View
from labeldesk.ui.theme.tokens import WHITE

LAST_STRETCH = 0.55  # opacity of the side that still follows the pointer


def paint_open_path(
    mark: OpenPath, view: View, ink: Ink
) -> tuple[QRectF, Callable[[QPainter], None]]:
    """Where the row of vertices is, in logical pixels, and what paints it."""
    row = polygon_f(np.array(mark.points, dtype=np.float64), view, closed=False)
    row.append(QPointF(*view.to_device(mark.cursor)))
    around = row.boundingRect()
    dpr, out = view.dpr, 8 * ink.k
    rect = QRectF(
        (around.left() - out) / dpr,
        (around.top() - out) / dpr,
        (around.width() + 2 * out) / dpr,
        (around.height() + 2 * out) / dpr,
    )

    def paint(p: QPainter) -> None:
        p.save()
        p.scale(1 / dpr, 1 / dpr)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QPainterPath()
        area.addPolygon(row)
        p.fillPath(area, ink.wash(ink.style.area_fill))
        done, next_side = QPainterPath(row.at(0)), QPainterPath(row.at(row.size() - 2))
        for i in range(1, row.size() - 1):
            done.lineTo(row.at(i))
        next_side.lineTo(row.at(row.size() - 1))
        paint_path(p, done, ink, 0, ink.style.stroke)
        p.setOpacity(1.0 if mark.closes else LAST_STRETCH)
        p.setBrush(Qt.BrushStyle.NoBrush)
        paint_path(p, next_side, ink, 0, ink.style.stroke)
        p.restore()
        for i, vertex in enumerate(mark.points[: adorn.MOST_VERTICES]):
            at = view.to_device(vertex)
            first = i == 0 and mark.closes
            colour = QColor(*ink.colour) if first else WHITE
            size = VERTEX_HOVER_PX + 2 if first else VERTEX_PX
            adorn.paint_vertex(p, QPointF(at.x / dpr, at.y / dpr), colour, size)

    return rect, paint
