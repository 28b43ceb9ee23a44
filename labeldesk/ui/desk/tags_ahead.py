"""Tags typed faster than images can be edited."""

from __future__ import annotations

from collections.abc import Callable

from labeldesk.domain.ids import ClassId, ImageId
from labeldesk.ui.workspace import Workspace


class TagsAhead:
    """They go on one image after the other, as if each had been ready; `tag` gives one."""

    def __init__(self, workspace: Workspace, tag: Callable[[ClassId], None]) -> None:
        self._workspace = workspace
        self._tag = tag
        self._waiting: list[ClassId] = []
        self._waiting_for: ImageId | None = None
        self._is_tagging = False
        workspace.shown.session_changed.connect(self._ready)

    def add(self, class_id: ClassId) -> None:
        """A tag for the current image, once it can be edited."""
        if self._waiting_for != self._workspace.image_id:
            self._waiting.clear()
        self._waiting_for = self._workspace.image_id
        self._waiting.append(class_id)

    def _ready(self) -> None:
        if self._is_tagging or not self._workspace.is_open:
            return
        if self._waiting_for != self._workspace.image_id:
            self._waiting.clear()
        self._is_tagging = True
        while self._waiting and self._workspace.shown.session is not None:
            self._tag(self._waiting.pop(0))
            self._waiting_for = self._workspace.image_id
        self._is_tagging = False
