"""The models that were added: files come in, are recognised, and go out again."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from labeldesk.domain.problem import Problem, UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.jobs.runner import Runner
from labeldesk.suggest import recognised
from labeldesk.suggest.library import Library
from labeldesk.suggest.recipe import ModelFile, Task
from labeldesk.ui.workspace import Deliver

if TYPE_CHECKING:
    from labeldesk.suggest.heads import LearnedHead

Added = tuple[ModelFile, tuple[Problem, ...]]

_UNKNOWN = QT_TRANSLATE_NOOP("Model", "What this model is for could not be told from the file")
_KEPT = QT_TRANSLATE_NOOP("Model", "It was not loaded and nothing was changed")


class Shelf(QObject):
    """Signals: `added(ModelFile, problems)`, what is odd about it; `head_added(LearnedHead)` when
    it is no model but what was learned elsewhere; `removed(sha256)`; `refused(Exception)`;
    `wanted` when the user wants to choose a file; `pair_changed` when `pair`, the model that marks
    what is clicked, is another one or was looked up.
    """

    added = Signal(object, object)
    head_added = Signal(object)
    removed = Signal(str)
    refused = Signal(object)
    wanted = Signal()
    pair_changed = Signal()

    def __init__(self, deliver: Deliver, models: Path, parent: QObject) -> None:
        super().__init__(parent)
        self.library = Library(models)
        self.pair: ModelFile | None = None
        self.is_looked_up = False
        self._runner = Runner(deliver, name="models")

    def keep(self, path: Path, kept: Callable[[ModelFile, tuple[Problem, ...]], object]) -> None:
        """As `add`, for a model that is not to be used at once: only `kept` hears of it."""
        self._runner.submit(
            lambda _: self._kept(path, ()),
            done=lambda added: kept(*added),
            failed=self.refused.emit,
        )

    def add(self, *paths: Path, then: Callable[[], None] = lambda: None) -> None:
        """Scan, recognise and keep model files, off this thread; `then` follows `added`. Two files
        may be halves of one model, others what was learned.
        """

        def work(_: object) -> tuple[list[LearnedHead], list[Added]]:
            from labeldesk.suggest.heads import is_head, read_head

            heads = [read_head(path) for path in paths if is_head(path)]
            left, added = [path for path in paths if not is_head(path)], []
            while left:
                added.append(self._kept(left[0], tuple(left[1:])))
                names = added[-1][0].recipe.files.values()
                left = [path for path in left[1:] if path.name not in names]
            return heads, added

        def done(found: tuple[list[LearnedHead], list[Added]]) -> None:
            for head in found[0]:
                self.head_added.emit(head)
            for model, findings in found[1]:
                if model.recipe.task is Task.PROMPT:
                    self.take_pair(model)
                self.added.emit(model, findings)
            if found[1]:
                then()

        self._runner.submit(work, done=done, failed=self.refused.emit)

    def take_pair(self, model: ModelFile | None) -> None:
        """Mark clicks with this model of the library, or with none."""
        self.is_looked_up = True
        self.pair = model
        self.pair_changed.emit()

    def find_pair(self) -> None:
        """Look for such a model among those that were added, the newest first; only once."""
        if self.is_looked_up:
            return

        def work(_: object) -> ModelFile | None:
            models = (entry.model for entry in self.library.listed())
            return next((one for one in models if one.recipe.task is Task.PROMPT), None)

        def done(found: ModelFile | None) -> None:
            if not self.is_looked_up:
                self.take_pair(found)

        self._runner.submit(work, done=done, failed=self.refused.emit, key="pair")

    def remove(self, sha256: str) -> None:
        """Take a model out of the library; the file it was added from stays."""
        self.removed.emit(sha256)
        if self.pair is not None and self.pair.recipe.sha256 == sha256:
            self.take_pair(None)
        self._runner.submit(lambda _: self.library.remove(sha256), failed=self.refused.emit)

    def close(self) -> None:
        """Nothing comes in any more."""
        self._runner.close()

    def _kept(self, path: Path, given: tuple[Path, ...]) -> tuple[ModelFile, tuple[Problem, ...]]:
        from labeldesk.suggest.apart import inspect_apart

        found = inspect_apart(path, given)
        if found.model is None:
            why = _UNKNOWN if found.alone is None else found.alone.text
            raise UserError(why, path=str(path), kept=_KEPT)
        added = self.library.add(found.model)
        first = found.candidates[0]
        with suppress(OSError):  # the model is there; only why it is read so is not noted
            recognised.note(self.library.folder / added.sha256, first.sure, first.why)
        return added.model, found.findings
