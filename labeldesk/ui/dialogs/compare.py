"""Two models side by side: what both say, what one says alone, how either does against labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from labeldesk.domain.suggestion import Thresholds
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text, counted
from labeldesk.ui.dialogs.sheet import Sheet
from labeldesk.ui.numbers import Grouped, grouped
from labeldesk.ui.paint import BODY, STRONG, Fit
from labeldesk.ui.panels.score_field import ScoreField
from labeldesk.ui.theme import px
from labeldesk.ui.widgets.button import Button, Kind
from labeldesk.ui.widgets.drop_down import DropDown, Option
from labeldesk.ui.widgets.label import Label, Line

if TYPE_CHECKING:
    from labeldesk.work.comparing import Compared, Share

TITLE = QT_TRANSLATE_NOOP("Compare", "Compare two models")
MODEL = QT_TRANSLATE_NOOP("Compare", "Model")
FIRST = QT_TRANSLATE_NOOP("Compare", "First model")
SECOND = QT_TRANSLATE_NOOP("Compare", "Second model")
AT_LEAST = QT_TRANSLATE_NOOP("Compare", "Confidence at least")
AT_LEAST_OF = QT_TRANSLATE_NOOP("Compare", "Confidence at least, {model}")
LOOKED_ONE = QT_TRANSLATE_NOOP("Compare", "On {n} image that both looked at")
LOOKED = QT_TRANSLATE_NOOP("Compare", "On {n} images that both looked at")
SAID = QT_TRANSLATE_NOOP("Compare", "Found")
ALIKE = QT_TRANSLATE_NOOP("Compare", "Both found the same")
CLASSES = QT_TRANSLATE_NOOP("Compare", "Of another class")
PLACES = QT_TRANSLATE_NOOP("Compare", "In another place")
ALONE = QT_TRANSLATE_NOOP("Compare", "Found by it alone")
STRANGE = QT_TRANSLATE_NOOP("Compare", "Left out: the other has no such class")
AGAINST_ONE = QT_TRANSLATE_NOOP("Compare", "Against the labels of {n} finished image")
AGAINST = QT_TRANSLATE_NOOP("Compare", "Against the labels of {n} finished images")
NONE_DONE = QT_TRANSLATE_NOOP("Compare", "Against labels: none of these images is done")
RIGHT = QT_TRANSLATE_NOOP("Compare", "Right")
WRONG = QT_TRANSLATE_NOOP("Compare", "Wrong")
MISSED = QT_TRANSLATE_NOOP("Compare", "Missed")
PRECISION = QT_TRANSLATE_NOOP("Compare", "Precision")
RECALL = QT_TRANSLATE_NOOP("Compare", "Recall")
COUNTING = QT_TRANSLATE_NOOP("Compare", "Counting…")
SAME = QT_TRANSLATE_NOOP("Compare", "Choose two different models")
NONE = QT_TRANSLATE_NOOP("Compare", "No image has been looked at by both")
UNSEEN = QT_TRANSLATE_NOOP("Compare", "Not looked at yet")
LOOK_ONE = QT_TRANSLATE_NOOP("Compare", "Look at {n} image")
LOOK = QT_TRANSLATE_NOOP("Compare", "Look at {n} images")
UNASKED = QT_TRANSLATE_NOOP("Compare", "{n} objects are left out, as a model made them")
LIST = QT_TRANSLATE_NOOP("Compare", "List {n} images")
NOTHING = QT_TRANSLATE_NOOP("Compare", "Nothing differs")
CLOSE = QT_TRANSLATE_NOOP("Compare", "Close")
_NO_NUMBER = "–"
_WAIT_MS = 60
_COLUMN = 190


@dataclass(frozen=True, slots=True)
class CompareWish:
    """Two models by digest, and from which scores on each counts."""

    digests: tuple[str, str]
    least: tuple[Thresholds, Thresholds]


class CompareSheet(Sheet):
    """Signals: `wished(CompareWish)` when other numbers are wanted, `listed` when the images that
    differ are, `look_wanted(side)` when a model is to look at what it has not seen.

    `models` are options by digest; `show_compared` answers a wish.
    """

    wished = Signal(object)
    listed = Signal()
    look_wanted = Signal(int)
    light = False
    wide = 700

    def __init__(self, models: Sequence[Option], wish: CompareWish) -> None:
        super().__init__(TITLE)
        self.setObjectName("compare-sheet")
        self.add_title(TITLE)
        self._least = list(wish.least)
        self.models = tuple(DropDown(words, models, tall=True) for words in (FIRST, SECOND))
        self.fields = tuple(
            ScoreField(AT_LEAST_OF.filled(model=words)) for words in (FIRST, SECOND)
        )
        self._soon = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._soon.timeout.connect(lambda: self.wished.emit(self.wish()))
        self._values: dict[Text, tuple[Label, ...]] = {}
        self._lay_out()
        for side, (model, field) in enumerate(zip(self.models, self.fields, strict=True)):
            model.choose(wish.digests[side])
            field.set_number(wish.least[side].common)
            model.chosen.connect(self.changed_soon)
            field.entered.connect(lambda score, at=side: self._entered(at, score))
        self._clear(COUNTING)
        self.changed_soon()

    def _lay_out(self) -> None:
        grid = self._grid = QGridLayout()
        grid.setContentsMargins(px(27), 0, px(24), px(10))
        grid.setHorizontalSpacing(px(10))
        grid.setVerticalSpacing(px(5))
        grid.setColumnStretch(0, 1)
        self._row(MODEL, self.models)
        self._row(AT_LEAST, self.fields)
        self.looks = (Button(LOOK, high=28), Button(LOOK, high=28))
        for side, button in enumerate(self.looks):
            button.clicked.connect(lambda _=False, at=side: self.look_wanted.emit(at))
        self._unseen = self._row(UNSEEN, self.looks)
        for column in (1, 2):
            grid.setColumnMinimumWidth(column, px(_COLUMN))
        self._on = self._head()
        self._numbers(SAID, ALIKE, CLASSES, PLACES, ALONE, STRANGE)
        self._against = self._head()
        self._numbers(RIGHT, WRONG, MISSED, PRECISION, RECALL)
        self._unasked = Label("", "t2", BODY, Fit.CUT)
        grid.addWidget(self._unasked, grid.rowCount(), 0, 1, 3)
        self.column.addLayout(grid)
        foot = self._foot = self.add_foot()
        foot.addStretch(1)
        close = Button(CLOSE, high=32)
        close.clicked.connect(self.left)
        foot.addWidget(close)
        self.list = Button(NOTHING, Kind.MAIN, high=32)
        self.list.clicked.connect(self.entered)
        foot.addWidget(self.list)

    def _row(self, words: Text, parts: Sequence[QWidget]) -> Label:
        row, label = self._grid.rowCount(), Label(words, "t1", BODY)
        self._grid.addWidget(label, row, 0)
        for column, part in enumerate(parts, 1):
            self._grid.addWidget(part, row, column)
        return label

    def _head(self) -> Label:
        row = self._grid.rowCount()
        self._grid.setRowMinimumHeight(row, px(13))
        self._grid.addWidget(Line(), row, 0, 1, 3)
        head = Label("", "t1", STRONG, Fit.CUT)
        self._grid.addWidget(head, row + 1, 0, 1, 3)
        return head

    def _numbers(self, *rows: Text) -> None:
        for words in rows:
            labels = tuple(Label("", "t1", BODY, Fit.RIGHT) for _ in self.models)
            self._values[words] = labels
            row = self._grid.rowCount()
            self._grid.addWidget(Label(words, "t2", BODY), row, 0)
            for column, label in enumerate(labels, 1):
                self._grid.addWidget(label, row, column)

    def first_focus(self) -> QWidget:
        return self.models[1]

    def wish(self) -> CompareWish:
        """What is chosen now."""
        first, second = (model.current() for model in self.models)
        return CompareWish((first, second), (self._least[0], self._least[1]))

    def set_least(self, side: int, least: Thresholds) -> None:
        """Another model has other thresholds."""
        self._least[side] = least
        self.fields[side].set_number(least.common)

    def changed_soon(self) -> None:
        """Something else is wanted: counted when the hand rests."""
        self._soon.start()

    def _entered(self, side: int, score: float) -> None:
        self._least[side] = Thresholds(score, self._least[side].by_class)
        self.changed_soon()

    def show_same(self) -> None:
        """The same model twice says nothing."""
        self._clear(SAME)

    def _clear(self, why: Text) -> None:
        for labels in self._values.values():
            for label in labels:
                label.set_words("")
        self._on.set_words(why)
        self._against.set_words("")
        self._unasked.set_words("")
        self.list.set_words(NOTHING)
        self.list.set_reason(why)
        for part in (self._unseen, *self.looks):
            part.hide()
        self._fit()

    def show_compared(self, found: Compared, reasons: tuple[Text | None, Text | None]) -> None:
        """The numbers; `reasons` say why a model cannot look at what it has not seen."""
        on = counted(found.images, LOOKED_ONE, LOOKED).filled(n=Grouped(found.images))
        self._on.set_words(on if found.images else NONE)
        both = found.alike, found.classes, found.places
        for words, number in zip((ALIKE, CLASSES, PLACES), both, strict=True):
            for label in self._values[words]:
                label.set_words(grouped(number))
        done = counted(found.finished, AGAINST_ONE, AGAINST).filled(n=Grouped(found.finished))
        self._against.set_words(done if found.finished else NONE_DONE)
        many = Grouped(found.unasked)
        self._unasked.set_words(UNASKED.filled(n=many) if found.unasked else "")
        for side, share in enumerate(found.shares):
            self._show_share(side, share, has_labels=bool(found.finished))
            self._offer(side, len(share.unseen), reasons[side])
        self._unseen.setVisible(any(share.unseen for share in found.shares))
        n = len(found.splits)
        self.list.set_words(LIST.filled(n=Grouped(n)) if n else NOTHING)
        self.list.set_reason(None if n else NOTHING)
        self._fit()

    def _show_share(self, side: int, share: Share, *, has_labels: bool) -> None:
        for words, number in ((SAID, share.said), (ALONE, share.alone), (STRANGE, share.strange)):
            self._values[words][side].set_words(grouped(number))
        score = share.score
        counts = (RIGHT, score.right), (WRONG, score.wrong), (MISSED, score.missed)
        for words, number in counts:
            said = grouped(number) if has_labels else _NO_NUMBER
            self._values[words][side].set_words(said)
        for words, ratio in ((PRECISION, score.precision), (RECALL, score.recall)):
            said = _NO_NUMBER if ratio is None else f"{ratio:.2f}"
            self._values[words][side].set_words(said)

    def _offer(self, side: int, n: int, reason: Text | None) -> None:
        button = self.looks[side]
        button.set_words(counted(n, LOOK_ONE, LOOK).filled(n=Grouped(n)))
        button.set_reason(reason)
        button.setVisible(n > 0)

    def _fit(self) -> None:
        self._grid.activate()  # a paint may come before the event that would widen a button
        self._foot.activate()
        self.refit()

    def entered(self) -> None:
        """List the images that differ."""
        if self.list.isEnabled():
            self.listed.emit()
            self.left.emit()
