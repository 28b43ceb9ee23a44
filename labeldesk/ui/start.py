"""The start page in the window: recent projects, where to drop, what to open."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QTimer

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


def after_paint(page: StartPage, then: Callable[[], object]) -> None:
    """Call `then` once, when the page was painted; soon also if nobody can see it."""
    waiting = [then]

    def once() -> None:
        if waiting:
            waiting.pop()()

    page.first_painted.connect(once)
    QTimer.singleShot(UNSEEN_MS, page, once)


class Start:
    """Reads and writes the list of recent projects; shows the page."""

    def __init__(self, window: Window, places: Places) -> None:
        self._window = window
        self._file = places.recent_file
        self.recent, self.problem = Recent.load(self._file)
        self.page = StartPage()
        self._list()  # before it is in the window, whose smallest size depends on it
        window.add_page(self.page)

    def show(self) -> None:
        """Bring the page into view with what is known now."""
        self._list()
        self._window.show_page(self.page)
        self._window.top.show_views(shown=False)

    def opened(self, project: RecentProject) -> None:
        """Remember what was opened or left, how far it was, at which image, seen how."""
        self.recent = self.recent.with_project(project)

    def forget(self, path: str) -> None:
        """Take it off the list."""
        self.recent = self.recent.without(path)

    def moved(self, old: Path, new: Path) -> None:
        """The project is at another path now."""
        self.recent = self.recent.moved(str(old), str(new))

    def saving(self) -> Callable[[], None]:
        """What writes the list as it is now, on whichever thread."""
        recent, file = self.recent, self._file

        def save() -> None:
            self.problem = recent.save(file)

        return save

    def _list(self) -> None:
        self.page.set_recent([_row(project) for project in self.recent.projects])


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
