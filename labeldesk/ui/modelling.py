"""The model in use: added by dropping it, run on the open image or on all of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from labeldesk.domain.ids import ImageId
from labeldesk.domain.problem import UserError
from labeldesk.domain.suggestion import Run
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.imaging.decode import decode
from labeldesk.imaging.pixels import Bgrx
from labeldesk.jobs.runner import Runner
from labeldesk.suggest.batch import ImageAnswer, ImageFailure, RunProgress
from labeldesk.suggest.library import Library
from labeldesk.suggest.listening import ModelStatus
from labeldesk.suggest.recipe import ModelFile
from labeldesk.ui.workspace import Deliver, Workspace

if TYPE_CHECKING:
    from labeldesk.storage.project import Project
    from labeldesk.suggest.engine import Engine

_UNKNOWN = QT_TRANSLATE_NOOP("Model", "What this model is for could not be told from the file")
_KEPT = QT_TRANSLATE_NOOP("Model", "It was not loaded and nothing was changed")


class Modelling(QObject):
    """Engine, model and run. Signals: `model_changed`; `status_changed(ModelStatus)`;
    `answered(ImageId, found)`; `failed_on(ImageFailure)`; `progressed(RunProgress)`;
    `refused(Exception)`; `add_wanted` when the user wants to choose a file.
    """

    model_changed = Signal()
    status_changed = Signal(object)
    was_answered = Signal(object, int)
    failed_on = Signal(object)
    was_progressed = Signal(object)
    refused = Signal(object)
    add_wanted = Signal()

    def __init__(self, workspace: Workspace, deliver: Deliver, models: Path) -> None:
        super().__init__(workspace)
        self.model: ModelFile | None = None
        self.latest: RunProgress | None = None
        self.min_score = 0.05
        self._workspace = workspace
        self._deliver = deliver
        self.library = Library(models)
        self._runner = Runner(deliver, name="models")
        self._engine: Engine | None = None
        self._run: Run | None = None
        self._project: Project | None = None
        self._seen: set[ImageId] = set()
        workspace.current_changed.connect(lambda _: self._moved())
        workspace.leaving.connect(self._leave)

    @property
    def is_running(self) -> bool:
        """Whether a run over many images goes on."""
        return self.latest is not None and not self.latest.state.is_over

    def add(self, path: Path, then: Callable[[], None] = lambda: None) -> None:
        """Scan, recognise and keep a model file, off this thread; then use it."""

        def work(_: object) -> ModelFile:
            from labeldesk.suggest.apart import inspect_apart

            found = inspect_apart(path)
            if found.model is None:
                raise UserError(_UNKNOWN, path=str(path), kept=_KEPT)
            return self.library.add(found.model).model

        def done(model: ModelFile) -> None:
            self.use(model)
            then()

        self._runner.submit(work, done=done, failed=self.refused.emit)

    def use(self, model: ModelFile | None) -> None:
        """Take a model of the library, or none; a run with another one ends."""
        if model != self.model:
            self.stop()
        self.model = model
        from labeldesk.work.proposals import run_of

        self._run = run_of(model, self._workspace.author) if model is not None else None
        self._seen.clear()
        self.model_changed.emit()
        self._look_ahead()

    def remove(self, sha256: str) -> None:
        """Take a model out of the library; the file it was added from stays."""
        if self.model is not None and self.model.recipe.sha256 == sha256:
            self.use(None)
        self._runner.submit(lambda _: self.library.remove(sha256), failed=self.refused.emit)

    def run_here(self) -> None:
        """Look at the open image now, also if it was looked at before."""
        if self.model is not None and self._workspace.is_open:
            self._seen.discard(self._workspace.image_id)
            self._look_ahead()

    def run_over(self, images: list[ImageId]) -> None:
        """Look at all of these, the open image first."""
        model = self.model
        if model is None:
            return

        def begin(project: Project) -> None:
            self._project = project
            try:
                self._engined().start_batch(images, model)
            except UserError as error:
                self.refused.emit(error)

        self._workspace.recorder.ensure(begin)

    def pause(self, *, on: bool) -> None:
        """Let the run rest, or go on."""
        if self._engine is not None:
            self._engine.pause(on=on)

    def stop(self) -> None:
        """End the run; what was found stays."""
        if self._engine is not None:
            self._engine.cancel()

    def close(self) -> None:
        """End everything."""
        self._runner.close()
        self._leave()

    def answered(self, answer: ImageAnswer) -> None:
        """The engine: one image was looked at, and its suggestions are stored."""
        self._seen.add(answer.image_id)
        found = len(answer.answer.founds)
        if self._workspace.is_open and answer.image_id == self._workspace.image_id:
            self._workspace.shown.read_suggestions()
        index = self._workspace.catalogue.index_of(answer.image_id)
        if index is not None:
            self._workspace.catalogue.suggestions[index] = found
            self._workspace.rows_changed.emit([index])
        self.was_answered.emit(answer.image_id, found)

    def failed(self, failure: ImageFailure) -> None:
        """The engine: one image has no answer."""
        self._seen.add(failure.image_id)
        self.failed_on.emit(failure)

    def progressed(self, progress: RunProgress) -> None:
        """The engine: the run went on."""
        self.latest = progress
        self.was_progressed.emit(progress)

    def status(self, status: ModelStatus) -> None:
        """The engine: the model was loaded, unloaded or lost."""
        self.status_changed.emit(status)

    def _moved(self) -> None:
        """Another image: looked at of itself, but not where looking would make a project."""
        if self._workspace.project is not None:
            self._look_ahead()

    def _look_ahead(self) -> None:
        """The open image, unless it is done or was looked at."""
        workspace, model = self._workspace, self.model
        if model is None or not workspace.is_open or not workspace.is_writable:
            return
        if workspace.state.done or workspace.image_id in self._seen:
            return
        image_id = workspace.image_id

        def begin(project: Project) -> None:
            self._project = project
            self._engined().show(image_id, model)

        workspace.recorder.ensure(begin)

    def _engined(self) -> Engine:
        if self._engine is None:
            from labeldesk.suggest.engine import Engine

            self._engine = Engine(self._load, self, deliver=self._deliver, keep=self._keep)
        return self._engine

    def _load(self, image_id: ImageId) -> Bgrx:
        """On the engine's thread: the upright pixels of an image."""
        source, catalogue = self._workspace.source, self._workspace.catalogue
        index = catalogue.index_of(image_id)
        if source is None or index is None:
            raise UserError(_KEPT)
        return decode(source.root / catalogue.paths[index]).pixels

    def _keep(self, answer: ImageAnswer) -> None:
        """On the engine's thread: store what was found before anybody hears of it."""
        project, run = self._project, self._run
        if project is None or run is None or run.model_digest != answer.model.recipe.sha256:
            return
        from labeldesk.work.proposals import suggestions_of

        kept = [one for one in answer.answer.founds if one.score >= self.min_score]
        found = suggestions_of(kept, run, answer.image_id, self._workspace.classes)
        project.add_suggestions(run, answer.image_id, found).result()

    def _leave(self) -> None:
        engine, self._engine = self._engine, None
        self._project, self.latest = None, None
        self._seen.clear()
        if engine is not None:
            engine.close()
