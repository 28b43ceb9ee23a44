"""Attributes and flags of the selected objects, or of the one just drawn."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import shorten

from labeldesk.domain.annotation import Value
from labeldesk.domain.changes import ChangeSet, Document
from labeldesk.domain.ids import AnnotationId
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.editing import operations
from labeldesk.editing.operations import By
from labeldesk.ui.canvas.canvas import Canvas
from labeldesk.ui.desk.chosen import ALL_LOCKED, Chosen
from labeldesk.ui.voice import Voice
from labeldesk.ui.workspace import Workspace

FLAG = QT_TRANSLATE_NOOP("History", "Change flag")
SET = QT_TRANSLATE_NOOP("History", "Set {name} to {value}")
CLEAR = QT_TRANSLATE_NOOP("History", "Clear {name}")
_LONGEST = 32

Ids = tuple[AnnotationId, ...]


class Attributes(Chosen):
    """The `attributes` of the desk. `focus` leads the keyboard to the fields."""

    def __init__(self, workspace: Workspace, canvas: Canvas, voice: Voice) -> None:
        super().__init__(workspace, canvas, voice)
        self.focus: Callable[[], None] = lambda: None

    @property
    def subject(self) -> Ids:
        """The objects that the fields are about."""
        fresh = self._canvas.env.fresh
        return self._selection or (() if fresh is None else (fresh,))

    def edit(self) -> None:
        """To the first field."""
        self.focus()

    def set_value(self, ids: Ids, name: str, value: Value | None) -> None:
        """Give objects an attribute, or with None take it away: one undo step."""
        title = CLEAR.filled(name=name)
        if value is not None:
            title = SET.filled(name=name, value=shorten(str(value), _LONGEST, placeholder="…"))
        self._apply(title, ids, lambda d, by: operations.attributed(d, ids, by, {name: value}))

    def set_flag(self, ids: Ids, name: str, on: bool) -> None:
        """Set or clear a flag on all of the objects: one undo step."""
        self._apply(FLAG, ids, lambda d, by: operations.flagged(d, ids, by, **{name: on}))

    def _apply(self, title: Text, ids: Ids, make: Callable[[Document, By], ChangeSet]) -> None:
        session = self._workspace.shown.session
        found = [session.document[key] for key in ids if session and key in session.document]
        if not found:
            return
        if all(one.locked for one in found):
            self._voice.toast(ALL_LOCKED)
            return
        self._change(title, make)
