"""A model against the labels of finished images: what differs, image by image, worst first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.classes import ClassList
from labeldesk.domain.geometry import Rect
from labeldesk.domain.ids import AnnotationId, ImageId, SuggestionId
from labeldesk.domain.progress import Cancel
from labeldesk.domain.suggestion import Thresholds
from labeldesk.quality.differences import (
    Difference,
    Finding,
    Predicted,
    differences,
    tag_differences,
)
from labeldesk.quality.matching import Marked
from labeldesk.storage import evidence as stored
from labeldesk.storage.evidence import Evidence, Things

if TYPE_CHECKING:
    from labeldesk.storage.project import Project

_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Doubt:
    """One difference, as it is shown. `place` is where the label is, or what was predicted where
    there is none, `predicted_place` where the model sees it; both None for a tag. `labelled` and
    `predicted` are names of classes, empty where there is none.
    """

    what: Difference
    weight: float
    place: Rect | None = None
    predicted_place: Rect | None = None
    labelled: str = ""
    predicted: str = ""
    score: float = 0.0
    iou: float = 0.0
    label: AnnotationId | None = None
    suggestion: SuggestionId | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """What a comparison came to: doubts by image, the worst image first. `looked` of the images
    were compared, `unseen` the model has not looked at. `own` are objects that the model made
    itself, and `strange` those of classes that it does not know; neither was compared.
    """

    doubts: dict[ImageId, tuple[Doubt, ...]] = field(default_factory=dict)
    looked: int = 0
    unseen: tuple[ImageId, ...] = ()
    own: int = 0
    strange: int = 0


@dataclass(frozen=True, slots=True)
class Question:
    """Which model, from which scores on it counts as said, and the images that it was seen to
    look at though it may have found nothing there.
    """

    model_digest: str
    least: Thresholds
    looked_at: frozenset[ImageId] = frozenset()


def judged(
    project: Project, question: Question, images: Sequence[ImageId], cancel: Cancel | None = None
) -> Judged:
    """Compare the labels of these images with what the model said; blocks."""
    digest = question.model_digest
    classes = project.classes()
    known = project.later(partial(stored.model_classes, model_digest=digest)).result()
    judge = _Judge(question, classes, known)
    for start in range(0, len(images), _AT_ONCE):
        if cancel is not None:
            cancel.check()
        some = images[start : start + _AT_ONCE]
        asked = partial(stored.evidence, model_digest=digest, images=some)
        judge.take(project.later(asked).result(), some)
    return judge.result()


class _Judge:
    def __init__(self, question: Question, classes: ClassList, known: Collection[str]) -> None:
        self._question = question
        self._classes = classes
        named = (classes.named(name) for name in known)
        self._known = np.array([one.id for one in named if one is not None], np.int64)
        self._doubts: dict[ImageId, tuple[Doubt, ...]] = {}
        self._unseen: list[ImageId] = []
        self._looked = self._own = self._strange = 0

    def take(self, found: Evidence, images: Sequence[ImageId]) -> None:
        """Compare what is on these images."""
        labels, said = found.labels, found.predictions
        has_said = set(said.images.tolist())
        for image_id in images:
            if image_id not in has_said and image_id not in self._question.looked_at:
                self._unseen.append(image_id)
                continue
            self._looked += 1
            mine = np.flatnonzero(labels.images == image_id)
            theirs = np.flatnonzero(said.images == image_id)
            doubts = tuple(self._on(labels, mine, said, theirs))
            if doubts:
                self._doubts[image_id] = doubts

    def result(self) -> Judged:
        """All of it, the worst image first; of equal ones that with more to look at."""
        worst = sorted(
            self._doubts.items(), key=lambda item: (-item[1][0].weight, -len(item[1]), item[0])
        )
        return Judged(dict(worst), self._looked, tuple(self._unseen), self._own, self._strange)

    def _on(
        self, labels: Things, mine: NDArray[np.intp], said: Things, theirs: NDArray[np.intp]
    ) -> list[Doubt]:
        own = np.isin(labels.other[mine], said.ids[theirs]) & labels.flag[mine]
        taken = labels.other[mine][own]
        theirs = theirs[~np.isin(said.ids[theirs], taken)]
        mine = mine[~own]
        strange = ~np.isin(labels.classes[mine], self._known)
        self._own += int(np.count_nonzero(own))
        self._strange += int(np.count_nonzero(strange))
        mine = mine[~strange]
        ids = np.array([self._class_of(said.names[at]) for at in theirs.tolist()], np.int64)
        theirs, ids = theirs[ids > 0], ids[ids > 0]
        return sorted(self._compared(labels, mine, said, theirs, ids), key=lambda d: -d.weight)

    def _compared(
        self,
        labels: Things,
        mine: NDArray[np.intp],
        said: Things,
        theirs: NDArray[np.intp],
        ids: NDArray[np.int64],
    ) -> Iterator[Doubt]:
        for tags in (False, True):
            some = mine[labels.is_tag[mine] == tags]
            are = said.is_tag[theirs] == tags
            others = theirs[are]
            if not len(some) + len(others):
                continue
            found = self._predicted(said, others, ids[are])
            classes = labels.classes[some]
            rows: Iterable[Finding]
            if tags:
                rows = tag_differences(classes, found)
            else:
                rows = differences(Marked(labels.boxes[some], classes), found)
            for row in rows:
                label = int(some[row.label]) if row.label >= 0 else None
                other = int(others[row.prediction]) if row.prediction >= 0 else None
                yield self._doubt(row, labels, label, said, other)

    def _predicted(self, said: Things, at: NDArray[np.intp], ids: NDArray[np.int64]) -> Predicted:
        least = np.array([self._question.least.of(said.names[one]) for one in at.tolist()])
        is_said = (said.scores[at] >= least.reshape(-1)) & said.flag[at]
        return Predicted(Marked(said.boxes[at], ids), said.scores[at], is_said)

    def _class_of(self, name: str) -> int:
        known = self._classes.named(name)
        return known.id if known is not None else 0

    def _doubt(
        self, row: Finding, labels: Things, label: int | None, said: Things, other: int | None
    ) -> Doubt:
        item = self._classes.get(labels.classes[label]) if label is not None else None
        seen = _rect(said, other)
        return Doubt(
            what=row.what,
            weight=row.weight,
            place=_rect(labels, label) or seen,
            predicted_place=seen,
            labelled=item.name if item is not None else "",
            predicted=said.names[other] if other is not None else "",
            score=float(said.scores[other]) if other is not None else 0.0,
            iou=row.iou,
            label=AnnotationId(int(labels.ids[label])) if label is not None else None,
            suggestion=SuggestionId(int(said.ids[other])) if other is not None else None,
        )


def _rect(things: Things, at: int | None) -> Rect | None:
    if at is None or not np.isfinite(things.boxes[at]).all():
        return None
    return Rect(*things.boxes[at].tolist())
