"""The bar over the image and the filmstrip: where we are, and how far every image is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from labeldesk.imaging.pixels import Bgrx
from labeldesk.imaging.thumbnails import Thumbnails
from labeldesk.ui.binding.rows import mark_of, marks_of
from labeldesk.ui.panels.filmstrip import Filmstrip
from labeldesk.ui.panels.image_bar import ImageBar, ImageBarRow
from labeldesk.ui.workspace import Deliver, Workspace

_KEPT = 2_000  # thumbnails as pictures of Qt
_ONE_BY_ONE = 64  # more rows than this are brought up to date in one go


class ImagesBinding(QObject):
    """Shows place, name, state and progress; a click in the strip goes there."""

    def __init__(
        self, workspace: Workspace, bar: ImageBar, film: Filmstrip, deliver: Deliver, cache: Path
    ) -> None:
        super().__init__(bar)
        self._workspace = workspace
        self._bar = bar
        self._film = film
        self._deliver = deliver
        self._cache = cache
        self._thumbs: Thumbnails | None = None
        self._pictures: dict[int, QImage] = {}
        film.set_thumbs(self._thumb)
        film.image_chosen.connect(workspace.go)
        film.window_changed.connect(self._want)
        workspace.opened.connect(self._opened)
        workspace.closed.connect(self.close)
        workspace.current_changed.connect(self._current)
        workspace.rows_changed.connect(self._rows)
        workspace.shown.session_changed.connect(self._show_bar)

    def close(self) -> None:
        """No thumbnails are made any more."""
        if self._thumbs is not None:
            self._thumbs.close()
            self._thumbs = None
        self._pictures.clear()
        self._film.set_images(())

    def _opened(self) -> None:
        source = self._workspace.source
        if source is None:
            return
        if self._thumbs is not None:
            self._thumbs.close()
        self._pictures.clear()
        self._thumbs = Thumbnails(
            source.root, self._cache, deliver=self._deliver, arrived=self._arrived
        )
        self._all()

    def _all(self) -> None:
        catalogue = self._workspace.catalogue
        self._film.set_images(catalogue.paths)
        self._film.set_marks(marks_of(catalogue.states))
        self._film.set_waiting(catalogue.suggestions)

    def _current(self, index: int) -> None:
        self._film.set_current(index)
        self._show_bar()

    def _rows(self, indexes: list[int] | None) -> None:
        catalogue = self._workspace.catalogue
        if indexes is None or len(indexes) > _ONE_BY_ONE:
            current = self._workspace.index
            self._all()
            self._film.set_current(current)
        else:
            for index in indexes:
                waiting = int(catalogue.suggestions[index])
                self._film.set_one(index, mark_of(catalogue.state(index)), waiting)
        self._show_bar()

    def _show_bar(self) -> None:
        workspace, catalogue = self._workspace, self._workspace.catalogue
        if not workspace.is_open:
            return
        size = workspace.shown.size
        self._bar.set_row(
            ImageBarRow(
                position=workspace.index + 1,
                total=len(catalogue),
                name=catalogue.paths[workspace.index],
                size=None if size is None else (size.width, size.height),
                mark=mark_of(workspace.state),
                done=catalogue.done,
                of=len(catalogue),
            )
        )

    def _want(self, first: int, last: int) -> None:
        if self._thumbs is not None:
            paths = self._workspace.catalogue.paths
            self._thumbs.want(paths[first : last + 1])

    def _thumb(self, index: int) -> QImage | None:
        if self._thumbs is None:
            return None
        if index not in self._pictures:
            pixels = self._thumbs.get(self._workspace.catalogue.paths[index])
            if pixels is None:
                return None
            if len(self._pictures) > _KEPT:
                self._pictures.clear()
            self._pictures[index] = image_of(pixels)
        return self._pictures[index]

    def _arrived(self, path: str) -> None:
        first, last = self._film.in_sight()
        paths = self._workspace.catalogue.paths
        for index in range(max(first, 0), min(last + 1, len(paths))):
            if paths[index] == path:
                self._film.thumb_arrived(index)


def image_of(pixels: Bgrx) -> QImage:
    """BGRX pixels (h, w, 4) as a picture of Qt that owns them."""
    height, width = pixels.shape[:2]
    shared = QImage(pixels.data, width, height, pixels.strides[0], QImage.Format.Format_RGB32)
    return shared.copy()
