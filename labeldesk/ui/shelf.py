"""The models that were added: files come in, are recognised, and go out again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from labeldesk.domain.problem import Problem, Severity, UserError
from labeldesk.domain.progress import Cancel
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.jobs.runner import Runner
from labeldesk.suggest.library import Entry, Library
from labeldesk.suggest.recipe import ModelFile
from labeldesk.ui.workspace import Deliver

if TYPE_CHECKING:
    from labeldesk.suggest.inspection import Inspection

MOST = 500
"""So many models of one folder are added at once, at most."""
_UNKNOWN = QT_TRANSLATE_NOOP("Model", "What this model is for could not be told from the file")
_KEPT = QT_TRANSLATE_NOOP("Model", "It was not loaded and nothing was changed")


class Shelf(QObject):
    """Signals: `added(ModelFile, problems)`, what is odd about it; `doubted(Inspection, ModelFile)`
    when a person has to be asked how it is read, which is not in the library then unless it was
    before; `kept(ModelFile)` when its recipe was saved; `brought(models, problems)` from a folder;
    `changed` when the library or what is known of its models did; `removed(sha256)`;
    `refused(Exception)`; `wanted` when the user wants to choose a file.
    """

    added = Signal(object, object)
    doubted = Signal(object, object)
    kept = Signal(object)
    brought = Signal(object, object)
    changed = Signal()
    removed = Signal(str)
    refused = Signal(object)
    wanted = Signal()

    def __init__(self, deliver: Deliver, models: Path, parent: QObject) -> None:
        super().__init__(parent)
        self.library = Library(models)
        self._runner = Runner(deliver, name="models")

    def add(self, path: Path, then: Callable[[], None] = lambda: None) -> None:
        """Scan, recognise and keep a model file, off this thread; `then` follows.

        A model that is in the library stays as it is read there, unless a recipe lies beside the
        file. One that cannot be recognised well enough is asked about.
        """

        def work(_: object) -> tuple[Inspection, ModelFile | None]:
            from labeldesk.suggest.apart import inspect_apart

            found = inspect_apart(path)
            return found, _on_shelf(self.library, found)

        def done(result: tuple[Inspection, ModelFile | None]) -> None:
            found, model = result
            if model is not None:
                self.added.emit(model, found.findings)
                self.changed.emit()
            else:
                self._ask(found)
            then()

        self._runner.submit(work, done=done, failed=self.refused.emit)

    def add_folder(self, folder: Path) -> None:
        """Every model below a folder that is recognised; none of them is run for that."""

        def work(cancel: Cancel) -> tuple[list[ModelFile], list[Problem]]:
            from labeldesk.suggest.apart import inspect_apart

            models: list[ModelFile] = []
            problems: list[Problem] = []
            for path in sorted(folder.rglob("*.onnx"))[:MOST]:
                cancel.check()
                try:
                    found = inspect_apart(path)
                    model = _on_shelf(self.library, found)
                except UserError as error:
                    problems.append(error.problem)
                    continue
                if model is None:
                    problems.append(Problem(Severity.WARNING, _UNKNOWN, str(path)))
                else:
                    models.append(model)
            return models, problems

        def done(result: tuple[list[ModelFile], list[Problem]]) -> None:
            self.brought.emit(*result)
            self.changed.emit()

        self._runner.submit(work, done=done, failed=self.refused.emit)

    def look_into(self, path: Path, then: Callable[[Inspection], None]) -> None:
        """Inspect a file again, to ask about it."""

        def work(_: object) -> Inspection:
            from labeldesk.suggest.apart import inspect_apart

            return inspect_apart(path)

        self._runner.submit(work, done=then, failed=self.refused.emit)

    def save(self, model: ModelFile) -> None:
        """Save how a model is read and on what it runs, and the model if it is not there yet."""

        def work(_: object) -> ModelFile:
            entry = self.library.add(model)
            if entry.model.device != model.device:
                self.library.notes.wish(entry.sha256, model.device)
            found = self.library.find(entry.sha256)
            return found.model if found else entry.model

        def done(kept: ModelFile) -> None:
            self.kept.emit(kept)
            self.changed.emit()

        self._runner.submit(work, done=done, failed=self.refused.emit)

    def measured(self, sha256: str, ran_on: str, seconds: Sequence[float]) -> None:
        """Remember what images took."""
        times = tuple(seconds)
        self._runner.submit(
            lambda _: self.library.notes.measured(sha256, ran_on, times),
            done=lambda _: self.changed.emit(),
        )

    def listed(self, then: Callable[[list[Entry]], None]) -> None:
        """What the library holds, read off this thread."""
        self._runner.submit(lambda _: self.library.listed(), done=then, failed=self.refused.emit)

    def remove(self, sha256: str) -> None:
        """Take a model out of the library; the file it was added from stays."""
        self.removed.emit(sha256)
        self._runner.submit(
            lambda _: self.library.remove(sha256),
            done=lambda _: self.changed.emit(),
            failed=self.refused.emit,
        )

    def close(self) -> None:
        """Nothing comes in any more."""
        self._runner.close()

    def _ask(self, found: Inspection) -> None:
        from labeldesk.suggest.readings import unknown

        model = found.model or unknown(found)
        if model is None:
            self.refused.emit(UserError(_UNKNOWN, path=str(found.path), kept=_KEPT))
        else:
            self.doubted.emit(found, model)


def _on_shelf(library: Library, found: Inspection) -> ModelFile | None:
    """The model as the library has it from now on; None if a person has to be asked first."""
    from labeldesk.suggest import recipe_yaml
    from labeldesk.suggest.readings import asks

    known = library.find(found.sha256)
    beside = found.path.with_name(found.path.stem + recipe_yaml.SUFFIX)
    if known is not None and not beside.is_file():
        return known.model
    if found.model is None or asks(found):
        return None
    return library.add(found.model).model
