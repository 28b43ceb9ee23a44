"""What a tool may see and do: the narrow door between gestures and everything else."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.changes import ChangeSet
from labeldesk.domain.classes import ClassList
from labeldesk.domain.geometry import XY, Size
from labeldesk.domain.ids import AnnotationId, ClassId, new_id
from labeldesk.domain.mask import Mask
from labeldesk.domain.shapes import Keypoints, Shape
from labeldesk.domain.skeleton import Skeleton
from labeldesk.domain.text import Text
from labeldesk.editing.operations import By
from labeldesk.editing.pixels import yielding
from labeldesk.editing.selection import Selection
from labeldesk.editing.session import Along, ClassSteps, Session
from labeldesk.raster.index import ShapeIndex
from labeldesk.raster.snaps import Snap, snap
from labeldesk.tools.pointer import Pointer
from labeldesk.tools.search import Search

SNAP_PX = 8.0
MOST_WITH_HANDLES = 12  # more selected shapes than this show no handles


def _nothing(*_: object) -> None:
    """A port that nobody listens to."""


@dataclass(slots=True)
class ToolSettings:
    """What the user chose about drawing; lengths are image pixels.

    `grid` is the step that drawn coordinates are rounded to: fine enough to be unseen, coarse
    enough that files hold 612.4 and not 612.4035087719298. `snap` draws vertices to other
    shapes, Ctrl the other way round. `radius` and `is_square` are those of brush and eraser;
    with `no_overlap` the newest mask owns its pixels. `tolerance` is that of the wand, in steps
    of a colour band, 0..255. `one_shot`: the Box tool goes back to Select after each box.
    """

    clamp: bool = True
    snap: bool = False
    grid: float = 0.01
    one_shot: bool = False
    radius: float = 20.0
    is_square: bool = False
    no_overlap: bool = False
    tolerance: int = 24


@dataclass(frozen=True, slots=True)
class Aim:
    """A position to set a vertex at, and what it snapped to."""

    at: XY
    snap: Snap | None = None


@dataclass(frozen=True, slots=True)
class Pending:
    """A finished shape that waits for its class, for which the canvas shows a field."""

    shape: Shape
    title: Text


@dataclass(frozen=True, slots=True)
class Ports:
    """Where a tool's wishes go; each does nothing unless somebody listens."""

    select: Callable[[Selection], None] = _nothing
    fresh: Callable[[AnnotationId | None], None] = _nothing
    pending: Callable[[Pending | None], None] = _nothing
    pan: Callable[[float, float], None] = _nothing
    say: Callable[[Text], None] = _nothing
    template: Callable[[], None] = _nothing
    search: Callable[[Search], None] = _nothing


