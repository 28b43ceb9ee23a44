"""A notice: what happened, what was kept, what to do; never modal, never over the picture."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QEnterEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from labeldesk.domain.problem import Severity
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.ui.icons import paint_icon
from labeldesk.ui.paint import NAME, paint_box
from labeldesk.ui.plain import plain_tip
from labeldesk.ui.theme import Role, px, theme
from labeldesk.ui.translate import tr
from labeldesk.ui.widgets.button import Button, Kind
from labeldesk.ui.widgets.label import Paragraph
from labeldesk.ui.widgets.tool_button import IconButton

CLOSE = QT_TRANSLATE_NOOP("Notice", "Close")
_WORDS = 300
"""The words have at least so much room beside what can be done, px at 100 %."""
_ROLE: dict[Severity, Role] = {
    Severity.INFO: "accent",
    Severity.WARNING: "warning",
    Severity.ERROR: "danger",
}
_ICON = {Severity.INFO: "info", Severity.WARNING: "warning", Severity.ERROR: "error"}


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """What a notice says. `actions` are (id, words), at most three, the last "Copy details".

    `key` names what it is about: a new notice with the same key takes the place of the old. An
    offer stands above the image, if that is seen.
    """

    key: str
    severity: Severity
    title: Text
    detail: Text | None = None
    actions: tuple[tuple[str, Text], ...] = ()
    is_offer: bool = False


class Notice(QFrame):
    """One notice, low enough to stand on the filmstrip: what happened and what was kept, beside
    them what to do. Signals: `chosen(key, action id)`, `closed(key)` and `approached` when the
    pointer or the keyboard comes to it.
    """

    chosen = Signal(str, str)
    closed = Signal(str)
    approached = Signal()

    def __init__(self, row: NoticeRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = row
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(tr(row.title))
        self.setAccessibleDescription(tr(row.detail or ""))
        self._detail = Paragraph(row.detail, "t2") if row.detail is not None else None
        self._inner = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._inner.setSpacing(px(4))
        self._inner.addLayout(self._words(), 1)
        self._links = self._actions()
        self._inner.addWidget(self._links)
        cross = IconButton(CLOSE, "close")
        cross.clicked.connect(lambda: self.closed.emit(row.key))
        cross.installEventFilter(self)
        self._line = line = QHBoxLayout(self)
        line.setContentsMargins(px(44), px(8), px(6), px(8))
        line.setSpacing(px(2))
        line.addLayout(self._inner, 1)
        line.addWidget(cross, 0, Qt.AlignmentFlag.AlignTop)

    def set_low(self, *, is_low: bool) -> None:
        """Where there is room for one line only, the rest is in the tooltip."""
        edge = px(2 if is_low else 8)
        self._line.setContentsMargins(px(44), edge, px(6), edge)
        if self._detail is not None:
            self._detail.setVisible(not is_low)
            self.setToolTip(plain_tip(self._detail.text()) if is_low else "")

    def fold(self, *, is_folded: bool) -> None:
        """Only what happened, or all of it."""
        self.set_low(is_low=is_folded)
        self._links.setVisible(not is_folded)

    def set_width(self, across: int) -> None:
        """It is going to be so wide: what to do stands below the words if they need the room."""
        beside = 0 if self._links.isHidden() else self._links.sizeHint().width()
        is_narrow = across - beside < px(_WORDS)
        way = QBoxLayout.Direction
        self._inner.setDirection(way.TopToBottom if is_narrow else way.LeftToRight)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.approached.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusIn:
            self.approached.emit()
        return False

    def _words(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(0, px(2), 0, px(2))
        column.setSpacing(px(2))
        column.addStretch(1)
        column.addWidget(Paragraph(self.row.title, "t1", NAME))
        if self._detail is not None:
            column.addWidget(self._detail)
        column.addStretch(1)
        return column

    def _actions(self) -> QWidget:
        links = QWidget()
        line = QHBoxLayout(links)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(px(4))
        for name, words in self.row.actions:
            link = Button(words, Kind.LINK)
            link.clicked.connect(lambda _=False, name=name: self.chosen.emit(self.row.key, name))
            line.addWidget(link)
        line.addStretch()
        return links

    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme()
        colour = t.colour(_ROLE[self.row.severity])
        area = QRectF(self.rect())
        with QPainter(self) as p:
            paint_box(p, area, t.raised, t.line_raised, px(8))
            rounded = QPainterPath()
            rounded.addRoundedRect(area, px(8), px(8))
            p.setClipPath(rounded)
            p.fillRect(QRectF(0, 0, px(4), area.height()), colour)
            p.setClipping(False)
            place = QRectF(px(14), 0, px(20), min(area.height(), px(52)))
            paint_icon(p, place, _ICON[self.row.severity], colour, 20)
