"""What the store answers with: steps of the history, columns of many images, counts."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.changes import Document, Edit
from labeldesk.domain.classes import ClassList
from labeldesk.domain.ids import ChangeId, ClassId, ImageId
from labeldesk.domain.image import ImageState, Review
from labeldesk.domain.suggestion import Run, Suggestion
from labeldesk.domain.text import Text

T = TypeVar("T")
Ticket: TypeAlias = Future[T]
"""An answer that comes when the disk has it, or carries the error. Callbacks run on the
writer's thread: deliver them to yours."""

DONE, EXCLUDED = 1, 8
_REVIEW_SHIFT = 1
REVIEWS: tuple[Review, ...] = (Review.NONE, Review.ACCEPTED, Review.REJECTED)


class Kind(StrEnum):
    """What sort of change a step of the history is."""

    EDIT = "edit"
    CLASSES = "classes"
    MERGE = "merge"
    STATES = "states"
    TAGS = "tags"
    ACCEPT = "accept"
    REJECT = "reject"
    IMPORT = "import"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryStep:
    """One row of the journal. `image_id` is set for the edit of a single image."""

    id: ChangeId
    kind: Kind
    title: Text
    author: str
    time: int
    image_id: ImageId | None = None
    is_undone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reverted:
    """What an undo or redo did.

    `edit` leads the image's document there (already the inverse after an undo); None for a
    change of many images: then read anew what is shown. `images` are those whose annotations
    or state changed, `has_classes` says whether the class list did.
    """

    step: HistoryStep
    edit: Edit | None = None
    images: frozenset[ImageId] = frozenset()
    has_classes: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """What a change of many images did: rows made or ended, suggestions decided."""

    id: ChangeId
    annotations: int = 0
    suggestions: int = 0
    images: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Staged:
    """An import lying ready, invisible: pass `batch` to ImportBatch, or discard it.

    `twins` were left out because an identical annotation is there already; `states` are the
    images whose state it changes.
    """

    batch: int
    images: int = 0
    new_images: int = 0
    annotations: int = 0
    twins: int = 0
    states: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether making it visible would change nothing."""
        return not (self.new_images or self.annotations or self.states)

    def joined(self, other: Staged) -> Staged:
        """Together with what a further file brought to the same batch."""
        return Staged(
            batch=self.batch,
            images=self.images + other.images,
            new_images=self.new_images + other.new_images,
            annotations=self.annotations + other.annotations,
            twins=self.twins + other.twins,
            states=self.states + other.states,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """Staged objects of an import: `new` ones, those in the place of one of the same class with
    another outline (`changed`), those in the place of one of another class (`conflicting`).
    """

    new: int = 0
    changed: int = 0
    conflicting: int = 0

    @property
    def is_clear(self) -> bool:
        """Whether nothing is in the way."""
        return not (self.changed or self.conflicting)


@dataclass(frozen=True, slots=True)
class ImageColumns:
    """All images at once, cheaply: ids int64 (n,), paths, states uint8 (n,), counts int32 (n,).

    A state byte is DONE | review << 1 | EXCLUDED; see `state_of`. `counts` are live annotations.
    """

    ids: NDArray[np.int64]
    paths: list[str]
    states: NDArray[np.uint8]
    counts: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.paths)


def state_of(byte: int, comment: str = "") -> ImageState:
    """The state that a byte of `ImageColumns.states` stands for."""
    review = REVIEWS[(byte >> _REVIEW_SHIFT) & 3]
    return ImageState(bool(byte & DONE), review, comment, bool(byte & EXCLUDED))


def state_byte(state: ImageState) -> int:
    """The byte of a state; the comment is not in it."""
    review = REVIEWS.index(state.review) << _REVIEW_SHIFT
    return DONE * state.done | review | EXCLUDED * state.excluded


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageFilter:
    """Which images to read; None does not narrow. Excluded images are left out by default.

    `labelled` keeps images that have annotations or are done (and so are known to be empty).
    """

    images: tuple[ImageId, ...] | None = None
    done: bool | None = None
    review: Review | None = None
    excluded: bool | None = False
    labelled: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Somebody who has worked on the project."""

    name: str
    since: int


@dataclass(frozen=True, slots=True)
class OpenImage:
    """What is on one image: annotations, and open suggestions, best first."""

    document: Document
    suggestions: list[Suggestion]


@dataclass(frozen=True, slots=True)
class Lists:
    """What lists show of all images. `gone` are images that an import brought and its undo took
    away.
    """

    columns: ImageColumns
    classes: ClassList
    class_counts: dict[ClassId, int]
    gone: frozenset[ImageId]


@dataclass(frozen=True, slots=True)
class Waiting:
    """Open suggestions of some images: ids int64 (n,) and counts int32 (n,), also of none."""

    ids: NDArray[np.int64]
    counts: NDArray[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundByRun:
    """Open suggestions of a run from a score on, the images they are on, and those below it."""

    shown: int
    images: int
    below: int


@dataclass(frozen=True, slots=True)
class AcceptPreview:
    """What accepting a query would make: objects by class name, on how many images, and how many
    joints keypoints of a class have.
    """

    counts: dict[str, int]
    images: int
    joints: dict[str, int]

    @property
    def total(self) -> int:
        """All objects."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class RunTally:
    """A run and what is left of what it brought.

    `open` are suggestions that wait or are set aside, `rejected` those turned down; `untouched` are
    objects as the model made them, `finished` those of them on images that are done, and `edited`
    the ones that somebody has changed since. `images` have any of it.
    """

    run: Run
    open: int = 0
    set_aside: int = 0
    rejected: int = 0
    untouched: int = 0
    finished: int = 0
    edited: int = 0
    images: int = 0

    @property
    def has_any(self) -> bool:
        """Whether anything of it is left."""
        return any((self.open, self.set_aside, self.rejected, self.untouched, self.edited))


@dataclass(frozen=True, slots=True)
class LeftOff:
    """A run that was not at its end when the project was closed.

    `run` is None if nothing of it was stored; `seen` are the images it has looked at, `empty`
    those of them on which it found nothing.
    """

    model_digest: str
    model_name: str
    run: Run | None
    seen: frozenset[ImageId]
    empty: frozenset[ImageId]
    is_paused: bool = False
