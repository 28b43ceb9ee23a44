"""The models that were added: files come in, are recognised, and go out again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from labeldesk.domain.problem import Problem, UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.jobs.runner import Runner
from labeldesk.suggest.library import Library
from labeldesk.suggest.recipe import ModelFile
from labeldesk.ui.workspace import Deliver

if TYPE_CHECKING:
    from labeldesk.suggest.heads import LearnedHead

_UNKNOWN = QT_TRANSLATE_NOOP("Model", "What this model is for could not be told from the file")
_KEPT = QT_TRANSLATE_NOOP("Model", "It was not loaded and nothing was changed")


class Shelf(QObject):
    """Signals: `added(ModelFile, problems)`, what is odd about it; `head_added(LearnedHead)` when
    it is no model but what was learned elsewhere; `removed(sha256)`; `refused(Exception)`;
    `wanted` when the user wants to choose a file.
    """

    added = Signal(object, object)
    head_added = Signal(object)
    removed = Signal(str)
    refused = Signal(object)
    wanted = Signal()

    def __init__(self, deliver: Deliver, models: Path, parent: QObject) -> None:
        super().__init__(parent)
        self.library = Library(models)
        self._runner = Runner(deliver, name="models")

    def keep(self, path: Path, kept: Callable[[ModelFile, tuple[Problem, ...]], object]) -> None:
        """As `add`, for a model that is not to be used at once: only `kept` hears of it."""
        self._take(path, kept)

    def add(self, path: Path, then: Callable[[], None] = lambda: None) -> None:
        """Scan, recognise and keep a model file, off this thread; `then` follows `added`."""

        def kept(model: ModelFile, findings: tuple[Problem, ...]) -> None:
            self.added.emit(model, findings)
            then()

        self._take(path, kept)

    def _take(self, path: Path, kept: Callable[[ModelFile, tuple[Problem, ...]], object]) -> None:

        def work(_: object) -> tuple[ModelFile, tuple[Problem, ...]] | LearnedHead:
            from labeldesk.suggest.apart import inspect_apart
            from labeldesk.suggest.heads import is_head, read_head

            if is_head(path):
                return read_head(path)
            found = inspect_apart(path)
            if found.model is None:
                raise UserError(_UNKNOWN, path=str(path), kept=_KEPT)
            return self.library.add(found.model).model, found.findings

        def done(added: tuple[ModelFile, tuple[Problem, ...]] | LearnedHead) -> None:
            if isinstance(added, tuple):
                kept(*added)
            else:
                self.head_added.emit(added)

        self._runner.submit(work, done=done, failed=self.refused.emit)

    def remove(self, sha256: str) -> None:
        """Take a model out of the library; the file it was added from stays."""
        self.removed.emit(sha256)
        self._runner.submit(lambda _: self.library.remove(sha256), failed=self.refused.emit)

    def close(self) -> None:
        """Nothing comes in any more."""
        self._runner.close()
