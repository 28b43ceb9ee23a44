"""What every detector shares: threshold, suppression, the way back to the image."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.problem import Problem
from labeldesk.domain.shapes import Box
from labeldesk.suggest.decode.raw import Decoded, Raw, nameless, not_finite
from labeldesk.suggest.found import Found
from labeldesk.suggest.nms import suppressed
from labeldesk.suggest.recipe import Activation, Corners, Space

MOST_SHARE = 1.5  # boxes in shares of the input reach little beyond its edges
_ROUNDING = 1e-3  # of half precision


@dataclass(frozen=True, slots=True)
class Candidates:
    """Boxes (n, 4) x0 y0 x1 y1 in input pixels, scores (n,) 0..1, class slots (n,)."""

    boxes: NDArray[np.floating]
    scores: NDArray[np.floating]
    classes: NDArray[np.integer]


@dataclass(frozen=True, slots=True)
class Picked:
    """What is left of candidates: rows of theirs, best first, and boxes in image pixels."""

    rows: NDArray[np.intp]
    boxes: NDArray[np.float64]
    scores: NDArray[np.float64]
    classes: NDArray[np.integer]
    notes: tuple[Problem, ...]


def corners(centres: NDArray[np.floating]) -> NDArray[np.floating]:
    """Boxes cx cy w h (n, 4) as x0 y0 x1 y1."""
    half = centres[:, 2:4] / 2
    joined: NDArray[np.floating] = np.concatenate(
        (centres[:, :2] - half, centres[:, :2] + half), axis=1
    )
    return joined


def best_class(
    probabilities: NDArray[np.floating], factor: NDArray[np.floating] | float = 1.0
) -> tuple[NDArray[np.floating], NDArray[np.intp]]:
    """The best class (n,) of (n, classes) and its score times `factor`."""
    classes = probabilities.argmax(axis=1)
    top = np.take_along_axis(probabilities, classes[:, None], axis=1)[:, 0]
    return top * factor, classes


def activated(values: NDArray[np.generic], activation: Activation) -> NDArray[np.floating]:
    """Numbers as scores 0..1; `Activation.PROBE` takes the sigmoid where some lie outside.

    The softmax is over the last axis.
    """
    plain = np.asarray(values, np.float32)
    match activation:
        case Activation.NONE:
            return plain
        case Activation.SOFTMAX:
            powers = np.exp(plain - plain.max(axis=-1, keepdims=True, initial=-np.inf))
            return np.asarray(powers / powers.sum(axis=-1, keepdims=True))
        case Activation.PROBE:
            sound = plain[np.isfinite(plain)]
            if not sound.size or (sound.min() >= 0 and sound.max() <= 1 + _ROUNDING):
                return plain
        case Activation.SIGMOID:
            pass
    return np.asarray(1 / (1 + np.exp(-np.clip(plain, -60, 60))))


def shares(boxes: NDArray[np.generic]) -> bool:
    """Whether numbers of boxes look like shares of the input, not like pixels."""
    plain = np.asarray(boxes, np.float64)
    return bool(0 < np.abs(plain[np.isfinite(plain)]).max(initial=0.0) <= MOST_SHARE)


def placed(boxes: NDArray[np.generic], raw: Raw) -> NDArray[np.float64]:
    """Boxes (n, 4) in the corners and the space of the recipe, as x0 y0 x1 y1 in input pixels."""
    space = raw.recipe.output.space
    plain: NDArray[np.float64] = np.asarray(boxes, np.float64).reshape(-1, 4)
    given = _cornered(plain, raw.recipe.output.corners)
    if space is Space.IMAGE:
        return raw.frame.to_net(given.reshape(-1, 2, 2)).reshape(-1, 4)
    if space is Space.UNIT or (space is Space.PROBE and shares(plain)):
        return given * np.tile(np.array(raw.frame.net, np.float64), 2)
    return given


def _cornered(boxes: NDArray[np.float64], how: Corners) -> NDArray[np.float64]:
    backwards = bool(np.any(boxes[:, 2:] < boxes[:, :2]))
    if how is Corners.CENTRES or (how is Corners.PROBE and shares(boxes) and backwards):
        return np.asarray(corners(boxes), np.float64)
    return boxes[:, [1, 0, 3, 2]] if how is Corners.YXYX else boxes


def pick(found: Candidates, raw: Raw, *, suppress: bool = True) -> Picked:
    """Above the threshold, finite, not suppressed, inside the image, at most `max_det`."""
    thresholds = raw.recipe.thresholds
    finite = np.isfinite(found.scores) & np.isfinite(found.boxes).all(axis=1)
    rows = np.flatnonzero(finite & (found.scores >= thresholds.score))
    lost = int((~finite).sum())
    boxes, scores, classes = found.boxes[rows], found.scores[rows], found.classes[rows]
    if suppress:
        kept = suppressed(boxes, scores, classes, thresholds.iou, raw.recipe.max_det)
    else:
        kept = np.argsort(-scores, kind="stable")[: raw.recipe.max_det]
    placed = raw.frame.boxes_to_image(np.asarray(boxes[kept], np.float64))
    visible = (placed[:, 2] > placed[:, 0]) & (placed[:, 3] > placed[:, 1])
    kept, placed = kept[visible], placed[visible]
    sound = np.clip(np.asarray(scores[kept], np.float64), 0.0, 1.0)
    notes = (*not_finite(lost), *nameless(classes[kept], raw.recipe))
    return Picked(rows[kept], placed, sound, classes[kept], notes)


def decoded(picked: Picked, raw: Raw) -> Decoded:
    """The picked boxes as found objects."""
    return Decoded(tuple(found_boxes(picked, raw)), picked.notes)


def found_boxes(picked: Picked, raw: Raw) -> list[Found]:
    """One found box per picked row, in order."""
    return [
        Found(raw.recipe.class_name(int(slot)), Box(*map(float, box)), float(score))
        for box, score, slot in zip(picked.boxes, picked.scores, picked.classes, strict=True)
    ]
