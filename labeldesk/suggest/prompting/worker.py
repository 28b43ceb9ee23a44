"""One half of a promptable model in a child process of its own."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Protocol

from labeldesk.domain.progress import Cancel, Cancelled
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.suggest import child
from labeldesk.suggest.backend import Limits
from labeldesk.suggest.frames import Frame
from labeldesk.suggest.preprocess import Pixels
from labeldesk.suggest.prompting.feed import Places
from labeldesk.suggest.prompting.framing import Features
from labeldesk.suggest.prompting.masks import Marks
from labeldesk.suggest.prompting.parts import Embedded
from labeldesk.suggest.recipe import ModelFile
from labeldesk.suggest.session import Opened
from labeldesk.suggest.worker import Worker, checked

_LATE = QT_TRANSLATE_NOOP("Model", "The model did not answer within {seconds} seconds")


class Half(Protocol):
    """Runs one half of a model, called from one thread; raises as `backend.Backend` says."""

    def open(self, model: ModelFile, device: str = "auto") -> Opened:
        """Load the half that the file's path names."""
        ...

    def embed(self, canvas: Pixels, at: Frame, cancel: Cancel) -> Embedded:
        """Of an encoder: one picture, laid out."""
        ...

    def mark(self, key: Hashable, features: Features, shown: Places, cancel: Cancel) -> Marks:
        """Of a decoder: the masks for what was shown; `key` names the embedding."""
        ...

    def close(self) -> None:
        """Give everything back; `open` may follow."""
        ...


class HalfWorker(Worker):
    """A half in a child process. A decoder's child keeps the embedding that it was given last."""

    def __init__(self, limits: Limits | None = None) -> None:
        super().__init__(limits)
        self._held: Hashable = None

    def embed(self, canvas: Pixels, at: Frame, cancel: Cancel) -> Embedded:
        """See `Half`."""
        reply = self._asked(canvas, at, cancel)
        if isinstance(reply, child.Stopped):
            raise Cancelled
        if not isinstance(reply, Embedded):
            raise TypeError(f"not an embedding: {reply!r}")
        return reply

    def mark(self, key: Hashable, features: Features, shown: Places, cancel: Cancel) -> Marks:
        """See `Half`."""
        cancel.check()
        if self._running is None:
            self._restart()
        self._number += 1
        known = key is not None and key == self._held
        self._send(child.Ask(self._number, None if known else features, shown))
        self._held = key
        reply = checked(self._reply(self._number, self.limits.run_s, _LATE, cancel))
        if isinstance(reply, child.Stopped):
            raise Cancelled
        if not isinstance(reply, Marks):
            raise TypeError(f"not masks: {reply!r}")
        return reply

    def _end(self) -> None:
        self._held = None
        super()._end()
