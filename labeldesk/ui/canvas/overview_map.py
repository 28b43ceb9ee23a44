"""The overview map itself: the whole picture, with a frame for what is seen."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
from PySide6.QtCore import QCoreApplication, QEvent, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from labeldesk.domain.geometry import XY, Size
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.domain.turn import Turn
from labeldesk.ui.canvas.layer import Level, wrapped
from labeldesk.ui.canvas.picture_view import PictureView
from labeldesk.ui.canvas.turning import turned
from labeldesk.ui.canvas.view import View, centred
from labeldesk.ui.theme import px, theme
from labeldesk.ui.theme.tokens import DIM, WHITE
from labeldesk.ui.translate import tr
from labeldesk.ui.widgets.control import KEYBOARD

NAME = QT_TRANSLATE_NOOP("Overview", "Overview map")
ABOUT = QT_TRANSLATE_NOOP("Overview", "Drag, click or use the arrow keys to move the view")
_STEP = 0.1  # of what is seen, by an arrow key
_STEPS = {
    Qt.Key.Key_Left: (1, 0),
    Qt.Key.Key_Right: (-1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}
_FRAME_EDGE = QColor(0, 0, 0, 153)


class OverviewMap(QWidget):
    """Leads a canvas: a drag in it moves what is seen, a click jumps, the wheel zooms."""

    def __init__(self, canvas: PictureView) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._levels: Sequence[Level] = ()
        self._map = QPixmap()
        self._made_for: tuple[Size, Turn] | None = None
        self._grip: XY | None = None
        self._by_keyboard = False
        self.setObjectName("overview")
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._speak()
        self.hide()

    def set_levels(self, levels: Sequence[Level]) -> None:
        """Another picture, or a sharper one."""
        self._levels, self._made_for = levels, None
        self.update()

    def _draw(self) -> None:
        """The picture in the size of the map, made once."""
        dpr = self.devicePixelRatioF()
        turn = self._canvas.view.turn
        size = turn.size(Size(round(self.width() * dpr), round(self.height() * dpr)))
        if not self._levels or (size, turn) == self._made_for:
            return
        self._made_for = size, turn
        large = [one for one in self._levels if one.shape[1] >= size.width]
        level = large[-1] if large else self._levels[0]
        pixels = turned(cv2.resize(level, size, interpolation=cv2.INTER_AREA), turn)
        self._map = QPixmap.fromImage(wrapped(pixels).copy())
        self._map.setDevicePixelRatio(dpr)

    def _view(self) -> View:
        """The map as a view of the picture, in its logical px."""
        turn, size = self._canvas.view.turn, self._canvas.picture.size
        scale = self.width() / max(turn.size(size).width, 1)
        return centred(View(width=self.width(), height=self.height(), turn=turn), size, scale)

    def _frame(self) -> QRectF:
        """What is seen, on the map."""
        x0, y0, x1, y1 = self._view().rect_to_device(self._canvas.view.seen)
        return QRectF(x0, y0, x1 - x0, y1 - y0).intersected(QRectF(self.rect()))

    def _image_at(self, event: QMouseEvent) -> XY:
        return self._view().to_image(XY(event.position().x(), event.position().y()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """In the frame it is taken where it is, elsewhere it jumps there first."""
        at, middle = self._image_at(event), self._canvas.view.seen.centre
        inside = self._frame().contains(event.position())
        self._grip = XY(at.x - middle.x, at.y - middle.y) if inside else XY(0, 0)
        self.mouseMoveEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is not None and event.buttons() & Qt.MouseButton.LeftButton:
            at = self._image_at(event)
            self._canvas.centre_on(XY(at.x - self._grip.x, at.y - self._grip.y))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grip = None

    def enterEvent(self, event: QEnterEvent) -> None:
        """The pointer is no longer over the picture, though it did not leave the canvas."""
        QCoreApplication.sendEvent(self._canvas, QEvent(QEvent.Type.Leave))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """About the middle: the pointer is not on the picture."""
        self._canvas.zoom_notches(event.angleDelta().y())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        canvas = self._canvas
        canvas.pan_by(step[0] * canvas.width() * _STEP, step[1] * canvas.height() * _STEP)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_keyboard = event.reason() in KEYBOARD
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._speak()
        super().changeEvent(event)

    def _speak(self) -> None:
        self.setAccessibleName(tr(NAME))
        self.setAccessibleDescription(tr(ABOUT))
        self.setToolTip(tr(ABOUT))

    def paintEvent(self, event: QPaintEvent) -> None:
        frame, whole = self._frame(), QRectF(self.rect())
        self._draw()
        with QPainter(self) as p:
            p.drawPixmap(0, 0, self._map)
            p.setClipRegion(self.rect())
            for part in (
                QRectF(0, 0, whole.width(), frame.top()),
                QRectF(0, frame.bottom(), whole.width(), whole.height() - frame.bottom()),
                QRectF(0, frame.top(), frame.left(), frame.height()),
                QRectF(frame.right(), frame.top(), whole.width() - frame.right(), frame.height()),
            ):
                p.fillRect(part, DIM)
            for colour, wide in ((_FRAME_EDGE, 3.0), (WHITE, 1.0)):
                p.setPen(QPen(colour, wide))
                p.drawRect(frame.adjusted(1.5, 1.5, -1.5, -1.5))
            has_ring = self._by_keyboard and self.hasFocus()
            p.setPen(QPen(theme().accent, px(4)) if has_ring else QPen(_FRAME_EDGE, 1))
            p.drawRect(whole.adjusted(0, 0, -1, -1))
