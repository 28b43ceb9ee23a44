"""A card that floats over the window until the next click beside it, or Esc."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from labeldesk.ui.paint import paint_box
from labeldesk.ui.theme import px, theme
from labeldesk.ui.widgets.tab_round import go_round

RADIUS = 8


class Popover(QFrame):
    """A child of the window. While it is open everything behind it can be used, also by keys.

    `opener` is the button that opens it: a press on that does not close it first. `give_back`
    is called when it goes with the focus inside.
    """

    def __init__(self, parent: QWidget, opener: QWidget) -> None:
        super().__init__(parent)
        self.give_back: Callable[[], object] = parent.setFocus
        self._opener = opener
        self.hide()

    def open_at(self, corner: QPoint) -> None:
        """Open with the top right corner at a global position, within the window."""
        window = self.parentWidget()
        self.adjustSize()
        at = window.mapFromGlobal(corner) - QPoint(self.width(), 0) if window else corner
        self.move(max(at.x(), px(4)), max(at.y(), px(4)))
        self.show()
        self.raise_()
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]  # it runs

    def close_up(self) -> None:
        """Go."""
        focused = QApplication.focusWidget()
        had = focused is not None and self.isAncestorOf(focused)
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]  # it runs
        self.hide()
        if had:
            self.give_back()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(watched, QWidget) or not self.isVisible():
            return False
        if isinstance(event, QMouseEvent) and event.type() is QEvent.Type.MouseButtonPress:
            inside = watched is self or self.isAncestorOf(watched) or watched is self._opener
            if watched.window() is self.window() and not inside:
                self.close_up()
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            is_escape = event.key() == Qt.Key.Key_Escape
            if is_escape and watched.window() is self.window():
                self.close_up()
                return True
        return False

    def focusNextPrevChild(self, following: bool) -> bool:
        return go_round(self, following=following)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as p:
            paint_box(p, QRectF(self.rect()), theme().raised, theme().line_raised, px(RADIUS))
