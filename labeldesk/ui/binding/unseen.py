"""An image that cannot be shown: the reason on the canvas, and what is kept in the panel."""

from __future__ import annotations

from PySide6.QtCore import QObject

from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text, counted
from labeldesk.ui.canvas.blank import Blank
from labeldesk.ui.canvas.canvas import Canvas
from labeldesk.ui.numbers import Grouped
from labeldesk.ui.panels.objects import ObjectsPanel
from labeldesk.ui.pictures import Pictures
from labeldesk.ui.workspace import Workspace

_TITLE = QT_TRANSLATE_NOOP("Unseen", "{name} cannot be shown")
_NOTHING = QT_TRANSLATE_NOOP("Unseen", "This image cannot be shown")
_KEPT_ONE = QT_TRANSLATE_NOOP(
    "Unseen", "{n} object is kept. It is shown as soon as the file can be read"
)
_KEPT = QT_TRANSLATE_NOOP(
    "Unseen", "{n} objects are kept. They are shown as soon as the file can be read"
)


class UnseenBinding(QObject):
    """Follows the current image and what is known of its file."""

    def __init__(
        self, workspace: Workspace, pictures: Pictures, canvas: Canvas, panel: ObjectsPanel
    ) -> None:
        super().__init__(canvas)
        self._workspace = workspace
        self._pictures = pictures
        self._blank = Blank(canvas)
        self._panel = panel
        pictures.fault_changed.connect(self._show)
        workspace.closed.connect(self._show)

    def _show(self) -> None:
        fault = self._pictures.fault
        if fault is None:
            self._blank.say(())
            self._panel.set_unseen(None)
            return
        workspace = self._workspace
        name = workspace.catalogue.paths[workspace.index].rpartition("/")[2]
        many = int(workspace.catalogue.counts[workspace.index])
        kept = counted(many, _KEPT_ONE, _KEPT).filled(n=Grouped(many)) if many else None
        lines: list[Text] = [_TITLE.filled(name=name), fault.text]
        self._blank.say(lines if kept is None else [*lines, kept])
        self._panel.set_unseen(kept or _NOTHING, many)
