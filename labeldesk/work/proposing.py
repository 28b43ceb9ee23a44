"""What heads say of images and objects, kept in the project as suggestions of their own run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.annotation import Json
from labeldesk.domain.ids import ImageId, RunId, SuggestionId, new_id, new_ids, now_ms
from labeldesk.domain.progress import Cancel
from labeldesk.domain.shapes import Shape, Tag
from labeldesk.domain.suggestion import LEARNED, Run, Suggestion
from labeldesk.quality.gallery import Gallery
from labeldesk.quality.head import Head
from labeldesk.storage import learning as stored
from labeldesk.storage.learning import LabelColumns
from labeldesk.work.describing import Scene
from labeldesk.work.sieve import origins

if TYPE_CHECKING:
    from labeldesk.storage.project import Project

MODEL = "learned from your labels"
"""The name of the model in runs."""

_ROOM = 20
_AT_ONCE = 200
_BLOCK = 4_096
_NOTHING = hash(())
_UNKNOWN = _NOTHING + 1

Said = tuple[int, str, float]
"""An object by its annotation id, or 0 for the whole image; the class by name, the score."""


@dataclass(frozen=True, slots=True, eq=False)
class Speaker:
    """A head, the vectors that it speaks about, and what its classes are called."""

    head: Head
    gallery: Gallery
    names: Mapping[int, str]

    def said(self, ids: NDArray[np.int64]) -> Iterator[tuple[int, str, float]]:
        """Of each that has a vector, the likeliest class by name, and its probability."""
        is_there, vectors = self.gallery.of(ids)
        scores = self.head.probabilities(vectors)
        best = scores.argmax(axis=1)
        labels, tops = self.head.labels[best].tolist(), scores.max(axis=1).tolist()
        for number, label, score in zip(ids[is_there].tolist(), labels, tops, strict=True):
            name = self.names.get(label)
            if name is not None:
                yield number, name, score

    @property
    def known(self) -> list[str]:
        """The names of its classes."""
        return [self.names[n] for n in self.head.labels.tolist() if n in self.names]


@dataclass(frozen=True, slots=True, eq=False)
class Topics:
    """What is spoken about: images without a tag by id, and objects without a class; by whom."""

    images: NDArray[np.int64]
    objects: LabelColumns
    of_images: Speaker | None
    of_objects: Speaker | None


class Proposing:
    """For one thread at a time. Only what one would see is written again: a score that is hardly
    another is the same. What is kept of an image is one number.
    """

    def __init__(self, describer: str, author: str) -> None:
        self._describer = describer
        self._author = author
        self._run: Run | None = None
        self._written: dict[int, int] | None = None

    def propose(
        self, scene: Scene, project: Project, topics: Topics, cancel: Cancel
    ) -> tuple[int, frozenset[ImageId]]:
        """Store what is said of the topics in the place of what was, that near the open image
        first. Gives on how many images something is said, and on which it is another thing now.

        Raises `Cancelled`; what is stored by then stays.
        """
        written = self._known(project)
        by_image = _by_image(topics)
        numbers = np.fromiter((*by_image, *written), np.int64, len(by_image) + len(written))
        images = np.union1d(topics.images, numbers)
        places = origins(scene.listed.ids, images)
        images = images[np.argsort(np.abs(places - scene.near), kind="stable")]
        run, count, changed = self._run_now(topics), 0, set[ImageId]()
        for begin in range(0, len(images), _BLOCK):
            pending: dict[ImageId, tuple[Said, ...]] = {}
            for image, said in _told(topics, by_image, images[begin : begin + _BLOCK]):
                count += bool(said)
                if _signature(said) != written.get(image, _NOTHING):
                    pending[image] = said
                if len(pending) == _AT_ONCE:
                    cancel.check()
                    changed |= self._store(project, run, pending)
                    pending = {}
            cancel.check()
            changed |= self._store(project, run, pending)
        return count, frozenset(changed)

    def withdraw(self, project: Project) -> frozenset[ImageId]:
        """Take back every proposal that nobody has decided about; gives where."""
        images = self._waiting(project)
        run = self._run or self._new_run([])
        self._store(project, run, dict.fromkeys(images, ()))
        return images

    def _known(self, project: Project) -> dict[int, int]:
        """What was written by image; of what an earlier session wrote only where."""
        if self._written is None:
            self._written = dict.fromkeys(self._waiting(project), _UNKNOWN)
        return self._written

    def _waiting(self, project: Project) -> frozenset[ImageId]:
        asked = partial(stored.proposed_on, digest=LEARNED)
        return project.later(asked).result()

    def _store(
        self, project: Project, run: Run, said: Mapping[ImageId, tuple[Said, ...]]
    ) -> frozenset[ImageId]:
        objects = [number for rows in said.values() for number, *_ in rows if number]
        shapes: dict[int, Shape] = {0: Tag()}
        if objects:
            shapes |= project.later(partial(stored.shapes, ids=objects)).result()
        found = {
            image: [
                _suggested(run, image, shapes[number], name, score)
                for number, name, score in rows
                if number in shapes
            ]
            for image, rows in said.items()
        }
        if found:
            project.do(partial(stored.write_many, by=run, found=found)).result()
        if self._written is not None:
            self._written |= {image: _signature(rows) for image, rows in said.items()}
        return frozenset(found)

    def _run_now(self, topics: Topics) -> Run:
        """One run while the classes are the same: what it says of itself is what it knew."""
        speakers = (one for one in (topics.of_images, topics.of_objects) if one is not None)
        known: list[Json] = [*dict.fromkeys(name for one in speakers for name in one.known)]
        if self._run is None or self._run.recipe.get("classes") != known:
            self._run = self._new_run(known)
        return self._run

    def _new_run(self, known: list[Json]) -> Run:
        return Run(
            id=RunId(new_id()),
            model_digest=LEARNED,
            model_name=MODEL,
            started=now_ms(),
            recipe={"family": "learned", "describer": self._describer, "classes": known},
            author=self._author,
        )


def _by_image(topics: Topics) -> dict[int, list[Said]]:
    """What is said of objects, by image."""
    if topics.of_objects is None:
        return {}
    columns = topics.objects
    images = dict(zip(columns.ids.tolist(), columns.images.tolist(), strict=True))
    found: dict[int, list[Said]] = {}
    for number, name, score in topics.of_objects.said(columns.ids):
        found.setdefault(images[number], []).append((number, name, score))
    return found


def _told(
    topics: Topics, by_image: Mapping[int, list[Said]], images: NDArray[np.int64]
) -> Iterator[tuple[ImageId, tuple[Said, ...]]]:
    """Of each image, all that is said."""
    tags: dict[int, Said] = {}
    if topics.of_images is not None:
        asked = images[np.isin(images, topics.images)]
        said = topics.of_images.said(asked)
        tags = {image: (0, name, score) for image, name, score in said}
    for image in images.tolist():
        of_image = (tags[image],) if image in tags else ()
        yield ImageId(image), (*of_image, *by_image.get(image, ()))


def _suggested(run: Run, image: ImageId, shape: Shape, name: str, score: float) -> Suggestion:
    return Suggestion(
        id=SuggestionId(new_ids(1)[0]),
        image_id=image,
        run_id=run.id,
        class_name=name,
        shape=shape,
        score=score,
    )


def _signature(said: tuple[Said, ...]) -> int:
    """What one would see of it, as a number."""
    return hash(tuple((number, name, round(score * _ROOM)) for number, name, score in said))
