"""Joints one by one: set by clicks in the order of the template, and made hidden or absent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.changes import ChangeSet
from labeldesk.domain.geometry import XY, Ring
from labeldesk.domain.ids import AnnotationId
from labeldesk.domain.shapes import Keypoints
from labeldesk.domain.skeleton import (
    ABSENT,
    HIDDEN,
    VISIBLE,
    Skeleton,
    placed,
    present,
    with_visibility,
)
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.tools.env import Env
from labeldesk.tools.grips import VertexGrip
from labeldesk.tools.marks import Crosshair, Draft, Mark, ReadOut
from labeldesk.tools.pointer import Key, Modifiers, Pointer
from labeldesk.tools.state import UNFINISHED, WORK, Cursor, State

DRAW = QT_TRANSLATE_NOOP("History", "Draw keypoints")
PLACE = QT_TRANSLATE_NOOP("History", "Place joints")
TURN = QT_TRANSLATE_NOOP("History", "Change visibility of a joint")
NO_JOINT = QT_TRANSLATE_NOOP("Tools", "Keypoints need at least one joint")
_NEXT = QT_TRANSLATE_NOOP("Tools", "{name} · {n} of {count}")
_CLICK = QT_TRANSLATE_NOOP("Tools", "Click {name}, joint {n} of {count}")
HIDDEN_JOINT = ("Right click", QT_TRANSLATE_NOOP("Tools", "Hidden joint"))
_ABSENT = ("Delete", QT_TRANSLATE_NOOP("Tools", "Not there"))
_FINISH = ("Enter", QT_TRANSLATE_NOOP("Tools", "Finish without the rest"))
_NOWHERE = XY(0.0, 0.0)


def joint_words(skeleton: Skeleton, index: int, sentence: Text = _NEXT) -> Text:
    """The name of a joint and how far one is."""
    return sentence.filled(name=skeleton.name(index), n=index + 1, count=len(skeleton))


@dataclass(frozen=True, slots=True)
class Placing(State):
    """Joints are being set. `queue` are their numbers in turn, `joints` what is set already or was
    there before; `done` of the queue are set. `id` is the object they are set on, None for a new
    one; `after` is the state to go on with.
    """

    tool = "keypoints"
    hint = QT_TRANSLATE_NOOP("Tools", "Click the joints one by one")
    keys = (HIDDEN_JOINT, _ABSENT, _FINISH)
    busy = True

    skeleton: Skeleton
    joints: Keypoints
    queue: tuple[int, ...]
    after: State
    id: AnnotationId | None = None
    done: int = 0
    at: XY | None = None

    @property
    def unfinished(self) -> Text | None:
        return UNFINISHED if self.done >= WORK else None

    @staticmethod
    def fresh(skeleton: Skeleton, after: State) -> Placing:
        """A new object, no joint of which is set yet."""
        count = len(skeleton)
        nothing = Keypoints(Ring(np.zeros((count, 2))), (ABSENT,) * count)
        return Placing(skeleton, nothing, tuple(range(count)), after)

    @staticmethod
    def onto(one: Annotation, skeleton: Skeleton, which: Iterable[int], after: State) -> Placing:
        """Joints of an object that are absent and shall have a place."""
        assert isinstance(one.shape, Keypoints)
        return Placing(skeleton, one.shape, tuple(which), after, one.id)

    def said(self, env: Env) -> Text:
        return joint_words(self.skeleton, self.queue[self.done], _CLICK)

    def set_at(self, env: Env, at: XY, *, hidden: bool = False) -> State:
        """The joint in turn is here."""
        seen = HIDDEN if hidden else VISIBLE
        return self._passed(env, placed(self.joints, self.queue[self.done], at, seen), at)

    def hover(self, env: Env, e: Pointer) -> State:
        return replace(self, at=env.aimed(e).at)

    def leave(self, env: Env) -> State:
        return replace(self, at=None)

    def press(self, env: Env, e: Pointer) -> State:
        return self.hover(env, e)  # the joint follows the pointer until the button is let go

    def drag(self, env: Env, e: Pointer) -> State:
        return self.hover(env, e)

    def release(self, env: Env, e: Pointer) -> State:
        return self.set_at(env, env.aimed(e).at)

    def aside(self, env: Env, e: Pointer) -> State | None:
        return self.set_at(env, env.aimed(e).at, hidden=True)

    def key(self, env: Env, key: Key, modifiers: Modifiers) -> State | None:
        if key is Key.ENTER:
            return self.ended(env)
        if key in (Key.BACKSPACE, Key.UNDO):
            return self._back()
        if key is Key.DELETE:
            gone = with_visibility(self.joints, self.queue[self.done], ABSENT)
            return self._passed(env, gone, self.at)
        if key is Key.OCCLUDED and self.done and self.joints.visibility[self._last]:
            seen = HIDDEN if self.joints.visibility[self._last] == VISIBLE else VISIBLE
            return replace(self, joints=with_visibility(self.joints, self._last, seen))
        return None

    def cancel(self, env: Env) -> State:
        return self.after

    def ended(self, env: Env) -> State:
        """What is set becomes the object; what is not set is absent."""
        if not present(self.joints).any():
            env.ports.say(NO_JOINT)
            return self.after if self.done == len(self.queue) else self
        if self.id is None:
            env.finished(self.joints, DRAW, self.skeleton)
            return self.after
        one = env.annotation(self.id)
        if one is not None and one.shape != self.joints:
            env.change(PLACE, ChangeSet.replacing((one, env.revised(one, self.joints))))
        return self.after

    def marks(self, env: Env) -> Iterator[Mark]:
        if self.at is None:
            yield Draft(self.joints, self.skeleton)
            return
        turn = self.queue[self.done]
        yield Crosshair(self.at)
        yield Draft(placed(self.joints, turn, self.at), self.skeleton)
        yield ReadOut(self.at, joint_words(self.skeleton, turn))

    def cursor(self, env: Env) -> Cursor:
        return Cursor.CROSS

    @property
    def _last(self) -> int:
        return self.queue[self.done - 1]

    def _passed(self, env: Env, joints: Keypoints, at: XY | None) -> State:
        further = replace(self, joints=joints, done=self.done + 1, at=at)
        return further.ended(env) if further.done == len(self.queue) else further

    def _back(self) -> State:
        if self.done <= (self.id is None):
            return self.after
        gone = placed(self.joints, self._last, _NOWHERE, ABSENT)
        return replace(self, joints=gone, done=self.done - 1)


def turned(env: Env, grips: Iterable[VertexGrip]) -> bool:
    """Joints from visible to hidden, from hidden to absent, from absent to visible.

    All of them to what follows from the first one. Whether there were any; the last joint that is
    there stays.
    """
    wanted = [one for one in grips if isinstance(_shape(env, one.id), Keypoints)]
    if not wanted:
        return False
    shapes: dict[AnnotationId, Keypoints] = {}
    first = _shape(env, wanted[0].id)
    assert isinstance(first, Keypoints)
    following = (first.visibility[wanted[0].index] - 1) % (VISIBLE + 1)
    for grip in wanted:
        shape = shapes.get(grip.id, _shape(env, grip.id))
        assert isinstance(shape, Keypoints)
        shapes[grip.id] = with_visibility(shape, grip.index, following)
    change_joints(env, shapes)
    return True


def change_joints(env: Env, shapes: dict[AnnotationId, Keypoints]) -> None:
    """Other visibilities for objects, one undo step; a word says it if one would lose all."""
    if not all(present(shape).any() for shape in shapes.values()):
        env.ports.say(NO_JOINT)
        return
    pairs = [(one, shape) for key, shape in shapes.items() if (one := env.annotation(key))]
    env.change(TURN, ChangeSet.replacing(*((one, env.revised(one, s)) for one, s in pairs)))


def _shape(env: Env, key: AnnotationId) -> object:
    one = env.annotation(key)
    return one.shape if one is not None else None
