"""What every deed on objects has in common: the selection, and one change at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.changes import ChangeSet, Document
from labeldesk.domain.geometry import Size
from labeldesk.domain.ids import AnnotationId
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text, counted
from labeldesk.editing import operations
from labeldesk.editing.operations import By
from labeldesk.editing.selection import Selection
from labeldesk.editing.session import Along, Session
from labeldesk.ui.canvas.canvas import Canvas
from labeldesk.ui.desk.guard import hand_is_free, may_edit
from labeldesk.ui.voice import Voice
from labeldesk.ui.workspace import Workspace

_DELETED = QT_TRANSLATE_NOOP("Objects", "Deleted {n} object. Ctrl+Z brings it back")
_DELETED_MANY = QT_TRANSLATE_NOOP("Objects", "Deleted {n} objects. Ctrl+Z brings them back")
ALL_LOCKED = QT_TRANSLATE_NOOP("Objects", "Locked objects stay as they are. L unlocks them")

Change = Callable[[Document, By], ChangeSet]
Found: TypeAlias = "ChangeSet | Text"


class Chosen:
    """The selection of the canvas, and changes of the open document."""

    def __init__(self, workspace: Workspace, canvas: Canvas, voice: Voice) -> None:
        self._workspace = workspace
        self._canvas = canvas
        self._voice = voice

    @property
    def _selection(self) -> tuple[AnnotationId, ...]:
        return tuple(self._canvas.env.selection)

    def _chosen(self) -> list[Annotation]:
        session = self._workspace.shown.session
        return (
            [session.document[i] for i in self._selection if i in session.document]
            if session
            else []
        )

    def is_free(self) -> bool:
        """Whether objects may change: a drag is dropped for it, half an outline is not."""
        return hand_is_free(self._canvas, self._voice)

    def _delete(self, title: Text) -> None:
        if not self.is_free():
            return
        change = self._change(title, lambda d, _: operations.delete(d, self._selection))
        n = len(change.steps)
        self._voice.toast(counted(n, _DELETED, _DELETED_MANY) if n else ALL_LOCKED)

    def _change(
        self, title: Text, make: Change, *, new: bool = False, along: Along | None = None
    ) -> ChangeSet:
        session: Session[None] | None = self._workspace.shown.session
        if session is None or not may_edit(self._workspace, self._voice):
            return ChangeSet()
        if not self.is_free():
            return ChangeSet()
        change = make(session.document, By(session.author, session.now()))
        session.apply(title, change, along or Along())
        if new:
            self._select(change.steps)
        return change

    def _try(
        self, title: Text, make: Callable[[Document, By, Size], Found], *, new: bool = False
    ) -> None:
        """Make the change, or say why there is none."""
        session = self._workspace.shown.session
        if session is None:
            return
        size, reasons = session.size, []

        def change(document: Document, by: By) -> ChangeSet:
            found = make(document, by, size)
            if isinstance(found, ChangeSet):
                return found
            reasons.append(found)
            return ChangeSet()

        self._change(title, change, new=new)
        if reasons:
            self._voice.toast(reasons[0])

    def _select(self, ids: Iterable[AnnotationId]) -> None:
        selection = Selection.of(ids)
        self._canvas.set_selection(selection)
        self._canvas.selection_changed.emit(selection)
