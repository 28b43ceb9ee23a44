"""The head of a panel: a button that opens and closes it, with a count and at most two icons."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from labeldesk.domain.text import Text
from labeldesk.ui.icons import paint_icon
from labeldesk.ui.numbers import grouped
from labeldesk.ui.paint import BODY, STRONG, Fit, height, paint_text, width
from labeldesk.ui.theme import px, theme
from labeldesk.ui.theme.look import mixed
from labeldesk.ui.widgets.control import Control
from labeldesk.ui.widgets.tool_button import IconButton


class PanelHeader(Control):
    """32 px high: chevron, title, count. Checked means open; Enter and Space turn it."""

    radius = 2

    def __init__(self, title: Text, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._count: int | None = None
        self.setCheckable(True)
        self.setChecked(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, px(8), 0)
        self._row.setSpacing(0)
        self._row.addStretch()

    def set_count(self, count: int | None) -> None:
        """Show a number after the title, or none."""
        self._count = count
        self.setAccessibleName(self.words if count is None else f"{self.words} {grouped(count)}")
        self.update()

    def add_icon(self, words: Text, icon: str) -> IconButton:
        """One more icon at the right end."""
        button = IconButton(words, icon, self)
        self._row.addWidget(button)
        return button

    def body_hint(self) -> QSize:
        edge = 2 * px(self.edge)
        return QSize(px(40) + width(self.words, STRONG), max(px(32), height(STRONG)) - edge)

    def draw(self, p: QPainter, body: QRectF) -> None:
        t = theme()
        chevron = QRectF(px(9), 0, px(14), self.height())
        shape = "chevron-down" if self.isChecked() else "chevron-right"
        paint_icon(p, chevron, shape, mixed(t.t2, t.t1, self.heat), 14)
        place = QRectF(px(28), 0, width(self.words, STRONG) + 1, self.height())
        paint_text(p, place, self.words, "t1", STRONG)
        if self._count is not None:
            rest = QRectF(place.right() + px(8), 0, self.width(), self.height())
            paint_text(p, rest, grouped(self._count), "t3", BODY, Fit.LEFT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)
