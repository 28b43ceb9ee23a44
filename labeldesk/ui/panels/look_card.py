"""The card of looks and guides, opened from the bar over the image."""

from __future__ import annotations

from typing import Any, Protocol

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.settings.table import (
    COLOUR_BY,
    CROSSHAIR,
    MAGNIFIER,
    MAGNIFIER_ZOOM,
    OBJECT_FILL,
    OBJECT_LABELS,
    OUTLINE_ONLY,
    OVERVIEW,
    PIXEL_GRID,
    UNLABELED,
    Setting,
)
from labeldesk.settings.table import V as Value
from labeldesk.ui.paint import BODY, Fit, width
from labeldesk.ui.theme import px
from labeldesk.ui.translate import tr
from labeldesk.ui.widgets.button import Button, Kind
from labeldesk.ui.widgets.check_box import CheckBox
from labeldesk.ui.widgets.label import Label
from labeldesk.ui.widgets.popover import Popover
from labeldesk.ui.widgets.score_slider import STEPS, ScoreSlider
from labeldesk.ui.widgets.segmented import Choice, Segmented
from labeldesk.ui.widgets.tool_button import IconButton

NAME = QT_TRANSLATE_NOOP("LookCard", "Look and guides")
FILL = QT_TRANSLATE_NOOP("LookCard", "Fill")
COLOURS = QT_TRANSLATE_NOOP("LookCard", "Colours")
NAMES = QT_TRANSLATE_NOOP("LookCard", "Names")
VIEW = QT_TRANSLATE_NOOP("LookCard", "View")
UPRIGHT = QT_TRANSLATE_NOOP("LookCard", "Upright")
WAYS = {
    "left": ("turn-left", QT_TRANSLATE_NOOP("LookCard", "Rotate left")),
    "right": ("turn-right", QT_TRANSLATE_NOOP("LookCard", "Rotate right")),
    "across": ("flip-across", QT_TRANSLATE_NOOP("LookCard", "Flip horizontally")),
    "down": ("flip-down", QT_TRANSLATE_NOOP("LookCard", "Flip vertically")),
}
LENS = QT_TRANSLATE_NOOP("LookCard", "Magnifier")
MAP = QT_TRANSLATE_NOOP("LookCard", "Overview map")
PERCENT = QT_TRANSLATE_NOOP("LookCard", "{n} %")
GUIDES = (CROSSHAIR, PIXEL_GRID, UNLABELED)
CHOICES = (COLOUR_BY, OBJECT_LABELS, OVERVIEW, MAGNIFIER_ZOOM)


class Get(Protocol):
    """The value of a setting."""

    def __call__(self, setting: Setting[Value]) -> Value: ...


class LookCard(Popover):
    """A card with the switches that are settings. `changed(setting, value)` on every change,
    `turn_wanted(way)` to see the image otherwise.
    """

    changed = Signal(object, object)
    turn_wanted = Signal(str)

    def __init__(self, parent: QWidget, opener: QWidget, get: Get) -> None:
        super().__init__(parent, opener)
        self.setObjectName("look-card")
        self.setAccessibleName(tr(NAME))
        self._get = get
        self._share = Label("", "t2", BODY, Fit.RIGHT)
        self._slider = ScoreSlider(FILL)
        self._slider.plain = True
        self._slider.valueChanged.connect(self._filled)
        self._boxes = {row: self._box(row) for row in (OUTLINE_ONLY, *GUIDES, MAGNIFIER)}
        self._choices = {row: self._choice(row) for row in CHOICES}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(px(14), px(12), px(14), px(12))
        self._grid.setHorizontalSpacing(px(12))
        self._grid.setVerticalSpacing(px(8))
        self._lay_out()
        rows: list[Setting[Any]] = [OBJECT_FILL, *self._boxes, *self._choices]
        for row in rows:
            self.follow(row)

    def open_at(self, corner: QPoint) -> None:
        self._share.setMinimumWidth(width(tr(PERCENT.filled(n=100))))
        super().open_at(corner)
        self._slider.setFocus(Qt.FocusReason.PopupFocusReason)

    def follow(self, setting: Setting[Any]) -> None:
        """A setting has another value: show it."""
        value = self._get(setting)
        if setting is OBJECT_FILL:
            self._slider.set_score(value)
            self._share.set_words(PERCENT.filled(n=round(value * 100)))
        elif setting in self._boxes:
            self._boxes[setting].setChecked(value)
        elif setting in self._choices:
            self._choices[setting].choose(value)

    def _lay_out(self) -> None:
        fill = QHBoxLayout()
        fill.setSpacing(px(8))
        fill.addWidget(self._slider, 1)
        fill.addWidget(self._share)
        self._grid.addWidget(Label(FILL, "t2"), 0, 0)
        self._grid.addLayout(fill, 0, 1)
        self._grid.addWidget(self._boxes[OUTLINE_ONLY], 1, 1)
        self._add(COLOURS, self._choices[COLOUR_BY])
        self._add(NAMES, self._choices[OBJECT_LABELS])
        self._add(MAP, self._choices[OVERVIEW])
        for guide in GUIDES:
            self._grid.addWidget(self._boxes[guide], self._grid.rowCount(), 1)
        self._grid.addWidget(self._boxes[MAGNIFIER], self._grid.rowCount(), 1)
        self._add(LENS, self._choices[MAGNIFIER_ZOOM])
        self._add(VIEW, self._ways())

    def _ways(self) -> QWidget:
        """To turn and flip the view."""
        ways = QWidget()
        line = QHBoxLayout(ways)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(px(4))
        for way, (icon, words) in WAYS.items():
            button = IconButton(words, icon)
            button.clicked.connect(lambda _=False, way=way: self.turn_wanted.emit(way))
            line.addWidget(button)
        upright = Button(UPRIGHT, Kind.GHOST)
        upright.clicked.connect(lambda: self.turn_wanted.emit("upright"))
        line.addWidget(upright)
        line.addStretch()
        return ways

    def _add(self, words: Text, field: QWidget) -> None:
        row = self._grid.rowCount()
        self._grid.addWidget(Label(words, "t2"), row, 0)
        self._grid.addWidget(field, row, 1)

    def _box(self, setting: Setting[bool]) -> CheckBox:
        box = CheckBox(setting.title)
        box.clicked.connect(lambda on: self.changed.emit(setting, on))
        return box

    def _choice(self, setting: Setting[str]) -> Segmented:
        field = Segmented([Choice(one.value, one.title) for one in setting.choices])
        field.chosen.connect(lambda name: self.changed.emit(setting, name))
        return field

    def _filled(self, step: int) -> None:
        self.changed.emit(OBJECT_FILL, step / STEPS)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.setAccessibleName(tr(NAME))
        super().changeEvent(event)
