"""Outlines with fewer vertices, as few as the eye says while they are shown."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.changes import Document
from labeldesk.domain.geometry import XY
from labeldesk.domain.ids import AnnotationId
from labeldesk.domain.shapes import Polygon, Polyline, Shape
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.editing.converting import simplified
from labeldesk.editing.operations import By
from labeldesk.editing.session import Gesture
from labeldesk.tools.env import Env
from labeldesk.tools.marks import Mark, ReadOut
from labeldesk.tools.pointer import Key, Modifiers, Pointer
from labeldesk.tools.select import SelectReady
from labeldesk.tools.state import DRAG_PX, ESC_CANCELS, Cursor, KeyHint, State

SIMPLIFY = QT_TRANSLATE_NOOP("History", "Simplify")
NO_OUTLINE = QT_TRANSLATE_NOOP("Tools", "Select polygons or lines to leave out vertices")
NOTHING = QT_TRANSLATE_NOOP("Tools", "No vertex was left out")
READ = QT_TRANSLATE_NOOP("Tools", "{tolerance} px: {after} of {before} vertices")
BEGIN_PX = 1.0  # on the screen: what the eye does not see
DOUBLE_PX = 80.0  # of a drag on the screen that doubles the tolerance
STEPS = {Key.LEFT: 1 / 1.25, Key.DOWN: 1 / 1.25, Key.RIGHT: 1.25, Key.UP: 1.25}
LEAST, MOST = 0.01, 10_000.0  # image pixels


@dataclass(frozen=True, slots=True)
class Simplifying(State):
    """Outlines are shown with a tolerance that a drag sideways or the arrow keys change.

    `held` is where the button went down and the tolerance there was then.
    """

    tool = "select"
    hint = QT_TRANSLATE_NOOP("Tools", "Drag sideways for more or fewer vertices, Enter keeps it")
    keys: ClassVar[tuple[KeyHint, ...]] = (
        ("Right", QT_TRANSLATE_NOOP("Tools", "Fewer")),
        ("Left", QT_TRANSLATE_NOOP("Tools", "More")),
        ESC_CANCELS,
    )
    busy = True

    ids: tuple[AnnotationId, ...]
    gesture: Gesture[Any]
    tolerance: float
    held: tuple[XY, float] | None = None

    def press(self, env: Env, e: Pointer) -> State:
        return replace(self, held=(e.at, self.tolerance))

    def drag(self, env: Env, e: Pointer) -> State:
        if self.held is None:
            return self
        start, tolerance = self.held
        turned = (e.x - start.x) * env.scale / DOUBLE_PX
        return self.at(env, tolerance * math.exp2(min(max(turned, -30), 30)))

    def release(self, env: Env, e: Pointer) -> State:
        if self.held is not None and not env.far(self.held[0], e.at, DRAG_PX):
            return self._ended(env)
        return replace(self, held=None)

    def double(self, env: Env, e: Pointer) -> State:
        return self._ended(env)

    def key(self, env: Env, key: Key, modifiers: Modifiers) -> State | None:
        if key is Key.ENTER:
            return self._ended(env)
        return self.at(env, self.tolerance * STEPS[key]) if key in STEPS else None

    def cancel(self, env: Env) -> State:
        if self.gesture.is_open:
            self.gesture.cancel()
        return SelectReady()

    def marks(self, env: Env) -> Iterator[Mark]:
        bounds = env.session.live[self.ids[-1]].shape.bounds
        if bounds is not None:
            words = READ.filled(
                tolerance=f"{self.tolerance:.{2 if self.tolerance < 1 else 1}f}",
                after=vertices(env.session.live, self.ids),
                before=vertices(env.session.document, self.ids),
            )
            yield ReadOut(XY(bounds.x1, bounds.y1), words)

    def cursor(self, env: Env) -> Cursor:
        return Cursor.HORIZONTAL

    def at(self, env: Env, tolerance: float) -> State:
        """The outlines shown with that tolerance, image pixels."""
        tolerance = min(max(tolerance, LEAST), MOST)
        by = By(env.session.author, env.session.now())
        self.gesture.preview(simplified(env.session.document, self.ids, tolerance, by))
        return replace(self, tolerance=tolerance)

    def _ended(self, env: Env) -> State:
        if not self.gesture.change:
            env.ports.say(NOTHING)
        self.gesture.commit()
        return SelectReady()


def simplifying(env: Env, ids: Sequence[AnnotationId]) -> State | None:
    """The state that thins these outlines; None where none of them has one that may change."""
    found = (env.annotation(key) for key in ids)
    chosen = tuple(one.id for one in found if one is not None and _is_outline(one))
    if not chosen:
        return None
    begun = Simplifying(chosen, env.session.begin(SIMPLIFY), env.px(BEGIN_PX))
    return begun.at(env, begun.tolerance)


def vertices(document: Document, ids: Sequence[AnnotationId]) -> int:
    """How many vertices the outlines have together."""
    return sum(_count(document[key].shape) for key in ids)


def _is_outline(one: Annotation) -> bool:
    return not one.locked and isinstance(one.shape, Polygon | Polyline)


def _count(shape: Shape) -> int:
    match shape:
        case Polygon():
            return sum(map(len, shape.rings))
        case Polyline():
            return len(shape.line)
        case _:
            return 0
