"""DETR and its kin as Transformers has them: class logits and boxes of each query, no suppression.

Boxes are centre, width and height as shares of the input. With a softmax a query has one class
and its last slot means nothing; with a sigmoid all pairs of query and class compete.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from labeldesk.suggest.decode.boxes import Candidates, best_class, corners, decoded, pick
from labeldesk.suggest.decode.raw import Decoded, Decoder, Raw
from labeldesk.suggest.recipe import Activation, Background

_BOX = 4
_HIGHEST = 60.0

Floats = NDArray[np.floating]


def sigmoid(values: Floats) -> Floats:
    """The logistic function, without overflow; what is not finite stays so."""
    powers: Floats = 1 / (1 + np.exp(-np.clip(values, -_HIGHEST, _HIGHEST)))
    return powers


def softmax(logits: Floats) -> Floats:
    """Over the last axis; rows that are not finite stay so."""
    with np.errstate(invalid="ignore"):
        powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
        result: Floats = powers / powers.sum(axis=-1, keepdims=True)
    return result


def without_background(scores: Floats, background: Background) -> Floats:
    """Without the slot that means nothing."""
    match background:
        case Background.NONE:
            return scores
        case Background.FIRST:
            return scores[..., 1:]
        case Background.LAST:
            return scores[..., :-1]


def _detr(raw: Raw) -> Decoded:
    logits, boxes = raw.table(0, width=1), raw.table(1, width=_BOX)
    output = raw.recipe.output
    if len(logits) != len(boxes) or not without_background(logits, output.background).shape[1]:
        raise raw.unlike(output.format)
    if output.activation is Activation.SIGMOID:
        chances = without_background(sigmoid(logits), output.background)
        found = _pairs(chances, boxes, raw)
    else:
        chances = softmax(logits) if output.activation is Activation.SOFTMAX else logits
        best, slots = best_class(without_background(chances, output.background))
        found = Candidates(boxes[:, :_BOX], best, slots)
    placed = corners(found.boxes) * np.tile(np.array(raw.frame.net, np.float64), 2)
    return decoded(pick(Candidates(placed, found.scores, found.classes), raw, suppress=False), raw)


def _pairs(scores: Floats, boxes: Floats, raw: Raw) -> Candidates:
    """Every pair of query and class that reaches the threshold, at most one per query in all;
    numbers that are not finite are kept for the message.
    """
    flat = scores.ravel()
    able = np.flatnonzero(~(flat < raw.recipe.thresholds.score))
    kept = able[np.argsort(-flat[able], kind="stable")[: len(scores)]]
    queries, slots = np.divmod(kept, scores.shape[1])
    return Candidates(boxes[queries, :_BOX], flat[kept], slots)


DECODERS: Mapping[str, Decoder] = {"detr": _detr}
