"""The grid: every image with its state and its tags, and the current one large in triage."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from labeldesk.domain.changes import ChangeSet
from labeldesk.domain.ids import ClassId, ImageId
from labeldesk.editing.session import Phase
from labeldesk.editing.tags import tags_of
from labeldesk.imaging.picture import Picture
from labeldesk.ui.binding.rows import mark_of, marks_of
from labeldesk.ui.grid_page import GridPage
from labeldesk.ui.panels.key_row import TagKey
from labeldesk.ui.pictures import Pictures
from labeldesk.ui.thumbs import Thumbs, image_of
from labeldesk.ui.workspace import Workspace

_ONE_BY_ONE = 64


class GridBinding(QObject):
    """Follows the workspace as the filmstrip does; knows the tags of all images."""

    def __init__(
        self, workspace: Workspace, page: GridPage, thumbs: Thumbs, pictures: Pictures
    ) -> None:
        super().__init__(page)
        self._workspace = workspace
        self._page = page
        self._grid = page.grid
        self._unlisten: Callable[[], None] = lambda: None
        self._grid.set_thumbs(thumbs.image)
        self._grid.image_chosen.connect(workspace.go)
        self._grid.window_changed.connect(thumbs.want)
        thumbs.arrived.connect(self._arrived)
        pictures.was_shown.connect(self._shown)
        workspace.opened.connect(self._all)
        workspace.closed.connect(lambda: self._grid.set_images(()))
        workspace.current_changed.connect(self._grid.set_current)
        workspace.rows_changed.connect(self._rows)
        workspace.classes_changed.connect(self._keys)
        workspace.shown.session_changed.connect(self._session)

    def _all(self) -> None:
        catalogue = self._workspace.catalogue
        self._grid.set_images(catalogue.paths)
        self._grid.set_marks(marks_of(catalogue.states))
        self._grid.set_waiting(catalogue.suggestions)
        self._page.set_counts(len(catalogue), len(catalogue))
        project = self._workspace.project
        if project is not None:
            from labeldesk.storage import moments

            self._workspace.recorder.ask(project.later(moments.image_tags), self._have_tags)

    def _rows(self, indexes: list[int] | None) -> None:
        catalogue = self._workspace.catalogue
        if indexes is None or len(indexes) > _ONE_BY_ONE:
            self._all()
            self._grid.set_current(self._workspace.index)
            return
        for index in indexes:
            waiting = int(catalogue.suggestions[index])
            self._grid.set_one(index, mark_of(catalogue.state(index)), waiting)

    def _keys(self) -> None:
        classes = self._workspace.classes
        keyed = (c for c in classes if c.key)
        self._page.set_keys(
            [TagKey(c.key, c.name, c.colour, classes.second_mark(c.id)) for c in keyed]
        )

    def _have_tags(self, found: dict[ImageId, tuple[ClassId, ...]]) -> None:
        place = self._workspace.catalogue.index_of
        named = ((place(image_id), self._named(classes)) for image_id, classes in found.items())
        self._grid.set_all_tags({index: tags for index, tags in named if index is not None})

    def _named(self, class_ids: tuple[ClassId, ...]) -> tuple[tuple[str, str], ...]:
        known = (self._workspace.classes.get(class_id) for class_id in class_ids)
        return tuple((item.name, item.colour) for item in known if item is not None)

    def _session(self) -> None:
        self._unlisten()
        session = self._workspace.shown.session
        self._unlisten = session.listen(self._heard) if session else lambda: None

    def _heard(self, change: ChangeSet, phase: Phase) -> None:
        session = self._workspace.shown.session
        if phase is not Phase.COMMITTED or session is None:
            return
        both = (one for step in change.steps.values() for one in step if one is not None)
        if any(one.shape.kind == "tag" for one in both):
            classes = tuple(tag.class_id for tag in tags_of(session.document))
            self._grid.set_tags(self._workspace.index, self._named(classes))

    def _shown(self, picture: Picture) -> None:
        if self._page.is_bare:
            level = picture.pyramid.level_for(self._page.preview_size()[0] / picture.size.width)
            self._page.set_preview(image_of(level.pixels))

    def _arrived(self, path: str) -> None:
        first, last = self._grid.in_sight()
        paths = self._workspace.catalogue.paths
        for index in range(max(first, 0), min(last + 1, len(paths))):
            if paths[index] == path:
                self._grid.thumb_arrived(index)
