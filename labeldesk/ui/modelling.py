"""The model in use: run on the open image or on all of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from labeldesk.domain.ids import ImageId
from labeldesk.domain.problem import UserError
from labeldesk.domain.suggestion import Run
from labeldesk.jobs.threads import Ending
from labeldesk.suggest.batch import BatchState, ImageAnswer, ImageFailure, RunProgress
from labeldesk.suggest.listening import ModelState, ModelStatus
from labeldesk.suggest.preview import doubts
from labeldesk.suggest.recipe import ModelFile
from labeldesk.ui.attention import Attention
from labeldesk.ui.shelf import Shelf
from labeldesk.ui.workspace import Deliver, Workspace
from labeldesk.work.catalogue import Catalogue

if TYPE_CHECKING:
    from labeldesk.storage.project import Project
    from labeldesk.storage.records import LeftOff
    from labeldesk.suggest.engine import Engine
    from labeldesk.work.answering import Answering
    from labeldesk.work.catalogue import Catalogue


class Modelling(QObject):
    """Engine, model and run. Signals: `model_changed`; `status_changed(ModelStatus)`;
    `was_answered(ImageAnswer)`; `failed_on(ImageFailure)`; `was_progressed(RunProgress)`;
    `was_left` when the project was, whatever went on in it; `was_tried(problems)`, what is odd
    about the answer on the image that it was added or asked for on; `refused(Exception)`.

    `run` is what answers are noted under. Leaving a project does not wait for the engine to end.
    """

    model_changed = Signal()
    status_changed = Signal(object)
    was_answered = Signal(object)
    failed_on = Signal(object)
    was_progressed = Signal(object)
    was_left = Signal()
    was_tried = Signal(object)
    refused = Signal(object)

    def __init__(self, workspace: Workspace, deliver: Deliver, models: Path) -> None:
        super().__init__(workspace)
        self.model: ModelFile | None = None
        self.latest: RunProgress | None = None
        self.min_score, self.is_aside = 0.05, False
        self.idle_s = 600.0
        self.shelf = Shelf(deliver, models, self)
        self._workspace = workspace
        self._deliver = deliver
        self._ending = Ending()
        self._engine: Engine | None = None
        self._answering: Answering | None = None
        self.run: Run | None = None
        self._status: ModelStatus | None = None
        self._attention = Attention(workspace)
        self._trial: ImageId | None = None
        workspace.current_changed.connect(lambda _: self._moved())
        workspace.leaving.connect(self._leave)
        self.shelf.added.connect(self._added)
        self.shelf.kept.connect(self._added)
        self.shelf.removed.connect(self._removed)

    @property
    def is_running(self) -> bool:
        """Whether a run over many images goes on."""
        return self.latest is not None and not self.latest.state.is_over

    def use(self, model: ModelFile | None, *, again: bool = False) -> None:
        """Take a model of the library, or none; a run with another one ends. `again`: as it was
        last time, which makes no project of itself.
        """
        if model != self.model:
            self.stop()
            if self._engine is not None and self.model is not None:
                self._engine.show(None, None)
                self._engine.prefetch((), self.model)
        self.model = model
        self.run = _run_of(self.model, self._workspace.author)
        self._attention.start_over()
        self.model_changed.emit()
        self._moved() if again else self._look_ahead()

    def run_here(self) -> None:
        """Look at the open image now, also if it was looked at before."""
        if self.model is not None and self._workspace.is_open:
            self._trial = self._workspace.image_id
            self._attention.again(self._trial)
            self._look_ahead()

    def run_over(
        self, images: list[ImageId], left: LeftOff | None = None, *, is_aside: bool = False
    ) -> None:
        """Look at all of these, the open image first; `left` is the run that goes on with it. One
        that `is_aside` is not for review: nobody is told, and it does not go on at an opening.
        """
        model = self.model
        if model is None:
            return

        def begin(project: Project) -> None:
            engine, answering = self._engined(project)
            try:
                engine.start_batch(images, model)
            except UserError as error:
                self.refused.emit(error)
                return
            self.is_aside = answering.is_aside = is_aside
            self.run = (left.run if left else None) or _run_of(self.model, self._workspace.author)
            answering.run, answering.empty = self.run, set(left.empty if left else ())
            answering.note(goes_on=bool(images), is_paused=bool(left and left.is_paused))
            if left is not None and left.is_paused:
                engine.pause()

        self._workspace.recorder.ensure(begin)

    def pause(self, *, on: bool) -> None:
        """Let the run rest, or go on."""
        if self._engine is not None:
            self._engine.pause(on=on)

    def stop(self) -> None:
        """End the run; what was found stays."""
        if self._engine is not None:
            self._engine.cancel()

    def look_again(self, image_id: ImageId) -> None:
        """The file of the image changed: what the model said of it no longer holds."""
        self._attention.again(image_id)
        if self._workspace.is_open and image_id == self._workspace.image_id:
            self._moved()

    def close(self) -> None:
        """End everything, and wait for it."""
        self._leave()
        self.shelf.close()
        self._ending.wait()

    def answered(self, answer: ImageAnswer) -> None:
        """The engine: one image was looked at, and its suggestions are stored."""
        self._attention.answered(answer.image_id)
        if self._workspace.is_open and answer.image_id == self._workspace.image_id:
            self._workspace.shown.read_suggestions()
        self.was_answered.emit(answer)
        if answer.image_id == self._trial:
            self._trial = None
            self.was_tried.emit(doubts(answer.answer, answer.size))

    def failed(self, failure: ImageFailure) -> None:
        """The engine: one image has no answer."""
        if self._attention.failed(failure):
            self.failed_on.emit(_named(failure, self._workspace.catalogue))

    def progressed(self, progress: RunProgress) -> None:
        """The engine: the run went on."""
        if progress.state.is_over and self._answering is not None:
            self._answering.note(goes_on=False)
        self.latest = progress
        self.was_progressed.emit(progress)

    def status(self, status: ModelStatus) -> None:
        """The engine: the model was loaded, unloaded or lost."""
        self._status = status
        self.status_changed.emit(status)

    def _added(self, model: ModelFile) -> None:
        if model.recipe.proposes:  # what else it is good for, others offer
            self.use(model)
            self._trial = self._workspace.image_id if self._workspace.is_open else None

    def _removed(self, sha256: str) -> None:
        if self.model is not None and self.model.recipe.sha256 == sha256:
            self.use(None)

    def _moved(self) -> None:
        """Another image: looked at of itself, but not where looking would make a project."""
        if self._workspace.project is not None:
            self._look_ahead()

    def _look_ahead(self) -> None:
        """The open image and those that come next, unless they are done or were looked at."""
        workspace, model = self._workspace, self.model
        if model is None or not workspace.is_open or not workspace.is_writable:
            return
        wanted = self._attention.wanted()

        def ask(project: Project) -> None:
            engine, _ = self._engined(project)
            if wanted.open is not None:
                engine.show(wanted.open, model)
            engine.prefetch(wanted.ahead, model)

        if wanted.open is not None or workspace.project is not None:
            workspace.recorder.ensure(ask)

    def _engined(self, project: Project) -> tuple[Engine, Answering]:
        if self._engine is None or self._answering is None:
            from labeldesk.suggest.engine import Engine, Setup
            from labeldesk.work.answering import Answering

            root = (self._workspace.source or project).root
            answering = self._answering = Answering(project, root, self._workspace.catalogue)
            setup = Setup(idle_s=lambda: self.idle_s)
            self._engine = Engine(
                answering.load, self, deliver=self._deliver, keep=answering.keep, setup=setup
            )
        self._answering.run, self._answering.min_score = self.run, self.min_score
        return self._engine, self._answering

    def _leave(self) -> None:
        if self._engine is not None and self._answering is not None:
            _note_left(self._engine, self._answering)
            self._ending.add(self._engine.stop())
        if self._status is not None and self._status.state is not ModelState.UNLOADED:
            self.status(replace(self._status, state=ModelState.UNLOADED, notes=()))
        self._engine = self._answering = self.latest = None
        self._attention.start_over()
        self.was_left.emit()


def _note_left(engine: Engine, answering: Answering) -> None:
    """A run that is left goes on at the next opening."""
    now = engine.progress  # the latest word of it may still be on its way
    if now is not None and not now.state.is_over:
        answering.note(goes_on=True, is_paused=now.state is BatchState.PAUSED)


def _named(failure: ImageFailure, catalogue: Catalogue) -> ImageFailure:
    """With the path of its image, if it has none."""
    path = catalogue.listed.path_of(failure.image_id)
    if path is None or failure.problem.path:
        return failure
    return replace(failure, problem=replace(failure.problem, path=path))


def _run_of(model: ModelFile | None, author: str) -> Run | None:
    """A run of it that begins now."""
    from labeldesk.work.proposals import run_of

    return run_of(model, author) if model is not None else None
