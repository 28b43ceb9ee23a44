"""Where a model and the labels of an image do not agree, and how much that looks like a mistake."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from labeldesk.quality.matching import Free, Marked, overlaps


class Difference(StrEnum):
    """`MISSING` is predicted and not labelled, `EXTRA` labelled and not predicted."""

    MISSING = "missing"
    EXTRA = "extra"
    PLACE = "place"
    CLASS = "class"


@dataclass(frozen=True, slots=True)
class Finding:
    """One difference: the places in the lists of labels and of predictions, -1 for none; `iou` is
    that of both, `weight` 0..1 how much it looks like a mistake.
    """

    what: Difference
    label: int
    prediction: int
    iou: float
    weight: float


@dataclass(frozen=True, slots=True)
class Rules:
    """From which overlap on two things are the same one (`good`), from which they may be
    (`touching`) and from which on one of them says nothing new (`same`).

    A label that the model does not see at all weighs `unseen` at most: models overlook more than
    people do.
    """

    good: float = 0.5
    touching: float = 0.1
    same: float = 0.7
    unseen: float = 0.5


USUAL = Rules()
_NONE = -1


@dataclass(frozen=True, slots=True, eq=False)
class Predicted:
    """What a model found: `scores` float64 (n,), and which of it counts as said (n,). The rest is
    only asked whether it saw a label at all.
    """

    marked: Marked
    scores: NDArray[np.float64]
    is_said: NDArray[np.bool_]


def differences(labels: Marked, found: Predicted, rules: Rules = USUAL) -> list[Finding]:
    """What differs on one image, the heaviest first. The order of the lists does not matter."""
    places = np.flatnonzero(found.is_said).tolist()
    said = found.marked.where(found.is_said)
    every = overlaps(labels.boxes, found.marked.boxes)
    free = Free(labels, said, every[:, found.is_said])
    free.take(rules.good, any_class=False)
    findings = []
    for what, least in ((Difference.CLASS, rules.good), (Difference.PLACE, rules.touching)):
        swaps = what is Difference.CLASS
        for one, other, share in free.take(least, any_class=swaps):
            at = places[other]
            weight = float(found.scores[at]) * (share if swaps else 1 - share)
            findings.append(Finding(what, one, at, share, weight))
    for other in np.flatnonzero(free.second).tolist():
        at = places[other]
        nearest = float(every[:, at].max(initial=0.0))
        if nearest < rules.same:  # else it says once more what is labelled there
            weight = float(found.scores[at])
            findings.append(Finding(Difference.MISSING, _NONE, at, nearest, weight))
    for one in np.flatnonzero(free.first).tolist():
        if not _is_seen(int(labels.classes[one]), every[one], found, rules):
            best = float((every[one] * found.scores).max(initial=0.0))
            nearest = float(every[one].max(initial=0.0))
            weight = rules.unseen * (1 - best)
            findings.append(Finding(Difference.EXTRA, one, _NONE, nearest, weight))
    return sorted(findings, key=lambda f: (-f.weight, f.what.value))


def _is_seen(class_id: int, iou: NDArray[np.float64], found: Predicted, rules: Rules) -> bool:
    """Whether the model sees something of the class there without being sure enough to say so."""
    alike = found.marked.classes == class_id
    return bool(np.any(alike & (iou >= rules.touching) & ~found.is_said))


def tag_differences(labels: NDArray[np.int64], found: Predicted) -> list[Finding]:
    """The same of tags: classes (n,) that the image has against the best that the model says."""
    said = np.flatnonzero(found.is_said)
    if not len(said):
        return []
    scores, classes = found.scores, found.marked.classes
    best = int(said[np.lexsort((classes[said], -scores[said]))[0]])
    if classes[best] in labels:
        return []
    score = float(scores[best])
    if not len(labels):
        return [Finding(Difference.MISSING, _NONE, best, 0.0, score)]
    doubted = max(float(scores[classes == one].max(initial=0.0)) for one in labels.tolist())
    place = int(np.argmin(labels))
    return [Finding(Difference.CLASS, place, best, 0.0, score * (1 - doubted))]
