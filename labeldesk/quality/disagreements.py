"""Where two models do not agree on an image, and how either does against the labels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from labeldesk.quality.differences import USUAL, Difference, Finding, Predicted, Rules
from labeldesk.quality.matching import Free, Marked, overlaps

_NONE = -1


@dataclass(frozen=True, slots=True)
class Apart:
    """How often both say the same, and where they do not: `label` of a finding is a place in the
    list of the first model; `EXTRA` is what the first sees alone, `MISSING` what the second does.
    """

    alike: int
    findings: tuple[Finding, ...]


def apart(first: Predicted, second: Predicted, rules: Rules = USUAL) -> Apart:
    """Compare what two models say of the things on an image, what weighs most first.

    What one of them sees alone weighs less when the other sees it too, but is not sure enough to
    say so. It is the same from the other side, and does not depend on the order of the lists.
    """
    mine, theirs = np.flatnonzero(first.is_said), np.flatnonzero(second.is_said)
    every = overlaps(first.marked.boxes, second.marked.boxes)
    ones, others = first.marked.where(first.is_said), second.marked.where(second.is_said)
    free = Free(ones, others, every[np.ix_(first.is_said, second.is_said)])
    alike = len(free.take(rules.good, any_class=False))
    found = []
    for what, least in ((Difference.CLASS, rules.good), (Difference.PLACE, rules.touching)):
        swaps = what is Difference.CLASS
        for one, other, share in free.take(least, any_class=swaps):
            a, b = int(mine[one]), int(theirs[other])
            sure = float(min(first.scores[a], second.scores[b]))
            found.append(Finding(what, a, b, share, sure * (share if swaps else 1 - share)))
    for at in mine[free.first].tolist():
        weight, nearest = _alone(first, at, second, every[at], rules)
        if weight > 0:
            found.append(Finding(Difference.EXTRA, at, _NONE, nearest, weight))
    for at in theirs[free.second].tolist():
        weight, nearest = _alone(second, at, first, every[:, at], rules)
        if weight > 0:
            found.append(Finding(Difference.MISSING, _NONE, at, nearest, weight))
    return Apart(alike, tuple(sorted(found, key=lambda f: (-f.weight, f.what.value))))


def _alone(
    said: Predicted, at: int, other: Predicted, iou: NDArray[np.float64], rules: Rules
) -> tuple[float, float]:
    """How much it weighs that the other model does not say it, and how near it comes. Nothing
    where it only says once more what the other says too.
    """
    same = other.marked.classes == said.marked.classes[at]
    nearest = float(iou.max(initial=0.0))
    if np.any(same & other.is_said & (iou >= rules.same)):
        return 0.0, nearest
    doubted = float(other.scores[same & ~other.is_said & (iou >= rules.good)].max(initial=0.0))
    return float(said.scores[at]) * (1 - doubted), nearest


def tags_apart(first: Predicted, second: Predicted) -> Apart:
    """The same of tags: the best that each of them says."""
    one, other = best_said(first), best_said(second)
    if one is None:
        if other is None:
            return Apart(0, ())
        weight = float(second.scores[other])
        return Apart(0, (Finding(Difference.MISSING, _NONE, other, 0.0, weight),))
    if other is None:
        weight = float(first.scores[one])
        return Apart(0, (Finding(Difference.EXTRA, one, _NONE, 0.0, weight),))
    if first.marked.classes[one] == second.marked.classes[other]:
        return Apart(1, ())
    weight = float(min(first.scores[one], second.scores[other]))
    return Apart(0, (Finding(Difference.CLASS, one, other, 0.0, weight),))


def best_said(found: Predicted) -> int | None:
    """The place of the best that counts as said."""
    said = np.flatnonzero(found.is_said)
    if not len(said):
        return None
    return int(said[np.lexsort((found.marked.classes[said], -found.scores[said]))[0]])


@dataclass(frozen=True, slots=True)
class Score:
    """Against labels: found as labelled, said and not labelled, labelled and not said."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)

    @property
    def precision(self) -> float | None:
        """The share of what is said that is right; None where nothing is."""
        return _share(self.right, self.wrong)

    @property
    def recall(self) -> float | None:
        """The share of what is labelled that is said; None where nothing is."""
        return _share(self.right, self.missed)


def _share(part: int, rest: int) -> float | None:
    return part / (part + rest) if part + rest else None


def scored(labels: Marked, found: Predicted, unasked: Marked, rules: Rules = USUAL) -> Score:
    """What a model says of the things on an image against its labels. What it says of `unasked`,
    labels that are no witnesses, counts neither way.
    """
    said = found.marked.where(found.is_said)
    free = Free(labels, said, overlaps(labels.boxes, said.boxes))
    right = len(free.take(rules.good, any_class=False))
    rest = said.where(free.second)
    aside = Free(unasked, rest, overlaps(unasked.boxes, rest.boxes))
    aside.take(rules.good, any_class=False)
    missed = int(np.count_nonzero(free.first))
    return Score(right, int(np.count_nonzero(aside.second)), missed)


def tags_scored(labels: NDArray[np.int64], found: Predicted) -> Score:
    """The best tag that a model says against those of the image (n,), of which there are some."""
    best = best_said(found)
    if best is None:
        return Score(missed=1)
    is_right = bool(np.any(labels == found.marked.classes[best]))
    return Score(right=1) if is_right else Score(wrong=1, missed=1)
