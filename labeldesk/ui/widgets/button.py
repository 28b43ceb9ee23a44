"""Buttons with words: main, normal, ghost and link, each with its key on it."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from labeldesk.domain.text import Text
from labeldesk.ui.icons import paint_icon
from labeldesk.ui.paint import BODY, BUTTON, STRONG, Face, height, paint_box, paint_text, width
from labeldesk.ui.theme import Role, px, theme
from labeldesk.ui.theme.look import mixed
from labeldesk.ui.widgets.control import Control
from labeldesk.ui.widgets.key_cap import caps_width, paint_caps


class Kind(Enum):
    """How loud a button is. A page has one MAIN button at most."""

    MAIN = "main"
    NORMAL = "normal"
    GHOST = "ghost"
    LINK = "link"


_PAD = {Kind.MAIN: 11, Kind.NORMAL: 11, Kind.GHOST: 6, Kind.LINK: 2}
_FACE: dict[Kind, Face] = {
    Kind.MAIN: STRONG,
    Kind.NORMAL: BUTTON,
    Kind.GHOST: BODY,
    Kind.LINK: STRONG,
}


class Button(Control):
    """Icon, words, key, in this order. `high` is 32 in dialogs. `action` is the row of the action
    table whose key it shows, if that is the key of one.
    """

    action = ""

    def __init__(
        self,
        words: Text | str,
        kind: Kind = Kind.NORMAL,
        *,
        keys: str = "",
        icon: str = "",
        high: int = 28,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(words, parent)
        self._kind, self._keys, self._icon = kind, keys, icon
        self._high, self._is_short = high, False
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def set_keys(self, keys: str) -> None:
        """Show another key."""
        self._keys = keys
        self.updateGeometry()
        self.update()

    def set_icon(self, icon: str) -> None:
        """Show another icon, where there was one."""
        self._icon = icon
        self.update()

    def show_words(self, *, shown: bool) -> None:
        """Without its words only icon and key stay; they are spoken, and the tooltip."""
        if shown == self._is_short:
            self._is_short = not shown
            self.set_hint(None if shown else self._words)
            self.updateGeometry()
            self.update()

    def set_words(self, words: Text | str) -> None:
        super().set_words(words)
        if self._is_short:
            self.set_hint(words)

    def body_hint(self) -> QSize:
        face = _FACE[self._kind]
        words = "" if self._is_short else self.words
        wide = width(words, face) + 2 * px(_PAD[self._kind])
        wide += px(22) if self._icon else 0
        wide += caps_width(self._keys) + (px(10) if words else 0) if self._keys else 0
        return QSize(wide, max(px(self._high), height(face) + px(6)))

    def draw(self, p: QPainter, body: QRectF) -> None:
        pad = px(_PAD[self._kind])
        self._ground(p, body)
        ink = self._ink()
        inner = body.adjusted(pad, 0, -pad, 0)
        face = _FACE[self._kind]
        wanted = self.body_hint().width()
        inner.adjust((body.width() - wanted) / 2 if not self._keys else 0, 0, 0, 0)
        if self._icon:
            paint_icon(p, QRectF(inner.left(), body.top(), px(16), body.height()), self._icon, ink)
            inner.adjust(px(22), 0, 0, 0)
        if self._keys:
            tint = ink if self._kind is Kind.MAIN else None
            left = paint_caps(p, inner.right(), body.center().y(), self._keys, tint=tint)
            inner.setRight(left - px(8))
        if not self._is_short:
            paint_text(p, inner, self.words, ink, face)

    def _ink(self) -> QColor:
        t = theme()
        if not self.isEnabled():
            return t.disabled
        if self._kind is Kind.GHOST:
            return mixed(t.t2, t.t1, self.heat)
        return {Kind.MAIN: t.on_fill, Kind.LINK: t.accent}.get(self._kind, t.t1)

    def _ground(self, p: QPainter, body: QRectF) -> None:
        t = theme()
        rest: Role
        hover: Role
        press: Role
        rest, hover, press = "raised", "hover", "press"
        if not self.isEnabled():
            if self._kind in (Kind.MAIN, Kind.NORMAL):
                paint_box(p, body, t.hover, t.line, px(5))
            return
        if self._kind is Kind.MAIN:
            rest, hover, press = "fill", "fill_hover", "fill_press"
        if self._kind in (Kind.GHOST, Kind.LINK):
            if self.isDown() or (self.heat > 0 and self._kind is Kind.GHOST):
                ground = QColor(t.press if self.isDown() else t.hover)
                ground.setAlphaF(1.0 if self.isDown() else self.heat)
                paint_box(p, body, ground, None, px(5))
            return
        ground = mixed(t.colour(rest), t.colour(hover), self.heat)
        if self.isDown():
            ground = t.colour(press)
        line = None if self._kind is Kind.MAIN else t.line_raised
        paint_box(p, body, ground, line, px(5))
