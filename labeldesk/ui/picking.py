"""One field for every question about a class: at the shape, at the pointer, in the panel."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QWidget

from labeldesk.domain.classes import ImageClass
from labeldesk.domain.ids import ClassId
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.editing.session import ClassSteps
from labeldesk.ui.binding.rows import class_rows
from labeldesk.ui.panels.class_picker import ClassPicker
from labeldesk.ui.workspace import Workspace

_MERGE = QT_TRANSLATE_NOOP("ClassPicker", "Merge {old} into")
_MERGES = QT_TRANSLATE_NOOP("ClassPicker", "Enter merges {old} into {name}")

Answer = Callable[[ClassId, ClassSteps], None]


class Picking(QObject):
    """Asks with the picker; a name that is new becomes a class of the answer's own undo step."""

    def __init__(self, workspace: Workspace, picker: ClassPicker, canvas: QWidget) -> None:
        super().__init__(picker)
        self._workspace = workspace
        self._picker = picker
        self._canvas = canvas
        self._answer: Answer | None = None
        self._dropped: Callable[[], None] = lambda: None
        picker.chosen.connect(self._chosen)
        picker.created.connect(self._created)
        picker.cancelled.connect(self._cancelled)

    @property
    def is_asking(self) -> bool:
        """Whether the field is open."""
        return self._answer is not None

    def ask(
        self,
        at: QPoint,
        answer: Answer,
        dropped: Callable[[], None] = lambda: None,
        *,
        default: str = "",
    ) -> None:
        """Open the field at a global position; Esc calls `dropped`, Enter on nothing `default`."""
        self._answer, self._dropped = answer, dropped
        tally = self._workspace.tally
        self._picker.set_classes(class_rows(tally.classes, tally.counts))
        self._picker.open_at(self._inside(at), default=default)

    def ask_target(self, at: QPoint, source: ImageClass, answer: Answer) -> None:
        """Ask which of the other classes one is merged into."""
        self._answer, self._dropped = answer, lambda: None
        tally = self._workspace.tally
        rows = class_rows(tally.classes, tally.counts)
        self._picker.set_classes([row for row in rows if row.id != source.id])
        title, takes = _MERGE.filled(old=source.name), _MERGES.filled(old=source.name)
        self._picker.open_at(self._inside(at), may_create=False, title=title, takes=takes)

    def _inside(self, at: QPoint) -> QPoint:
        window = self._picker.parentWidget()
        return window.mapFromGlobal(at) if window else at

    def end(self) -> None:
        """The question is moot."""
        if self._answer is not None:
            self._answer = None
            self._picker.hide()
            self._canvas.setFocus()

    def _chosen(self, class_id: ClassId) -> None:
        self._give(class_id, {})

    def _created(self, name: str) -> None:
        known = self._workspace.classes.named(name)
        if known is not None:
            self._give(known.id, {})
            return
        made = self._workspace.classes.fresh(name)
        self._give(made.id, {made.id: (None, made)})

    def _give(self, class_id: ClassId, steps: ClassSteps) -> None:
        answer, self._answer = self._answer, None
        self._canvas.setFocus()
        if answer is not None:
            answer(class_id, steps)

    def _cancelled(self) -> None:
        self._answer = None
        self._canvas.setFocus()
        self._dropped()
