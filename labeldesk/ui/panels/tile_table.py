"""A table whose cells are as many side by side as there is room for."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from labeldesk.ui.panels.grid_cells import TiledModel, cell_height
from labeldesk.ui.panels.picked import moved
from labeldesk.ui.theme import look, px, theme
from labeldesk.ui.widgets.scroll_bar import thin

SIZES = (112, 144, 176, 224, 288, 384)
"""Widths a cell can have at least, px at 100 %; what is left of a row is shared out."""

_USUAL = SIZES.index(176)


def ground() -> QColor:
    """What the cells lie on: darker than panels in the dark, like them by day."""
    return theme().window if theme().is_dark else theme().panel


class TileTable(QTableView):
    """Fixed cells, the same width and height everywhere; Ctrl and the wheel resize them.

    Signals: `window_changed(first, last)` when other positions come into sight;
    `size_changed(size)`, a place in `SIZES`.
    """

    window_changed = Signal(int, int)
    size_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tiles = TiledModel()
        self._size = _USUAL
        self._window = (-1, -1)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.hide()
            header.setMinimumSectionSize(1)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        thin(self)
        self.setModel(self.tiles)
        self.verticalScrollBar().valueChanged.connect(self._moved)
        look().changed.connect(self._restyle)
        self._restyle()

    def in_sight(self) -> tuple[int, int]:
        """First and last position in sight; (-1, -1) before there are any."""
        return self._window

    def size_step(self) -> int:
        """How large the cells are, a place in `SIZES`."""
        return self._size

    def set_size(self, size: int) -> None:
        """How large the cells are: a place in `SIZES`, beyond the ends the last one."""
        before, self._size = self._size, min(max(size, 0), len(SIZES) - 1)
        self._arrange()
        if self._size != before:
            self.size_changed.emit(self._size)

    def start_over(self) -> None:
        """There are other images: begin at the first one."""
        self._window = (-1, -1)
        self.verticalScrollBar().setValue(0)
        self._arrange()

    def go_on(self, origins: NDArray[np.intp], scrolled: int) -> None:
        """There are other images, `origins` as for `TiledModel.set_images`: the first one that
        was in sight stays where it was while the table was scrolled by so much.
        """
        first, columns = self._window[0], self.tiles.columns
        now = moved(first, origins)
        rows = now // columns - first // columns if now >= 0 else 0
        self._window = (-1, -1)
        self.updateGeometries()
        self.verticalScrollBar().setValue(scrolled + rows * self.rowHeight(0))
        self._moved()

    def rows_in_sight(self) -> int:
        """How many whole rows there is room for, 1 at least."""
        return max(1, self.viewport().height() // max(1, self.rowHeight(0)))

    def reveal(self, at: int) -> None:
        """Scroll as little as shows that position, or put it in the middle if it is far off."""
        if not 0 <= at < len(self.tiles.names):
            return
        step, seen, bar = self.rowHeight(0), self.viewport().height(), self.verticalScrollBar()
        top = at // self.tiles.columns * step - bar.value()
        if not -2 * step <= top <= seen + step:
            bar.setValue(bar.value() + top - (seen - step) // 2)
        elif top < 0:
            bar.setValue(bar.value() + top)
        elif top + step > seen:
            bar.setValue(bar.value() + top + step - seen)

    def _arrange(self) -> None:
        """Share the width out among as many columns as there is room for."""
        anchor = self.tiles.current if self.tiles.current >= 0 else self._window[0]
        wide = max(1, self.viewport().width())
        columns = max(1, wide // px(SIZES[self._size]))
        self.tiles.set_columns(columns)
        across = wide // columns
        self.horizontalHeader().setDefaultSectionSize(across)
        self.verticalHeader().setDefaultSectionSize(cell_height(across))
        self.updateGeometries()
        self.reveal(anchor)
        self._moved()

    def _moved(self) -> None:
        count, step = len(self.tiles.names), max(1, self.rowHeight(0))
        if not count:
            return
        begin = self.verticalScrollBar().value()
        first = begin // step * self.tiles.columns
        rows = (begin + self.viewport().height()) // step + 1
        last = min(count, rows * self.tiles.columns) - 1
        if (first, last) != self._window:
            self._window = (first, last)
            self.window_changed.emit(first, last)

    def _restyle(self) -> None:
        colours = self.palette()
        for role in (colours.ColorRole.Base, colours.ColorRole.Window):
            colours.setColor(role, ground())
        self.setPalette(colours)
        self.verticalScrollBar().setPalette(colours)

    def keyboardSearch(self, search: str) -> None:
        """Letters and digits are keys of actions, not a search in the list."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turned = event.angleDelta().y()
            self.set_size(self._size + (turned > 0) - (turned < 0))
            event.accept()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
