"""The places that a model was shown: a plus where the object is, a minus where it is not."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from labeldesk.tools.marks import Shown
from labeldesk.ui.canvas.adorn import paint_vertex
from labeldesk.ui.canvas.stage import Item, Stage
from labeldesk.ui.theme import theme
from labeldesk.ui.theme.metrics import px
from labeldesk.ui.theme.tokens import BLACK, WHITE

_SIZE_PX = 14
_ARM_PX = 3.5


def shown(stage: Stage, mark: Shown) -> Iterator[Item]:
    """One item for each place."""
    for spot in mark.prompt.spots:
        at = stage.point(spot.at)
        out = px(_SIZE_PX)
        rect = QRectF(at.x() - out, at.y() - out, 2 * out, 2 * out)

        def paint(p: QPainter, at: QPointF = at, is_positive: bool = spot.is_positive) -> None:
            _paint(p, at, is_positive=is_positive)

        yield Item(rect, paint)


def _paint(p: QPainter, at: QPointF, *, is_positive: bool) -> None:
    fill, ink = (WHITE, BLACK) if is_positive else (theme().danger, WHITE)
    paint_vertex(p, at, fill, _SIZE_PX)
    arm = px(1) * _ARM_PX
    p.setPen(QPen(ink, px(1) * 2.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    p.drawLine(QLineF(at.x() - arm, at.y(), at.x() + arm, at.y()))
    if is_positive:
        p.drawLine(QLineF(at.x(), at.y() - arm, at.x(), at.y() + arm))
