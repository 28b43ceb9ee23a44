"""Panel Suggestions: the model and its true device, the threshold, accept and reject."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from labeldesk.domain.suggestion import Thresholds
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.ui.paint import CAPTION, STRONG, Fit
from labeldesk.ui.panels.class_scores import ClassScores
from labeldesk.ui.panels.panel import Empty, Panel
from labeldesk.ui.panels.score_field import ScoreField
from labeldesk.ui.theme import px
from labeldesk.ui.translate import tr
from labeldesk.ui.widgets.button import Button, Kind
from labeldesk.ui.widgets.icon_label import IconLabel
from labeldesk.ui.widgets.label import Label
from labeldesk.ui.widgets.score_slider import ScoreSlider

TITLE = QT_TRANSLATE_NOOP("Suggestions", "Suggestions")
RUN = QT_TRANSLATE_NOOP("Suggestions", "Run on this image")
WHY = QT_TRANSLATE_NOOP("Suggestions", "Why this suggestion?")
SETTINGS = QT_TRANSLATE_NOOP("Suggestions", "Model settings")
AT_LEAST = QT_TRANSLATE_NOOP("Suggestions", "Confidence at least")
SHOWN = QT_TRANSLATE_NOOP("Suggestions", "{shown} shown, {below} below the line")
ACCEPT = QT_TRANSLATE_NOOP("Suggestions", "Accept")
REJECT = QT_TRANSLATE_NOOP("Suggestions", "Reject")
ACCEPT_ALL = QT_TRANSLATE_NOOP("Suggestions", "Accept all")
NEXT = QT_TRANSLATE_NOOP("Suggestions", "Next")
NONE = QT_TRANSLATE_NOOP("Suggestions", "Drop an ONNX model here: it proposes, you decide.")
OPEN = QT_TRANSLATE_NOOP("Suggestions", "Choose a model")
NOTHING = QT_TRANSLATE_NOOP("Suggestions", "No suggestion is shown on this image")
"""Why Accept and Reject are greyed."""
ASIDE = QT_TRANSLATE_NOOP("Suggestions", "{n} set aside, as the image is done")
DONE = QT_TRANSLATE_NOOP("Suggestions", "The image is done: its suggestions are set aside")


@dataclass(frozen=True, slots=True)
class SuggestionsRow:
    """What the panel shows for the open image: `device` such as ``CUDA · 12 ms``; `aside` are those
    that cannot be answered because the image is done.
    """

    model: Text | str
    device: str = ""
    shown: int = 0
    below: int = 0
    aside: int = 0


class SuggestionsPanel(Panel):
    """Signals: `accept`, `reject`, `accept_all`, `next_wanted`, `run_wanted`,
    `settings_wanted`, `why_wanted`, `model_wanted`; `score_changed(float)` while the slider moves,
    `score_settled(float)` when it rests. `classes` tell of their own thresholds.
    """

    accept = Signal()
    reject = Signal()
    accept_all = Signal()
    next_wanted = Signal()
    run_wanted = Signal()
    settings_wanted = Signal()
    why_wanted = Signal()
    model_wanted = Signal()
    score_changed = Signal(float)
    score_settled = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(TITLE, parent=parent)
        self.setObjectName("suggestion-panel")
        self.setAccessibleName(tr(TITLE))
        self.header.add_icon(RUN, "play").clicked.connect(self.run_wanted)
        self.header.add_icon(WHY, "question").clicked.connect(self.why_wanted)
        self.header.add_icon(SETTINGS, "gear").clicked.connect(self.settings_wanted)
        self._stack = QStackedLayout(self.body)
        empty = Empty(NONE, OPEN, icon="model")
        empty.acted.connect(self.model_wanted)
        self._stack.addWidget(empty)
        self._stack.addWidget(self._with())
        self.set_row(None)

    def _with(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(px(9), px(2), px(9), px(6))
        column.setSpacing(px(3))
        self._model = Label("", "t1", STRONG, Fit.MIDDLE)
        self._device = Label("", "t3", CAPTION)
        column.addLayout(_row(IconLabel("model"), (self._model, 1), self._device, gap=8, inset=3))
        self.slider = ScoreSlider(AT_LEAST)
        self.slider.setObjectName("confidence-slider")
        self._field = ScoreField(AT_LEAST)
        column.addLayout(_row((Label(AT_LEAST, "t2"), 1), self._field, inset=3))
        column.addLayout(_row((self.slider, 1), inset=3))
        self.classes = ClassScores()
        column.addWidget(self.classes)
        self._counts = Label("", "t2", CAPTION, Fit.CUT)
        column.addLayout(_row((self._counts, 1), inset=3))
        self._buttons = self._make_buttons()
        first, second = self._buttons[:2], self._buttons[2:]
        for buttons, gap in ((first, 2), (second, 12)):
            row = _row(*buttons, gap=gap)
            row.addStretch()
            column.addLayout(row)
        self.slider.score_changed.connect(self._field.set_number)
        self.slider.score_changed.connect(self.score_changed)
        self.slider.settled.connect(self.score_settled)
        self._field.entered.connect(self._typed)
        return page

    def _make_buttons(self) -> tuple[Button, ...]:
        rows: tuple[tuple[Text, Kind, str, str], ...] = (
            (ACCEPT, Kind.MAIN, "Enter", "suggest.accept"),
            (REJECT, Kind.NORMAL, "Backspace", "suggest.reject"),
            (ACCEPT_ALL, Kind.GHOST, "Shift+Enter", "suggest.accept-shown"),
            (NEXT, Kind.GHOST, "Tab", "suggest.next"),
        )
        made = tuple(Button(words, kind, keys=keys) for words, kind, keys, _ in rows)
        signals = (self.accept, self.reject, self.accept_all, self.next_wanted)
        for button, signal, row in zip(made, signals, rows, strict=True):
            button.action = row[-1]
            button.clicked.connect(signal)
        return made

    def _typed(self, score: float) -> None:
        self.slider.set_score(score)
        self.score_changed.emit(score)
        self.score_settled.emit(score)

    def set_row(self, row: SuggestionsRow | None) -> None:
        """Show model and counts; None says that there is no model yet."""
        self._stack.setCurrentIndex(0 if row is None else 1)
        self.header.set_count(None if row is None else row.shown)
        if row is None:
            return
        self._model.set_words(row.model)
        self._device.set_words(row.device)
        counts = ASIDE.filled(n=row.aside) if row.aside else SHOWN
        self._counts.set_words(counts.filled(shown=row.shown, below=row.below))
        for button in self._buttons:
            button.set_reason(None if row.shown else DONE if row.aside else NOTHING)

    def set_scores(self, scores: NDArray[np.floating]) -> None:
        """Scores (n,) 0..1 of all open suggestions of the image, for the histogram."""
        self.slider.set_scores(scores)

    def set_score(self, score: float) -> None:
        """The threshold, 0..1; says nothing."""
        self.slider.set_score(score)
        self._field.set_number(score)

    def set_classes(self, names: Sequence[str], thresholds: Thresholds) -> None:
        """The classes of what is proposed on the image, and their thresholds."""
        self.classes.show_classes(names, thresholds)


def _row(*parts: QWidget | tuple[QWidget, int], gap: int = 4, inset: int = 0) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(px(inset), 0, px(inset), 0)
    row.setSpacing(px(gap))
    for part in parts:
        widget, stretch = part if isinstance(part, tuple) else (part, 0)
        row.addWidget(widget, stretch)
    return row
