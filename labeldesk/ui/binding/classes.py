"""The class list and the current class, in the panel and at the foot of the tool strip."""

from __future__ import annotations

from PySide6.QtCore import QObject

from labeldesk.ui.binding.rows import class_rows
from labeldesk.ui.choice import Choice
from labeldesk.ui.panels.classes import ClassesPanel
from labeldesk.ui.panels.tool_strip import ToolStrip
from labeldesk.ui.workspace import Workspace


class ClassesBinding(QObject):
    """Shows classes with their counts; a click makes one the current class."""

    def __init__(
        self, workspace: Workspace, choice: Choice, panel: ClassesPanel, strip: ToolStrip
    ) -> None:
        super().__init__(panel)
        self._workspace = workspace
        self._choice = choice
        self._panel = panel
        self._strip = strip
        workspace.classes_changed.connect(self._show)
        choice.class_changed.connect(self._show_current)

    def _show(self) -> None:
        tally = self._workspace.tally
        self._panel.set_classes(class_rows(tally.classes, tally.counts))
        current = self._choice.class_id
        if current is not None and tally.classes.get(current) is None:
            current = None
        if current is None and len(tally.classes):
            current = tally.classes.items[0].id
        self._choice.class_id = current
        self._show_current()

    def _show_current(self) -> None:
        class_id = self._choice.class_id
        known = self._workspace.classes.get(class_id) if class_id is not None else None
        self._panel.set_current(class_id)
        if known is None:
            self._strip.set_class("")
        else:
            mark = self._workspace.classes.second_mark(known.id)
            self._strip.set_class(known.name, known.colour, known.key, mark)
