"""Boxes as four distances from a cell, each a distribution over whole strides (GFL heads).

NanoDet, NanoDet-Plus and PicoDet: a distance is the mean of the distribution's softmax times
the stride. The cell's point is its middle, in NanoDet-Plus its upper left corner. Either one
table of scores and distributions, or one of each per level: first all scores, then all boxes.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import partial

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.geometry import Size
from labeldesk.suggest.decode.boxes import Candidates, activated, best_class, decoded, pick
from labeldesk.suggest.decode.raw import Decoded, Decoder, Raw
from labeldesk.suggest.decode.yolo import BOX
from labeldesk.suggest.recipe import Activation

PYRAMIDS = ((8, 16, 32), (8, 16, 32, 64), (8, 16, 32, 64, 128))
LEVELS = PYRAMIDS[-1]
Table = NDArray[np.float32]


def cells(net: Size, stride: int) -> tuple[int, int]:
    """Columns and rows of a level; a cell at the edge may reach beyond the input."""
    return math.ceil(net.width / stride), math.ceil(net.height / stride)


def count(net: Size, strides: tuple[int, ...]) -> int:
    """The number of cells of all levels."""
    return sum(math.prod(cells(net, stride)) for stride in strides)


def pyramid(net: Size, rows: int) -> tuple[int, ...]:
    """The strides whose levels have so many cells together; empty if none have."""
    return next((strides for strides in PYRAMIDS if count(net, strides) == rows), ())


def _decode(raw: Raw, middle: float) -> Decoded:
    scores, bins, at = _one(raw, middle) if len(raw.outputs) == 1 else _levels(raw, middle)
    probability, slots = best_class(activated(scores, Activation.PROBE))
    near = np.flatnonzero(~(probability < raw.recipe.thresholds.score))
    ahead = _expected(bins[near]) * at[near, 2:]
    points = at[near, :2] * at[near, 2:]
    boxes = np.concatenate((points - ahead[:, :2], points + ahead[:, 2:]), axis=1)
    return decoded(pick(Candidates(boxes, probability[near], slots[near]), raw), raw)


def _one(raw: Raw, middle: float) -> tuple[Table, Table, Table]:
    """Scores, distributions and cells out of one table."""
    classes = len(raw.recipe.classes)
    table = raw.table(width=classes + BOX)
    strides = pyramid(raw.frame.net, len(table))
    if not strides or (table.shape[1] - classes) % BOX:
        raise raw.unlike(raw.recipe.output.format)
    at = np.concatenate([_points(raw.frame.net, stride, middle) for stride in strides])
    return table[:, :classes], table[:, classes:], at


def _levels(raw: Raw, middle: float) -> tuple[Table, Table, Table]:
    """The same out of one pair of tables per level."""
    half = len(raw.outputs) // 2
    scores = [raw.table(index, width=1) for index in range(half)]
    bins = {len(b): b for b in (raw.table(i, width=BOX) for i in range(half, len(raw.outputs)))}
    strides = {math.prod(cells(raw.frame.net, stride)): stride for stride in LEVELS}
    if any(len(s) not in bins or len(s) not in strides for s in scores):
        raise raw.unlike(raw.recipe.output.format)
    at = [_points(raw.frame.net, strides[len(s)], middle) for s in scores]
    joined = [bins[len(s)] for s in scores]
    return np.concatenate(scores), np.concatenate(joined), np.concatenate(at)


def _points(net: Size, stride: int, middle: float) -> Table:
    """Column, row and stride of every cell of a level (n, 3)."""
    columns, rows = np.meshgrid(*(np.arange(side) + middle for side in cells(net, stride)))
    flat = (columns.ravel(), rows.ravel(), np.full(columns.size, stride))
    return np.stack(flat, axis=1).astype(np.float32)


def _expected(bins: Table) -> Table:
    """The mean (n, 4) of distributions (n, 4 * bins), in strides."""
    logits = bins.reshape(len(bins), BOX, bins.shape[1] // BOX)
    powers = np.exp(logits - logits.max(axis=2, keepdims=True, initial=-np.inf))
    shares = powers / powers.sum(axis=2, keepdims=True)
    mean: Table = shares @ np.arange(logits.shape[2], dtype=np.float32)
    return mean


DECODERS: Mapping[str, Decoder] = {
    "nanodet": partial(_decode, middle=0.5),
    "nanodet-plus": partial(_decode, middle=0.0),
    "picodet": partial(_decode, middle=0.5),
}
