"""Another program writes to the project: who it is, and the way to write once it is free."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from labeldesk.domain.problem import Severity, UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.jobs.runner import Runner
from labeldesk.ui.voice import COPY, Voice
from labeldesk.ui.widgets.notice import NoticeRow
from labeldesk.ui.workspace import Deliver, Workspace
from labeldesk.work.holding import looks_free

KEY = "held"
EVERY_MS = 3_000
_HELD = QT_TRANSLATE_NOOP("Held", "{author} has this project open, so it is open for reading here")
_SINCE = QT_TRANSLATE_NOOP("Held", "Process {pid} on {host}, since {started}")
_FREE = QT_TRANSLATE_NOOP("Held", "Nobody else has this project open any more")
_READS = QT_TRANSLATE_NOOP("Held", "It is still open for reading here")
_WRITE = QT_TRANSLATE_NOOP("Held", "Open for writing")
_STILL = QT_TRANSLATE_NOOP("Held", "{author} still has this project open")


class Held(QObject):
    """Looks every few seconds whether the project is free; opens it anew only when asked to."""

    def __init__(self, workspace: Workspace, voice: Voice, deliver: Deliver) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._voice = voice
        self._runner = Runner(deliver, name="held")
        self._has_tried = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        workspace.opened.connect(self._opened)
        workspace.leaving.connect(self._leaving)

    def close(self) -> None:
        """The program ends."""
        self._runner.close()

    def _opened(self) -> None:
        source = self._workspace.source
        has_tried, self._has_tried = self._has_tried, False
        if source is None or source.locked is None:
            return
        if has_tried:
            self._voice.toast(_STILL.filled(**source.locked.text.args))
        self._say(source.locked)
        self._timer.start(EVERY_MS)

    def _leaving(self) -> None:
        self._timer.stop()
        self._voice.take_back(KEY)

    def _say(self, locked: UserError) -> None:
        who = locked.text.args
        title, detail = _HELD.filled(**who), _SINCE.filled(**who)
        row = NoticeRow(KEY, Severity.INFO, title, detail, (("write", _WRITE), ("copy", COPY)))
        self._voice.notice(row, {"write": self._write}, details=str(locked))

    def _look(self) -> None:
        source = self._workspace.source
        if source is not None:
            path = source.project_path
            self._runner.submit(
                lambda _: looks_free(path), done=partial(self._looked, path), key=KEY
            )

    def _looked(self, path: Path, is_free: bool) -> None:
        source = self._workspace.source
        if is_free and source is not None and source.project_path == path and source.locked:
            self._timer.stop()
            row = NoticeRow(KEY, Severity.INFO, _FREE, _READS, (("write", _WRITE),))
            self._voice.notice(row, {"write": self._write})

    def _write(self) -> None:
        source = self._workspace.source
        if source is not None:
            self._has_tried = True
            self._workspace.open(source.project_path)
