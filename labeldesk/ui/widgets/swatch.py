"""The colour of a class, with a second mark from the 21st class on (LOOK 3)."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from labeldesk.ui.paint import KEY, Fit, paint_box, paint_text
from labeldesk.ui.theme import px
from labeldesk.ui.theme.tokens import BLACK, SWATCH_EDGE, SWATCH_MARK, WHITE

_FLOOR = 4.7
_LINEAR_END, _LINEAR_SLOPE = 0.04045, 12.92
_HALF, _DOT, _NUMBER = 20, 40, 60


def luminance(colour: QColor) -> float:
    """Relative luminance of WCAG 2, 0..1."""

    def linear(c: float) -> float:
        return c / _LINEAR_SLOPE if c <= _LINEAR_END else float(((c + 0.055) / 1.055) ** 2.4)

    red, green, blue = linear(colour.redF()), linear(colour.greenF()), linear(colour.blueF())
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(a: QColor, b: QColor) -> float:
    """Contrast of WCAG 2, 1..21."""
    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


def text_on(colour: QColor) -> QColor:
    """Black on a class colour, white where black would be below 4.7:1."""
    return BLACK if contrast(BLACK, colour) >= _FLOOR else WHITE


def paint_swatch(
    p: QPainter, place: QRectF, colour: str | QColor, order: int = 0, size: int = 12
) -> None:
    """The swatch of the class number `order` (from 0) in the middle of `place`."""
    side = px(size)
    area = QRectF(
        round(place.center().x() - side / 2), round(place.center().y() - side / 2), side, side
    )
    paint_box(p, area, QColor(colour), SWATCH_EDGE, px(3))
    if order < _HALF:
        return
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(SWATCH_MARK)
    if order < _DOT:
        half = QPainterPath(QPointF(area.right() - 1, area.top() + 1))
        half.lineTo(area.right() - 1, area.bottom() - 1)
        half.lineTo(area.left() + 1, area.bottom() - 1)
        p.drawPath(half)
    elif order < _NUMBER:
        p.drawEllipse(area.center(), side / 5, side / 5)
    else:
        grown = area.adjusted(-px(8), -px(4), px(8), px(4))
        paint_text(p, grown, str(order + 1), text_on(QColor(colour)), KEY, Fit.CENTRE)
