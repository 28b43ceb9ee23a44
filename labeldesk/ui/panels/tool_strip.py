"""The tools at the left, in groups, and the class that the next shape gets at the foot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.ui.paint import CHIP, KEY, Fit, height, paint_box, paint_text
from labeldesk.ui.theme import px, theme
from labeldesk.ui.theme.tokens import SWATCH_EDGE
from labeldesk.ui.widgets.control import Control
from labeldesk.ui.widgets.label import Ground
from labeldesk.ui.widgets.swatch import paint_second_mark, text_on
from labeldesk.ui.widgets.tool_button import ToolButton

CURRENT = QT_TRANSLATE_NOOP("ToolStrip", "Class of the next shape: {name}")
NO_CLASS = QT_TRANSLATE_NOOP("ToolStrip", "No class yet")


@dataclass(frozen=True, slots=True)
class ToolRow:
    """One tool. `group` from 0 parts the strip by short lines; `letter` is its key's short form."""

    id: str
    title: Text
    icon: str
    letter: str = ""
    group: int = 0


class CurrentClass(Control):
    """A swatch of 20 px with the digit in it, and the name below."""

    edge = 1

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(NO_CLASS, parent)
        self._name, self._colour, self._key, self._mark = "", "", "", 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_class(self, name: str, colour: str, key: str, mark: int) -> None:
        """Show that class; an empty name for none."""
        self._name, self._colour, self._key, self._mark = name, colour, key, mark
        self.set_words(CURRENT.filled(name=name) if name else NO_CLASS)
        self.set_hint(self.words)

    def body_hint(self) -> QSize:
        return QSize(px(44), px(26) + height(KEY))

    def draw(self, p: QPainter, body: QRectF) -> None:
        box = QRectF(0, body.top() + px(2), px(20), px(20))
        box.moveLeft(round(body.center().x() - box.width() / 2))
        name = QRectF(body.left(), box.bottom() + px(2), body.width(), height(KEY))
        if not self._name:
            paint_box(p, box, None, theme().control, px(4))
            return
        colour = QColor(self._colour)
        paint_box(p, box, colour, SWATCH_EDGE, px(4))
        if self._key:
            paint_text(p, box, self._key, text_on(colour), CHIP, Fit.CENTRE)
        else:
            paint_second_mark(p, box, colour, self._mark)
        paint_text(p, name, self._name, "t2", KEY, Fit.CUT_CENTRE)


class ToolStrip(Ground):
    """48 px wide. Signals: `tool_chosen(id)`, `class_wanted` (click on the current class)."""

    tool_chosen = Signal(str)
    class_wanted = Signal()

    def __init__(self, rows: Sequence[ToolRow] = (), parent: QWidget | None = None) -> None:
        super().__init__("window", parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, ToolButton] = {}
        self.current_class = CurrentClass()
        self.current_class.clicked.connect(self.class_wanted)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(px(2), px(3), px(3), px(8))
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self._column.addWidget(self.current_class)
        self.set_tools(rows)

    def set_tools(self, rows: Sequence[ToolRow]) -> None:
        """Show these tools. Called once; keys change through `buttons[id].set_letter`."""
        group = 0
        for row in rows:
            at = self._column.count() - 2
            if row.group != group:
                group = row.group
                self._column.insertWidget(at, _Gap())
                at += 1
            button = ToolButton(row.title, row.icon, row.letter)
            button.clicked.connect(lambda _=False, name=row.id: self.tool_chosen.emit(name))
            self._group.addButton(button)
            self.buttons[row.id] = button
            self._column.insertWidget(at, button, 0, Qt.AlignmentFlag.AlignHCenter)

    def choose(self, name: str) -> None:
        """Show that tool as the active one, none if it has no button; says nothing."""
        self._group.setExclusive(name in self.buttons)
        for known, button in self.buttons.items():
            button.setChecked(known == name)

    def set_reason(self, name: str, reason: Text | None) -> None:
        """Grey one tool and say why, or make it usable again."""
        self.buttons[name].set_reason(reason)

    def set_class(self, name: str, colour: str = "", key: str = "", mark: int = 0) -> None:
        """The class of the next shape; an empty name for none."""
        self.current_class.set_class(name, colour, key, mark)

    def sizeHint(self) -> QSize:
        return QSize(px(48) + 1, super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        with QPainter(self) as p:
            p.fillRect(self.width() - 1, 0, 1, self.height(), theme().line)


class _Gap(QWidget):
    """The short line between groups of tools."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(px(9))

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as p:
            p.fillRect(px(10), self.height() // 2, self.width() - px(20), 1, theme().line)
