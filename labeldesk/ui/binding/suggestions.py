"""Suggestions on the canvas and in their panel."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QCursor

from labeldesk.domain.changes import ChangeSet
from labeldesk.domain.suggestion import FROM_LABELS
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.editing.session import Phase
from labeldesk.ui.annotate import AnnotatePage
from labeldesk.ui.choice import Choice
from labeldesk.ui.desk.window_desk import WindowDesk
from labeldesk.ui.model_menu import ModelMenu
from labeldesk.ui.modelling import Modelling
from labeldesk.ui.panels.suggestions import SuggestionsRow
from labeldesk.ui.workspace import Workspace

_EARLIER = QT_TRANSLATE_NOOP("Suggest", "Of an earlier run")


class SuggestionsBinding(QObject):
    """Shows what is open at the score chosen; follows edits, runs and the model's state. `learns`
    says whether suggestions come from the labels themselves.
    """

    def __init__(
        self,
        workspace: Workspace,
        choice: Choice,
        page: AnnotatePage,
        models: Modelling,
        desk: WindowDesk,
    ) -> None:
        super().__init__(page)
        self._workspace = workspace
        self._choice = choice
        self._page = page
        self._models = models
        self._deeds = desk.suggest
        self._device = ""
        self.learns: Callable[[], bool] = lambda: False
        self._menu = ModelMenu(models, choice, desk.models.library, desk.models.correct)
        self._unlisten: Callable[[], None] = lambda: None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._show)
        workspace.shown.session_changed.connect(self._session)
        workspace.shown.suggestions_changed.connect(self._soon.start)
        workspace.classes_changed.connect(self._soon.start)
        workspace.rows_changed.connect(lambda _: self._soon.start())
        choice.score_changed.connect(self._soon.start)
        choice.focus_changed.connect(lambda: page.canvas.set_focus_suggestion(choice.focus))
        models.model_changed.connect(self._soon.start)
        page.canvas.suggestion_clicked.connect(self._clicked)
        self._connect_panel()

    def _connect_panel(self) -> None:
        panel, deeds = self._page.column.suggestions, self._deeds
        panel.accept.connect(self._accept)
        panel.reject.connect(self._reject)
        panel.accept_all.connect(deeds.accept_shown)
        panel.next_wanted.connect(lambda: deeds.cycle(1))
        panel.run_wanted.connect(deeds.run_here)
        panel.model_wanted.connect(self._models.shelf.wanted)
        panel.why_wanted.connect(deeds.why)
        panel.settings_wanted.connect(lambda: self._menu.open(panel, QCursor.pos()))
        panel.score_changed.connect(self._score)
        panel.set_score(self._choice.score)
        panel.classes.score_changed.connect(self._class_score)
        panel.classes.reset.connect(lambda name: self._class_score(name, None))

    def _class_score(self, name: str, score: float | None) -> None:
        self._choice.thresholds = self._choice.thresholds.with_class(name, score)

    def set_device(self, device: str) -> None:
        """The device the model really runs on."""
        self._device = device
        self._soon.start()

    def _session(self) -> None:
        self._unlisten()
        session = self._workspace.shown.session
        self._unlisten = session.listen(self._heard) if session else lambda: None
        self._choice.focus = None
        self._soon.start()

    def _heard(self, _: ChangeSet, phase: Phase) -> None:
        if phase is Phase.COMMITTED:
            self._soon.start()

    def _score(self, score: float) -> None:
        self._choice.score = score

    def _clicked(self, suggestion_id: int) -> None:
        if suggestion_id in {s.id for s in self._deeds.shown()}:
            self._choice.focus = suggestion_id  # type: ignore[assignment]  # ids are ints to Qt

    def _accept(self) -> None:
        if self._choice.focus is None:
            self._deeds.cycle(1)
        self._deeds.accept()

    def _reject(self) -> None:
        if self._choice.focus is None:
            self._deeds.cycle(1)
        self._deeds.reject()

    def _set_aside(self) -> None:
        """What is still open when the image is done is dimmed: it was neither taken nor refused."""
        canvas, workspace = self._page.canvas, self._workspace
        is_done = workspace.is_open and workspace.state.done
        if canvas.showing.sets_aside != is_done:
            canvas.show_as(replace(canvas.showing, sets_aside=is_done))

    def _show(self) -> None:
        shown, aside = self._deeds.shown(), self._deeds.aside()
        found = self._workspace.shown.suggestions
        if self._choice.focus not in {s.id for s in shown}:
            self._choice.focus = None
        self._set_aside()
        seen = shown or aside
        self._page.canvas.set_suggestions(seen, self._deeds.future(seen))
        panel, model = self._page.column.suggestions, self._models.model
        if model is None and not found:
            panel.set_row(None)
            return
        name = model.name if model else FROM_LABELS if self.learns() else _EARLIER
        below = len(found) - len(seen)
        panel.set_row(SuggestionsRow(name, self._device, len(shown), below, len(aside)))
        panel.set_scores(np.array([s.score for s in found], dtype=np.float64))
        panel.set_score(self._choice.score)
        best_first = sorted(found, key=lambda one: -one.score)
        panel.set_classes([one.class_name for one in best_first], self._choice.thresholds)
