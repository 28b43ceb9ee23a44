"""Poses of the YOLO line: a box, and for each joint x, y and perhaps how visible it is."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.geometry import Ring
from labeldesk.domain.shapes import Keypoints
from labeldesk.suggest.decode.boxes import Candidates, pick
from labeldesk.suggest.decode.raw import Decoded, Decoder, Raw
from labeldesk.suggest.decode.yolo import BOX, END2END, anchor_free, end_to_end
from labeldesk.suggest.found import Found

VISIBLE = 0.5
_ABSENT, _SEEN = 0, 2  # as COCO has it


def _raw(raw: Raw) -> Decoded:
    table = raw.table(width=1)
    classes = len(raw.recipe.classes)
    if not classes or table.shape[0] <= BOX + classes:
        raise raw.unlike(raw.recipe.output.format)
    found, columns = anchor_free(table, classes, raw.recipe.thresholds.score)
    return _poses(raw, found, table[BOX + classes :, columns].T, suppress=True)


def _end_to_end(raw: Raw) -> Decoded:
    table = raw.table(width=END2END + 2)
    return _poses(raw, end_to_end(table), table[:, END2END:], suppress=False)


def _poses(raw: Raw, found: Candidates, numbers: NDArray[np.float32], *, suppress: bool) -> Decoded:
    each = raw.recipe.output.joint
    if each not in {2, 3} or numbers.shape[1] % each:
        raise raw.unlike(raw.recipe.output.format)
    picked = pick(found, raw, suppress=suppress)
    joints = numbers[picked.rows].reshape(len(picked.rows), numbers.shape[1] // each, each)
    placed = raw.frame.to_image(joints[..., :2])
    sound: NDArray[np.bool_] = np.logical_and(*np.moveaxis(np.isfinite(placed), 2, 0))
    seen: NDArray[np.bool_] = sound & (joints[..., 2] >= VISIBLE) if each > 2 else sound  # noqa: PLR2004 (x and y)
    founds = tuple(
        Found(
            raw.recipe.class_name(int(picked.classes[index])),
            Keypoints(
                Ring(np.where(sound[index][:, None], placed[index], 0.0)),
                tuple(_SEEN if visible else _ABSENT for visible in seen[index]),
            ),
            float(picked.scores[index]),
        )
        for index in range(len(picked.rows))
    )
    return Decoded(founds, picked.notes)


DECODERS: Mapping[str, Decoder] = {"yolo-v8-pose": _raw, "yolo-end2end-pose": _end_to_end}
