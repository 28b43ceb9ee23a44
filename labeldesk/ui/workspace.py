"""The open folder or project as the window knows it: its images, and where we are."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from labeldesk.actions.reasons import READ_ONLY
from labeldesk.domain.changes import Edit, ProjectChange
from labeldesk.domain.classes import ClassList
from labeldesk.domain.ids import ImageId
from labeldesk.domain.image import ImageState
from labeldesk.domain.problem import UserError
from labeldesk.domain.text import Text
from labeldesk.ui.listed import Listed
from labeldesk.ui.shown import Shown
from labeldesk.ui.watcher import Watcher
from labeldesk.work.catalogue import Catalogue, columns_of
from labeldesk.work.opener import Opener
from labeldesk.work.opening import Opened, make_project
from labeldesk.work.recorder import Recorder, ignore
from labeldesk.work.tally import Tally

if TYPE_CHECKING:
    from labeldesk.imaging.listing import Listing
    from labeldesk.storage.project import Project
    from labeldesk.storage.records import Applied

Deliver = Callable[[Callable[[], None]], object]


class Workspace(QObject):
    """One folder at a time. All of it lives on the thread of the window; reading and writing
    happen elsewhere and come back through `deliver`.

    Signals: `opened`/`closed`; `current_changed(index)`; `rows_changed(indexes)` when marks in
    lists change, None for all; `classes_changed`; `history_changed`; `failed(Exception)`;
    `recorded(image id)` after an edit was handed over; `leaving` before the project is closed.
    `shown` is the document of the current image, `listed` what lists show, `watcher` tells what
    the disk answered; `may_leave` is asked whether all is saved, with what to do then, `may_go`
    before `go` and `open`.
    """

    opened = Signal()
    leaving = Signal()
    closed = Signal()
    current_changed = Signal(int)
    rows_changed = Signal(object)
    classes_changed = Signal()
    history_changed = Signal()
    failed = Signal(object)
    recorded = Signal(object)

    def __init__(self, deliver: Deliver, projects: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.author = ""
        self.index = 0
        self.start_at: Callable[[Opened], int] = lambda opened: opened.start
        self.may_leave: Callable[[Callable[[], None]], bool] = lambda _again: True
        self.may_go: Callable[[], bool] = lambda: True
        self.source: Opened | None = None
        self.catalogue = Catalogue(columns_of(()))
        self.tally = Tally(ClassList(), {})
        self.watcher = Watcher(self)
        self.recorder = Recorder(deliver, self.watcher)
        self.shown = Shown(self.recorder, self.commit, self)
        self.listed = Listed(self)
        self._opener = Opener(deliver, projects)

    @property
    def classes(self) -> ClassList:
        """The classes of the project."""
        return self.tally.classes

    @property
    def project(self) -> Project | None:
        """The project file, once there is one."""
        return self.recorder.project

    @property
    def is_open(self) -> bool:
        """Whether a folder with images is open."""
        return len(self.catalogue) > 0

    @property
    def is_writable(self) -> bool:
        """Whether edits can be kept."""
        return self.source is not None and self.source.is_writable

    @property
    def image_id(self) -> ImageId:
        """The current image."""
        return self.catalogue.id_at(self.index)

    @property
    def path(self) -> Path:
        """Where the file of the current image lies."""
        root = self.source.root if self.source is not None else Path()
        return root / self.catalogue.paths[self.index]

    @property
    def state(self) -> ImageState:
        """How far the current image is."""
        return self.catalogue.state(self.index)

    def open(self, path: Path, listing: Listing | None = None, *, anyway: bool = False) -> None:
        """Open a folder, an image or a project, off this thread; `opened` or `failed` follows.
        Not while `may_go` says no.
        """
        source = self.source
        if source is not None and path.parent == source.root and path.name in self.catalogue.paths:
            self.go(self.catalogue.paths.index(path.name))
            return
        if source is not None and not anyway and not self.may_go():
            return
        if source is not None and path in (source.root, source.project_path):
            if not self.may_leave(partial(self.open, path)):
                return
            self.close()  # our own lock would let us only read it
        self._opener.open(path, self.author, partial(self._opened, path), self.failed.emit, listing)

    def close(self) -> None:
        """Leave the folder; what was handed over is written before this returns."""
        if self.source is None:
            return
        self.recorder.finish()
        self.leaving.emit()
        project = self.recorder.project
        self.shown.show(None)
        self.recorder.end()
        self.source = None
        self.index = 0
        self.catalogue = Catalogue(columns_of(()))
        self.tally = Tally(ClassList(), {})
        if project is not None:
            project.close()
        self.closed.emit()

    def shut_down(self) -> None:
        """The program ends."""
        self.close()
        self._opener.close()

    def go(self, index: int, *, anyway: bool = False) -> None:
        """Make another image the current one, at most the last; not while `may_go` says no."""
        if self.is_open and (anyway or self.may_go()):
            self.index = min(max(index, 0), len(self.catalogue) - 1)
            self.shown.show(self.image_id)
            self.current_changed.emit(self.index)

    def settle(self, image_id: ImageId | None) -> None:
        """The list of images is another one: stay on this image, or near where it was."""
        index = None if image_id is None else self.catalogue.index_of(image_id)
        self.index = max(min(self.index, len(self.catalogue) - 1), 0) if index is None else index
        self.rows_changed.emit(None)
        if index is None:
            self.go(self.index, anyway=True)

    def commit(self, edit: Edit, title: Text) -> None:
        """Record an edit of one image and keep the lists in step: the port of sessions.

        Raises `UserError` if the project was opened to read.
        """
        if not self.is_writable:
            raise UserError(READ_ONLY)
        self.recorder.commit(edit, title)
        self.follow(edit)
        self.recorded.emit(edit.image_id)
        self.history_changed.emit()

    def set_state(self, state: ImageState, title: Text) -> None:
        """How far the current image is: one undo step."""
        self.commit(Edit(self.image_id, state=(self.state, state)), title)

    def apply(
        self, change: ProjectChange, title: Text, then: Callable[[Applied], None] = ignore
    ) -> None:
        """A change of many images; what is shown is read anew when it is made, `then` called."""
        self.recorder.apply(change, title, then)
        self.history_changed.emit()

    def follow(self, edit: Edit) -> None:
        """Keep counts, classes, marks and suggestions in step with an edit."""
        index = self.catalogue.index_of(edit.image_id)
        grown = self.tally.count(edit.changes)
        if index is not None:
            self.catalogue.counts[index] += grown
            if edit.state is not None:
                self.catalogue.set_state(index, edit.state[1])
            self.rows_changed.emit([index])
        if self.tally.follow(edit.classes) or edit.changes:
            self.classes_changed.emit()
        accepted = {a.suggestion_id for _, a in edit.changes.steps.values() if a}
        self.shown.decided({*edit.rejected, *(one for one in accepted if one is not None)})

    def _opened(self, path: Path, opened: Opened) -> None:
        again, mine = partial(self.open, path), self.source
        if is_left := self.may_leave(again):
            self.close()
        is_ours = opened.locked is not None and mine is not None and mine.is_of(opened.project_path)
        if is_ours or not is_left:  # opened to read, since we wrote to it, or not wanted for now
            if opened.project is not None:
                opened.project.close()
            if is_left:
                again()
            return
        self.source = opened
        self.shown.author = self.author
        self.catalogue = Catalogue(opened.columns, opened.here)
        self.tally = Tally(opened.classes, opened.class_counts)
        self.recorder.begin(opened.project, self._make_project)
        start = self.index = self.start_at(opened)
        for signal in (self.opened, self.classes_changed, self.history_changed):
            signal.emit()
        self.go(start, anyway=True)
        if opened.project is None:
            self._opener.get_ready()

    def _make_project(self) -> Future[Project]:
        """On a thread of its own: whoever closes waits for it without an event loop."""
        if self.source is None:
            raise RuntimeError("nothing is open")
        thread = ThreadPoolExecutor(1, "project")
        made = thread.submit(make_project, self.source, self.author, ())
        thread.shutdown(wait=False)
        return made
