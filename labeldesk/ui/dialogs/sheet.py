"""What all sheets share: the dimmed window, a floating card with a shadow, Escape to leave."""

from __future__ import annotations

from PySide6.QtCore import (
    QEasingCurve,
    QEvent,
    QObject,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    QVariantAnimation,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QShortcut,
)
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.ui.paint import TITLE, paint_box
from labeldesk.ui.theme import look, px, theme
from labeldesk.ui.theme.tokens import DIM, SHADOW
from labeldesk.ui.translate import tr
from labeldesk.ui.widgets.button import Button, Kind
from labeldesk.ui.widgets.control import Control
from labeldesk.ui.widgets.drop_down import DropDown
from labeldesk.ui.widgets.field import Field
from labeldesk.ui.widgets.label import Label, Line
from labeldesk.ui.widgets.tab_round import go_on, go_round
from labeldesk.ui.widgets.text_box import Paper
from labeldesk.ui.widgets.tool_button import IconButton

CLOSE = QT_TRANSLATE_NOOP("Sheet", "Close")
_RINGS = 6
_EDGE = 16
_OPEN_MS, _RISE = 120, 4


class Dim(QWidget):
    """One child of the window that darkens it and carries one sheet at a time.

    `show_sheet` puts a sheet on it; Escape, or a click beside a sheet that is `light`, closes it,
    and the focus goes back to where it was.
    """

    closed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._sheet: Sheet | None = None
        self._before: QWidget | None = None
        self._shown = 1.0
        self._cast = QRect()
        self._motion = QVariantAnimation(self)
        self._motion.setDuration(_OPEN_MS)
        self._motion.setEasingCurve(QEasingCurve.Type.OutQuad)
        self._motion.setStartValue(0.0)
        self._motion.setEndValue(1.0)
        self._motion.valueChanged.connect(self._rise)
        window.installEventFilter(self)
        self.hide()

    def show_sheet(self, sheet: Sheet) -> None:
        """Dim the window and show `sheet`; one that is open is closed first."""
        if self._sheet is not None:
            self.close_sheet()
        window = self._window
        self._before = window.focusWidget()
        self._sheet = sheet
        sheet.setParent(self)
        sheet.installEventFilter(self)
        sheet.left.connect(self.close_sheet)
        self.setGeometry(window.rect())
        if look().motion:
            self._motion.start()
        self._settle()
        self.show()
        self.raise_()
        sheet.show()
        sheet.refit()
        sheet.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def sheet(self) -> Sheet | None:
        """The open sheet."""
        return self._sheet

    def close_sheet(self) -> None:
        """Take the sheet away; its answer was told by its own signals before."""
        sheet, self._sheet = self._sheet, None
        if sheet is None:
            return
        sheet.left.disconnect(self.close_sheet)
        sheet.removeEventFilter(self)
        sheet.hide()
        sheet.setParent(None)  # nobody finds it any more
        # The key press that closed it may still be on its way through its field: it lives on
        # until the next turn of the event loop, or there is nothing left to come back to.
        QTimer.singleShot(0, lambda: sheet.setParent(None))
        self.hide()
        if self._before is not None:
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
            self._before = None
        self.closed.emit()

    def _settle(self) -> None:
        if self._sheet is not None:
            place = self._sheet.place_in(self.rect())
            self._sheet.setGeometry(place.translated(0, round(px(_RISE) * (1 - self._shown))))

    def _rise(self, shown: object) -> None:
        """The window darkens and the sheet comes up its last 4 px."""
        self._shown = shown if isinstance(shown, float) else 1.0
        self._settle()
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._sheet is None:
            return False
        if watched is self._window and event.type() is QEvent.Type.Resize:
            self.setGeometry(self._window.rect())
            self._settle()
        elif watched is self._sheet and event.type() is QEvent.Type.LayoutRequest:
            self._settle()  # it says more than before, or less
        elif watched is self._sheet and event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self._cast_anew(self._sheet.geometry())
        return False

    def _cast_anew(self, around: QRect) -> None:
        """The shadow lies beside the sheet, where nobody else says that it is to be painted."""
        before, self._cast = self._cast, around.adjusted(*_shadow_edges())
        self.update(before.united(self._cast))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._sheet is not None and self._sheet.light:
            self.close_sheet()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as p:
            dim = QColor(DIM)
            dim.setAlphaF(DIM.alphaF() * self._shown)
            p.fillRect(event.rect(), dim)
            if self._sheet is not None:
                paint_shadow(p, QRectF(self._sheet.geometry()))


