"""Thumbnails as pictures of Qt, by place in the list, for filmstrip and grid alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from labeldesk.imaging.pixels import Bgrx
from labeldesk.imaging.thumbnails import Thumbnails
from labeldesk.jobs.threads import Ending
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
        self._ending = Ending()
        self._sight: tuple[int, ...] = ()
        self._pictures: dict[str, QImage] = {}
        workspace.opened.connect(self._opened)
        workspace.closed.connect(self._leave)

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

    def is_broken(self, index: int) -> bool:
        """Whether the image in that place cannot be read, if that is known."""
        path = self._workspace.catalogue.paths[index]
        return self._thumbs is not None and self._thumbs.fault(path) is not None

    def want_these(self, indexes: Iterable[int]) -> None:
        """Make those, which are in sight, in that order."""
        self._sight = tuple(indexes)
        if self._thumbs is not None:
            paths = self._workspace.catalogue.paths
            self._thumbs.want([paths[index] for index in self._sight if index < len(paths)])

    def look_again(self, paths: Sequence[str] | None = None) -> None:
        """The files of these, or of all that are kept or in sight, may have changed."""
        if self._thumbs is not None:
            known = self._workspace.catalogue.paths
            seen = [known[index] for index in self._sight if index < len(known)]
            chosen = (*self._pictures, *seen) if paths is None else tuple(paths)
            for path in chosen:
                self._pictures.pop(path, None)
            self._thumbs.forget(chosen)
            self.want_these(self._sight)

    def close(self) -> None:
        """No thumbnails are made any more; waits for the one in the making."""
        self._leave()
        self._ending.wait()

    def _leave(self) -> None:
        if self._thumbs is not None:
            self._ending.add(self._thumbs.stop())
            self._thumbs = None
        self._pictures.clear()

    def _opened(self) -> None:
        self._leave()
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
