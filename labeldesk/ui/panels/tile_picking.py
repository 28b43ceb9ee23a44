"""A table of cells of which one is current and several can be selected, by keys and pointer."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from labeldesk.ui.panels.band import Band
from labeldesk.ui.panels.tile_table import TileTable

_OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SCROLL_MS = 30
NONE = Qt.KeyboardModifier.NoModifier
_LEFT = Qt.MouseButton.LeftButton
_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class TilePicking(TileTable):
    """Moves the ring and selects, as file managers do.

    Signals: `image_chosen(position)` when a click or a key has moved the ring there;
    `image_opened(position)` on a double click or Enter; `current_changed` when another image is
    ringed; `picked_changed` when others are selected. `may_choose` is asked before a click or a
    key moves the ring; where it says no, nothing happens.
    """

    image_chosen = Signal(int)
    image_opened = Signal(int)
    current_changed = Signal()
    picked_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.may_choose: Callable[[], bool] = lambda: True
        self._band = Band(self.viewport())
        self._pressed: QPoint | None = None
        self._pointer = QPoint()
        self._kept: NDArray[np.bool_] = np.zeros(0, bool)
        self._pulling = QTimer(self)
        self._pulling.setInterval(_SCROLL_MS)
        self._pulling.timeout.connect(self._pull)

    def current(self) -> int:
        """Position of the current image, -1 for none."""
        return self.tiles.current

    def set_current(self, at: int) -> None:
        """Ring another image, alone selected, and bring it into sight."""
        if at != self.current():
            self._turn(lambda: self.tiles.picked.only(at), at)

    def picked(self) -> NDArray[np.intp]:
        """The positions selected; none where that is just the current one."""
        return np.flatnonzero(self.tiles.ticked())

    def pick_all(self) -> None:
        """Select every image of the grid."""
        self._turn(self.tiles.picked.every, self.current())

    def pick_current(self) -> None:
        """Select the current image alone."""
        self._turn(lambda: self.tiles.picked.only(self.current()), self.current())

    def let_go(self) -> None:
        """A press or a band under way ends as it is."""
        self._pressed = None
        self._pulling.stop()
        self._band.hide()

    def _turn(self, pick: Callable[[], None], at: int) -> None:
        """Select others and ring that one; only what looks different now is painted."""
        tiles = self.tiles
        before, ringed = tiles.ticked(), tiles.current
        pick()
        tiles.current = at
        others = tiles.ticked() != before
        first, last = max(self.in_sight()[0], 0), self.in_sight()[1]
        for one in {ringed, at, *(np.flatnonzero(others[first : last + 1]) + first).tolist()}:
            tiles.changed(one)
        if at != ringed:
            self.reveal(at)
            self.current_changed.emit()
        if others.any():
            self.picked_changed.emit()

    def _go(self, pick: Callable[[], None], at: int) -> None:
        """Select others and go to that one, if one may leave the current image."""
        if at == self.current() or self.may_choose():
            self._turn(pick, at)
            self.image_chosen.emit(at)

    def _choose(self, at: int, held: Qt.KeyboardModifier = NONE) -> None:
        """Go there, alone selected; Shift selects all up to it, Ctrl it too or no longer."""
        if not 0 <= at < len(self.tiles.names):
            return
        picked = self.tiles.picked
        if held & _SHIFT:
            self._go(lambda: picked.reach(at, adding=bool(held & _CTRL)), at)
        elif held & _CTRL:
            self._go(lambda: picked.toggle(at), at)
        else:
            self._go(lambda: picked.only(at), at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home, End and pages move the ring and select with Shift; with Ctrl they only
        move it, and Ctrl+Space selects. Enter opens; all else goes outward.
        """
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in _OPENING and self.current() >= 0 and held == NONE:
            self.image_opened.emit(self.current())
            return
        if event.key() == Qt.Key.Key_Space and held == _CTRL:
            self._choose(self.current(), _CTRL)
            return
        at = self._meant_by(event.key())
        if at is None or held & ~(_CTRL | _SHIFT) or not self.tiles.names:
            event.ignore()
            return
        at = min(max(at, 0), len(self.tiles.names) - 1)
        if held == _CTRL:
            self._go(lambda: None, at)
        else:
            self._choose(at, held)

    def _meant_by(self, key: int) -> int | None:
        """Where a key leads, beyond the ends for one that would; None for other keys."""
        here, columns = self.current(), self.tiles.columns
        count, page = len(self.tiles.names), columns * self.rows_in_sight()
        is_last_row = here // columns == (count - 1) // columns
        places = {
            Qt.Key.Key_Left: here - 1,
            Qt.Key.Key_Right: here + 1,
            Qt.Key.Key_Up: here - columns if here >= columns else here,
            Qt.Key.Key_Down: here if is_last_row else here + columns,
            Qt.Key.Key_PageUp: here - page,
            Qt.Key.Key_PageDown: here + page,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: count - 1,
        }
        return {int(one): place for one, place in places.items()}.get(key)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not _LEFT:
            super().mousePressEvent(event)
            return
        self._pressed = self._pointer = event.position().toPoint()
        self._band.begin(self._on_content(self._pressed))
        adds = bool(event.modifiers() & (_CTRL | _SHIFT))
        mask = self.tiles.picked.mask
        self._kept = self.tiles.ticked() if adds else np.zeros_like(mask)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            super().mouseMoveEvent(event)
            return
        self._pointer = event.position().toPoint()
        far = (self._pointer - self._pressed).manhattanLength()
        if self._pulling.isActive() or far >= QApplication.startDragDistance():
            self._pulling.start()
            self._pull()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        if event.button() is not _LEFT or pressed is None:
            super().mouseReleaseEvent(event)
        elif self._pulling.isActive():
            self._pulling.stop()
            self._band.hide()
            self._ring_one_of_them()
        else:
            self._clicked(pressed, event.modifiers())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        at = self.tiles.position(index)
        if event.button() is _LEFT and index.isValid() and at < len(self.tiles.names):
            self.image_opened.emit(at)

    def _clicked(self, place: QPoint, held: Qt.KeyboardModifier) -> None:
        index = self.indexAt(place)
        at = self.tiles.position(index)
        if index.isValid() and at < len(self.tiles.names):
            self._choose(at, held)
        elif not held & (_CTRL | _SHIFT):
            self.pick_current()  # beside the images

    def _on_content(self, place: QPoint) -> QPoint:
        return place + QPoint(0, self.verticalScrollBar().value())

    def _pull(self) -> None:
        """The band follows the pointer; beyond an edge the cells scroll along."""
        bar, high = self.verticalScrollBar(), self.viewport().height()
        beyond = min(self._pointer.y(), 0) + max(self._pointer.y() - high, 0)
        bar.setValue(bar.value() + beyond)
        self._band.pull(self._on_content(self._pointer), bar.value())
        cell = self.columnWidth(0), self.rowHeight(0)
        touched = self._band.touched(self.tiles.columns, cell, len(self.tiles.names))
        self._turn(lambda: self.tiles.picked.take(self._kept | touched), self.current())

    def _ring_one_of_them(self) -> None:
        """The current image is one of those selected."""
        picked = self.tiles.picked.mask
        if picked.any() and not (self.current() >= 0 and picked[self.current()]):
            at = int(np.argmax(picked))
            self._go(lambda: None, at)
