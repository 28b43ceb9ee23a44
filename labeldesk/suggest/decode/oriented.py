"""Turned boxes of the YOLO line: a box cx cy w h and, as the last number, its angle.

Angles are radians, clockwise on the screen. Suppression uses the overlap of the two boxes as
normal distributions (Llerena and others 2021, "Gaussian bounding boxes"), which is what these
models are trained and evaluated with.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.shapes import RotatedBox
from labeldesk.suggest.decode.boxes import best_class
from labeldesk.suggest.decode.raw import Decoded, Decoder, Raw, nameless, not_finite
from labeldesk.suggest.decode.yolo import BOX, END2END, slots_of
from labeldesk.suggest.found import Found
from labeldesk.suggest.nms import greedy

_SMALL = 1e-7
Turned = NDArray[np.float64]  # (n, 5): cx cy w h angle


def _raw(raw: Raw) -> Decoded:
    table = raw.table(width=1)
    if table.shape[0] <= BOX + 1:
        raise raw.unlike(raw.recipe.output.format)
    top = table[BOX:-1].max(axis=0)
    near = table[:, ~(top < raw.recipe.thresholds.score)].astype(np.float64)
    scores, slots = best_class(near[BOX:-1].T)
    boxes = np.concatenate((near[:BOX], near[-1:])).T
    return _found(raw, boxes, scores, slots, suppress=True)


def _end_to_end(raw: Raw) -> Decoded:
    """Rows cx cy w h score class angle."""
    table = raw.table(width=END2END + 1).astype(np.float64)
    boxes = np.concatenate((table[:, :BOX], table[:, END2END : END2END + 1]), axis=1)
    return _found(raw, boxes, table[:, BOX], slots_of(table[:, BOX + 1]), suppress=False)


def _found(
    raw: Raw,
    boxes: Turned,
    scores: NDArray[np.floating],
    slots: NDArray[np.integer],
    *,
    suppress: bool,
) -> Decoded:
    finite = np.isfinite(boxes).all(axis=1) & np.isfinite(scores)
    sound = finite & (scores >= raw.recipe.thresholds.score) & (boxes[:, 2:BOX] > 0).all(axis=1)
    boxes, scores, slots = boxes[sound], scores[sound], slots[sound]
    rows = np.argsort(-scores, kind="stable")[: raw.recipe.max_det]
    if suppress:
        iou = raw.recipe.thresholds.iou
        rows = greedy(
            scores, slots, lambda a, b: overlap(boxes[a], boxes[b]) > iou, raw.recipe.max_det
        )
    centres = raw.frame.to_image(boxes[rows, :2])
    sizes = boxes[rows, 2:BOX] / float(np.sqrt(raw.frame.scale.prod()))
    founds = tuple(
        Found(
            raw.recipe.class_name(int(slots[row])),
            _turned(centre, size, float(boxes[row, BOX])),
            float(np.clip(scores[row], 0, 1)),
        )
        for row, centre, size in zip(rows, centres, sizes, strict=True)
    )
    return Decoded(founds, (*not_finite(int((~finite).sum())), *nameless(slots[rows], raw.recipe)))


def _turned(centre: NDArray[np.float64], size: NDArray[np.float64], angle: float) -> RotatedBox:
    return RotatedBox(float(centre[0]), float(centre[1]), float(size[0]), float(size[1]), angle)


def overlap(one: Turned, two: Turned) -> NDArray[np.float64]:
    """How much each of `one` (rows) and each of `two` (columns) are the same, 0..1."""
    x, y, a, b, c = (column[:, None] for column in _normal(one))
    u, v, d, e, f = (column[None] for column in _normal(two))
    across, down, skew = a + d, b + e, c + f
    area = across * down - skew**2
    apart = (across * (y - v) ** 2 + down * (x - u) ** 2) / (area + _SMALL) / 4
    turned = skew * (u - x) * (y - v) / (area + _SMALL) / 2
    own = np.sqrt(np.maximum(a * b - c**2, 0) * np.maximum(d * e - f**2, 0))
    spread = np.log(area / (4 * own + _SMALL) + _SMALL) / 2
    distance = np.clip(apart + turned + spread, _SMALL, 100)
    same: NDArray[np.float64] = 1 - np.sqrt(1 - np.exp(-distance) + _SMALL)
    return same


def _normal(boxes: Turned) -> tuple[NDArray[np.float64], ...]:
    """Centre and covariance (xx, yy, xy) of an even spread over each box."""
    x, y, width, height, angle = boxes.T
    along, over = width**2 / 12, height**2 / 12
    cos, sin = np.cos(angle), np.sin(angle)
    return (
        x,
        y,
        along * cos**2 + over * sin**2,
        along * sin**2 + over * cos**2,
        (along - over) * cos * sin,
    )


DECODERS: Mapping[str, Decoder] = {"yolo-v8-obb": _raw, "yolo-end2end-obb": _end_to_end}
