"""Joints of keypoints, one by one."""

from __future__ import annotations

from collections.abc import Iterable

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.shapes import Keypoints
from labeldesk.domain.skeletons import line_of
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.editing.joints import joint_turned, sides_swapped
from labeldesk.tools.joints import TURN, Placing
from labeldesk.tools.pointer import PLAIN, Key
from labeldesk.tools.select import SelectReady
from labeldesk.ui.desk.chosen import ALL_LOCKED, Chosen
from labeldesk.ui.desk.guard import may_edit

SWAP = QT_TRANSLATE_NOOP("History", "Swap left and right")
NO_ABSENT = QT_TRANSLATE_NOOP("Objects", "Every joint has its place already")


class Joints(Chosen):
    """The `joints` of the desk."""

    def swap_sides(self) -> None:
        """Left joints of the selected keypoints, or those just drawn, where the right ones were."""
        skeletons, ids = self._canvas.colours.skeletons, [one.id for one in self._keypoints()]
        self._try(SWAP, lambda d, by, _: sides_swapped(d, ids, skeletons, by))

    def place(self) -> None:
        """Click the absent joints of the keypoints selected last, or just drawn, one by one."""
        sets = self._keypoints()
        if sets:
            self.place_of(sets[-1])

    def _keypoints(self) -> list[Annotation]:
        env = self._canvas.env
        among = (*self._chosen(),) or (env.annotation(env.fresh),)
        return [one for one in among if one is not None and isinstance(one.shape, Keypoints)]

    def place_of(self, one: Annotation, which: Iterable[int] | None = None) -> None:
        """Click these joints of an object, or all that are absent, one by one."""
        assert isinstance(one.shape, Keypoints)
        absent = [i for i, seen in enumerate(one.shape.visibility) if not seen]
        wanted = absent if which is None else [*which]
        skeleton = self._canvas.colours.skeletons.get(one.class_id)
        if not wanted or one.locked:
            self._voice.toast(NO_ABSENT if not wanted else ALL_LOCKED)
        elif may_edit(self._workspace, self._voice) and self.is_free():
            count = len(one.shape.joints)
            template = skeleton if skeleton and len(skeleton) >= count else line_of(count)
            self._canvas.take_up(Placing.onto(one, template, wanted, SelectReady()))

    def turn(self) -> None:
        """The chosen joints from visible to hidden to absent."""
        self._canvas.machine.key(Key.OCCLUDED, PLAIN)

    def turn_of(self, one: Annotation, index: int) -> None:
        """A joint from visible to hidden to absent, and back to where it was or should be."""
        skeleton = self._canvas.colours.skeletons.get(one.class_id)
        self._try(TURN, lambda d, by, size: joint_turned(d, one.id, index, skeleton, by, size))
