"""The list of classes whose rows are dragged to another place, or moved with Alt and an arrow."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication

from labeldesk.ui.theme import px, theme
from labeldesk.ui.widgets.rows import RowTable

_LEFT = Qt.MouseButton.LeftButton
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class ClassTable(RowTable):
    """Signal: `row_moved(row, to)`, the row as it is and the one it becomes; whoever hears it
    changes the rows. A line shows where a dragged row goes.
    """

    row_moved = Signal(int, int)

    _pressed: QPoint | None = None
    _row = -1
    """The row that was pressed: what lies under that place is another one once it scrolled."""
    _gap = -1
    """Before which row the one in the hand would stand; -1 while none is."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        place = event.position().toPoint()
        self._row = self.indexAt(place).row()
        self._pressed = place if event.button() is _LEFT and self._row >= 0 else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            super().mouseMoveEvent(event)
            return
        place = event.position().toPoint()
        far = (place - self._pressed).manhattanLength()
        if self._gap >= 0 or far >= QApplication.startDragDistance():
            self._show(self._gap_at(place))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, gap = self._pressed, self._gap
        self._let_go()
        if pressed is None or gap < 0:
            super().mouseReleaseEvent(event)
            return
        to = gap - (gap > self._row)
        if to != self._row:
            self.row_moved.emit(self._row, to)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = _STEPS.get(Qt.Key(event.key()), 0)
        row = self.currentIndex().row()
        if by and event.modifiers() == Qt.KeyboardModifier.AltModifier and row >= 0:
            to = min(max(row + by, 0), self.model().rowCount() - 1)
            if to != row:
                self.row_moved.emit(row, to)
                self.setCurrentIndex(self.model().index(to, 0))
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While a row is in the hand, Esc lets go of it, whoever has the keyboard."""
        is_escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if is_escape and event.type() is QEvent.Type.KeyPress:
            self._let_go()
        return is_escape

    def _gap_at(self, place: QPoint) -> int:
        """The gap between rows that is nearest; the list scrolls at its edges."""
        high, bar = self.row_height(), self.verticalScrollBar()
        if place.y() < 0 or place.y() > self.viewport().height():
            bar.setValue(bar.value() + (high if place.y() > 0 else -high))
        nearest = round((place.y() + bar.value()) / high)
        return min(max(nearest, 0), self.model().rowCount())

    def _show(self, gap: int) -> None:
        if gap == self._gap:
            return
        application = QApplication.instance()
        if application is not None and (gap < 0) != (self._gap < 0):
            if gap < 0:
                application.removeEventFilter(self)
            else:
                application.installEventFilter(self)
        self._gap = gap
        self.viewport().update()

    def _let_go(self) -> None:
        self._pressed = None
        self._show(-1)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._gap >= 0:
            y = self._gap * self.row_height() - self.verticalScrollBar().value()
            y = min(max(y - 1, 0), self.viewport().height() - px(2))
            with QPainter(self.viewport()) as p:
                p.fillRect(px(4), y, self.viewport().width() - px(8), px(2), theme().accent)
