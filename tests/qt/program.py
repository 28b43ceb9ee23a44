"""The real program under real keys and a real pointer, offscreen, for the tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from labeldesk import app
from labeldesk.domain.geometry import XY

if TYPE_CHECKING:
    from labeldesk.ui.program import Program

WAIT_MS = 15_000
LEFT = Qt.MouseButton.LeftButton


def photographs(folder: Path, many: int = 5, size: tuple[int, int] = (200, 150)) -> Path:
    """``1.png`` ... with noise on them."""
    folder.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(7)
    for n in range(1, many + 1):
        small = rng.integers(0, 255, (6, 8, 3), np.uint8)
        picture = cv2.resize(small, size, interpolation=cv2.INTER_CUBIC)
        cv2.imwrite(str(folder / f"{n}.png"), picture)
    return folder


class Fingers:
    """Keys and the pointer, as events. Places are pixels of the image."""

    qtbot: QtBot
    running: app.Labeldesk
    window: QWidget

    @property
    def program(self) -> Program:
        assert self.running.program is not None
        return self.running.program

    def until(self, holds: Callable[[], object]) -> None:
        """Wait, with the window live, until it holds."""
        self.qtbot.waitUntil(lambda: bool(holds()), timeout=WAIT_MS)

    def settle(self) -> None:
        """What was set off for the next turn of the event loop has happened."""
        for _ in range(3):
            QApplication.processEvents()

    def key(self, *chords: str) -> None:
        """Press and release each, where the keyboard focus is."""
        for chord in chords:
            combination = QKeySequence(chord)[0]
            target = QApplication.focusWidget() or self.window
            QTest.keyPress(target, combination.key(), combination.keyboardModifiers())
            target = QApplication.focusWidget() or self.window  # the press may have moved it
            QTest.keyRelease(target, combination.key(), combination.keyboardModifiers())
            self.settle()

    def type(self, text: str) -> None:
        """Into whatever has the focus."""
        QTest.keyClicks(QApplication.focusWidget(), text)

    def at(self, x: float, y: float) -> QPoint:
        """That image pixel on the canvas."""
        view = self.program.canvas.view
        place = view.to_device(XY(x, y))
        return QPoint(round(place.x / view.dpr), round(place.y / view.dpr))

    def click(self, x: float, y: float, button: Qt.MouseButton = LEFT) -> None:
        """Press and release."""
        QTest.mouseMove(self.program.canvas, self.at(x, y))
        QTest.mouseClick(self.program.canvas, button, pos=self.at(x, y))
        self.settle()

    def press(self, x: float, y: float) -> None:
        """Only press."""
        QTest.mouseMove(self.program.canvas, self.at(x, y))
        QTest.mousePress(self.program.canvas, LEFT, pos=self.at(x, y))

    def drag(self, start: tuple[float, float], *way: tuple[float, float]) -> None:
        """Press, move over a place halfway or over those given, release at the last."""
        canvas = self.program.canvas
        self.press(*start)
        end = way[-1]
        middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
        for place in way if len(way) > 1 else (middle, end):
            QTest.mouseMove(canvas, self.at(*place))
            self.settle()
        QTest.mouseRelease(canvas, LEFT, pos=self.at(*end))
        self.settle()


class Hand(Fingers):
    """Someone who works with the program."""

    def __init__(self, qtbot: QtBot, running: app.Labeldesk) -> None:
        self.qtbot = qtbot
        self.running = running
        self.until(lambda: running.program is not None)
        self.window = running.window
        self.window.activateWindow()
        self.until(self.window.isActiveWindow)
        self.hints: list[str] = []
        self._ended = False
        self.errors: list[str] = []
        self.program.voice.toasted.connect(self._heard)
        self.program.workspace.failed.connect(lambda error: self.errors.append(str(error)))

    @property
    def workspace(self) -> Any:
        return self.program.workspace

    @property
    def index(self) -> int:
        """The place of the open image."""
        return int(self.workspace.index)

    def _heard(self, text: Any) -> None:
        if text is not None:
            from labeldesk.ui.translate import tr

            self.hints.append(tr(text))

    def ready(self) -> None:
        """The open image can be edited and everything is on the disk."""
        self.until(lambda: self.workspace.shown.session is not None)
        self.until(lambda: self.workspace.recorder.is_saved)

    def name(self, text: str) -> None:
        """Answer the field that asks for a class."""
        field = self.focus(QLineEdit)
        field.clear()
        self.type(text)
        self.key("Return")

    def focus(self, kind: type) -> Any:
        """The widget with the keyboard, which has to be of that kind."""
        self.until(lambda: isinstance(QApplication.focusWidget(), kind))
        return QApplication.focusWidget()

    def add_classes(self, *names: str) -> None:
        """Classes, as if loaded from a list."""
        self.program.desk.classes.take_names(list(names))
        self.until(lambda: len(self.workspace.classes) >= len(names))
        self.ready()

    def box(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Draw a box with the class that is current."""
        before = len(self.objects())
        self.key("w")
        self.drag(start, end)
        self.until(lambda: len(self.objects()) == before + 1)

    def objects(self) -> list[str]:
        """The class names of what is on the open image."""
        session = self.workspace.shown.session
        names = {c.id: c.name for c in self.workspace.classes}
        return [names[a.class_id] for a in session.document.values()] if session else []

    def shapes(self) -> list[Any]:
        """The annotations of the open image."""
        session = self.workspace.shown.session
        return list(session.document.values()) if session else []

    def go(self, index: int) -> None:
        """Another image, ready to be edited."""
        self.workspace.go(index)
        self.until(lambda: self.index == index and self.workspace.shown.session is not None)

    def do(self, action: str) -> None:
        """What a menu would do."""
        self.program.desk.trigger(action)
        self.settle()

    @property
    def facts(self) -> Any:
        """What the actions go by."""
        return self.program.desk.facts()

    def notices(self) -> list[str]:
        """The titles of the notices shown."""
        from labeldesk.ui.translate import tr

        return [tr(row.title) for row in self.window.notices.rows()]

    def sheet(self, name: str) -> Any:
        """The sheet of that name, when it lies over the window."""
        dim = self.program.sheets.dim
        self.until(lambda: dim.sheet() is not None and dim.sheet().objectName() == name)
        return dim.sheet()

    def open(self, path: Path) -> None:
        """Drop it on the window; wait for the first image."""
        self.window.dropped.emit([path])
        self.until(lambda: self.workspace.source is not None and self.workspace.source.root == path)

    def end(self) -> None:
        """Close the window, as its user would, and leave nothing running."""
        if self._ended:
            return
        self._ended = True
        QApplication.instance().removeEventFilter(self.program.keys)
        self.window.close()
        self.program.shut_down()
        self.window.deleteLater()
        QApplication.clipboard().clear()
        self.settle()
