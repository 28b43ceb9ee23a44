"""A colour: one of the palette, or any other, typed or picked."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QButtonGroup,
    QColorDialog,
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QWidget,
)

from labeldesk.domain.classes import PALETTE
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.ui.icons import paint_icon
from labeldesk.ui.paint import paint_box
from labeldesk.ui.theme import px
from labeldesk.ui.theme.tokens import SWATCH_EDGE
from labeldesk.ui.widgets.button import Button
from labeldesk.ui.widgets.control import Control
from labeldesk.ui.widgets.field import Field
from labeldesk.ui.widgets.swatch import text_on

COLOUR = QT_TRANSLATE_NOOP("Colour", "Colour")
NUMBERED = QT_TRANSLATE_NOOP("Colour", "Colour {n}, {code}")
OWN = QT_TRANSLATE_NOOP("Colour", "Own colour")
OTHER = QT_TRANSLATE_NOOP("Colour", "Other…")
_SIDE = 22
_ACROSS = 10


class SwatchButton(Control):
    """One colour; the chosen one has a tick."""

    radius = 4
    edge = 2

    def __init__(self, words: Text, colour: str) -> None:
        super().__init__(words)
        self.colour = colour
        self.setCheckable(True)
        self.set_hint(words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def body_hint(self) -> QSize:
        return QSize(px(_SIDE), px(_SIDE))

    def draw(self, p: QPainter, body: QRectF) -> None:
        colour = QColor(self.colour)
        paint_box(p, body, colour, SWATCH_EDGE, px(4))
        if self.isChecked():
            paint_icon(p, body, "check", text_on(colour), 16)


class ColourChoice(QWidget):
    """`changed()` when another colour was chosen or typed."""

    changed = Signal()

    def __init__(self, colour: str) -> None:
        super().__init__()
        self.field = Field(COLOUR)
        self.field.setFixedWidth(px(110))
        self._own = SwatchButton(OWN, colour)
        self._group = QButtonGroup(self)
        self._by_code: dict[str, SwatchButton] = {}
        grid = QGridLayout()
        grid.setContentsMargins(px(1), 0, 0, 0)
        grid.setSpacing(0)
        for at, code in enumerate(PALETTE):
            button = SwatchButton(NUMBERED.filled(n=at + 1, code=code), code)
            self._by_code[code.upper()] = button
            grid.addWidget(button, *divmod(at, _ACROSS))
        other = Button(OTHER, high=32)
        other.clicked.connect(self._ask)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(6))
        row.addLayout(grid)
        for widget in (self._own, self.field, other):
            row.addWidget(widget)
        row.addStretch()
        for button in (*self._by_code.values(), self._own):
            self._group.addButton(button)
            button.clicked.connect(lambda _=False, one=button: self._take(one.colour))
        self.field.textEdited.connect(lambda _: self._show())
        self.field.setText(colour)
        self._show()

    def colour(self) -> str | None:
        """``#RRGGBB`` of what stands in the field; None if it is no colour."""
        text = self.field.text().strip()
        if not QColor.isValidColorName(text):
            return None
        return QColor(text).name().upper()

    def _take(self, code: str) -> None:
        self.field.setText(code)
        self._show()

    def _show(self) -> None:
        code = self.colour()
        if code is not None:
            button = self._by_code.get(code, self._own)
            if button is self._own:
                self._own.colour = code
            button.setChecked(True)
            self._own.update()
        self.changed.emit()

    def _ask(self) -> None:
        dialog = QColorDialog(QColor(self.colour() or PALETTE[0]), self)
        dialog.colorSelected.connect(lambda colour: self._take(colour.name().upper()))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
