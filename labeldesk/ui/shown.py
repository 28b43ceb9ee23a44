"""The shown image's document: there once picture and annotations both are."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from labeldesk.domain.changes import Document, Edit
from labeldesk.domain.geometry import Size
from labeldesk.domain.ids import ImageId, SuggestionId
from labeldesk.domain.suggestion import Suggestion
from labeldesk.domain.text import Text
from labeldesk.editing.session import Session
from labeldesk.storage.records import OpenImage
from labeldesk.work.recorder import Recorder

_AGAIN_MS = 150

Commit = Callable[[Edit, Text], None]


class Shown(QObject):
    """Session and open suggestions of one image at a time.

    `session` is None until the picture was decoded and the annotations were read: only then
    can shapes be placed. Signals: `session_changed` when another one is in hand, or none;
    `suggestions_changed`; `settling` while the session that is about to go can still take what is
    being typed. `interrupt` is called before the document changes under a gesture,
    `is_busy` says whether there is one.
    """

    session_changed = Signal()
    suggestions_changed = Signal()
    settling = Signal()

    def __init__(self, recorder: Recorder, commit: Commit, parent: QObject) -> None:
        super().__init__(parent)
        self.author = ""
        self.session: Session[None] | None = None
        self.suggestions: list[Suggestion] = []
        self.interrupt: Callable[[], None] = lambda: None
        self.is_busy: Callable[[], bool] = lambda: False
        self._recorder = recorder
        self._commit = commit
        self._image_id: ImageId | None = None
        self._size: Size | None = None
        self._document: Document | None = None

    @property
    def size(self) -> Size | None:
        """The upright size of the picture, once it was decoded."""
        return self._size

    def show(self, image_id: ImageId | None) -> None:
        """Another image, or none; what was in hand is dropped."""
        self.settle()
        if self.session is not None:
            self.interrupt()
        self._image_id = image_id
        self._document = self._size = None
        self.suggestions = []
        if self.session is not None:
            self.session = None
            self.session_changed.emit()
        self.suggestions_changed.emit()
        if image_id is not None:
            self.read()

    def settle(self) -> None:
        """Let fields give what is being typed in them, before it is too late."""
        if self.session is not None:
            self.settling.emit()

    def picture_is(self, image_id: ImageId, size: Size) -> None:
        """The picture of that image was decoded, maybe anew from a file of another size."""
        if image_id == self._image_id and self._size != size:
            self._size = size
            if self.session is not None:  # what was edited since is newer than what was read
                self.interrupt()
                self._document = self.session.document
            self._begin()

    def read(self) -> None:
        """Read annotations and suggestions anew."""
        image_id, project = self._image_id, self._recorder.project
        if image_id is None:
            return
        if project is None and not self._recorder.is_saved:
            self._recorder.ensure(lambda _: self.read())  # edits wait: this image may have some
            return
        if project is None:
            self._have(image_id, self._revision, OpenImage({}, []))
            return
        from labeldesk.storage import moments

        question = project.later(partial(moments.open_image, image_id=image_id))
        self._recorder.ask(question, partial(self._have, image_id, self._revision))

    def read_suggestions(self) -> None:
        """Read the open suggestions anew."""
        image_id, project = self._image_id, self._recorder.project
        if project is not None and image_id is not None:
            from labeldesk.storage import moments

            question = project.later(partial(moments.open_suggestions, image_id=image_id))
            self._recorder.ask(question, partial(self._have_suggestions, image_id))

    def decided(self, ids: Collection[SuggestionId]) -> None:
        """Suggestions were accepted or rejected: they are open no longer."""
        if ids:
            self.suggestions = [s for s in self.suggestions if s.id not in ids]
            self.suggestions_changed.emit()

    def revert(self, edit: Edit) -> None:
        """Follow an undo or redo: in place if the document is the one it began from."""
        session = self.session
        if session is not None and edit.image_id == session.image_id and _fits(edit, session):
            self.interrupt()
            session.revert(edit)
            self.read_suggestions()
        else:
            self.read()

    @property
    def _revision(self) -> int | None:
        return self.session.revision if self.session is not None else None

    def _have(self, image_id: ImageId, revision: int | None, found: OpenImage) -> None:
        if image_id != self._image_id:
            return
        if self.session is None:
            self._document = found.document
            self._begin()
        elif revision != self._revision:  # edited while this was read: it is already old
            self.read()
            return
        elif found.document != self.session.document:
            if self.is_busy():  # what is in the hand is never dropped for news from elsewhere
                QTimer.singleShot(_AGAIN_MS, self.read)
                return
            self.interrupt()
            self.session.reset(found.document)
        self._have_suggestions(image_id, found.suggestions)

    def _have_suggestions(self, image_id: ImageId, found: list[Suggestion]) -> None:
        if image_id == self._image_id:
            self.suggestions = found
            self.suggestions_changed.emit()

    def _begin(self) -> None:
        if self._document is None or self._size is None or self._image_id is None:
            return
        self.session = Session(
            self._image_id, self._size, self._document, self._commit, author=self.author
        )
        self.session_changed.emit()


def _fits(edit: Edit, session: Session[None]) -> bool:
    return all(session.document.get(key) == old for key, (old, _) in edit.changes.steps.items())
