"""The model that is open right now, and what its failures mean."""

from __future__ import annotations

from dataclasses import replace

from labeldesk.domain.problem import Problem, UserError
from labeldesk.domain.progress import Cancel
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.suggest.backend import Backend, ModelGone, ModelLost
from labeldesk.suggest.batch import ImageAnswer, Lane
from labeldesk.suggest.listening import ModelState, ModelStatus, Voice
from labeldesk.suggest.recipe import ModelFile
from labeldesk.suggest.turns import Turns
from labeldesk.suggest.wishes import Ready

MOST_LOSSES = 5  # crashes one after the other: then it is the model, not the images

HOPELESS = QT_TRANSLATE_NOOP("Model", "The model failed on {n} images in a row. {reason}")


class Asker:
    """The backend with the model that is open in it; lives on the asking thread."""

    def __init__(self, backend: Backend, device: str, voice: Voice) -> None:
        self._backend, self._device, self._voice = backend, device, voice
        self._model: ModelFile | None = None
        self._broken: tuple[ModelFile, UserError] | None = None
        self._ready: ModelStatus | None = None
        self._losses = 0

    @property
    def is_open(self) -> bool:
        """Whether a model is in memory."""
        return self._model is not None

    def why_hopeless(self, problem: Problem) -> Problem | None:
        """What to say if the last failure, `problem`, will come again with every image."""
        if self._broken is not None:
            return problem
        if self._losses >= MOST_LOSSES:
            return replace(problem, text=HOPELESS.filled(n=self._losses, reason=problem.text))
        return None

    def ask(self, item: Ready, cancel: Cancel, turns: Turns) -> ImageAnswer | None:
        """The model's answer; raises `UserError` or `Cancelled`.

        None when it was broken off between two pieces, for something more urgent.
        """
        model = item.wish.model
        self._opened(model, is_patient=item.lane is not Lane.CURRENT)
        try:
            whole = self._followed(item, cancel, turns)
        except ModelLost as error:
            self._losses += 1
            self._voice.status(ModelStatus(model, ModelState.LOST, notes=(error.problem,)))
            raise
        except ModelGone as error:
            self._model = None
            self._refuse(model, error)
            raise
        if self._losses and self._ready is not None:
            self._voice.status(self._ready)
        self._losses = 0
        if not whole:
            return None
        answer = item.tour.answer
        return ImageAnswer(item.wish.image_id, model, item.wish.lane, item.size, answer)

    def _followed(self, item: Ready, cancel: Cancel, turns: Turns) -> bool:
        """Ask about every piece, the one after it at hand; False when it was broken off."""
        tour, begins = item.tour, True
        while not tour.is_over:
            if not begins and turns.is_overtaken(item):
                return False
            _, canvas, at = tour.now
            ahead = tour.after[1:] if tour.after else turns.following(item)
            tour.answered(self._backend.run(canvas, at, cancel, ahead))
            begins = False
        return True

    def rest(self) -> None:
        """Give the memory back; the next picture loads the model again."""
        if self._model is not None:
            self._backend.close()
            self._voice.status(ModelStatus(self._model, ModelState.UNLOADED))
            self._model = None

    def close(self) -> None:
        """The end."""
        self._model = None
        self._backend.close()

    def _opened(self, model: ModelFile, *, is_patient: bool) -> None:
        if self._model == model:
            return
        if is_patient and self._broken is not None and self._broken[0] == model:
            raise self._broken[1]
        self._broken, self._losses, self._model = None, 0, None
        self._voice.status(ModelStatus(model, ModelState.LOADING))
        try:
            device = self._device if model.device == "auto" else model.device
            opened = self._backend.open(model, device)
        except UserError as error:
            self._refuse(model, error)
            raise
        self._model = model
        ready = ModelStatus(model, ModelState.READY, opened.providers, opened.notes)
        self._voice.status(ready)
        self._ready = replace(ready, notes=())

    def _refuse(self, model: ModelFile, error: UserError) -> None:
        self._broken = (model, error)
        self._voice.status(ModelStatus(model, ModelState.FAILED, notes=(error.problem,)))
