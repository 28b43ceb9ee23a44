"""A backend that runs the model in this process, where a test wants no child."""

from __future__ import annotations

from labeldesk.domain.progress import Cancel
from labeldesk.suggest.backend import Ahead
from labeldesk.suggest.found import Answer
from labeldesk.suggest.frames import Frame
from labeldesk.suggest.preprocess import Pixels
from labeldesk.suggest.recipe import ModelFile
from labeldesk.suggest.runner import Model
from labeldesk.suggest.session import Opened


class InProcess:
    """See the module."""

    def __init__(self) -> None:
        self._model: Model | None = None

    def open(self, model: ModelFile, device: str) -> Opened:
        """Load a model in place of the one before; raises `UserError`."""
        self.close()
        self._model = Model(model, device=device)
        return self._model.opened

    def run(self, canvas: Pixels, at: Frame, cancel: Cancel, ahead: Ahead | None = None) -> Answer:
        """One fitted picture; raises `UserError` or, when asked to before, `Cancelled`."""
        cancel.check()
        if self._model is None:
            raise RuntimeError("no model was opened")
        return self._model.answer(canvas, at)

    def close(self) -> None:
        """Give the memory back."""
        if self._model is not None:
            self._model.close()
            self._model = None
