"""Key caps: one small box per key, so that nobody has to look a key up."""

from __future__ import annotations

import sys

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.ui.icons import paint_icon
from labeldesk.ui.paint import KEY, Fit, height, paint_box, paint_text, width
from labeldesk.ui.theme import px, theme
from labeldesk.ui.translate import tr

GAP = 3
CAP, CAP_LARGE = 16, 18

_ICONS = {"Return": "enter", "Enter": "enter", "Backspace": "backspace"}
_SIGNS = {"Up": "↑", "Down": "↓", "Left": "←", "Right": "→", "Delete": "Del", "Escape": "Esc"}
_MAC = {"Ctrl": "⌘", "Alt": "⌥", "Shift": "⇧", "Meta": "⌃"}
_WORDS: dict[str, Text] = {
    "Space": QT_TRANSLATE_NOOP("Keys", "Space"),
    "Hold Space": QT_TRANSLATE_NOOP("Keys", "hold Space"),
}


def parts(keys: str) -> tuple[str, ...]:
    """``Ctrl+Shift+S`` as its keys; a plus sign itself is a key too."""
    if not keys:
        return ()
    if keys == "+":
        return ("+",)
    if keys.endswith("++"):
        return (*parts(keys[:-2]), "+")
    return tuple(keys.split("+"))


def shown(key: str) -> str:
    """What stands on the cap of one key."""
    if key in _WORDS:
        return tr(_WORDS[key])
    if sys.platform == "darwin" and key in _MAC:
        return _MAC[key]
    return _SIGNS.get(key, key)


def cap_width(key: str, size: int = CAP) -> int:
    """How wide the cap of one key is."""
    if key in _ICONS:
        return px(size + 4)
    return max(px(size), width(shown(key), KEY) + px(8))


def caps_width(keys: str, size: int = CAP) -> int:
    """How wide all caps of a key sequence are, gaps between them included; 0 for none."""
    found = parts(keys)
    return sum(cap_width(key, size) for key in found) + px(GAP) * max(0, len(found) - 1)


def paint_caps(
    p: QPainter, right: float, middle: float, keys: str, size: int = CAP, tint: QColor | None = None
) -> float:
    """Caps that end at x = `right`, around y = `middle`; returns where they begin.

    `tint` paints them on a coloured button: that colour, thinned, instead of field and line.
    """
    x = right - caps_width(keys, size)
    begin = x
    tall = max(px(size), height(KEY))
    for key in parts(keys):
        wide = cap_width(key, size)
        area = QRectF(x, round(middle - tall / 2), wide, tall)
        ground, line, ink = theme().field, theme().line_raised, theme().t2
        if tint is not None:
            ground, ink = QColor(tint), tint
            ground.setAlphaF(0.22)
        paint_box(p, area, ground, None if tint is not None else line, px(3))
        if key in _ICONS:
            paint_icon(p, area, _ICONS[key], ink, 14)
        else:
            paint_text(p, area, shown(key), ink, KEY, Fit.CENTRE)
        x += wide + px(GAP)
    return begin


class KeyCap(QWidget):
    """A key sequence on its own, e.g. beside a sentence."""

    def __init__(self, keys: str, parent: QWidget | None = None, *, size: int = CAP) -> None:
        super().__init__(parent)
        self._keys = keys
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(keys)

    def set_keys(self, keys: str) -> None:
        """Show another key sequence."""
        self._keys = keys
        self.setAccessibleName(keys)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(caps_width(self._keys, self._size), max(px(self._size), height(KEY)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as p:
            paint_caps(p, self.width(), self.height() / 2, self._keys, self._size)
