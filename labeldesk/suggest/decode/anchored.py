"""Boxes and class scores in two tables, not yet suppressed: `boxes-scores`, and raw SSD.

`ssd-anchors` are the heads of SSD as the TensorFlow Object Detection API trains them: offsets
ty tx th tw from the anchors of six levels, in tenths and fifths, and logits with the background
in front.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.geometry import Size
from labeldesk.suggest.decode.boxes import (
    Candidates,
    activated,
    best_class,
    corners,
    decoded,
    pick,
    placed,
)
from labeldesk.suggest.decode.raw import Decoded, Decoder, Raw
from labeldesk.suggest.decode.yolo import BOX
from labeldesk.suggest.recipe import Background

LEVELS = 6
_FIRST_STRIDE = 16
_SMALLEST, _LARGEST, _LOWEST = 0.2, 0.95, 0.1
_RATIOS = (1.0, 2.0, 0.5, 3.0, 1 / 3)
_CENTRE_PART, _SIZE_PART = 10.0, 5.0  # what the offsets were multiplied by in training


def _boxes_scores(raw: Raw) -> Decoded:
    boxes, numbers = _tables(raw)
    found = _scored(raw, placed(boxes[:, :BOX], raw), numbers)
    return decoded(pick(found, raw), raw)


def _anchored(raw: Raw) -> Decoded:
    offsets, numbers = _tables(raw)
    at = anchors(raw.frame.net)
    if len(at) != len(offsets):
        raise raw.unlike(raw.recipe.output.format)
    centres = offsets[:, [1, 0]] / _CENTRE_PART * at[:, 2:] + at[:, :2]
    sizes = np.exp(np.minimum(offsets[:, [3, 2]] / _SIZE_PART, 20.0)) * at[:, 2:]
    boxes = corners(np.concatenate((centres, sizes), axis=1)) * np.tile(raw.frame.net, 2)
    return decoded(pick(_scored(raw, boxes, numbers), raw), raw)


def _tables(raw: Raw) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    if len(raw.outputs) <= 1:
        raise raw.unlike(raw.recipe.output.format)
    boxes, numbers = (np.asarray(output, np.float32) for output in raw.outputs[:2])
    boxes = boxes.reshape(-1, boxes.shape[-1])
    numbers = numbers.reshape(-1, numbers.shape[-1])
    if len(boxes) != len(numbers) or boxes.shape[1] < BOX:
        raise raw.unlike(raw.recipe.output.format)
    return boxes, numbers


def _scored(raw: Raw, boxes: NDArray[np.floating], numbers: NDArray[np.float32]) -> Candidates:
    spec = raw.recipe.output
    scores = activated(numbers, spec.activation)
    cut = {
        Background.NONE: scores,
        Background.FIRST: scores[:, 1:],
        Background.LAST: scores[:, :-1],
    }
    top, slots = best_class(cut[spec.background])
    return Candidates(boxes, top, slots)


def levels(net: Size) -> list[tuple[int, int]]:
    """Columns and rows of the six levels: a sixteenth of the input, then halves."""
    made = [tuple(math.ceil(side / _FIRST_STRIDE) for side in net)]
    for _ in range(LEVELS - 1):
        made.append(tuple(math.ceil(side / 2) for side in made[-1]))
    return [(width, height) for width, height in made]


def anchor_count(net: Size) -> int:
    """How many anchors there are for an input of that size."""
    first, *others = (width * height for width, height in levels(net))
    return 3 * first + LEVELS * sum(others)


def anchors(net: Size) -> NDArray[np.float64]:
    """Centre and size (n, 4) cx cy w h of every anchor, in shares of the input.

    Scales are even from 0.2 to 0.95; the lowest level has only three anchors. Scales are shares
    of the short side.
    """
    part = (_LARGEST - _SMALLEST) / (LEVELS - 1)
    scales = [*(_SMALLEST + part * level for level in range(LEVELS)), 1.0]
    base = min(net) / np.array(net, np.float64)
    made = []
    for level, (columns, rows) in enumerate(levels(net)):
        shapes = [(scales[level], ratio) for ratio in _RATIOS]
        shapes.append((math.sqrt(scales[level] * scales[level + 1]), 1.0))
        if not level:
            shapes = [(_LOWEST, 1.0), (scales[0], 2.0), (scales[0], 0.5)]
        sizes = np.array([(s * math.sqrt(r), s / math.sqrt(r)) for s, r in shapes]) * base
        x, y = np.meshgrid((np.arange(columns) + 0.5) / columns, (np.arange(rows) + 0.5) / rows)
        centres = np.repeat(np.stack((x.ravel(), y.ravel()), axis=1), len(sizes), axis=0)
        made.append(np.concatenate((centres, np.tile(sizes, (x.size, 1))), axis=1))
    return np.concatenate(made)


DECODERS: Mapping[str, Decoder] = {"boxes-scores": _boxes_scores, "ssd-anchors": _anchored}
