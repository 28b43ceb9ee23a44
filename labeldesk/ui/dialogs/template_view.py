"""A template of keypoints as it will be laid out: joints to be dragged, chosen and joined."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from labeldesk.domain.geometry import Rect
from labeldesk.domain.skeleton import Skeleton
from labeldesk.domain.skeletons import PERSON
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.ui.canvas.adorn import paint_read_out
from labeldesk.ui.canvas.ink import Ink
from labeldesk.ui.canvas.painters import paint_shape
from labeldesk.ui.canvas.style import Look, rgb
from labeldesk.ui.canvas.view import View
from labeldesk.ui.paint import CHIP, height, paint_box, width
from labeldesk.ui.theme import px, theme
from labeldesk.ui.theme.metrics import scale as ui_scale
from labeldesk.ui.translate import tr

NAME = QT_TRANSLATE_NOOP("Templates", "Layout of the joints")
_REACH = 12
_EDGE = 20
_SIDE = 330
_STEP, _LONG_STEP = 0.01, 0.05
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class TemplateView(QWidget):
    """Signals: `picked(joint)` on a press, `moved(joint, x, y)` with its place in the unit square.

    While `joins`, joints are picked and not moved.
    """

    picked = Signal(int)
    moved = Signal(int, float, float)

    def __init__(self, colour: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr(NAME))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self.joins = False
        self._colour = rgb(colour)
        self._skeleton = PERSON
        self._chosen, self._over = 0, -1
        self._grip: QPointF | None = None

    def set_skeleton(self, skeleton: Skeleton, chosen: int) -> None:
        """Show this template, with one joint chosen."""
        self._skeleton, self._chosen = skeleton, chosen
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(_SIDE), px(_SIDE))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(200), px(200))

    def place(self, index: int) -> QPointF:
        """Where a joint is in the widget."""
        square, (x, y) = self._square(), self._skeleton.layout[index]
        return QPointF(square.x() + x * square.width(), square.y() + y * square.height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._at(event.position())
        if event.button() is Qt.MouseButton.LeftButton and found is not None:
            self._grip = None if self.joins else self.place(found) - event.position()
            self.picked.emit(found)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is not None and event.buttons() & Qt.MouseButton.LeftButton:
            square, at = self._square(), event.position() + self._grip
            x, y = (at.x() - square.x()) / square.width(), (at.y() - square.y()) / square.height()
            self.moved.emit(self._chosen, x, y)
            return
        found = self._at(event.position())
        if (over := -1 if found is None else found) != self._over:
            self._over = over
            shape = Qt.CursorShape
            self.setCursor(shape.ArrowCursor if found is None else shape.PointingHandCursor)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grip = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _ARROWS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        is_long = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        by = _LONG_STEP if is_long else _STEP
        x, y = self._skeleton.layout[self._chosen]
        self.moved.emit(self._chosen, x + step[0] * by, y + step[1] * by)

    def paintEvent(self, event: QPaintEvent) -> None:
        square, dpr = self._square(), self.devicePixelRatioF()
        with QPainter(self) as p:
            frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            edge = theme().accent if self.hasFocus() else theme().line_raised
            paint_box(p, frame, theme().canvas, edge, px(6))
            p.setPen(QPen(QColor(255, 255, 255, 40), 1, Qt.PenStyle.DashLine))
            p.setBrush(Qt.BrushStyle.NoBrush)
            p.drawRect(square)
            size = round(self.width() * dpr), round(self.height() * dpr)
            # A square of a thousand pixels: views round to hundredths of one.
            corner = round(square.x() * dpr), round(square.y() * dpr)
            view = View(square.width() * dpr / 1000, *corner, *size, dpr)
            shape = self._skeleton.laid(Rect(0, 0, 1000, 1000))
            ink = Ink(self._colour, Look.REST, dpr * ui_scale(), skeleton=self._skeleton)
            p.save()
            p.scale(1 / dpr, 1 / dpr)
            paint_shape(p, shape, view, ink)
            p.restore()
            self._paint_chosen(p)

    def _paint_chosen(self, p: QPainter) -> None:
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setPen(QPen(theme().accent, 2))
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.drawEllipse(self.place(self._chosen), px(8), px(8))
        for index in dict.fromkeys((self._over, self._chosen)):
            if 0 <= index < len(self._skeleton):
                self._paint_name(p, index)

    def _paint_name(self, p: QPainter, index: int) -> None:
        text, at = self._skeleton.names[index], self.place(index)
        if not text:
            return
        wide, high = width(text, CHIP) + px(12), height(CHIP) + px(2)
        left = min(at.x() + px(12), self.width() - wide - px(4))
        place = QRectF(round(left), round(at.y() - high - px(4)), wide, high)
        paint_read_out(p, place, text)

    def _square(self) -> QRectF:
        """The unit square, as large as the widget allows."""
        side = min(self.width(), self.height()) - 2 * px(_EDGE)
        left, top = (self.width() - side) / 2, (self.height() - side) / 2
        return QRectF(round(left), round(top), side, side)

    def _at(self, at: QPointF) -> int | None:
        """The joint under the pointer."""
        away = [((self.place(i) - at).manhattanLength(), i) for i in range(len(self._skeleton))]
        near = min(away)
        return near[1] if near[0] <= px(_REACH) else None
