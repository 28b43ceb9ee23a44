"""The cells of the grid: images in rows of equal length, and how one of them is painted."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.ui.icons import paint_icon
from labeldesk.ui.paint import BODY, CHIP, Face, Fit, height, paint_box, paint_text, width
from labeldesk.ui.panels.filmstrip import paint_broken, paint_waiting
from labeldesk.ui.panels.image_rows import MARKS, ImageModel
from labeldesk.ui.panels.picked import Picked, moved
from labeldesk.ui.theme import ON_IMAGE, px, theme
from labeldesk.ui.translate import tr
from labeldesk.ui.widgets.rows import Index
from labeldesk.ui.widgets.state_mark import paint_state
from labeldesk.ui.widgets.swatch import text_on

Tag = tuple[str, str]
"""Name and colour of the class an image is tagged with."""

SELECTED = QT_TRANSLATE_NOOP("Grid", "selected")
_NOWHERE = QModelIndex()
_EDGE = 2
_INSET = 6
_GAP = 4
_ASPECT = 0.75
_NARROWEST = 44
_CUT = 0.06
_TICK = 18


Tagged = Callable[[int], Sequence[Tag]]
"""The tags of the image at a position."""


def no_tags(_: int) -> Sequence[Tag]:
    """Before anybody gives tags."""
    return ()


class TiledModel(ImageModel):
    """The images of the filter, `columns` in each row; one is current, some are selected."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(across=False, parent=parent)
        self.columns = 1
        self.tags: Tagged = no_tags
        self.current = -1
        self.picked = Picked()

    def set_images(self, names: Sequence[str], origins: NDArray[np.intp] | None = None) -> None:
        """Other images. Of those that `origins` (n,) says were there before, and at which
        position, the same ones stay current and selected; it has -1 for new ones.
        """
        if origins is None:
            self.current = -1
            self.picked.start_over(len(names))
        else:
            self.current = moved(self.current, origins)
            self.picked.carry(origins)
        super().set_images(names)

    def set_columns(self, columns: int) -> None:
        """How many images stand side by side, 1 at least."""
        if columns != self.columns:
            self.beginResetModel()
            self.columns = columns
            self.endResetModel()

    def tags_changed(self) -> None:
        """Paint tags anew."""
        self._all_changed()

    def ticked(self) -> NDArray[np.bool_]:
        """Which positions show that they are selected, as a new mask bool (n,): none while that
        is just the current one, whose ring says so.
        """
        is_shown = self.picked.is_more_than(self.current)
        return self.picked.mask.copy() if is_shown else np.zeros(len(self.names), bool)

    def is_ticked(self, at: int) -> bool:
        """The same for one position."""
        return bool(self.picked.mask[at]) and self.picked.is_more_than(self.current)

    def at(self, position: int) -> QModelIndex:
        """The index of the image at that position."""
        return self.index(position // self.columns, position % self.columns)

    def position(self, index: Index) -> int:
        """The position of the image at that index; beyond the last one in blank cells."""
        return index.row() * self.columns + index.column()

    def _all_changed(self) -> None:
        last = self.rowCount() - 1
        if last >= 0:
            self.dataChanged.emit(self.index(0, 0), self.index(last, self.columns - 1))

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else -(-len(self.names) // self.columns)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else self.columns

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.position(index) >= len(self.names):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        at = self.position(index)
        if not index.isValid() or at >= len(self.names):
            return None
        said = super().data(index, role)
        if role == Qt.ItemDataRole.ToolTipRole or not isinstance(said, str):
            return said
        tags = (name for name, _ in self.tags(at))
        return ", ".join((said, *tags, *([tr(SELECTED)] if self.is_ticked(at) else ())))


def tag_height(face: Face = CHIP) -> int:
    """How high a tag on a picture is."""
    return max(px(18), height(face) + px(2))


def paint_tags(p: QPainter, place: QRectF, tags: Sequence[Tag], face: Face = CHIP) -> None:
    """Filled chips side by side from the upper left of `place`; the rest as a count."""
    x, right, gap = place.left(), place.right(), px(3)
    for n, (name, colour) in enumerate(tags):
        rest = len(tags) - n - 1
        more = width(f"+{rest}", face) + px(12) + gap if rest else 0
        needed = width(name, face) + px(12)
        wide = min(needed, right - x - more)
        if n and wide < min(needed, px(_NARROWEST)):
            words, ground = f"+{len(tags) - n}", ON_IMAGE.ground
            wide = width(words, face) + px(12)
            paint_tag(p, QRectF(x, place.top(), wide, tag_height(face)), words, ground, face)
            return
        paint_tag(p, QRectF(x, place.top(), wide, tag_height(face)), name, QColor(colour), face)
        x += wide + gap


def paint_tag(p: QPainter, place: QRectF, words: str, colour: QColor, face: Face) -> None:
    """One filled chip; a see-through ground gets the text of pictures."""
    paint_box(p, place, colour, ON_IMAGE.edge, px(3))
    ink = text_on(colour) if colour.alpha() == ON_IMAGE.handle.alpha() else ON_IMAGE.text
    paint_text(p, place.adjusted(px(6), 0, -px(5), 0), words, ink, face, Fit.CUT)


def fitted(whole: QRectF, place: QRectF) -> QRectF:
    """`whole` as large as it goes into `place` with its aspect kept, in the middle."""
    if whole.isEmpty():
        return QRectF(place.center(), place.center())
    scale = min(place.width() / whole.width(), place.height() / whole.height())
    wide, high = round(whole.width() * scale), round(whole.height() * scale)
    left = round(place.center().x() - wide / 2)
    return QRectF(left, round(place.center().y() - high / 2), wide, high)


class CellDelegate(QStyledItemDelegate):
    """One image: thumbnail on its mount, marks and tags on it, the name below."""

    def paint(self, p: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, TiledModel)
        at = model.position(index)
        if at >= len(model.names):
            return
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        cell = QRectF(option.rect).adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        is_current = at == model.current
        is_ticked = model.is_ticked(at)
        if is_ticked or (is_current and not model.picked.is_more_than(at)):
            paint_box(p, cell, theme().sel, None, px(5))
        mount = mount_of(QRectF(option.rect))
        paint_mounted(p, mount, model, at)
        if is_ticked:
            _paint_tick(p, mount)
        is_lit = is_current or is_ticked or bool(option.state & QStyle.StateFlag.State_MouseOver)
        under = QRectF(mount.left() + px(2), mount.bottom(), mount.width() - px(4), 0)
        under.setBottom(cell.bottom())
        note = model.note(at)
        name = note or model.names[at].rpartition("/")[2]
        fit = Fit.CUT if note else Fit.MIDDLE
        paint_text(p, under, name, "t1" if is_lit else "t2", BODY, fit)
        if is_current:
            paint_box(p, cell, None, theme().accent, px(5))
            paint_box(p, cell.adjusted(1, 1, -1, -1), None, theme().accent, px(4))


def mount_of(cell: QRectF) -> QRectF:
    """Where in a cell the mount of the thumbnail lies."""
    inset = px(_INSET)
    wide = cell.width() - 2 * inset
    return QRectF(cell.left() + inset, cell.top() + inset, wide, round(wide * _ASPECT))


def cell_height(wide: int) -> int:
    """How high a cell `wide` px wide is: mount, name and room around them."""
    inset = px(_INSET)
    return inset + round((wide - 2 * inset) * _ASPECT) + max(px(26), height() + px(8)) + px(_GAP)


def mount_colour() -> QColor:
    """The ground of thumbnails that do not fill their place."""
    colours = theme()
    return colours.press if not colours.is_dark else colours.canvas


def paint_mounted(p: QPainter, mount: QRectF, model: TiledModel, at: int) -> None:
    """The thumbnail with its aspect kept, its state, waiting suggestions and tags on it."""
    paint_box(p, mount, mount_colour(), None, px(3))
    image = model.thumb(at)
    if image is not None and not image.isNull():
        _paint_picture(p, mount, image)
    elif model.broken(at):
        paint_broken(p, mount)
    side, away = px(14), px(6)
    corner = QRectF(mount.left() + away, mount.bottom() - side - away, side, side)
    paint_state(p, corner, MARKS[model.marks[at]], on_image=True)
    if model.waiting[at]:
        paint_waiting(p, mount.adjusted(0, 0, -px(2), -px(2)), int(model.waiting[at]))
    tags = model.tags(at)
    if tags:
        before = px(_TICK) + away if model.is_ticked(at) else 0
        paint_tags(p, mount.adjusted(away + before, away, -away, 0), tags)


def _paint_tick(p: QPainter, mount: QRectF) -> None:
    """The image is one of several selected."""
    side, away = px(_TICK), px(6)
    box = QRectF(mount.left() + away, mount.top() + away, side, side)
    paint_box(p, box, theme().fill, theme().on_fill, px(4))
    paint_icon(p, box, "check", theme().on_fill, 14)


def _paint_picture(p: QPainter, mount: QRectF, image: QImage) -> None:
    """The picture fitted into the mount; one that almost fits is not scaled but cut a little.

    Scaling is most of what a cell costs (0.3 of 0.4 ms), and blurs what was sharp.
    """
    place, dpr = fitted(QRectF(image.rect()), mount), p.device().devicePixelRatioF()
    if abs(place.width() * dpr - image.width()) > _CUT * image.width():
        p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        p.drawImage(place, image)
        return
    part = QRectF(0, 0, min(image.width(), mount.width() * dpr), image.height())
    part.setHeight(min(image.height(), mount.height() * dpr))
    left = round((image.width() - part.width()) / 2)
    part.moveTopLeft(QPointF(left, round((image.height() - part.height()) / 2)))
    size = part.size() / dpr
    x = round((mount.center().x() - size.width() / 2) * dpr) / dpr
    y = round((mount.center().y() - size.height() / 2) * dpr) / dpr
    p.drawImage(QRectF(QPointF(x, y), size), image, part)
