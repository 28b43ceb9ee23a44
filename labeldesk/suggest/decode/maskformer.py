"""MaskFormer and Mask2Former: each query has a class and a map of its own, both as logits.

`instance` takes each query for one object, `panoptic` lets queries compete for pixels so that no
two masks overlap, `semantic` adds up what all queries say of a class. The last class slot means
nothing.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.mask import Mask
from labeldesk.domain.problem import Problem
from labeldesk.suggest.decode.detr import sigmoid, softmax
from labeldesk.suggest.decode.grid import Floats, axes, enlarged
from labeldesk.suggest.decode.largest import Largest
from labeldesk.suggest.decode.raw import Decoded, Decoder, Raw, nameless, no_pixels, not_finite
from labeldesk.suggest.decode.semantic import channels, mask_of, reach
from labeldesk.suggest.found import Found

_LEAST_LEFT = 0.8  # of a query's pixels, for it to be an object among others


def _parts(raw: Raw) -> tuple[Floats, Floats, tuple[Problem, ...]]:
    """Class probabilities (queries, classes) without the last slot, and logits of masks."""
    maps = channels(raw, 1)
    scores = np.asarray(softmax(raw.table(0, width=2)), np.float32)
    if len(scores) != len(maps):
        raise raw.unlike(raw.recipe.output.format)
    finite = np.isfinite(scores).all(axis=1) & np.isfinite(maps).all(axis=(1, 2))
    lost = int((~finite).sum())
    return scores[finite, :-1], maps[finite], not_finite(lost)


def _best(scores: Floats, raw: Raw) -> tuple[NDArray[np.intp], Floats, NDArray[np.intp]]:
    """Queries with a class above the threshold, best first, their scores and classes."""
    classes = scores.argmax(axis=1)
    top = scores.max(axis=1, initial=0.0)
    order = np.argsort(-top, kind="stable")
    kept = order[top[order] >= raw.recipe.thresholds.score][: raw.recipe.max_det]
    return kept, top[kept], classes[kept]


def _instance(raw: Raw) -> Decoded:
    scores, maps, notes = _parts(raw)
    queries, tops, classes = _best(scores, raw)
    y, x = axes(raw.frame, *maps.shape[1:])
    founds: list[Found] = []
    for query, top, slot in zip(queries, tops, classes, strict=True):
        rows, columns = reach(maps[query] > _level(raw), y, x)
        large = enlarged(maps[query], y, x, rows, columns)
        inside = large > _level(raw)
        if inside.any():
            # As its authors score: the class's times how clear the mask is.
            score = float(top) * float(sigmoid(large[inside]).mean(dtype=np.float64))
            mask = Mask.of(inside, columns[0], rows[0])
            founds.append(Found(raw.recipe.class_name(int(slot)), mask, score))
    return _decoded(founds, len(queries), classes, raw, notes)


def _panoptic(raw: Raw) -> Decoded:
    scores, maps, notes = _parts(raw)
    queries, tops, classes = _best(scores, raw)
    if not len(queries):
        return Decoded((), notes)
    y, x = axes(raw.frame, *maps.shape[1:])
    clear = np.asarray(sigmoid(maps[queries]), np.float32)
    weighted = clear * tops[:, None, None]
    labels, _ = Largest(weighted, lambda index: weighted[index]).over(y, x)
    share = raw.recipe.thresholds.mask
    founds = []
    for index, (top, slot) in enumerate(zip(tops, classes, strict=True)):
        sure = enlarged(clear[index], y, x, y.pixels, x.pixels) >= share
        own = sure & (labels == index)
        mask = mask_of(own, y, x)
        if mask is not None and own.sum() > _LEAST_LEFT * sure.sum():
            founds.append(Found(raw.recipe.class_name(int(slot)), mask, float(top)))
    return _decoded(founds, len(founds), classes, raw, notes)


def _semantic(raw: Raw) -> Decoded:
    scores, maps, notes = _parts(raw)
    if not len(scores):
        return Decoded((), notes)
    y, x = axes(raw.frame, *maps.shape[1:])
    values = np.tensordot(scores.T, np.asarray(sigmoid(maps), np.float32), axes=1)
    total = np.maximum(values.sum(axis=0), np.finfo(np.float32).tiny)
    winners = Largest(values, lambda slot: values[slot] / total)
    labels, sure = winners.over(y, x)
    founds = []
    for slot in winners.present(labels):
        mask = mask_of(labels == slot, y, x)
        if mask is not None and sure[slot] >= raw.recipe.thresholds.score:
            founds.append(Found(raw.recipe.class_name(slot), mask, min(sure[slot], 1.0)))
    present = np.array(winners.present(labels), dtype=int)
    return _decoded(founds, len(founds), present, raw, notes)


def _level(raw: Raw) -> float:
    share = min(max(raw.recipe.thresholds.mask, 1e-6), 1 - 1e-6)
    return math.log(share / (1 - share))


def _decoded(
    founds: list[Found],
    tried: int,
    classes: NDArray[np.integer],
    raw: Raw,
    notes: tuple[Problem, ...],
) -> Decoded:
    ordered = tuple(sorted(founds, key=lambda found: -found.score))
    empty = no_pixels(tried - len(founds))
    return Decoded(ordered, (*notes, *empty, *nameless(classes, raw.recipe)))


DECODERS: Mapping[str, Decoder] = {
    "maskformer-instance": _instance,
    "maskformer-panoptic": _panoptic,
    "maskformer-semantic": _semantic,
}
