"""From a worker thread to the UI thread."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal


class Deliver(QObject):
    """The `deliver` port of a `Runner`: calls run on the thread that this object lives on."""

    _called = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._called.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def __call__(self, call: Callable[[], None]) -> None:
        """Queue the call; safe from any thread."""
        self._called.emit(call)

    def _run(self, call: Callable[[], None]) -> None:
        call()
