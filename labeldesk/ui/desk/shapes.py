"""What is done to the form of the selected objects."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TypeAlias

from labeldesk.domain.ids import AnnotationId
from labeldesk.domain.shapes import Ellipse, RotatedBox
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.editing import combining, converting, operations, pixels
from labeldesk.editing.aligning import Edge, aligned
from labeldesk.editing.combining import Way
from labeldesk.editing.converting import Form
from labeldesk.tools.env import Env
from labeldesk.tools.simplify import NO_OUTLINE, simplifying
from labeldesk.tools.state import State
from labeldesk.tools.tighten import NO_BOX, tightening
from labeldesk.ui.canvas.canvas import Canvas
from labeldesk.ui.choice import Choice
from labeldesk.ui.desk.chosen import Chosen
from labeldesk.ui.desk.guard import may_edit
from labeldesk.ui.numbers import number_in
from labeldesk.ui.voice import Voice
from labeldesk.ui.workspace import Workspace

_TITLES = {
    Way.UNION: QT_TRANSLATE_NOOP("History", "Join objects"),
    Way.SUBTRACT: QT_TRANSLATE_NOOP("History", "Subtract objects"),
    Way.INTERSECT: QT_TRANSLATE_NOOP("History", "Intersect objects"),
    Way.XOR: QT_TRANSLATE_NOOP("History", "Exclude overlap"),
    Way.HOLE: QT_TRANSLATE_NOOP("History", "Make hole"),
}
CONVERT = QT_TRANSLATE_NOOP("History", "Convert")
SEPARATE = QT_TRANSLATE_NOOP("History", "Separate parts")
FILL = QT_TRANSLATE_NOOP("History", "Fill holes")
SMOOTH = QT_TRANSLATE_NOOP("History", "Smooth")
ALIGN = QT_TRANSLATE_NOOP("History", "Align")
SMOOTH_PX = 3.0  # on the screen
REST = QT_TRANSLATE_NOOP("History", "Fill the rest")
TURN = QT_TRANSLATE_NOOP("History", "Turn")
ANGLE = QT_TRANSLATE_NOOP("Objects", "Angle in degrees, clockwise")
NO_NUMBER = QT_TRANSLATE_NOOP("Objects", "Type a number of degrees")
DEGREES = QT_TRANSLATE_NOOP("Objects", "Degrees")
NOT_TURNED = QT_TRANSLATE_NOOP("Objects", "Only rotated boxes and ellipses have an angle")
NO_CLASS = QT_TRANSLATE_NOOP("Objects", "Choose a class first: press / or a digit")

Ask: TypeAlias = Callable[[Text, Text, Callable[[str], "Text | None"], str], None]
Begin: TypeAlias = Callable[[Env, Sequence[AnnotationId]], "State | None"]


class Shapes(Chosen):
    """The `shapes` of the desk."""

    def __init__(
        self, workspace: Workspace, canvas: Canvas, choice: Choice, voice: Voice, ask: Ask
    ) -> None:
        super().__init__(workspace, canvas, voice)
        self._choice = choice
        self._ask = ask

    def combine(self, way: str) -> None:
        """Let the objects selected later act on the one selected first."""
        kind = Way(way)
        self._try(
            _TITLES[kind],
            lambda d, by, size: combining.combined(d, self._selection, kind, by, size),
        )

    def convert(self, form: str) -> None:
        """The selected objects in another form."""
        kind = Form(form)
        self._try(
            CONVERT, lambda d, by, size: converting.converted(d, self._selection, kind, by, size)
        )

    def separate(self) -> None:
        """Every part of the selected objects as an object, all of them selected."""
        self._try(SEPARATE, lambda d, by, _: combining.separated(d, self._selection, by), new=True)

    def fill_holes(self) -> None:
        """The selected objects without holes."""
        self._try(FILL, lambda d, by, _: combining.filled(d, self._selection, by))

    def simplify(self) -> None:
        """Fewer vertices, as few as the user says while they are shown."""
        self._go_on(simplifying, NO_OUTLINE)

    def smooth(self) -> None:
        """Outlines and masks without bends that the eye does not need at this zoom."""
        sigma = max(self._canvas.env.px(SMOOTH_PX), 1.0)
        self._try(
            SMOOTH, lambda d, by, size: converting.evened(d, self._selection, sigma, by, size)
        )

    def align(self, edge: str) -> None:
        """The selected objects in line with the one selected last."""
        self._try(ALIGN, lambda d, by, size: aligned(d, self._selection, Edge(edge), by, size))

    def tighten(self) -> None:
        """The selected boxes drawn to the edges of what is in them."""
        self._go_on(tightening, NO_BOX)

    def angle(self) -> None:
        """Ask for the angle of the selected rotated boxes and ellipses."""
        found = [a.shape for a in self._chosen() if isinstance(a.shape, RotatedBox | Ellipse)]
        if not found:
            self._voice.toast(NOT_TURNED)
            return
        degrees = math.degrees(found[-1].angle)
        self._ask(ANGLE, DEGREES, self._turn, f"{round(degrees, 2):g}")

    def _turn(self, text: str) -> Text | None:
        degrees = number_in(text.removesuffix("°"))
        if degrees is None:
            return NO_NUMBER
        angle = math.remainder(math.radians(degrees), 2 * math.pi)
        self._change(TURN, lambda d, by: operations.turned(d, self._selection, by, angle))
        return None

    def fill_rest(self) -> None:
        """All pixels without an object, as one of the current class."""
        class_id = self._choice.class_id
        item = self._workspace.classes.get(class_id) if class_id is not None else None
        if item is None:
            self._voice.toast(NO_CLASS)
            return
        self._try(REST, lambda d, by, size: pixels.rest_filled(d, item, by, size))

    def select_same_class(self) -> None:
        """Everything in sight that is of the classes of the selected objects."""
        session = self._workspace.shown.session
        classes = {one.class_id for one in self._chosen()}
        if session is not None:
            same = [
                one.id
                for one in session.document.values()
                if one.class_id in classes and not one.hidden and one.shape.bounds is not None
            ]
            self._select((*self._selection, *same))

    def _go_on(self, begin: Begin, no: Text) -> None:
        """Give the canvas a state that works on the selection, or say why there is none."""
        if not may_edit(self._workspace, self._voice):
            return
        if not self.is_free():
            return
        state = begin(self._canvas.env, self._selection)
        if state is None:
            self._voice.toast(no)
        else:
            self._voice.hush()
            self._canvas.take_up(state)
