"""Several lines to type, as high as what stands in them."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from labeldesk.domain.text import Text
from labeldesk.ui.paint import BODY, font, metrics, paint_box, paint_ring
from labeldesk.ui.theme import Role, look, px, theme
from labeldesk.ui.translate import tr
from labeldesk.ui.widgets.control import KEYBOARD, RING
from labeldesk.ui.widgets.scroll_bar import thin

_PAD = 5


class Paper(QPlainTextEdit):
    """The text itself, without an edge. `entered` and `exited` when the keyboard comes and goes.

    Enter ends the typing where `enter_ends`, Shift+Enter begins a line; Escape takes back.
    """

    entered = Signal()
    exited = Signal()
    ended = Signal()
    escaped = Signal()

    def __init__(self, *, enter_ends: bool) -> None:
        super().__init__()
        self._enter_ends = enter_ends
        self.by_keyboard = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.setFont(font(BODY))
        thin(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if is_enter and self._enter_ends and not shift:
            self.ended.emit()
        elif is_enter:
            self.insertPlainText("\n")
            self.ensureCursorVisible()
        elif event.key() == Qt.Key.Key_Escape and self._enter_ends:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.by_keyboard = event.reason() in KEYBOARD
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.exited.emit()


class TextBox(QWidget):
    """A box around a `Paper`, from `least` to `most` lines high.

    `entered(text)` when other text was typed: on Enter where `enter_ends`, and whenever the
    keyboard goes elsewhere; Escape takes back what was typed. `left` after Enter and Escape.
    """

    entered = Signal(str)
    left = Signal()
    line: Role = "line_raised"

    def __init__(
        self,
        words: Text,
        prompt: Text | None = None,
        *,
        enter_ends: bool = False,
        least: int = 1,
        most: int = 5,
    ) -> None:
        super().__init__()
        self._words, self._prompt = words, prompt
        self._least, self._most = least, most
        self._before = ""
        self.paper = Paper(enter_ends=enter_ends)
        column = QVBoxLayout(self)
        beside, above = px(RING + 8), px(RING + _PAD)
        column.setContentsMargins(beside, above, beside, above)
        column.addWidget(self.paper)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        layout = self.paper.document().documentLayout()
        layout.documentSizeChanged.connect(lambda _: self.updateGeometry())
        self.paper.entered.connect(self.update)
        self.paper.exited.connect(self._exited)
        self.paper.ended.connect(self._ended)
        self.paper.escaped.connect(self._escaped)
        look().changed.connect(self._dress)
        self._dress()
        self._speak()

    def text(self) -> str:
        """What stands in it."""
        return self.paper.toPlainText()

    def show_text(self, text: str) -> None:
        """Show another text; what is being typed stays."""
        if self.text() == self._before and text != self._before:
            self.paper.setPlainText(text)
        self._before = text

    def settle(self) -> None:
        """Take what was typed."""
        text = self.text()
        if text != self._before:
            self._before = text
            self.entered.emit(text)

    def discard(self) -> None:
        """Forget what was typed."""
        self.paper.setPlainText(self._before)

    def _exited(self) -> None:
        self.update()
        self.settle()

    def _ended(self) -> None:
        self.settle()
        self.left.emit()

    def _escaped(self) -> None:
        self.discard()
        self.left.emit()

    def _dress(self) -> None:
        clear = self.paper.palette()
        clear.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.paper.setPalette(clear)

    def _speak(self) -> None:
        self.paper.setAccessibleName(tr(self._words))
        self.paper.setPlaceholderText(tr(self._prompt or ""))

    def sizeHint(self) -> QSize:
        layout = self.paper.document().documentLayout()
        lines = min(max(round(layout.documentSize().height()), self._least), self._most)
        line = ceil(metrics(BODY).lineSpacing())
        return QSize(px(200), lines * line + 2 * px(RING + _PAD) + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(px(80), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        edge = px(RING)
        body = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        with QPainter(self) as p:
            has = self.paper.hasFocus()
            line: Role = "accent" if has and not self.paper.by_keyboard else self.line
            paint_box(p, body, theme().field, theme().colour(line), px(5))
            if has and self.paper.by_keyboard:
                paint_ring(p, body, px(5))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._speak()
        super().changeEvent(event)
