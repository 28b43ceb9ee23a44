"""A hand that drives the tools as a person would, and a desk that remembers what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.changes import ChangeSet, Document, Edit
from labeldesk.domain.classes import ClassList
from labeldesk.domain.geometry import Size
from labeldesk.domain.ids import AnnotationId, ClassId, ImageId
from labeldesk.domain.shapes import Box, Polygon, Shape
from labeldesk.domain.text import Text
from labeldesk.editing.selection import Selection
from labeldesk.editing.session import Phase, Session
from labeldesk.raster.index import ShapeIndex
from labeldesk.tools.env import Env, Ports
from labeldesk.tools.machine import Machine
from labeldesk.tools.pointer import PLAIN, Button, Key, Modifiers, Pointer
from labeldesk.tools.state import Cursor

CAT, DOG = ClassId(1), ClassId(2)
SIZE = Size(640, 480)


def annotation(number: int, shape: Shape, class_id: ClassId = CAT, **more: Any) -> Annotation:
    return Annotation(id=AnnotationId(number), class_id=class_id, shape=shape, **more)


def box(number: int, x0: float, y0: float, x1: float, y1: float, **more: Any) -> Annotation:
    return annotation(number, Box(x0, y0, x1, y1), **more)


def polygon(number: int, *points: tuple[float, float], **more: Any) -> Annotation:
    return annotation(number, Polygon.of(list(points)), **more)


class Hand:
    """Presses, drags and types; positions are image pixels, `scale` screen px per image px."""

    def __init__(
        self,
        *annotations: Annotation,
        tool: str = "select",
        class_id: ClassId | None = CAT,
        scale: float = 1.0,
        classes: ClassList | None = None,
    ) -> None:
        self.asked: list[bool] = []
        self.edits: list[tuple[Edit, Text]] = []
        self.said: list[Text] = []
        self.panned: list[tuple[float, float]] = []
        self.phases: list[Phase] = []
        document = {one.id: one for one in annotations}
        self.session: Session[None] = Session(
            ImageId(1), SIZE, document, self._commit, author="hand", clock=lambda: 7
        )
        index = ShapeIndex(document)
        self.session.listen(self._heard)
        ports = Ports(
            say=self.said.append,
            pan=lambda dx, dy: self.panned.append((dx, dy)),
            template=lambda: self.asked.append(True),
        )
        self.env = Env(self.session, index, scale, class_id=class_id, ports=ports)
        self.env.classes = classes or ClassList()
        self.machine = Machine(self.env)
        self.machine.set_tool(tool)
        self.held = PLAIN

    def _commit(self, edit: Edit, title: Text) -> None:
        self.edits.append((edit, title))

    def _heard(self, change: ChangeSet, phase: Phase) -> None:
        self.phases.append(phase)
        if phase is Phase.COMMITTED:
            self.env.index.patch(change)

    @property
    def document(self) -> Document:
        return self.session.document

    @property
    def shapes(self) -> list[Any]:
        return [one.shape for one in self.document.values()]

    @property
    def titles(self) -> list[str]:
        return [str(title) for _, title in self.edits]

    @property
    def cursor(self) -> Cursor:
        return self.machine.state.cursor(self.env)

    def undone(self) -> Document:
        """The document with every edit taken back, newest first."""
        document = self.document
        for edit, _ in reversed(self.edits):
            document = edit.changes.inverted().applied_to(document)
        return document

    def holding(self, *, shift: bool = False, ctrl: bool = False, alt: bool = False) -> Hand:
        self.held = Modifiers(shift, ctrl, alt)
        return self

    def _e(self, x: float, y: float, button: Button = Button.LEFT) -> Pointer:
        return Pointer(x, y, self.held, button)

    def select(self, *numbers: int) -> Hand:
        self.env.select(Selection(tuple(AnnotationId(n) for n in numbers)))
        return self

    def move(self, x: float, y: float) -> Hand:
        self.machine.move(self._e(x, y))
        return self

    def press(self, x: float, y: float, button: Button = Button.LEFT) -> Hand:
        self.machine.press(self._e(x, y, button))
        return self

    def release(self, x: float, y: float, button: Button = Button.LEFT) -> Hand:
        self.machine.release(self._e(x, y, button))
        return self

    def click(self, x: float, y: float) -> Hand:
        return self.move(x, y).press(x, y).release(x, y)

    def right(self, x: float, y: float) -> Hand:
        self.move(x, y).press(x, y, Button.RIGHT)
        return self.release(x, y, Button.RIGHT)

    def double(self, x: float, y: float) -> Hand:
        self.click(x, y)
        self.machine.press(self._e(x, y), double=True)
        return self.release(x, y)

    def clicks(self, points: Iterable[tuple[float, float]]) -> Hand:
        for x, y in points:
            self.click(x, y)
        return self

    def drag(self, *points: tuple[float, float]) -> Hand:
        self.move(*points[0]).press(*points[0])
        for x, y in points[1:]:
            self.move(x, y)
        return self.release(*points[-1])

    def key(self, key: Key) -> bool:
        return self.machine.key(key, self.held)
