"""YOLOX: a raw grid of offsets and log sizes, three strides one after the other."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.geometry import Size
from labeldesk.suggest.decode.boxes import Candidates, best_class, corners, decoded, pick
from labeldesk.suggest.decode.raw import Decoded, Decoder, Raw
from labeldesk.suggest.decode.yolo import BOX

STRIDES = (8, 16, 32)
P6_STRIDES = (8, 16, 32, 64)


def cells(net: Size, strides: tuple[int, ...]) -> int:
    """The number of grid cells of an input of that size."""
    return sum((net.width // stride) * (net.height // stride) for stride in strides)


def grid(net: Size, strides: tuple[int, ...]) -> NDArray[np.float32]:
    """Column, row and stride of every cell (n, 3), in the order of the output."""
    parts = []
    for stride in strides:
        columns, rows = np.meshgrid(np.arange(net.width // stride), np.arange(net.height // stride))
        flat = np.stack((columns.ravel(), rows.ravel(), np.full(columns.size, stride)), axis=1)
        parts.append(flat.astype(np.float32))
    return np.concatenate(parts)


def _raw_grid(raw: Raw) -> Decoded:
    table = raw.table(width=BOX + 2)
    net = raw.frame.net
    strides = next((s for s in (STRIDES, P6_STRIDES) if cells(net, s) == len(table)), None)
    if strides is None:
        raise raw.unlike(raw.recipe.output.format)
    at = grid(net, strides)
    scores, slots = best_class(table[:, BOX + 1 :], table[:, BOX])
    # Sizes are exponentials: those far beyond the input overflow, and are no boxes anyway.
    sizes = np.exp(np.minimum(table[:, 2:BOX], 20.0)) * at[:, 2:]
    centres = (table[:, :2] + at[:, :2]) * at[:, 2:]
    boxes = corners(np.concatenate((centres, sizes), axis=1))
    return decoded(pick(Candidates(boxes, scores, slots), raw), raw)


DECODERS: Mapping[str, Decoder] = {"yolox": _raw_grid}
