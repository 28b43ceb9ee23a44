"""Editing what is selected on the open image."""

from __future__ import annotations

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.changes import ChangeSet, Document
from labeldesk.domain.ids import AnnotationId
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.editing import operations
from labeldesk.editing.operations import By
from labeldesk.ui.binding.rows import OF_IMAGE
from labeldesk.ui.canvas.canvas import Canvas
from labeldesk.ui.desk.attributes import FLAG
from labeldesk.ui.desk.classes import Classes
from labeldesk.ui.desk.clips import Clips
from labeldesk.ui.voice import Voice
from labeldesk.ui.workspace import Workspace

DELETE = QT_TRANSLATE_NOOP("History", "Delete")
DUPLICATE = QT_TRANSLATE_NOOP("History", "Duplicate")
MOVE = QT_TRANSLATE_NOOP("History", "Move")
ORDER = QT_TRANSLATE_NOOP("History", "Change order")
LOCK = QT_TRANSLATE_NOOP("History", "Lock or unlock")
HIDE = QT_TRANSLATE_NOOP("History", "Hide")
SHOW = QT_TRANSLATE_NOOP("History", "Show")


class Objects(Clips):
    """The `objects` of the desk."""

    def __init__(
        self, workspace: Workspace, canvas: Canvas, classes: Classes, voice: Voice
    ) -> None:
        super().__init__(workspace, canvas, voice)
        self._classes = classes

    def delete(self) -> None:
        """The selection goes at once; a word says how to get it back."""
        self._delete(DELETE)

    def duplicate(self) -> None:
        """Copies a little to the right and down, selected."""
        self._change(
            DUPLICATE, lambda d, by: operations.duplicated(d, self._selection, by), new=True
        )

    def select_all(self) -> None:
        """Everything that can be seen."""
        session = self._workspace.shown.session
        if session is not None:
            self._select(a.id for a in session.document.values() if _is_in_sight(a))

    def cycle(self, direction: int) -> None:
        """Select the next object, from the bottom to the top of the list."""
        session = self._workspace.shown.session
        order = (
            [a for a in operations.in_order(session.document) if _is_in_sight(a)] if session else []
        )
        if not order:
            return
        ids = [a.id for a in order]
        last = self._canvas.env.selection.last
        index = (ids.index(last) + direction) % len(ids) if last in ids else (direction < 0) * -1
        self._select([ids[index]])
        bounds = order[index].shape.bounds
        if bounds is not None:
            self._canvas.reveal(bounds)

    def nudge(self, dx: int, dy: int) -> None:
        """Move the selection by image pixels, as far as the image goes, in a way of the screen."""
        session = self._workspace.shown.session
        if session is not None:
            step = self._canvas.view.turn.into(dx, dy)
            within = session.size if self._canvas.env.settings.clamp else None
            self._change(
                MOVE, lambda d, by: operations.nudged(d, self._selection, by, step, within)
            )

    def raise_(self, by: int) -> None:
        """One step forward or back among all objects."""
        step = operations.raised if by > 0 else operations.lowered
        self._change(ORDER, lambda d, who: step(d, self._selection, who))

    def toggle_flag(self, flag: str) -> None:
        """Set the flag on all, or clear it if all have it."""
        chosen = self._chosen()
        on = not all(getattr(a.flags, flag) for a in chosen)
        self._change(FLAG, lambda d, by: operations.flagged(d, self._selection, by, **{flag: on}))

    def toggle_locked(self) -> None:
        """Lock all, or unlock if all are locked."""
        on = not all(a.locked for a in self._chosen())
        self._change(LOCK, lambda d, by: operations.locked(d, self._selection, by, is_locked=on))

    def toggle_locked_of(self, annotation_id: AnnotationId) -> None:
        """The lock in a row of the list."""

        def change(d: Document, by: By) -> ChangeSet:
            return operations.locked(d, [annotation_id], by, is_locked=not d[annotation_id].locked)

        self._change(LOCK, change)

    def toggle_hidden_of(self, annotation_id: AnnotationId) -> None:
        """The eye in a row of the list."""

        def change(d: Document, by: By) -> ChangeSet:
            return operations.hidden(d, [annotation_id], by, is_hidden=not d[annotation_id].hidden)

        self._change(HIDE, change)

    def hide(self) -> None:
        """Out of sight, still there."""
        self._change(HIDE, lambda d, by: operations.hidden(d, self._selection, by))

    def show_all(self) -> None:
        """Everything in sight again."""
        self._change(SHOW, lambda d, by: operations.hidden(d, list(d), by, is_hidden=False))

    def edit_class(self) -> None:
        """Ask for the class of the selection."""
        self._classes.pick()

    def remove(self, annotation_id: AnnotationId) -> None:
        """One object or tag by its id."""
        self._change(DELETE, lambda d, _: operations.delete(d, [annotation_id]))


def _is_in_sight(one: Annotation) -> bool:
    return not one.hidden and one.shape.kind not in OF_IMAGE
