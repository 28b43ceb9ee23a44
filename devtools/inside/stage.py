"""The real window, driven from outside: waits until it shows what it should, and takes pictures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from time import monotonic
from typing import Self

from PySide6.QtCore import QEventLoop
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from labeldesk.app import Labeldesk, build
from labeldesk.ui.dialogs.sheet import Sheet
from labeldesk.ui.program import Program

LIMIT_S = 30.0
STEP_MS = 50
REST_S = 0.4
"""A window that looks the same for so long has finished drawing."""


class Stage:
    """A running program and its window of a fixed size in logical pixels."""

    def __init__(self, arguments: Sequence[str] = ()) -> None:
        self.labeldesk: Labeldesk = build(arguments)
        self.until(lambda: self.labeldesk.program is not None)

    @property
    def program(self) -> Program:
        """Everything behind the start page."""
        if self.labeldesk.program is None:
            raise RuntimeError("the program is not complete yet")
        return self.labeldesk.program

    def open(self, path: Path) -> None:
        """Open a project and wait for its first image."""
        self.program.wiring.open(path)
        self.until(lambda: self.program.workspace.is_open)
        self.until(lambda: self.program.workspace.shown.session is not None)

    def run(self, action_id: str) -> None:
        """Do what the action of that id does, as from a menu."""
        self.program.desk.trigger(action_id)

    def go(self, name: str) -> None:
        """Show the image of that name."""
        workspace = self.program.workspace
        workspace.go(workspace.catalogue.paths.index(name))
        self.until(lambda: workspace.shown.session is not None)

    def use(self, model: Path) -> None:
        """Add a model and wait until it has looked at the open image."""
        models = self.program.models
        answers: list[object] = []
        models.was_answered.connect(answers.append)
        models.failed_on.connect(answers.append)
        models.shelf.refused.connect(answers.append)
        self.program.wiring.open(model)
        self.until(lambda: bool(answers))
        if isinstance(answers[0], Exception):
            raise answers[0]

    def resize(self, width: int, height: int) -> None:
        """The window's size in logical pixels, also beyond the screen."""
        self.labeldesk.window.showNormal()
        self.labeldesk.window.resize(width, height)

    def sheet(self) -> Sheet | None:
        """The sheet that floats over the window."""
        return self.program.sheets.dim.sheet()

    def leave_sheet(self) -> None:
        """Close what floats over the window."""
        self.program.sheets.dim.close_sheet()

    def until(self, condition: Callable[[], bool]) -> None:
        """Let the program run until it is so; `TimeoutError` if that takes too long."""
        end = monotonic() + LIMIT_S
        while not condition():
            if monotonic() > end:
                raise TimeoutError("the window did not come to show what it should")
            self._turn()

    def settle(self) -> None:
        """What was set off for the next turns of the event loop has happened."""
        for _ in range(3):
            self.labeldesk.application.processEvents()

    def picture(self, part: QWidget | None = None) -> QImage:
        """The window, or a part of it, once it has come to rest."""
        shown = part or self.labeldesk.window
        last, since, end = _grabbed(shown), monotonic(), monotonic() + LIMIT_S
        while monotonic() - since < REST_S and monotonic() < end:
            self._turn()
            now = _grabbed(shown)
            if now != last:
                last, since = now, monotonic()
        return last

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the window and stop every thread: one left would keep the process."""
        self.labeldesk.window.close()
        self.program.shut_down()

    def _turn(self) -> None:
        flags = QEventLoop.ProcessEventsFlag.AllEvents
        self.labeldesk.application.processEvents(flags, STEP_MS)


def _grabbed(widget: QWidget) -> QImage:
    return widget.grab().toImage()
