"""Undo and redo, also of what was done on another image."""

from __future__ import annotations

from collections.abc import Callable

from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.storage.records import HistoryStep
from labeldesk.ui.voice import Voice
from labeldesk.ui.workspace import Workspace

_UNDONE = QT_TRANSLATE_NOOP("History", "Undone: {step}")
_REDONE = QT_TRANSLATE_NOOP("History", "Done again: {step}")
_UNDONE_ON = QT_TRANSLATE_NOOP("History", "Undone on {image}: {step}")
_REDONE_ON = QT_TRANSLATE_NOOP("History", "Done again on {image}: {step}")


class History:
    """The `history` of the desk. `interrupt` drops a gesture that is under way."""

    def __init__(self, workspace: Workspace, voice: Voice, interrupt: Callable[[], None]) -> None:
        self._workspace = workspace
        self._voice = voice
        self._interrupt = interrupt

    def undo(self) -> None:
        """Take back the last step, first showing the image it was made on."""
        recorder = self._workspace.recorder
        step = recorder.undo_step
        if step is not None:
            self._show(step, _UNDONE, _UNDONE_ON)
            recorder.undo()
            self._workspace.history_changed.emit()

    def redo(self) -> None:
        """Make the last undone step again, first showing its image."""
        recorder = self._workspace.recorder
        step = recorder.redo_step
        if step is not None:
            self._show(step, _REDONE, _REDONE_ON)
            recorder.redo()
            self._workspace.history_changed.emit()

    def _show(self, step: HistoryStep, here: Text, there: Text) -> None:
        self._interrupt()
        workspace = self._workspace
        index = None if step.image_id is None else workspace.catalogue.index_of(step.image_id)
        if index is None or index == workspace.index:
            self._voice.toast(here.filled(step=step.title))
            return
        workspace.go(index)
        name = workspace.catalogue.paths[index]
        self._voice.toast(there.filled(step=step.title, image=name))
