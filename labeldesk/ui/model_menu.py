"""The models of the library: choose one, add one, take the one in use out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.suggest.library import Entry
from labeldesk.ui.translate import tr
from labeldesk.ui.widgets.menu import Menu

if TYPE_CHECKING:
    from labeldesk.ui.modelling import Modelling

_ADD = QT_TRANSLATE_NOOP("Suggest", "Add model…")
_REMOVE = QT_TRANSLATE_NOOP("Suggest", "Remove {model} from the library")
_NONE = QT_TRANSLATE_NOOP("Suggest", "Use no model")
_DETAIL = QT_TRANSLATE_NOOP("Suggest", "{model} ({family}, {n} classes)")


class ModelMenu:
    """Made anew each time it opens. `add` asks for a file."""

    def __init__(self, models: Modelling) -> None:
        self._models = models

    def open(self, parent: QWidget, at: QPoint) -> None:
        """Open at a global position."""
        self.made(parent).popup(at)

    def made(self, parent: QWidget) -> Menu:
        """The menu with what the library holds now."""
        menu = Menu(parent=parent)
        current = self._models.model
        for entry in self._models.shelf.library.listed():
            if not entry.recipe.proposes:
                continue
            row = menu.addAction(_title(entry).replace("&", "&&"))
            row.setCheckable(True)
            row.setChecked(current is not None and current.recipe.sha256 == entry.sha256)
            row.triggered.connect(lambda _, chosen=entry.model: self._models.use(chosen))
        menu.addSeparator()
        menu.addAction(tr(_ADD)).triggered.connect(self._models.shelf.wanted)
        if current is not None:
            menu.addAction(tr(_NONE)).triggered.connect(lambda: self._models.use(None))
            remove = menu.addAction(tr(_REMOVE.filled(model=current.name)))
            sha256 = current.recipe.sha256
            remove.triggered.connect(lambda: self._models.shelf.remove(sha256))
        return menu


def _title(entry: Entry) -> str:
    recipe = entry.recipe
    words = _DETAIL.filled(model=entry.model.name, family=recipe.family, n=len(recipe.classes))
    return tr(words)
