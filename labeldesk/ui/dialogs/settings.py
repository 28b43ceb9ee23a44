"""The settings, made from the rows of the settings table; every change holds at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.settings.table import Setting
from labeldesk.ui.dialogs.form import Form
from labeldesk.ui.dialogs.sheet import Sheet
from labeldesk.ui.paint import CAPTION, NAME
from labeldesk.ui.panels.score_field import ScoreField
from labeldesk.ui.theme import px
from labeldesk.ui.widgets.button import Button, Kind
from labeldesk.ui.widgets.check_box import CheckBox
from labeldesk.ui.widgets.drop_down import DropDown, Option
from labeldesk.ui.widgets.field import Field
from labeldesk.ui.widgets.label import Ground, Label, Paragraph
from labeldesk.ui.widgets.score_slider import STEPS, ScoreSlider
from labeldesk.ui.widgets.scroll_bar import thin

TITLE = QT_TRANSLATE_NOOP("SettingsDialog", "Settings")
CLOSE = QT_TRANSLATE_NOOP("SettingsDialog", "Close")
KEYS = QT_TRANSLATE_NOOP("SettingsDialog", "Show all keys")
_BOX = 25
"""The square of a check box and the gap behind it, px at 100 %."""
_AROUND = 140
"""Title and foot, px at 100 %."""


class SettingsDialog(Sheet):
    """Signals: `changed(setting id, value)`, the value of the setting's own kind; `keys_wanted`
    to see what the preset's keys are.
    """

    changed = Signal(str, object)
    keys_wanted = Signal()
    wide = 640

    def __init__(
        self,
        rows: Sequence[Setting[Any]],
        values: Mapping[str, object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(TITLE, parent)
        self.setObjectName("settings-dialog")
        self.add_title(TITLE)
        page = self._page(rows, values)
        area = QScrollArea()
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        thin(area)
        area.setWidget(page)
        self.column.addWidget(area, 1)
        self._high = page.sizeHint().height() + px(_AROUND)
        foot = self.add_foot()
        keys = Button(KEYS, Kind.LINK)
        keys.clicked.connect(self.keys_wanted)
        foot.addWidget(keys)
        foot.addStretch(1)
        close = Button(CLOSE, high=32)
        close.clicked.connect(self.left)
        foot.addWidget(close)

    def sizeHint(self) -> QSize:
        """All of it, where the window is high enough."""
        return QSize(px(self.wide), self._high)

    def _page(self, rows: Sequence[Setting[Any]], values: Mapping[str, object]) -> QWidget:
        page = Ground("panel")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, px(12))
        column.setSpacing(px(6))
        groups: dict[Text, Form] = {}
        for row in rows:
            if row.group not in groups:
                title = Label(row.group, "t1", NAME)
                line = QHBoxLayout()
                line.setContentsMargins(px(27), px(10), 0, px(2))
                line.addWidget(title)
                column.addLayout(line)
                groups[row.group] = Form()
                groups[row.group].setColumnMinimumWidth(0, px(220))
                column.addLayout(groups[row.group])
            self._add(groups[row.group], row, values.get(row.id, row.default))
        column.addStretch(1)
        return page

    def _add(self, form: Form, row: Setting[Any], value: object) -> None:
        if row.kind is bool:
            box = CheckBox(row.title)
            box.setChecked(bool(value))
            box.clicked.connect(lambda on: self.changed.emit(row.id, on))
            form.addWidget(box, form.rowCount(), 0, 1, 2)
        elif row.kind is float:
            form.add(row.title, self._number(row, value))
        elif row.choices:
            field = DropDown(row.title, [Option(c.value, c.title) for c in row.choices], tall=True)
            field.choose(str(value))
            field.chosen.connect(lambda name: self.changed.emit(row.id, name))
            form.add(row.title, field)
        else:
            line = Field(row.title, row.hint)
            line.setText(str(value))
            line.setMaxLength(row.longest)
            line.editingFinished.connect(lambda: self.changed.emit(row.id, line.text()))
            form.add(row.title, line)
        if row.hint is not None and row.kind is not str:
            hint = Paragraph(row.hint, "t2", CAPTION)
            is_box = row.kind is bool
            hint.setContentsMargins(px(_BOX) if is_box else 0, 0, 0, 0)
            across = (0, 1, 2) if is_box else (1, 1, 1)
            form.addWidget(hint, form.rowCount(), *across)

    def _number(self, row: Setting[Any], value: object) -> QWidget:
        """A slider and the number, both over the setting's range."""
        low, reach = row.low, row.high - row.low or 1.0
        both = QWidget()
        line = QHBoxLayout(both)
        line.setContentsMargins(px(3), 0, 0, 0)
        slider, field = ScoreSlider(row.title), ScoreField(row.title)
        field.set_limits(row.low, row.high)
        start = float(value) if isinstance(value, int | float) else row.default
        slider.plain = True
        slider.set_score((start - low) / reach)
        field.set_number(start)
        slider.score_changed.connect(lambda share: field.set_number(low + share * reach))
        slider.valueChanged.connect(
            lambda step: self.changed.emit(row.id, round(low + step / STEPS * reach, 4))
        )

        def typed(number: float) -> None:
            slider.set_score((number - low) / reach)
            self.changed.emit(row.id, number)

        field.entered.connect(typed)
        line.addWidget(slider, 1)
        line.addWidget(field)
        return both
