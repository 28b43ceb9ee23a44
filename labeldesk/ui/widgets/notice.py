"""A notice: what happened, what was kept, what to do; never modal, never over the picture."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from labeldesk.domain.problem import Severity
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.ui.icons import paint_icon
from labeldesk.ui.paint import NAME, Fit, paint_box
from labeldesk.ui.theme import Role, px, theme
from labeldesk.ui.translate import tr
from labeldesk.ui.widgets.button import Button, Kind
from labeldesk.ui.widgets.label import Label, Paragraph
from labeldesk.ui.widgets.tool_button import IconButton

CLOSE = QT_TRANSLATE_NOOP("Notice", "Close")
_ROLE: dict[Severity, Role] = {
    Severity.INFO: "accent",
    Severity.WARNING: "warning",
    Severity.ERROR: "danger",
}
_ICON = {Severity.INFO: "info", Severity.WARNING: "warning", Severity.ERROR: "error"}


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """What a notice says. `actions` are (id, words), at most three, the last "Copy details".

    `key` names what it is about: a new notice with the same key takes the place of the old.
    """

    key: str
    severity: Severity
    title: Text
    detail: Text | None = None
    actions: tuple[tuple[str, Text], ...] = ()


class Notice(QFrame):
    """One notice. `chosen(key, action id)` and `closed(key)`."""

    chosen = Signal(str, str)
    closed = Signal(str)

    def __init__(self, row: NoticeRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = row
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(tr(row.title))
        self.setAccessibleDescription(tr(row.detail or ""))
        column = QVBoxLayout(self)
        column.setContentsMargins(px(45), px(12), px(10), px(10))
        column.setSpacing(px(4))
        top = QHBoxLayout()
        top.setContentsMargins(px(5), 0, 0, 0)
        top.addWidget(Label(row.title, "t1", NAME, Fit.CUT), 1)
        cross = IconButton(CLOSE, "close")
        cross.clicked.connect(lambda: self.closed.emit(row.key))
        top.addWidget(cross, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(top)
        if row.detail is not None:
            detail = Paragraph(row.detail, "t2")
            detail.setContentsMargins(px(5), 0, px(30), 0)
            column.addWidget(detail)
        if row.actions:
            column.addLayout(self._actions(row))

    def _actions(self, row: NoticeRow) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(px(12))
        for name, words in row.actions:
            link = Button(words, Kind.LINK)
            link.clicked.connect(lambda _=False, name=name: self.chosen.emit(row.key, name))
            line.addWidget(link)
        line.addStretch()
        return line

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
            place = QRectF(px(20), px(14), px(20), px(20))
            paint_icon(p, place, _ICON[self.row.severity], colour, 20)
