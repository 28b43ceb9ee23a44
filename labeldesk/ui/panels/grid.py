"""All images of the filter as a grid of thumbnails; the view for looking over and tagging."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.ui.paint import STRONG, Fit, paint_text
from labeldesk.ui.panels.grid_cells import CellDelegate, Tagged
from labeldesk.ui.panels.image_rows import Broken, Thumb
from labeldesk.ui.panels.tile_picking import TilePicking
from labeldesk.ui.translate import tr
from labeldesk.ui.widgets.state_mark import Mark

NAME = QT_TRANSLATE_NOOP("Grid", "Images")
EMPTY = QT_TRANSLATE_NOOP("Grid", "No image matches the filter")


class GridView(TilePicking):
    """Fixed cells over columns of values: nothing is done per image but painting it.

    Signals: `window_changed(first, last)` when other images come into sight (ask for their
    thumbnails first), `current_touched` when thumbnail, state or tags of the current image are
    others, and those of `TilePicking`.
    """

    current_touched = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("grid")
        self.setAccessibleName(tr(NAME))
        self.setItemDelegate(CellDelegate(self))

    def set_thumbs(self, thumb: Thumb, broken: Broken = lambda _: False) -> None:
        """Where thumbnails come from: `thumb(position) -> QImage | None`, called while painting;
        `broken(position)` says that none will come.
        """
        self.tiles.thumb, self.tiles.broken = thumb, broken
        self.viewport().update()

    def set_tags(self, tags: Tagged) -> None:
        """Where tags come from, as (name, colour), called while painting."""
        self.tiles.tags = tags
        self.tags_changed()

    def set_images(self, names: Sequence[str], origins: NDArray[np.intp] | None = None) -> None:
        """Other images; states, counts and tags follow by the other setters. With `origins`, as
        for `TiledModel.set_images`, what is ringed, selected and in sight stays so. A press or a
        band under way ends as it is: under it there are others now.
        """
        self.let_go()
        ringed, scrolled = self.current(), self.verticalScrollBar().value()
        self.tiles.set_images(names, origins)
        if origins is None:
            self.start_over()
        else:
            self.go_on(origins, scrolled)
        if origins is None or self.current() < 0 <= ringed:
            self.current_changed.emit()
        self.picked_changed.emit()

    def set_marks(self, marks: Sequence[Mark] | NDArray[np.uint8]) -> None:
        """All states: marks, or uint8 (n,) places in `image_rows.MARKS`."""
        self.tiles.set_marks(marks)
        self.current_touched.emit()

    def set_waiting(self, counts: NDArray[np.integer]) -> None:
        """Waiting suggestions of all images, (n,)."""
        self.tiles.set_waiting(counts)
        self.current_touched.emit()

    def tags_changed(self, at: int | None = None) -> None:
        """The tags of that image are others, or of any."""
        if at is None:
            self.tiles.tags_changed()
            self.current_touched.emit()
        else:
            self.tiles.changed(at)
            self._touched(at)

    def set_one(self, at: int, mark: Mark | None = None, waiting: int | None = None) -> None:
        """State or waiting suggestions of one image."""
        self.tiles.set_one(at, mark, waiting)
        self._touched(at)

    def thumb_arrived(self, at: int) -> None:
        """The thumbnail at that position is there now."""
        self.tiles.changed(at)
        self._touched(at)

    def _touched(self, at: int) -> None:
        if at == self.tiles.current:
            self.current_touched.emit()

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
