"""What runs models for the engine: a child process, this process, or a stand-in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from labeldesk.domain.problem import UserError
from labeldesk.domain.progress import Cancel
from labeldesk.suggest.found import Answer
from labeldesk.suggest.frames import Frame
from labeldesk.suggest.preprocess import Pixels
from labeldesk.suggest.recipe import ModelFile
from labeldesk.suggest.runner import Model
from labeldesk.suggest.session import Opened

_GIB = 1 << 30
Ahead = tuple[Pixels, Frame]


@dataclass(frozen=True, slots=True)
class Limits:
    """What a model may take: seconds to load and for one image, bytes of memory."""

    load_s: float = 30.0
    run_s: float = 60.0
    memory: int = 4 * _GIB
    grace_s: float = 1.0


class ModelLost(UserError):  # noqa: N818 (an event)
    """The model's process ended in the middle of an image; the next one starts it again."""


class ModelGone(UserError):  # noqa: N818 (an event)
    """The model ended and cannot be started again: every image will fail alike."""


class Backend(Protocol):
    """Runs one model at a time, called from one thread."""

    def open(self, model: ModelFile, device: str) -> Opened:
        """Load a model in place of the one before; raises `UserError`."""
        ...

    def run(self, canvas: Pixels, at: Frame, cancel: Cancel, ahead: Ahead | None = None) -> Answer:
        """One fitted picture; raises `Cancelled` or `UserError`: `ModelLost` for a crash,
        `ModelGone` when the model cannot be started again after one.

        `ahead` is the picture that will probably be asked about next: a backend may begin it.
        """
        ...

    def close(self) -> None:
        """Give everything back; `open` may follow."""
        ...


class InProcess:
    """A model in this process, without the child's protection: for the command line and tests."""

    def __init__(self) -> None:
        self._model: Model | None = None

    def open(self, model: ModelFile, device: str) -> Opened:
        """Load it."""
        self.close()
        self._model = Model(model, device=device)
        return self._model.opened

    def run(self, canvas: Pixels, at: Frame, cancel: Cancel, ahead: Ahead | None = None) -> Answer:
        """Run it; a wish to stop is looked at before."""
        cancel.check()
        if self._model is None:
            raise RuntimeError("no model is open")
        return self._model.answer(canvas, at)

    def close(self) -> None:
        """Unload it."""
        if self._model is not None:
            self._model.close()
            self._model = None
