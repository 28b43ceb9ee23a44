"""What the guide shows of every tool: the canvas in the middle of a gesture, by a real pointer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from devtools.inside.stage import Stage
from labeldesk.domain.changes import ClassChange
from labeldesk.domain.geometry import XY
from labeldesk.domain.skeletons import FACE as FACE_5
from labeldesk.domain.text import Text
from labeldesk.tools.machine import hint_of
from labeldesk.tools.question import Looked
from labeldesk.tools.segment import WHICH

Place: TypeAlias = tuple[float, float]
PHOTOGRAPH = "chelsea.png"
_LEFT = Qt.MouseButton.LeftButton


class Pointer:
    """A hand over the canvas; places are pixels of the photograph."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self._canvas = stage.program.canvas

    def move(self, *places: Place) -> None:
        """Over these places, one after the other."""
        for place in places:
            QTest.mouseMove(self._canvas, self._at(place))
            self.stage.settle()

    def press(self, place: Place) -> None:
        """The left button goes down."""
        self.move(place)
        QTest.mousePress(self._canvas, _LEFT, pos=self._at(place))

    def release(self, place: Place) -> None:
        """The left button goes up."""
        QTest.mouseRelease(self._canvas, _LEFT, pos=self._at(place))
        self.stage.settle()

    def drag(self, first: Place, *others: Place) -> None:
        """Press, move, release."""
        self.press(first)
        self.move(*others)
        self.release(others[-1])

    def click(self, *places: Place) -> None:
        """Press and release at each place."""
        for place in places:
            self.press(place)
            self.release(place)

    def waits(self) -> None:
        """Until a search in the pixels has been answered."""
        machine = self._canvas.machine
        before = tuple(machine.marks())
        self.stage.until(lambda: tuple(machine.marks()) != before or not machine.busy)

    def _at(self, place: Place) -> QPoint:
        view = self._canvas.view
        at = view.to_device(XY(*place))
        return QPoint(round(at.x / view.dpr), round(at.y / view.dpr))


Hand: TypeAlias = Callable[[Pointer], None]


EYE, NOSE = (172.0, 112.0), (266.0, 241.0)
EDGE = [(236.0, 232.0), (264.0, 264.0), (298.0, 236.0)]


def _dragged(*places: Place) -> Hand:
    """Pressed and moved, not yet let go."""

    def hand(pointer: Pointer) -> None:
        pointer.press(places[0])
        pointer.move(*places[1:])

    return hand


def _clicked(places: Iterable[Place], then: Place | None = None) -> Hand:
    """Clicked one after the other, the pointer on its way to the next."""

    def hand(pointer: Pointer) -> None:
        pointer.click(*places)
        if then is not None:
            pointer.move(then)

    return hand


def _rotated(pointer: Pointer) -> None:
    pointer.drag((118, 150), (200, 96), (322, 60))
    pointer.move((352, 150))


def _wire(pointer: Pointer) -> None:
    pointer.click(EDGE[0])
    pointer.move(EDGE[1])
    pointer.waits()
    pointer.click(EDGE[1])
    pointer.move(EDGE[2])
    pointer.waits()


def _wand(pointer: Pointer) -> None:
    pointer.press(NOSE)
    pointer.waits()


def _superpixel(pointer: Pointer) -> None:
    """Over the eye, at whose rim the segments end."""
    pointer.press((150, 104))
    pointer.waits()
    pointer.move((150, 124), (172, 132), (194, 124), (190, 98), (172, 94), (182, 116))


def _cut_out(pointer: Pointer) -> None:
    pointer.drag((88, 14), (200, 150), (372, 292))
    pointer.waits()


def _segment(pointer: Pointer) -> None:
    canvas = pointer.stage.program.canvas
    pointer.stage.until(lambda: canvas.env.looked is Looked.READY)
    pointer.drag((128, 74), (180, 110), (218, 146))
    pointer.click((160, 120))
    pointer.stage.until(lambda: hint_of(canvas.machine)[0].source == WHICH.source)


def _keypoints(pointer: Pointer) -> None:
    pointer.stage.program.canvas.offer(FACE_5)
    pointer.drag((20, 4), (220, 120), (450, 296))


TOOLS: Mapping[str, Hand] = {
    "box": _dragged((134, 76), (180, 110), (212, 146)),
    "extreme": _clicked([(172, 78), (136, 112), (172, 146)], (212, 112)),
    "rotated": _rotated,
    "ellipse": _dragged((136, 78), (180, 110), (210, 146)),
    "polygon": _clicked([(238, 228), (272, 222), (300, 230), (290, 252)], (266, 268)),
    "livewire": _wire,
    "line": _clicked([(238, 190), (300, 186), (372, 170)], (420, 150)),
    "point": _clicked([EYE], (300, 130)),
    "brush": _dragged((150, 112), (172, 96), (192, 112), (172, 128)),
    "wand": _wand,
    "superpixel": _superpixel,
    "cutout": _cut_out,
    "segment": _segment,
    "keypoints": _keypoints,
}
"""Tool -> what the hand does; the picture is taken when it has."""


def begin(stage: Stage, model: Sequence[Path]) -> None:
    """The photograph alone, a class to draw with, and a model that marks what is clicked."""
    workspace = stage.program.workspace
    made = workspace.classes.fresh("cat")
    workspace.apply(ClassChange({made.id: (None, made)}), Text("History", "New class"))
    stage.until(lambda: workspace.recorder.is_saved)
    stage.program.choice.class_id = made.id
    stage.run("view.panels")
    stage.program.window.dropped.emit(list(model))
    stage.until(lambda: stage.program.models.shelf.pair is not None)


def shown(stage: Stage, tool: str) -> QImage:
    """The canvas with that tool at work; afterwards everything is as before."""
    canvas = stage.program.canvas
    before = canvas.session.document
    stage.run(f"tool.{tool}")
    TOOLS[tool](Pointer(stage))
    image = stage.picture(canvas)
    canvas.cancel()
    if canvas.session.document != before:
        stage.run("edit.undo")
        stage.until(lambda: canvas.session.document.keys() == before.keys())
    return image
