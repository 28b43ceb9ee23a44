"""An offer above the image: what was found, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from labeldesk.domain.text import Text
from labeldesk.ui.paint import STRONG, Fit, paint_box
from labeldesk.ui.plain import plain_tip
from labeldesk.ui.theme import px, theme
from labeldesk.ui.translate import tr
from labeldesk.ui.widgets.button import Button, Kind
from labeldesk.ui.widgets.icon_label import IconLabel
from labeldesk.ui.widgets.label import Label
from labeldesk.ui.widgets.notice import CLOSE, NoticeRow
from labeldesk.ui.widgets.tool_button import IconButton

_EDGE = 4
_HIGH = 20
_LEFT = 72
"""What it never covers: to the previous image and to the next."""


class OfferBar(QFrame):
    """Lies over the right end of the bar it is a child of, and moves nothing: neither the image
    nor what stands in the bar. One at a time. Signals: `chosen(key, action id)`, `closed(key)`.
    """

    chosen = Signal(str, str)
    closed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._ground = parent
        self.row: NoticeRow | None = None
        self.setObjectName("offer-bar")
        self._title = Label("", "t1", STRONG, Fit.CUT)
        self._links = QHBoxLayout()
        self._links.setSpacing(px(2))
        cross = IconButton(CLOSE, "close")
        cross.clicked.connect(lambda: self.closed.emit(self._key()))
        line = self._line = QHBoxLayout(self)
        line.setContentsMargins(px(12), 0, px(2), 0)
        line.setSpacing(px(8))
        line.addWidget(IconLabel("info", "accent"))
        line.addWidget(self._title, 1)
        line.addLayout(self._links)
        line.addWidget(cross)
        parent.installEventFilter(self)
        self.hide()

    def say(self, row: NoticeRow) -> None:
        """Offer this, in the place of what was offered before."""
        self.row = row
        self._title.set_words(row.title)
        self._spell(row.detail or "")
        while (item := self._links.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for name, words in row.actions:
            link = Button(words, Kind.LINK, high=_HIGH)
            link.clicked.connect(lambda _=False, name=name: self.chosen.emit(self._key(), name))
            self._links.addWidget(link)
            link.show()
        self.show()
        self.settle()

    def take_back(self, key: str) -> None:
        """It is offered no longer, if it has that key; says nothing."""
        if key == self._key():
            self.row = None
            self.hide()

    def settle(self) -> None:
        """Take the right end of the bar again: as much as the words need, all of it at most."""
        edge, room = px(_EDGE), self._ground.rect()
        self._links.invalidate()
        self._line.invalidate()
        across = min(self._line.sizeHint().width(), room.width() - 2 * edge - px(_LEFT))
        left = room.right() + 1 - edge - across
        self.setGeometry(left, edge, across, room.height() - 2 * edge)
        self._line.activate()
        self.raise_()

    def _key(self) -> str:
        return self.row.key if self.row is not None else ""

    def _spell(self, detail: Text | str) -> None:
        self.setToolTip(plain_tip(tr(detail)))
        self.setAccessibleName(self._title.text())
        self.setAccessibleDescription(tr(detail))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and self.row is not None:
            self.settle()
        return False

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange and self.row is not None:
            self.say(self.row)

    def paintEvent(self, event: QPaintEvent) -> None:
        area = QRectF(self.rect())
        with QPainter(self) as p:
            p.fillRect(area, theme().panel)
            paint_box(p, area, theme().raised, theme().line_raised, px(6))
            rounded = QPainterPath()
            rounded.addRoundedRect(area, px(6), px(6))
            p.setClipPath(rounded)
            p.fillRect(QRectF(0, 0, px(4), area.height()), theme().accent)
