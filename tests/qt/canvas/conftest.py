"""A canvas with a picture, a session that remembers its edits, and a hand on the mouse."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.classes import ClassList
from labeldesk.domain.geometry import XY, Size
from labeldesk.domain.ids import ImageId
from labeldesk.editing.session import Session
from labeldesk.ui.canvas.canvas import Canvas

SIZE = Size(400, 300)
LEFT = Qt.MouseButton.LeftButton


class Desk:
    """The canvas under test."""

    def __init__(self, qtbot: QtBot, *annotations: Annotation) -> None:
        self.qtbot = qtbot
        self.edits: list[Any] = []
        self.classes = ClassList()
        for name in ("cat", "dog"):
            self.classes = self.classes.with_class(self.classes.fresh(name))
        self.cat, self.dog = (one.id for one in self.classes)
        self.canvas = Canvas()
        qtbot.addWidget(self.canvas)
        self.canvas.resize(600, 500)
        self.canvas.show()
        qtbot.waitExposed(self.canvas)
        grey = np.full((SIZE.height, SIZE.width, 4), 128, np.uint8)
        self.canvas.set_picture([grey], SIZE)
        self.canvas.set_class(self.cat)
        self.open(*annotations)

    def open(self, *annotations: Annotation) -> None:
        document = {one.id: one for one in annotations}
        self.session: Session[None] = Session(
            ImageId(1), SIZE, document, lambda edit, _: self.edits.append(edit)
        )
        self.canvas.set_session(self.session, self.classes)

    @property
    def shapes(self) -> list[Any]:
        return [one.shape for one in self.session.document.values()]

    def at(self, x: float, y: float) -> QPoint:
        view = self.canvas.view
        p = view.to_device(XY(x, y))
        return QPoint(round(p.x / view.dpr), round(p.y / view.dpr))

    def drag(self, *points: tuple[float, float]) -> None:
        QTest.mouseMove(self.canvas, self.at(*points[0]))
        QTest.mousePress(self.canvas, LEFT, pos=self.at(*points[0]))
        for point in points[1:]:
            QTest.mouseMove(self.canvas, self.at(*point))
        QTest.mouseRelease(self.canvas, LEFT, pos=self.at(*points[-1]))

    def click(self, x: float, y: float) -> None:
        QTest.mouseClick(self.canvas, LEFT, pos=self.at(x, y))

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: self.canvas.overlay.is_settled)

    def colour(self, x: float, y: float) -> tuple[int, int, int]:
        """What is painted at an image position."""
        self.settle()
        place, image = self.at(x, y), self.canvas.grab().toImage()
        ratio = image.devicePixelRatio()
        found = image.pixelColor(int(place.x() * ratio), int(place.y() * ratio))
        return found.red(), found.green(), found.blue()


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Callable[..., Desk]]:
    made: list[Desk] = []

    def make(*annotations: Annotation) -> Desk:
        made.append(Desk(qtbot, *annotations))
        return made[-1]

    yield make
    for one in made:
        one.canvas.close_layers()
