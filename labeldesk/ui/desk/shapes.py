"""What is done to the form of the selected objects."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.changes import ChangeSet, Document
from labeldesk.domain.geometry import Size
from labeldesk.domain.ids import ClassId
from labeldesk.domain.shapes import Keypoints
from labeldesk.domain.skeletons import line_of
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.editing import combining, converting, pixels
from labeldesk.editing.combining import Way
from labeldesk.editing.converting import Form
from labeldesk.editing.joints import joint_turned, sides_swapped
from labeldesk.editing.operations import By
from labeldesk.tools.joints import TURN, Placing
from labeldesk.tools.pointer import PLAIN, Key
from labeldesk.tools.select import SelectReady
from labeldesk.ui.canvas.canvas import Canvas
from labeldesk.ui.choice import Choice
from labeldesk.ui.desk.chosen import ALL_LOCKED, Chosen
from labeldesk.ui.desk.guard import may_edit
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
SIMPLIFY = QT_TRANSLATE_NOOP("History", "Simplify")
REST = QT_TRANSLATE_NOOP("History", "Fill the rest")
SWAP = QT_TRANSLATE_NOOP("History", "Swap left and right")
NO_ABSENT = QT_TRANSLATE_NOOP("Objects", "Every joint has its place already")
NO_CLASS = QT_TRANSLATE_NOOP("Objects", "Choose a class first: press / or a digit")
THIN_PX = 1.0

Found: TypeAlias = "ChangeSet | Text"


class Shapes(Chosen):
    """The `shapes` of the desk."""

    def __init__(self, workspace: Workspace, canvas: Canvas, choice: Choice, voice: Voice) -> None:
        super().__init__(workspace, canvas, voice)
        self._choice = choice

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
        """Fewer vertices; each time a little fewer, as far as the eye allows."""
        tolerance = THIN_PX / self._canvas.env.scale
        self._try(
            SIMPLIFY, lambda d, by, _: converting.simplified(d, self._selection, tolerance, by)
        )

    def fill_rest(self) -> None:
        """All pixels without an object, as one of the current class."""
        class_id: ClassId | None = self._choice.class_id
        if class_id is None:
            self._voice.toast(NO_CLASS)
            return
        self._try(REST, lambda d, by, size: pixels.rest_filled(d, class_id, by, size))

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

    def swap_sides(self) -> None:
        """Left joints of the selected keypoints, or those just drawn, where the right ones were."""
        skeletons, ids = self._canvas.colours.skeletons, [one.id for one in self._keypoints()]
        self._try(SWAP, lambda d, by, _: sides_swapped(d, ids, skeletons, by))

    def place_joints(self) -> None:
        """Click the absent joints of the keypoints selected last, or just drawn, one by one."""
        sets = self._keypoints()
        if sets:
            self.place_joints_of(sets[-1])

    def _keypoints(self) -> list[Annotation]:
        env = self._canvas.env
        among = (*self._chosen(),) or (env.annotation(env.fresh),)
        return [one for one in among if one is not None and isinstance(one.shape, Keypoints)]

    def place_joints_of(self, one: Annotation, which: Iterable[int] | None = None) -> None:
        """Click these joints of an object, or all that are absent, one by one."""
        assert isinstance(one.shape, Keypoints)
        absent = [i for i, seen in enumerate(one.shape.visibility) if not seen]
        wanted = absent if which is None else [*which]
        skeleton = self._canvas.colours.skeletons.get(one.class_id)
        if not wanted or one.locked:
            self._voice.toast(NO_ABSENT if not wanted else ALL_LOCKED)
        elif may_edit(self._workspace, self._voice):
            count = len(one.shape.joints)
            template = skeleton if skeleton and len(skeleton) >= count else line_of(count)
            self._canvas.take_up(Placing.onto(one, template, wanted, SelectReady()))

    def turn_joint(self) -> None:
        """The chosen joints from visible to hidden to absent."""
        self._canvas.machine.key(Key.OCCLUDED, PLAIN)

    def turn_joint_of(self, one: Annotation, index: int) -> None:
        """A joint from visible to hidden to absent, and back to where it was or should be."""
        skeleton = self._canvas.colours.skeletons.get(one.class_id)
        self._try(TURN, lambda d, by, size: joint_turned(d, one.id, index, skeleton, by, size))

    def _try(
        self, title: Text, make: Callable[[Document, By, Size], Found], *, new: bool = False
    ) -> None:
        """Make the change, or say why there is none."""
        session = self._workspace.shown.session
        if session is None:
            return
        size, reasons = session.size, []

        def change(document: Document, by: By) -> ChangeSet:
            found = make(document, by, size)
            if isinstance(found, ChangeSet):
                return found
            reasons.append(found)
            return ChangeSet()

        self._change(title, change, new=new)
        if reasons:
            self._voice.toast(reasons[0])
