"""Where notices stand: over the filmstrip, above the status line; the image does not move."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.ui.theme import px
from labeldesk.ui.translate import tr
from labeldesk.ui.widgets.notice import Notice, NoticeRow

NAME = QT_TRANSLATE_NOOP("NoticeBar", "Notices")
MOST = 2
_WIDEST, _LEAST, _BESIDE = 760, 480, 560
"""How wide a notice becomes at most, has to be at least, and beside another, px at 100 %."""
_MOVES = frozenset({QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide})


class NoticeBar(QWidget):
    """Floats over the lower edge of its parent, at most two side by side. Where there is room for
    one only, the older waits until the newer is closed.

    Signals: `chosen(key, action id)`, `closed(key)`.
    """

    chosen = Signal(str, str)
    closed = Signal(str)

    def __init__(self, parent: QWidget, floor: QWidget | None = None) -> None:
        super().__init__(parent)
        self._window, self._floor, self._ground, self._is_bare = parent, floor, parent, False
        self.setObjectName("notice-bar")
        self.setAccessibleName(tr(NAME))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(px(4), px(4), px(4), px(4))
        self._row.setSpacing(px(8))
        self._notices: list[Notice] = []
        self.hide()

    def rows(self) -> tuple[NoticeRow, ...]:
        """What is shown or waits now, the oldest first."""
        return tuple(notice.row for notice in self._notices)

    def stand_on(self, ground: QWidget) -> None:
        """The part of the window it may cover; while that is not seen, it stands on the floor."""
        self._ground = ground
        ground.installEventFilter(self)

    def bare(self, *, is_bare: bool) -> None:
        """In full screen they stand on the lower edge itself."""
        self._is_bare = is_bare
        self._row.setContentsMargins(px(4), px(1 if is_bare else 4), px(4), px(1 if is_bare else 4))
        self.settle()

    def say(self, row: NoticeRow) -> None:
        """Show a notice; one with the same key goes, of more than two the oldest."""
        self.take_back(row.key)
        while len(self._notices) >= MOST:
            self.take_back(self._notices[0].row.key)
        notice = Notice(row)
        notice.chosen.connect(self.chosen)
        notice.closed.connect(self._close)
        self._notices.append(notice)
        self._row.addWidget(notice)
        self.show()
        notice.show()  # beside one that is shown already, it would only count in the height later
        self.settle()

    def take_back(self, key: str) -> None:
        """Remove the notice with that key, if it is there; says nothing."""
        for notice in [n for n in self._notices if n.row.key == key]:
            self._notices.remove(notice)
            notice.hide()
            notice.setParent(None)
            notice.deleteLater()
        self.setVisible(bool(self._notices))
        self.settle()

    def settle(self) -> None:
        """Take the place again; called when the window or what it stands on is resized."""
        if self.isHidden():
            return
        ground = self._place()
        fitting = min(len(self._notices), max(1, ground.width() // px(_BESIDE)))
        for notice in self._notices:
            notice.setVisible(notice in self._notices[-fitting:])
            notice.set_low(is_low=self._is_bare)
            notice.set_width(min(ground.width(), px(_WIDEST) * fitting) // fitting)
        across = min(ground.width(), px(_WIDEST) * fitting)
        high = self._row.heightForWidth(across)
        left = ground.left() + (ground.width() - across) // 2
        self.setGeometry(left, ground.bottom() + 1 - high, across, high)

    def _place(self) -> QRect:
        """What it may cover, in the window's pixels. In full screen, where there is nothing but
        the image, the floor itself and the margin that a fitted image leaves.
        """
        whole = self._window.rect()
        if self._ground is not self._window and self._ground.isVisible():
            seen = QRect(self._ground.mapTo(self._window, QPoint()), self._ground.size())
            if seen.width() < px(_LEAST):  # there is more room up to the edge of the window
                seen.setRight(whole.right())
            return seen
        if self._floor is not None and not self._is_bare:
            whole.setBottom(self._floor.y() - 1)
        return whole

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES:
            self.settle()
        return False

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.setAccessibleName(tr(NAME))
        super().changeEvent(event)

    def _close(self, key: str) -> None:
        self.take_back(key)
        self.closed.emit(key)
