"""Copying and pasting, between images, windows and projects."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QGuiApplication

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.changes import Document
from labeldesk.domain.ids import ImageId
from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text, counted
from labeldesk.editing import operations
from labeldesk.editing.clipboard import MIME, Clipboard
from labeldesk.editing.session import Along
from labeldesk.ui.binding.rows import OF_IMAGE
from labeldesk.ui.canvas.canvas import Canvas
from labeldesk.ui.desk.chosen import Chosen
from labeldesk.ui.voice import Voice
from labeldesk.ui.workspace import Workspace
from labeldesk.work.proposals import missing_classes

CUT = QT_TRANSLATE_NOOP("History", "Cut")
PASTE = QT_TRANSLATE_NOOP("History", "Paste")
PASTE_PREVIOUS = QT_TRANSLATE_NOOP("History", "Paste objects of the previous image")
_COPIED = QT_TRANSLATE_NOOP("Objects", "Copied {n} object")
_COPIED_MANY = QT_TRANSLATE_NOOP("Objects", "Copied {n} objects")
_PASTED = QT_TRANSLATE_NOOP("Objects", "Pasted {n} object")
_PASTED_MANY = QT_TRANSLATE_NOOP("Objects", "Pasted {n} objects")
_NO_PREVIOUS = QT_TRANSLATE_NOOP("Objects", "The previous image has no objects")


class Clips(Chosen):
    """The clipboard's part of the `objects` of the desk."""

    def __init__(self, workspace: Workspace, canvas: Canvas, voice: Voice) -> None:
        super().__init__(workspace, canvas, voice)
        self.has_copied = False
        QGuiApplication.clipboard().dataChanged.connect(self._look_at_clipboard)
        self._look_at_clipboard()

    @property
    def clipboard(self) -> Clipboard:
        """What was copied, here or in another window."""
        data: QMimeData | None = QGuiApplication.clipboard().mimeData()
        if data is None or not data.hasFormat(MIME):
            return Clipboard()
        try:
            return Clipboard.from_bytes(bytes(data.data(MIME).data()))
        except UserError:
            return Clipboard()

    def cut(self) -> None:
        """Copy, then delete."""
        self.copy()
        self._delete(CUT)

    def copy(self) -> None:
        """Onto the clipboard of the system."""
        session = self._workspace.shown.session
        if session is None:
            return
        copied = Clipboard.of(session.document, self._selection, self._workspace.classes)
        data = QMimeData()
        data.setData(MIME, QByteArray(copied.to_bytes()))
        QGuiApplication.clipboard().setMimeData(data)
        n = len(copied.annotations)
        self._voice.toast(counted(n, _COPIED, _COPIED_MANY))

    def paste(self) -> None:
        """At the same place of this image; classes that are missing are made."""
        clipboard = self.clipboard
        steps = missing_classes(clipboard.missing(self._workspace.classes), self._workspace.classes)
        classes = self._workspace.classes
        for _, item in steps.values():
            classes = classes if item is None else classes.with_class(item)
        self._add(PASTE, clipboard.annotations_in(classes), Along(classes=steps))

    def paste_previous(self) -> None:
        """The objects of the image before this one, at their places."""
        project, index = self._workspace.project, self._workspace.index
        if project is None or index == 0:
            self._voice.toast(_NO_PREVIOUS)
            return
        here = self._workspace.image_id
        before = self._workspace.catalogue.id_at(index - 1)
        from labeldesk.storage import moments

        question = project.later(partial(moments.open_image, image_id=before))
        self._workspace.recorder.ask(question, lambda found: self._paste_all(here, found.document))

    def _paste_all(self, here: ImageId, document: Document) -> None:
        if here == self._workspace.image_id:
            places = [a for a in document.values() if a.shape.kind not in OF_IMAGE]
            if places:
                self._add(PASTE_PREVIOUS, tuple(places), Along())
            else:
                self._voice.toast(_NO_PREVIOUS)

    def _add(self, title: Text, annotations: tuple[Annotation, ...], along: Along) -> None:
        change = self._change(
            title, lambda d, by: operations.pasted(d, annotations, by), new=True, along=along
        )
        self._voice.toast(counted(len(change.steps), _PASTED, _PASTED_MANY))

    def _look_at_clipboard(self) -> None:
        """Once per change, not per question: asking it goes to another process."""
        data: QMimeData | None = QGuiApplication.clipboard().mimeData()
        self.has_copied = data is not None and data.hasFormat(MIME)
