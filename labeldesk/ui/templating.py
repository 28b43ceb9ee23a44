"""Templates of keypoints: asked for at the pointer while drawing, edited from the class's row."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QCursor

from labeldesk.domain.changes import ClassChange
from labeldesk.domain.classes import PALETTE, ImageClass
from labeldesk.domain.ids import ClassId
from labeldesk.domain.skeleton import Skeleton
from labeldesk.domain.skeletons import COUNTED, NAMED
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.editing.template import TemplateDraft
from labeldesk.ui.desk.guard import may_edit
from labeldesk.ui.dialogs.template import TemplateSheet
from labeldesk.ui.translate import tr
from labeldesk.ui.widgets.menu import Menu

if TYPE_CHECKING:
    from labeldesk.ui.program import Program

CHANGE = QT_TRANSLATE_NOOP("History", "Change keypoint template of {name}")
_OWN = QT_TRANSLATE_NOOP("Templates", "Own template…")
_OFFERED = (("line", 2), ("box", 4))


class Templating(QObject):
    """Answers the canvas, which asks for a template while drawing, and opens the editor."""

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self._workspace = program.workspace
        self._canvas = program.canvas
        self._choice = program.choice
        self._sheets = program.sheets
        self._voice = program.voice
        program.canvas.template_wanted.connect(self.offer)
        program.class_menu.edit_template = self.edit
        program.desk.classes.template_wanted = self.edit_current

    def offer(self) -> None:
        """A menu of templates at the pointer; the one taken goes on with what was drawn."""
        menu = Menu(parent=self._canvas)
        menu.setObjectName("template-menu")
        for words, skeleton in NAMED.values():
            self._add(menu, tr(words), skeleton)
        menu.addSeparator()
        for name, count in _OFFERED:
            words, make = COUNTED[name]
            self._add(menu, tr(words.filled(n=count)), make(count))
        menu.addSeparator()
        menu.addAction(tr(_OWN)).triggered.connect(self.edit_current)
        menu.popup(QCursor.pos())

    def edit_current(self) -> None:
        """The template of the current class; of a class to come where there is none."""
        item = self._workspace.classes.get(self._choice.class_id or ClassId(0))
        if item is not None:
            self.edit(item)
            return
        sheet = TemplateSheet(None, PALETTE[len(self._workspace.classes) % len(PALETTE)])
        sheet.saved.connect(lambda draft: self._canvas.offer(draft.skeleton))
        self._sheets.dim.show_sheet(sheet)

    def edit(self, item: ImageClass) -> None:
        """Open the editor for a class."""
        if not may_edit(self._workspace, self._voice):
            return
        count = self._workspace.tally.counts[item.id]
        sheet = TemplateSheet(item, item.colour, count)
        sheet.saved.connect(lambda draft: self._save(item.id, draft))
        self._sheets.dim.show_sheet(sheet)

    def _save(self, class_id: ClassId, draft: TemplateDraft) -> None:
        item = self._workspace.classes.get(class_id)
        if item is None or item.skeleton == draft.skeleton:
            return
        self._canvas.cancel()
        after, follows = replace(item, skeleton=draft.skeleton), draft.joint_map
        joints = {} if follows.is_identity else {class_id: follows}
        change = ClassChange({class_id: (item, after)}, joints=joints)
        self._workspace.apply(change, CHANGE.filled(name=item.name))

    def _add(self, menu: Menu, words: str, skeleton: Skeleton) -> None:
        menu.addAction(words).triggered.connect(lambda: self._canvas.offer(skeleton))
