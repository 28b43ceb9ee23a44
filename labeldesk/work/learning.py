"""Learning from the labels of a project: heads for tags and objects, and what they propose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.annotation import Json
from labeldesk.domain.classes import ClassList, folded
from labeldesk.domain.ids import ImageId, RunId, SuggestionId, new_id, new_ids, now_ms
from labeldesk.domain.progress import Cancel
from labeldesk.domain.shapes import Shape, Tag
from labeldesk.domain.suggestion import Run, Suggestion
from labeldesk.quality.head import Head, Vectors, fitted
from labeldesk.storage import learning as stored
from labeldesk.storage.learning import LabelColumns, no_labels
from labeldesk.storage.records import DONE, EXCLUDED
from labeldesk.suggest.heads import OBJECTS, TAGS, LearnedHead
from labeldesk.work.describing import Describing, Scene

if TYPE_CHECKING:
    from labeldesk.storage.project import Project

MODEL = "learned from your labels"
"""The name of the model in runs; see also `digest_of`."""
UNSORTED = "object"
"""The class that an empty answer makes: its objects wait for a better one."""

_ROOM = 20
_AT_ONCE = 200
_FEWEST = 2
_BLOCK = 8_192


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

    `labels` are those of the last `read`.
    """

    describing: Describing
    author: str = ""
    labels: LabelColumns = field(default_factory=no_labels)
    classes: ClassList = field(default_factory=ClassList)
    tag_head: Head | None = None
    object_head: Head | None = None
    lent: Mapping[str, LearnedHead] = field(default_factory=dict)
    _run: Run | None = None
    _written: dict[ImageId, tuple[object, ...]] | None = None

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
        suggestions; only where it is something else than before. Those near the open image come
        first. Raises `Cancelled`; what is stored by then stays.
        """
        project = scene.project
        if project is None or not project.is_writable:
            return learned
        if self._written is None:
            asked = partial(stored.proposed_on, digest=digest_of(self.describing.describer.id))
            self._written = dict.fromkeys(project.later(asked).result(), (None,))
        wanted = self._wanted(scene, marks)
        changed = [
            image
            for image in {**wanted, **self._written}
            if _signature(wanted.get(image, ())) != self._written.get(image, ())
        ]
        places = {image: scene.listed.index_of(image) or 0 for image in changed}
        changed.sort(key=lambda image: abs(places[image] - scene.near))
        for begin in range(0, len(changed), _AT_ONCE):
            cancel.check()
            self._store(project, {one: wanted.get(one, ()) for one in changed[begin:][:_AT_ONCE]})
        return replace(learned, proposals=len(wanted), changed=frozenset(changed))

    def withdraw(self, scene: Scene) -> frozenset[ImageId]:
        """Take back every proposal that nobody has decided about; gives where."""
        project = scene.project
        if project is None or not project.is_writable:
            return frozenset()
        asked = partial(stored.proposed_on, digest=digest_of(self.describing.describer.id))
        images = project.later(asked).result()
        self._store(project, dict.fromkeys(images, ()))
        return images

    def _unsorted(self) -> list[int]:
        return [one.id for one in self.classes if folded(one.name) == UNSORTED]

    def _wanted(self, scene: Scene, marks: Marks) -> dict[ImageId, tuple[Suggestion, ...]]:
        wanted: dict[ImageId, tuple[Suggestion, ...]] = {}
        run = self._run_now()
        pool = np.setdiff1d(marks.open_ones(), self.tags.images)
        for image, name, score in self._said(TAGS, pool):
            wanted[ImageId(image)] = (_suggested(run, ImageId(image), Tag(), name, score),)
        objects = self.unsorted_objects()
        objects = objects.where(np.isin(objects.images, marks.open_ones()))
        said = list(self._said(OBJECTS, objects.ids))
        shapes = self._shapes(scene, [number for number, *_ in said])
        images = dict(zip(objects.ids.tolist(), objects.images.tolist(), strict=True))
        for number, name, score in said:
            image_id, shape = ImageId(images[number]), shapes.get(number)
            if shape is not None:
                made = _suggested(run, image_id, shape, name, score)
                wanted[image_id] = (*wanted.get(image_id, ()), made)
        return wanted

    def _speaker(self, of: str) -> tuple[Head, dict[int, str]] | None:
        """Who says what images, or objects, are, and what its classes are called."""
        head = self.tag_head if of == TAGS else self.object_head
        if head is not None:
            return head, {one.id: one.name for one in self.classes}
        lent = self.lent.get(of)
        if lent is None:
            return None
        return Head(np.arange(len(lent.names)), lent.weights, lent.bias), dict(
            enumerate(lent.names)
        )

    def _said(self, of: str, ids: NDArray[np.int64]) -> Iterator[tuple[int, str, float]]:
        """Of each that has a vector, the likeliest class by name, and its probability."""
        speaker = self._speaker(of)
        if speaker is None:
            return
        head, names = speaker
        gallery = self.describing.images if of == TAGS else self.describing.objects
        for begin in range(0, len(ids), _BLOCK):
            part = ids[begin : begin + _BLOCK]
            is_there, vectors = gallery.of(part)
            scores = head.probabilities(vectors)
            best = scores.argmax(axis=1)
            labels, tops = head.labels[best].tolist(), scores.max(axis=1).tolist()
            for number, label, score in zip(part[is_there].tolist(), labels, tops, strict=True):
                name = names.get(label)
                if name is not None:
                    yield number, name, score

    def _shapes(self, scene: Scene, ids: list[int]) -> Mapping[int, Shape]:
        if not ids or scene.project is None:
            return {}
        return scene.project.later(partial(stored.shapes, ids=ids)).result()

    def _store(self, project: Project, found: Mapping[ImageId, tuple[Suggestion, ...]]) -> None:
        project.do(partial(stored.write_many, by=self._run_now(), found=found)).result()
        if self._written is not None:
            self._written |= {image: _signature(one) for image, one in found.items()}

    def _run_now(self) -> Run:
        """One run while the classes are the same: what it says of itself is what it knew."""
        speakers = (one for of in (TAGS, OBJECTS) if (one := self._speaker(of)) is not None)
        names = {
            said[n]: None for head, said in speakers for n in head.labels.tolist() if n in said
        }
        known: list[Json] = [*names]
        if self._run is None or self._run.recipe.get("classes") != known:
            describer = self.describing.describer.id
            self._run = Run(
                id=RunId(new_id()),
                model_digest=digest_of(describer),
                model_name=MODEL,
                started=now_ms(),
                recipe={"family": "learned", "describer": describer, "classes": known},
                author=self.author,
            )
        return self._run


def digest_of(describer: str) -> str:
    """What stands for the model in runs: all fits on the same vectors are the same model."""
    return f"learned:{describer}"


def _head(
    vectors: Vectors, labels: NDArray[np.int64], before: Head | None, cancel: Cancel
) -> Head | None:
    if len(np.unique(labels)) < _FEWEST:
        return None
    return fitted(vectors, labels, before=before, cancel=cancel)


def _suggested(run: Run, image: ImageId, shape: Shape, name: str, score: float) -> Suggestion:
    return Suggestion(
        id=SuggestionId(new_ids(1)[0]),
        image_id=image,
        run_id=run.id,
        class_name=name,
        shape=shape,
        score=score,
    )


def _signature(found: tuple[Suggestion, ...]) -> tuple[object, ...]:
    """What one would see of it: a score that is hardly another is the same."""
    return tuple((one.class_name, one.shape, round(one.score * _ROOM)) for one in found)
