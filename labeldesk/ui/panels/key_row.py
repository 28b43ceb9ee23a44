"""The keys that tag, side by side: what each digit means, and which tags the image has."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QRectF, QSize, Signal
from PySide6.QtGui import QColor, QPainter, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.ui.paint import BODY, STRONG, Fit, height, paint_box, paint_text, width
from labeldesk.ui.plain import plain_tip
from labeldesk.ui.theme import px, theme
from labeldesk.ui.theme.look import mixed
from labeldesk.ui.translate import tr
from labeldesk.ui.widgets.control import RING, Control
from labeldesk.ui.widgets.key_cap import caps_width, paint_caps
from labeldesk.ui.widgets.swatch import paint_swatch, text_on

NAME = QT_TRANSLATE_NOOP("Grid", "Tags and their keys")
_WIDEST = 160
_TALL = 28


class TagKey(NamedTuple):
    """The class a key tags with."""

    key: str
    name: str
    colour: str
    mark: int = 0


class KeyChip(Control):
    """One key with its class; filled with the colour of the class while the image has that tag."""

    def __init__(self, row: TagKey, parent: QWidget | None = None) -> None:
        super().__init__(row.name, parent)
        self.row = row
        self.setCheckable(True)
        self.setToolTip(plain_tip(row.name))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def nextCheckState(self) -> None:
        """A click asks for the tag; that the image has it is said by `set_on`."""

    def body_hint(self) -> QSize:
        name = min(width(self.row.name, STRONG), px(_WIDEST))
        wide = px(6) + caps_width(self.row.key) + px(26) + name + px(10)
        return QSize(wide, max(px(_TALL), height(STRONG) + px(8)))

    def draw(self, p: QPainter, body: QRectF) -> None:
        t = theme()
        colour = QColor(self.row.colour)
        x = body.left() + px(6) + caps_width(self.row.key)
        inner = body.adjusted(x - body.left() + px(26), 0, -px(8), 0)
        if self.isChecked():
            ink = text_on(colour)
            paint_box(p, body, mixed(colour, t.on_fill, 0.15 * self.heat), t.line_raised, px(5))
            paint_caps(p, x, body.center().y(), self.row.key, tint=ink)
            inner.setLeft(x + px(8))
            paint_text(p, inner, self.row.name, ink, STRONG, Fit.CUT)
            return
        ground = t.press if self.isDown() else mixed(t.raised, t.hover, self.heat)
        paint_box(p, body, ground, t.line_raised, px(5))
        paint_caps(p, x, body.center().y(), self.row.key)
        swatch = QRectF(x + px(8), body.top(), px(12), body.height())
        paint_swatch(p, swatch, colour, self.row.mark)
        paint_text(p, inner, self.row.name, "t1", BODY, Fit.CUT)


class KeyRow(QWidget):
    """As many chips as there is room for, in the middle. `key_pressed(key)` on a click."""

    key_pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr(NAME))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._chips: list[KeyChip] = []

    def set_keys(self, rows: Sequence[TagKey]) -> None:
        """Other classes; none of them on."""
        if [chip.row for chip in self._chips] == list(rows):
            return
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._chips = [KeyChip(row, self) for row in rows]
        for chip in self._chips:
            chip.clicked.connect(lambda _=False, key=chip.row.key: self.key_pressed.emit(key))
        self._place()

    def set_on(self, names: Collection[str]) -> None:
        """The tags the current image has."""
        for chip in self._chips:
            chip.setChecked(chip.row.name in names)

    def sizeHint(self) -> QSize:
        return QSize(px(320), max(px(_TALL), height(STRONG) + px(8)) + 2 * px(RING))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(60), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.setAccessibleName(tr(NAME))
        super().changeEvent(event)

    def _place(self) -> None:
        gap, used, fits = px(2), 0, []
        for chip in self._chips:
            wide = chip.sizeHint().width()
            is_in = used + wide <= self.width()
            chip.setVisible(is_in)
            if is_in:
                fits.append(chip)
            used += wide + gap
        total = sum(chip.sizeHint().width() + gap for chip in fits) - gap
        x = max(0, (self.width() - total) // 2)
        for chip in fits:
            hint = chip.sizeHint()
            chip.setGeometry(x, (self.height() - hint.height()) // 2, hint.width(), hint.height())
            x += hint.width() + gap
