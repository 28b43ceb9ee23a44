"""Semantic segmentation: one mask per class that is in the image, its parts kept together.

A network answers with a map per class, of which the largest counts or each for itself, or with
one map of class numbers. Maps are enlarged before they are compared, as their authors do.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.mask import Mask
from labeldesk.domain.problem import Problem
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.suggest.decode.detr import sigmoid
from labeldesk.suggest.decode.grid import Axis, Floats, axes, enlarged
from labeldesk.suggest.decode.largest import Largest
from labeldesk.suggest.decode.raw import Decoded, Decoder, Raw, nameless, not_finite, note
from labeldesk.suggest.found import Found
from labeldesk.suggest.recipe import Activation, Background, Layout, Recipe

VOID = 255
"""What maps of 8 bits call pixels that belong to nothing."""
_MAPS = 3
_SUM = 1e-2  # how far probabilities may be from one together

_TOO_MANY = QT_TRANSLATE_NOOP("Model", "The image has {count} classes; the largest {most} are kept")


def channels(raw: Raw, index: int = 0) -> Floats:
    """Output `index` as (classes, h, w) without batch axis; raises `UserError` for other forms."""
    if index >= len(raw.outputs) or not raw.outputs[index].size:
        raise raw.unlike(raw.recipe.output.format)
    output = raw.outputs[index]
    one = output[0] if output.ndim > _MAPS else output
    if one.ndim == _MAPS and raw.recipe.output.layout is Layout.NHWC:
        one = np.moveaxis(one, -1, 0)
    while one.ndim < _MAPS:
        one = one[None]
    if one.ndim != _MAPS:
        raise raw.unlike(raw.recipe.output.format)
    values = np.ascontiguousarray(one, np.float32)
    return values / np.float32(VOID) if one.dtype == np.uint8 else values


def sound(values: Floats) -> tuple[Floats, NDArray[np.bool_] | None, tuple[Problem, ...]]:
    """The values with what is not finite made very small, the cells (h, w) that have none left,
    and the message about it.
    """
    finite = np.isfinite(values)
    lost = int(finite.size - np.count_nonzero(finite))
    if not lost:
        return values, None, ()
    filled: Floats = np.where(finite, values, np.float32(-1e9))
    blind: NDArray[np.bool_] = np.logical_not(np.logical_or.reduce(finite, axis=0))
    return filled, blind, not_finite(lost)


def _largest(raw: Raw) -> Decoded:
    """Maps of all classes: each pixel belongs to the largest."""
    values, blind, notes = sound(channels(raw))
    if len(values) == 1:
        return _each(raw)
    y, x = axes(raw.frame, *values.shape[1:])
    winners = Largest(values, _chance(values, raw.recipe.output.activation))
    labels, scores = winners.over(y, x)
    if blind is not None:
        hidden = blind[np.ix_(y.near(y.pixels), x.near(x.pixels))]
        labels[hidden] = winners.nothing
    founds, slots = [], []
    for slot in winners.present(labels):
        mask = mask_of(labels == slot, y, x)
        if mask is not None and not _is_background(slot, len(values), raw.recipe):
            founds.append(_found(slot, mask, scores.get(slot, 0.0), raw.recipe))
            slots.append(slot)
    return _decoded(founds, slots, raw, notes)


def _chance(values: Floats, activation: Activation) -> Callable[[int], Floats]:
    """What gives the probability (h, w) of a class."""
    if activation is Activation.NONE or (activation is Activation.PROBE and _sums_up(values)):
        return lambda slot: values[slot]
    top = values.max(axis=0)
    total = np.zeros_like(top)
    for plane in values:
        total += np.exp(plane - top)
    total = top + np.log(total)

    def chance(slot: int) -> Floats:
        result: Floats = np.exp(values[slot] - total)
        return result

    return chance


def _sums_up(values: Floats) -> bool:
    return bool(values.min() >= 0 and np.abs(values.sum(axis=0) - 1).max() <= _SUM)


def _each(raw: Raw) -> Decoded:
    """Maps of classes that do not exclude one another, or of one class."""
    values, blind, notes = sound(channels(raw))
    y, x = axes(raw.frame, *values.shape[1:])
    share = min(max(raw.recipe.thresholds.mask, 1e-6), 1 - 1e-6)
    flat = _is_flat(values, raw.recipe.output.activation)
    least = share if flat else math.log(share / (1 - share))
    founds, slots = [], []
    for slot, plane in enumerate(values):
        rows, columns = reach(plane > least, y, x)
        large = enlarged(plane, y, x, rows, columns)
        inside = large > least
        if blind is not None:
            inside &= ~blind[np.ix_(y.near(rows), x.near(columns))]
        if _is_background(slot, len(values), raw.recipe) or not inside.any():
            continue
        within = large[inside].astype(np.float64)
        score = within if flat else sigmoid(within)
        mask = Mask.of(inside, columns[0], rows[0])
        founds.append(_found(slot, mask, float(score.mean()), raw.recipe))
        slots.append(slot)
    return _decoded(founds, slots, raw, notes)


def _is_flat(values: Floats, activation: Activation) -> bool:
    """Whether the values are probabilities already."""
    if activation is Activation.PROBE:
        return bool(values.min() >= 0 and values.max() <= 1)
    return activation is Activation.NONE


def reach(inside: NDArray[np.bool_], y: Axis, x: Axis) -> tuple[tuple[int, int], tuple[int, int]]:
    """The rows and columns of pixels that cells above the threshold can reach."""
    spans = []
    for axis, other in ((y, 1), (x, 0)):
        hit = np.flatnonzero(inside.any(axis=other))
        low, high = (int(hit[0]), int(hit[-1]) + 1) if len(hit) else (0, 0)
        spans.append(axis.covering(low, high) if len(hit) else (axis.pixels[0],) * 2)
    return spans[0], spans[1]


def _numbers(raw: Raw) -> NDArray[np.generic]:
    """The map of class numbers (h, w)."""
    if not raw.outputs or not raw.outputs[0].size:
        raise raw.unlike(raw.recipe.output.format)
    one = raw.outputs[0]
    if one.ndim >= _MAPS:
        one = one[0]
    if one.ndim == _MAPS:
        one = one[0] if one.shape[0] == 1 else one[..., 0] if one.shape[-1] == 1 else one
    if one.ndim != _MAPS - 1:
        raise raw.unlike(raw.recipe.output.format)
    return one


def _map(raw: Raw) -> Decoded:
    """One map of class numbers; negative ones, and 255 without a name, are nothing."""
    numbers = _numbers(raw)
    y, x = axes(raw.frame, *numbers.shape)
    rows, columns = y.near(y.pixels), x.near(x.pixels)
    if not len(rows) or not len(columns):
        return Decoded()
    seen = numbers[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
    finite = np.isfinite(np.asarray(seen, np.float64))
    whole = np.where(finite, np.nan_to_num(seen, posinf=0, neginf=0), -1).astype(np.int64)
    kept, notes = _kept(whole, raw.recipe)
    notes = (*not_finite(int(finite.size - np.count_nonzero(finite))), *notes)
    founds = []
    for slot in kept:
        mask = _nearest(whole == slot, rows - rows.min(), columns - columns.min(), y, x)
        if mask is not None:
            founds.append(_found(slot, mask, 1.0, raw.recipe))
    return _decoded(founds, kept, raw, notes)


def _kept(whole: NDArray[np.int64], recipe: Recipe) -> tuple[list[int], tuple[Problem, ...]]:
    """The class numbers to show, in their order."""
    slots, counts = np.unique(whole, return_counts=True)
    names = len(recipe.classes)
    named = (slots >= 0) & ~((slots == VOID) & (names <= VOID))
    count = names + (recipe.output.background is not Background.NONE)
    named &= np.array([not _is_background(int(slot), count, recipe) for slot in slots], bool)
    slots, counts = slots[named], counts[named]
    notes: tuple[Problem, ...] = ()
    if len(slots) > recipe.max_det:
        notes = (note(_TOO_MANY.filled(count=len(slots), most=recipe.max_det)),)
        slots = np.sort(slots[np.argsort(-counts, kind="stable")[: recipe.max_det]])
    return [int(slot) for slot in slots], notes


def _nearest(
    cells: NDArray[np.bool_], rows: NDArray[np.intp], columns: NDArray[np.intp], y: Axis, x: Axis
) -> Mask | None:
    """The pixels that lie in those cells."""
    down, across = (
        np.flatnonzero(np.asarray(cells.any(axis=axis))[index])
        for axis, index in ((1, rows), (0, columns))
    )
    if not len(down) or not len(across):
        return None
    rows, columns = rows[down[0] : down[-1] + 1], columns[across[0] : across[-1] + 1]
    inside = cells[rows][:, columns]
    left, top = x.pixels[0] + int(across[0]), y.pixels[0] + int(down[0])
    return Mask.of(inside, left, top) if inside.any() else None


def mask_of(inside: NDArray[np.bool_], y: Axis, x: Axis) -> Mask | None:
    """The pixels of the part of the image that was seen."""
    down, across = (np.flatnonzero(inside.any(axis=axis)) for axis in (1, 0))
    if not len(down):
        return None
    part = inside[down[0] : down[-1] + 1, across[0] : across[-1] + 1]
    return Mask.of(part, x.pixels[0] + int(across[0]), y.pixels[0] + int(down[0]))


def _is_background(slot: int, count: int, recipe: Recipe) -> bool:
    match recipe.output.background:
        case Background.NONE:
            return False
        case Background.FIRST:
            return slot == 0
        case Background.LAST:
            return slot == count - 1


def _shift(recipe: Recipe) -> int:
    """Slots in front of the first class."""
    return 1 if recipe.output.background is Background.FIRST else 0


def _found(slot: int, mask: Mask, score: float, recipe: Recipe) -> Found:
    name = recipe.class_name(slot - _shift(recipe))
    return Found(name, mask, min(max(score, 0.0), 1.0))


def _decoded(
    founds: list[Found], slots: list[int], raw: Raw, notes: tuple[Problem, ...]
) -> Decoded:
    least = raw.recipe.thresholds.score
    ordered = sorted((f for f in founds if f.score >= least), key=lambda found: -found.score)
    shown = np.array(slots, dtype=int) - _shift(raw.recipe)
    return Decoded(tuple(ordered[: raw.recipe.max_det]), (*notes, *nameless(shown, raw.recipe)))


DECODERS: Mapping[str, Decoder] = {
    "semantic": _largest,
    "semantic-each": _each,
    "semantic-map": _map,
}
