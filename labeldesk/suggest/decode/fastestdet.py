"""FastestDet: one grid, channels objectness, offsets, sizes, classes.

Read from the model's published decoder: score = objectness^0.6 * class^0.4, centre = cell +
tanh(offset), size = sigmoid, all relative to the image.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from labeldesk.suggest.decode.boxes import Candidates, best_class, corners, decoded, pick
from labeldesk.suggest.decode.raw import Decoded, Decoder, Raw

_FIRST_CLASS = 5
_AXES = 4


def _grid(raw: Raw) -> Decoded:
    if not raw.outputs or raw.outputs[0].ndim != _AXES or raw.outputs[0].shape[1] <= _FIRST_CLASS:
        raise raw.unlike(raw.recipe.output.format)
    maps = np.asarray(raw.outputs[0][0], dtype=np.float64)
    height, width = maps.shape[1:]
    flat = maps.reshape(len(maps), -1).T
    probability, slots = best_class(flat[:, _FIRST_CLASS:])
    scores = np.clip(flat[:, 0], 0, 1) ** 0.6 * np.clip(probability, 0, 1) ** 0.4
    columns, rows = np.meshgrid(np.arange(width), np.arange(height))
    cell = np.stack((columns.ravel(), rows.ravel()), axis=1)
    net = np.array(raw.frame.net, np.float64)
    centres = (cell + np.tanh(flat[:, 1:3])) / (width, height) * net
    sizes = net / (1 + np.exp(-np.clip(flat[:, 3:_FIRST_CLASS], -60, 60)))
    boxes = corners(np.concatenate((centres, sizes), axis=1))
    return decoded(pick(Candidates(boxes, scores, slots), raw), raw)


DECODERS: Mapping[str, Decoder] = {"fastestdet": _grid}
