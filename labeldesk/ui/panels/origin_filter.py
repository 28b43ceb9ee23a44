"""Which objects the panel lists, by where they are from."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget

from labeldesk.domain.annotation import Origin
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.ui.translate import tr
from labeldesk.ui.widgets.menu import Menu

FILTER = QT_TRANSLATE_NOOP("Objects", "Filter the objects")
NONE = QT_TRANSLATE_NOOP("Objects", "The filter lets no object through: {filter}")
_WORDS: dict[str, Text] = {
    "all": QT_TRANSLATE_NOOP("Objects", "All objects"),
    "hand": QT_TRANSLATE_NOOP("Objects", "Made by hand"),
    "imported": QT_TRANSLATE_NOOP("Objects", "Imported"),
    "model": QT_TRANSLATE_NOOP("Objects", "As a model made them"),
    "edited": QT_TRANSLATE_NOOP("Objects", "From a model, edited"),
    "unsure": QT_TRANSLATE_NOOP("Objects", "From a model, score below {score}"),
}
_ORIGINS = {
    "hand": (Origin.MANUAL, Origin.TOOL, Origin.PROPAGATED),
    "imported": (Origin.IMPORTED,),
    "model": (Origin.MODEL,),
    "edited": (Origin.MODEL_EDITED,),
}
_UNSURE = 0.5


class OriginFilter(QObject):
    """Signal: `changed` when another kind of objects is listed. `sources` are the runs of models
    that objects of the image are from; `source` is the one whose objects alone are listed.
    """

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self.chosen = "all"
        self.source: Text | None = None
        self.sources: tuple[Text, ...] = ()

    @property
    def none(self) -> Text:
        """What to say where nothing is let through."""
        return NONE.filled(filter=self.source or _said(self.chosen))

    def lets(self, origin: Origin, score: float | None, source: Text | None = None) -> bool:
        """Whether such an object is listed."""
        if self.source is not None:
            return source == self.source
        if self.chosen == "unsure":
            return score is not None and score < _UNSURE
        return self.chosen == "all" or origin in _ORIGINS[self.chosen]

    def choose(self, chosen: str, source: Text | None = None) -> None:
        """List another kind, or what is from one run of a model."""
        if (chosen, source) != (self.chosen, self.source):
            self.chosen, self.source = chosen, source
            self.changed.emit()

    def open(self, at: QPoint) -> None:
        """Ask, at a global position."""
        self.made().popup(at)

    def made(self) -> Menu:
        """The menu of kinds."""
        menu = Menu(parent=self._parent)
        for name in _WORDS:
            row = menu.addAction(tr(_said(name)))
            row.setCheckable(True)
            row.setChecked(name == self.chosen and self.source is None)
            row.triggered.connect(lambda _, kind=name: self.choose(kind))
        kept = () if self.source is None or self.source in self.sources else (self.source,)
        if self.sources or kept:
            menu.addSeparator()
        for source in (*self.sources, *kept):
            row = menu.addAction(tr(source).replace("&", "&&"))
            row.setCheckable(True)
            row.setChecked(source == self.source)
            row.triggered.connect(lambda _, run=source: self.choose("all", run))
        return menu


def _said(name: str) -> Text:
    return _WORDS[name].filled(score=f"{_UNSURE:.2f}")
