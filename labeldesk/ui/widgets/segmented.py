"""A few choices side by side in one track, one of them on: the views F5-F8."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QSizePolicy, QWidget

from labeldesk.domain.text import Text
from labeldesk.ui.paint import KEY as KEY_FACE
from labeldesk.ui.paint import STRONG, Fit, height, paint_box, paint_text, width
from labeldesk.ui.theme import px, theme
from labeldesk.ui.theme.look import mixed
from labeldesk.ui.widgets.control import Control


@dataclass(frozen=True, slots=True)
class Choice:
    """One segment: `id` is what the signal says, `key` stands small beside the words."""

    id: str
    words: Text
    key: str = ""


class Segment(Control):
    """One of the choices; made by `Segmented`."""

    radius = 4

    def __init__(self, choice: Choice, parent: QWidget) -> None:
        super().__init__(choice.words, parent)
        self._key = choice.key
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def body_hint(self) -> QSize:
        key = width(self._key, KEY_FACE) + px(7) if self._key else 0
        return QSize(width(self.words, STRONG) + key + px(20), max(px(22), height(STRONG) + px(4)))

    def draw(self, p: QPainter, body: QRectF) -> None:
        t = theme()
        if self.isChecked():
            paint_box(p, body, t.press if t.is_dark else t.panel, t.line_raised, px(4))
        elif self.heat > 0:
            paint_box(p, body, mixed(t.field, t.hover, self.heat), None, px(4))
        inner = body.adjusted(px(10), 0, -px(10), 0)
        ink = t.t1 if self.isChecked() else mixed(t.t2, t.t1, self.heat)
        paint_text(p, inner, self.words, ink if self.isEnabled() else t.disabled, STRONG)
        role = t.t2 if self.isChecked() else t.t3
        paint_text(p, inner, self._key, role, KEY_FACE, Fit.RIGHT)


class Segmented(QFrame):
    """The track. `chosen(id)` when the user picks another segment."""

    chosen = Signal(str)

    def __init__(self, choices: Sequence[Choice], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._group = QButtonGroup(self)
        self._segments: dict[str, Segment] = {}
        for choice in choices:
            segment = Segment(choice, self)
            segment.clicked.connect(lambda _=False, name=choice.id: self.chosen.emit(name))
            self._group.addButton(segment)
            self._segments[choice.id] = segment
            row.addWidget(segment)

    def choose(self, name: str) -> None:
        """Show that segment as the one that is on; says nothing."""
        self._segments[name].setChecked(True)

    def set_reason(self, name: str, reason: Text | None) -> None:
        """Grey one segment and say why, or make it usable again."""
        self._segments[name].set_reason(reason)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as p:
            area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            paint_box(p, area, theme().field, theme().line_raised, px(6))
