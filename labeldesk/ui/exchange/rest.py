"""What is typed is looked at when the typing rests."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

REST_MS = 250  # so long nothing is typed before a folder is looked at


class Rest(QTimer):
    """Calls `then` a short while after the last key, or when nothing more will be typed."""

    def __init__(self, then: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self.setSingleShot(True)
        self._then = then
        self.timeout.connect(then)

    def wait(self, *, is_typing: bool) -> None:
        """Begin anew; what is not typed does not wait."""
        self.start(REST_MS if is_typing else 0)

    def hurry(self) -> None:
        """Nothing more will be typed."""
        if self.isActive():
            self.stop()
            self._then()
