"""Finished lists of boxes, as exporters write them when the graph suppresses by itself.

`lists` are boxes, scores, labels in tensors of their own (torchvision, RT-DETR and its kin,
TensorFlow, the end-to-end plug-ins); `scored-boxes` are rows x0 y0 x1 y1 score and labels
(mmdeploy); `paddle` are rows class score x0 y0 x1 y1; `efficientdet` are rows of an image's
number, four numbers of a box, score, class. With or without a batch axis. What
follows is told by its axes: the number of rows that count, or a mask for each row.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from labeldesk.suggest.decode.boxes import Candidates, Picked, decoded, pick, placed
from labeldesk.suggest.decode.masks import Grid, Region, inner, over_box, over_input, sampled
from labeldesk.suggest.decode.raw import Decoded, Decoder, Raw, no_pixels
from labeldesk.suggest.decode.yolo import BOX, slots_of
from labeldesk.suggest.found import Found
from labeldesk.suggest.recipe import Background

_SCORED = 5
_PADDLE = 6
_EFFICIENT = 7
_MASK_AXES = 2
Numbers = NDArray[np.generic]


@dataclass(frozen=True, slots=True)
class _List:
    """Boxes (n, 4) as they came, scores (n,), labels (n,), what else the model said."""

    boxes: Numbers
    scores: NDArray[np.float64]
    labels: Numbers
    rest: tuple[Numbers, ...]


def _lists(raw: Raw) -> Decoded:
    if len(raw.outputs) < 3:  # noqa: PLR2004 (boxes, scores, labels)
        raise raw.unlike(raw.recipe.output.format)
    boxes, scores, labels, *rest = raw.outputs
    return _found(raw, _List(_rows(boxes, raw), _flat(scores), _flat(labels), tuple(rest)))


def _scored_boxes(raw: Raw) -> Decoded:
    if len(raw.outputs) <= 1:
        raise raw.unlike(raw.recipe.output.format)
    table, labels, *rest = raw.outputs
    rows = _rows(table, raw, _SCORED)
    return _found(raw, _List(rows[:, :BOX], _flat(rows[:, BOX]), _flat(labels), tuple(rest)))


def _paddle(raw: Raw) -> Decoded:
    table, *rest = raw.outputs
    rows = _rows(table, raw, _PADDLE)
    return _found(raw, _List(rows[:, 2:_PADDLE], _flat(rows[:, 1]), rows[:, 0], tuple(rest)))


def _efficientdet(raw: Raw) -> Decoded:
    rows = _rows(raw.outputs[0], raw, _EFFICIENT)
    return _found(raw, _List(rows[:, 1:_SCORED], _flat(rows[:, _SCORED]), rows[:, _PADDLE], ()))


def _rows(output: Numbers, raw: Raw, width: int = BOX) -> Numbers:
    """(n, width) of the first image; an empty list may come without a width."""
    while output.ndim > 2 and len(output):  # noqa: PLR2004 (rows and columns)
        output = output[0]
    if not output.size:
        return np.zeros((0, width), np.float32)
    if output.ndim != 2 or output.shape[1] < width:  # noqa: PLR2004
        raise raw.unlike(raw.recipe.output.format)
    return output


def _flat(output: Numbers) -> NDArray[np.float64]:
    """(n,) of the first image."""
    while output.ndim > 1 and len(output):
        if output.shape[1:] == (1,):
            return np.asarray(output[:, 0], np.float64)
        output = output[0]
    return np.asarray(output, np.float64).ravel()


def _found(raw: Raw, given: _List) -> Decoded:
    count = len(given.boxes)
    if len(given.scores) != count or len(given.labels) != count:
        raise raw.unlike(raw.recipe.output.format)
    labels = np.asarray(given.labels, np.float64) - _first(raw)
    scores = np.where(labels < 0, -1.0, given.scores)  # padding, or the background
    scores[_counted(given.rest, count) :] = -1.0
    boxes = placed(given.boxes, raw)
    picked = pick(Candidates(boxes, scores, slots_of(labels)), raw, suppress=False)
    masks = _masks(given.rest, count)
    if masks is None:
        return decoded(picked, raw)
    return _cut(raw, picked, raw.frame.to_image(boxes.reshape(-1, 2, 2)).reshape(-1, 4), masks)


def _first(raw: Raw) -> int:
    return 1 if raw.recipe.output.background is Background.FIRST else 0


def _counted(rest: Iterable[Numbers], count: int) -> int:
    """How many rows count: what a single whole number says, or all."""
    for output in rest:
        if output.size and output.ndim <= 2 and output.shape[-1:] in {(), (1,)}:  # noqa: PLR2004
            return int(np.clip(np.nan_to_num(np.float64(output.ravel()[0])), 0, count))
    return count


def _masks(rest: Iterable[Numbers], count: int) -> Numbers | None:
    """(n, h, w) or None."""
    for output in rest:
        shape = output.shape
        if output.ndim > _MASK_AXES and count and output.size // (shape[-1] * shape[-2]) >= count:
            return output.reshape(-1, *shape[-2:])[:count]
    return None


def _cut(raw: Raw, picked: Picked, whole: NDArray[np.float64], masks: Numbers) -> Decoded:
    """Masks instead of boxes; `whole` are all boxes in image pixels, not cut at its edges."""
    founds: list[Found] = []
    level = raw.recipe.thresholds.mask
    for row, box, score, slot in zip(
        picked.rows, picked.boxes, picked.scores, picked.classes, strict=True
    ):
        grid = _grid(raw, inner(box), whole[row], (masks.shape[2], masks.shape[1]))
        mask = sampled(masks[row], grid, level)
        if mask is not None:
            founds.append(Found(raw.recipe.class_name(int(slot)), mask, float(score)))
    notes = (*picked.notes, *no_pixels(len(picked.rows) - len(founds)))
    return Decoded(tuple(founds), notes)


def _grid(raw: Raw, region: Region, box: NDArray[np.float64], size: tuple[int, int]) -> Grid:
    """What a mask of that width and height covers: the input, the image, or its box."""
    if size == tuple(raw.frame.net):
        return over_input(raw.frame, region, *size)
    if size == tuple(raw.frame.image):
        return Grid(region, np.array(region[:2], np.float64), np.ones(2))
    return over_box(box, region, *size)


DECODERS: Mapping[str, Decoder] = {
    "lists": _lists,
    "scored-boxes": _scored_boxes,
    "paddle": _paddle,
    "efficientdet": _efficientdet,
}
