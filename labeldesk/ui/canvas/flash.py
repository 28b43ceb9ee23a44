"""A short flash of what was just accepted: the eye sees that it became an object."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer

from labeldesk.domain.changes import ChangeSet
from labeldesk.domain.ids import AnnotationId
from labeldesk.domain.suggestion import Suggestion
from labeldesk.ui.theme import look

FLASH_MS = 120
MOST_FLASHED = 200  # objects; more at once are seen without


class Flash(QObject):
    """The objects that flash now; `changed` is called when they begin and when they end."""

    def __init__(self, changed: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self.ids: tuple[AnnotationId, ...] = ()
        self._changed = changed
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(FLASH_MS)
        self._timer.timeout.connect(self.end)

    def strike(self, change: ChangeSet, shown: Sequence[Suggestion]) -> None:
        """Flash what a change made of the suggestions shown; not with reduced motion."""
        if not shown or not look().motion:
            return
        proposed = {one.id for one in shown}
        made = tuple(
            key
            for key, (before, after) in change.steps.items()
            if before is None and after is not None and after.suggestion_id in proposed
        )
        if 0 < len(made) <= MOST_FLASHED:
            self.ids = made
            self._timer.start()

    def end(self) -> None:
        """No flash any more."""
        self._timer.stop()
        self.ids = ()
        self._changed()
