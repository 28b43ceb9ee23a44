"""Lists: a table view with fixed rows over a tuple of values, painted by one delegate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QHelpEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from labeldesk.domain.text import Text
from labeldesk.ui.paint import BODY, STRONG, height, paint_box, width
from labeldesk.ui.plain import plain_tip
from labeldesk.ui.theme import look, px, theme
from labeldesk.ui.translate import tr
from labeldesk.ui.widgets.control import KEYBOARD
from labeldesk.ui.widgets.scroll_bar import thin

Index = QModelIndex | QPersistentModelIndex
R = TypeVar("R")
_NOWHERE = QModelIndex()
_ROW = 28
_ASKS = 3


class RowModel(QAbstractTableModel, Generic[R]):
    """One column over a tuple of frozen rows. Subclasses give `spoken`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[R, ...] = ()

    def set_rows(self, rows: Sequence[R]) -> None:
        """Other rows. The same number of them keeps selection and scroll position."""
        new = tuple(rows)
        if len(new) == len(self.rows):
            self.rows = new
            if new:
                self.dataChanged.emit(self.index(0, 0), self.index(len(new) - 1, 0))
            return
        self.beginResetModel()
        self.rows = new
        self.endResetModel()

    def spoken(self, row: R) -> str:
        """The row in words, for screen readers."""
        raise NotImplementedError

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return None
        return self.spoken(self.rows[index.row()])


class RowDelegate(QStyledItemDelegate, Generic[R]):
    """Paints ground, selection and ring; subclasses `draw` the row on it."""

    inset = 4
    tall = _ROW
    beside = 110
    """How much of a row's width is not for its name, px at 100 %."""

    def __init__(self, view: RowTable) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, max(px(self.tall), height(BODY) + px(6)))

    def paint(self, p: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        place = QRectF(rect).adjusted(px(self.inset), 0, -px(self.inset), 0)
        is_hot = bool(state & QStyle.StateFlag.State_MouseOver)
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        model = index.model()
        assert isinstance(model, RowModel)
        row = model.rows[index.row()]
        if is_chosen:
            paint_box(p, place, theme().sel, None, px(4))
        elif is_hot:
            paint_box(p, place, theme().hover, None, px(4))
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw(p, place, row, is_hot=is_hot, is_chosen=is_chosen)
        if self._view.has_ring and index.row() == self._view.currentIndex().row():
            paint_box(p, place.adjusted(1, 1, -1, -1), None, theme().accent, px(4))

    def draw(self, p: QPainter, place: QRectF, row: R, *, is_hot: bool, is_chosen: bool) -> None:
        """Paint one row."""
        raise NotImplementedError

    def full(self, row: R) -> str:
        """The name that `draw` may have to cut."""
        return ""

    def tip(self, row: R, across: int) -> str:
        """The name, if it is cut in a row that wide; one that can be read needs no tooltip."""
        name = self.full(row)
        return name if width(name, STRONG) > across - px(self.beside) else ""

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        model = index.model()
        if not index.isValid() or not isinstance(model, RowModel):
            return False
        words = self.tip(model.rows[index.row()], option.rect.width())
        QToolTip.showText(event.globalPos(), plain_tip(words))
        return True

    def part_at(self, place: QRectF, row: R, x: float) -> str:
        """The name of the small button of the row at `x`, or nothing."""
        return ""


class RowTable(QTableView):
    """A list of fixed rows. `part_clicked(row, name)` for the small buttons inside rows.

    A click does not take the keys from the picture; Tab does.
    """

    part_clicked = Signal(int, str)

    def __init__(self, words: Text, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._by_keyboard = False
        self.setAccessibleName(tr(words))
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        thin(self)
        look().changed.connect(self._restyle)
        self._restyle()

    def use(self, model: RowModel[R], delegate: RowDelegate[R]) -> None:
        """Show `model` with `delegate`."""
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.verticalHeader().setDefaultSectionSize(self.row_height())

    def row_height(self) -> int:
        """How high every row is."""
        return self.itemDelegate().sizeHint(QStyleOptionViewItem(), _NOWHERE).height()

    def sizeHint(self) -> QSize:
        """Three rows: a list takes what is free, it never asks for it."""
        return QSize(px(200), _ASKS * px(_ROW))

    @property
    def has_ring(self) -> bool:
        """Whether the focus came by keyboard and is still here."""
        return self._by_keyboard and self.hasFocus()

    def _restyle(self) -> None:
        colours = self.palette()
        colours.setColor(colours.ColorRole.Base, theme().panel)
        # The delegate paints the selection; the style would fill the whole width below it.
        colours.setColor(colours.ColorRole.Highlight, Qt.GlobalColor.transparent)
        self.setPalette(colours)

    def keyboardSearch(self, search: str) -> None:
        """Letters are keys of tools, not a search in the list."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        part = self._part_at(index, event.position().x())
        if part and event.button() is Qt.MouseButton.LeftButton:
            self.part_clicked.emit(index.row(), part)
            event.accept()
        else:
            super().mousePressEvent(event)

    def _part_at(self, index: QModelIndex, x: float) -> str:
        delegate, model = self.itemDelegate(), self.model()
        if not index.isValid() or not isinstance(delegate, RowDelegate):
            return ""
        assert isinstance(model, RowModel)
        inset = px(delegate.inset)
        place = QRectF(self.visualRect(index)).adjusted(inset, 0, -inset, 0)
        return delegate.part_at(place, model.rows[index.row()], x)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_keyboard = event.reason() in KEYBOARD
        super().focusInEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.setAccessibleName(tr(self._words))
            self.viewport().update()
        super().changeEvent(event)
