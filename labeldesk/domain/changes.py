"""What an edit did, as a value: undo, saving, repainting and tests read the same one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from labeldesk.domain.annotation import Annotation, Value
from labeldesk.domain.classes import ImageClass
from labeldesk.domain.ids import AnnotationId, ClassId, ImageId, RunId, SuggestionId
from labeldesk.domain.image import ImageState
from labeldesk.domain.skeleton import JointMap
from labeldesk.domain.suggestion import AS_GIVEN, Shaping

Document: TypeAlias = Mapping[AnnotationId, Annotation]
"""The annotations of one image by id; never mutated, replaced by `ChangeSet.applied_to`."""
Step: TypeAlias = tuple[Annotation | None, Annotation | None]


class StaleChangeError(Exception):
    """The document is not the one the change was made for: a bug, never to be ignored."""


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """Annotations of ONE image before and after; None where there was or is none."""

    steps: Mapping[AnnotationId, Step] = field(default_factory=dict)

    @staticmethod
    def between(before: Document, after: Document) -> ChangeSet:
        """What leads from one document to the other."""
        steps: dict[AnnotationId, Step] = {
            key: (old, after.get(key))
            for key, old in before.items()
            if after.get(key) is not old and after.get(key) != old
        }
        steps.update({key: (None, new) for key, new in after.items() if key not in before})
        return ChangeSet(steps)

    @staticmethod
    def adding(*annotations: Annotation) -> ChangeSet:
        """New annotations."""
        return ChangeSet({a.id: (None, a) for a in annotations})

    @staticmethod
    def removing(*annotations: Annotation) -> ChangeSet:
        """Annotations gone."""
        return ChangeSet({a.id: (a, None) for a in annotations})

    @staticmethod
    def replacing(*pairs: tuple[Annotation, Annotation]) -> ChangeSet:
        """Annotations as they were and as they are; pairs that are equal are left out."""
        return ChangeSet({old.id: (old, new) for old, new in pairs if old != new})

    def __bool__(self) -> bool:
        return bool(self.steps)

    def inverted(self) -> ChangeSet:
        """What takes it back."""
        return ChangeSet({key: (after, before) for key, (before, after) in self.steps.items()})

    def then(self, later: ChangeSet) -> ChangeSet:
        """Both in one; what comes back to where it began is left out."""
        steps = dict(self.steps)
        for key, (before, after) in later.steps.items():
            start = steps[key][0] if key in steps else before
            if start == after:
                steps.pop(key, None)
            else:
                steps[key] = (start, after)
        return ChangeSet(steps)

    def applied_to(self, document: Document) -> Document:
        """The document after the change; raises `StaleChangeError` if it does not fit."""
        after = dict(document)
        for key, (old, new) in self.steps.items():
            if after.get(key) != old:
                raise StaleChangeError(f"annotation {key} is not what the change began from")
            if new is None:
                del after[key]
            else:
                after[key] = new
        return after


@dataclass(frozen=True, slots=True)
class Edit:
    """An edit of one image, one undo step: its annotations, and what goes with them.

    `classes` are the classes made, changed or removed on the way (first use of a new class);
    `rejected` are suggestions turned down. Accepting needs no entry: a new annotation that
    names its suggestion accepts it. `state` is the image's state before and after.
    """

    image_id: ImageId
    changes: ChangeSet = ChangeSet()
    classes: Mapping[ClassId, tuple[ImageClass | None, ImageClass | None]] = field(
        default_factory=dict
    )
    rejected: tuple[SuggestionId, ...] = ()
    state: tuple[ImageState, ImageState] | None = None


@dataclass(frozen=True, slots=True)
class ClassChange:
    """Classes made, renamed, recoloured, reordered or removed, before and after.

    Removing a class removes its annotations with it. `order` are the ids of all classes in
    their new order, empty where the order stays. `joints` says how the keypoints of a class
    follow its changed template. `renamed` are attributes by class, old name to new: what the
    annotations of the class hold goes along, see `renamed_values`. The values of an attribute
    that a class no longer has stay with their annotations.
    """

    classes: Mapping[ClassId, tuple[ImageClass | None, ImageClass | None]]
    order: tuple[ClassId, ...] = ()
    joints: Mapping[ClassId, JointMap] = field(default_factory=dict)
    renamed: Mapping[ClassId, Mapping[str, str]] = field(default_factory=dict)


def renamed_values(values: Mapping[str, Value], names: Mapping[str, str]) -> Mapping[str, Value]:
    """The attributes of an annotation under new names, in their order; the same value if none is
    concerned. One whose new name another one bears that stays is left as it is: nothing is lost.
    """
    moved = {old: new for old, new in names.items() if old in values}
    stay = values.keys() - moved.keys()
    while blocked := {old for old, new in moved.items() if new in stay}:
        moved = {old: new for old, new in moved.items() if old not in blocked}
        stay = values.keys() - moved.keys()
    if not moved:
        return values
    return {moved.get(name, name): value for name, value in values.items()}


@dataclass(frozen=True, slots=True)
class ClassMerge:
    """Every annotation of `source` becomes one of `target`; `source` goes, its name an alias."""

    source: ClassId
    target: ClassId


@dataclass(frozen=True, slots=True)
class StateChange:
    """States of images before and after."""

    states: Mapping[ImageId, tuple[ImageState, ImageState]]


@dataclass(frozen=True, slots=True)
class TagChange:
    """A tag put on or taken from images; `only` first takes their other tags away."""

    images: tuple[ImageId, ...]
    class_id: ClassId
    present: bool = True
    only: bool = True


@dataclass(frozen=True, slots=True)
class SuggestionQuery:
    """Open suggestions by run, model, image, score and class name; None does not narrow.

    `class_scores` are for classes that have a threshold of their own. With `one_tag` an image
    that has no tag yet gets the best of those proposed for it, and others get none.
    """

    min_score: float = 0.0
    run_id: RunId | None = None
    images: tuple[ImageId, ...] | None = None
    class_names: tuple[str, ...] | None = None
    class_scores: Mapping[str, float] = field(default_factory=dict)
    model_digest: str | None = None
    one_tag: bool = False


@dataclass(frozen=True, slots=True)
class AcceptAll:
    """Every open suggestion of the query becomes an annotation, in the shape that is wanted.

    `classes` are made first, for names that the project does not know yet.
    """

    query: SuggestionQuery
    classes: Mapping[ClassId, tuple[ImageClass | None, ImageClass | None]] = field(
        default_factory=dict
    )
    shaping: Shaping = AS_GIVEN


@dataclass(frozen=True, slots=True)
class RejectAll:
    """Every open suggestion of the query is turned down."""

    query: SuggestionQuery


@dataclass(frozen=True, slots=True)
class WithdrawRun:
    """What a run of a model brought goes: its `open` suggestions, and the `accepted` ones whose
    objects nobody has changed; on finished images only with `finished`.
    """

    run_id: RunId
    open: bool = True
    accepted: bool = True
    finished: bool = False


class Merge(StrEnum):
    """What becomes of an imported object in whose place there is one already: both stay, mine
    stays, theirs takes its place.
    """

    BOTH = "both"
    MINE = "mine"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True)
class ImportBatch:
    """The staged rows of one import become annotations (see storage's staging)."""

    batch: int
    merge: Merge = field(default=Merge.BOTH, kw_only=True)
    classes: Mapping[ClassId, tuple[ImageClass | None, ImageClass | None]] = field(
        default_factory=dict
    )


ProjectChange: TypeAlias = (
    ClassChange
    | ClassMerge
    | StateChange
    | TagChange
    | AcceptAll
    | RejectAll
    | WithdrawRun
    | ImportBatch
)
"""An edit of many images; names rows by query, not by value."""
