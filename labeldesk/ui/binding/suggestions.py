"""Suggestions on the canvas and in their panel; the run in the job strip."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QCursor

from labeldesk.domain.changes import ChangeSet
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.editing.session import Phase
from labeldesk.suggest.batch import BatchState, RunProgress
from labeldesk.suggest.listening import ModelState, ModelStatus
from labeldesk.ui.annotate import AnnotatePage
from labeldesk.ui.choice import Choice
from labeldesk.ui.desk.suggest import Suggest
from labeldesk.ui.model_menu import ModelMenu
from labeldesk.ui.modelling import Modelling
from labeldesk.ui.panels.job_strip import JobKind, JobRow
from labeldesk.ui.panels.status_line import StatusLine
from labeldesk.ui.panels.suggestions import SuggestionsRow
from labeldesk.ui.voice import Voice
from labeldesk.ui.workspace import Workspace

RUN = "run"
_EARLIER = QT_TRANSLATE_NOOP("Suggest", "Of an earlier run")
_SUGGESTING = QT_TRANSLATE_NOOP("Suggest", "Suggesting with {model}")
_SO_FAR = QT_TRANSLATE_NOOP("Suggest", "{n} suggestions so far")
_SO_FAR_FAILED = QT_TRANSLATE_NOOP("Suggest", "{n} suggestions so far, {failed} images failed")
_ENDED = QT_TRANSLATE_NOOP("Suggest", "{n} suggestions on {images} images")
_ENDED_FAILED = QT_TRANSLATE_NOOP("Suggest", "{n} suggestions on {images} images; {failed} failed")
_CANCELLED = QT_TRANSLATE_NOOP("Suggest", "Stopped after {images} images, {n} suggestions kept")
_STATES = {
    ModelState.LOADING: QT_TRANSLATE_NOOP("Suggest", "{model} · loading"),
    ModelState.READY: QT_TRANSLATE_NOOP("Suggest", "{model} · {device} · ready"),
    ModelState.UNLOADED: QT_TRANSLATE_NOOP("Suggest", "{model} · resting"),
    ModelState.FAILED: QT_TRANSLATE_NOOP("Suggest", "{model} · cannot be run"),
    ModelState.LOST: QT_TRANSLATE_NOOP("Suggest", "{model} · stopped, starting again"),
}


class SuggestionsBinding(QObject):
    """Shows what is open at the score chosen; follows edits, runs and the model's state."""

    def __init__(
        self,
        workspace: Workspace,
        choice: Choice,
        page: AnnotatePage,
        models: Modelling,
        deeds: Suggest,
    ) -> None:
        super().__init__(page)
        self._workspace = workspace
        self._choice = choice
        self._page = page
        self._models = models
        self._deeds = deeds
        self._device = ""
        self._menu = ModelMenu(models)
        self._unlisten: Callable[[], None] = lambda: None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._show)
        workspace.shown.session_changed.connect(self._session)
        workspace.shown.suggestions_changed.connect(self._soon.start)
        workspace.classes_changed.connect(self._soon.start)
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
        panel.model_wanted.connect(deeds.add_model)
        panel.settings_wanted.connect(lambda: self._menu.open(panel, QCursor.pos()))
        panel.score_changed.connect(self._score)
        panel.set_score(self._choice.score)

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
        self._choice.focus = suggestion_id  # type: ignore[assignment]  # ids are ints to Qt

    def _accept(self) -> None:
        if self._choice.focus is None:
            self._deeds.cycle(1)
        self._deeds.accept()

    def _reject(self) -> None:
        if self._choice.focus is None:
            self._deeds.cycle(1)
        self._deeds.reject()

    def _show(self) -> None:
        shown = self._deeds.shown()
        found = self._workspace.shown.suggestions
        if self._choice.focus not in {s.id for s in shown}:
            self._choice.focus = None
        self._page.canvas.set_suggestions(shown)
        panel, model = self._page.column.suggestions, self._models.model
        if model is None and not found:
            panel.set_row(None)
            return
        name = model.path.name if model else _EARLIER
        panel.set_row(SuggestionsRow(name, self._device, len(shown), len(found) - len(shown)))
        panel.set_scores(np.array([s.score for s in found], dtype=np.float64))
        panel.set_score(self._choice.score)


class RunBinding(QObject):
    """The run over many images: its strip, its end, and the model's state in words."""

    def __init__(
        self,
        models: Modelling,
        page: AnnotatePage,
        status: StatusLine,
        voice: Voice,
        rows: SuggestionsBinding,
    ) -> None:
        super().__init__(page)
        self._models = models
        self._page = page
        self._status = status
        self._voice = voice
        self._rows = rows
        models.was_progressed.connect(self._progressed)
        models.status_changed.connect(self._state)
        models.failed_on.connect(lambda failure: voice.problem(failure.problem))
        page.jobs.pause_wanted.connect(self._pause)
        page.jobs.cancel_wanted.connect(lambda name: models.stop() if name == RUN else None)

    def _pause(self, name: str) -> None:
        latest = self._models.latest
        if name == RUN:
            self._models.pause(on=latest is None or latest.state is not BatchState.PAUSED)

    def _progressed(self, progress: RunProgress) -> None:
        if progress.state.is_over:
            self._page.jobs.take(RUN)
            self._voice.toast(_ending(progress))
            return
        model = self._models.model
        so_far = _SO_FAR_FAILED if progress.failed else _SO_FAR
        self._page.jobs.put(
            JobRow(
                id=RUN,
                kind=JobKind.MODEL,
                title=_SUGGESTING.filled(model=model.name if model else ""),
                done=progress.done,
                total=progress.total,
                left=progress.seconds_left,
                result=so_far.filled(n=progress.found, failed=progress.failed),
                paused=progress.state is BatchState.PAUSED,
                can_pause=True,
            )
        )

    def _state(self, status: ModelStatus) -> None:
        device = status.providers[0].removesuffix("ExecutionProvider") if status.providers else ""
        words = _STATES[status.state].filled(model=status.model.name, device=device)
        is_bad = status.state in (ModelState.FAILED, ModelState.LOST)
        self._status.set_model(words, "danger" if is_bad else "success")
        if status.state is ModelState.READY:
            self._rows.set_device(device)
        for note in status.notes:
            self._voice.problem(note)
            if is_bad:
                self._voice.toast(note.text)


def _ending(progress: RunProgress) -> Text:
    if progress.state is BatchState.CANCELLED:
        return _CANCELLED.filled(n=progress.found, images=progress.done)
    if progress.state is BatchState.FAILED and progress.problem is not None:
        return progress.problem.text
    ended = _ENDED_FAILED if progress.failed else _ENDED
    return ended.filled(n=progress.found, images=progress.done, failed=progress.failed)
