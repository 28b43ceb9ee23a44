"""The project of a folder that cannot be written to: where it is, and how to move it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from labeldesk.domain.problem import Severity
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.jobs.runner import Runner
from labeldesk.ui.voice import Voice
from labeldesk.ui.widgets.notice import NoticeRow
from labeldesk.ui.workspace import Deliver, Workspace
from labeldesk.work.moving import move_project

KEY = "elsewhere"
_ELSEWHERE = QT_TRANSLATE_NOOP(
    "Opening", "This folder cannot be written to: its project is elsewhere"
)
_AT = QT_TRANSLATE_NOOP("Opening", "Annotations are kept in {path}")
_MOVE = QT_TRANSLATE_NOOP("Opening", "Move…")
_COPY = QT_TRANSLATE_NOOP("Opening", "Copy path")
_WHERE = QT_TRANSLATE_NOOP("Opening", "Folder for the project")
_MOVED = QT_TRANSLATE_NOOP("Opening", "The project is in {folder} now")


class Elsewhere(QObject):
    """`projects` is where projects of such folders lie; `ask_folder(title, start)` is the desk's,
    `note_moved(old, new)` keeps the list of recent projects right.
    """

    def __init__(
        self, workspace: Workspace, voice: Voice, deliver: Deliver, projects: Path
    ) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._voice = voice
        self._projects = projects
        self._runner = Runner(deliver, name="moving")
        self.ask_folder: Callable[[Text, str], Path | None] = lambda _title, _start: None
        self.note_moved: Callable[[Path, Path], None] = lambda _old, _new: None
        workspace.opened.connect(self._opened)
        workspace.closed.connect(lambda: voice.take_back(KEY))

    def close(self) -> None:
        """The program ends; a project on its way arrives."""
        self._runner.close()

    def _opened(self) -> None:
        source = self._workspace.source
        if source is None or source.project_path.parent != self._projects:
            return
        path = str(source.project_path)
        actions = [("copy", _COPY)]
        if source.is_writable:
            actions.insert(0, ("move", _MOVE))
        row = NoticeRow(KEY, Severity.INFO, _ELSEWHERE, _AT.filled(path=path), tuple(actions))
        self._voice.notice(row, {"move": self._ask}, details=path)

    def _ask(self) -> None:
        folder = self.ask_folder(_WHERE, str(Path.home()))
        if folder is None:
            self._opened()  # the offer stands
        else:
            self._move(folder)

    def _move(self, folder: Path) -> None:
        workspace, source = self._workspace, self._workspace.source
        if source is None or not workspace.may_leave(partial(self._move, folder)):
            return
        workspace.close()  # nobody moves what is open
        path, root, author = source.project_path, source.root, workspace.author
        self._runner.submit(
            lambda _: move_project(path, root, folder, self._projects, author),
            done=partial(self._moved, path, root),
            failed=partial(self._failed, root),
        )

    def _moved(self, old: Path, root: Path, new: Path) -> None:
        self.note_moved(old, new)
        self._voice.toast(_MOVED.filled(folder=str(new.parent)))
        self._workspace.open(root)

    def _failed(self, root: Path, error: Exception) -> None:
        self._voice.error(error)
        self._workspace.open(root)
