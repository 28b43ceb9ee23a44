"""Two models on the same images: where they differ, and how either does against the labels."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.classes import ClassList, folded
from labeldesk.domain.geometry import Rect
from labeldesk.domain.ids import ImageId
from labeldesk.domain.progress import Cancel
from labeldesk.domain.suggestion import Thresholds
from labeldesk.quality.differences import Difference, Finding, Predicted
from labeldesk.quality.disagreements import Apart, Score, apart, scored, tags_apart, tags_scored
from labeldesk.quality.matching import Marked
from labeldesk.storage import evidence as stored
from labeldesk.storage.evidence import Evidence, Things

if TYPE_CHECKING:
    from labeldesk.storage.project import Project

_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Side:
    """A model, from which scores on it counts as said, and the images that it was seen to look at
    though it may have found nothing there.
    """

    digest: str
    least: Thresholds
    looked_at: frozenset[ImageId] = frozenset()


@dataclass(frozen=True, slots=True)
class Split:
    """One place where they differ: where the first and the second model see what, with the name of
    the class and the score; None, "" and 0 for the one that sees nothing.
    """

    what: Difference
    weight: float
    places: tuple[Rect | None, Rect | None] = (None, None)
    names: tuple[str, str] = ("", "")
    scores: tuple[float, float] = (0.0, 0.0)
    iou: float = 0.0


@dataclass(slots=True)
class Share:
    """What one of them said, alone, and of classes that the other does not know, which is left out;
    how it does against labels; and the images that it has not looked at.
    """

    said: int = 0
    alone: int = 0
    strange: int = 0
    score: Score = field(default_factory=Score)
    unseen: tuple[ImageId, ...] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """What it came to, over the `images` that both looked at: how often both say the same, another
    class, another place; `splits` by image, the worst image first. `finished` of the images were
    compared with their labels, without the `unasked` ones, which a model made.
    """

    shares: tuple[Share, Share]
    splits: dict[ImageId, tuple[Split, ...]] = field(default_factory=dict)
    images: int = 0
    alike: int = 0
    classes: int = 0
    places: int = 0
    finished: int = 0
    unasked: int = 0


def compared(
    project: Project,
    sides: tuple[Side, Side],
    images: Sequence[ImageId],
    finished: Collection[ImageId],
    cancel: Cancel | None = None,
) -> Compared:
    """Compare what two models said of these images; blocks. `finished` are those whose labels are
    taken as right.
    """
    known = [
        project.later(partial(stored.model_classes, model_digest=one.digest)).result()
        for one in sides
    ]
    comparison = _Comparison(sides, _Numbers(project.classes(), known), frozenset(finished))
    for start in range(0, len(images), _AT_ONCE):
        if cancel is not None:
            cancel.check()
        some = images[start : start + _AT_ONCE]
        found = [
            project.later(partial(stored.evidence, model_digest=one.digest, images=some)).result()
            for one in sides
        ]
        comparison.take((found[0], found[1]), some)
    return comparison.result()


class _Numbers:
    """One number for every class that a model may name: that of the project's class, else one of
    its own below 0. Both models know some of them.
    """

    def __init__(self, classes: ClassList, known: Sequence[Collection[str]]) -> None:
        self._classes = classes
        self._own: dict[str, int] = {}
        first, second = ({self.of(name) for name in names} for names in known)
        self._shared = np.array(sorted(first & second), np.int64)

    def of(self, name: str) -> int:
        """The number of a class."""
        found = self._classes.named(name)
        if found is not None:
            return int(found.id)
        return self._own.setdefault(folded(name), -1 - len(self._own))

    def all_of(self, names: Sequence[str]) -> NDArray[np.int64]:
        """The numbers of several."""
        table = {name: self.of(name) for name in set(names)}
        return np.array([table[name] for name in names], np.int64)

    def is_shared(self, numbers: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Which of them both models know."""
        return np.isin(numbers, self._shared)


