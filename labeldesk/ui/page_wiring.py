"""Who hears whom on the pages: bars, panels, tool strip, grid, and their context menus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QCursor

from labeldesk.actions.table import ACTIONS
from labeldesk.domain.ids import ClassId
from labeldesk.settings.table import AUTO_ADVANCE, ONE_TAG
from labeldesk.ui.panels.tool_strip import ToolRow

if TYPE_CHECKING:
    from labeldesk.ui.program import Program

_GROUPS = {
    "select": 0, "box": 0, "rotated": 0, "polygon": 0, "brush": 0, "eraser": 0, "point": 0,
    "wand": 1, "tag": 2,
}  # fmt: skip
_OBJECT_ROWS = (
    "object.edit-class", "edit.duplicate", "edit.copy", "edit.delete", "object.occluded",
    "object.truncated", "object.difficult", "object.crowd", "object.lock", "object.hide",
    "object.show-all", "object.raise", "object.lower", "view.zoom-selection", "edit.select-all",
)  # fmt: skip
_IMAGE_ROWS = ("image.mark-done", "image.done-and-next", "image.exclude", "project.reveal")


class PageWiring(QObject):
    """Connects panels, which know nothing, with the desk, which knows no panels."""

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self._program = program
        self._tools()
        self._page()

    def _tools(self) -> None:
        rows = [
            ToolRow(name, row.title, row.icon, row.keys[0], _GROUPS[name])
            for row in ACTIONS
            if row.toolbar and (name := row.id.removeprefix("tool.")) in _GROUPS
        ]
        strip, desk = self._program.page.tools, self._program.desk
        strip.set_tools(rows)
        strip.tool_chosen.connect(desk.tools.choose)
        strip.class_wanted.connect(desk.classes.pick)
        self._program.canvas.tool_changed.connect(strip.choose)
        strip.choose("select")

    def _page(self) -> None:
        desk, bar, column = self._program.desk, self._program.page.bar, self._program.page.column
        bar.previous_wanted.connect(lambda: desk.images.step(-1))
        bar.next_wanted.connect(lambda: desk.images.step(1))
        bar.done_wanted.connect(lambda: desk.trigger("image.mark-done"))
        column.classes.class_chosen.connect(desk.classes.choose)
        column.classes.add_wanted.connect(desk.classes.add)
        column.classes.find_wanted.connect(desk.classes.pick)
        column.classes.menu_wanted.connect(
            lambda class_id, at: self._program.class_menu.open(column, class_id, at)
        )
        column.classes.class_moved.connect(desk.classes.order.move)
        column.classes.class_opened.connect(self._rename)
        column.objects.menu_wanted.connect(lambda at: self._menu(_OBJECT_ROWS, at))
        column.objects.more_wanted.connect(lambda: self._menu(_OBJECT_ROWS, QCursor.pos()))
        column.image.more_wanted.connect(lambda: self._menu(_IMAGE_ROWS, QCursor.pos()))
        bar.state_menu_wanted.connect(lambda: self._menu(_IMAGE_ROWS, QCursor.pos()))
        grid = self._program.grid
        grid.auto_advance_toggled.connect(lambda on: self._program.settings.set(AUTO_ADVANCE, on))
        grid.one_tag_toggled.connect(lambda on: self._program.settings.set(ONE_TAG, on))
        grid.key_pressed.connect(desk.classes.digit)
        grid.grid.image_opened.connect(lambda _: desk.view.show("annotate"))
        column.image.tag_wanted.connect(lambda: desk.tools.choose("tag"))

    def _menu(self, rows: tuple[str, ...], at: QPoint) -> None:
        menu = self._program.menus.context(self._program.window, rows)
        self._program.menus.refresh()
        menu.popup(at)

    def _rename(self, class_id: ClassId) -> None:
        item = self._program.workspace.classes.get(class_id)
        if item is not None and self._program.workspace.is_writable:
            self._program.class_menu.rename(item)
