"""Instance masks of the YOLO line: coefficients per box times prototypes of the whole image.

The mask is where the interpolated sum lies above the threshold's logit, cut to the box. It is
computed and enlarged only inside the box: a small object in a 12-megapixel image costs little.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.mask import Mask
from labeldesk.suggest.decode.boxes import Candidates, Picked, pick
from labeldesk.suggest.decode.masks import cut, inner, over_input
from labeldesk.suggest.decode.raw import Decoded, Decoder, Raw, no_pixels
from labeldesk.suggest.decode.yolo import BOX, END2END, anchor_free, anchors, end_to_end
from labeldesk.suggest.found import Found

_PROTO_AXES = 4


def _prototypes(raw: Raw) -> NDArray[np.float32]:
    """(coefficients, h, w)."""
    if len(raw.outputs) <= 1 or raw.outputs[1].ndim != _PROTO_AXES:
        raise raw.unlike(raw.recipe.output.format)
    return np.asarray(raw.outputs[1][0], dtype=np.float32)


def _v5(raw: Raw) -> Decoded:
    protos = _prototypes(raw)
    table = raw.table(width=BOX + 2 + len(protos))
    classes = table.shape[1] - BOX - 1 - len(protos)
    found, rows = anchors(table, classes, raw.recipe.thresholds.score)
    return _masks(raw, found, table[rows, -len(protos) :], protos, suppress=True)


def _v8(raw: Raw) -> Decoded:
    protos = _prototypes(raw)
    table = raw.table(width=1)
    if table.shape[0] <= BOX + len(protos):
        raise raw.unlike(raw.recipe.output.format)
    classes = table.shape[0] - BOX - len(protos)
    found, columns = anchor_free(table, classes, raw.recipe.thresholds.score)
    return _masks(raw, found, table[-len(protos) :, columns].T, protos, suppress=True)


def _end_to_end(raw: Raw) -> Decoded:
    protos = _prototypes(raw)
    table = raw.table(width=END2END + len(protos))
    return _masks(raw, end_to_end(table), table[:, -len(protos) :], protos, suppress=False)


def _masks(
    raw: Raw,
    found: Candidates,
    coefficients: NDArray[np.float32],
    protos: NDArray[np.float32],
    *,
    suppress: bool,
) -> Decoded:
    picked = pick(found, raw, suppress=suppress)
    founds: list[Found] = []
    for index, row in enumerate(picked.rows):
        mask = _mask(raw, picked.boxes[index], coefficients[row], protos)
        if mask is not None:
            founds.append(_found(raw, picked, index, mask))
    notes = (*picked.notes, *no_pixels(len(picked.rows) - len(founds)))
    return Decoded(tuple(founds), notes)


def _found(raw: Raw, picked: Picked, index: int, mask: Mask) -> Found:
    name = raw.recipe.class_name(int(picked.classes[index]))
    return Found(name, mask, float(picked.scores[index]))


def _mask(
    raw: Raw, box: NDArray[np.float64], weights: NDArray[np.float32], protos: NDArray[np.float32]
) -> Mask | None:
    """The mask of one box in image pixels, or None if no pixel is in."""
    region = inner(box)
    if region[0] >= region[2] or not np.isfinite(weights).all():
        return None
    height, width = protos.shape[1:]
    grid = over_input(raw.frame, region, width, height)
    window = grid.window(width, height)
    logits = np.tensordot(weights, protos[:, *window], axes=1)
    share = min(max(raw.recipe.thresholds.mask, 1e-6), 1 - 1e-6)
    return cut(logits, window, grid, math.log(share / (1 - share)))


DECODERS: Mapping[str, Decoder] = {
    "yolo-v5-seg": _v5,
    "yolo-v8-seg": _v8,
    "yolo-end2end-seg": _end_to_end,
}
