"""The colour of a class, with a second mark from the 21st class on (LOOK 3)."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from labeldesk.ui.paint import KEY, Fit, paint_box, paint_text, width
from labeldesk.ui.theme import px
from labeldesk.ui.theme.tokens import BLACK, SWATCH_EDGE, SWATCH_MARK, WHITE

_FLOOR = 4.7
_LINEAR_END, _LINEAR_SLOPE = 0.04045, 12.92
_HALF, _DOT = 1, 2


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
    p: QPainter, place: QRectF, colour: str | QColor, mark: int = 0, size: int = 12
) -> None:
    """The swatch in the middle of `place`; `mark` as `ClassList.second_mark` says."""
    side, high = px(size), px(size)
    if mark > _DOT:
        side = max(side, width(str(mark), KEY) + px(4))
        high = max(high, px(14))
    area = QRectF(
        round(place.center().x() - side / 2), round(place.center().y() - high / 2), side, high
    )
    paint_box(p, area, QColor(colour), SWATCH_EDGE, px(3))
    paint_second_mark(p, area, QColor(colour), mark)


def paint_second_mark(p: QPainter, area: QRectF, colour: QColor, mark: int) -> None:
    """The half, the dot or the number on a box in the class colour that is painted already."""
    if mark > _DOT:
        grown = area.adjusted(-px(2), -px(4), px(2), px(4))
        paint_text(p, grown, str(mark), text_on(colour), KEY, Fit.CENTRE)
        return
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(SWATCH_MARK)
    if mark == _HALF:
        half = QPainterPath(QPointF(area.right() - 1, area.top() + 1))
        half.lineTo(area.right() - 1, area.bottom() - 1)
        half.lineTo(area.left() + 1, area.bottom() - 1)
        p.drawPath(half)
    elif mark == _DOT:
        p.drawEllipse(area.center(), area.height() / 5, area.height() / 5)
