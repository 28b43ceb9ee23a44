"""The vectors of a project's images and of the objects on them, made little by little."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.geometry import Rect
from labeldesk.domain.ids import ImageId
from labeldesk.domain.problem import Problem, UserError
from labeldesk.domain.progress import Cancel
from labeldesk.imaging.decode import REDUCTIONS, ImageFile
from labeldesk.imaging.digest import content_digest
from labeldesk.imaging.source import stamp_of
from labeldesk.quality.describe import BUILT_IN, Blind, Describer
from labeldesk.quality.gallery import Gallery
from labeldesk.quality.vector_cache import Key, VectorCache, key_of
from labeldesk.storage.learning import LabelColumns, no_labels
from labeldesk.work.catalogue import Listed

if TYPE_CHECKING:
    from labeldesk.storage.project import Project

MOST_OBJECTS = 50_000
"""Of more objects than this, as many are looked at: some of every class, chosen by chance."""

_SEED = 7
_AT_A_TIME = 128


@dataclass(frozen=True, slots=True)
class Scene:
    """Where images come from: their list, the folder they lie in, what knows their hashes.

    `near` is the image that those nearest to in the list are looked at first.
    """

    listed: Listed
    root: Path
    project: Project | None = None
    near: int = 0


@dataclass
class Describing:
    """For one thread at a time; `cache` is the folder of vectors on disk.

    `images` holds a vector per image, `objects` one per object with an area, by annotation id.
    `refused` are files that could be read and got no vector, with the first reason of each.
    """

    cache: Path
    describer: Describer = BUILT_IN
    objects: Gallery = field(init=False)
    images: Gallery = field(init=False)
    columns: LabelColumns = field(init=False, default_factory=no_labels)
    refused: dict[str, Problem] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.images = Gallery(self.describer.length)
        self.objects = Gallery(self.describer.length)
        self._store: VectorCache | None = None
        self._digests: dict[ImageId, tuple[str, tuple[int, int]]] = {}

    def follow(self, scene: Scene, labels: LabelColumns) -> None:
        """These are the images and labels now; what is known of them stays known."""
        self.images.follow(scene.listed.ids)
        objects = _some(labels.where(~labels.is_tag))
        self.objects.follow(objects.ids)
        before = self.columns
        at = np.minimum(np.searchsorted(before.ids, objects.ids), max(len(before) - 1, 0))
        if len(before):
            same = before.ids[at] == objects.ids
            moved = same & (before.boxes[at] != objects.boxes).any(axis=1)
            self.objects.forget(objects.ids[moved].tolist())
        self.columns = objects

    def forget(self, images: Collection[int]) -> None:
        """Their files are other ones now."""
        self.images.forget(images)
        mine = np.isin(self.columns.images, np.fromiter(images, np.int64, len(images)))
        self.objects.forget(self.columns.ids[mine].tolist())

    @property
    def left(self) -> int:
        """How many images and objects are still to be looked at."""
        return len(self.images.missing()) + len(self.objects.missing())

    @property
    def total(self) -> int:
        """Images and objects together."""
        return len(self.images.ids) + len(self.objects.ids)

    def some(self, scene: Scene, first: NDArray[np.int64], seconds: float, cancel: Cancel) -> int:
        """Look at images for about so long, those of `first` first; gives what is left then.

        Raises `Cancelled`, and `Blind` when no more vectors will come.
        """
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            chosen = self._next(scene, first)
            if not len(chosen):
                break
            self._learn_digests(scene, chosen)
            by_image = self._objects_on(chosen)
            try:
                for number in chosen.tolist():
                    cancel.check()
                    self._look_at(scene, ImageId(number), by_image.get(number, {}))
                    if time.monotonic() >= end:
                        break
            finally:
                if self._store is not None:
                    self._store.close()  # for now: what was looked at is kept whatever comes
        return self.left

    def close(self) -> None:
        """Give back what the describer holds."""
        self.describer.close()

    def _next(self, scene: Scene, first: NDArray[np.int64]) -> NDArray[np.int64]:
        """The images looked at next: those asked for, then from the open one outwards."""
        waiting = self.objects.missing()
        on = self.columns.images[np.isin(self.columns.ids, waiting)]
        missing = np.union1d(self.images.missing(), on)
        asked = missing[np.isin(missing, first)]
        if len(asked):
            return asked[:_AT_A_TIME]
        places = np.flatnonzero(np.isin(scene.listed.ids, missing))
        if not len(places):
            self.objects.forget(())
            for number in waiting.tolist():  # of images that are not in the list
                self.objects.put(number, None)
            return missing[:0]
        nearest = np.argsort(np.abs(places - scene.near), kind="stable")[:_AT_A_TIME]
        ids: NDArray[np.int64] = scene.listed.ids[places[nearest]]
        return ids

    def _objects_on(self, images: NDArray[np.int64]) -> dict[int, dict[int, Rect]]:
        """By image, the objects without a vector and the boxes around them."""
        is_missing = np.isin(self.columns.ids, self.objects.missing())
        chosen = self.columns.where(is_missing & np.isin(self.columns.images, images))
        found: dict[int, dict[int, Rect]] = {}
        rows = zip(chosen.ids.tolist(), chosen.images.tolist(), chosen.boxes.tolist(), strict=True)
        for number, image, box in rows:
            found.setdefault(image, {})[number] = Rect(*box)
        return found

    def _learn_digests(self, scene: Scene, images: NDArray[np.int64]) -> None:
        self._digests = {}
        if scene.project is not None:
            from labeldesk.storage.learning import digests

            question = partial(digests, ids=images.tolist())
            self._digests = scene.project.later(question).result()

    def _look_at(self, scene: Scene, image: ImageId, objects: Mapping[int, Rect]) -> None:
        path = scene.listed.path_of(image)
        wanted: dict[Callable[[NDArray[np.float32] | None], None], Rect | None] = {}
        at, known = self.images.places(np.array([image]))
        if known[0] and not (self.images.has[at[0]] or self.images.is_vain[at[0]]):
            wanted[partial(self.images.put, image)] = None
        wanted |= {partial(self.objects.put, number): box for number, box in objects.items()}
        if path is None:
            found: list[NDArray[np.float32] | None] = [None] * len(wanted)
        else:
            found = self._vectors(scene.root / path, image, list(wanted.values()))
        for put, vector in zip(wanted, found, strict=True):
            put(vector)

    def _vectors(
        self, place: Path, image: ImageId, crops: list[Rect | None]
    ) -> list[NDArray[np.float32] | None]:
        """From the disk what is there, the rest from the picture; None where there is none."""
        store = self._store = self._store or VectorCache(self.cache, self.describer)
        try:
            digest, stamp = self._digests.get(image, ("", (0, 0)))
            if not digest or stamp_of(place) != stamp:
                digest = content_digest(place)
            keys = [key_of(digest, crop) for crop in crops]
            found = [store.get(key) for key in keys]
            lacking = [i for i, vector in enumerate(found) if vector is None]
            if lacking:
                made = self._described(place, [crops[i] for i in lacking])
                for i, vector in zip(lacking, made, strict=True):
                    found[i] = vector
                    self._keep(keys[i], vector)
        except Blind:
            raise
        except UserError:  # it is told where the image is shown
            return [None] * len(crops)
        return found

    def _keep(self, key: Key, vector: NDArray[np.float32] | None) -> None:
        if vector is not None and self._store is not None:
            self._store.put(key, vector)

    def _described(
        self, place: Path, crops: Iterable[Rect | None]
    ) -> list[NDArray[np.float32] | None]:
        crops = list(crops)
        file = ImageFile.read(place)
        size = file.header.size
        sides = [
            max(size.width, size.height) if one is None else max(one.x1 - one.x0, one.y1 - one.y0)
            for one in crops
        ]
        enough = min(sides) / self.describer.side
        reduced = next((r for r in reversed(REDUCTIONS) if r <= enough), 1)
        pixels = file.decode(reduced).pixels
        return [self._of_part(place, pixels, one, reduced) for one in crops]

    def _of_part(
        self, place: Path, pixels: NDArray[np.uint8], crop: Rect | None, reduced: int
    ) -> NDArray[np.float32] | None:
        describe = self.describer.describe
        if crop is not None:
            describe = self.describer.of_part or describe
            high, wide = pixels.shape[:2]
            x0, y0 = (max(int(np.floor(n / reduced)), 0) for n in crop[:2])
            x1, y1 = (int(np.ceil(n / reduced)) for n in crop[2:])
            pixels = pixels[y0 : min(y1, high), x0 : min(x1, wide)]
        if not pixels.size:
            return None
        try:
            return describe(pixels)
        except Blind:
            raise
        except UserError as error:
            self.refused.setdefault(str(place), error.problem)
            return None


def _some(objects: LabelColumns) -> LabelColumns:
    """All of them, or as many of each class as there is room for, drawn by a fixed lottery."""
    if len(objects) <= MOST_OBJECTS:
        return objects
    drawn = np.random.default_rng(_SEED).permutation(len(objects))
    order = drawn[np.argsort(objects.classes[drawn], kind="stable")]
    _, begins, counts = np.unique(objects.classes[order], return_index=True, return_counts=True)
    rank = np.arange(len(order)) - np.repeat(begins, counts)
    chosen = np.zeros(len(objects), bool)
    chosen[order[np.argsort(rank, kind="stable")[:MOST_OBJECTS]]] = True
    return objects.where(chosen)
