"""Fields to type in: plain ones of dialogs and the search box with its icon and key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMargins, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from labeldesk.domain.text import Text
from labeldesk.ui.icons import paint_icon
from labeldesk.ui.paint import BODY, Face, font, height, paint_box, paint_ring
from labeldesk.ui.theme import Role, px, theme
from labeldesk.ui.translate import tr
from labeldesk.ui.widgets.control import KEYBOARD, RING
from labeldesk.ui.widgets.key_cap import caps_width, paint_caps


class Field(QLineEdit):
    """One line to type; `words` is its spoken name and, as `prompt`, what stands in it empty.

    `on_enter` takes Enter for itself, where whatever holds the field should not hear of it.
    """

    edge = RING
    low = 32
    line: Role = "control"

    def __init__(
        self, words: Text | str, prompt: Text | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words, self._prompt = words, prompt
        self._by_keyboard = False
        self.on_enter: Callable[[], None] | None = None
        self.setFrame(False)
        clear = self.palette()
        clear.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.setPalette(clear)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_face(BODY)
        self._place()
        self._speak()

    def set_face(self, face: Face) -> None:
        """Type in another size."""
        self._face = face
        self.setFont(font(face))

    def margins(self) -> QMargins:
        """Room around the typed text."""
        return QMargins(px(self.edge + 8), px(self.edge), px(self.edge + 8), px(self.edge))

    def _place(self) -> None:
        self.setTextMargins(self.margins())

    def _speak(self) -> None:
        self.setAccessibleName(tr(self._words))
        self.setPlaceholderText(tr(self._prompt or ""))

    def sizeHint(self) -> QSize:
        body = max(px(self.low), height(self._face) + px(8))
        return QSize(px(200), body + 2 * px(self.edge))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(80), self.sizeHint().height())

    def body(self) -> QRectF:
        """The field itself, inside the room for its ring."""
        edge = px(self.edge)
        return QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as p:
            self.draw(p, self.body())
            if self._by_keyboard and self.hasFocus():
                paint_ring(p, self.body(), px(5))
        super().paintEvent(event)

    def draw(self, p: QPainter, body: QRectF) -> None:
        """Paint what lies under the text."""
        line = "accent" if self.hasFocus() and not self._by_keyboard else self.line
        paint_box(p, body, theme().field, theme().colour(line), px(5))

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_keyboard = event.reason() in KEYBOARD
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and self.on_enter is not None:
            self.on_enter()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._speak()
        super().changeEvent(event)


class FilterBox(Field):
    """A search field: a lens in front, the key that leads here at the end while it is empty."""

    low = 28
    line: Role = "line_raised"

    def __init__(
        self, words: Text, prompt: Text, keys: str = "", parent: QWidget | None = None
    ) -> None:
        self._keys = keys
        super().__init__(words, prompt, parent)

    def margins(self) -> QMargins:
        inner = px(self.edge)
        end = caps_width(self._keys) + px(14) if self._keys else px(8)
        return QMargins(inner + px(26), inner, inner + end, inner)

    def set_keys(self, keys: str) -> None:
        """Show another key."""
        self._keys = keys
        self._place()
        self.update()

    def draw(self, p: QPainter, body: QRectF) -> None:
        super().draw(p, body)
        lens = QRectF(body.left() + px(7), body.top(), px(16), body.height())
        paint_icon(p, lens, "search", "t3")
        if self._keys and not self.text():
            paint_caps(p, body.right() - px(6), body.center().y(), self._keys)
