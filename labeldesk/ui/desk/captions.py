"""Free text about the whole image."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.changes import ChangeSet, Document
from labeldesk.domain.classes import ImageClass
from labeldesk.domain.ids import AnnotationId, ClassId, new_id
from labeldesk.domain.shapes import Caption
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.editing import operations
from labeldesk.editing.operations import By
from labeldesk.editing.session import Along
from labeldesk.ui.canvas.canvas import Canvas
from labeldesk.ui.desk.chosen import Chosen
from labeldesk.ui.desk.guard import may_edit
from labeldesk.ui.voice import Voice
from labeldesk.ui.workspace import Workspace

ADD = QT_TRANSLATE_NOOP("History", "Add caption")
CHANGE = QT_TRANSLATE_NOOP("History", "Change caption")
REMOVE = QT_TRANSLATE_NOOP("History", "Remove caption")
CLASS = "caption"
"""The class of captions as long as nobody chose another: made with the first of them."""


class Captions(Chosen):
    """The `captions` of the desk. `field` opens an empty field for a new one."""

    def __init__(self, workspace: Workspace, canvas: Canvas, voice: Voice) -> None:
        super().__init__(workspace, canvas, voice)
        self.field: Callable[[], None] = lambda: None

    def add(self) -> None:
        """Begin a new caption, once the image can be edited."""
        if self._workspace.shown.session is not None and may_edit(self._workspace, self._voice):
            self.field()

    def write(self, key: AnnotationId | None, text: str) -> None:
        """Another text for a caption, or a new one; without words it goes."""
        text = text.strip()
        if key is None:
            if text:
                self._make(text)
        elif text:
            self._revise(key, shape=Caption(text))
        else:
            self.remove(key)

    def set_class(self, key: AnnotationId, class_id: ClassId) -> None:
        """Another class for a caption."""
        self._revise(key, class_id=class_id)

    def remove(self, key: AnnotationId) -> None:
        """Take a caption away."""
        self._change(REMOVE, lambda d, _: operations.delete(d, [key]))

    def _revise(self, key: AnnotationId, **changes: object) -> None:
        def change(document: Document, by: By) -> ChangeSet:
            one = document.get(key)
            if one is None or all(getattr(one, name) == v for name, v in changes.items()):
                return ChangeSet()
            return ChangeSet.replacing((one, one.revised(author=by.author, at=by.at, **changes)))

        self._change(CHANGE, change)

    def _make(self, text: str) -> None:
        item, made = self._class()

        def change(_: Document, by: By) -> ChangeSet:
            return ChangeSet.adding(
                Annotation(
                    id=AnnotationId(new_id()),
                    class_id=item.id,
                    shape=Caption(text),
                    attributes=item.defaults,
                    author=by.author,
                    created=by.at,
                    edited=by.at,
                )
            )

        self._change(ADD, change, along=Along(classes={item.id: (None, item)} if made else None))

    def _class(self) -> tuple[ImageClass, bool]:
        """That of the image's last caption, else the one called so, and whether it is new."""
        session, classes = self._workspace.shown.session, self._workspace.classes
        document = session.document if session is not None else {}
        last = [a.class_id for a in document.values() if isinstance(a.shape, Caption)][-1:]
        known = classes.get(last[0]) if last else classes.named(CLASS)
        if known is not None:
            return known, False
        return replace(classes.fresh(CLASS), key=""), True
