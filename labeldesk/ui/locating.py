"""The folder of a project's images is gone: the user says where it is now."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from labeldesk.domain.problem import Severity
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.jobs.runner import Runner
from labeldesk.ui.voice import COPY, Voice
from labeldesk.ui.widgets.notice import NoticeRow
from labeldesk.ui.workspace import Deliver, Workspace
from labeldesk.work.outbox import Deed
from labeldesk.work.tracking import check_root

KEY = "root"
_GONE = QT_TRANSLATE_NOOP("Locate", "Folder not found: {name}")
_WHERE = QT_TRANSLATE_NOOP("Locate", "The images were in {path}. Everything marked on them is kept")
_LOCATE = QT_TRANSLATE_NOOP("Locate", "Locate…")
_ASK = QT_TRANSLATE_NOOP("Locate", "Where the images are now")
_MOVED = QT_TRANSLATE_NOOP("Locate", "Move folder of images")


class Locating(QObject):
    """Offers "Locate…" where a project opened without its folder."""

    def __init__(self, workspace: Workspace, voice: Voice, deliver: Deliver) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._voice = voice
        self._runner = Runner(deliver, name="locate")
        self.ask_folder: Callable[[Text, str], Path | None] = lambda _title, _start: None
        workspace.opened.connect(self._opened)
        workspace.closed.connect(lambda: voice.take_back(KEY))

    def close(self) -> None:
        """The program ends."""
        self._runner.close()

    def _opened(self) -> None:
        source = self._workspace.source
        if source is None or source.has_root:
            return
        actions = [("copy", COPY)]
        if self._workspace.is_writable:
            actions.insert(0, ("locate", _LOCATE))
        row = NoticeRow(
            KEY,
            Severity.WARNING,
            _GONE.filled(name=source.root.name),
            _WHERE.filled(path=str(source.root)),
            tuple(actions),
        )
        self._voice.notice(row, {"locate": self._locate}, details=str(source.root))

    def _locate(self) -> None:
        source = self._workspace.source
        folder = self.ask_folder(_ASK, str(source.project_path.parent)) if source else None
        if folder is None:
            self._opened()  # the offer stands
            return
        paths = list(self._workspace.catalogue.paths)
        self._runner.submit(
            lambda _: check_root(paths, folder),
            done=lambda _: self._move(folder),
            failed=self._refused,
            key=KEY,
        )

    def _refused(self, error: Exception) -> None:
        self._opened()
        self._voice.error(error)

    def _move(self, folder: Path) -> None:
        workspace = self._workspace
        if workspace.source is not None:
            path = workspace.source.project_path
            then = partial(self._moved, path)
            workspace.recorder.ensure(Deed(_MOVED, lambda p: p.set_root(folder), then))

    def _moved(self, path: Path, _: None) -> None:
        self._workspace.open(path)
