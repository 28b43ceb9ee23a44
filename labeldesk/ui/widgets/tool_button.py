"""Buttons with an icon: the 40 x 36 tools of the strip and the small ones of headers and bars."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from labeldesk.domain.text import Text
from labeldesk.ui.icons import paint_icon
from labeldesk.ui.paint import KEY, Fit, height, paint_box, paint_text, width
from labeldesk.ui.theme import px, theme
from labeldesk.ui.theme.look import mixed
from labeldesk.ui.widgets.control import Control


class IconButton(Control):
    """An icon of 16 px in a place of 24 px. `words` is its tooltip and its spoken name."""

    radius = 5
    edge = 2
    icon_size = 16
    place = (24, 24)

    def __init__(self, words: Text | str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self._icon = icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_hint(words)

    def set_words(self, words: Text | str) -> None:
        super().set_words(words)
        self.set_hint(words)

    def set_icon(self, icon: str) -> None:
        """Show another icon."""
        self._icon = icon
        self.update()

    def body_hint(self) -> QSize:
        return QSize(px(self.place[0]), px(self.place[1]))

    def ink(self) -> QColor:
        """The colour of the icon in its present state."""
        t = theme()
        if not self.isEnabled():
            return t.disabled
        return t.on_fill if self.isChecked() else mixed(t.t2, t.t1, self.heat)

    def draw(self, p: QPainter, body: QRectF) -> None:
        t = theme()
        if self.isChecked():
            paint_box(p, body, t.fill if self.isEnabled() else t.hover, None, px(self.radius))
        elif self.isEnabled() and (self.isDown() or self.heat > 0):
            ground = QColor(t.press if self.isDown() else t.hover)
            ground.setAlphaF(1.0 if self.isDown() else self.heat)
            paint_box(p, body, ground, None, px(self.radius))
        paint_icon(p, body, self._icon, self.ink(), self.icon_size)


class ToolButton(IconButton):
    """A tool: icon of 20 px and its letter at the lower right, filled blue while it is active."""

    radius = 6
    edge = 1
    icon_size = 20
    place = (40, 36)

    def __init__(
        self, words: Text | str, icon: str, letter: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(words, icon, parent)
        self._letter = _short(letter)
        self.setCheckable(True)

    def set_letter(self, letter: str) -> None:
        """Show another key letter."""
        self._letter = _short(letter)
        self.update()

    def draw(self, p: QPainter, body: QRectF) -> None:
        super().draw(p, body)
        if not self._letter:
            return
        wide, tall = width(self._letter, KEY), height(KEY)
        place = QRectF(body.right() - wide - px(3), body.bottom() - tall + 1, wide + 1, tall)
        ink = self.ink() if self.isChecked() or not self.isEnabled() else theme().t3
        paint_text(p, place, self._letter, ink, KEY, Fit.RIGHT)


_SIGNS = {"Shift+": "⇧", "Ctrl+": "^", "Alt+": "⌥"}


def _short(keys: str) -> str:
    """A chord in the little room under an icon."""
    for words, sign in _SIGNS.items():
        keys = keys.replace(words, sign)
    return keys
