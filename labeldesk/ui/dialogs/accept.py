"""Accepting on many images: where, from which score on, which classes, how many that makes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QWidget

from labeldesk.domain.suggestion import Thresholds
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text, counted
from labeldesk.ui.dialogs.form import Form
from labeldesk.ui.dialogs.sheet import Sheet
from labeldesk.ui.numbers import Grouped
from labeldesk.ui.paint import BODY, CAPTION, Fit
from labeldesk.ui.panels.score_field import ScoreField
from labeldesk.ui.theme import px
from labeldesk.ui.widgets.button import Button, Kind
from labeldesk.ui.widgets.check_box import CheckBox
from labeldesk.ui.widgets.drop_down import DropDown, Option
from labeldesk.ui.widgets.label import Ground, Label
from labeldesk.ui.widgets.score_slider import ScoreSlider
from labeldesk.ui.widgets.scroll_bar import thin

TITLE = QT_TRANSLATE_NOOP("Accept", "Accept suggestions on many images")
IMAGES = QT_TRANSLATE_NOOP("Accept", "Images")
MODEL = QT_TRANSLATE_NOOP("Accept", "Model")
AT_LEAST = QT_TRANSLATE_NOOP("Accept", "Confidence at least")
AT_LEAST_OF = QT_TRANSLATE_NOOP("Accept", "Confidence at least for {name}")
ONE_TAG = QT_TRANSLATE_NOOP("Accept", "One tag per image: the best, where there is none yet")
CANCEL = QT_TRANSLATE_NOOP("Accept", "Cancel")
NONE = QT_TRANSLATE_NOOP("Accept", "Nothing to accept")
WHY_NONE = QT_TRANSLATE_NOOP("Accept", "No suggestion reaches these scores")
COUNTING = QT_TRANSLATE_NOOP("Accept", "Counting…")
ACCEPT_ONE = QT_TRANSLATE_NOOP("Accept", "Accept {n} suggestion")
ACCEPT = QT_TRANSLATE_NOOP("Accept", "Accept {n} suggestions")
ON_ONE = QT_TRANSLATE_NOOP("Accept", "On {n} image. One undo takes all of it back")
ON = QT_TRANSLATE_NOOP("Accept", "On {n} images. One undo takes all of it back")
OF = QT_TRANSLATE_NOOP("Accept", "{n} of {all}")
MORE = QT_TRANSLATE_NOOP("Accept", "{n} more classes are as rare as the last of these, or rarer")
MOST_ROWS = 100
_HIGH, _WAIT_MS = 236, 60


@dataclass(frozen=True, slots=True)
class AcceptWish:
    """What the sheet asks for: the id of an option of images and one of models."""

    images: str
    model: str
    thresholds: Thresholds
    left_out: frozenset[str] = frozenset()
    one_tag: bool = False


class ClassRow:
    """Whether a class is taken, from which score on, and how many that makes."""

    def __init__(self, name: str, all_of_it: int, sheet: AcceptSheet) -> None:
        self.name, self._all = name, all_of_it
        self.box = CheckBox(name, may_cut=True)
        self.box.setChecked(True)
        self.field = ScoreField(AT_LEAST_OF.filled(name=name))
        self.count = Label("", "t2", BODY, Fit.RIGHT)
        self.own: float | None = None
        self.box.clicked.connect(sheet.changed_soon)
        self.field.entered.connect(self._entered)
        self._sheet = sheet

    def _entered(self, score: float) -> None:
        self.own = score
        self._sheet.changed_soon()

    def show_count(self, n: int) -> None:
        """So many of it would be accepted."""
        self.count.set_words(OF.filled(n=Grouped(n), all=Grouped(self._all)))


class AcceptSheet(Sheet):
    """Signals: `wished(AcceptWish)` when another preview is wanted, `accepted(AcceptWish)`.

    `set_classes` says once what there is, `show_preview` answers a wish.
    """

    wished = Signal(object)
    accepted = Signal(object)
    light = False
    wide = 640

    def __init__(
        self,
        images: Sequence[Option],
        models: Sequence[Option],
        thresholds: Thresholds,
        *,
        one_tag: bool,
    ) -> None:
        super().__init__(TITLE)
        self.setObjectName("accept-sheet")
        self._thresholds = thresholds
        self.rows: list[ClassRow] = []
        self._total = 0
        self.add_title(TITLE)
        self.images = DropDown(IMAGES, images, tall=True)
        self.model = DropDown(MODEL, models, tall=True)
        self.slider, self.field = ScoreSlider(AT_LEAST), ScoreField(AT_LEAST)
        self.slider.plain = True
        self.one_tag = CheckBox(ONE_TAG)
        self.one_tag.setChecked(one_tag)
        self._soon = QTimer(self, singleShot=True, interval=_WAIT_MS)
        form = Form()
        form.add(IMAGES, self.images)
        if len(models) > len(("all", "the one")):
            form.add(MODEL, self.model)
        self._lay_out(form)
        self._connect()
        self._show_score(thresholds.common)

    def _lay_out(self, form: Form) -> None:
        score = QWidget()
        row = QHBoxLayout(score)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        row.addWidget(self.slider, 1)
        row.addWidget(self.field)
        form.add(AT_LEAST, score)
        form.addWidget(self.one_tag, form.rowCount(), 1)
        self.column.addLayout(form)
        self._area = QScrollArea()
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setFixedHeight(px(_HIGH))
        thin(self._area)
        self._area.setWidget(Ground("panel"))
        self.column.addSpacing(px(8))
        self.column.addWidget(self._area)
        foot = self._foot = self.add_foot()
        self._said = Label(COUNTING, "t2", BODY, Fit.CUT)
        foot.addWidget(self._said, 1)
        cancel = Button(CANCEL, high=32)
        cancel.clicked.connect(self.left)
        self.accept = Button(NONE, Kind.MAIN, high=32)
        self.accept.clicked.connect(self.entered)
        foot.addWidget(cancel)
        foot.addWidget(self.accept)
        self.accept.set_reason(COUNTING)

    def _connect(self) -> None:
        self.slider.score_changed.connect(self._slid)
        self.field.entered.connect(self._slid)
        self.one_tag.clicked.connect(self.changed_soon)
        for choice in (self.images, self.model):
            choice.chosen.connect(self.changed_soon)
        self._soon.timeout.connect(lambda: self.wished.emit(self.wish()))

    def first_focus(self) -> QWidget:
        return self.slider

    def set_classes(self, counts: Mapping[str, int]) -> None:
        """All that waits for an answer, by class name; the most frequent get a row."""
        page = Ground("panel")
        grid = QGridLayout(page)
        grid.setContentsMargins(px(27), px(4), px(24), px(4))
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(2))
        grid.setColumnStretch(0, 1)
        names = sorted(counts, key=lambda name: (-counts[name], name))
        self.rows = [ClassRow(name, counts[name], self) for name in names[:MOST_ROWS]]
        for at, row in enumerate(self.rows):
            row.own = self._thresholds.by_class.get(row.name)
            for column, part in enumerate((row.box, row.field, row.count)):
                grid.addWidget(part, at, column)
        if len(names) > MOST_ROWS:
            words = MORE.filled(n=Grouped(len(names) - MOST_ROWS))
            grid.addWidget(Label(words, "t3", CAPTION, Fit.CUT), len(self.rows), 0, 1, 3)
        grid.setRowStretch(len(self.rows) + 1, 1)
        self._area.setWidget(page)
        self._show_score(self._thresholds.common)
        self.changed_soon()

    def wish(self) -> AcceptWish:
        """What is chosen now."""
        shown = {row.name: row.own for row in self.rows}
        scores: dict[str, float | None] = {**self._thresholds.by_class, **shown}
        own = {name: score for name, score in scores.items() if score is not None}
        return AcceptWish(
            self.images.current(),
            self.model.current(),
            Thresholds(self._thresholds.common, own),
            frozenset(row.name for row in self.rows if not row.box.isChecked()),
            self.one_tag.isChecked(),
        )

    def show_preview(self, counts: Mapping[str, int], images: int) -> None:
        """What accepting would make now."""
        for row in self.rows:
            row.show_count(counts.get(row.name, 0))
        self._total = sum(counts.values())
        many, n = Grouped(self._total), Grouped(images)
        said = counted(self._total, ACCEPT_ONE, ACCEPT).filled(n=many)
        self.accept.set_words(said if self._total else NONE)
        self.accept.set_reason(None if self._total else WHY_NONE)
        on: Text | str = counted(images, ON_ONE, ON).filled(n=n)
        self._said.set_words(on if self._total else WHY_NONE)
        self._foot.activate()  # a paint may come before the event that would widen the button

    def entered(self) -> None:
        """Accept what the preview says, if it is up to date."""
        if self._total and not self._soon.isActive():
            self.accepted.emit(self.wish())
            self.left.emit()

    def changed_soon(self) -> None:
        """Something else is wanted: counted when the hand rests."""
        self._soon.start()

    def _slid(self, score: float) -> None:
        self._thresholds = Thresholds(score, self._thresholds.by_class)
        self._show_score(score)
        self.changed_soon()

    def _show_score(self, score: float) -> None:
        self.slider.set_score(score)
        self.field.set_number(score)
        for row in self.rows:
            row.field.set_number(score if row.own is None else row.own)
