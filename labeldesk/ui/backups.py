"""Rolling backups, off the window's thread: soon after opening, while one edits, after closing."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from labeldesk.domain.problem import UserError
from labeldesk.jobs.runner import Runner
from labeldesk.jobs.ticket import Ticket
from labeldesk.storage.errors import ProjectUnreadable
from labeldesk.ui.voice import Voice
from labeldesk.ui.workspace import Deliver, Workspace
from labeldesk.work.backing_up import back_up_if_changed

SOON_MS = 3_000  # the first images come first
EVERY_MS = 10 * 60_000
_LAST_S = 5.0  # for the one after closing, when the window is gone already


class Backups(QObject):
    """Each is made only if something changed since the last. `home` holds all of them."""

    def __init__(self, workspace: Workspace, voice: Voice, deliver: Deliver, home: Path) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._voice = voice
        self._home = home
        self._runner = Runner(deliver, name="backup")
        self._ticket = Ticket()
        self._ticket.close()  # there is nothing to wait for yet
        self._left: Path | None = None
        self._has_told = False
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.timeout.connect(self._now)
        workspace.opened.connect(self._opened)
        workspace.recorded.connect(lambda _: self._later())
        workspace.watcher.was_applied.connect(lambda _: self._later())
        workspace.leaving.connect(self._leaving)
        workspace.closed.connect(self._closed)

    def close(self) -> None:
        """The program ends; the last backup has some seconds, else the next start makes it."""
        if self._left is not None:
            self._ticket.wait(_LAST_S)
        self._runner.close()

    def _opened(self) -> None:
        self._left, self._has_told = None, False
        if self._workspace.project is not None:
            self.timer.start(SOON_MS)

    def _later(self) -> None:
        if not self.timer.isActive():
            self.timer.start(EVERY_MS)

    def _now(self) -> None:
        if self._workspace.project is not None and self._workspace.is_writable:
            self._back_up(self._workspace.project.path)

    def _leaving(self) -> None:
        """SQLite settles a file only if nobody reads it any more."""
        self.timer.stop()
        self._ticket.cancel()
        self._ticket.wait()
        project = self._workspace.project
        if project is not None and self._workspace.is_writable:
            self._left = project.path

    def _closed(self) -> None:
        if self._left is not None:
            self._back_up(self._left)

    def _back_up(self, path: Path) -> None:
        self._ticket = self._runner.submit(
            lambda cancel: back_up_if_changed(path, self._home, cancel), failed=self._failed
        )

    def _failed(self, error: Exception) -> None:
        if isinstance(error, ProjectUnreadable):
            self._workspace.failed.emit(error)
        elif not isinstance(error, UserError):
            self._voice.error(error)
        elif not self._has_told:
            self._has_told = True
            self._voice.problem(error.problem)
