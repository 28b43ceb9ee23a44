"""The Objects and Image panels, in step with document and selection."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, QTimer

from labeldesk.domain.changes import ChangeSet
from labeldesk.domain.ids import AnnotationId
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.editing.selection import Selection
from labeldesk.editing.session import Phase
from labeldesk.ui.binding.rows import SourceOf, object_rows, tag_rows
from labeldesk.ui.canvas.canvas import Canvas
from labeldesk.ui.panels.image import ImagePanel
from labeldesk.ui.panels.objects import ObjectsPanel
from labeldesk.ui.provenance import Provenance
from labeldesk.ui.workspace import Workspace

_PIXELS = QT_TRANSLATE_NOOP("Images", "{width} × {height} px")
_BARE = QT_TRANSLATE_NOOP("Images", "{width} × {height} px · {share} % unlabeled")


class ObjectDeeds(Protocol):
    """What rows of the list can ask for."""

    def edit_class(self) -> None: ...
    def toggle_locked_of(self, annotation_id: AnnotationId) -> None: ...
    def toggle_hidden_of(self, annotation_id: AnnotationId) -> None: ...
    def remove(self, annotation_id: AnnotationId) -> None: ...


class ObjectsBinding(QObject):
    """Rebuilds rows at most once per turn of the event loop, however many edits came."""

    def __init__(
        self,
        workspace: Workspace,
        canvas: Canvas,
        panels: tuple[ObjectsPanel, ImagePanel],
        deeds: ObjectDeeds,
    ) -> None:
        super().__init__(canvas)
        self._workspace = workspace
        self._canvas = canvas
        self._panel, self._image = panels
        self._deeds = deeds
        self._unlisten: Callable[[], None] = lambda: None
        self._source_of: SourceOf = lambda _: None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._show)
        workspace.shown.session_changed.connect(self._session)
        workspace.classes_changed.connect(self._soon.start)
        self._share: float | None = None
        canvas.bare.counted = self._counted
        canvas.showing_changed.connect(self._soon.start)
        canvas.selection_changed.connect(lambda s: self._panel.set_selection(tuple(s)))
        self._panel.selected.connect(self._selected)
        self._panel.object_opened.connect(self._opened)
        self._panel.lock_clicked.connect(deeds.toggle_locked_of)
        self._panel.eye_clicked.connect(deeds.toggle_hidden_of)
        self._image.tag_removed.connect(deeds.remove)

    def follow(self, provenance: Provenance) -> None:
        """Say of objects from where they are."""
        self._source_of = provenance.source_of
        provenance.changed.connect(self._soon.start)

    def _session(self) -> None:
        self._unlisten()
        session = self._workspace.shown.session
        self._unlisten = session.listen(self._heard) if session else lambda: None
        self._soon.start()

    def _heard(self, _: ChangeSet, phase: Phase) -> None:
        if phase is Phase.COMMITTED:
            self._soon.start()

    def _show(self) -> None:
        session, classes = self._workspace.shown.session, self._workspace.classes
        document = session.document if session else {}
        self._panel.set_objects(
            object_rows(
                document,
                classes,
                by_object=self._canvas.showing.by_object,
                source_of=self._source_of,
            )
        )
        self._panel.set_selection(tuple(self._canvas.env.selection))
        self._image.set_tags(tag_rows(document, classes))
        self._tell_size()

    def _counted(self, share: float | None) -> None:
        self._share = share
        self._tell_size()

    def _tell_size(self) -> None:
        size, share = self._workspace.shown.size, self._share
        if size is None:
            self._image.set_about("")
        elif share is None:
            self._image.set_about(_PIXELS.filled(width=size.width, height=size.height))
        else:
            words = _BARE.filled(width=size.width, height=size.height, share=percent(share))
            self._image.set_about(words)

    def _selected(self, ids: tuple[AnnotationId, ...]) -> None:
        self._canvas.set_selection(Selection.of(ids))
        session = self._workspace.shown.session
        last = session.document.get(ids[0]) if session and len(ids) == 1 else None
        if last is not None and last.shape.bounds is not None:
            self._canvas.reveal(last.shape.bounds)

    def _opened(self, annotation_id: AnnotationId) -> None:
        self._canvas.set_selection(Selection((annotation_id,)))
        self._deeds.edit_class()


def percent(share: float) -> str:
    """A share as percent to one digit; nothing is rounded to none or to all."""
    shown = min(max(round(share * 100, 1), 0.1), 99.9) if 0 < share < 1 else share * 100
    return f"{shown:g}"