@dataclass(slots=True)
class Env:
    """The open image as tools see it; the canvas keeps the fields up to date.

    `scale` is logical screen pixels per image pixel. `class_id` is the current class. `offered`
    is the template chosen for keypoints of a class that has none; it gets it with the first.
    """

    session: Session[Any]
    index: ShapeIndex
    scale: float = 1.0
    selection: Selection = field(default_factory=Selection)
    fresh: AnnotationId | None = None
    class_id: ClassId | None = None
    classes: ClassList = field(default_factory=ClassList)
    offered: Skeleton | None = None
    settings: ToolSettings = field(default_factory=ToolSettings)
    ports: Ports = Ports()
    pending: Pending | None = None
    drawn: int = 0
    stroke_end: XY | None = None

    @property
    def size(self) -> Size:
        """Width and height of the image."""
        return self.session.size

    @property
    def template(self) -> Skeleton | None:
        """What keypoints of the current class look like; None: that is to be chosen first."""
        return self.skeleton(self.class_id) or self.offered

    def skeleton(self, class_id: ClassId | None) -> Skeleton | None:
        """The template of a class."""
        item = self.classes.get(class_id) if class_id is not None else None
        return item.skeleton if item is not None else None

    def px(self, screen: float) -> float:
        """A length on the screen in image pixels."""
        return screen / self.scale

    def far(self, a: XY, b: XY, screen: float) -> bool:
        """Whether two positions are at least so many screen pixels apart."""
        return max(abs(a.x - b.x), abs(a.y - b.y)) * self.scale >= screen

    def placed(self, p: XY) -> XY:
        """The position on the drawing grid, within the image if shapes are kept there."""
        x, y = p
        grid = self.settings.grid
        if grid:
            x, y = round(round(x / grid) * grid, 6), round(round(y / grid) * grid, 6)
        if self.settings.clamp:
            x, y = min(max(x, 0.0), self.size.width), min(max(y, 0.0), self.size.height)
        return XY(x, y)

    def aimed(self, e: Pointer, *, but: Collection[AnnotationId] = ()) -> Aim:
        """Where a vertex goes that is set at the pointer: to what it snaps to, else `placed`.

        Shapes in `but` are not snapped to.
        """
        if self.settings.snap != e.modifiers.ctrl:
            found = snap(self.index.outlines(), self.size, e.at, self.px(SNAP_PX), but=but)
            if found is not None:
                return Aim(found.at, found)
        return Aim(self.placed(e.at))

    def annotation(self, annotation_id: AnnotationId | None) -> Annotation | None:
        """The annotation as committed."""
        return None if annotation_id is None else self.session.document.get(annotation_id)

    def handled(self) -> Iterator[Annotation]:
        """The shapes that show handles: the selected ones while they are few, and the fresh."""
        few = self.selection.ids if len(self.selection) <= MOST_WITH_HANDLES else ()
        for key in dict.fromkeys((*few, self.fresh)):
            one = self.annotation(key)
            if one is not None and not (one.locked or one.hidden):
                yield one

    def select(self, selection: Selection) -> None:
        """Replace the selection."""
        if selection != self.selection:
            self.selection = selection
            self.ports.select(selection)

    def refresh(self, annotation_id: AnnotationId | None) -> None:
        """Make one shape the fresh one: just drawn, with handles, not selected."""
        if annotation_id != self.fresh:
            self.fresh = annotation_id
            self.ports.fresh(annotation_id)

    def finished(self, shape: Shape, title: Text) -> None:
        """Take over a shape that was drawn: it becomes an annotation, or waits for its class."""
        self.drawn += 1
        self.drop()
        if self.class_id is None:
            self.pending = Pending(shape, title)
            self.ports.pending(self.pending)
        else:
            self._add(shape, title, self.class_id, None)

    def answer(self, class_id: ClassId, classes: ClassSteps | None = None) -> None:
        """Give the pending shape its class; `classes` holds a class made for it.

        Both become one undo step. Nothing happens when no shape waits.
        """
        pending = self.pending
        if pending is not None:
            self.drop()
            self._add(pending.shape, pending.title, class_id, classes)

    def drop(self) -> None:
        """Let the pending shape go, without a trace."""
        if self.pending is not None:
            self.pending = None
            self.ports.pending(None)

    def change(self, title: Text, change: ChangeSet) -> None:
        """Commit a change in one go."""
        self.session.apply(title, change)

    def owned(self, mask: Mask, owners: Collection[AnnotationId]) -> ChangeSet:
        """What other masks lose to the pixels of `mask`: nothing while they may overlap."""
        if not self.settings.no_overlap:
            return ChangeSet()
        by = By(self.session.author, self.session.now())
        return yielding(self.session.document, owners, mask, by)

    def revised(self, one: Annotation, shape: Shape) -> Annotation:
        """The annotation with another shape, by this author, now."""
        return one.revised(author=self.session.author, at=self.session.now(), shape=shape)

    def _add(
        self, shape: Shape, title: Text, class_id: ClassId, classes: ClassSteps | None
    ) -> None:
        now = self.session.now()
        made = Annotation(
            id=AnnotationId(new_id()),
            class_id=class_id,
            shape=shape,
            author=self.session.author,
            created=now,
            edited=now,
        )
        change = ChangeSet.adding(made)
        if isinstance(shape, Mask):
            change = self.owned(shape, (made.id,)).then(change)
        steps = self._with_template(shape, class_id, classes)
        self.session.apply(title, change, Along(classes=steps))
        self.select(Selection())
        self.refresh(made.id)

    def _with_template(
        self, shape: Shape, class_id: ClassId, classes: ClassSteps | None
    ) -> ClassSteps | None:
        """A class without a template gets the one that its first keypoints were drawn with."""
        known = self.classes.get(class_id)
        before, item = (classes or {}).get(class_id, (known, known))
        if not isinstance(shape, Keypoints) or item is None or item.skeleton or not self.offered:
            return classes
        return {**(classes or {}), class_id: (before, replace(item, skeleton=self.offered))}
