"""Thresholds of single classes: one small row each, below the common one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from labeldesk.domain.suggestion import Thresholds
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.ui.paint import BODY, Fit
from labeldesk.ui.panels.score_field import ScoreField
from labeldesk.ui.plain import plain_tip
from labeldesk.ui.theme import px
from labeldesk.ui.widgets.button import Button, Kind
from labeldesk.ui.widgets.label import Ground, Label
from labeldesk.ui.widgets.score_slider import ScoreSlider
from labeldesk.ui.widgets.scroll_bar import thin
from labeldesk.ui.widgets.tool_button import IconButton

BY_CLASS = QT_TRANSLATE_NOOP("Suggestions", "By class")
OWN = QT_TRANSLATE_NOOP("Suggestions", "By class: {n} of their own")
OF = QT_TRANSLATE_NOOP("Suggestions", "Confidence at least for {name}")
RESET = QT_TRANSLATE_NOOP("Suggestions", "As for all classes")
_ROWS, _ROW, _SLIDER = 4, 28, 72


@dataclass
class _Row:
    name: Label
    slider: ScoreSlider
    field: ScoreField
    reset: IconButton

    def show_score(self, score: float, *, is_own: bool) -> None:
        self.slider.set_score(score)
        self.field.set_number(score)
        self.reset.setVisible(is_own)


class ClassScores(QWidget):
    """Signals: `score_changed(name, score)` while a slider moves, `reset(name)` when a class is to
    have the common threshold again. Shut until somebody opens it.
    """

    score_changed = Signal(str, float)
    reset = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self._thresholds = Thresholds()
        self.rows: dict[str, _Row] = {}
        self.button = Button(BY_CLASS, Kind.GHOST, icon="chevron-right", high=24)
        self._area = _Room()
        self.button.clicked.connect(lambda: self.open(is_open=self._area.isHidden()))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._area)
        self._area.hide()

    def open(self, *, is_open: bool) -> None:
        """Show the rows, or the button alone."""
        self._area.setVisible(is_open)
        self.button.set_icon("chevron-down" if is_open else "chevron-right")

    def show_classes(self, names: Sequence[str], thresholds: Thresholds) -> None:
        """A row for each of these, in their order, then for those with a threshold of their own."""
        self._thresholds = thresholds
        wanted = tuple(dict.fromkeys((*names, *thresholds.by_class)))
        if wanted != self._names:
            self._names = wanted
            self._make()
        for name, row in self.rows.items():
            row.show_score(thresholds.of(name), is_own=name in thresholds.by_class)
        own = len(thresholds.by_class)
        self.button.set_words(OWN.filled(n=own) if own else BY_CLASS)
        self.setVisible(bool(wanted))

    def _make(self) -> None:
        page = Ground("panel")
        grid = QGridLayout(page)
        grid.setContentsMargins(px(3), 0, 0, 0)
        grid.setHorizontalSpacing(px(4))
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 1)
        grid.setColumnMinimumWidth(3, px(28))
        self.rows = {name: self._row(name) for name in self._names}
        for at, row in enumerate(self.rows.values()):
            for column, part in enumerate((row.name, row.slider, row.field, row.reset)):
                grid.addWidget(part, at, column)
            grid.setRowMinimumHeight(at, px(_ROW))
        grid.setRowStretch(len(self.rows), 1)
        self._area.hold(page, len(self.rows))

    def _row(self, name: str) -> _Row:
        slider, field = ScoreSlider(OF.filled(name=name)), ScoreField(OF.filled(name=name))
        slider.plain = True
        slider.setFixedWidth(px(_SLIDER))
        row = _Row(Label(name, "t2", BODY, Fit.CUT), slider, field, IconButton(RESET, "undo"))
        row.name.setToolTip(plain_tip(name))
        slider.score_changed.connect(lambda score: self.score_changed.emit(name, score))
        field.entered.connect(lambda score: self.score_changed.emit(name, score))
        row.reset.clicked.connect(lambda: self.reset.emit(name))
        return row


class _Room(QScrollArea):
    """As high as a few rows; the others are scrolled to."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._count = 0
        thin(self)

    def hold(self, page: QWidget, rows: int) -> None:
        """Show that page of so many rows."""
        self._count = rows
        self.setWidget(page)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(px(200), px(_ROW) * min(self._count, _ROWS))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
