"""The start page in the window: recent projects, where to drop, what to open."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from labeldesk.domain.ids import now_ms
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.settings.places import Places
from labeldesk.settings.state import Recent, RecentProject
from labeldesk.ui.panels.recent import RecentRow
from labeldesk.ui.panels.start_page import StartPage
from labeldesk.ui.window import Window

_TODAY = QT_TRANSLATE_NOOP("Start", "Today {time}")
_YESTERDAY = QT_TRANSLATE_NOOP("Start", "Yesterday")
UNSEEN_MS = 200
"""A window that is minimised or hidden from the start is never painted."""


class AfterPaint(QObject):
    """Calls `then` once, when the page was painted; soon also if nobody can see it."""

    def __init__(self, page: QWidget, then: Callable[[], None]) -> None:
        super().__init__(page)
        self._then: Callable[[], None] | None = then
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._end)
        self._timer.start(UNSEEN_MS)
        page.installEventFilter(self)

    def eventFilter(self, target: QObject, event: QEvent) -> bool:
        """Everything is painted in one go: the next turn of the event loop comes after it."""
        if event.type() == QEvent.Type.Paint:
            target.removeEventFilter(self)
            self._timer.start(0)
        return False

    def _end(self) -> None:
        then, self._then = self._then, None
        if then is not None:
            then()


class Start:
    """Reads and writes the list of recent projects; shows the page."""

    def __init__(self, window: Window, places: Places) -> None:
        self._window = window
        self._file = places.recent_file
        self.recent, self.problem = Recent.load(self._file)
        self.page = StartPage()
        window.add_page(self.page)
        self.show()

    def show(self) -> None:
        """Bring the page into view with what is known now."""
        self.page.set_recent([_row(project) for project in self.recent.projects])
        self._window.show_page(self.page)
        self._window.top.show_views(shown=False)

    def opened(self, path: Path, done: int, total: int) -> None:
        """Remember what was opened or left, and how far it was."""
        self.recent = self.recent.opened(str(path), now_ms(), done, total)
        self.problem = self.recent.save(self._file)

    def forget(self, path: str) -> None:
        """Take it off the list."""
        self.recent = self.recent.without(path)
        self.recent.save(self._file)


def _row(project: RecentProject) -> RecentRow:
    path = Path(project.path)
    home = str(Path.home())
    folder = str(path.parent)
    if folder == home or folder.startswith(home + os.sep):
        folder = "~" + folder[len(home) :]
    return RecentRow(
        path=project.path,
        name=path.stem,
        folder=folder,
        done=project.done,
        total=project.total,
        when=_when(project.opened),
        missing=not path.exists(),
    )


def _when(opened_ms: int) -> Text | str:
    then = datetime.fromtimestamp(opened_ms / 1000).astimezone()
    now = datetime.now().astimezone()
    if then.date() == now.date():
        return _TODAY.filled(time=then.strftime("%H:%M"))
    if then.date() == now.date() - timedelta(days=1):
        return _YESTERDAY
    return then.strftime("%Y-%m-%d")
