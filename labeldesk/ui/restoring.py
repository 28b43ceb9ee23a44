"""A project file that cannot be read: what was kept, and the backup that can take its place."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from labeldesk.domain.problem import Severity, UserError
from labeldesk.domain.progress import Cancelled
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text, counted
from labeldesk.jobs.runner import Runner
from labeldesk.storage.errors import ProjectUnreadable
from labeldesk.ui.numbers import Grouped
from labeldesk.ui.voice import COPY, Voice
from labeldesk.ui.widgets.notice import NoticeRow
from labeldesk.ui.workspace import Deliver, Workspace
from labeldesk.work.project_place import SUFFIX
from labeldesk.work.restoring import Found, Restored, newest_sound, restore_file

_TITLE = QT_TRANSLATE_NOOP("Restore", "{name}: {text}")
_DAMAGED = QT_TRANSLATE_NOOP("Restore", "The project file is damaged")
_HAS_ONE = QT_TRANSLATE_NOOP(
    "Restore", "The file was left as it is. The newest sound backup ({time}) holds {n} object"
)
_HAS = QT_TRANSLATE_NOOP(
    "Restore", "The file was left as it is. The newest sound backup ({time}) holds {n} objects"
)
_HAS_NONE = QT_TRANSLATE_NOOP(
    "Restore", "The file was left as it is. There is no sound backup of this project"
)
_RESTORE = QT_TRANSLATE_NOOP("Restore", "Restore backup")
_SHOW = QT_TRANSLATE_NOOP("Restore", "Show in folder")
_DONE = QT_TRANSLATE_NOOP("Restore", "The backup of {time} was restored")
_ASIDE = QT_TRANSLATE_NOOP("Restore", "The damaged file is kept as {name}")
_LOOKING, _DONE_KEY = "look", "restored"


class Restoring(QObject):
    """Hears of openings that failed. `home` is where backups are."""

    def __init__(self, workspace: Workspace, voice: Voice, deliver: Deliver, home: Path) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._voice = voice
        self._home = home
        self._runner = Runner(deliver, name="restore")
        self.show_folder: Callable[[Path], object] = _show_folder
        workspace.failed.connect(self._failed)

    def close(self) -> None:
        """The program ends."""
        self._runner.close()

    def _failed(self, error: Exception) -> None:
        if isinstance(error, UserError) and error.path.endswith(SUFFIX):
            self._runner.submit(
                lambda _: self._look(error),
                done=partial(self._offer, error),
                failed=self._voice.error,
                key=_LOOKING,
            )

    def _look(self, error: UserError) -> Found | None:
        """Raises `Cancelled` where there is nothing to say beyond the error itself."""
        path = Path(error.path)
        if isinstance(error, ProjectUnreadable):
            return newest_sound(path, self._home)
        found = None if path.exists() else newest_sound(path, self._home)
        if found is None:
            raise Cancelled
        return found

    def _offer(self, error: UserError, found: Found | None) -> None:
        path = Path(error.path)
        actions = [("show", _SHOW), ("copy", COPY)]
        answers: dict[str, Callable[[], None]] = {"show": lambda: self._show(path)}
        detail = _HAS_NONE
        if found is not None:
            actions.insert(0, ("restore", _RESTORE))
            answers["restore"] = partial(self._restore, path, found)
            detail = counted(found.annotations or 0, _HAS_ONE, _HAS)
            detail = detail.filled(n=Grouped(found.annotations or 0), time=found.time)
        text = _DAMAGED if "detail" in error.text.args else error.text  # too long for a title
        title = _TITLE.filled(name=path.name, text=text)
        key = f"error:{error.path}"
        row = NoticeRow(key, Severity.ERROR, title, detail, tuple(actions))
        self._voice.notice(row, answers, details=str(error))

    def _show(self, path: Path) -> None:
        self.show_folder(path.parent)

    def _restore(self, path: Path, found: Found) -> None:
        source = self._workspace.source
        if source is not None and source.is_of(path):
            self._workspace.close()
        self._runner.submit(
            lambda _: restore_file(path, found.backup.file, self._workspace.author),
            done=partial(self._restored, path, found.time),
            failed=self._voice.error,
        )

    def _restored(self, path: Path, time: str, restored: Restored) -> None:
        detail: Text | None = None
        if restored.aside is not None:
            detail = _ASIDE.filled(name=restored.aside.name)
        row = NoticeRow(
            _DONE_KEY, Severity.INFO, _DONE.filled(time=time), detail, (("copy", COPY),)
        )
        self._voice.notice(row, details=str(restored.aside or path))
        self._workspace.open(path)


def _show_folder(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
