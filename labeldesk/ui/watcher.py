"""What the project file answered, followed by what the window shows."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from labeldesk.domain.classes import ClassList
from labeldesk.domain.ids import ImageId
from labeldesk.storage.records import Applied, Lists, Reverted
from labeldesk.work.tally import Tally

if TYPE_CHECKING:
    from labeldesk.ui.workspace import Workspace


class Watcher(QObject):
    """Hears from the recorder and brings the workspace to what the disk holds.

    Signals: `saved_changed(bool)`; `reverted(Reverted)` after an undo or redo; `applied(Applied)`
    after a change of many images.
    """

    saved_changed = Signal(bool)
    was_reverted = Signal(object)
    was_applied = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._edits = 0
        workspace.recorded.connect(lambda _: self.outdate())

    def saved(self, *, is_saved: bool) -> None:
        """The disk has everything that was handed over, or no longer."""
        self.saved_changed.emit(is_saved)
        self._workspace.history_changed.emit()

    def failed(self, error: Exception) -> None:
        """What is shown is ahead of the disk: go back to what is kept."""
        self._workspace.failed.emit(error)
        if self._workspace.project is not None:
            self._workspace.shown.read()
            self.read_lists()
        else:
            self._start_over()

    def reverted(self, reverted: Reverted) -> None:
        """An undo or redo: follow it where it can be followed, else read anew."""
        workspace, edit = self._workspace, reverted.edit
        if edit is None:
            self.read_lists()
            workspace.shown.read()
        else:
            self.outdate()
            workspace.follow(edit)
            workspace.shown.revert(edit)
        workspace.history_changed.emit()
        self.was_reverted.emit(reverted)

    def applied(self, applied: Applied) -> None:
        """Many images changed."""
        self._workspace.shown.read()
        self.read_lists()
        self._workspace.history_changed.emit()
        self.was_applied.emit(applied)

    def read_lists(self) -> None:
        """Read classes, states and counts of all images anew."""
        project = self._workspace.project
        if project is not None and self._workspace.is_writable:  # else nothing of ours changed it
            from labeldesk.storage import moments

            answer = partial(self._have_lists, self._edits)
            self._workspace.recorder.ask(project.whole(moments.lists), answer)

    def _start_over(self) -> None:
        """There is no project and none could be made: nothing was edited."""
        workspace = self._workspace
        workspace.tally = Tally(ClassList(), {})
        workspace.catalogue.start_over()
        workspace.shown.read()
        workspace.classes_changed.emit()
        workspace.rows_changed.emit(None)
        workspace.history_changed.emit()

    def outdate(self) -> None:
        """What is shown went ahead of the disk: lists that are being read are too old."""
        self._edits += 1

    def _have_lists(self, edits: int, lists: Lists) -> None:
        if edits != self._edits:  # edited while this was read: it is already old
            self.read_lists()
            return
        workspace = self._workspace
        workspace.tally = Tally(lists.classes, lists.class_counts)
        workspace.catalogue.follow(lists.columns)
        workspace.classes_changed.emit()
        workspace.rows_changed.emit(None)
        self._drop(lists.gone)

    def _drop(self, gone: frozenset[ImageId]) -> None:
        """Images went with the undo of their import; the current one or its neighbour stays."""
        workspace, catalogue = self._workspace, self._workspace.catalogue
        if gone.isdisjoint(catalogue.ids.tolist()) or len(gone) >= len(catalogue):
            return
        here = workspace.image_id
        catalogue.drop(gone)
        workspace.settle(here)
