"""The state of an image as a form first and a colour second (LOOK 1.3)."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from labeldesk.domain.image import ImageState, Review
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.ui.paint import paint_box
from labeldesk.ui.theme import ON_IMAGE, px, theme


class Mark(StrEnum):
    """What an image's state is shown as."""

    TODO = "todo"
    DONE = "done"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    EXCLUDED = "excluded"
    MISSING = "missing"


WORDS: dict[Mark, Text] = {
    Mark.TODO: QT_TRANSLATE_NOOP("State", "To do"),
    Mark.DONE: QT_TRANSLATE_NOOP("State", "Done"),
    Mark.ACCEPTED: QT_TRANSLATE_NOOP("State", "Accepted"),
    Mark.REJECTED: QT_TRANSLATE_NOOP("State", "Rejected"),
    Mark.EXCLUDED: QT_TRANSLATE_NOOP("State", "Excluded"),
    Mark.MISSING: QT_TRANSLATE_NOOP("State", "File missing"),
}


def mark_of(state: ImageState) -> Mark:
    """The one mark a state is shown as: excluded before review before progress."""
    if state.excluded:
        return Mark.EXCLUDED
    if state.review is not Review.NONE:
        return Mark.ACCEPTED if state.review is Review.ACCEPTED else Mark.REJECTED
    return Mark.DONE if state.done else Mark.TODO


def paint_state(p: QPainter, place: QRectF, mark: Mark, *, on_image: bool = False) -> None:
    """The mark, 14 px, in the middle of `place`; on a picture it brings its own dark ground."""
    side = px(14)
    area = QRectF(place.center().x() - side / 2, place.center().y() - side / 2, side, side)
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    if on_image:
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(ON_IMAGE.ground)
        grown = area.adjusted(-1, -1, 1, 1)
        p.drawRoundedRect(grown, *([grown.width() / 2] * 2 if _is_round(mark) else [px(4)] * 2))
    colour, sign = _colours(mark, on_image=on_image)
    if mark in (Mark.TODO, Mark.EXCLUDED):
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.setPen(QPen(colour, px(15) / 10))
        p.drawEllipse(area.adjusted(1, 1, -1, -1))
        if mark is Mark.EXCLUDED:
            third = side * 0.26
            p.drawLine(
                QPointF(area.left() + third, area.bottom() - third),
                QPointF(area.right() - third, area.top() + third),
            )
        return
    if mark is Mark.MISSING:
        _exclamation(p, area, colour)
        return
    paint_box(p, area, colour, None, side / 2 if _is_round(mark) else px(3))
    _sign(p, area, sign, is_cross=mark is Mark.REJECTED)


def _is_round(mark: Mark) -> bool:
    return mark not in (Mark.ACCEPTED, Mark.REJECTED)


def _colours(mark: Mark, *, on_image: bool) -> tuple[QColor, QColor]:
    t = theme()
    if on_image:
        found = {
            Mark.DONE: ON_IMAGE.success,
            Mark.ACCEPTED: ON_IMAGE.accepted,
            Mark.REJECTED: ON_IMAGE.danger,
            Mark.MISSING: ON_IMAGE.danger,
        }
        return found.get(mark, ON_IMAGE.text), ON_IMAGE.mark
    own = {
        Mark.DONE: t.success,
        Mark.ACCEPTED: t.accent,
        Mark.REJECTED: t.danger,
        Mark.MISSING: t.danger,
    }
    return own.get(mark, t.t3), ON_IMAGE.mark if t.is_dark else t.on_fill


def _sign(p: QPainter, area: QRectF, colour: QColor, *, is_cross: bool) -> None:
    pen = QPen(colour, px(18) / 10)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    p.setPen(pen)
    p.setBrush(Qt.BrushStyle.NoBrush)

    def at(x: float, y: float) -> QPointF:
        return QPointF(area.left() + x * area.width(), area.top() + y * area.height())

    if is_cross:
        p.drawLine(at(0.32, 0.32), at(0.68, 0.68))
        p.drawLine(at(0.68, 0.32), at(0.32, 0.68))
    else:
        p.drawPolyline([at(0.28, 0.52), at(0.44, 0.68), at(0.72, 0.36)])


def _exclamation(p: QPainter, area: QRectF, colour: QColor) -> None:
    pen = QPen(colour, px(15) / 10)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    p.setPen(pen)
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.drawEllipse(area.adjusted(1, 1, -1, -1))
    x, y, high = area.center().x(), area.top(), area.height()
    p.drawLine(QPointF(x, y + 0.28 * high), QPointF(x, y + 0.54 * high))
    p.drawPoint(QPointF(x, y + 0.72 * high))
