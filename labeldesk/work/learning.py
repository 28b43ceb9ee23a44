"""Learning from the labels of a project: heads for tags and objects, and what they propose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.classes import ClassList, folded
from labeldesk.domain.ids import ImageId
from labeldesk.domain.progress import Cancel
from labeldesk.quality.head import Head, Vectors, fitted
from labeldesk.storage import learning as stored
from labeldesk.storage.learning import LabelColumns, no_labels
from labeldesk.storage.records import DONE, EXCLUDED
from labeldesk.suggest.heads import OBJECTS, TAGS, LearnedHead
from labeldesk.suggest.recipe import ModelFile
from labeldesk.work.describing import Describing, Scene
from labeldesk.work.proposing import Proposing, Speaker, Topics

UNSORTED = "object"
"""The class that an empty answer makes: its objects wait for a better one."""

_FEWEST = 2


@dataclass(frozen=True, slots=True, eq=False)
class Marks:
    """How far images are: ids and state bytes (n,) of `storage.records`."""

    ids: NDArray[np.int64]
    states: NDArray[np.uint8]

    def open_ones(self) -> NDArray[np.int64]:
        """The images that are neither done nor excluded."""
        found: NDArray[np.int64] = self.ids[self.states & (DONE | EXCLUDED) == 0]
        return found

    def included(self, images: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Which of these images (n,) are not excluded."""
        out = self.ids[self.states & EXCLUDED != 0]
        kept: NDArray[np.bool_] = np.isin(images, out, invert=True)
        return kept


@dataclass(frozen=True, slots=True)
class Learned:
    """What a fit came to. `proposals` is on how many images something is proposed now,
    `changed` are those where it is something else than before.
    """

    tags: int = 0
    tag_classes: int = 0
    objects: int = 0
    object_classes: int = 0
    proposals: int = 0
    changed: frozenset[ImageId] = frozenset()
    is_lent: bool = False

    @property
    def is_enough(self) -> bool:
        """Whether there were two classes to tell apart, or a head was lent."""
        return self.is_lent or max(self.tag_classes, self.object_classes) >= _FEWEST


@dataclass
class Learner:
    """For one thread at a time. The heads are None while there are not two classes to tell apart:
    then those that are `lent`, from a file, by TAGS and OBJECTS, speak in their place.

    `labels` are those of the last `read`; `backbone` is the model that makes the vectors, None
    without one.
    """

    describing: Describing
    author: str = ""
    labels: LabelColumns = field(default_factory=no_labels)
    classes: ClassList = field(default_factory=ClassList)
    tag_head: Head | None = None
    object_head: Head | None = None
    lent: Mapping[str, LearnedHead] = field(default_factory=dict)
    backbone: ModelFile | None = None
    _proposing: Proposing | None = None

    def lend(self, heads: Iterable[LearnedHead]) -> None:
        """Have these speak where labels teach nothing yet, those that know vectors like these."""
        ours = self.describing.describer.id
        self.lent = {head.of: head for head in heads if head.describer == ours}

    def close(self) -> None:
        """Give back what the model holds that makes the vectors."""
        self.describing.close()

    def read(self, scene: Scene) -> None:
        """Take over labels and images as they are now."""
        if scene.project is None:
            self.labels, self.classes = no_labels(), ClassList()
        else:
            self.labels = scene.project.whole(stored.labels).result()
            self.classes = scene.project.classes()
        self.describing.follow(scene, self.labels)

    @property
    def tags(self) -> LabelColumns:
        """The tags of images."""
        return self.labels.where(self.labels.is_tag)

    def labelled(self) -> NDArray[np.int64]:
        """The images with a label: without their vectors nothing can be learned."""
        return np.unique(self.labels.images)

    def samples(self, *, tags: bool) -> tuple[LabelColumns, Vectors]:
        """Labels that have a vector, and the vectors: of images by tag, or of objects by class.

        Objects that are only called "object" say nothing.
        """
        columns = self.tags if tags else self.sorted_objects()
        gallery = self.describing.images if tags else self.describing.objects
        is_there, vectors = gallery.of(columns.images if tags else columns.ids)
        return columns.where(is_there), vectors

    def sorted_objects(self) -> LabelColumns:
        """The objects of a class that was chosen."""
        objects = self.describing.columns
        return objects.where(~np.isin(objects.classes, self._unsorted()))

    def unsorted_objects(self) -> LabelColumns:
        """The objects that are only called "object"."""
        objects = self.describing.columns
        return objects.where(np.isin(objects.classes, self._unsorted()))

    def fit(self, cancel: Cancel) -> Learned:
        """Fit both heads anew, from where they were. Raises `Cancelled`."""
        tags, tag_vectors = self.samples(tags=True)
        self.tag_head = _head(tag_vectors, tags.classes, self.tag_head, cancel)
        objects, object_vectors = self.samples(tags=False)
        self.object_head = _head(object_vectors, objects.classes, self.object_head, cancel)
        return Learned(
            len(tags),
            len(np.unique(tags.classes)),
            len(objects),
            len(np.unique(objects.classes)),
            is_lent=bool(self.lent),
        )

    def propose(self, scene: Scene, marks: Marks, learned: Learned, cancel: Cancel) -> Learned:
        """Store what the heads say of images without a tag and of objects without a class, as
        suggestions; see `proposing`. Raises `Cancelled`.
        """
        project = scene.project
        if project is None or not project.is_writable:
            return learned
        open_ones = marks.open_ones()
        objects = self.unsorted_objects()
        topics = Topics(
            np.setdiff1d(open_ones, self.tags.images),
            objects.where(np.isin(objects.images, open_ones)),
            self._speaker(TAGS),
            self._speaker(OBJECTS),
        )
        count, changed = self._proposed().propose(scene, project, topics, cancel)
        return replace(learned, proposals=count, changed=changed)

    def withdraw(self, scene: Scene) -> frozenset[ImageId]:
        """Take back every proposal that nobody has decided about; gives where."""
        project = scene.project
        if project is None or not project.is_writable:
            return frozenset()
        return self._proposed().withdraw(project)

    def _proposed(self) -> Proposing:
        if self._proposing is None:
            self._proposing = Proposing(self.describing.describer.id, self.author)
        return self._proposing

    def _unsorted(self) -> list[int]:
        return [one.id for one in self.classes if folded(one.name) == UNSORTED]

    def _speaker(self, of: str) -> Speaker | None:
        """Who says what images, or objects, are."""
        head = self.tag_head if of == TAGS else self.object_head
        gallery = self.describing.images if of == TAGS else self.describing.objects
        lent = self.lent.get(of)
        if head is not None:
            return Speaker(head, gallery, {one.id: one.name for one in self.classes})
        if lent is None:
            return None
        numbers = np.arange(len(lent.names))
        names = dict(enumerate(lent.names))
        return Speaker(Head(numbers, lent.weights, lent.bias), gallery, names)


def _head(
    vectors: Vectors, labels: NDArray[np.int64], before: Head | None, cancel: Cancel
) -> Head | None:
    if len(np.unique(labels)) < _FEWEST:
        return None
    return fitted(vectors, labels, before=before, cancel=cancel)
