"""What the user has chosen for the next step: the class, the score, the suggestion in turn."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from labeldesk.domain.ids import ClassId, SuggestionId
from labeldesk.domain.suggestion import Shaping, Thresholds


class Choice(QObject):
    """Values with a signal each: `class_changed`, `score_changed`, `focus_changed`,
    `shaping_changed`.
    """

    class_changed = Signal()
    score_changed = Signal()
    focus_changed = Signal()
    shaping_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._class_id: ClassId | None = None
        self._thresholds = Thresholds(0.5)
        self._shaping = Shaping()
        self._focus: SuggestionId | None = None

    @property
    def class_id(self) -> ClassId | None:
        """The class that the next shape gets."""
        return self._class_id

    @class_id.setter
    def class_id(self, class_id: ClassId | None) -> None:
        if class_id != self._class_id:
            self._class_id = class_id
            self.class_changed.emit()

    @property
    def score(self) -> float:
        """Suggestions below this score are not shown, 0..1."""
        return self._thresholds.common

    @score.setter
    def score(self, score: float) -> None:
        self.thresholds = replace(self._thresholds, common=score)

    @property
    def thresholds(self) -> Thresholds:
        """The same, with the classes that have a score of their own."""
        return self._thresholds

    @thresholds.setter
    def thresholds(self, thresholds: Thresholds) -> None:
        if thresholds != self._thresholds:
            self._thresholds = thresholds
            self.score_changed.emit()

    @property
    def shaping(self) -> Shaping:
        """The shape that accepted suggestions get."""
        return self._shaping

    @shaping.setter
    def shaping(self, shaping: Shaping) -> None:
        if shaping != self._shaping:
            self._shaping = shaping
            self.shaping_changed.emit()

    def take(self, thresholds: Thresholds, shaping: Shaping) -> None:
        """Both at once, of another model."""
        self.thresholds, self.shaping = thresholds, shaping

    @property
    def focus(self) -> SuggestionId | None:
        """The suggestion that Enter accepts and Backspace rejects."""
        return self._focus

    @focus.setter
    def focus(self, suggestion_id: SuggestionId | None) -> None:
        if suggestion_id != self._focus:
            self._focus = suggestion_id
            self.focus_changed.emit()