class _Comparison:
    def __init__(
        self, sides: tuple[Side, Side], numbers: _Numbers, finished: frozenset[ImageId]
    ) -> None:
        self._sides = sides
        self._numbers = numbers
        self._finished = finished
        self._shares = (Share(), Share())
        self._unseen: tuple[list[ImageId], list[ImageId]] = ([], [])
        self._splits: dict[ImageId, tuple[Split, ...]] = {}
        self._images = self._alike = self._done = self._unasked = 0

    def take(self, found: tuple[Evidence, Evidence], images: Sequence[ImageId]) -> None:
        """Compare what is on these images."""
        labels = found[0].labels
        both = tuple(_Said(one.predictions, self._numbers) for one in found)
        for image_id in images:
            has = [
                image_id in said.images or image_id in side.looked_at
                for said, side in zip(both, self._sides, strict=True)
            ]
            for looked, unseen in zip(has, self._unseen, strict=True):
                if not looked:
                    unseen.append(image_id)
            if all(has):
                self._images += 1
                self._on(image_id, both, labels)

    def result(self) -> Compared:
        """All of it, the worst image first; of equal ones that with more to look at."""
        worst = sorted(
            self._splits.items(), key=lambda item: (-item[1][0].weight, -len(item[1]), item[0])
        )
        for share, unseen in zip(self._shares, self._unseen, strict=True):
            share.unseen = tuple(unseen)
        every = [split.what for splits in self._splits.values() for split in splits]
        return Compared(
            self._shares,
            dict(worst),
            self._images,
            self._alike,
            every.count(Difference.CLASS),
            every.count(Difference.PLACE),
            self._done,
            self._unasked,
        )

    def _on(self, image_id: ImageId, both: tuple[_Said, ...], labels: Things) -> None:
        splits: list[Split] = []
        is_done = image_id in self._finished
        self._done += is_done
        mine = np.flatnonzero(labels.images == image_id) if is_done else None
        for tags in (False, True):
            at = [said.at(image_id, tags=tags) for said in both]
            for share, said, places in zip(self._shares, both, at, strict=True):
                share.strange += int(np.count_nonzero(~said.shared[places]))
            kept = [places[said.shared[places]] for said, places in zip(both, at, strict=True)]
            first, second = (
                said.predicted(places, side.least)
                for said, places, side in zip(both, kept, self._sides, strict=True)
            )
            found = tags_apart(first, second) if tags else apart(first, second)
            self._count(found, first, second)
            splits += (_split(one, both, kept) for one in found.findings)
            if mine is not None:
                self._judge(labels, mine[labels.is_tag[mine] == tags], (first, second), tags=tags)
        if splits:
            self._splits[image_id] = tuple(sorted(splits, key=lambda split: -split.weight))

    def _count(self, found: Apart, first: Predicted, second: Predicted) -> None:
        self._alike += found.alike
        alone = [finding.what for finding in found.findings]
        for share, said, what in zip(
            self._shares, (first, second), (Difference.EXTRA, Difference.MISSING), strict=True
        ):
            share.said += int(np.count_nonzero(said.is_said))
            share.alone += alone.count(what)

    def _judge(
        self,
        labels: Things,
        mine: NDArray[np.intp],
        both: tuple[Predicted, Predicted],
        *,
        tags: bool,
    ) -> None:
        mine = mine[self._numbers.is_shared(labels.classes[mine])]
        own = labels.flag[mine]
        self._unasked += int(np.count_nonzero(own))
        asked, unasked = (
            Marked(labels.boxes[some], labels.classes[some]) for some in (mine[~own], mine[own])
        )
        for share, said in zip(self._shares, both, strict=True):
            if not tags:
                share.score += scored(asked, said, unasked)
            elif len(asked):
                share.score += tags_scored(asked.classes, said)


class _Said:
    """What one model said of some images, with the numbers of the classes."""

    def __init__(self, things: Things, numbers: _Numbers) -> None:
        self.things = things
        self.classes = numbers.all_of(things.names)
        self.shared = numbers.is_shared(self.classes)
        self.images = frozenset(things.images.tolist())

    def at(self, image_id: ImageId, *, tags: bool) -> NDArray[np.intp]:
        """Where it says something of that image."""
        things = self.things
        return np.flatnonzero((things.images == image_id) & (things.is_tag == tags))

    def predicted(self, at: NDArray[np.intp], least: Thresholds) -> Predicted:
        """That, with what counts as said."""
        things = self.things
        need = np.array([least.of(things.names[one]) for one in at.tolist()], np.float64)
        scores = things.scores[at]
        return Predicted(Marked(things.boxes[at], self.classes[at]), scores, scores >= need)


def _split(found: Finding, both: tuple[_Said, ...], kept: Sequence[NDArray[np.intp]]) -> Split:
    first, second = (
        _one(said.things, int(places[at]) if at >= 0 else None)
        for said, places, at in zip(both, kept, (found.label, found.prediction), strict=True)
    )
    return Split(
        found.what,
        found.weight,
        (first[0], second[0]),
        (first[1], second[1]),
        (first[2], second[2]),
        found.iou,
    )


def _one(things: Things, at: int | None) -> tuple[Rect | None, str, float]:
    if at is None:
        return None, "", 0.0
    box = things.boxes[at]
    place = Rect(*box.tolist()) if np.isfinite(box).all() else None
    return place, things.names[at], float(things.scores[at])
