"""Flags and attributes below the list of objects, and the captions of the image."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, QTimer

from labeldesk.domain.annotation import Value
from labeldesk.domain.changes import ChangeSet
from labeldesk.domain.ids import AnnotationId, ClassId
from labeldesk.editing.attributes import attributes_of, flags_of
from labeldesk.editing.session import Phase
from labeldesk.ui.binding.rows import caption_rows
from labeldesk.ui.canvas.canvas import Canvas
from labeldesk.ui.panels.column import Column
from labeldesk.ui.workspace import Workspace


class AttributeDeeds(Protocol):
    """What the fields can ask for."""

    @property
    def subject(self) -> tuple[AnnotationId, ...]: ...
    def set_value(self, ids: tuple[AnnotationId, ...], name: str, value: Value | None) -> None: ...
    def set_flag(self, ids: tuple[AnnotationId, ...], name: str, on: bool) -> None: ...


class CaptionDeeds(Protocol):
    """What the captions can ask for."""

    def write(self, key: AnnotationId | None, text: str) -> None: ...
    def set_class(self, key: AnnotationId, class_id: ClassId) -> None: ...
    def remove(self, key: AnnotationId) -> None: ...


class DetailsBinding(QObject):
    """Shows them anew at most once per turn of the event loop.

    What is being typed is taken before another image is shown or the folder is left.
    """

    def __init__(
        self,
        workspace: Workspace,
        canvas: Canvas,
        column: Column,
        deeds: tuple[AttributeDeeds, CaptionDeeds],
    ) -> None:
        super().__init__(canvas)
        self._workspace = workspace
        self._canvas = canvas
        self._details, self._captions = column.objects.details, column.image.captions
        self._attributes, captions = deeds
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._show)
        self._hear(column)
        self._details.flag_set.connect(self._attributes.set_flag)
        self._details.value_set.connect(self._attributes.set_value)
        self._captions.written.connect(captions.write)
        self._captions.class_chosen.connect(captions.set_class)
        self._captions.removed.connect(captions.remove)
        for part in (self._details, self._captions):
            part.left.connect(canvas.setFocus)
        self._details.flag_set.connect(self._soon.start)
        self._details.value_set.connect(self._soon.start)

    def _hear(self, column: Column) -> None:
        shown = self._workspace.shown
        shown.settling.connect(self._settle)
        shown.session_changed.connect(self._session)
        self._workspace.classes_changed.connect(self._classes)
        self._canvas.selection_changed.connect(lambda _: self._soon.start())
        self._canvas.fresh_changed.connect(lambda _: self._soon.start())
        column.objects.selected.connect(lambda _: self._soon.start())

    def _session(self) -> None:
        session = self._workspace.shown.session
        if session is not None:
            session.listen(self._heard)
        self._soon.start()

    def _heard(self, _: ChangeSet, phase: Phase) -> None:
        if phase is Phase.COMMITTED:
            self._soon.start()

    def _classes(self) -> None:
        classes = self._workspace.classes
        self._details.set_room(max((len(one.attributes) for one in classes), default=0))
        self._soon.start()

    def _settle(self) -> None:
        self._details.rows.settle()
        self._captions.settle()

    def _show(self) -> None:
        session, classes = self._workspace.shown.session, self._workspace.classes
        document = session.document if session is not None else {}
        ids = [key for key in self._attributes.subject if key in document]
        if ids:
            chosen = [document[key] for key in ids]
            self._details.show_objects(ids, flags_of(chosen), attributes_of(chosen, classes))
        else:
            self._details.show_nothing()
        names = [(one.id, one.name) for one in classes]
        self._captions.set_rows(caption_rows(document, classes), names)
