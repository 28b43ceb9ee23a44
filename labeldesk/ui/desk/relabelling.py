"""Another class for objects of the open image, and what is said about it."""

from __future__ import annotations

from typing import NamedTuple

from labeldesk.domain.ids import AnnotationId, ClassId
from labeldesk.domain.text import QT_TRANSLATE_NOOP, counted
from labeldesk.editing.operations import By, free, relabelled
from labeldesk.editing.session import Along, ClassSteps
from labeldesk.ui.canvas.canvas import Canvas
from labeldesk.ui.desk.guard import hand_is_free, may_edit
from labeldesk.ui.voice import Voice
from labeldesk.ui.workspace import Workspace

RELABEL = QT_TRANSLATE_NOOP("History", "Change class to {name}")
_RELABELLED = QT_TRANSLATE_NOOP("Classes", "{n} object is {name} now")
_RELABELLED_MANY = QT_TRANSLATE_NOOP("Classes", "{n} objects are {name} now")
_KEPT = QT_TRANSLATE_NOOP(
    "Classes", "{n} object keeps its class: no joint of it is in the other template"
)
_KEPT_MANY = QT_TRANSLATE_NOOP(
    "Classes", "{n} objects keep their class: no joint of them is in the other template"
)


class Outcome(NamedTuple):
    """How many objects have changed, and how many keep their class for their joints' sake."""

    changed: int = 0
    kept: int = 0


class Relabelling:
    """Gives objects another class."""

    def __init__(self, workspace: Workspace, canvas: Canvas, voice: Voice) -> None:
        self._workspace = workspace
        self._canvas = canvas
        self._voice = voice

    def relabel(
        self, ids: tuple[AnnotationId, ...], class_id: ClassId, steps: ClassSteps | None = None
    ) -> Outcome:
        """Give objects another class, one undo step together with a class made for it."""
        session, classes = self._workspace.shown.session, self._workspace.classes
        item = (steps or {}).get(class_id, (None, classes.get(class_id)))[1]
        if not ids or session is None or item is None:
            return Outcome()
        if not may_edit(self._workspace, self._voice):
            return Outcome()
        if not hand_is_free(self._canvas, self._voice):
            return Outcome()
        others = [one for one in free(session.document, ids) if one.class_id != item.id]
        by = By(session.author, session.now())
        change = relabelled(session.document, ids, item, by, classes)
        session.apply(RELABEL.filled(name=item.name), change, Along(classes=steps))
        return Outcome(len(change.steps), len(others) - len(change.steps))

    def relabel_quietly(
        self, ids: tuple[AnnotationId, ...], class_id: ClassId, steps: ClassSteps | None = None
    ) -> None:
        """The same where one sees it; only what has not changed is said."""
        self.say(Outcome(kept=self.relabel(ids, class_id, steps).kept), class_id)

    def say(self, outcome: Outcome, class_id: ClassId) -> None:
        """Say what has changed, and last what has not."""
        item = self._workspace.classes.get(class_id)
        if outcome.changed and item is not None:
            words = counted(outcome.changed, _RELABELLED, _RELABELLED_MANY)
            self._voice.toast(words.filled(name=item.name))
        if outcome.kept:
            self._voice.toast(counted(outcome.kept, _KEPT, _KEPT_MANY))
