"""Classifiers: one vector per image, as scores, logits or 8-bit numbers."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.shapes import Tag
from labeldesk.suggest.decode.raw import (
    NO_CLASSES,
    Decoded,
    Decoder,
    Raw,
    nameless,
    not_finite,
    note,
)
from labeldesk.suggest.found import Found
from labeldesk.suggest.recipe import Activation, Background, Recipe

MOST_TAGS = 5
_UINT8_TOP = 255
_LIKELY = 0.5


def probabilities(values: NDArray[np.generic], activation: Activation) -> NDArray[np.float64]:
    """Scores 0..1 of a vector. 8-bit numbers are fractions of 255.

    `Activation.PROBE` takes numbers that are none negative and sum up to one as they are,
    and everything else through the softmax.
    """
    vector = np.asarray(values, np.float64)
    if values.dtype == np.uint8:
        vector = vector / _UINT8_TOP
    tolerance = 1e-2 + (len(vector) * 0.5 / _UINT8_TOP if values.dtype == np.uint8 else 0.0)
    match activation:
        case Activation.NONE:
            return vector
        case Activation.SIGMOID:
            return np.asarray(1 / (1 + np.exp(-np.clip(vector, -60, 60))))
        case Activation.PROBE if vector.min() >= 0 and abs(vector.sum() - 1) <= tolerance:
            return vector
        case Activation.PROBE | Activation.SOFTMAX:
            powers = np.exp(vector - vector.max())
            return np.asarray(powers / powers.sum())


def _vector(raw: Raw) -> Decoded:
    if not raw.outputs or not raw.outputs[0].size:
        return Decoded((), (note(NO_CLASSES),))
    output = raw.outputs[0]
    values = (output[0] if output.ndim > 1 else output).ravel()
    if not np.isfinite(np.asarray(values, np.float64)).all():
        return Decoded((), not_finite(int((~np.isfinite(np.asarray(values, np.float64))).sum())))
    scores = probabilities(values, raw.recipe.output.activation)
    slots = _foreground(len(scores), raw.recipe)
    return _tags(np.clip(scores[slots], 0.0, 1.0), raw)


def _foreground(count: int, recipe: Recipe) -> slice:
    match recipe.output.background:
        case Background.NONE:
            return slice(0, count)
        case Background.FIRST:
            return slice(1, count)
        case Background.LAST:
            return slice(0, count - 1)


def _tags(scores: NDArray[np.float64], raw: Raw) -> Decoded:
    # More than one above a half are classes that do not exclude one another.
    likely = int(np.count_nonzero(scores >= _LIKELY))
    most = min(max(MOST_TAGS, likely), raw.recipe.max_det)
    order = np.argsort(-scores, kind="stable")[:most]
    chosen = [int(slot) for slot in order if scores[slot] >= raw.recipe.thresholds.score]
    vector = tuple(round(float(score), 6) for score in scores)
    founds = tuple(
        Found(
            raw.recipe.class_name(slot),
            Tag(),
            float(scores[slot]),
            probabilities=vector if rank == 0 else (),
        )
        for rank, slot in enumerate(chosen)
    )
    return Decoded(founds, nameless(np.array(chosen, dtype=int), raw.recipe))


DECODERS: Mapping[str, Decoder] = {"classify": _vector}
