"""Brush and Eraser: strokes of a disc on masks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.changes import ChangeSet
from labeldesk.domain.geometry import XY
from labeldesk.domain.ids import AnnotationId
from labeldesk.domain.mask import Mask
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.raster.stroke import Stroke
from labeldesk.tools.env import Env
from labeldesk.tools.marks import Disc, Mark, Painted, ReadOut
from labeldesk.tools.pointer import Pointer
from labeldesk.tools.reshape import READ_OUT
from labeldesk.tools.state import ESC_CANCELS, Cursor, State

PAINT = QT_TRANSLATE_NOOP("History", "Paint mask")
ERASE = QT_TRANSLATE_NOOP("History", "Erase mask")
NOTHING_TO_ERASE = QT_TRANSLATE_NOOP("Tools", "There is no mask here to erase")
SMALLEST, LARGEST = 0.5, 2_000.0  # radius, image pixels
KEYS = (
    ("Shift", QT_TRANSLATE_NOOP("Tools", "Straight from the last stroke")),
    ("[ ]", QT_TRANSLATE_NOOP("Tools", "Size")),
    ("Alt", QT_TRANSLATE_NOOP("Tools", "Drag to size")),
)


def editable_mask(env: Env, annotation_id: AnnotationId | None) -> tuple[Annotation, Mask] | None:
    """The annotation and its mask, if it is one that may be changed."""
    one = env.annotation(annotation_id)
    if one is None or one.locked or one.hidden or not isinstance(one.shape, Mask):
        return None
    return one, one.shape


def brush_target(env: Env) -> AnnotationId | None:
    """The mask a stroke goes on with: the fresh one or a selected one of the current class."""
    for key in (env.fresh, *reversed(env.selection.ids)):
        found = editable_mask(env, key)
        if found and env.class_id in (None, found[0].class_id):
            return found[0].id
    return None


def eraser_targets(env: Env) -> tuple[AnnotationId, ...]:
    """The masks an eraser takes from: the selected ones, else every one it meets."""
    chosen = tuple(key for key in env.selection if editable_mask(env, key))
    if chosen:
        return chosen
    return tuple(key for key in env.session.document if editable_mask(env, key))


@dataclass(frozen=True, slots=True)
class BrushReady(State):
    """The disc follows the pointer."""

    tool = "brush"
    hint = QT_TRANSLATE_NOOP("Tools", "Drag to paint a mask")
    keys = KEYS

    at: XY | None = None

    def hover(self, env: Env, e: Pointer) -> State:
        return type(self)(e.at)

    def leave(self, env: Env) -> State:
        return type(self)()

    def press(self, env: Env, e: Pointer) -> State:
        if e.modifiers.alt:
            return Sizing(e.at, env.settings.radius, self)
        target = brush_target(env)
        targets = () if target is None else (target,)
        return self._begun(env, e, targets)

    def cancel(self, env: Env) -> State:
        return self

    def marks(self, env: Env) -> Iterator[Mark]:
        if self.at is not None:
            yield Disc(self.at, env.settings.radius, env.settings.is_square)

    def cursor(self, env: Env) -> Cursor:
        return Cursor.NONE

    def _begun(self, env: Env, e: Pointer, targets: tuple[AnnotationId, ...]) -> State:
        shapes = (env.session.document[key].shape for key in targets)
        masks = tuple(shape for shape in shapes if isinstance(shape, Mask))
        erases, square = self.tool == EraserReady.tool, env.settings.is_square
        stroke = Stroke(masks, env.size, erases=erases, is_square=square)
        begun = Painting(stroke, targets, e.at, self)
        if e.modifiers.shift and env.stroke_end is not None:
            stroke.to(env.stroke_end, env.settings.radius)
        return begun.drag(env, e)


@dataclass(frozen=True, slots=True)
class EraserReady(BrushReady):
    """The disc follows the pointer."""

    tool = "eraser"
    hint = QT_TRANSLATE_NOOP("Tools", "Drag to erase from masks")

    def press(self, env: Env, e: Pointer) -> State:
        if e.modifiers.alt:
            return Sizing(e.at, env.settings.radius, self)
        targets = eraser_targets(env)
        if not targets:
            env.ports.say(NOTHING_TO_ERASE)
            return EraserReady(e.at)
        return self._begun(env, e, targets)


@dataclass(frozen=True, slots=True)
class Sizing(State):
    """With Alt held the disc grows to the right and shrinks to the left."""

    tool = "brush"
    hint = QT_TRANSLATE_NOOP("Tools", "Drag right for a larger brush, left for a smaller one")
    keys = (ESC_CANCELS,)
    busy = True

    start: XY
    radius: float
    after: BrushReady

    def drag(self, env: Env, e: Pointer) -> State:
        wanted = self.radius + env.rightwards(self.start, e.at)
        env.settings.radius = min(max(wanted, SMALLEST), LARGEST)
        return self

    def release(self, env: Env, e: Pointer) -> State:
        return type(self.after)(e.at)

    def cancel(self, env: Env) -> State:
        env.settings.radius = self.radius
        return type(self.after)(self.start)

    def marks(self, env: Env) -> Iterator[Mark]:
        yield Disc(self.start, env.settings.radius, env.settings.is_square)
        diameter = f"{2 * env.settings.radius:.0f}"
        yield ReadOut(self.start, READ_OUT.filled(width=diameter, height=diameter))

    def cursor(self, env: Env) -> Cursor:
        return Cursor.NONE


@dataclass(frozen=True, slots=True)
class Painting(State):
    """A stroke is being made; the document does not know of it until the button is let go."""

    tool = "brush"
    hint = QT_TRANSLATE_NOOP("Tools", "Release to keep the stroke")
    keys = (ESC_CANCELS,)
    busy = True

    stroke: Stroke
    targets: tuple[AnnotationId, ...]
    at: XY
    after: BrushReady

    def drag(self, env: Env, e: Pointer) -> State:
        self.stroke.to(e.at, env.settings.reach(e))
        return replace(self, at=e.at)

    def release(self, env: Env, e: Pointer) -> State:
        if e.at != self.at:
            self.stroke.to(e.at, env.settings.reach(e))
        env.stroke_end = e.at
        commit_stroke(env, self.stroke, self.targets)
        return type(self.after)(e.at)

    def cancel(self, env: Env) -> State:
        return type(self.after)(self.at)

    def marks(self, env: Env) -> Iterator[Mark]:
        yield Painted(self.stroke)
        yield Disc(self.at, env.settings.radius, env.settings.is_square)

    def cursor(self, env: Env) -> Cursor:
        return Cursor.NONE


def commit_stroke(env: Env, stroke: Stroke, targets: tuple[AnnotationId, ...]) -> None:
    """One undo step: what the stroke does to its targets, or the object it makes without any."""
    if stroke.is_empty:
        return
    if not targets:
        env.finished(stroke.result(Mask({})), PAINT)
        return
    change = _change(env, stroke, targets)
    if not change:
        return
    if not stroke.erases:
        change = env.owned(stroke.result(Mask({})), targets).then(change)
    env.change(ERASE if stroke.erases else PAINT, change)
    if not stroke.erases:
        env.refresh(targets[0])
    env.select(env.selection.within(env.session.document))


def _change(env: Env, stroke: Stroke, targets: tuple[AnnotationId, ...]) -> ChangeSet:
    change = ChangeSet()
    for key in targets:
        found = editable_mask(env, key)
        if found is None or (stroke.erases and not stroke.tiles & set(found[1].tiles)):
            continue
        one, mask = found
        after = stroke.result(mask)
        if not after.tiles:
            change = change.then(ChangeSet.removing(one))
        elif after != mask:
            change = change.then(ChangeSet.replacing((one, env.revised(one, after))))
    return change
