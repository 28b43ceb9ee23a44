"""The model of last time is there again, and a run that was going on goes on."""

from __future__ import annotations

from PySide6.QtCore import QObject

from labeldesk.domain.problem import Problem, Severity
from labeldesk.domain.progress import Cancel
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.jobs.runner import Runner
from labeldesk.storage.records import LeftOff
from labeldesk.suggest.library import Entry
from labeldesk.ui.modelling import Modelling
from labeldesk.ui.voice import Voice
from labeldesk.ui.workspace import Deliver, Workspace
from labeldesk.work.catalogue import ids_to_do

_GOES_ON = QT_TRANSLATE_NOOP("Suggest", "The run of {model} goes on: {n} images left")
_NO_MODEL = QT_TRANSLATE_NOOP(
    "Suggest", "The run of {model} cannot go on: the model is no longer in the library"
)


class Resuming(QObject):
    """Asks each project that is opened for writing whether a run was left off.

    `model_before` is the digest of the model that what is opened was left with.
    """

    def __init__(
        self, workspace: Workspace, models: Modelling, voice: Voice, deliver: Deliver
    ) -> None:
        super().__init__(workspace)
        self.model_before = ""
        self._workspace = workspace
        self._models = models
        self._voice = voice
        self._runner = Runner(deliver, name="resuming")
        workspace.opened.connect(self._ask)

    def close(self) -> None:
        """End the thread."""
        self._runner.close()

    def _ask(self) -> None:
        project = self._workspace.project
        if project is not None and project.is_writable:
            from labeldesk.storage import moments

            self._workspace.recorder.ask(project.later(moments.left_off), self._have)
        else:
            self._have(None)

    def _have(self, left: LeftOff | None) -> None:
        digest = left.model_digest if left is not None else self.model_before
        source = self._workspace.source

        def find(_: Cancel) -> Entry | None:
            return self._models.shelf.library.find(digest)

        def found(entry: Entry | None) -> None:
            if source is not self._workspace.source:
                return
            if left is not None:
                self._go_on(left, entry)
            elif entry is not None and self._models.model is None:
                self._models.use(entry.model, again=True)

        if digest:
            self._runner.submit(find, done=found)

    def _go_on(self, left: LeftOff, entry: Entry | None) -> None:
        catalogue, index = self._workspace.catalogue, self._workspace.index
        images = [one for one in ids_to_do(catalogue, index) if one not in left.seen]
        if entry is None:
            text = _NO_MODEL.filled(model=left.model_name)
            self._voice.problem(Problem(Severity.WARNING, text))
            self._voice.toast(text)
            self._forget()
        elif not images:
            self._forget()
        else:
            self._models.use(entry.model)
            self._models.run_over(images, left)
            self._voice.toast(_GOES_ON.filled(model=left.model_name, n=len(images)))

    def _forget(self) -> None:
        from labeldesk.storage import moments

        project = self._workspace.project
        if project is not None:
            project.set_setting(moments.LEFT_OFF, None)
