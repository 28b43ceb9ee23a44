"""One line of words with an icon before them, to click."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from labeldesk.domain.text import Text
from labeldesk.ui.icons import paint_icon
from labeldesk.ui.paint import BODY, Fit, height, paint_box, paint_text, width
from labeldesk.ui.theme import Role, px, theme
from labeldesk.ui.widgets.control import Control

_LEAD, _LEAST = 22, 80


class TextRow(Control):
    """As wide as there is room; words that find none stand in the tooltip."""

    radius = 4
    edge = 2

    def __init__(
        self, words: Text | str, *, icon: str, role: Role = "t2", parent: QWidget | None = None
    ) -> None:
        self._icon: str = icon
        self._role: Role = role
        super().__init__(words, parent)
        self.set_hint(words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def body_hint(self) -> QSize:
        return QSize(px(_LEAD) + width(self.words), max(px(20), height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(_LEAST), self.sizeHint().height())

    def draw(self, p: QPainter, body: QRectF) -> None:
        if self.heat:
            p.setOpacity(self.heat)
            paint_box(p, body, theme().hover, None, px(self.radius))
            p.setOpacity(1.0)
        lead = QRectF(body.left(), body.top(), px(16), body.height())
        paint_icon(p, lead, self._icon, self._role, 14)
        paint_text(p, body.adjusted(px(_LEAD), 0, 0, 0), self.words, "t1", BODY, Fit.CUT)
