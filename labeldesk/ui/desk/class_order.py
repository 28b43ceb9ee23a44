"""The order of the class list: what numbers a YOLO export gives, and which row stands where."""

from __future__ import annotations

from labeldesk.domain.changes import ClassChange
from labeldesk.domain.ids import ClassId
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.ui.desk.guard import may_edit
from labeldesk.ui.voice import Voice
from labeldesk.ui.workspace import Workspace

MOVE = QT_TRANSLATE_NOOP("History", "Move class {name} to place {n}")
_FIRST = QT_TRANSLATE_NOOP("Classes", "{name} is the first class")
_LAST = QT_TRANSLATE_NOOP("Classes", "{name} is the last class")


class ClassOrder:
    """Each move is one undo step. Colours, keys, COCO ids and mask values stay with their class."""

    def __init__(self, workspace: Workspace, voice: Voice) -> None:
        self._workspace = workspace
        self._voice = voice

    def move(self, class_id: ClassId, to: int) -> None:
        """Put a class in that place, counted from 0."""
        classes = self._workspace.classes
        moved, item = classes.moved(class_id, to), classes.get(class_id)
        if item is None or moved == classes or not may_edit(self._workspace, self._voice):
            return
        order = tuple(c.id for c in moved)
        title = MOVE.filled(name=item.name, n=order.index(class_id) + 1)
        self._workspace.apply(ClassChange({}, order), title)
        self._workspace.watcher.outdate()
        self._workspace.tally.classes = moved
        self._workspace.classes_changed.emit()

    def step(self, class_id: ClassId | None, by: int) -> None:
        """Move a class up (-1) or down; says so where it can go no further."""
        classes = self._workspace.classes
        item = classes.get(class_id) if class_id is not None else None
        if item is None:
            return
        to = classes.items.index(item) + by
        if 0 <= to < len(classes):
            self.move(item.id, to)
        else:
            self._voice.toast((_FIRST if by < 0 else _LAST).filled(name=item.name))
