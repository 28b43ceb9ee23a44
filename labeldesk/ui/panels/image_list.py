"""The images as a list of names with their states: for those who like names more than pictures."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.ui.numbers import grouped
from labeldesk.ui.paint import BODY, CAPTION, STRONG, Fit, height, paint_box, paint_text, width
from labeldesk.ui.panels.image_rows import MARKS, ImageModel
from labeldesk.ui.theme import look, px, theme
from labeldesk.ui.translate import tr
from labeldesk.ui.widgets.rows import Index
from labeldesk.ui.widgets.scroll_bar import thin
from labeldesk.ui.widgets.state_mark import Mark, paint_state

NAME = QT_TRANSLATE_NOOP("ImageList", "Image list")


class ImageDelegate(QStyledItemDelegate):
    """State, name elided in the middle, waiting suggestions in violet."""

    def __init__(self, view: ImageList) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, p: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, ImageModel)
        at = index.row()
        is_current = at == self._view.current()
        place = QRectF(option.rect).adjusted(px(4), 0, -px(4), 0)
        if is_current:
            paint_box(p, place, theme().sel, None, px(4))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            paint_box(p, place, theme().hover, None, px(4))
        mark = QRectF(place.left() + px(8), place.top(), px(14), place.height())
        paint_state(p, mark, MARKS[model.marks[at]])
        name = QRectF(mark.right() + px(8), place.top(), 0, place.height())
        name.setRight(place.right() - px(8))
        if waiting := int(model.waiting[at]):
            words = grouped(waiting)
            wide = width(words, CAPTION)
            count = QRectF(name.right() - wide, place.top(), wide, place.height())
            paint_text(p, count, words, "suggestion", CAPTION, Fit.RIGHT)
            name.setRight(count.left() - px(8))
        paint_text(p, name, model.names[at], "t1", STRONG if is_current else BODY, Fit.MIDDLE)


class ImageList(QTableView):
    """One row of 28 px per image. Signal: `image_chosen(position)`."""

    image_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("image-list")
        self.setAccessibleName(tr(NAME))
        self._current = -1
        self._model = ImageModel(across=False)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(max(px(28), height(BODY) + px(6)))
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        thin(self)
        self.setItemDelegate(ImageDelegate(self))
        self.setModel(self._model)
        self.clicked.connect(lambda index: self.image_chosen.emit(index.row()))
        self.activated.connect(lambda index: self.image_chosen.emit(index.row()))
        look().changed.connect(self._restyle)
        self._restyle()

    def set_images(self, names: Sequence[str]) -> None:
        """Other images; their states follow by `set_marks`."""
        self._current = -1
        self._model.set_images(names)

    def set_marks(self, marks: Sequence[Mark] | NDArray[np.uint8]) -> None:
        """All states: marks, or uint8 (n,) places in `image_rows.MARKS`."""
        self._model.set_marks(marks)

    def set_waiting(self, counts: NDArray[np.integer]) -> None:
        """Waiting suggestions of all images, (n,)."""
        self._model.set_waiting(counts)

    def set_one(self, at: int, mark: Mark | None = None, waiting: int | None = None) -> None:
        """State or waiting suggestions of one image."""
        self._model.set_one(at, mark, waiting)

    def current(self) -> int:
        """Position of the open image, -1 for none."""
        return self._current

    def set_current(self, at: int) -> None:
        """Mark the open image and scroll to it."""
        before, self._current = self._current, at
        for one in (before, at):
            self._model.changed(one)
        if 0 <= at < len(self._model.names):
            self.scrollTo(self._model.at(at))

    def keyboardSearch(self, search: str) -> None:
        """Letters are keys of tools, not a search in the list."""

    def _restyle(self) -> None:
        colours = self.palette()
        colours.setColor(colours.ColorRole.Base, theme().panel)
        self.setPalette(colours)

    def sizeHint(self) -> QSize:
        return QSize(px(240), px(300))
