"""The models folder: a local copy of every model, named by its content.

One folder per model, ``<sha256>/``, with the ONNX file, its external data and the recipe. A
model in the library is one that a person added: that is the trust that is asked once per hash.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.suggest import recipe_yaml
from labeldesk.suggest.model_notes import ModelNote, ModelNotes
from labeldesk.suggest.recipe import ModelFile, Recipe
from labeldesk.suggest.scan import digest, external, scan

RECIPE = "recipe.yaml"
_DIGITS = 64

_NOT_COPIED = QT_TRANSLATE_NOOP("Model", "The model could not be copied into the library: {reason}")
_NOT_REMOVED = QT_TRANSLATE_NOOP("Model", "The model could not be removed: {reason}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One model of the library. `added` is in seconds since 1970, `bytes` of all its files."""

    model: ModelFile
    bytes: int
    added: float
    note: ModelNote = field(default_factory=ModelNote)

    @property
    def sha256(self) -> str:
        """Its name in the library."""
        return self.model.recipe.sha256

    @property
    def recipe(self) -> Recipe:
        """How it is run."""
        return self.model.recipe


class Library:
    """The models below one folder, which need not exist yet. Touches the disk: not on the UI
    thread, except `listed` on a small library.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.notes = ModelNotes(folder)

    def listed(self) -> list[Entry]:
        """Every sound entry, the one added last first; what is broken is left out."""
        notes = self.notes.all()
        return sorted((_noted(one, notes) for one in self._entries()), key=lambda one: -one.added)

    def find(self, sha256: str) -> Entry | None:
        """The entry of that digest."""
        entry = self._entry(self.folder / sha256) if _is_digest(sha256) else None
        return _noted(entry, self.notes.all()) if entry else None

    def add(self, model: ModelFile) -> Entry:
        """Copy a model and its recipe in, or only the recipe if it is there; raises `UserError`.

        The copy's digest must be that of the file that was scanned: what is trusted is what
        lies in the library.
        """
        recipe = _scanned(model)
        target = self.folder / recipe.sha256
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            known = self._entry(target)
            if known is None:
                self._copy(model.path.parent, recipe, target)
            else:
                kept = replace(recipe, files=known.recipe.files)
                recipe_yaml.write(target / RECIPE, kept)
        except OSError as error:
            text = _NOT_COPIED.filled(reason=str(error))
            raise UserError(text, path=str(model.path)) from error
        entry = self.find(recipe.sha256)
        if entry is None:
            raise UserError(_NOT_COPIED.filled(reason=str(target)), path=str(model.path))
        return entry

    def remove(self, sha256: str) -> None:
        """Delete the copy; the file it came from is not touched. Raises `UserError`."""
        if not _is_digest(sha256):
            return
        try:
            shutil.rmtree(self.folder / sha256)
        except FileNotFoundError:
            return
        except OSError as error:
            raise UserError(_NOT_REMOVED.filled(reason=str(error))) from error
        self.notes.forget(sha256)

    def _copy(self, source: Path, recipe: Recipe, target: Path) -> None:
        """Into a folder beside, then renamed: a copy that was cut off is never an entry."""
        with tempfile.TemporaryDirectory(prefix=".adding-", dir=self.folder) as temporary:
            made = Path(temporary) / "model"
            made.mkdir()
            for name in recipe.files.values():
                shutil.copyfile(source / name, made / name)
            if digest(made / recipe.main, external(recipe.files)) != recipe.sha256:
                raise OSError("the file changed while it was copied")
            recipe_yaml.write(made / RECIPE, recipe)
            shutil.rmtree(target, ignore_errors=True)
            made.rename(target)

    def _entries(self) -> Iterator[Entry]:
        try:
            folders = list(self.folder.iterdir())
        except OSError:
            return
        for folder in folders:
            entry = self._entry(folder) if _is_digest(folder.name) else None
            if entry is not None:
                yield entry

    def _entry(self, folder: Path) -> Entry | None:
        try:
            recipe = recipe_yaml.load(folder / RECIPE)
            name = recipe.main
            if Path(name).name != name or recipe.sha256 != folder.name:
                return None
            size = sum((folder / part).stat().st_size for part in recipe.files.values())
            return Entry(ModelFile(folder / name, recipe), size, folder.stat().st_mtime)
        except (OSError, UserError):
            return None


def _noted(entry: Entry, notes: Mapping[str, ModelNote]) -> Entry:
    note = notes.get(entry.sha256, ModelNote())
    return replace(entry, model=replace(entry.model, device=note.device), note=note)


def _scanned(model: ModelFile) -> Recipe:
    """The recipe with digest and files, from its inspection or from a scan made now."""
    recipe = model.recipe
    plain = all(Path(name).name == name for name in recipe.files.values())
    if recipe.sha256 and plain and recipe.main == model.path.name:
        return recipe
    seen = scan(model.path)
    return replace(recipe, sha256=seen.sha256, files=seen.files)


def _is_digest(name: str) -> bool:
    return len(name) == _DIGITS and set(name) <= set("0123456789abcdef")
