"""Chips: a tag that can be taken away, and the state of the image."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from labeldesk.ui.icons import paint_icon
from labeldesk.ui.paint import BODY, BUTTON, Fit, height, paint_box, paint_text, width
from labeldesk.ui.theme import px, theme
from labeldesk.ui.theme.look import mixed
from labeldesk.ui.widgets.control import Control
from labeldesk.ui.widgets.state_mark import WORDS, Mark, paint_state
from labeldesk.ui.widgets.swatch import paint_swatch

_NARROWEST = 64


class Chip(Control):
    """A tag. `removed` when its cross is clicked or Delete is pressed on it. A name that finds no
    room is cut, and stands in the tooltip.
    """

    radius = 4
    edge = 2
    removed = Signal()

    def __init__(
        self, name: str, colour: str = "", mark: int = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__(name, parent)
        self._colour, self._mark = colour, mark
        self.set_hint(name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return QSize(px(_NARROWEST), self.sizeHint().height())

    def body_hint(self) -> QSize:
        mark = px(16) if self._colour else 0
        return QSize(width(self.words, BODY) + mark + px(34), max(px(24), height(BODY) + px(6)))

    def _cross(self) -> QRectF:
        body = self.body()
        return QRectF(body.right() - px(24), body.top(), px(24), body.height())

    def draw(self, p: QPainter, body: QRectF) -> None:
        t = theme()
        paint_box(p, body, mixed(t.raised, t.hover, self.heat), t.line_raised, px(4))
        inner = body.adjusted(px(8), 0, -px(24), 0)
        if self._colour:
            swatch = QRectF(inner.left(), body.top(), px(10), body.height())
            paint_swatch(p, swatch, self._colour, self._mark)
            inner.adjust(px(16), 0, 0, 0)
        paint_text(p, inner, self.words, "t1", BODY, Fit.CUT)
        paint_icon(p, self._cross(), "close", mixed(t.t3, t.t1, self.heat), 12)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        on_cross = self._cross().contains(event.position()) and self.isDown()
        super().mouseReleaseEvent(event)
        if on_cross:
            self.removed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        else:
            super().keyPressEvent(event)


class StateChip(Control):
    """The state of the open image; a click asks for the menu of states."""

    radius = 12

    def __init__(self, mark: Mark = Mark.TODO, parent: QWidget | None = None) -> None:
        super().__init__(WORDS[mark], parent)
        self._mark = mark
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_mark(self, mark: Mark) -> None:
        """Show another state."""
        self._mark = mark
        self.set_words(WORDS[mark])

    def body_hint(self) -> QSize:
        return QSize(width(self.words, BUTTON) + px(40), max(px(24), height(BUTTON) + px(6)))

    def draw(self, p: QPainter, body: QRectF) -> None:
        t = theme()
        paint_box(p, body, mixed(t.panel, t.hover, self.heat), t.line_raised, body.height() / 2)
        mark = QRectF(body.left() + px(7), body.top(), px(14), body.height())
        paint_state(p, mark, self._mark)
        paint_text(p, body.adjusted(px(27), 0, -px(8), 0), self.words, "t1", BUTTON)
