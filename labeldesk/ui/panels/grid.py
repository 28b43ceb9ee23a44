"""The grid of all images of the filter: large thumbnails, several can be selected."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.ui.icons import paint_icon
from labeldesk.ui.paint import BODY, Fit, height, paint_box, paint_text
from labeldesk.ui.panels.filmstrip import paint_waiting
from labeldesk.ui.panels.image_rows import MARKS, ImageModel, Thumb
from labeldesk.ui.theme import look, px, theme
from labeldesk.ui.translate import tr
from labeldesk.ui.widgets.scroll_bar import thin
from labeldesk.ui.widgets.state_mark import paint_state

NAME = QT_TRANSLATE_NOOP("Grid", "Grid of images")
SMALLEST, USUAL, LARGEST = 96, 172, 320
_GAP, _EDGE, _INSET = 12, 16, 4
_RATIO = 0.75


@dataclass(frozen=True, slots=True)
class Lattice:
    """Where cells lie, logical px from the top of all of them."""

    columns: int
    wide: int
    high: int
    gap: int
    edge: int

    @staticmethod
    def over(room: int, side: int) -> Lattice:
        """As many columns of thumbnails `side` wide as `room` px hold, one at least."""
        wide, gap, edge = px(side), px(_GAP), px(_EDGE)
        columns = max(1, (room - 2 * edge + gap) // (wide + gap))
        return Lattice(columns, wide, round(wide * _RATIO) + height(BODY) + px(10), gap, edge)

    def place(self, at: int) -> QRect:
        """The cell at that position."""
        line, column = divmod(at, self.columns)
        x, y = column * (self.wide + self.gap), line * (self.high + self.gap)
        return QRect(self.edge + x, self.edge + y, self.wide, self.high)

    def position(self, x: int, y: int) -> int:
        """The position of the cell at that point, -1 between cells; it may be beyond the last."""
        column, line = (x - self.edge) // (self.wide + self.gap), self.line(y)
        at = line * self.columns + column
        is_cell = 0 <= column < self.columns and line >= 0 and self.place(at).contains(x, y)
        return at if is_cell else -1

    def line(self, y: int) -> int:
        """The number of the line at that height."""
        return (y - self.edge) // (self.high + self.gap)

    def length(self, count: int) -> int:
        """How high all lines of `count` cells are."""
        return -(-count // self.columns) * (self.high + self.gap) - self.gap + 2 * self.edge


class Grid(QAbstractScrollArea):
    """Fixed cells, only those in sight are painted.

    `images` holds the rows: `set_marks`, `set_waiting`, `set_one`, and `changed(position)` when a
    thumbnail arrived. Signals: `image_opened(position)` on Enter or a double click,
    `selection_changed`, `window_changed(first, last)` when other thumbnails come into sight.
    """

    image_opened = Signal(int)
    selection_changed = Signal()
    window_changed = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("grid")
        self.setAccessibleName(tr(NAME))
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        thin(self)
        self.images = ImageModel(across=False)
        self.images.dataChanged.connect(lambda *_: self.viewport().update())
        self._side = USUAL
        self._current, self._anchor = -1, -1
        self._selected: set[int] = set()
        self._window = (-1, -1)
        self.verticalScrollBar().valueChanged.connect(self._moved)
        look().changed.connect(self.viewport().update)

    def set_thumbs(self, thumb: Thumb) -> None:
        """Where thumbnails come from: `thumb(position) -> QImage | None`, called while painting."""
        self.images.thumb = thumb
        self.viewport().update()

    def set_images(self, names: Sequence[str]) -> None:
        """Other images; their states follow by `images.set_marks` and `images.set_waiting`."""
        self.images.set_images(names)
        self._current, self._anchor = -1, -1
        self._selected.clear()
        self._measure()

    def set_side(self, side: int) -> None:
        """How wide thumbnails are, px at 100 %."""
        self._side = min(max(side, SMALLEST), LARGEST)
        self._measure()

    def current(self) -> int:
        """Position of the image the keys act on, -1 for none."""
        return self._current

    def selection(self) -> tuple[int, ...]:
        """Positions of the selected images, in their order."""
        return tuple(sorted(self._selected))

    def select(self, positions: Collection[int], current: int) -> None:
        """Select these images and bring `current` into sight."""
        self._current = self._anchor = current
        self._selected = set(positions)
        self._reveal()
        self.selection_changed.emit()

    def lattice(self) -> Lattice:
        """How cells lie just now."""
        return Lattice.over(self.viewport().width(), self._side)

    def place_of(self, at: int) -> QRect:
        """Where the cell at that position lies in the viewport."""
        return self.lattice().place(at).translated(0, -self.verticalScrollBar().value())

    def position_at(self, point: QPoint) -> int:
        """The position of the image under a point of the viewport, -1 for none."""
        at = self.lattice().position(point.x(), point.y() + self.verticalScrollBar().value())
        return at if at < len(self.images.names) else -1

    def _measure(self) -> None:
        lattice = self.lattice()
        bar, seen = self.verticalScrollBar(), self.viewport().height()
        bar.setRange(0, max(0, lattice.length(len(self.images.names)) - seen))
        bar.setPageStep(seen)
        bar.setSingleStep(lattice.high // 2)
        self._moved()

    def _moved(self) -> None:
        lattice, top = self.lattice(), self.verticalScrollBar().value()
        first = max(0, lattice.line(top)) * lattice.columns
        last = (lattice.line(top + self.viewport().height()) + 1) * lattice.columns - 1
        last = min(last, len(self.images.names) - 1)
        if last >= first and (first, last) != self._window:
            self._window = (first, last)
            self.window_changed.emit(first, last)
        self.viewport().update()

    def _reveal(self) -> None:
        if 0 <= self._current < len(self.images.names):
            place, bar = self.place_of(self._current), self.verticalScrollBar()
            if place.top() < 0:
                bar.setValue(bar.value() + place.top() - px(_EDGE))
            elif place.bottom() > self.viewport().height():
                bar.setValue(bar.value() + place.bottom() - self.viewport().height() + px(_EDGE))
            self.setAccessibleDescription(str(self.images.data(self.images.at(self._current))))
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._measure()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self.viewport()) as p:
            p.fillRect(event.rect(), theme().window)
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            for at in range(
                max(self._window[0], 0), min(self._window[1] + 1, len(self.images.names))
            ):
                cell = QRectF(self.place_of(at))
                paint_cell(p, self.images, at, cell, is_selected=at in self._selected)
                if at == self._current:
                    ring = cell.adjusted(-px(_INSET), -px(_INSET), px(_INSET), px(_INSET))
                    for inset in (0, 1):
                        box = ring.adjusted(inset, inset, -inset, -inset)
                        paint_box(p, box, None, theme().accent, px(5))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self.position_at(event.position().toPoint())
        if at >= 0 and event.button() is Qt.MouseButton.LeftButton:
            self._go(at, event.modifiers())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        at = self.position_at(event.position().toPoint())
        if at >= 0:
            self.image_opened.emit(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        columns, count = self.lattice().columns, len(self.images.names)
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -columns,
            Qt.Key.Key_Down: columns,
        }
        key = Qt.Key(event.key())
        if key in steps and count:
            at = min(max(self._current + steps[key], 0), count - 1)
            self._go(at, event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._current >= 0:
            self.image_opened.emit(self._current)
        else:
            event.ignore()

    def _go(self, at: int, modifiers: Qt.KeyboardModifier) -> None:
        """Make `at` current; Ctrl adds or takes it away, Shift selects from the anchor to it."""
        if modifiers & Qt.KeyboardModifier.ShiftModifier and self._anchor >= 0:
            low, high = sorted((self._anchor, at))
            self._selected = set(range(low, high + 1))
        else:
            alone = not modifiers & Qt.KeyboardModifier.ControlModifier
            self._selected = {at} if alone else self._selected ^ {at}
            self._anchor = at
        self._current = at
        self._reveal()
        self.selection_changed.emit()


def paint_cell(p: QPainter, model: ImageModel, at: int, cell: QRectF, *, is_selected: bool) -> None:
    """The picture with its own aspect on a mount, marks on it, the name below."""
    t = theme()
    if is_selected:
        grown = px(_INSET)
        paint_box(p, cell.adjusted(-grown, -grown, grown, grown), t.sel, None, px(5))
    mount = QRectF(cell.left(), cell.top(), cell.width(), round(cell.width() * _RATIO))
    paint_box(p, mount, t.canvas, None, px(4))
    image = model.thumb(at)
    if image is not None and not image.isNull():
        size = image.size().scaled(mount.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(0, 0, size.width(), size.height())
        place.moveCenter(mount.center())
        p.drawImage(place, image)
    side = px(14)
    corner = QRectF(mount.left() + px(6), mount.bottom() - side - px(6), side, side)
    paint_state(p, corner, MARKS[model.marks[at]], on_image=True)
    if waiting := int(model.waiting[at]):
        paint_waiting(p, mount, waiting)
    if is_selected:
        tick = QRectF(mount.left() + px(6), mount.top() + px(6), px(18), px(18))
        paint_box(p, tick, t.fill, t.on_fill, px(4))
        paint_icon(p, tick, "check", t.on_fill, 14)
    name = QRectF(mount.left() + 2, mount.bottom() + px(4), mount.width() - 4, height(BODY))
    paint_text(p, name, model.names[at], "t1" if is_selected else "t2", BODY, Fit.MIDDLE)
