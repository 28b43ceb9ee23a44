"""Who hears whom on the pages: bars, panels, tool strip, grid, and their context menus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QCursor

from labeldesk.actions.table import ACTIONS
from labeldesk.settings.table import AUTO_ADVANCE, ONE_TAG
from labeldesk.ui.panels.column import Column
from labeldesk.ui.panels.tool_strip import ToolRow
from labeldesk.ui.templating import Templating

if TYPE_CHECKING:
    from labeldesk.ui.program import Program

_GROUPS = {
    "select": 0, "box": 0, "rotated": 0, "polygon": 0, "brush": 0, "eraser": 0, "point": 0,
    "keypoints": 0, "wand": 1, "segment": 1, "tag": 2,
}  # fmt: skip
_OBJECT_ROWS = (
    "object.edit-class", "edit.duplicate", "edit.copy", "edit.delete", "object.occluded",
    "object.truncated", "object.difficult", "object.crowd", "object.edit-attributes",
    "object.swap-sides", "object.group", "object.ungroup", "object.select-group", "object.lock",
    "object.hide", "object.show-all", "object.raise", "object.lower", "view.zoom-selection",
    "learn.similar-objects", "edit.select-all", "suggest.why",
)  # fmt: skip
_IMAGE_ROWS = (
    "image.mark-done", "image.done-and-next", "image.exclude", "image.add-caption",
    "learn.similar", "project.reveal",
)  # fmt: skip


class PageWiring(QObject):
    """Connects panels, which know nothing, with the desk, which knows no panels."""

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self._program = program
        self._tools()
        self._page()
        Templating(program)

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
        bar.look_wanted.connect(desk.look.options)
        bar.done_wanted.connect(lambda: desk.trigger("image.mark-done"))
        column.classes.class_chosen.connect(desk.classes.take)
        column.classes.add_wanted.connect(desk.classes.add)
        column.classes.find_wanted.connect(desk.classes.pick)
        column.classes.menu_wanted.connect(
            lambda class_id, at: self._program.class_menu.open(column, class_id, at)
        )
        column.classes.class_moved.connect(desk.classes.order.move)
        column.classes.class_opened.connect(self._program.class_menu.edit)
        column.objects.menu_wanted.connect(lambda at: self._menu(_OBJECT_ROWS, at))
        column.objects.more_wanted.connect(lambda: self._menu(_OBJECT_ROWS, QCursor.pos()))
        column.image.more_wanted.connect(lambda: self._menu(_IMAGE_ROWS, QCursor.pos()))
        bar.state_menu_wanted.connect(lambda: self._menu(_IMAGE_ROWS, QCursor.pos()))
        grid = self._program.grid
        grid.auto_advance_toggled.connect(lambda on: self._program.settings.set(AUTO_ADVANCE, on))
        grid.one_tag_toggled.connect(lambda on: self._program.settings.set(ONE_TAG, on))
        grid.key_pressed.connect(desk.classes.digit)
        grid.grid.image_opened.connect(lambda _: desk.view.show("annotate"))
        desk.classes.edit_wanted = self._program.class_menu.edit
        desk.attributes.focus = self._edit_attributes
        desk.captions.field = self._add_caption
        column.image.caption_wanted.connect(lambda: desk.trigger("image.add-caption"))
        column.image.tag_wanted.connect(lambda: desk.tools.choose("tag"))

    def _menu(self, rows: tuple[str, ...], at: QPoint) -> None:
        menu = self._program.menus.context(self._program.window, rows)
        self._program.menus.refresh()
        menu.popup(at)

    def _edit_attributes(self) -> None:
        """The keyboard to the fields below the list of objects."""
        column = self._annotate()
        column.objects.open(is_open=True)
        details = column.objects.details

        def lead() -> None:
            field = details.first_focus()
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            details.ensureWidgetVisible(field)
            column.lend(field)

        QTimer.singleShot(0, lead)  # a panel that was shut has its places by then

    def _add_caption(self) -> None:
        column = self._annotate()
        column.image.open(is_open=True)
        captions = column.image.captions
        captions.open()
        QTimer.singleShot(0, lambda: column.lend(captions))

    def _annotate(self) -> Column:
        """The panels, wherever one is."""
        if self._program.views.name != "annotate":
            self._program.desk.view.show("annotate")
        self._program.page.show_panels(shown=True)
        return self._program.page.column
