"""Runs what a tool wants found in the pixels of the picture on a thread of its own."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from labeldesk.domain.geometry import XY, Size
from labeldesk.domain.progress import Cancel
from labeldesk.jobs.runner import Runner
from labeldesk.raster.wand import Pixels
from labeldesk.tools.search import Search
from labeldesk.ui.canvas.deliver import Deliver
from labeldesk.ui.canvas.layer import Level


class Searching(QObject):
    """Searches the picture that is shown; of several the newest is `answered(Search, result)`.

    While only a reduced picture is there, a search waits for the full one. One that fails is
    answered with None, and its error goes where those of threads go.
    """

    answered = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = Runner(Deliver(self), name="search")
        self._pixels: Pixels | None = None
        self._waiting: Search | None = None

    def set_picture(self, levels: Sequence[Level], size: Size) -> None:
        """Another picture, or a sharper one of the same."""
        first = levels[0] if levels else None
        is_full = first is not None and first.shape[:2] == (size.height, size.width)
        self._pixels = first if is_full else None
        if self._waiting is not None and self._pixels is not None:
            self(self._waiting)

    def __call__(self, search: Search) -> None:
        """Answer `search` later, on this thread."""
        pixels, self._waiting = self._pixels, search
        if pixels is None:
            return
        self._waiting = None
        x0, y0, x1, y1 = map(int, search.region)
        window, corner = pixels[y0:y1, x0:x1], XY(float(x0), float(y0))

        def work(_: Cancel) -> Any:  # noqa: ANN401 (what the search gives)
            return search.find(window, corner)

        self._runner.submit(
            work,
            done=partial(self.answered.emit, search),
            failed=partial(self._failed, search),
            key=0,
        )

    def close(self) -> None:
        """Stop the thread."""
        self._runner.close()

    def _failed(self, search: Search, error: Exception) -> None:
        self.answered.emit(search, None)
        raise error
