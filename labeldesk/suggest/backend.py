"""What runs models for the engine: a child process, or a stand-in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from labeldesk.domain.problem import UserError
from labeldesk.domain.progress import Cancel
from labeldesk.suggest.found import Answer
from labeldesk.suggest.frames import Frame
from labeldesk.suggest.preprocess import Pixels
from labeldesk.suggest.recipe import ModelFile
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
