"""All images of the filter as a grid of thumbnails; the view for looking over and tagging."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.ui.paint import STRONG, Fit, paint_text
from labeldesk.ui.panels.grid_cells import CellDelegate, Tag
from labeldesk.ui.panels.image_rows import Broken, Thumb
from labeldesk.ui.panels.tile_table import TileTable
from labeldesk.ui.translate import tr
from labeldesk.ui.widgets.state_mark import Mark

NAME = QT_TRANSLATE_NOOP("Grid", "Images")
EMPTY = QT_TRANSLATE_NOOP("Grid", "No image matches the filter")
_OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class GridView(TileTable):
    """Fixed cells over columns of values: nothing is done per image but painting it.

    Signals: `image_chosen(position)` on a click or an arrow key, when the ring has moved there
    already; `image_opened(position)` on a double click or Enter; `window_changed(first, last)`
    when other images come into sight (ask for their thumbnails first); `current_changed` when
    another image is ringed, `current_touched` when its thumbnail, state or tags are others.
    """

    image_chosen = Signal(int)
    image_opened = Signal(int)
    current_changed = Signal()
    current_touched = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("grid")
        self.setAccessibleName(tr(NAME))
        self.setItemDelegate(CellDelegate(self))
        self.clicked.connect(self._clicked)
        self.doubleClicked.connect(self._opened)

    def set_thumbs(self, thumb: Thumb, broken: Broken = lambda _: False) -> None:
        """Where thumbnails come from: `thumb(position) -> QImage | None`, called while painting;
        `broken(position)` says that none will come.
        """
        self.tiles.thumb, self.tiles.broken = thumb, broken
        self.viewport().update()

    def set_images(self, names: Sequence[str]) -> None:
        """Other images; states, counts and tags follow by the other setters."""
        self.tiles.set_images(names)
        self.start_over()
        self.current_changed.emit()

    def set_marks(self, marks: Sequence[Mark] | NDArray[np.uint8]) -> None:
        """All states: marks, or uint8 (n,) places in `image_rows.MARKS`."""
        self.tiles.set_marks(marks)
        self.current_touched.emit()

    def set_waiting(self, counts: NDArray[np.integer]) -> None:
        """Waiting suggestions of all images, (n,)."""
        self.tiles.set_waiting(counts)
        self.current_touched.emit()

    def set_all_tags(self, tags: Mapping[int, Sequence[Tag]]) -> None:
        """Tags as (name, colour) by position, of the images that have any."""
        self.tiles.set_all_tags(tags)
        self.current_touched.emit()

    def set_one(self, at: int, mark: Mark | None = None, waiting: int | None = None) -> None:
        """State or waiting suggestions of one image."""
        self.tiles.set_one(at, mark, waiting)
        self._touched(at)

    def set_tags(self, at: int, tags: Sequence[Tag]) -> None:
        """Tags of one image as (name, colour)."""
        self.tiles.set_tags(at, tags)
        self._touched(at)

    def thumb_arrived(self, at: int) -> None:
        """The thumbnail at that position is there now."""
        self.tiles.changed(at)
        self._touched(at)

    def current(self) -> int:
        """Position of the current image, -1 for none."""
        return self.tiles.current

    def set_current(self, at: int) -> None:
        """Ring another image and bring it into sight, in the middle when it was far off."""
        before, self.tiles.current = self.tiles.current, at
        if before == at:
            return
        for one in (before, at):
            self.tiles.changed(one)
        self.reveal(at)
        self.current_changed.emit()

    def _touched(self, at: int) -> None:
        if at == self.tiles.current:
            self.current_touched.emit()

    def _clicked(self, index: QModelIndex) -> None:
        self._choose(self.tiles.position(index))

    def _opened(self, index: QModelIndex) -> None:
        at = self.tiles.position(index)
        if 0 <= at < len(self.tiles.names):
            self.image_opened.emit(at)

    def _choose(self, at: int) -> None:
        if 0 <= at < len(self.tiles.names):
            self.set_current(at)
            self.image_chosen.emit(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home, End and pages move the ring; Enter opens; all else goes outward."""
        if event.key() in _OPENING and self.current() >= 0:
            self.image_opened.emit(self.current())
            return
        at = self._meant_by(event.key())
        if at is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
            return
        self._choose(min(max(at, 0), len(self.tiles.names) - 1))

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

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.tiles.names:
            with QPainter(self.viewport()) as p:
                paint_text(p, self.viewport().rect(), tr(EMPTY), "t1", STRONG, Fit.CUT_CENTRE)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.setAccessibleName(tr(NAME))
            self.viewport().update()
        super().changeEvent(event)
