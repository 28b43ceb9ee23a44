"""Embeddings: one vector that describes the image, from whatever a network ends in.

A vector is taken as it is, a map (channels, rows, columns) as its mean over the place, tokens
(count, width) as the first one or as the mean of the patches. Nothing is brought to length one.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.suggest.decode.raw import Decoded, Decoder, Raw, not_finite, note
from labeldesk.suggest.recipe import Layout, Pool

MOST_EXTRA = 8  # tokens in front of the patches: the class's and registers
_TOKENS, _MAP = 2, 3
_UINT8_TOP = 255

_EMPTY = QT_TRANSLATE_NOOP("Model", "The model gave a vector without numbers")


def extra_tokens(count: int) -> int:
    """How many of so many tokens stand in front of the patches of a square image.

    0 also where the patches cannot be those of a square.
    """
    extra = count - math.isqrt(count) ** 2
    return extra if extra <= MOST_EXTRA else 0


def _vector(raw: Raw) -> Decoded:
    if not raw.outputs or not raw.outputs[0].size:
        return Decoded((), (note(_EMPTY),))
    output = raw.outputs[0]
    one = output[0] if output.ndim > 1 else output
    values = np.asarray(one, np.float64) / (_UINT8_TOP if one.dtype == np.uint8 else 1)
    vector = _pooled(values, raw).astype(np.float32).ravel()
    lost = int((~np.isfinite(vector)).sum())
    return Decoded((), not_finite(lost)) if lost else Decoded(embedding=vector)


def _pooled(values: NDArray[np.float64], raw: Raw) -> NDArray[np.float64]:
    output = raw.recipe.output
    if values.ndim <= 1:
        return values
    if values.ndim == _MAP:
        axes = (1, 2) if output.layout is Layout.NCHW else (0, 1)
        return np.asarray(values.mean(axis=axes))
    if values.ndim != _TOKENS:
        raise raw.unlike(output.format)
    if output.pool is Pool.FIRST:
        return np.asarray(values[0])
    return np.asarray(values[extra_tokens(len(values)) :].mean(axis=0))


DECODERS: Mapping[str, Decoder] = {"embed": _vector}
