"""In which order images teach most: uncertain and unlike one another, and some by chance."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.progress import Cancel
from labeldesk.quality.centres import far_apart, typical
from labeldesk.quality.head import Head, Vectors

SEED = 20_260_101
CHANCE = 5
"""Every so-many-th image is drawn by chance, so that what is measured on them is not biased."""
_CHOSEN = 200
_LOOKED_AT = 2_000
_KNOWN = 500


def most_useful(
    vectors: Vectors,
    head: Head | None = None,
    known: Vectors | None = None,
    *,
    seed: int = SEED,
    cancel: Cancel | None = None,
) -> NDArray[np.intp]:
    """All places of `vectors` (n, d), which have no label yet, the most useful first.

    Without a head of two classes: those typical of a cluster first. `known` are the vectors that
    have a label. Every fifth is drawn by chance, the same ones for the same seed.
    """
    if not len(vectors):
        return np.zeros(0, np.intp)
    cancel = cancel or Cancel()
    if head is None or len(head.labels) < 2:  # noqa: PLR2004
        wanted = _typical_first(vectors, seed, cancel)
    else:
        wanted = _uncertain_first(vectors, uncertainty(head, vectors), known, cancel)
    return mixed(wanted, np.random.default_rng(seed).permutation(len(vectors)))


def uncertainty(head: Head, vectors: Vectors) -> NDArray[np.float32]:
    """1 where the two likeliest classes are as likely, 0 where there is no doubt: (n,)."""
    found = np.partition(head.probabilities(vectors), -2, axis=1)
    margin: NDArray[np.float32] = found[:, -1] - found[:, -2]
    return 1 - margin


def mixed(wanted: NDArray[np.intp], drawn: NDArray[np.intp]) -> NDArray[np.intp]:
    """The one order with every fifth place taken from the other; each place once."""
    total = len(wanted)
    is_by_chance = np.arange(total) % CHANCE == CHANCE - 1
    lottery = drawn[: np.count_nonzero(is_by_chance)]
    made = np.empty(total, np.intp)
    made[is_by_chance] = lottery
    made[~is_by_chance] = wanted[np.isin(wanted, lottery, invert=True)]
    return made


def _typical_first(vectors: Vectors, seed: int, cancel: Cancel) -> NDArray[np.intp]:
    first = typical(vectors, min(_CHOSEN // 2, len(vectors)), seed=seed, cancel=cancel)
    drawn = np.random.default_rng(seed + 1).permutation(len(vectors))
    return np.concatenate([first, drawn[np.isin(drawn, first, invert=True)]])


def _uncertain_first(
    vectors: Vectors, doubt: NDArray[np.float32], known: Vectors | None, cancel: Cancel
) -> NDArray[np.intp]:
    """By doubt; the first ones also far from one another and from what is known."""
    order = np.argsort(-doubt, kind="stable")
    near = order[:_LOOKED_AT]
    cancel.check()
    some = known[-_KNOWN:] if known is not None else None
    chosen = near[
        far_apart(vectors[near], _CHOSEN, worth=doubt[near] + np.float32(1e-3), known=some)
    ]
    return np.concatenate([chosen, order[np.isin(order, chosen, invert=True)]])
