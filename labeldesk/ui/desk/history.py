"""Undo and redo, also of what was done on another image."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.storage.records import HistoryStep
from labeldesk.tools.machine import Machine
from labeldesk.tools.pointer import PLAIN, Key
from labeldesk.ui.voice import Voice
from labeldesk.ui.workspace import Workspace

_UNDONE = QT_TRANSLATE_NOOP("History", "Undone: {step}")
_REDONE = QT_TRANSLATE_NOOP("History", "Done again: {step}")
_UNDONE_ON = QT_TRANSLATE_NOOP("History", "Undone on {image}: {step}")
_REDONE_ON = QT_TRANSLATE_NOOP("History", "Done again on {image}: {step}")


class History:
    """The `history` of the desk. A gesture in hand is the last step while there is one; a shape
    that waits for its class is none: it is dropped when the step is one of another image.
    """

    def __init__(self, workspace: Workspace, voice: Voice, machine: Machine) -> None:
        self._workspace = workspace
        self._voice = voice
        self._machine = machine
        self._later: deque[Callable[[], None]] = deque()
        workspace.watcher.saved_changed.connect(self._saved)
        workspace.leaving.connect(self._later.clear)

    def undo(self) -> None:
        """Take back the last step once it is saved; first shows its image, if that is listed."""
        if not self._machine.key(Key.UNDO, PLAIN):
            self._when_saved(self._undo)

    def redo(self) -> None:
        """Make the last undone step again; first shows its image, if that is listed."""
        if not self._machine.key(Key.REDO, PLAIN):
            self._when_saved(self._redo)

    def _when_saved(self, deed: Callable[[], None]) -> None:
        """Which step is the last is known only when the disk has what was handed over."""
        self._later.append(deed)
        self._next()

    def _saved(self, is_saved: bool) -> None:
        if is_saved:
            self._next()

    def _next(self) -> None:
        while self._later and self._workspace.recorder.is_saved:
            self._later.popleft()()

    def _undo(self) -> None:
        recorder = self._workspace.recorder
        step = recorder.undo_step
        if step is not None:
            self._show(step, _UNDONE, _UNDONE_ON)
            recorder.undo()
            self._workspace.history_changed.emit()

    def _redo(self) -> None:
        recorder = self._workspace.recorder
        step = recorder.redo_step
        if step is not None:
            self._show(step, _REDONE, _REDONE_ON)
            recorder.redo()
            self._workspace.history_changed.emit()

    def _show(self, step: HistoryStep, here: Text, there: Text) -> None:
        self._machine.cancel()
        workspace = self._workspace
        index = None if step.image_id is None else workspace.catalogue.index_of(step.image_id)
        if index is None or index == workspace.index:
            self._voice.toast(here.filled(step=step.title))
            return
        self._machine.env.drop()
        workspace.go(index, anyway=True)  # nothing is in hand any more
        name = workspace.catalogue.paths[index]
        self._voice.toast(there.filled(step=step.title, image=name))
