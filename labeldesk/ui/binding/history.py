"""The History panel: the steps of the project, newest first."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer

from labeldesk.storage.records import HistoryStep
from labeldesk.ui.binding.rows import history_rows
from labeldesk.ui.panels.history import HistoryPanel
from labeldesk.ui.workspace import Workspace

_MOST = 200
_REST_MS = 150


class HistoryBinding(QObject):
    """Reads the last steps when they changed, a moment after the last stroke."""

    def __init__(self, workspace: Workspace, panel: HistoryPanel) -> None:
        super().__init__(panel)
        self._workspace = workspace
        self._panel = panel
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._read)
        workspace.history_changed.connect(self._rest.start)
        panel.opened.connect(lambda _: self._rest.start())

    def _read(self) -> None:
        project = self._workspace.project
        if project is None:
            self._panel.set_steps(())
        else:
            from labeldesk.storage import queries

            question = project.later(partial(queries.history, image_id=None, limit=_MOST))
            self._workspace.recorder.ask(question, self._show)

    def _show(self, steps: list[HistoryStep]) -> None:
        self._panel.set_steps(history_rows(steps, self._workspace.author))
