"""The models of the library: choose one, add one, take the one in use out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from labeldesk.domain.suggestion import Shaping
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.suggest.library import Entry
from labeldesk.suggest.recipe import ModelFile, Task
from labeldesk.ui.choice import Choice
from labeldesk.ui.translate import tr
from labeldesk.ui.widgets.menu import Menu

if TYPE_CHECKING:
    from labeldesk.ui.modelling import Modelling

_ADD = QT_TRANSLATE_NOOP("Suggest", "Add model…")
_REMOVE = QT_TRANSLATE_NOOP("Suggest", "Remove {model} from the library")
_CORRECT = QT_TRANSLATE_NOOP("Suggest", "Correct how it is read…")
_MODELS = QT_TRANSLATE_NOOP("Suggest", "Models…")
_NONE = QT_TRANSLATE_NOOP("Suggest", "Use no model")
_CLICKS = QT_TRANSLATE_NOOP("Suggest", "{model} ({family}, for clicks)")
_DETAIL = QT_TRANSLATE_NOOP("Suggest", "{model} ({family}, {n} classes)")

_AS = QT_TRANSLATE_NOOP("Suggest", "Accept as")
_FORMS = {
    "": QT_TRANSLATE_NOOP("Suggest", "The shape that the model gives"),
    "box": QT_TRANSLATE_NOOP("Suggest", "Box"),
    "rotated-box": QT_TRANSLATE_NOOP("Suggest", "Rotated box"),
    "polygon": QT_TRANSLATE_NOOP("Suggest", "Polygon"),
    "mask": QT_TRANSLATE_NOOP("Suggest", "Mask"),
}
_TOLERANCE = QT_TRANSLATE_NOOP("Suggest", "Outline within")
_PIXELS = QT_TRANSLATE_NOOP("Suggest", "{n} px of the mask")
_TOLERANCES = (0.5, 1.0, 2.0, 4.0)


class ModelMenu:
    """Made anew each time it opens. `library` and `correct` open the sheets."""

    def __init__(
        self,
        models: Modelling,
        choice: Choice,
        library: Callable[[], None],
        correct: Callable[[], None],
    ) -> None:
        self._models = models
        self._choice = choice
        self._library, self._correct = library, correct

    def open(self, parent: QWidget, at: QPoint) -> None:
        """Open at a global position."""
        self.made(parent).popup(at)

    def made(self, parent: QWidget) -> Menu:
        """The menu with what the library holds now."""
        menu = Menu(parent=parent)
        current, pair = self._models.model, self._models.shelf.pair.model
        used = {one.recipe.sha256 for one in (current, pair) if one is not None}
        for entry in self._models.shelf.library.listed():
            if entry.recipe.task is Task.EMBED:
                continue
            row = menu.addAction(_title(entry).replace("&", "&&"))
            row.setCheckable(True)
            row.setChecked(entry.sha256 in used)
            row.triggered.connect(lambda _, chosen=entry.model: take(self._models, chosen))
        menu.addSeparator()
        self._add_shaping(menu)
        menu.addAction(tr(_ADD)).triggered.connect(self._models.shelf.wanted)
        menu.addAction(tr(_MODELS)).triggered.connect(self._library)
        if current is not None:
            menu.addAction(tr(_CORRECT)).triggered.connect(self._correct)
            menu.addAction(tr(_NONE)).triggered.connect(lambda: self._models.use(None))
        for one in (current, pair):
            if one is not None:
                remove = menu.addAction(tr(_REMOVE.filled(model=one.name)).replace("&", "&&"))
                sha256 = one.recipe.sha256
                remove.triggered.connect(lambda _, gone=sha256: self._models.shelf.remove(gone))
        return menu

    def _add_shaping(self, menu: Menu) -> None:
        """What accepted suggestions become, and how closely outlines follow masks."""
        shaping = self._choice.shaping
        forms = Menu(_AS, menu)
        for form, words in _FORMS.items():
            row = forms.addAction(tr(words))
            row.setCheckable(True)
            row.setChecked(form == shaping.form)
            row.triggered.connect(lambda _, to=form: self._shape(replace(shaping, form=to)))
        menu.addMenu(forms)
        if shaping.form == "polygon":
            steps = Menu(_TOLERANCE, menu)
            for tolerance in _TOLERANCES:
                row = steps.addAction(tr(_PIXELS.filled(n=f"{tolerance:g}")))
                row.setCheckable(True)
                row.setChecked(tolerance == shaping.tolerance)
                row.triggered.connect(
                    lambda _, to=tolerance: self._shape(replace(shaping, tolerance=to))
                )
            menu.addMenu(steps)
        menu.addSeparator()

    def _shape(self, shaping: Shaping) -> None:
        self._choice.shaping = shaping


def take(models: Modelling, model: ModelFile) -> None:
    """Use it: one that proposes and one that marks clicks are in use side by side."""
    if model.recipe.task is Task.PROMPT:
        models.shelf.pair.take(model)
    elif model.recipe.proposes:
        models.use(model)


def _title(entry: Entry) -> str:
    recipe = entry.recipe
    if recipe.task is Task.PROMPT:
        return tr(_CLICKS.filled(model=entry.model.name, family=recipe.family))
    words = _DETAIL.filled(model=entry.model.name, family=recipe.family, n=len(recipe.classes))
    return tr(words)
