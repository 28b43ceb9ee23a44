"""Image files in the background: hashed, found again where they moved, told where they are gone."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, QTimer

from labeldesk.domain.ids import ImageId
from labeldesk.domain.problem import Severity
from labeldesk.domain.progress import Cancel
from labeldesk.domain.text import QT_TRANSLATE_NOOP, counted
from labeldesk.jobs.runner import Runner
from labeldesk.jobs.ticket import Ticket
from labeldesk.ui.numbers import Grouped
from labeldesk.ui.voice import Voice
from labeldesk.ui.widgets.notice import NoticeRow
from labeldesk.ui.workspace import Deliver, Workspace
from labeldesk.work.catalogue import Catalogue
from labeldesk.work.tracking import Tracks, hash_files, look, store

if TYPE_CHECKING:
    from labeldesk.storage.project import Project

KEY = "missing"
SOON_MS, LATER_MS = 700, 10_000
_REST_MS = 500  # after a change of image: then the disk is its own again
_AGAIN_MS = 150
_SLICE_S = 0.05
_FOUND_ONE = QT_TRANSLATE_NOOP("Tracking", "{n} moved image was found again")
_FOUND = QT_TRANSLATE_NOOP("Tracking", "{n} moved images were found again")
_LOST_ONE = QT_TRANSLATE_NOOP("Tracking", "{n} image that you worked on is missing")
_LOST = QT_TRANSLATE_NOOP("Tracking", "{n} images that you worked on are missing")
_KEPT = QT_TRANSLATE_NOOP(
    "Tracking",
    "Their objects are kept. They are shown again once the files are back in the folder",
)
_SHOW = QT_TRANSLATE_NOOP("Tracking", "Show problems")


class Pause:
    """Lets reading of files wait while the user goes from image to image."""

    def __init__(self) -> None:
        self._go = threading.Event()
        self._go.set()

    def hold(self) -> None:
        """Wait from now on."""
        self._go.clear()

    def let_go(self) -> None:
        """Go on."""
        self._go.set()

    def wait(self, cancel: Cancel) -> None:
        """On the reading thread: return when it may go on; raises `Cancelled`."""
        cancel.check()
        while not self._go.wait(_SLICE_S):
            cancel.check()


class Tracking(QObject):
    """Only for projects that may be written to, and whose folder of images is there.

    `show_problems` is what "Show problems" does.
    """

    def __init__(self, workspace: Workspace, voice: Voice, deliver: Deliver) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._voice = voice
        self._runner = Runner(deliver, name="tracking")
        self._pause = Pause()
        self._has_looked = False
        self.show_problems: Callable[[], None] = lambda: None
        self._ticket = Ticket()
        self._ticket.close()  # there is nothing to wait for yet
        self.timer = _timer(self, self._look)
        self._rest = _timer(self, self._pause.let_go)
        workspace.opened.connect(self._opened)
        workspace.recorded.connect(lambda _: self._soon(LATER_MS))
        workspace.current_changed.connect(lambda _: self._hold())
        workspace.leaving.connect(self._leaving)

    def close(self) -> None:
        """The program ends."""
        self._pause.let_go()
        self._runner.close()

    def look_again(self) -> None:
        """Files went away: look where they are now; what is still to be hashed is after that."""
        self._ticket.cancel()
        self._has_looked = False
        self._soon(0)

    @property
    def is_idle(self) -> bool:
        """Whether nothing is read or waits to be."""
        return self._ticket.is_over and not self.timer.isActive()

    def _opened(self) -> None:
        self._has_looked = False
        self._soon(SOON_MS)

    def _soon(self, after_ms: int) -> None:
        if not self._has_looked and not self.timer.isActive():
            self.timer.start(after_ms)

    def _hold(self) -> None:
        self._pause.hold()
        self._rest.start(_REST_MS)

    def _leaving(self) -> None:
        self.timer.stop()
        self._ticket.cancel()
        self._pause.let_go()
        self._ticket.wait()
        self._voice.take_back(KEY)

    def _look(self) -> None:
        workspace = self._workspace
        source, project = workspace.source, workspace.project
        if source is None or project is None or not (workspace.is_writable and source.has_root):
            return
        self._has_looked = True
        self._ticket = self._runner.submit(
            lambda cancel: look(project, partial(self._pause.wait, cancel)),
            done=partial(self._found, project),
            failed=self._voice.error,
        )

    def _found(self, project: Project, tracks: Tracks) -> None:
        workspace = self._workspace
        if workspace.project is not project:
            return
        if tracks.moved and workspace.shown.is_busy():  # nothing is taken out of a hand
            QTimer.singleShot(_AGAIN_MS, self, partial(self._found, project, tracks))
            return
        moved = agreed(tracks.moved, workspace.catalogue)
        if moved or tracks.noted:
            noted = tracks.noted if len(moved) == len(tracks.moved) else ()
            self._workspace.recorder.ask(store(project, moved, noted), self._stored)
        self._show(tracks, moved)
        self._ticket = self._runner.submit(
            lambda cancel: hash_files(project, tracks.unread, partial(self._pause.wait, cancel)),
            failed=self._voice.error,
        )

    def _stored(self, left: frozenset[ImageId]) -> None:
        """The store knew better of some images: the lists are read anew, names with them."""
        if left and self._workspace.source is not None:
            self._workspace.open(self._workspace.source.project_path, anyway=True)

    def _show(self, tracks: Tracks, moved: Mapping[ImageId, str]) -> None:
        workspace, catalogue = self._workspace, self._workspace.catalogue
        here, path = workspace.image_id, catalogue.paths[workspace.index]
        owners = {path: number for number, path in moved.items()}
        gone = {n for n, p in zip(catalogue.ids.tolist(), catalogue.paths, strict=True)
                if owners.get(p, n) != n and n not in moved}  # fmt: skip
        before = catalogue.missing.copy()
        catalogue.rename(moved)
        catalogue.drop(gone)
        catalogue.mark_missing(tracks.missing)
        index = catalogue.index_of(owners[path] if here in gone else here)
        workspace.index = workspace.index if index is None else index
        if moved or not np.array_equal(before, catalogue.missing):
            workspace.rows_changed.emit(None)
        if catalogue.paths[workspace.index] != path or here in gone:
            workspace.go(workspace.index, anyway=True)
        self._tell(tracks, len(moved) - len(moved.keys() & tracks.missing))

    def _tell(self, tracks: Tracks, found: int) -> None:
        for problem in tracks.problems:
            self._voice.problem(problem)
        if found:
            self._voice.toast(counted(found, _FOUND_ONE, _FOUND).filled(n=Grouped(found)))
        if tracks.lost:
            title = counted(tracks.lost, _LOST_ONE, _LOST).filled(n=Grouped(tracks.lost))
            row = NoticeRow(KEY, Severity.WARNING, title, _KEPT, (("problems", _SHOW),))
            self._voice.notice(row, {"problems": self.show_problems})


def agreed(moved: Mapping[ImageId, str], catalogue: Catalogue) -> dict[ImageId, str]:
    """The moves that take no path from an image that somebody has worked on meanwhile."""
    wanted = set(moved.values())
    worked = (catalogue.counts > 0) | (catalogue.states > 0)
    owners = {
        path: image_id
        for path, image_id, is_worked in zip(
            catalogue.paths, catalogue.ids.tolist(), worked.tolist(), strict=True
        )
        if path in wanted and (is_worked or image_id in moved)
    }
    agreed_on = dict(moved)
    while stuck := [n for n, path in agreed_on.items() if owners.get(path, n) not in agreed_on]:
        for number in stuck:
            del agreed_on[number]
    return agreed_on


def _timer(parent: QObject, act: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.timeout.connect(act)
    return timer
