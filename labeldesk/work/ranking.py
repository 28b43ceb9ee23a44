"""Images in an order of their own: what to label next, what is like this, what is doubtful."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.ids import AnnotationId, ClassId, ImageId
from labeldesk.domain.progress import Cancel
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.quality.doubts import Doubt, likely_errors
from labeldesk.quality.near import likeness
from labeldesk.quality.order import SEED, most_useful
from labeldesk.storage.learning import LabelColumns
from labeldesk.work.learning import Learner, Marks
from labeldesk.work.sieve import DOUBTS, SIMILAR, USEFUL

MOST_SIMILAR = 500

_POOL = 20_000
_LIKE = QT_TRANSLATE_NOOP("Learn", "Likeness {score}")
_TAGGED = QT_TRANSLATE_NOOP("Learn", "Looks like {likely} ({score}), tagged {given}")
_NAMED = QT_TRANSLATE_NOOP("Learn", "Looks like {likely} ({score}): an object that is {given}")
_MORE = QT_TRANSLATE_NOOP("Learn", "{reason}, and {n} more")


@dataclass(frozen=True, slots=True, eq=False)
class Ranking:
    """Ids of images int64 (n,), each once; `notes` say by image why it is there, `objects` which
    object that is about.
    """

    kind: str
    images: NDArray[np.int64]
    notes: Mapping[ImageId, Text] = field(default_factory=dict)
    objects: Mapping[ImageId, AnnotationId] = field(default_factory=dict)


def useful(learner: Learner, marks: Marks, cancel: Cancel) -> Ranking:
    """The open images without a label, those first from which most is learned.

    Where tags teach, an image without a tag has none; else one without any object either.
    Raises `Cancelled`.
    """
    tags = learner.tags
    labels = tags if len(tags) else learner.labels
    pool = np.setdiff1d(marks.open_ones(), labels.images)
    pool = np.random.default_rng(SEED).permutation(pool)
    chosen, rest = pool[:_POOL], pool[_POOL:]
    gallery = learner.describing.images
    is_there, vectors = gallery.of(chosen)
    _, known = gallery.of(np.unique(labels.images))
    order = most_useful(vectors, learner.tag_head, known, cancel=cancel)
    return Ranking(USEFUL, np.concatenate([chosen[is_there][order], chosen[~is_there], rest]))


def similar_images(learner: Learner, image: ImageId, marks: Marks) -> Ranking:
    """The images most like this one, itself first; none if it cannot be read."""
    gallery = learner.describing.images
    is_there, query = gallery.of(np.array([image]))
    if not is_there[0]:
        return Ranking(SIMILAR, np.zeros(0, np.int64))
    ids, has, vectors = gallery.everything()
    found = np.where(has & marks.included(ids) | (ids == image), likeness(vectors, query[0]), -2)
    found[ids == image] = 2
    best = np.argsort(-found, kind="stable")[:MOST_SIMILAR]
    best = best[found[best] > -2]  # noqa: PLR2004
    return Ranking(SIMILAR, ids[best], _likenesses(ids[best], found[best]))


def similar_objects(learner: Learner, chosen: AnnotationId, marks: Marks) -> Ranking:
    """The images whose objects are most like this object, each with the one that is meant."""
    gallery, columns = learner.describing.objects, learner.describing.columns
    is_there, query = gallery.of(np.array([chosen]))
    if not is_there[0]:
        return Ranking(SIMILAR, np.zeros(0, np.int64))
    ids, has, vectors = gallery.everything()
    found = np.where(has, likeness(vectors, query[0]), -2)
    found[ids == chosen] = 2
    columns = columns.where(marks.included(columns.images) | (columns.ids == chosen))
    scores = found[gallery.places(columns.ids)[0]]
    order = np.argsort(-scores, kind="stable")
    order = order[scores[order] > -2]  # noqa: PLR2004
    images, firsts = np.unique(columns.images[order], return_index=True)
    best = np.argsort(firsts, kind="stable")[:MOST_SIMILAR]
    rows = order[firsts[best]]
    notes = _likenesses(images[best], scores[rows])
    pairs = zip(images[best].tolist(), columns.ids[rows].tolist(), strict=True)
    objects = {ImageId(image): AnnotationId(number) for image, number in pairs}
    return Ranking(SIMILAR, images[best], notes, objects)


def doubts(learner: Learner, marks: Marks, cancel: Cancel) -> Ranking:
    """The images with a tag or an object whose class is likely another, the surest first.

    Nothing is changed by it. Raises `Cancelled`.
    """
    found: list[tuple[float, int, int | None, Text]] = []
    for tags in (True, False):
        columns, vectors = learner.samples(tags=tags)
        kept = marks.included(columns.images)
        columns, vectors = columns.where(kept), vectors[kept]
        groups = columns.images if tags else None
        words = _TAGGED if tags else _NAMED
        likely = likely_errors(vectors, columns.classes, groups=groups, cancel=cancel)
        found += [_doubted(learner, columns, one, words) for one in likely]
    found.sort(key=lambda one: one[0])
    return _by_image(found)


def _doubted(
    learner: Learner, columns: LabelColumns, one: Doubt, words: Text
) -> tuple[float, int, int | None, Text]:
    """How sure, which image, which object, and why."""
    names = {item.id: item.name for item in learner.classes}
    reason = words.filled(
        given=names.get(ClassId(one.given), "?"),
        likely=names.get(ClassId(one.likely), "?"),
        score=f"{one.likely_score:.2f}",
    )
    number = None if words is _TAGGED else int(columns.ids[one.place])
    return one.given_score - one.likely_score, int(columns.images[one.place]), number, reason


def _by_image(found: list[tuple[float, int, int | None, Text]]) -> Ranking:
    by_image: dict[int, list[tuple[int | None, Text]]] = {}
    for _, image, number, reason in found:
        by_image.setdefault(image, []).append((number, reason))
    notes, objects = {}, {}
    for image, reasons in by_image.items():
        number, reason = reasons[0]
        more = len(reasons) - 1
        notes[ImageId(image)] = _MORE.filled(reason=reason, n=more) if more else reason
        if number is not None:
            objects[ImageId(image)] = AnnotationId(number)
    return Ranking(DOUBTS, np.array([*by_image], np.int64), notes, objects)


def _likenesses(images: NDArray[np.int64], scores: NDArray[np.floating]) -> dict[ImageId, Text]:
    return {
        ImageId(image): _LIKE.filled(score=f"{min(score, 1.0):.2f}")
        for image, score in zip(images.tolist(), scores.tolist(), strict=True)
    }
