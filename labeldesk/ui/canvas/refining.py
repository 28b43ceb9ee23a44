"""Makes sharp what the picture layer could show only coarsely at once, on a thread of its own."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer

from labeldesk.imaging.pixels import Bgrx
from labeldesk.jobs.runner import Runner
from labeldesk.ui.canvas.deliver import Deliver
from labeldesk.ui.canvas.picture_layer import PictureLayer, ValuesWish

RESTS_MS = 80  # without a step of the slider or the view


class Refining(QObject):
    """Asked by `follow` after each paint; calls `updated` when there is something sharper."""

    def __init__(
        self, layer: PictureLayer, updated: Callable[[], object], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._layer = layer
        self._updated = updated
        self._asked: ValuesWish | None = None
        self._runner = Runner(Deliver(self), name="refine")
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(RESTS_MS)
        self._rest.timeout.connect(self._ask)

    def follow(self) -> None:
        """Look whether the layer wishes for something else now."""
        if self._layer.wish != self._asked:
            self._asked = self._layer.wish
            self._rest.stop()
            if self._asked is not None:
                self._rest.start()

    def close(self) -> None:
        """Stop the thread."""
        self._runner.close()

    def _ask(self) -> None:
        wish = self._asked
        if wish is not None:
            self._runner.submit(lambda _: wish.fulfilled(), done=partial(self._came, wish), key=0)

    def _came(self, wish: ValuesWish, pixels: Bgrx) -> None:
        is_wished = self._layer.take(wish, pixels)
        if wish == self._asked:  # also if not: the next paint may wish for the same again
            self._asked = None
        if is_wished:
            self._updated()
