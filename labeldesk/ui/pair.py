"""The model that marks what is clicked: encoder and decoder, beside the one that proposes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from labeldesk.jobs.runner import Runner
from labeldesk.suggest.library import Library
from labeldesk.suggest.recipe import ModelFile, Task


class Pair(QObject):
    """Signal: `changed` when `model` is another one or was looked up. `before` is the digest of
    the one that was taken last, maybe in an earlier run of the program.
    """

    changed = Signal()

    def __init__(
        self,
        library: Library,
        runner: Runner,
        refused: Callable[[Exception], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.model: ModelFile | None = None
        self.before = ""
        self.is_looked_up = False
        self._library, self._runner, self._refused = library, runner, refused

    def take(self, model: ModelFile | None) -> None:
        """Mark clicks with this model of the library, or with none."""
        self.is_looked_up = True
        self.model = model
        self.before = model.recipe.sha256 if model is not None else ""
        self.changed.emit()

    def find(self) -> None:
        """Look for such a model among those that were added, the one taken last or the newest;
        only once.
        """
        if self.is_looked_up:
            return

        before = self.before

        def work(_: object) -> ModelFile | None:
            models = [entry.model for entry in self._library.listed()]
            pairs = [one for one in models if one.recipe.task is Task.PROMPT]
            known = (one for one in pairs if one.recipe.sha256 == before)
            return next(known, pairs[0] if pairs else None)

        def done(found: ModelFile | None) -> None:
            if not self.is_looked_up:
                self.take(found)

        self._runner.submit(work, done=done, failed=self._refused, key="pair")

    def removed(self, sha256: str) -> None:
        """A model is gone from the library, maybe this one."""
        if self.model is not None and self.model.recipe.sha256 == sha256:
            self.take(None)
