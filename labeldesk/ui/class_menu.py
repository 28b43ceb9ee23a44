"""What can be done with a class by its row: edit, rename, move, merge, delete."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from labeldesk.domain.changes import ClassChange, ClassMerge
from labeldesk.domain.classes import ImageClass, shares, taken_over
from labeldesk.domain.ids import ClassId
from labeldesk.domain.problem import Severity
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.editing.session import ClassSteps
from labeldesk.ui.desk.class_order import ClassOrder
from labeldesk.ui.desk.guard import may_edit
from labeldesk.ui.dialogs.class_editor import ClassEditor
from labeldesk.ui.picking import Picking
from labeldesk.ui.sheets import Sheets
from labeldesk.ui.translate import tr
from labeldesk.ui.voice import Voice
from labeldesk.ui.widgets.menu import Menu
from labeldesk.ui.widgets.notice import NoticeRow
from labeldesk.ui.workspace import Workspace

RENAME = QT_TRANSLATE_NOOP("History", "Rename {old} to {name}")
EDIT = QT_TRANSLATE_NOOP("History", "Edit class {name}")
MERGE = QT_TRANSLATE_NOOP("History", "Merge {old} into {name}")
DELETE = QT_TRANSLATE_NOOP("History", "Delete class {name}")
_EDIT = QT_TRANSLATE_NOOP("Classes", "Edit class…")
_RENAME = QT_TRANSLATE_NOOP("Classes", "Rename…")
_UP = QT_TRANSLATE_NOOP("Classes", "Move up")
_DOWN = QT_TRANSLATE_NOOP("Classes", "Move down")
_MERGE = QT_TRANSLATE_NOOP("Classes", "Merge into…")
_TEMPLATE = QT_TRANSLATE_NOOP("Classes", "Keypoint template…")
_DELETE = QT_TRANSLATE_NOOP("Classes", "Delete…")
_ASK = QT_TRANSLATE_NOOP("Classes", "Rename class")
_NAME = QT_TRANSLATE_NOOP("Classes", "New name")
_TAKEN = QT_TRANSLATE_NOOP("Classes", "There is already a class {name}. Merge into it instead")
_NAMELESS = QT_TRANSLATE_NOOP("Classes", "A class has a name")
_SURE = QT_TRANSLATE_NOOP("Classes", "Delete class {name} and its {n} objects?")
_UNDO = QT_TRANSLATE_NOOP("Classes", "One undo brings all of them back.")
_YES = QT_TRANSLATE_NOOP("Classes", "Delete {n} objects")
_ALONE = QT_TRANSLATE_NOOP("Classes", "There is no other class to merge it into")
_INSTEAD = QT_TRANSLATE_NOOP("Classes", "Merge into another class")
_NO = QT_TRANSLATE_NOOP("Classes", "Cancel")
STRANGE = QT_TRANSLATE_NOOP(
    "Classes", "The keypoint templates of {old} and {name} have no joint in common"
)


class ClassMenu:
    """Deeds on one class, each a single undo step over the whole project."""

    def __init__(
        self, workspace: Workspace, picking: Picking, sheets: Sheets, voice: Voice
    ) -> None:
        self._workspace = workspace
        self._picking = picking
        self._sheets = sheets
        self._voice = voice
        self.edit_template: Callable[[ImageClass], None] = lambda _: None
        self._order = ClassOrder(workspace, voice)

    def open(self, parent: QWidget, class_id: ClassId, at: QPoint) -> None:
        """Open the menu of a class at a global position."""
        item = self._workspace.classes.get(class_id)
        if item is None or not self._workspace.is_writable:
            return
        menu = Menu(parent=parent)
        menu.addAction(tr(_EDIT)).triggered.connect(lambda: self.edit(class_id))
        menu.addAction(tr(_RENAME)).triggered.connect(lambda: self.rename(item))
        menu.addAction(tr(_UP)).triggered.connect(lambda: self._order.step(class_id, -1))
        menu.addAction(tr(_DOWN)).triggered.connect(lambda: self._order.step(class_id, 1))
        menu.addAction(tr(_MERGE)).triggered.connect(lambda: self.merge(item, at))
        menu.addAction(tr(_TEMPLATE)).triggered.connect(lambda: self.edit_template(item))
        menu.addAction(tr(_DELETE)).triggered.connect(lambda: self.delete(item, at))
        menu.popup(at)

    def edit(self, class_id: ClassId) -> None:
        """Open the class with all it says."""
        item = self._workspace.classes.get(class_id)
        if item is None or not may_edit(self._workspace, self._voice):
            return
        sheet = ClassEditor(item, self._workspace.classes)
        sheet.changed.connect(self._edited)
        self._sheets.dim.show_sheet(sheet)

    def _edited(self, item: ImageClass, renamed: Mapping[str, str]) -> None:
        """One undo step; a class that had the key takes the one that is free now."""
        before = self._workspace.classes.get(item.id)
        if before is None or before == item:
            return
        steps = {item.id: (before, item)}
        other = self._workspace.classes.with_key(item.key) if item.key else None
        if other is not None and other.id != item.id:
            steps[other.id] = (other, replace(other, key=before.key))
        change = ClassChange(steps, renamed={item.id: renamed} if renamed else {})
        self._workspace.apply(change, EDIT.filled(name=item.name))

    def rename(self, item: ImageClass) -> None:
        """Ask for another name."""

        def answer(name: str) -> Text | None:
            name = name.strip()
            other = self._workspace.classes.named(name)
            if other is not None and other.id != item.id:
                return _TAKEN.filled(name=other.name)
            if not name:
                return _NAMELESS
            if name != item.name:
                change = ClassChange({item.id: (item, replace(item, name=name))})
                self._workspace.apply(change, RENAME.filled(old=item.name, name=name))
            return None

        self._sheets.ask(_ASK, _NAME, answer, item.name)

    def merge(self, item: ImageClass, at: QPoint) -> None:
        """Ask for the class that takes its objects over."""
        if len(self._workspace.classes) == 1:
            self._voice.toast(_ALONE)
            return

        def answer(class_id: ClassId, _: ClassSteps) -> None:
            target = self._workspace.classes.get(class_id)
            if target is None:
                return
            follows = taken_over(item.skeleton, target.skeleton)
            has_objects = self._workspace.tally.counts[item.id] > 0
            if item.skeleton and follows and not shares(follows) and has_objects:
                self._voice.toast(STRANGE.filled(old=item.name, name=target.name))
            else:
                title = MERGE.filled(old=item.name, name=target.name)
                self._workspace.apply(ClassMerge(item.id, target.id), title)

        self._picking.ask_target(at, item, answer)

    def delete(self, item: ImageClass, at: QPoint) -> None:
        """Delete; with objects, show how many first and offer merging."""
        count = self._workspace.tally.counts[item.id]
        if not count:
            self._delete(item)
            return
        row = NoticeRow(
            "delete-class",
            Severity.WARNING,
            _SURE.filled(name=item.name, n=count),
            _UNDO,
            (("delete", _YES.filled(n=count)), ("merge", _INSTEAD), ("cancel", _NO)),
        )
        answers = {
            "delete": lambda: self._delete(item),
            "merge": lambda: self.merge(item, at),
        }
        self._voice.notice(row, answers)

    def _delete(self, item: ImageClass) -> None:
        self._workspace.apply(ClassChange({item.id: (item, None)}), DELETE.filled(name=item.name))
