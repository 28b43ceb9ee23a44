"""Boxes of the YOLO line: anchors with objectness (v5-v7), without (v8-v12), end to end.

Formats after reading exported models: v5 rows are cx cy w h objectness classes..., in input
pixels, all already through the sigmoid; v8 columns are cx cy w h classes...; end-to-end rows
are x0 y0 x1 y1 score class and already suppressed, padded with zeros.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.suggest.decode.boxes import (
    Candidates,
    best_class,
    corners,
    decoded,
    pick,
    placed,
    shares,
)
from labeldesk.suggest.decode.raw import Decoded, Decoder, Raw, note
from labeldesk.suggest.recipe import Space

BOX = 4  # columns of a box
END2END = 6
_V7_END2END = 7

_SHARES = QT_TRANSLATE_NOOP(
    "Model",
    "The boxes are shares of the input, as RT-DETR answers; its reading, which stretches the "
    "image, may fit better",
)


def anchors(
    table: NDArray[np.float32], classes: int, least: float
) -> tuple[Candidates, NDArray[np.intp]]:
    """Candidates of v5 rows (n, 5 + classes + anything), and the rows they come from.

    Rows that cannot reach the score `least` are left out at once; those with NaN are kept.
    """
    rows = np.flatnonzero(~(table[:, BOX] < least))
    near = table[rows]
    scores, slots = best_class(near[:, BOX + 1 : BOX + 1 + classes], near[:, BOX])
    return Candidates(corners(near[:, :BOX]), scores, slots), rows


def anchor_free(
    table: NDArray[np.float32], classes: int, least: float
) -> tuple[Candidates, NDArray[np.intp]]:
    """The same of v8 columns (4 + classes + anything, n)."""
    columns = np.flatnonzero(~(table[BOX : BOX + classes].max(axis=0) < least))
    near = table[: BOX + classes, columns]
    scores, slots = best_class(near[BOX:].T)
    return Candidates(corners(near[:BOX].T), scores, slots), columns


def end_to_end(table: NDArray[np.float32]) -> Candidates:
    """Candidates of finished rows (n, 6 + anything)."""
    return Candidates(table[:, :BOX], table[:, BOX], slots_of(table[:, BOX + 1]))


def slots_of(column: NDArray[np.floating]) -> NDArray[np.intp]:
    """Class slots written as floating numbers."""
    whole = np.nan_to_num(column, nan=0.0, posinf=0.0, neginf=0.0)
    slots: NDArray[np.intp] = np.clip(np.rint(whole), 0, np.iinfo(np.int32).max).astype(np.intp)
    return slots


def _v5(raw: Raw) -> Decoded:
    table = raw.table(width=BOX + 2)
    found, _ = anchors(table, table.shape[1] - BOX - 1, raw.recipe.thresholds.score)
    return decoded(pick(found, raw), raw)


def _v8(raw: Raw) -> Decoded:
    table = raw.table(width=1)
    if table.shape[0] <= BOX:
        raise raw.unlike(raw.recipe.output.format)
    found, _ = anchor_free(table, table.shape[0] - BOX, raw.recipe.thresholds.score)
    return decoded(pick(found, raw), raw)


def _end_to_end(raw: Raw) -> Decoded:
    found = end_to_end(raw.table(width=END2END))
    probed = raw.recipe.output.space is Space.PROBE and shares(found.boxes)
    found = replace(found, boxes=placed(found.boxes, raw))
    said = decoded(pick(found, raw, suppress=False), raw)
    return replace(said, notes=(*said.notes, note(_SHARES))) if probed else said


def _v7_end_to_end(raw: Raw) -> Decoded:
    """Rows batch x0 y0 x1 y1 class score."""
    table = raw.table(width=_V7_END2END)
    found = Candidates(table[:, 1 : 1 + BOX], table[:, -1], slots_of(table[:, BOX + 1]))
    return decoded(pick(found, raw, suppress=False), raw)


DECODERS: Mapping[str, Decoder] = {
    "yolo-v5": _v5,
    "yolo-v8": _v8,
    "yolo-end2end": _end_to_end,
    "yolo-v7-end2end": _v7_end_to_end,
}
