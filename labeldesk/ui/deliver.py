"""From any thread to the thread of the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal


class Delivery(QObject):
    """Calls arrive in order on the thread that made this object; the `deliver` port of jobs."""

    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open = True
        self._arrived.connect(self._call, Qt.ConnectionType.QueuedConnection)

    def __call__(self, call: Callable[[], None]) -> None:
        """Run `call` there, soon. From any thread."""
        self._arrived.emit(call)

    def close(self) -> None:
        """Drop whatever arrives from now on: the window is going."""
        self._open = False

    def _call(self, call: Callable[[], None]) -> None:
        if self._open:
            call()
