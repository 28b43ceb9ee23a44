"""Set predictors: each query has a box and a number for each class; nothing is suppressed.

`queries` are boxes and class numbers in two tensors, and perhaps logits of masks over the whole
input; `query-rows` are both in one. With a sigmoid a query may stand for several classes, as
its authors rank all numbers together; otherwise the best class of a query counts.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from labeldesk.suggest.decode.boxes import Candidates, Picked, activated, decoded, pick, placed
from labeldesk.suggest.decode.masks import extent, over_input, sampled
from labeldesk.suggest.decode.raw import Decoded, Decoder, Raw, no_pixels
from labeldesk.suggest.decode.yolo import BOX
from labeldesk.suggest.found import Found
from labeldesk.suggest.recipe import Activation, Background

_MASK_AXES = 4


def _queries(raw: Raw) -> Decoded:
    boxes, numbers = raw.table(0, width=BOX), raw.table(1, width=1)
    if len(boxes) != len(numbers):
        raise raw.unlike(raw.recipe.output.format)
    found, queries = _candidates(raw, boxes[:, :BOX], numbers)
    picked = pick(found, raw, suppress=False)
    masks = next((o[0] for o in raw.outputs[2:] if o.ndim == _MASK_AXES), None)
    if masks is None or len(masks) != len(boxes):
        return decoded(picked, raw)
    return _cut(raw, picked, masks[queries[picked.rows]])


def _rows(raw: Raw) -> Decoded:
    table = raw.table(width=BOX + 1)
    found, _ = _candidates(raw, table[:, :BOX], table[:, BOX:])
    return decoded(pick(found, raw, suppress=False), raw)


def _candidates(
    raw: Raw, boxes: NDArray[np.float32], numbers: NDArray[np.float32]
) -> tuple[Candidates, NDArray[np.intp]]:
    """What is above the threshold, or not finite, and the queries it comes from."""
    activation = raw.recipe.output.activation
    scores = _foreground(activated(numbers, activation), raw.recipe.output.background)
    if activation is not Activation.SIGMOID and scores.shape[1]:
        best = scores.argmax(axis=1)
        others = np.arange(scores.shape[1]) != best[:, None]
        scores = np.where(others, -1.0, scores)
    queries, slots = np.nonzero(~(scores < raw.recipe.thresholds.score))
    found = Candidates(placed(boxes, raw)[queries], scores[queries, slots], slots)
    return found, queries


def _foreground(scores: NDArray[np.floating], background: Background) -> NDArray[np.floating]:
    match background:
        case Background.NONE:
            return scores
        case Background.FIRST:
            return scores[:, 1:]
        case Background.LAST:
            return scores[:, :-1]


def _cut(raw: Raw, picked: Picked, masks: NDArray[np.generic]) -> Decoded:
    """Masks (n, h, w) of logits instead of the picked boxes."""
    share = min(max(raw.recipe.thresholds.mask, 1e-6), 1 - 1e-6)
    level = math.log(share / (1 - share))
    founds: list[Found] = []
    for values, score, slot in zip(masks, picked.scores, picked.classes, strict=True):
        height, width = values.shape
        grid = over_input(raw.frame, extent(values, level, raw.frame), width, height)
        mask = sampled(values, grid, level)
        if mask is not None:
            founds.append(Found(raw.recipe.class_name(int(slot)), mask, float(score)))
    notes = (*picked.notes, *no_pixels(len(picked.rows) - len(founds)))
    return Decoded(tuple(founds), notes)


DECODERS: Mapping[str, Decoder] = {"queries": _queries, "query-rows": _rows}
