"""The sheet that asks how a model is read, and shows at once what each answer makes of it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from labeldesk.domain.problem import Problem
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.suggest.recipe import Recipe
from labeldesk.suggest.trial import Tried
from labeldesk.ui.dialogs.reading_fields import ReadingFields
from labeldesk.ui.dialogs.reading_view import ReadingView
from labeldesk.ui.dialogs.sheet import Sheet
from labeldesk.ui.paint import BODY, CAPTION, Fit
from labeldesk.ui.panels.score_field import ScoreField
from labeldesk.ui.theme import px
from labeldesk.ui.widgets.button import Button, Kind
from labeldesk.ui.widgets.label import Ground, Label, Paragraph
from labeldesk.ui.widgets.score_slider import ScoreSlider
from labeldesk.ui.widgets.scroll_bar import thin

TITLE = QT_TRANSLATE_NOOP("Reading", "How {model} is read")
AT_LEAST = QT_TRANSLATE_NOOP("Reading", "Confidence at least")
FOUND = QT_TRANSLATE_NOOP("Reading", "{shown} shown, {below} below the line · {ms} ms · {device}")
TRYING = QT_TRANSLATE_NOOP("Reading", "Trying it on the open image…")
EXPORT = QT_TRANSLATE_NOOP("Reading", "Save recipe as…")
IMPORT = QT_TRANSLATE_NOOP("Reading", "Take a recipe…")
CANCEL = QT_TRANSLATE_NOOP("Reading", "Cancel")
USE = QT_TRANSLATE_NOOP("Reading", "Use this")
FAULTY = QT_TRANSLATE_NOOP("Reading", "{text} is no number")
_AROUND, _AROUND_TOLD = 140, 190
_START = 0.25


class ReadingSheet(Sheet):
    """Signals: `try_wanted` after each change; `used`; `list_wanted`, `import_wanted` and
    `export_wanted` for files.
    """

    try_wanted = Signal()
    used = Signal()
    list_wanted = Signal()
    import_wanted = Signal()
    export_wanted = Signal()
    light = False
    many = True
    wide = 1040

    def __init__(
        self, model: str, readings: Sequence[Recipe], device: str, why: Text | None = None
    ) -> None:
        """`why` says what is asked."""
        title = TITLE.filled(model=model)
        super().__init__(title)
        self.setObjectName("reading-sheet")
        self.add_title(title)
        if why is not None:
            lead = Paragraph(why, "t2", BODY)
            lead.setContentsMargins(px(27), 0, px(24), px(12))
            self.column.addWidget(lead)
        self.fields = ReadingFields(readings, device)
        self.view = ReadingView()
        self._tried: Tried | None = None
        self._slider, self._field = ScoreSlider(AT_LEAST), ScoreField(AT_LEAST)
        self._said = Label("", "t2", CAPTION, Fit.CUT)
        self._doubts = Paragraph("", "warning", CAPTION)
        self._around = _AROUND if why is None else _AROUND_TOLD
        self.column.addLayout(self._body(), 1)
        self._add_buttons()
        self.fields.edited.connect(self._again)
        self.fields.list_wanted.connect(self.list_wanted)
        self.fields.faulty.connect(lambda text: self.doubt(FAULTY.filled(text=text)))
        self._slider.score_changed.connect(self._field.set_number)
        self._slider.score_changed.connect(lambda _: self._show())
        self._field.entered.connect(self._typed)
        self._slider.set_score(_START)
        self._field.set_number(_START)
        self._said.set_words(TRYING)

    def _body(self) -> QHBoxLayout:
        area, page = QScrollArea(), Ground("panel")
        inner = QVBoxLayout(page)
        inner.setContentsMargins(px(27), 0, px(8), px(8))
        inner.addWidget(self.fields)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        thin(area)
        area.setWidget(page)
        area.setMinimumWidth(page.minimumSizeHint().width() + px(10))  # its bar
        self._page = page
        right = QVBoxLayout()
        right.setSpacing(px(4))
        right.addWidget(self.view, 1)
        line = QHBoxLayout()
        line.addWidget(Label(AT_LEAST, "t2", BODY))
        line.addWidget(self._slider, 1)
        line.addWidget(self._field)
        right.addLayout(line)
        right.addWidget(self._said)
        self._doubts.setMinimumHeight(px(34))
        right.addWidget(self._doubts)
        both = QHBoxLayout()
        both.setContentsMargins(0, 0, px(24), px(10))
        both.setSpacing(px(12))
        both.addWidget(area, 5)
        both.addLayout(right, 6)
        return both

    def _add_buttons(self) -> None:
        foot = self.add_foot()
        take, save = Button(IMPORT, Kind.LINK), Button(EXPORT, Kind.LINK)
        take.clicked.connect(self.import_wanted)
        save.clicked.connect(self.export_wanted)
        foot.addWidget(take)
        foot.addWidget(save)
        foot.addStretch(1)
        cancel = Button(CANCEL, high=32)
        self.main = self.main_button(USE)
        cancel.clicked.connect(self.left)
        self.main.clicked.connect(self._use)
        foot.addWidget(cancel)
        foot.addWidget(self.main)

    def sizeHint(self) -> QSize:
        return QSize(px(self.wide), self._page.sizeHint().height() + px(self._around))

    def first_focus(self) -> QWidget:
        return self.fields.kind

    def entered(self) -> None:
        self._use()

    def show_tried(self, tried: Tried) -> None:
        """What the last answers made of the image."""
        self._tried = tried
        if tried.opened is not None:
            self.fields.show_offered(tried.opened.offered)
        if tried.image is not None:
            self.view.set_picture(tried.image)
        founds = tried.answer.founds if tried.answer else ()
        self._slider.set_scores(np.array([one.score for one in founds], np.float64))
        self._tell(tried.problems)
        self._show()

    def doubt(self, text: Text) -> None:
        """Say what is doubtful about an answer."""
        self._doubts.set_words(text)

    def _again(self) -> None:
        self._said.set_words(TRYING)
        self._doubts.set_words("")
        self.view.age()
        self.try_wanted.emit()

    def _tell(self, problems: Sequence[Problem]) -> None:
        self._doubts.set_words(problems[0].text if problems else "")

    def _typed(self, score: float) -> None:
        self._slider.set_score(score)
        self._show()

    def _show(self) -> None:
        tried = self._tried
        if tried is None:
            return
        answer = tried.answer
        founds = answer.founds if answer else ()
        shown = [one for one in founds if one.score >= self._slider.score()]
        self.view.set_founds(shown)
        providers = tried.opened.providers if tried.opened else ()
        device = providers[0].removesuffix("ExecutionProvider") if providers else "–"
        below, ms = len(founds) - len(shown), answer.seconds * 1000 if answer else 0
        words = FOUND.filled(shown=len(shown), below=below, ms=round(ms), device=device)
        self._said.set_words(words if answer else "")

    def _use(self) -> None:
        self.fields.recipe()  # a class list that is still being typed
        self.used.emit()
        self.left.emit()
