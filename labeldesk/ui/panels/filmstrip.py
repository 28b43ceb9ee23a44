"""The filmstrip below the canvas: thumbnails with state and waiting suggestions."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.ui.icons import paint_icon
from labeldesk.ui.paint import CHIP, Fit, paint_box, paint_text, width
from labeldesk.ui.panels.image_rows import MARKS, Broken, ImageModel, Thumb
from labeldesk.ui.theme import ON_IMAGE, look, px, theme
from labeldesk.ui.translate import tr
from labeldesk.ui.widgets.rows import Index
from labeldesk.ui.widgets.state_mark import Mark, paint_state

NAME = QT_TRANSLATE_NOOP("Filmstrip", "Images")
HEIGHT, SLIM = 76, 48
_THUMBS = ((68, (84, 56)), (44, (54, 36)), (0, (24, 16)))
"""How large thumbnails are from which height of the strip on, px at 100 %."""
_GAP = 8
_MARKED = 24
"""Only thumbnails at least so high have room for marks."""


def paint_thumb(p: QPainter, model: ImageModel, at: int, place: QRectF) -> None:
    """The picture filling `place`, state at the bottom left, waiting suggestions at the right."""
    image = model.thumb(at)
    if image is None or image.isNull():
        paint_box(p, place, theme().hover, None, px(3))
        if model.broken(at):
            paint_broken(p, place)
    else:
        whole = QRectF(image.rect())
        scaled = max(place.width() / whole.width(), place.height() / whole.height())
        part = QRectF(0, 0, place.width() / scaled, place.height() / scaled)
        part.moveCenter(whole.center())
        p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        p.drawImage(place, image, part)
    if place.height() < px(_MARKED):
        return
    side = px(14)
    corner = QRectF(place.left() + px(4), place.bottom() - side - px(4), side, side)
    paint_state(p, corner, MARKS[model.marks[at]], on_image=True)
    waiting = int(model.waiting[at])
    if waiting:
        paint_waiting(p, place, waiting)


def paint_broken(p: QPainter, place: QRectF) -> None:
    """Where there will be no thumbnail: the file cannot be read."""
    side = px(20)
    sign = QRectF(place.center().x() - side / 2, place.center().y() - side / 2, side, side)
    paint_icon(p, sign, "error", "danger", 20)


def paint_waiting(p: QPainter, place: QRectF, count: int) -> None:
    """How many suggestions wait, violet on dark, at the lower right of a thumbnail."""
    words = str(count) if count < 100 else "99+"  # noqa: PLR2004 (two digits fit)
    wide = width(words, CHIP) + px(19)
    badge = QRectF(place.right() - wide - px(4), place.bottom() - px(20), wide, px(16))
    paint_box(p, badge, ON_IMAGE.ground, None, px(3))
    spark = QRectF(badge.left() + px(2), badge.top(), px(12), badge.height())
    paint_icon(p, spark, "spark", ON_IMAGE.suggestion, 12)
    paint_text(p, badge.adjusted(px(15), 0, 0, 0), words, ON_IMAGE.text, CHIP, Fit.LEFT)


class ThumbDelegate(QStyledItemDelegate):
    """One cell: the thumbnail, ringed when it is the current image."""

    def __init__(self, view: Filmstrip) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, p: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, ImageModel)
        wide, high = self._view.thumb_size()
        place = QRectF(0, 0, wide, high)
        place.moveCenter(QRectF(option.rect).center())
        place.moveTopLeft(place.topLeft().toPoint().toPointF())
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            paint_box(p, place.adjusted(-4, -4, 4, 4), theme().sel, None, px(4))
        paint_thumb(p, model, model.position(index), place)
        if model.position(index) == self._view.current():
            paint_box(p, place.adjusted(-3, -3, 3, 3), None, theme().accent, px(4))
            paint_box(p, place.adjusted(-2, -2, 2, 2), None, theme().accent, px(4))


class Filmstrip(QTableView):
    """One row, one column per image, fixed cells.

    Signals: `image_chosen(position)` on a click, `window_changed(first, last)` when other
    thumbnails come into sight (ask for those first).
    """

    image_chosen = Signal(int)
    window_changed = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("filmstrip")
        self.setAccessibleName(tr(NAME))
        self._current = -1
        self._thumb = _THUMBS[0][1]
        self._window = (-1, -1)
        self._model = ImageModel(across=True)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.setItemDelegate(ThumbDelegate(self))
        self.setModel(self._model)
        self.clicked.connect(lambda index: self.image_chosen.emit(index.column()))
        self.horizontalScrollBar().valueChanged.connect(self._moved)
        look().changed.connect(self._restyle)
        self._restyle()

    def set_thumbs(self, thumb: Thumb, broken: Broken = lambda _: False) -> None:
        """Where thumbnails come from: `thumb(position) -> QImage | None`, called while painting;
        `broken(position)` says that none will come.
        """
        self._model.thumb, self._model.broken = thumb, broken
        self.viewport().update()

    def set_images(self, names: Sequence[str]) -> None:
        """Other images; their states follow by `set_marks`."""
        self._current = -1
        self._model.set_images(names)
        self._moved()

    def set_marks(self, marks: Sequence[Mark] | NDArray[np.uint8]) -> None:
        """All states: marks, or uint8 (n,) places in `image_rows.MARKS`."""
        self._model.set_marks(marks)

    def set_waiting(self, counts: NDArray[np.integer]) -> None:
        """Waiting suggestions of all images, (n,)."""
        self._model.set_waiting(counts)

    def set_one(self, at: int, mark: Mark | None = None, waiting: int | None = None) -> None:
        """State or waiting suggestions of one image."""
        self._model.set_one(at, mark, waiting)

    def thumb_arrived(self, at: int) -> None:
        """The thumbnail at that position is there now."""
        self._model.changed(at)

    def current(self) -> int:
        """Position of the open image, -1 for none."""
        return self._current

    def set_current(self, at: int) -> None:
        """Mark the open image and bring it into sight, in the middle when it was far off."""
        before, self._current = self._current, at
        for one in (before, at):
            self._model.changed(one)
        self._reveal()

    def thumb_size(self) -> tuple[int, int]:
        """Width and height of a thumbnail."""
        return px(self._thumb[0]), px(self._thumb[1])

    def _reveal(self) -> None:
        at = self._current
        if 0 <= at < len(self._model.names):
            step = self.columnWidth(0)
            seen = self.viewport().width()
            left = at * step - self.horizontalScrollBar().value()
            if left < 0 or left + step > seen:
                self.horizontalScrollBar().setValue(at * step - (seen - step) // 2)

    def _arrange(self) -> None:
        """Thumbnails as large as the strip is high enough for."""
        high = self.height()
        self._thumb = next(size for least, size in _THUMBS if high >= px(least))
        self.verticalHeader().setDefaultSectionSize(max(high, 1))
        self.horizontalHeader().setDefaultSectionSize(self.thumb_size()[0] + px(_GAP))

    def in_sight(self) -> tuple[int, int]:
        """First and last position in sight."""
        return self._window

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A turn of the wheel goes along the strip."""
        bar = self.horizontalScrollBar()
        pixels, angle = event.pixelDelta(), event.angleDelta()
        by = pixels.x() or pixels.y() if not pixels.isNull() else angle.y() or angle.x()
        bar.setValue(bar.value() - by)
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().height() != event.oldSize().height():
            self._arrange()
            self._reveal()
        self._moved()

    def _moved(self) -> None:
        step = max(self.columnWidth(0), px(_THUMBS[-1][1][0]))
        begin = self.horizontalScrollBar().value() // step
        count = len(self._model.names)
        last = min(count - 1, begin + self.viewport().width() // step + 1)
        if count and (begin, last) != self._window:
            self._window = (begin, last)
            self.window_changed.emit(begin, last)

    def _restyle(self) -> None:
        colours = self.palette()
        colours.setColor(colours.ColorRole.Base, theme().panel)
        self.setPalette(colours)

    def sizeHint(self) -> QSize:
        return QSize(px(600), px(HEIGHT) + 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        with QPainter(self.viewport()) as p:
            p.fillRect(0, 0, self.viewport().width(), 1, theme().line)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.setAccessibleName(tr(NAME))
        super().changeEvent(event)
