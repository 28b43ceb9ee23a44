"""Thumbnails as pictures of Qt, by place in the list, for filmstrip and grid alike."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from labeldesk.imaging.pixels import Bgrx
from labeldesk.imaging.thumbnails import Thumbnails
from labeldesk.ui.workspace import Deliver, Workspace

_KEPT = 2_000


class Thumbs(QObject):
    """Signal: `arrived(path)` when one is there."""

    arrived = Signal(str)

    def __init__(self, workspace: Workspace, deliver: Deliver, cache: Path) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._deliver = deliver
        self._cache = cache
        self._thumbs: Thumbnails | None = None
        self._pictures: dict[str, QImage] = {}
        workspace.opened.connect(self._opened)
        workspace.closed.connect(self.close)

    def image(self, index: int) -> QImage | None:
        """The thumbnail of the image in that place, if it is there; called while painting."""
        path = self._workspace.catalogue.paths[index]
        known = self._pictures.get(path)
        if known is not None or self._thumbs is None:
            return known
        pixels = self._thumbs.get(path)
        if pixels is None:
            return None
        if len(self._pictures) >= _KEPT:
            self._pictures.clear()
        self._pictures[path] = image_of(pixels)
        return self._pictures[path]

    def want(self, first: int, last: int) -> None:
        """Make those from `first` to `last`, which are in sight."""
        self.want_these(range(max(first, 0), last + 1))

    def want_these(self, indexes: Iterable[int]) -> None:
        """Make those, which are in sight, in that order."""
        if self._thumbs is not None:
            paths = self._workspace.catalogue.paths
            self._thumbs.want([paths[index] for index in indexes if index < len(paths)])

    def close(self) -> None:
        """No thumbnails are made any more."""
        if self._thumbs is not None:
            self._thumbs.close()
            self._thumbs = None
        self._pictures.clear()

    def _opened(self) -> None:
        self.close()
        source = self._workspace.source
        if source is not None:
            self._thumbs = Thumbnails(
                source.root, self._cache, deliver=self._deliver, arrived=self.arrived.emit
            )


def image_of(pixels: Bgrx) -> QImage:
    """BGRX pixels (h, w, 4) as a picture of Qt that owns them."""
    height, width = pixels.shape[:2]
    shared = QImage(pixels.data, width, height, pixels.strides[0], QImage.Format.Format_RGB32)
    return shared.copy()
