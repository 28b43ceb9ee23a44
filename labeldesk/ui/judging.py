"""Model against labels: asked for, worked out beside the window, listed worst first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Signal

from labeldesk.domain.ids import ImageId
from labeldesk.domain.problem import Severity
from labeldesk.domain.suggestion import Run
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text, counted
from labeldesk.jobs.runner import Runner
from labeldesk.quality.differences import Difference
from labeldesk.storage.records import DONE, EXCLUDED, Reverted
from labeldesk.suggest.batch import ImageAnswer, RunProgress
from labeldesk.ui.choice import Choice
from labeldesk.ui.modelling import Modelling
from labeldesk.ui.numbers import Grouped
from labeldesk.ui.panels.reasons import TITLE
from labeldesk.ui.remarks import Remark
from labeldesk.ui.voice import Voice
from labeldesk.ui.widgets.notice import NoticeRow
from labeldesk.ui.workspace import Deliver, Workspace
from labeldesk.work.sieve import DIFFERS

if TYPE_CHECKING:
    from labeldesk.storage.project import Project
    from labeldesk.work.judging import Doubt, Judged, Question

_KEY = "compare-labels"
_WORDS = {
    Difference.MISSING: QT_TRANSLATE_NOOP("Judging", "Not labelled: {predicted} {score}"),
    Difference.EXTRA: QT_TRANSLATE_NOOP("Judging", "The model sees no {labelled}"),
    Difference.PLACE: QT_TRANSLATE_NOOP("Judging", "{labelled} overlaps by {iou} only"),
    Difference.CLASS: QT_TRANSLATE_NOOP("Judging", "{labelled}, or {predicted} {score}?"),
}
_NO_MODEL = QT_TRANSLATE_NOOP("Judging", "No model has looked at these images yet: add one first")
_NOT_DONE = QT_TRANSLATE_NOOP("Judging", "No image is done yet: only finished images are compared")
_UNSEEN = QT_TRANSLATE_NOOP("Judging", "{model} has not looked at {n} of {all} finished images")
_WHY = QT_TRANSLATE_NOOP("Judging", "What it finds there changes no label")
_LOOK = QT_TRANSLATE_NOOP("Judging", "Look at them first")
_REST = QT_TRANSLATE_NOOP("Judging", "Compare the others")
_CANCEL = QT_TRANSLATE_NOOP("Judging", "Cancel")
_AGREE_ONE = QT_TRANSLATE_NOOP("Judging", "{model} and the labels agree on {n} image")
_AGREE = QT_TRANSLATE_NOOP("Judging", "{model} and the labels agree on {n} images")
_DIFFER_ONE = QT_TRANSLATE_NOOP("Judging", "{n} of {all} images differs from {model}")
_DIFFER = QT_TRANSLATE_NOOP("Judging", "{n} of {all} images differ from {model}, the worst first")
_LEFT_OUT = QT_TRANSLATE_NOOP(
    "Judging", "{said}. Left out: {own} objects it made itself, {strange} of classes it cannot know"
)


class Judging(QObject):
    """Signal: `changed` when other doubts are known. `doubts` are those of the last comparison, by
    image; of one that was edited since they are those of now.
    """

    changed = Signal()
    title = TITLE

    def __init__(
        self,
        workspace: Workspace,
        choice: Choice,
        models: Modelling,
        voice: Voice,
        deliver: Deliver,
    ) -> None:
        super().__init__(workspace)
        self.doubts: dict[ImageId, tuple[Doubt, ...]] = {}
        self._workspace = workspace
        self._choice = choice
        self._models = models
        self._voice = voice
        self._runner = Runner(deliver, name="judging")
        self._looked: dict[str, set[ImageId]] = {}
        self._question: tuple[Question, str] | None = None
        self._waits = False
        models.was_answered.connect(self._answered)
        models.was_progressed.connect(self._progressed)
        workspace.listed.rank_wanted.connect(self._wanted)
        workspace.recorded.connect(lambda one: self._again([one] if one in self.doubts else []))
        workspace.watcher.was_reverted.connect(self._reverted)
        workspace.watcher.was_applied.connect(lambda _: self._again(list(self.doubts)))
        workspace.leaving.connect(self._leave)

    def compare(self) -> None:
        """Compare the finished images with the model in use, else with the one that ran last."""
        project = self._workspace.project
        model = self._models.model
        if project is None:
            self._voice.toast(_NOT_DONE)
        elif model is not None:
            self._ask(project, model.recipe.sha256, model.name)
        else:
            from labeldesk.storage import queries

            def with_last(runs: list[Run]) -> None:
                ran = next((run for run in runs if not run.is_learned), None)
                if ran is not None:
                    self._ask(project, ran.model_digest, ran.model_name)
                else:
                    self._voice.toast(_NO_MODEL)

            self._workspace.recorder.ask(project.later(queries.runs), with_last)

    @property
    def is_listed(self) -> bool:
        """Whether the open image is one of those that were found to differ, and they are listed."""
        workspace = self._workspace
        listed = workspace.is_open and workspace.listed.filter == DIFFERS
        return listed and workspace.image_id in self.doubts

    def remarks(self) -> tuple[Remark, ...]:
        """What differs on the open image, while the list of such images is shown."""
        doubts = self.doubts[self._workspace.image_id] if self.is_listed else ()
        return tuple(
            Remark(said_of(one), one.place, one.predicted_place, one.label) for one in doubts
        )

    def close(self) -> None:
        """Nothing is compared any more."""
        self._runner.close()

    def _ask(self, project: Project, digest: str, name: str, *, anyway: bool = False) -> None:
        from labeldesk.work.judging import Question, judged

        catalogue = self._workspace.catalogue
        is_finished = catalogue.states & (DONE | EXCLUDED) == DONE
        finished = catalogue.ids[is_finished & ~catalogue.missing]
        images = [ImageId(number) for number in finished.tolist()]
        if not images:
            self._voice.toast(_NOT_DONE)
            return
        looked = frozenset(self._looked.get(digest, ()))
        question = Question(digest, self._choice.thresholds, looked)

        def have(found: Judged) -> None:
            if self._workspace.project is project:
                self._have(question, name, found, anyway=anyway)

        self._runner.submit(
            lambda ticket: judged(project, question, images, ticket),
            done=have,
            failed=self._voice.error,
            key=_KEY,
        )

    def _have(self, question: Question, name: str, found: Judged, *, anyway: bool) -> None:
        model = self._models.model
        can_look = model is not None and model.recipe.sha256 == question.model_digest
        if found.unseen and can_look and not anyway and not self._models.is_running:
            self._offer(question, name, found)
        else:
            self._show(question, name, found)

    def _offer(self, question: Question, name: str, found: Judged) -> None:
        n = len(found.unseen)
        answers = [("look", _LOOK)]
        answers += [("rest", _REST)] if found.looked else []
        row = NoticeRow(
            _KEY,
            Severity.INFO,
            _UNSEEN.filled(model=name, n=Grouped(n), all=Grouped(n + found.looked)),
            _WHY,
            (*answers, ("cancel", _CANCEL)),
        )

        def look() -> None:
            self._waits = True
            self._models.run_over(list(found.unseen), is_aside=True)

        self._voice.notice(row, {"look": look, "rest": lambda: self._show(question, name, found)})

    def _show(self, question: Question, name: str, found: Judged) -> None:
        self._question = question, name
        self.doubts = found.doubts
        n, every = len(found.doubts), Grouped(found.looked)
        if n:
            said = counted(n, _DIFFER_ONE, _DIFFER).filled(n=Grouped(n), all=every, model=name)
            ids = np.fromiter(found.doubts, np.int64, n)
            self._workspace.listed.rank(DIFFERS, ids)
        else:
            said = counted(found.looked, _AGREE_ONE, _AGREE).filled(n=every, model=name)
        self.changed.emit()
        self._voice.toast(_with_left_out(said, found))

    def _wanted(self, rank: str) -> None:
        if rank == DIFFERS:
            self.compare()

    def _answered(self, answer: ImageAnswer) -> None:
        self._looked.setdefault(answer.model.recipe.sha256, set()).add(answer.image_id)

    def _progressed(self, progress: RunProgress) -> None:
        """The run that the comparison waits for is over."""
        project, model = self._workspace.project, self._models.model
        if progress.state.is_over and self._waits:
            self._waits = False
            if project is not None and model is not None:
                self._ask(project, model.recipe.sha256, model.name, anyway=True)

    def _reverted(self, reverted: Reverted) -> None:
        self._again([one for one in self.doubts if one in reverted.images])

    def _again(self, images: list[ImageId]) -> None:
        """What was said of these may be put right now; their places in the list stay."""
        project = self._workspace.project
        if self._question is None or not images or project is None:
            return
        from labeldesk.work.judging import judged

        question = self._question[0]

        def have(found: Judged) -> None:
            if self._workspace.project is project and self._question is not None:
                now = {image_id: found.doubts.get(image_id, ()) for image_id in images}
                self.doubts = {**self.doubts, **now}
                self.changed.emit()

        self._runner.submit(
            lambda ticket: judged(project, question, images, ticket),
            done=have,
            failed=self._voice.error,
            key=tuple(images),
        )

    def _leave(self) -> None:
        self.doubts, self._question, self._waits = {}, None, False
        self._looked.clear()
        self._voice.take_back(_KEY)


def _with_left_out(said: Text, found: Judged) -> Text:
    if not found.own and not found.strange:
        return said
    return _LEFT_OUT.filled(said=said, own=Grouped(found.own), strange=Grouped(found.strange))


def said_of(doubt: Doubt) -> Text:
    """The difference in words."""
    return _WORDS[doubt.what].filled(
        labelled=doubt.labelled,
        predicted=doubt.predicted,
        score=f"{doubt.score:.2f}",
        iou=f"{doubt.iou:.2f}",
    )
