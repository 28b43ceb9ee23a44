"""What runs leave behind: the speed of models on this machine, and the images to try again."""

from __future__ import annotations

from PySide6.QtCore import QObject

from labeldesk.domain.ids import ImageId
from labeldesk.suggest.batch import ImageAnswer, ImageFailure, Lane, RunProgress
from labeldesk.suggest.listening import ModelState, ModelStatus
from labeldesk.ui.modelling import Modelling

_TOGETHER = (1, 2, 20)  # answers whose times are remembered at once: the first is a slow one


class Measuring(QObject):
    """Hears the answers of the model in use."""

    def __init__(self, models: Modelling) -> None:
        super().__init__(models)
        self._models = models
        self._ran_on = ""
        self._sha256 = ""
        self._times: list[float] = []
        self._notes = 0
        models.status_changed.connect(self._state)
        models.was_answered.connect(self._answered)
        models.was_left.connect(self._note)
        models.model_changed.connect(self._note)

    def _state(self, status: ModelStatus) -> None:
        if status.state is ModelState.READY:
            self._ran_on = status.providers[0].removesuffix("ExecutionProvider")
        elif status.state is ModelState.UNLOADED:
            self._note()

    def _answered(self, answer: ImageAnswer) -> None:
        sha256 = answer.model.recipe.sha256
        if sha256 != self._sha256:
            self._note()
            self._sha256, self._notes = sha256, 0
        self._times.append(answer.answer.seconds)
        if len(self._times) >= _TOGETHER[min(self._notes, len(_TOGETHER) - 1)]:
            self._note()
            self._notes += 1

    def _note(self) -> None:
        times, self._times = self._times, []
        if times and self._ran_on and self._sha256:
            self._models.shelf.measured(self._sha256, self._ran_on, times)


class Failures(QObject):
    """The images on which the last run failed, all of them."""

    def __init__(self, models: Modelling) -> None:
        super().__init__(models)
        self._models = models
        self._images: dict[ImageId, None] = {}
        self._is_over = True
        models.failed_on.connect(self._failed)
        models.was_progressed.connect(self._progressed)
        models.was_left.connect(self._images.clear)
        models.model_changed.connect(self._images.clear)

    @property
    def count(self) -> int:
        """How many there are to try again."""
        return len(self._images)

    def again(self) -> None:
        """Run over them once more, if no run goes on."""
        images = list(self._images)
        if images and not self._models.is_running:
            self._models.run_over(images)

    def _failed(self, failure: ImageFailure) -> None:
        if failure.lane is Lane.BATCH:
            self._images[failure.image_id] = None

    def _progressed(self, progress: RunProgress) -> None:
        if self._is_over and not progress.state.is_over:
            self._images.clear()
        self._is_over = progress.state.is_over
