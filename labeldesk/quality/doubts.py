"""Labels that are likely wrong, by what a head says that never saw them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.progress import Cancel
from labeldesk.quality.head import Labels, Scores, Vectors, fitted
from labeldesk.quality.order import SEED

FOLDS = 5
FEWEST = 4
"""A class with fewer labels than this is not judged, nor are others called by its name."""
_SURE = 0.5


@dataclass(frozen=True, slots=True)
class Doubt:
    """The label at `place` is `given`, but `likely` is likelier, with these probabilities."""

    place: int
    given: int
    likely: int
    given_score: float
    likely_score: float


def out_of_sample(
    vectors: Vectors,
    labels: Labels,
    *,
    seed: int = SEED,
    cancel: Cancel | None = None,
) -> tuple[Labels, Scores]:
    """The classes (k,), and of each vector what a head says that was fitted without it, (n, k).

    Five folds, each with its share of every class. Every class needs two labels at least.
    """
    known, which = np.unique(labels, return_inverse=True)
    fold = _folds(which, seed)
    scores = np.zeros((len(labels), len(known)), np.float32)
    head = None
    for number in range(FOLDS):
        held = fold == number
        if not held.any():
            continue
        head = fitted(vectors[~held], labels[~held], before=head, cancel=cancel)
        columns = np.searchsorted(known, head.labels)
        scores[np.ix_(held, columns)] = head.probabilities(vectors[held])
    return known, scores


def likely_errors(
    vectors: Vectors,
    labels: Labels,
    *,
    groups: Labels | None = None,
    seed: int = SEED,
    cancel: Cancel | None = None,
) -> list[Doubt]:
    """Labels that are likely wrong, the surest first; about half of such are right in truth.

    Confident learning: a class is meant where its probability is at least the mean that its own
    labels get, or a half. What is labelled as one class and means another is doubted. Of several
    labels of one group (several tags of one image) the others are never called likelier.
    """
    place = np.flatnonzero(_is_judged(labels))
    if len(np.unique(labels[place])) < 2:  # noqa: PLR2004
        return []
    known, scores = out_of_sample(vectors[place], labels[place], seed=seed, cancel=cancel)
    which = np.searchsorted(known, labels[place])
    rows = np.arange(len(place))
    own = scores[rows, which]
    usual = np.minimum(np.bincount(which, own) / np.bincount(which), _SURE).astype(np.float32)
    meant = np.where(scores >= usual, scores, 0)
    if groups is not None:
        _forget_companions(meant, groups[place], which)
    other = meant.argmax(axis=1)
    is_doubted = (meant[rows, other] > own) & (other != which)
    found = np.flatnonzero(is_doubted)
    found = found[np.argsort(own[found] - scores[found, other[found]], kind="stable")]
    return [
        Doubt(
            int(place[row]),
            int(known[which[row]]),
            int(known[other[row]]),
            float(own[row]),
            float(scores[row, other[row]]),
        )
        for row in found.tolist()
    ]


def _is_judged(labels: Labels) -> NDArray[np.bool_]:
    _, which, counts = np.unique(labels, return_inverse=True, return_counts=True)
    judged: NDArray[np.bool_] = counts[which] >= FEWEST
    return judged


def _folds(which: NDArray[np.intp], seed: int) -> NDArray[np.intp]:
    """A fold for each label, those of one class shared out evenly."""
    drawn = np.random.default_rng(seed).permutation(len(which))
    order = drawn[np.argsort(which[drawn], kind="stable")]
    begins = np.searchsorted(which[order], np.arange(int(which.max(initial=0)) + 1))
    fold = np.empty(len(which), np.intp)
    fold[order] = (np.arange(len(which)) - begins[which[order]]) % FOLDS
    return fold


def _forget_companions(meant: Scores, groups: Labels, which: NDArray[np.intp]) -> None:
    _, group = np.unique(groups, return_inverse=True)
    has = np.zeros((int(group.max(initial=0)) + 1, meant.shape[1]), bool)
    has[group, which] = True
    mine = np.zeros(meant.shape, bool)
    mine[np.arange(len(which)), which] = True
    meant[has[group] & ~mine] = 0
