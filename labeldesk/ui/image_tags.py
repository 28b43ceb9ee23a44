"""The tags of all images: read once, then kept in step with what is done."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Signal

from labeldesk.domain.changes import ChangeSet, TagChange
from labeldesk.domain.ids import ClassId, ImageId
from labeldesk.domain.shapes import Tag
from labeldesk.editing.session import Phase
from labeldesk.editing.tags import tags_of
from labeldesk.ui.workspace import Workspace

Tags = tuple[ClassId, ...]


class ImageTags(QObject):
    """Nothing is done per image: whoever shows one asks for its tags. Signal: `changed(ids)`,
    None for all.
    """

    changed = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._found: dict[ImageId, Tags] = {}
        self._edits = 0
        self._unlisten: Callable[[], None] = lambda: None
        workspace.opened.connect(self._opened)
        workspace.rows_changed.connect(self._rows)
        workspace.shown.session_changed.connect(self._session)

    def of(self, image_id: ImageId) -> Tags:
        """The classes that an image is tagged with."""
        return self._found.get(image_id, ())

    def all_have(self, images: Iterable[ImageId], class_id: ClassId) -> bool:
        """Whether each of them has that tag."""
        return all(class_id in self.of(image_id) for image_id in images)

    def follow(self, change: TagChange) -> None:
        """Many images were tagged; the disk hears of it meanwhile."""
        self._edits += 1
        tag = change.class_id
        if change.present and change.only:
            self._found.update(dict.fromkeys(change.images, (tag,)))
        else:
            added = (tag,) if change.present else ()
            for image_id in change.images:
                others = (one for one in self.of(image_id) if one != tag)
                self._found[image_id] = (*others, *added)
        self.changed.emit(None)

    def _opened(self) -> None:
        self._found = {}
        self._read()

    def _rows(self, places: list[int] | None) -> None:
        if places is None:  # many images changed
            self._read()

    def _read(self) -> None:
        project, edits = self._workspace.project, self._edits
        if project is None:
            return
        from labeldesk.storage import moments

        def have(found: dict[ImageId, Tags]) -> None:
            if edits != self._edits:  # tagged while this was read: it is already old
                self._read()
                return
            self._found = found
            self.changed.emit(None)

        self._workspace.recorder.ask(project.later(moments.image_tags), have)

    def _session(self) -> None:
        self._unlisten()
        session = self._workspace.shown.session
        self._unlisten = session.listen(self._heard) if session else lambda: None
        if session is not None:
            self._look()

    def _heard(self, change: ChangeSet, phase: Phase) -> None:
        both = (one for step in change.steps.values() for one in step if one is not None)
        if phase is Phase.COMMITTED and any(isinstance(one.shape, Tag) for one in both):
            self._look()

    def _look(self) -> None:
        """The open image says itself what it is tagged with."""
        session = self._workspace.shown.session
        if session is None:
            return
        tags = tuple(tag.class_id for tag in tags_of(session.document))
        if tags != self.of(session.image_id):
            self._edits += 1
            self._found[session.image_id] = tags
            self.changed.emit([session.image_id])
