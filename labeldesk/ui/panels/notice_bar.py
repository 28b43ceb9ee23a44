"""Where notices stand: beside the filmstrip, above the status line; the image does not move."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QPoint, QRect, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.ui.panels.offer_bar import OfferBar
from labeldesk.ui.theme import px
from labeldesk.ui.translate import tr
from labeldesk.ui.widgets.notice import Notice, NoticeRow

NAME = QT_TRANSLATE_NOOP("NoticeBar", "Notices")
MOST = 2
_WIDEST, _LEAST, _BESIDE = 760, 480, 560
"""How wide a notice becomes at most, has to be at least, and beside another, px at 100 %."""
_HALF, _STRIP, _OVER = 400, 100, 16
"""Beside the filmstrip it is at least so wide, leaves it at least so much, and is so much higher at
most: that lies in the margin of the image."""
_READ_MS = 3_000
"""Who goes on before has not read it."""
_MOVES = frozenset({QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide})


class NoticeBar(QWidget):
    """Floats over the lower edge of its parent, at most two side by side. Where there is room for
    one only, the older waits until the newer is closed. Where it finds no room beside what it
    stands on, it covers that until one goes on; then it says only what happened, until it is
    approached.

    Signals: `chosen(key, action id)`, `closed(key)`, `stood(width)`: how much of the right end of
    its ground it takes for itself.
    """

    chosen = Signal(str, str)
    closed = Signal(str)
    stood = Signal(int)

    def __init__(self, parent: QWidget, floor: QWidget | None = None) -> None:
        super().__init__(parent)
        self._window, self._ground, self._is_bare = parent, parent, False
        self._floors: tuple[QWidget, ...] = () if floor is None else (floor,)
        self.setObjectName("notice-bar")
        self.setAccessibleName(tr(NAME))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(px(4), px(4), px(4), px(4))
        self._row.setSpacing(px(8))
        self._notices: list[Notice] = []
        self._offer: OfferBar | None = None
        self._is_folded = False
        self._takes = 0
        self._since = QElapsedTimer()
        self.hide()

    def rows(self) -> tuple[NoticeRow, ...]:
        """What is shown or waits now: an offer, then the notices, the oldest first."""
        offer = self._offer.row if self._offer is not None else None
        rows = tuple(notice.row for notice in self._notices)
        return rows if offer is None else (offer, *rows)

    def stand_on(self, ground: QWidget, offer: OfferBar) -> None:
        """The part of the window it may cover, and where offers go; while that is not seen, it
        stands on the floor.
        """
        self._ground, self._offer = ground, offer
        ground.installEventFilter(self)
        offer.chosen.connect(self.chosen)
        offer.closed.connect(self._close)

    def stand_above(self, floor: QWidget) -> None:
        """Another lower edge that it leaves free where that is seen."""
        self._floors = (*self._floors, floor)
        floor.installEventFilter(self)

    def go_on(self) -> None:
        """One goes on with one's work: what covers the filmstrip folds up."""
        covers = not self.isHidden() and self._takes == 0
        if covers and self._since.isValid() and self._since.elapsed() >= _READ_MS:
            self._is_folded = True
            self.settle()

    def bare(self, *, is_bare: bool) -> None:
        """In full screen they stand on the lower edge itself."""
        self._is_bare = is_bare
        self._row.setContentsMargins(px(4), px(1 if is_bare else 4), px(4), px(1 if is_bare else 4))
        self.settle()

    def say(self, row: NoticeRow) -> None:
        """Show a notice; one with the same key goes, of more than two the oldest."""
        self.take_back(row.key)
        if row.is_offer and self._offer is not None:
            self._offer.say(row)
            return
        self._unfold()
        while len(self._notices) >= MOST:
            self.take_back(self._notices[0].row.key)
        notice = Notice(row)
        notice.chosen.connect(self.chosen)
        notice.closed.connect(self._close)
        notice.approached.connect(self._unfold)
        self._notices.append(notice)
        self._row.addWidget(notice)
        self.show()
        notice.show()  # beside one that is shown already, it would only count in the height later
        self.settle()

    def _unfold(self) -> None:
        self._since.start()
        if self._is_folded:
            self._is_folded = False
            self.settle()

    def take_back(self, key: str) -> None:
        """Remove the notice with that key, if it is there; says nothing."""
        if self._offer is not None:
            self._offer.take_back(key)
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
            self._take(0)
            return
        ground, beside = self._place(), self._stands_beside()
        whole, highest = ground.width(), ground.height() + px(_OVER)
        sizes = (self._fit(wide) for wide in (self._widths(whole) if beside else ()))
        low_enough = next((size for size in sizes if size[1] <= highest), None)
        across, high = low_enough or self._fit(whole)
        left = ground.right() + 1 - across
        is_beside = beside and left - ground.left() >= px(_STRIP)
        self._take(across if is_beside else 0)
        below = max((ground.height() - high) // 2, 0) if is_beside else 0
        if not is_beside:
            left = ground.left() + (ground.width() - across) // 2
        self.setGeometry(left, ground.bottom() + 1 - below - high, across, high)

    def _take(self, width: int) -> None:
        """So much of the right end of its ground is taken from now on."""
        if width != self._takes:
            self._takes = width
            self.stood.emit(width)

    def _widths(self, whole: int) -> list[int]:
        """How much of its ground it may take, what leaves more of it first."""
        return [max(whole // 2, min(px(_HALF), whole)), whole * 2 // 3, whole]

    def _fit(self, room: int) -> tuple[int, int]:
        """Width and height of as many as find room in that width."""
        fitting = min(len(self._notices), max(1, room // px(_BESIDE)))
        across = min(room, px(_WIDEST) * fitting)
        for notice in self._notices:
            notice.setVisible(notice in self._notices[-fitting:])
            notice.fold(is_folded=self._is_folded and not self._is_bare)
            notice.set_low(is_low=self._is_folded or self._is_bare)
            notice.set_width(across // fitting)
        self._row.invalidate()
        return across, self._row.heightForWidth(across)

    def _stands_beside(self) -> bool:
        """Whether what it stands on is seen and is wide enough to share."""
        seen = self._ground is not self._window and self._ground.isVisible()
        return seen and self._ground.width() >= px(_LEAST)

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
        if not self._is_bare:
            floors = (floor for floor in self._floors if floor.isVisible())
            tops = [floor.mapTo(self._window, QPoint()).y() for floor in floors]
            whole.setBottom(min(tops, default=whole.bottom() + 1) - 1)
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