def _shadow_edges() -> tuple[int, int, int, int]:
    grow, down = px(2 * _RINGS), px(4)
    return -grow, -grow + down, grow, grow + down


def paint_shadow(p: QPainter, around: QRectF) -> None:
    """A soft edge around a floating card: a few translucent rounded boxes, no blur."""
    for ring in range(_RINGS):
        grow = px(2 * (_RINGS - ring))
        area = around.adjusted(-grow, -grow + px(4), grow, grow + px(4))
        paint_box(p, area, SHADOW, None, px(10) + grow)


class Sheet(QFrame):
    """A floating card. `left` when it wants to go away: Escape, the cross, or done.

    One that is not `light` has fields to fill: a click that missed it takes nothing of that
    away, and its upper edge stays where it is, whatever it says meanwhile.

    Enter keeps what was typed where there is one line to type. Where there are `many` fields,
    Ctrl+Enter does, from wherever the keyboard is, and Enter only on the button that says so or
    while no part of the sheet has the keyboard; in a field it goes on to the next one. Nobody
    who types on after Enter types into the window behind.
    """

    left = Signal()
    light = True
    many = False
    wide = 720
    high_at_most = 900

    def __init__(self, words: Text, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = words
        self._top: tuple[QSize, int] | None = None
        self.setAccessibleName(tr(words))
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(1, 1, 1, 1)
        self.column.setSpacing(0)
        for keys in ("Ctrl+Return", "Ctrl+Enter") if self.many else ():
            QShortcut(QKeySequence(keys), self, self.entered)

    def add_title(self, title: Text) -> QHBoxLayout:
        """The head of a dialog: title and cross."""
        row = QHBoxLayout()
        row.setContentsMargins(px(27), px(20), px(22), px(14))
        row.addWidget(Label(title, "t1", TITLE))
        row.addStretch(1)
        cross = IconButton(CLOSE, "close")
        cross.clicked.connect(self.left)
        row.addWidget(cross)
        self.column.addLayout(row)
        return row

    def add_foot(self) -> QHBoxLayout:
        """The foot of a dialog, above it a line; buttons are added at its right end."""
        self.column.addWidget(Line())
        row = QHBoxLayout()
        row.setContentsMargins(px(27), px(10), px(24), px(10))
        row.setSpacing(px(2))
        self.column.addLayout(row)
        return row

    def main_button(self, words: Text | str) -> Button:
        """The button that keeps what was typed, with its key on it."""
        keys = "Ctrl+Enter" if self.many else "Enter"
        return Button(words, Kind.MAIN, keys=keys, high=32)

    def first_focus(self) -> QWidget:
        """Where typing goes when it opens."""
        return self

    def place_in(self, window: QRect) -> QRect:
        """In the middle when it opens, never larger than the window."""
        edge = px(_EDGE)
        across = min(px(self.wide), window.width() - 2 * edge)
        wanted = self.heightForWidth(across) if self.hasHeightForWidth() else 0
        wanted = max(wanted, self.sizeHint().height())
        high = min(wanted, self.most_in(window))
        top = (window.height() - high) // 2
        if self._top is not None and self._top[0] == window.size():
            top = min(self._top[1], window.height() - edge - high)
        return QRect((window.width() - across) // 2, top, across, high)

    def most_in(self, window: QRect) -> int:
        """How high it may be."""
        return min(px(self.high_at_most), window.height() - 2 * px(_EDGE))

    def refit(self) -> None:
        """What is inside grew or shrank: take the place that fits it before anything is painted."""
        parent = self.parentWidget()
        if parent is not None and self.isVisible():
            self.column.activate()  # forgets what inner layouts remember of their sizes
            place = self.place_in(parent.rect())
            self.setGeometry(place)
            self.column.activate()
            if not self.light:
                self._top = parent.size(), place.top()

    def sizeHint(self) -> QSize:
        return QSize(px(self.wide), super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        else:
            super().keyPressEvent(event)

    def _enter(self) -> None:
        here = QApplication.focusWidget()
        if isinstance(here, Control) and not here.isCheckable() and self.isAncestorOf(here):
            here.click()
        elif not self.many or here is self:
            self.entered()
        else:
            go_on(self, (Field, DropDown, Paper))

    def focusNextPrevChild(self, following: bool) -> bool:
        """Tab goes round in the sheet: what lies dimmed behind it has no keys."""
        return go_round(self, following=following)

    def entered(self) -> None:
        """Enter was pressed and nothing inside wanted it."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the card is no click beside it."""
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as p:
            paint_box(p, QRectF(self.rect()), theme().panel, theme().line_raised, px(10))
