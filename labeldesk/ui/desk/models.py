"""Which models there are, and how the one in use is read."""

from __future__ import annotations

from collections.abc import Callable


def _nothing() -> None:
    return None


class Models:
    """The `models` of the desk. What opens the file dialog and the sheets is put here."""

    def __init__(self) -> None:
        self.ask: Callable[[], None] = _nothing
        self.show: Callable[[], None] = _nothing
        self.read: Callable[[], None] = _nothing

    def add(self) -> None:
        """Choose a model file."""
        self.ask()

    def library(self) -> None:
        """The models there are."""
        self.show()

    def correct(self) -> None:
        """How the model in use is read."""
        self.read()
