"""The models that were added: files come in, are recognised, and go out again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QObject, Signal

from labeldesk.domain.problem import Problem, Severity, UserError
from labeldesk.domain.progress import Cancel
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.jobs.runner import Runner
from labeldesk.suggest import recognised
from labeldesk.suggest.library import Entry, Library
from labeldesk.suggest.recipe import ModelFile, Task
from labeldesk.ui.pair import Pair
from labeldesk.ui.workspace import Deliver

if TYPE_CHECKING:
    from labeldesk.suggest.heads import LearnedHead
    from labeldesk.suggest.inspection import Inspection

MOST = 500
"""So many models of one folder are added at once, at most."""

_Looked: TypeAlias = "tuple[Inspection, ModelFile | None]"
"""A model with how it is on the shelf from now on; None if a person has to be asked first."""

_UNKNOWN = QT_TRANSLATE_NOOP("Model", "What this model is for could not be told from the file")
_LOOKING = QT_TRANSLATE_NOOP("Model", "Looking at {file}…")
_CHOSEN = QT_TRANSLATE_NOOP("Model", "How it is read was chosen by a person")
_KEPT = QT_TRANSLATE_NOOP("Model", "It was not loaded and nothing was changed")


class Shelf(QObject):
    """Signals: `added(ModelFile, problems)`, what is odd about it; `doubted(Inspection, ModelFile)`
    when a person has to be asked how it is read, which is not in the library then unless it was
    before; `head_added(LearnedHead)` when it is no model but what was learned elsewhere;
    `kept(ModelFile)` when its recipe was saved; `brought(models, problems)` from a folder;
    `changed` when the library or what is known of its models did; `removed(sha256)`;
    `refused(Exception)`; `told(Text)`, what goes on; `wanted` when the user wants to choose a
    file.
    """

    added = Signal(object, object)
    doubted = Signal(object, object)
    head_added = Signal(object)
    kept = Signal(object)
    brought = Signal(object, object)
    changed = Signal()
    removed = Signal(str)
    refused = Signal(object)
    told = Signal(object)
    wanted = Signal()

    def __init__(self, deliver: Deliver, models: Path, parent: QObject) -> None:
        super().__init__(parent)
        self.library = Library(models)
        self._runner = Runner(deliver, name="models")
        self.pair = Pair(self.library, self._runner, self.refused.emit, self)

    def keep(self, path: Path, then: Callable[[ModelFile, tuple[Problem, ...]], object]) -> None:
        """As `add`, for a model that is not to be used at once: only `then` hears of it."""

        def done(found: list[_Looked]) -> None:
            self._hear(found, then)

        self._say(path)
        self._runner.submit(
            lambda _: _looked_at(self.library, [path]), done=done, failed=self.refused.emit
        )

    def add(
        self,
        *paths: Path,
        then: Callable[[], None] = lambda: None,
        origin: tuple[str, str] | None = None,
    ) -> None:
        """Scan, recognise and keep model files, off this thread; `then` follows. Two files may be
        halves of one model, others what was learned. `origin` is a licence and where it is from,
        if that is known.

        A model that is in the library stays as it is read there, unless a recipe lies beside the
        file. One that cannot be recognised well enough is asked about.
        """

        def work(_: object) -> tuple[list[LearnedHead], list[_Looked]]:
            from labeldesk.suggest.heads import is_head, read_head

            heads = [path for path in paths if is_head(path)]
            models = [path for path in paths if path not in heads]
            return [read_head(path) for path in heads], _looked_at(self.library, models, origin)

        def done(
            result: tuple[list[LearnedHead], list[_Looked]],
        ) -> None:
            heads, found = result
            for head in heads:
                self.head_added.emit(head)
            self._hear(found, self._tell)
            if found:
                then()

        self._say(*paths)
        self._runner.submit(work, done=done, failed=self.refused.emit)

    def add_folder(self, folder: Path) -> None:
        """Every model below a folder that is recognised; none of them is run for that."""

        def done(result: tuple[list[ModelFile], list[Problem]]) -> None:
            self.brought.emit(*result)
            self.changed.emit()

        self._say(folder)
        self._runner.submit(
            lambda cancel: _found_below(self.library, folder, cancel),
            done=done,
            failed=self.refused.emit,
        )

    def look_into(self, path: Path, then: Callable[[Inspection], None]) -> None:
        """Inspect a file again, to ask about it."""

        def work(_: object) -> Inspection:
            from labeldesk.suggest.apart import inspect_apart

            return inspect_apart(path)

        self._say(path)
        self._runner.submit(work, done=then, failed=self.refused.emit)

    def save(self, model: ModelFile) -> None:
        """Save how a model is read and on what it runs, and the model if it is not there yet."""

        def work(_: object) -> ModelFile:
            before = self.library.find(model.recipe.sha256)
            entry = self.library.add(model)
            if before is None or before.recipe != model.recipe:
                _note(self.library, entry, 1.0, (_CHOSEN,))
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
        self.pair.removed(sha256)
        self._runner.submit(
            lambda _: self.library.remove(sha256),
            done=lambda _: self.changed.emit(),
            failed=self.refused.emit,
        )

    def close(self) -> None:
        """Nothing comes in any more."""
        self._runner.close()

    def _say(self, *paths: Path) -> None:
        """It takes seconds on a busy machine, and nothing else shows that it goes on."""
        for path in paths[:1]:
            self.told.emit(_LOOKING.filled(file=path.name))

    def _hear(
        self,
        found: list[_Looked],
        kept: Callable[[ModelFile, tuple[Problem, ...]], object],
    ) -> None:
        for inspection, model in found:
            if model is not None:
                kept(model, inspection.findings)
            else:
                self._ask(inspection)

    def _tell(self, model: ModelFile, findings: tuple[Problem, ...]) -> None:
        if model.recipe.task is Task.PROMPT:
            self.pair.take(model)
        self.added.emit(model, findings)
        self.changed.emit()

    def _ask(self, found: Inspection) -> None:
        from labeldesk.suggest.readings import unknown

        model = found.model or (unknown(found) if found.alone is None else None)
        if model is None:
            why = _UNKNOWN if found.alone is None else found.alone.text
            self.refused.emit(UserError(why, path=str(found.path), kept=_KEPT))
        else:
            self.doubted.emit(found, model)


def _looked_at(
    library: Library, paths: Sequence[Path], origin: tuple[str, str] | None = None
) -> list[_Looked]:
    """Each model with how it is on the shelf from now on; halves of one are one."""
    from labeldesk.suggest.apart import inspect_apart

    left, looked = list(paths), []
    while left:
        found = inspect_apart(left[0], tuple(left[1:]))
        if origin is not None:
            found = found.with_origin(*origin)
        looked.append((found, _on_shelf(library, found)))
        names = found.model.recipe.files.values() if found.model else ()
        left = [path for path in left[1:] if path.name not in names]
    return looked


def _found_below(
    library: Library, folder: Path, cancel: Cancel
) -> tuple[list[ModelFile], list[Problem]]:
    """The models below a folder, on the shelf, and what there is to say of the others."""
    from labeldesk.suggest.apart import inspect_apart

    models: dict[str, ModelFile] = {}
    problems: list[Problem] = []
    for path in sorted(folder.rglob("*.onnx"))[:MOST]:
        cancel.check()
        try:
            found = inspect_apart(path)
            model = _on_shelf(library, found)
        except UserError as error:
            problems.append(error.problem)
            continue
        if model is not None:
            models[model.recipe.sha256] = model
        elif found.alone is not None:
            problems.append(found.alone)
        else:
            problems.append(Problem(Severity.WARNING, _UNKNOWN, str(path)))
    return list(models.values()), problems


def _on_shelf(library: Library, found: Inspection) -> ModelFile | None:
    """The model as the library has it from now on; None if a person has to be asked first."""
    from labeldesk.suggest import recipe_yaml
    from labeldesk.suggest.readings import asks

    known = library.find(found.recipe.sha256 if found.recipe else found.sha256)
    beside = found.path.with_name(found.path.stem + recipe_yaml.SUFFIX)
    if known is not None and not beside.is_file():
        return known.model
    if found.model is None or asks(found):
        return None
    added = library.add(found.model)
    _note(library, added, found.candidates[0].sure, found.candidates[0].why)
    return added.model


def _note(library: Library, entry: Entry, sure: float, why: Sequence[Text]) -> None:
    with suppress(OSError):  # the model is there; only why it is read so is not noted
        recognised.note(library.folder / entry.sha256, sure, why)
