"""A run over many images: its row in the job strip, its end, and the model's state in words."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from labeldesk.domain.problem import Problem, Severity
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text, counted
from labeldesk.storage.records import FoundByRun
from labeldesk.suggest.batch import BatchState, ImageAnswer, ImageFailure, RunProgress
from labeldesk.suggest.listening import ModelState, ModelStatus
from labeldesk.suggest.recipe import ModelFile, Task
from labeldesk.tools.question import Question
from labeldesk.ui.measuring import Failures
from labeldesk.ui.modelling import Modelling
from labeldesk.ui.numbers import Grouped
from labeldesk.ui.panels.job_strip import JobKind, JobRow, JobStrip
from labeldesk.ui.panels.status_line import StatusLine
from labeldesk.ui.voice import Voice
from labeldesk.ui.waiting import WaitingCounts
from labeldesk.ui.widgets.notice import NoticeRow

RUN = "run"
_ENDED_KEY = "run-ended"
_DOUBT_KEY, _DEVICE_KEY = "model-assumed", "model-device"
_BY_MODEL = QT_TRANSLATE_NOOP("Suggest", "Suggesting with {model}")
_BY_MODEL_ON = QT_TRANSLATE_NOOP("Suggest", "{model} on {device}")
_SO_FAR = QT_TRANSLATE_NOOP("Suggest", "{n} suggestions so far")
_ENDED = QT_TRANSLATE_NOOP("Suggest", "{n} suggestions on {images} images")
_ENDED_BELOW = QT_TRANSLATE_NOOP(
    "Suggest", "{n} suggestions on {images} images, {below} below the line"
)
_WITH_FAILED = QT_TRANSLATE_NOOP("Suggest", "{ended}; {failed} failed")
_CANCELLED = QT_TRANSLATE_NOOP("Suggest", "Stopped. Kept: {ended}")
_BROKEN_OFF = QT_TRANSLATE_NOOP("Suggest", "The run of {model} was broken off")
_BY = QT_TRANSLATE_NOOP("Suggest", "{model}. Nothing becomes an object before you accept it")
_ADDED_ONE = QT_TRANSLATE_NOOP("Suggest", "{model} was added: {family}, {n} class")
_ADDED = QT_TRANSLATE_NOOP("Suggest", "{model} was added: {family}, {n} classes")
_ADDED_PAIR = QT_TRANSLATE_NOOP(
    "Suggest", "{model} was added: {family}. Take the tool Segment by click and click an object"
)
_ADDED_EMBED = QT_TRANSLATE_NOOP(
    "Suggest", "{model} was added: {family}. It describes images, to compare them"
)
_ADDED_BUT = QT_TRANSLATE_NOOP("Suggest", "{model} was added. {doubt}")
_REVIEW = QT_TRANSLATE_NOOP("Suggest", "Review")
_FAILURES = QT_TRANSLATE_NOOP("Suggest", "Show failures")
_AGAIN = QT_TRANSLATE_NOOP("Suggest", "Try them again")
_ASSUMED = QT_TRANSLATE_NOOP("Suggest", "Something about {model} was assumed")
_RUNS_ON = QT_TRANSLATE_NOOP("Suggest", "{model} runs on {device}")
_CORRECT = QT_TRANSLATE_NOOP("Suggest", "Correct how it is read…")
_LOST = QT_TRANSLATE_NOOP("Suggest", "{model} stopped and is started again: {reason}")
_STATES = {
    ModelState.LOADING: QT_TRANSLATE_NOOP("Suggest", "{model} · loading"),
    ModelState.READY: QT_TRANSLATE_NOOP("Suggest", "{model} · {device} · ready"),
    ModelState.UNLOADED: QT_TRANSLATE_NOOP("Suggest", "{model} · resting"),
    ModelState.FAILED: QT_TRANSLATE_NOOP("Suggest", "{model} · cannot be run"),
    ModelState.LOST: QT_TRANSLATE_NOOP("Suggest", "{model} · stopped, starting again"),
}


class RunBinding(QObject):
    """`review` leads to what was found, `show_failures` to what went wrong and `failures` tries it
    again; `correct` opens the sheet about the model; `device_is` hears what it truly runs on.
    """

    def __init__(
        self,
        models: Modelling,
        counts: WaitingCounts,
        jobs: JobStrip,
        status: StatusLine,
        voice: Voice,
    ) -> None:
        super().__init__(jobs)
        self.review: Callable[[], None] = lambda: None
        self.show_failures: Callable[[], None] = lambda: None
        self.correct: Callable[[ModelFile], None] = lambda _: None
        self.failures: Failures | None = None
        self.device_is: Callable[[str], None] = lambda _: None
        self._models = models
        self._counts = counts
        self._so_far = 0
        self._jobs = jobs
        self._status = status
        self._voice = voice
        self._device = ""
        self._doubt: Text | None = None
        self._has_failed = False
        models.was_answered.connect(self._answered)
        models.was_progressed.connect(self._progressed)
        models.status_changed.connect(self._state)
        models.failed_on.connect(self._failed)
        models.was_left.connect(self._left)
        models.shelf.added.connect(self._added)
        for key in (_DOUBT_KEY, _DEVICE_KEY):  # said of the model that was in use
            models.model_changed.connect(partial(voice.take_back, key))
        models.model_changed.connect(self._model_changed)
        models.was_tried.connect(self._tried)
        jobs.pause_wanted.connect(self._pause)
        jobs.cancel_wanted.connect(lambda name: models.stop() if name == RUN else None)
        jobs.failures_wanted.connect(lambda name: self.show_failures() if name == RUN else None)

    def _model_changed(self) -> None:
        """Of a model that is not in use any more nothing is said."""
        if self._models.model is None:
            self._device = ""
            self.device_is("")
            self._status.set_model("")

    def reviewed(self) -> None:
        """What the run found was answered: only what failed is still worth a notice."""
        if not self._has_failed:
            self._voice.take_back(_ENDED_KEY)

    def _left(self) -> None:
        self._so_far = 0
        self._jobs.take(RUN)
        self._voice.take_back(_ENDED_KEY)

    def _answered(self, answer: ImageAnswer) -> None:
        """During a run, what one would see of it is counted."""
        if self._models.is_running:
            founds = answer.answer.founds
            self._so_far += sum(
                self._counts.is_seen(found.class_name, found.score) for found in founds
            )

    def _added(self, model: ModelFile, findings: tuple[Problem, ...]) -> None:
        """What the file says of itself, and what is doubtful about that."""
        recipe = model.recipe
        words = counted(len(recipe.classes), _ADDED_ONE, _ADDED)
        if not recipe.proposes:
            words = _ADDED_PAIR if recipe.task is Task.PROMPT else _ADDED_EMBED
        words = words.filled(model=model.name, family=recipe.family)
        for problem in findings:
            self._voice.problem(problem)
        doubtful = [one for one in findings if one.severity is Severity.WARNING]
        if doubtful and recipe.task is not Task.EMBED:
            # it runs, but somebody should look whether what it finds is right
            title = _ASSUMED.filled(model=model.name)
            look = (("correct", _CORRECT),)
            row = NoticeRow(_DOUBT_KEY, Severity.WARNING, title, doubtful[0].text, look)
            self._voice.notice(row, {"correct": partial(self.correct, model)})
        elif findings and recipe.task is not Task.EMBED:  # that one proposes nothing comes first
            words = _ADDED_BUT.filled(model=model.name, doubt=findings[0].text)
        self._voice.toast(words)
        if recipe.task is Task.PROMPT:
            self._doubt = words

    def clicked(self, question: Question | None) -> None:
        """What it says of the mask counts, not how one gets there."""
        if question is not None and not question.is_peek:
            self.forget_doubt()

    def _tried(self, doubts: tuple[Problem, ...]) -> None:
        for doubt in doubts:
            if doubt.severity is not Severity.INFO:
                self._voice.problem(doubt)
        if doubts:
            self._doubt = doubts[-1].text
            self._voice.toast(self._doubt)

    def forget_doubt(self) -> None:
        """Another image, or a click: what was said before it is of no use."""
        if self._doubt is not None:
            self._voice.hush(self._doubt)
            self._doubt = None

    def _failed(self, failure: ImageFailure) -> None:
        self._voice.problem(failure.problem)

    def _pause(self, name: str) -> None:
        latest = self._models.latest
        if name == RUN:
            self._models.pause(on=latest is None or latest.state is not BatchState.PAUSED)

    def _progressed(self, progress: RunProgress) -> None:
        if progress.state.is_over:
            self._so_far = 0
            self._jobs.take(RUN)
            if not self._models.is_aside:
                self._counts.of_run(partial(self._ended, progress))
            return
        for key in (_ENDED_KEY, _DOUBT_KEY):  # of the run before; and it is used as it is
            self._voice.take_back(key)
        model = self._models.model
        title = _BY_MODEL_ON if self._device else _BY_MODEL
        is_paused = progress.state is BatchState.PAUSED
        self._jobs.put(
            JobRow(
                id=RUN,
                kind=JobKind.MODEL,
                title=title.filled(model=model.name if model else "", device=self._device),
                done=progress.done,
                total=progress.total,
                left=None if is_paused else progress.seconds_left,
                rate=progress.rate,
                failed=progress.failed,
                result=_SO_FAR.filled(n=Grouped(self._so_far)),
                paused=is_paused,
                can_pause=True,
            )
        )

    def _ended(self, progress: RunProgress, found: FoundByRun) -> None:
        """In the status line for who is looking; as a notice for who comes back in the morning."""
        words = _ending(progress, found)
        self._voice.toast(words)
        model = self._models.model
        name = model.name if model else ""
        rows = [("review", _REVIEW)] if found.shown else []
        again = self.failures.count if self.failures else 0
        rows += [("failures", _FAILURES)] if progress.failed else []
        rows += [("again", _AGAIN)] if again and progress.state is BatchState.DONE else []
        is_broken = progress.state is BatchState.FAILED
        self._has_failed = is_broken or bool(progress.failed)
        row = NoticeRow(
            _ENDED_KEY,
            Severity.ERROR if is_broken else Severity.INFO,
            _BROKEN_OFF.filled(model=name) if is_broken else words,
            words if is_broken else _BY.filled(model=name),
            tuple(rows),
        )
        answers = {"review": self.review, "failures": self.show_failures}
        if self.failures is not None:
            answers["again"] = self.failures.again
        if rows and progress.state is not BatchState.CANCELLED:
            self._voice.notice(row, answers)

    def _state(self, status: ModelStatus) -> None:
        device = status.providers[0].removesuffix("ExecutionProvider") if status.providers else ""
        words = _STATES[status.state].filled(model=status.model.name, device=device)
        is_bad = status.state in (ModelState.FAILED, ModelState.LOST)
        self._status.set_model(words, "danger" if is_bad else "success")
        if status.state is ModelState.READY:
            self._device = device
            self.device_is(device)
        for note in status.notes:
            if status.state is ModelState.LOST:  # the image it happened on is told with its name
                self._voice.toast(_LOST.filled(model=status.model.name, reason=note.text))
                continue
            self._voice.problem(note)
            if is_bad:
                self._voice.toast(note.text)
            elif status.state is ModelState.READY:  # it fell back to another device
                title = _RUNS_ON.filled(model=status.model.name, device=device)
                look = (("correct", _CORRECT),)
                row = NoticeRow(_DEVICE_KEY, Severity.WARNING, title, note.text, look)
                self._voice.notice(row, {"correct": partial(self.correct, status.model)})


def _ending(progress: RunProgress, found: FoundByRun) -> Text:
    """What one would see of it comes first, for that is what the lists count."""
    if progress.state is BatchState.FAILED and progress.problem is not None:
        return progress.problem.text
    ended = (_ENDED_BELOW if found.below else _ENDED).filled(
        n=Grouped(found.shown), images=Grouped(found.images), below=Grouped(found.below)
    )
    if progress.failed:
        ended = _WITH_FAILED.filled(ended=ended, failed=Grouped(progress.failed))
    return _CANCELLED.filled(ended=ended) if progress.state is BatchState.CANCELLED else ended
