"""A box to tick, with its words beside it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from labeldesk.domain.text import Text
from labeldesk.ui.icons import paint_icon
from labeldesk.ui.paint import BODY, Fit, height, paint_box, paint_text, width
from labeldesk.ui.theme import px, theme
from labeldesk.ui.theme.look import mixed
from labeldesk.ui.widgets.control import Control


class CheckBox(Control):
    """Checked or not; `clicked(bool)` when the user turns it. `key` stands after the words."""

    radius = 3

    def __init__(self, words: Text | str, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self._key = key
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def body_hint(self) -> QSize:
        key = width(self._key) + px(8) if self._key else 0
        return QSize(px(22) + width(self.words) + key, max(px(18), height()))

    def draw(self, p: QPainter, body: QRectF) -> None:
        t = theme()
        box = QRectF(body.left(), body.center().y() - px(8), px(16), px(16))
        if self.isChecked():
            ground = mixed(t.fill, t.fill_hover, self.heat)
            paint_box(p, box, ground if self.isEnabled() else t.track, None, px(3))
            paint_icon(p, box, "check", t.on_fill if self.isEnabled() else t.disabled, 14)
        else:
            ground = mixed(t.field, t.hover, self.heat)
            paint_box(p, box, ground, t.control if self.isEnabled() else t.line, px(3))
        ink = t.t1 if self.isEnabled() else t.disabled
        paint_text(p, body.adjusted(px(22), 0, 0, 0), self.words, ink)
        if self._key:
            paint_text(p, body, self._key, "t3", BODY, Fit.RIGHT)
