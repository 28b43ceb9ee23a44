"""A rectangle pulled over the cells of the grid: which of them it touches, and how it looks."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from labeldesk.ui.theme import theme

_FAINT = 40  # of 255


class Band(QWidget):
    """Lies on the cells while it is pulled. `begin` and `pull` take pixels of the content."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._start = self._end = QPoint()
        self.hide()

    def begin(self, at: QPoint) -> None:
        """Where it was pressed; nothing is seen before it is pulled."""
        self._start = self._end = at

    def pull(self, to: QPoint, scrolled: int) -> None:
        """To here, while the content is scrolled by so much."""
        self._end = to
        self.setGeometry(self._area().translated(0, -scrolled))
        self.show()

    def touched(self, columns: int, cell: tuple[int, int], count: int) -> NDArray[np.bool_]:
        """The positions that it touches, as a mask bool (count,); `cell` is width and height."""
        area, (wide, high) = self._area(), cell
        rows = np.arange(-(-count // columns))
        in_row = (rows * high <= area.bottom()) & ((rows + 1) * high > area.top())
        across = np.arange(columns)
        in_column = (across * wide <= area.right()) & ((across + 1) * wide > area.left())
        touched: NDArray[np.bool_] = (in_row[:, None] & in_column[None, :]).ravel()[:count]
        return touched

    def _area(self) -> QRect:
        return QRect(self._start, self._end).normalized()

    def paintEvent(self, event: QPaintEvent) -> None:
        faint = QColor(theme().accent)
        faint.setAlpha(_FAINT)
        with QPainter(self) as p:
            p.fillRect(self.rect(), faint)
            p.setPen(theme().accent)
            p.drawRect(self.rect().adjusted(0, 0, -1, -1))
