"""What a tool may see and do: the narrow door between gestures and everything else."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.changes import ChangeSet
from labeldesk.domain.classes import ClassList, ImageClass, taken_over
from labeldesk.domain.geometry import XY
from labeldesk.domain.ids import AnnotationId, ClassId, new_id
from labeldesk.domain.mask import Mask
from labeldesk.domain.shapes import Keypoints, Shape
from labeldesk.domain.skeleton import Skeleton
from labeldesk.domain.skeletons import line_of
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.editing.operations import By
from labeldesk.editing.pixels import yielding
from labeldesk.editing.selection import Selection
from labeldesk.editing.session import Along, ClassSteps
from labeldesk.tools.grips import VertexGrip
from labeldesk.tools.ground import Ground
from labeldesk.tools.question import Looked, Question
from labeldesk.tools.search import Search

STRANGE = QT_TRANSLATE_NOOP("Tools", "No joint of these keypoints is in the template of the class")
REDRAW = QT_TRANSLATE_NOOP("History", "Redraw")
MOST_WITH_HANDLES = 12  # more selected shapes than this show no handles


def _nothing(*_: object) -> None:
    """A port that nobody listens to."""


@dataclass(frozen=True, slots=True)
class Pending:
    """A finished shape that waits for its class, for which the canvas shows a field.

    `skeleton` is the template that keypoints were drawn with.
    """

    shape: Shape
    title: Text
    skeleton: Skeleton | None = None


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
    ask: Callable[[Question | None], None] = _nothing


@dataclass(slots=True)
class Env(Ground):
    """The open image as tools see it; the canvas keeps the fields up to date.

    `class_id` is the current class of `classes`. The next shape that is drawn takes the place of
    `redrawn`, which keeps everything else but takes the class `recast`, if one was chosen
    meanwhile. `picture` is another number whenever another picture, or a sharper one, is shown.
    `offered` is the template chosen for keypoints of a
    class that has none; it gets it with the first. `chosen` are vertices of the selected shapes,
    chosen one by one: they go with every change of the selection. `looked` is of the model that
    marks clicks.
    """

    selection: Selection = field(default_factory=Selection)
    chosen: tuple[VertexGrip, ...] = ()
    fresh: AnnotationId | None = None
    redrawn: AnnotationId | None = None
    recast: ClassId | None = None
    class_id: ClassId | None = None
    classes: ClassList = field(default_factory=ClassList)
    offered: Skeleton | None = None
    ports: Ports = Ports()
    pending: Pending | None = None
    drawn: int = 0
    stroke_end: XY | None = None
    looked: Looked = Looked.NO_MODEL
    picture: int = 0

    @property
    def template(self) -> Skeleton | None:
        """What keypoints drawn now look like; None: that is to be chosen first.

        Those drawn anew keep to the class of the object, not to the current one, and to the number
        of joints it has where that class has no template.
        """
        old = self.annotation(self.redrawn)
        if old is not None and isinstance(old.shape, Keypoints):
            return self.skeleton(self.next_class) or line_of(len(old.shape.joints))
        return self.skeleton(self.class_id) or self.offered

    @property
    def next_class(self) -> ClassId | None:
        """The class of what is drawn now."""
        old = self.annotation(self.redrawn)
        return self.class_id if old is None else self.recast or old.class_id

    def skeleton(self, class_id: ClassId | None) -> Skeleton | None:
        """The template of a class."""
        item = self.classes.get(class_id) if class_id is not None else None
        return item.skeleton if item is not None else None

    def handled(self) -> Iterator[Annotation]:
        """The shapes that show handles: the selected ones while they are few, and the fresh."""
        few = self.selection.ids if len(self.selection) <= MOST_WITH_HANDLES else ()
        for key in dict.fromkeys((*few, self.fresh)):
            one = self.annotation(key)
            if one is not None and not (one.locked or one.hidden):
                yield one

    def select(self, selection: Selection) -> None:
        """Replace the selection."""
        if self.take_selection(selection):
            self.ports.select(selection)

    def take_selection(self, selection: Selection) -> bool:
        """Take over a selection made elsewhere, and tell nobody; whether it is another one."""
        if selection == self.selection:
            return False
        self.selection, self.chosen = selection, ()
        return True

    def refresh(self, annotation_id: AnnotationId | None) -> None:
        """Make one shape the fresh one: just drawn, with handles, not selected."""
        if annotation_id != self.fresh:
            self.fresh = annotation_id
            self.ports.fresh(annotation_id)

    def redraw(self, annotation_id: AnnotationId) -> None:
        """The next shape takes the place of this one, whose handles are out of the way."""
        self.select(Selection())
        self.refresh(None)
        self.redrawn, self.recast = annotation_id, None

    def finished(self, shape: Shape, title: Text, skeleton: Skeleton | None = None) -> None:
        """Take over a shape that was drawn: it becomes an annotation, or waits for its class.

        Keypoints come with the template they were drawn with. A class that has another one gets
        them by the names of the joints, a class that has none gets the template.
        """
        drawn = Pending(shape, title, skeleton)
        self.drawn += 1
        self.drop()
        old = self.annotation(self.redrawn)
        if old is not None:
            self._replace(old, drawn)
        elif self.class_id is None:
            self._wait(drawn)
        else:
            self._add(drawn, self.class_id, None)

    def answer(self, class_id: ClassId, classes: ClassSteps | None = None) -> None:
        """Give the pending shape its class; `classes` holds a class made for it.

        Both become one undo step. Nothing happens when no shape waits.
        """
        pending = self.pending
        if pending is not None:
            self.drop()
            self._add(pending, class_id, classes)

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

    def _wait(self, drawn: Pending) -> None:
        self.pending = drawn
        self.ports.pending(drawn)

    def _replace(self, old: Annotation, drawn: Pending) -> None:
        item = self.classes.get(self.recast) if self.recast is not None else None
        shape = _fitted(drawn, item)
        if shape is None:  # it keeps its class
            shape, item = drawn.shape, None
            self.ports.say(STRANGE)
        self.redrawn = None
        made = self.revised(old, shape)
        if item is not None:
            made = replace(made, class_id=item.id, attributes={**item.defaults, **made.attributes})
        change = ChangeSet.replacing((old, made))
        if isinstance(shape, Mask):
            change = self.owned(shape, (old.id,)).then(change)
        self.session.apply(REDRAW, change)
        self.select(Selection.of((old.id,)))

    def _add(self, drawn: Pending, class_id: ClassId, classes: ClassSteps | None) -> None:
        now = self.session.now()
        known = self.classes.get(class_id)
        shape = _fitted(drawn, known)
        if shape is None:  # nothing that was clicked is lost: another class will do
            self._wait(drawn)
            self.ports.say(STRANGE)
            return
        made = Annotation(
            id=AnnotationId(new_id()),
            class_id=class_id,
            shape=shape,
            attributes=known.defaults if known else {},
            author=self.session.author,
            created=now,
            edited=now,
        )
        change = ChangeSet.adding(made)
        if isinstance(shape, Mask):
            change = self.owned(shape, (made.id,)).then(change)
        steps = self._with_template(drawn.skeleton, class_id, classes)
        self.session.apply(drawn.title, change, Along(classes=steps))
        self.select(Selection())
        self.refresh(made.id)

    def _with_template(
        self, skeleton: Skeleton | None, class_id: ClassId, classes: ClassSteps | None
    ) -> ClassSteps | None:
        """A class without a template gets the one that its first keypoints were drawn with."""
        known = self.classes.get(class_id)
        before, item = (classes or {}).get(class_id, (known, known))
        if skeleton is None or item is None or item.skeleton:
            return classes
        return {**(classes or {}), class_id: (before, replace(item, skeleton=skeleton))}


def _fitted(drawn: Pending, item: ImageClass | None) -> Shape | None:
    """The shape as one of the class; None where no joint of it is in the class's template."""
    if drawn.skeleton is None or item is None or not isinstance(drawn.shape, Keypoints):
        return drawn.shape
    follows = taken_over(drawn.skeleton, item.skeleton)
    return drawn.shape if follows is None else follows.carried(drawn.shape)
