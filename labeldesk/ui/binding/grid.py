"""The grid: the images of the filter with states and tags; the current one large in triage."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject

from labeldesk.domain.ids import ImageId
from labeldesk.imaging.picture import Picture
from labeldesk.imaging.tone import seen
from labeldesk.ui.binding.display import DisplayBinding
from labeldesk.ui.binding.images import filter_options
from labeldesk.ui.binding.rows import mark_at, marks_of
from labeldesk.ui.desk.batch import Batch
from labeldesk.ui.grid_page import GridPage
from labeldesk.ui.image_tags import ImageTags
from labeldesk.ui.panels.grid_cells import Tag
from labeldesk.ui.panels.key_row import TagKey
from labeldesk.ui.pictures import Pictures
from labeldesk.ui.thumbs import Thumbs, image_of
from labeldesk.ui.waiting import WaitingCounts
from labeldesk.ui.workspace import Workspace
from labeldesk.work.sieve import origins

_ONE_BY_ONE = 64


class GridBinding(QObject):
    """Follows the workspace as the filmstrip does.

    The grid counts positions in the list; `_shown` are their places in the catalogue.
    """

    def __init__(
        self,
        workspace: Workspace,
        page: GridPage,
        sights: tuple[Thumbs, Pictures, DisplayBinding],
        counts: WaitingCounts,
        tags: ImageTags,
    ) -> None:
        thumbs, pictures, display = sights
        super().__init__(page)
        self._workspace = workspace
        self._page = page
        self._grid = page.grid
        self._thumbs = thumbs
        self._pictures = pictures
        self._display = display
        self._shown: NDArray[np.intp] = np.zeros(0, np.intp)
        self._ids: NDArray[np.int64] = np.zeros(0, np.int64)
        self._tags = tags
        self._grid.set_thumbs(
            lambda at: thumbs.image(int(self._shown[at])),
            lambda at: thumbs.is_broken(int(self._shown[at])),
        )
        self._grid.set_tags(self._tags_at)
        self._grid.may_choose = self._may_go
        self._grid.image_chosen.connect(lambda at: workspace.go(int(self._shown[at])))
        self._grid.window_changed.connect(self._want)
        page.filter_chosen.connect(self._choose)
        thumbs.arrived.connect(self._arrived)
        pictures.was_shown.connect(self._pictured)
        page.bared.connect(self._preview)
        display.adjusted.connect(self._preview)
        workspace.listed.changed.connect(self._all)
        workspace.listed.grown.connect(lambda: self._all(origins(self._ids, workspace.listed.ids)))
        workspace.current_changed.connect(self._current)
        workspace.rows_changed.connect(self._rows)
        counts.changed.connect(self._waiting)
        workspace.classes_changed.connect(self._keys)
        tags.changed.connect(self._tagged)

    def serve(self, batch: Batch, is_seen: Callable[[], bool]) -> None:
        """Deeds on several images are on those selected here while the grid is seen."""
        nothing = np.zeros(0, np.intp)
        batch.places = lambda: self._shown[self._grid.picked()] if is_seen() else nothing
        batch.select_all = self._grid.pick_all
        batch.select_current = self._grid.pick_current

    def _choose(self, chosen: str) -> None:
        self._workspace.listed.choose(chosen)
        self._count()  # it may be the filter of before still

    def _all(self, before: NDArray[np.intp] | None = None) -> None:
        listed = self._workspace.listed
        self._shown, self._ids = listed.sieve.places, listed.ids
        self._grid.set_images(listed.names, before)
        self._refresh()
        self._current(self._workspace.index)

    def _refresh(self) -> None:
        """States and counts of the images that the grid has."""
        catalogue = self._workspace.catalogue
        self._grid.set_marks(marks_of(catalogue)[self._shown])
        self._grid.set_waiting(catalogue.suggestions[self._shown])
        self._count()

    def _count(self) -> None:
        catalogue = self._workspace.catalogue
        self._page.set_counts(len(self._shown), len(catalogue))
        sieve = self._workspace.listed.sieve
        self._page.set_filters(filter_options(catalogue, sieve), sieve.chosen)

    def _may_go(self) -> bool:
        return self._workspace.may_go()  # asked of whoever answers by then

    def _position(self, index: int) -> int:
        return self._workspace.listed.sieve.position(index)

    def _current(self, index: int) -> None:
        self._grid.set_current(self._position(index))
        self._preview()  # decoded ahead, it was there before the ring

    def _preview(self) -> None:
        self._pictured(self._pictures.current)

    def _want(self, first: int, last: int) -> None:
        self._thumbs.want_these(self._shown[max(first, 0) : last + 1].tolist())

    def _rows(self, indexes: list[int] | None) -> None:
        catalogue = self._workspace.catalogue
        if indexes is None or len(indexes) > _ONE_BY_ONE:
            self._refresh()
            return
        for index in indexes:
            if (at := self._position(index)) >= 0:
                waiting = int(catalogue.suggestions[index])
                self._grid.set_one(at, mark_at(catalogue, index), waiting)
        self._count()

    def _waiting(self, places: NDArray[np.intp]) -> None:
        counts = self._workspace.catalogue.suggestions
        if len(places) > _ONE_BY_ONE:
            self._grid.set_waiting(counts[self._shown])
            return
        for place in places.tolist():
            if (at := self._position(place)) >= 0:
                self._grid.set_one(at, waiting=int(counts[place]))

    def _keys(self) -> None:
        classes = self._workspace.classes
        keyed = (c for c in classes if c.key)
        self._page.set_keys(
            [TagKey(c.key, c.name, c.colour, classes.second_mark(c.id)) for c in keyed]
        )
        self._grid.tags_changed()  # their names and colours may be others

    def _tags_at(self, at: int) -> Sequence[Tag]:
        workspace = self._workspace
        image_id = workspace.catalogue.id_at(int(self._shown[at]))
        known = (workspace.classes.get(class_id) for class_id in self._tags.of(image_id))
        return [(item.name, item.colour) for item in known if item is not None]

    def _tagged(self, images: list[ImageId] | None) -> None:
        if images is None:
            self._grid.tags_changed()
            return
        for image_id in images:
            index = self._workspace.catalogue.index_of(image_id)
            if index is not None and (at := self._position(index)) >= 0:
                self._grid.tags_changed(at)

    def _pictured(self, picture: Picture | None) -> None:
        if self._page.is_bare and picture is not None:
            scale = self._page.preview_size()[0] / picture.size.width
            self._page.set_preview(image_of(seen(picture, scale, self._display.adjustment)))

    def _arrived(self, path: str) -> None:
        first, last = self._grid.in_sight()
        paths = self._workspace.catalogue.paths
        for at in range(max(first, 0), min(last + 1, len(self._shown))):
            if paths[self._shown[at]] == path:
                self._grid.thumb_arrived(at)
